"""The sample corpus, repeated, in; a table with the speed and memory of extraction beside the bare language model out.

``python benchmarks/extraction.py --repeat 5``: every line runs alone in a fresh process after a warm-up, so that loading
does not count as speed, and the memory of one line is not that of another.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import spacy
from spacy.language import Language

from kg.exporters.events import event_to_dict
from kg.extract.pipeline import DEFAULT_MODEL, load_model, parse
from kg.files import data_path, to_json_line
from kg.model import Article
from kg.pipeline import find_events
from kg.readers import read_articles

_MEGABYTE: Final = 1_000_000
_MAXRSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes of one unit of ``ru_maxrss``, which Linux counts in kibibytes and macOS in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one way of reading the corpus took: CPU seconds of all threads, and the most memory the process held."""

    words: int
    cpu_seconds: float
    peak_bytes: int

    @property
    def words_per_second(self) -> float:
        """Return the words per CPU-second."""
        return self.words / self.cpu_seconds


def bare(articles: Sequence[Article]) -> None:
    """Run every component of the language model over the texts, as spaCy's users do."""
    for _ in _bare_model().pipe(article.text for article in articles):
        pass


def parsed(articles: Sequence[Article]) -> None:
    """Run what kg needs of the language model, with kg's segments and batches, and find nothing."""
    for _, paragraphs in parse(articles, nlp=load_model()):
        for _ in paragraphs:
            pass


def by_rules(articles: Sequence[Article]) -> None:
    """Do what ``kg extract --readers rules`` does, without writing the lines."""
    for event in find_events(articles, readers="rules"):
        to_json_line(event_to_dict(event))


def by_both(articles: Sequence[Article]) -> None:
    """Do what ``kg extract`` does, without writing the lines."""
    for event in find_events(articles):
        to_json_line(event_to_dict(event))


WAYS: Final[dict[str, Callable[[Sequence[Article]], None]]] = {
    "bare nlp.pipe, all components": bare,
    "the parse that kg uses": parsed,
    "kg extract --readers rules": by_rules,
    "kg extract": by_both,
}


def measure(way: str, *, repeat: int, texts: Path) -> Measured:
    """Return what a way takes for some texts read ``repeat`` times."""
    sample = [item for item in read_articles([texts]) if isinstance(item, Article)]
    articles = [replace(article, id=f"{article.id}-{turn}") for turn in range(repeat) for article in sample]
    run = WAYS[way]
    run(sample[:3])
    start = time.process_time()
    run(articles)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT
    return Measured(words=sum(len(each.text.split()) for each in articles), cpu_seconds=seconds, peak_bytes=peak)


def table(rows: dict[str, Measured]) -> str:
    """Return the figures of each way, with the ratio of each speed to that of the bare model."""
    base = rows["bare nlp.pipe, all components"]
    parse_alone = rows["the parse that kg uses"].cpu_seconds
    lines = [f"{'':32} {'words/CPU s':>12} {'ratio':>6} {'CPU s':>8} {'peak MB':>8}"]
    lines += [
        f"{way:32} {row.words_per_second:12,.0f} {row.words_per_second / base.words_per_second:6.2f} "
        f"{row.cpu_seconds:8.2f} {row.peak_bytes / _MEGABYTE:8,.0f}"
        for way, row in rows.items()
    ]
    lines.append("")
    for way in ("kg extract --readers rules", "kg extract"):
        on_top = rows[way].cpu_seconds - parse_alone
        lines.append(f"{way}: {on_top:.2f} CPU s on top of its parse, {on_top / parse_alone:.0%} of it")
    lines.append(f"{base.words:,} words")
    return "\n".join(lines)


def main() -> None:
    """Measure every way in turn, several rounds, and print the table of the quickest round of each."""
    parser = argparse.ArgumentParser(description="Measure the speed and memory of extraction on the sample corpus.")
    parser.add_argument("--repeat", type=int, default=5, help="how often the corpus is read (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=2, help="the quickest of so many counts (default: %(default)s)")
    parser.add_argument(
        "--texts", type=Path, default=data_path("data", "sample"), help="what is read (default: the sample corpus)"
    )
    options = parser.parse_args()
    rows: dict[str, Measured] = {}
    with ProcessPoolExecutor(max_workers=1, max_tasks_per_child=1, mp_context=get_context("spawn")) as pool:
        for _ in range(options.rounds):
            for way in WAYS:
                found = pool.submit(measure, way, repeat=options.repeat, texts=options.texts).result()
                best = rows.get(way)
                rows[way] = found if best is None or found.cpu_seconds < best.cpu_seconds else best
    print(table(rows))


@cache
def _bare_model() -> Language:
    return spacy.load(DEFAULT_MODEL)


if __name__ == "__main__":
    main()
