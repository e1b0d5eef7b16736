"""Awkward texts of four lengths in; how the time of parsing and of extraction grows with the length out.

``python benchmarks/robust.py``: the 8-fold text of a kind should take 8 times as long; a ratio per doubling that is
well above 2 in the last column is a step whose time is not linear. ``--kinds`` measures some, ``--readers`` who reads.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count, cycle, islice
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.extract.find import Extractor, load_extractor
from kg.extract.pipeline import parse
from kg.model import Article, Readers

_TIMES: Final = (1, 2, 4, 8)
_PUBLISHED: Final = date(2024, 5, 10)
_NEWS: Final = (
    "Russia attacked Ukraine on Monday, officials in Kyiv said.",
    "French President Emmanuel Macron met his Chinese counterpart Xi Jinping in Paris on 6 May 2024.",
    "He thanked Beijing for its restraint, but he denied that the two countries had agreed on a treaty.",
    "Germany is expected to sign an agreement with Poland next week.",
    "“We will not accept this,” Foreign Minister Sergei Lavrov told reporters after talks with Turkey.",
    "The United States imposed sanctions on Iran, and its allies in NATO backed the step.",
)
_GERMAN: Final = (
    "Die Regierung in Berlin hat am Montag erklärt, dass sie mit der Ukraine nicht über das Abkommen spricht."
)
_STATES: Final = (
    "Russia Ukraine France Germany China Japan India Pakistan Turkey Iran Israel Egypt Poland Italy Spain".split()
)
_MONTHS: Final = "January March May July August October December".split()


def _joined(sentences: list[str], size: int, *, by: str = " ", each: int = 6) -> str:
    """Return sentences in turn until there are enough characters, a new paragraph after every few.

    Each paragraph begins with its number, so that none is a repetition.
    """
    parts, length = [], 0
    for number, sentence in enumerate(cycle(sentences)):
        opening = f"Note {number} follows. " if number % each == 0 or "\n" in by else ""
        parts.append(f"{opening}{sentence}" + ("\n\n" if number % each == each - 1 else by))
        length += len(parts[-1])
        if length >= size:
            break
    return "".join(parts)


def _counted(make: Callable[[int], str], size: int, *, by: str = " ") -> str:
    """Return sentences made of running numbers until there are enough characters."""
    parts, length = [], 0
    for i in count():
        parts.append(make(i))
        length += len(parts[-1]) + 1
        if length >= size:
            break
    return by.join(parts)


def _name(i: int) -> str:
    """Return a capitalised word for a number, another for each."""
    letters = []
    while True:
        i, rest = divmod(i, 20)
        letters.append("bcdfghjklmnprstvwzxy"[rest] + "aeiou"[rest % 5])
        if not i:
            return "".join(letters).capitalize() + "rov"


def _fold(size: int, opening: str, closing: str) -> str:
    depth = size // 60
    inner = "Russia attacked Ukraine"
    return " ".join([f"{opening}France said"] * depth) + f" {inner} " + closing * depth + "."


_numbered: Final = [
    f"In {year}, on {day} May, Italy criticised Spain." for year in range(1990, 2020) for day in (1, 9, 20)
]

KINDS: Final[dict[str, Callable[[int], str]]] = {
    "news": lambda n: _joined([*_NEWS], n),
    "one paragraph": lambda n: _joined([*_NEWS], n, each=10**9),
    "a line a sentence": lambda n: _joined([*_NEWS], n, by="\n", each=10**9),
    "capitals": lambda n: _joined([each.upper() for each in _NEWS], n),
    "no punctuation": lambda n: "".join(c for c in _joined([*_NEWS], n) if c.isalnum() or c.isspace()),
    "one sentence": lambda n: _counted(lambda i: f"{_STATES[i % 15]} attacked {_STATES[i * 7 % 15]} and", n),
    "one list": lambda n: "Russia attacked " + _counted(lambda i: f"{_STATES[i % 15]},", n) + " and Malta.",
    "same pair, no date": lambda n: _joined(["Russia attacked Ukraine.", "Ukraine met Russia."], n),
    "same pair, own dates": lambda n: _counted(
        lambda i: f"Italy criticised Spain on {1 + i % 28} {_MONTHS[i // 28 % 7]} {1900 + i // 196 % 120}.", n, by="\n"
    ),
    "same pair, other words": lambda n: _counted(lambda i: f"Italy criticised Spain at the {_name(i)} Summit.", n),
    "new people": lambda n: _counted(lambda i: f"Minister Ivan {_name(i)} met {_name(i + 9)} of Iran.", n),
    "new bodies": lambda n: _counted(
        lambda i: f"The {_name(i)} Freedom Front ({_name(i)[0]}FF) attacked Syria; Syria met the {_name(i)[0]}FF.", n
    ),
    "pronouns": lambda n: _joined(
        ["Macron arrived.", "He met him.", "They thanked it and its allies.", "We agree."], n
    ),
    "dates": lambda n: _joined(_numbered, n, each=10**9),
    "offices": lambda n: _joined(["The French president met the Chinese foreign minister."], n),
    "other language": lambda n: _joined([*_NEWS, _GERMAN, _GERMAN], n, by="\n\n"),
    "emoji": lambda n: _joined([f"🇫🇷🔥 {each} 👩🏽‍🚀" for each in _NEWS], n),
    "controls": lambda n: _joined([each.replace(" ", "\x0b\x00 ") for each in _NEWS], n),
    "zero width": lambda n: _joined(["\u200b".join(each) for each in _NEWS], n),
    "combining": lambda n: _joined([each.replace("a", "a\u0301\u0323") for each in _NEWS], n),
    "one base, all marks": lambda n: "Russia met a" + "\u0301" * n + " Ukraine.",
    "surrogates": lambda n: _joined([each.replace("e", "e\ud800") for each in _NEWS], n),
    "results": lambda n: _counted(lambda i: f"{_STATES[i % 15]} {i % 7}-{i % 5} {_STATES[i * 7 % 15]}", n, by="\n"),
    "short lines": lambda n: _counted(lambda i: f"{_STATES[i % 15]} won.", n, by="\n"),
    "blank lines": lambda n: "Russia met Iran." + "\n \n" * (n // 3) + "Iran met Russia.",
    "spaces": lambda n: "Russia met" + " " * n + "Iran.",
    "one word": lambda n: "Russia attacked Ukraine. " + "a" * n,
    "one word of marks": lambda n: "Russia attacked Ukraine. " + "(" * n,
    "one address": lambda n: "Russia attacked Ukraine. http://" + "a.b/c-" * (n // 6),
    "figures": lambda n: "Russia attacked Ukraine. " + "1,2.3-4/" * (n // 8),
    "credit lines": lambda n: "Photo: " + "(" * n,
    "quotes in quotes": lambda n: _fold(n, "“", "”"),
    "plain quotes": lambda n: _joined(['"He met her," he said, "and it met us."'], n, each=10**9),
    "brackets in brackets": lambda n: _fold(n, "(", ")"),
    "that that that": lambda n: _fold(n, "", ""),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the processor for one text: its parse, and what kg does with the parse."""

    parse: float
    extraction: float
    events: int


