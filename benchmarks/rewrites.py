"""Articles and a seed in; rewrites of them by known hands out, which copies must be found among, and texts that are none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from benchmarks.retold import RETOLD
from kg.model import Article

Rewriter = Callable[[Article, Random, Sequence[str]], str]

_LONGER: Final = (
    "Reporting by our correspondents in the region; editing by the night desk. More details are expected in the course of the day.",
    "Sign up for the morning letter and get the news of the world in your inbox. All rights reserved. Terms of use | Privacy | Contact",
    "This story was first published by the agency and has been edited for length and style by the desk of this newspaper.",
)
_WORDS_OF_NUMBERS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()
_LOOK_ALIKE: Final = {
    "l": "1", "o": "0", "e": "c", "m": "rn", "h": "b", "i": "l", "s": "5", "a": "o", "n": "u", "t": "f", "d": "cl", "r": "n",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """A text made of others: by what hand, of which articles, and whether it is a copy of them."""

    article: Article
    kind: str
    of: tuple[str, ...]
    copy: bool


def rewrites(articles: Sequence[Article], *, seed: int) -> tuple[Rewrite, ...]:
    """Return every kind of rewrite of each article, under another outlet and a day later; the same for the same seed."""
    words = sorted({word for article in articles for word in re.findall(r"[a-z]{4,}", article.text)})
    found = []
    for article in articles:
        for kind, rewriter in COPIES.items():
            text = rewriter(article, Random(f"{seed} {kind} {article.id}"), words)
            found.append(_rewrite(article, kind, text, (article.id,)))
    for one, other in zip(articles, [*articles[1:], articles[0]], strict=True):
        later = max((one, other), key=lambda each: each.published or date.min)
        both = replace(one, published=later.published)
        found.append(_rewrite(both, "merged with another", f"{one.text}\n\n{other.text}", (one.id, other.id)))
    by_id = {article.id: article for article in articles}
    for key, text in RETOLD.items():
        if key in by_id:
            found.append(_rewrite(by_id[key], "told anew", text, (key,), copy=False))
    return tuple(found)


def false_friends(articles: Sequence[Article], *, seed: int) -> tuple[tuple[str, Article, Article], ...]:
    """Return pairs that look alike and are no copies: texts with one passage, and daily reports in one frame."""
    found = []
    for place, (one, other) in enumerate(zip(articles, [*articles[1:], articles[0]], strict=True)):
        for share in (1, 2, 3):
            told = " ".join(_COMMUNIQUE[: 2 * share])
            for kind, passage in (("quoted", f"“{told}”"), ("as background", told)):
                name = f"{len(told.split())} words {kind}"
                pair = [replace(each, id=f"{place} {name}", text=f"{each.text}\n\n{passage}") for each in (one, other)]
                found.append((name, pair[0], pair[1]))
    random = Random(f"{seed} daily")
    reports = [_daily(number, random) for number in range(len(articles) + 1)]
    for number, (one, other) in enumerate(itertools.pairwise(reports)):
        found.append((f"daily report {'in figures' if number % 2 else 'in figures and places'}", one, other))
    return tuple(found)


def _rewrite(article: Article, kind: str, text: str, of: tuple[str, ...], *, copy: bool = True) -> Rewrite:
    day = article.published
    made = replace(
        article,
        id=f"{article.id}/{kind}",
        text=text,
        title=f"Another headline over {article.id}",
        source="Outlet of " + kind,
        published=None if day is None else day + timedelta(days=1),
    )
    return Rewrite(article=made, kind=kind, of=of, copy=copy)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"‘])", text)


def _paragraphs(text: str) -> list[str]:
    return [each for each in re.split(r"\n+", text) if each.strip()]


def _printed(article: Article, random: Random, _words: Sequence[str]) -> str:
    return f"By {random.choice(('Ann Marlow', 'our staff', 'J. Okoro and R. Lind'))}\n\n{article.text}"


def _framed(article: Article, random: Random, _words: Sequence[str]) -> str:
    city = random.choice(("GENEVA", "NEW YORK", "PARIS"))
    return f"Home | World | Politics\n{city} (Agency) — {article.text}\n\n" + "\n".join(_LONGER)


def _cut(part: float) -> Rewriter:
    def rewriter(article: Article, _random: Random, _words: Sequence[str]) -> str:
        told: list[str] = []
        enough = len(article.text.split()) * part
        for sentence in _sentences(article.text):
            if told and len(" ".join([*told, sentence]).split()) > enough + 8:
                break
            told.append(sentence)
        return " ".join(told)

    return rewriter


def _last_half(article: Article, _random: Random, _words: Sequence[str]) -> str:
    told = _sentences(article.text)
    return " ".join(told[len(told) // 2 :])


def _shuffled(article: Article, random: Random, _words: Sequence[str]) -> str:
    told = _sentences(article.text)
    random.shuffle(told)
    return " ".join(told)


def _paragraphs_moved(article: Article, _random: Random, _words: Sequence[str]) -> str:
    return "\n\n".join(reversed(_paragraphs(article.text)))


def _replaced(every: int) -> Rewriter:
    """Return who puts another word for every so many, drawn from other articles: to who counts words a synonym is no nearer."""

    def rewriter(article: Article, random: Random, words: Sequence[str]) -> str:
        parts = re.split(r"([A-Za-z]+)", article.text)
        for number, place in enumerate(range(1, len(parts), 2), 1):
            if number % every == 0:
                parts[place] = random.choice(words)
        return "".join(parts)

    return rewriter


def _numbers(article: Article, _random: Random, _words: Sequence[str]) -> str:
    def in_words(found: re.Match[str]) -> str:
        number = int(found[0])
        return _WORDS_OF_NUMBERS[number] if number <= 20 else found[0]

    text = re.sub(
        r"(?<![\d,.])\d{4,}(?![\d,.])",
        lambda found: f"{int(found[0]):,}" if int(found[0]) > 2100 else found[0],
        article.text,
    )
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(?<![\d,.])\d{1,2}(?![\d,.])", in_words, text)
    spelt = {word: str(place) for place, word in enumerate(_WORDS_OF_NUMBERS) if place > 1}
    return re.sub(r"\b[a-z]+\b", lambda found: spelt.get(found[0], found[0]), text) if text == article.text else text


def _noisy(rate: float) -> Rewriter:
    def rewriter(article: Article, random: Random, _words: Sequence[str]) -> str:
        return "".join(_LOOK_ALIKE.get(letter, letter) if random.random() < rate else letter for letter in article.text)

    return rewriter


def _light(article: Article, random: Random, words: Sequence[str]) -> str:
    """Return what a desk makes of a text: a third cut, sentences moved, every tenth word another."""
    told = _sentences(article.text)
    del told[random.randrange(len(told)) : len(told) // 3 + 1]
    random.shuffle(told)
    return _replaced(10)(replace(article, text=" ".join(told)), random, words)


COPIES: Final[Mapping[str, Rewriter]] = {
    "byline and headline": _printed,
    "agency line and boilerplate": _framed,
    "paragraphs moved": _paragraphs_moved,
    "sentences shuffled": _shuffled,
    "numbers in another style": _numbers,
    "cut to two thirds": _cut(2 / 3),
    "cut to half": _cut(1 / 2),
    "last half": _last_half,
    "cut to a third": _cut(1 / 3),
    "every 12th word": _replaced(12),
    "every 8th word": _replaced(8),
    "every 6th word": _replaced(6),
    "every 4th word": _replaced(4),
    "noise of 1 %": _noisy(0.01),
    "noise of 3 %": _noisy(0.03),
    "desk rewrite": _light,
}
"""By name, each hand that makes a copy of an article."""

_COMMUNIQUE: Final = (
    "The parties reaffirm their determination to settle all outstanding questions by peaceful means and in good faith.",
    "They recall the obligations that follow from the charter and from the agreements which both sides have entered into.",
    "They welcome the readiness of neighbouring countries to contribute to lasting stability in the whole of the region.",
    "Working groups on trade, on transport and on the return of displaced families shall meet before the end of the season.",
    "Neither side shall take steps that could alter the situation on the ground while the consultations are going on.",
    "The next round shall be prepared by the two foreign ministries, and its date be announced in due course by both.",
)

_PLACES: Final = (
    "Avdiivka Kupiansk Lyman Bakhmut Marinka Vuhledar Robotyne Orikhiv Siversk Kreminna Toretsk Pokrovsk".split()
)
_WEEKDAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _daily(number: int, random: Random) -> Article:
    """Return the report of a day, in a frame that is the same every day; every second also keeps its places."""
    place, other = (_PLACES[0], _PLACES[1]) if number % 4 < 2 else random.sample(_PLACES, 2)
    figures = [random.randrange(3, 90) for _ in range(6)]
    text = (
        f"The general staff said in its morning report on {_WEEKDAYS[number % 7]} that Russian forces had carried out "
        f"{figures[0]} attacks along the front line during the past day. The heaviest fighting was near {place}, where "
        f"{figures[1]} assaults were repelled, while {figures[2]} more were beaten back in the direction of {other}. "
        f"Russian aircraft struck {figures[3]} times, and {figures[4]} settlements came under artillery fire. Ukrainian air "
        f"defences shot down {figures[5]} drones overnight, the report said. The figures could not be independently verified. "
        f"The Russian defence ministry, in its own daily briefing, said its troops had improved their positions near {place}."
    )
    return Article(id=f"daily-{number:03}", text=text, source=f"Outlet {number % 3}")
