"""Articles made by varying the sample in; how speed and memory go with processes and with Spark out.

``python benchmarks/parallel.py memory --articles 20000 --jobs 2`` streams them and tells what each process holds.
``python benchmarks/parallel.py speed --articles 1000`` reads them with one process, with two, and with Spark on two
cores, in turns. ``python benchmarks/parallel.py make --articles 1000 --out FILE`` writes them.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.files import sample, write_jsonl
from kg.inputs import items_of
from kg.model import Article, Readers
from kg.pipeline import make_extractor
from kg.readers import read_articles
from kg.workers import OwnExtractor

_MB: Final = 1024
"""Of the kibibytes in which Linux counts."""
_SYLLABLES: Final = "ba de fi go ku la me ni po ru sa te vi wo xu ya ze cha dro kli".split()


def varied(count: int) -> Iterator[Article]:
    """Yield articles made of paragraphs of the sample in other company, each with a name that no other has."""
    told = [item for item in read_articles([sample()]) if isinstance(item, Article)]
    paragraphs = [part for article in told for part in article.text.split("\n\n") if part.strip()]
    chance = random.Random(1)
    for number in range(count):
        like = told[number % len(told)]
        parts = chance.sample(paragraphs, max(1, like.text.count("\n\n") + 1))
        name = (
            "".join(chance.choices(_SYLLABLES, k=4)).capitalize()
            + f" {''.join(chance.choices(_SYLLABLES, k=3)).capitalize()}"
        )
        text = "\n\n".join([f"The report was written by {name}.", *parts])
        yield Article(id=f"v{number}", text=text, published=like.published, source=like.source)


def make(count: int, path: Path) -> int:
    """Write the articles as JSON Lines and return their words."""
    words = 0

    def rows() -> Iterator[dict[str, object]]:
        nonlocal words
        for article in varied(count):
            words += len(article.text.split())
            published = article.published.isoformat() if article.published else None
            yield {"id": article.id, "text": article.text, "published": published, "source": article.source}

    write_jsonl(path, rows())
    return words


def memory(count: int, jobs: int, readers: Readers) -> None:
    """Stream the articles from a file and print what this process and its children hold as they go by."""
    print(f"{'articles':>10} {'seconds':>8} {'MB here':>8} {'MB of each child'}")
    start = time.perf_counter()
    step = max(1, count // 20)

    def passing(path: Path) -> Iterator[Article]:
        for done, item in enumerate(items_of(path)):
            if done % step == 0:
                tell(done)
            if isinstance(item, Article):
                yield item

    def tell(done: int) -> None:
        held = [f"{_resident(child):.0f}" for child in _children()]
        print(f"{done:>10} {time.perf_counter() - start:>8.0f} {_resident('self'):>8.0f} {' '.join(held)}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "varied.jsonl")
        make(count, path)
        extract = make_extractor(OwnExtractor(readers=readers), jobs=jobs, on_failed=lambda failure: print(failure))
        events = sum(len(found) for _, found in extract(passing(path)))
    tell(count)
    print(f"{events:,} events")


def _children() -> list[str]:
    found = []
    for place in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            if f"\nPPid:\t{os.getpid()}\n" in place.read_text(encoding="utf-8", errors="replace"):
                found.append(place.parent.name)
    return sorted(found, key=int)


def _resident(process: str) -> float:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / _MB
    return 0.0


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock, and seconds of the processor by all processes of a run."""

    wall: float
    cpu: float


def speed(count: int, rounds: int, readers: Readers) -> None:
    """Read the articles in several ways in turn, each in fresh processes, and print the medians without start-up.

    Start-up is what the same way takes for two articles; that of Spark has the start of its machine in it. On a machine
    that others use, the seconds of the processor tell more than those of the clock.
    """
    ways = {
        "kg extract": ["extract"],
        "kg extract --jobs 2": ["extract", "--jobs", "2"],
        "kg extract --engine spark --master local[2]": ["extract", "--engine", "spark", "--master", "local[2]"],
    }
    with tempfile.TemporaryDirectory() as folder:
        whole, two, out = (Path(folder, name) for name in ("whole.jsonl", "two.jsonl", "events.jsonl"))
        words = make(count, whole)
        make(2, two)
        starts: dict[str, list[Taken]] = defaultdict(list)
        rests: dict[str, list[Taken]] = defaultdict(list)
        written: set[bytes] = set()
        for _ in range(rounds):
            for way, arguments in ways.items():
                command = [sys.executable, "-m", "kg", *arguments, "--readers", readers, "-o", str(out)]
                start, all_ = run([*command, str(two)]), run([*command, str(whole)])
                starts[way].append(start)
                rests[way].append(Taken(all_.wall - start.wall, all_.cpu - start.cpu))
                written.add(out.read_bytes())
    if len(written) != 1:
        raise SystemExit("the ways did not write the same bytes")
    print(
        f"{count:,} articles, {words:,} words, the same bytes from all; medians of {rounds}, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{'':44} {'start-up, s':>16} {'the rest, s':>16} {'ratio':>12} {'words a':>8}")
    print(f"{'':44} {'clock':>8} {'CPU':>7} {'clock':>8} {'CPU':>7} {'clock':>6} {'CPU':>5} {'CPU s':>8}")
    base: Taken | None = None
    for way in ways:
        start, rest = _median(starts[way]), _median(rests[way])
        base = base or rest
        print(
            f"{way:44} {start.wall:8.1f} {start.cpu:7.1f} {rest.wall:8.1f} {rest.cpu:7.1f} "
            f"{base.wall / rest.wall:6.2f} {base.cpu / rest.cpu:5.2f} {words / rest.cpu:8,.0f}"
        )


def run(command: Sequence[str]) -> Taken:
    """Run a command to its end and return what it took, with all that it started."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    cpu: dict[str, float] = {}
    while process.poll() is None:
        cpu.update(_cpu_of_session(process.pid))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Taken(time.perf_counter() - begin, sum(cpu.values()))


def _cpu_of_session(session: int) -> Iterator[tuple[str, float]]:
    """Yield the seconds of the processor of each process of a session that is alive."""
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, _, rest = place.read_text(encoding="utf-8", errors="replace").rpartition(") ")
            fields = rest.split()
            if fields[3] == str(session):
                yield name.partition(" ")[0], (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _median(taken: Sequence[Taken]) -> Taken:
    return Taken(statistics.median(each.wall for each in taken), statistics.median(each.cpu for each in taken))


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser(description="Measure how extraction goes with processes and with Spark.")
    parser.add_argument("what", choices=("memory", "speed", "make"))
    parser.add_argument("--articles", type=int, default=1000, help="how many (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes that stream (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="medians of so many rounds (default: %(default)s)")
    parser.add_argument("--readers", choices=("both", "rules", "learned"), default="both")
    parser.add_argument("--out", type=Path, default=Path("varied.jsonl"), help="what to make (default: %(default)s)")
    options = parser.parse_args()
    if options.what == "memory":
        memory(options.articles, options.jobs, options.readers)
    elif options.what == "speed":
        speed(options.articles, options.rounds, options.readers)
    else:
        print(f"{make(options.articles, options.out):,} words in {options.out}")


if __name__ == "__main__":
    main()
