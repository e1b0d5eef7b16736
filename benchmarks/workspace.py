"""A workspace of many articles in; what adding a few more takes beside a rebuild from nothing, out.

``python benchmarks/workspace.py --articles 5000 --more 100`` adds the articles, builds, adds a hundred more, builds, and
then does all of it again from nothing. It prints seconds and ratios, and whether both gave the same bytes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.parallel import varied
from kg.model import Article, Readers
from kg.workspace import Settings, Workspace


def main() -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--more", type=int, default=100)
    parser.add_argument("--readers", choices=("both", "rules", "learned"), default="both")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    articles = list(varied(options.articles + options.more))
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), articles, options.articles, options.readers, options.jobs)


def _run(folder: Path, articles: Sequence[Article], first: int, readers: Readers, jobs: int) -> None:
    settings = Settings(readers=readers)
    grown = Workspace.make(folder / "grown", settings=settings, jobs=jobs)
    anew = Workspace.make(folder / "anew", settings=settings, jobs=jobs)
    steps: dict[str, Callable[[], object]] = {
        f"add {first:,}": lambda: grown.add(articles[:first]),
        "build": lambda: grown.build(folder / "out"),
        f"add {len(articles) - first:,} more": lambda: grown.add(articles[first:]),
        "add all again": lambda: grown.add(articles),
        "build again": lambda: grown.build(folder / "out"),
        "from nothing: add all": lambda: anew.add(articles),
        "from nothing: build": lambda: anew.build(folder / "other"),
    }
    seconds: dict[str, float] = {}
    for name, step in steps.items():
        start = time.perf_counter()
        step()
        seconds[name] = time.perf_counter() - start
        print(f"{name:24} {seconds[name]:8.1f} s", flush=True)
    one, other = ({path.name: path.read_bytes() for path in (folder / name).iterdir()} for name in ("out", "other"))
    few = seconds[f"add {len(articles) - first:,} more"]
    anew_add, build, again = seconds["from nothing: add all"], seconds["from nothing: build"], seconds["build again"]
    print(f"adding alone: {anew_add / few:.0f} times quicker than adding all")
    print(f"with the build: {(anew_add + build) / (few + again):.1f} times quicker than from nothing")
    print(f"size of the workspace: {sum(path.stat().st_size for path in grown.folder.iterdir()) / 1e6:.0f} MB")
    print(f"same bytes: {one == other}")


if __name__ == "__main__":
    main()
