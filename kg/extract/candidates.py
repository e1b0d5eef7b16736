"""A sentence with its mentions in, the ordered pairs between which it could report something out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from spacy.tokens import Span

from kg.extract.mentions import Mention, Mentions

MOST_SPANS: Final = 12
"""Mentions of a sentence that are paired; a sentence with more is a list, and only its first ones are read."""
_PLACE_PREPS: Final = frozenset({"in", "at", "near", "outside", "around", "from", "to", "through", "via"})


@dataclass(frozen=True, slots=True)
class Candidates:
    """The mentions of a sentence that may act, and the pairs of their numbers, each in both directions."""

    mentions: tuple[Mention, ...]
    pairs: tuple[tuple[int, int], ...]


def find_candidates(sent: Span, mentions: Mentions) -> Candidates:
    """Return the pairs of mentions of two different sides; empty for most sentences of news."""
    acting = (found for found in mentions.within(sent.start, sent.end) if _may_act(found, mentions))
    able = tuple(islice(acting, MOST_SPANS))
    if len(able) < 2:
        return Candidates((), ())
    return Candidates(able, tuple(_pairs(able)))


def _pairs(able: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    for i, one in enumerate(able):
        for j, two in enumerate(able):
            if i != j and one.start != two.start and _are_two_sides(one, two):
                yield i, j


def _are_two_sides(one: Mention, two: Mention) -> bool:
    if "marked" in {one.form, two.form}:
        return True
    return one.actor.id != two.actor.id


def _may_act(found: Mention, mentions: Mentions) -> bool:
    """Return whether a mention can be a side: no medium, and no capital where it is only a place."""
    if found.form == "medium":
        return False
    if found.form == "place":
        head = mentions.head(found)
        return not (head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPS)
    return True