def measure(text: str, extractor: Extractor) -> Taken:
    """Return what one text takes."""
    article = Article(id="long", text=text, published=_PUBLISHED)
    start = time.process_time()
    ((_, paragraphs),) = ((each, tuple(parts)) for each, parts in parse([article], nlp=extractor.nlp))
    parsed = time.process_time()
    events = extractor.events_of(article, paragraphs)
    return Taken(parsed - start, time.process_time() - parsed, len(events))


def main() -> None:
    """Measure each kind of text at each length and print a line for it."""
    parser = argparse.ArgumentParser(description="Measure how time grows with the length of awkward texts.")
    parser.add_argument("--size", type=int, default=20_000, help="characters of the shortest (default: %(default)s)")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND")
    parser.add_argument("--readers", choices=("rules", "both", "learned"), default="rules")
    options = parser.parse_args()
    readers: Readers = options.readers
    extractor = load_extractor(readers=readers)
    measure(" ".join(_NEWS), extractor)
    print(
        f"{'':24} {'parse s':>8} {'growth of each doubling':>24} {'kg s':>8} {'growth of each doubling':>24} {'events':>7}"
    )
    for kind in options.kinds:
        found = [measure(KINDS[kind](options.size * times), extractor) for times in _TIMES]
        parses, extractions = [one.parse for one in found], [one.extraction for one in found]
        print(
            f"{kind:24} {parses[-1]:8.2f} {_growth(parses):>24} {extractions[-1]:8.2f} {_growth(extractions):>24} "
            f"{found[-1].events:7}",
            flush=True,
        )


def _growth(seconds: list[float]) -> str:
    pairs = zip(seconds, islice(seconds, 1, None), strict=False)
    return "  ".join(f"{later / max(earlier, 1e-9):6.1f}" for earlier, later in pairs)


if __name__ == "__main__":
    main()
