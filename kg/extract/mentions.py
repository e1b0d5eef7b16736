"""Mentions while a paragraph is read: which tokens stand for which actor, and by which sieve that was decided."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from kg.model import Actor, ActorKind

Form = Literal["name", "adjective", "place", "medium", "role", "organ", "pronoun", "people", "marked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Tokens ``start`` to ``end`` (exclusive) of a paragraph that stand for an actor.

    ``form`` tells how it is named: an "adjective" or "place" acts only where the grammar says so, a "medium"
    is a source of claims and never an actor. ``title`` holds the words of an office said with the name and
    ``owner`` whose office it is; ``gender`` is "m", "f" or "". ``anchor`` is where a pronoun's antecedent stands
    in the same sentence: the span that evidence points at.
    """

    start: int
    end: int
    actor: Actor
    form: Form
    how: str
    title: tuple[str, ...] = ()
    owner: Mention | None = None
    gender: str = ""
    anchor: tuple[int, int] | None = None
    plural: bool = False

    @property
    def kind(self) -> ActorKind:
        """Return the kind of the actor."""
        return self.actor.kind


class Mentions:
    """The mentions of one paragraph by token; a token may stand for several actors ("the two leaders")."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._by_token: dict[int, tuple[Mention, ...]] = {}
        self._all: list[Mention] = []
        self._longest = 1
        self._quotes: list[int] | None = None

    def add(self, *found: Mention) -> None:
        """Let the tokens of one span stand for the actors given; tokens that are taken keep what they have."""
        self._keep(found)
        for i in range(found[0].start, found[0].end):
            self._by_token.setdefault(i, found)

    def _keep(self, found: Iterable[Mention]) -> None:
        for one in found:
            insort(self._all, one, key=_place)
            self._longest = max(self._longest, one.end - one.start)

    def replace(self, old: Mention, new: Mention) -> None:
        """Put a better reading in the place of an earlier one."""
        first = bisect_left(self._all, _place(old), key=_place)
        del self._all[next(i for i in range(first, len(self._all)) if self._all[i] == old)]
        self._keep((new,))
        for i in {*range(old.start, old.end), *range(new.start, new.end)}:
            kept = tuple(new if found is old else found for found in self._by_token.get(i, ()))
            self._by_token[i] = kept or (new,)
        for i in range(new.start, new.end):
            if any(found.form in {"adjective", "place"} for found in self._by_token[i]):
                self._by_token[i] = (new,)

    def overrule(self, *found: Mention) -> None:
        """Let the mentions of one span take its tokens from all others."""
        start, end = found[0].start, found[0].end
        # Only mentions that begin within the longest one's length before the span can reach into it.
        first, last = (bisect_left(self._all, i, key=_start) for i in (start - self._longest, end))
        self._all[first:last] = [old for old in self._all[first:last] if old.end <= start]
        self._keep(found)
        for i in range(start, end):
            self._by_token[i] = found

    def at(self, token: Token | int) -> tuple[Mention, ...]:
        """Return what a token stands for, nothing if it is no part of a mention."""
        return self._by_token.get(token if isinstance(token, int) else token.i, ())

    def has_two_sides(self, start: int, end: int) -> bool:
        """Return whether some tokens stand for two actors or more; without that nobody does anything to anybody."""
        first = None
        for i in range(start, end):
            for found in self._by_token.get(i, ()):
                if first is None:
                    first = found
                elif found.actor.id != first.actor.id or (found.form == "marked" and found.start != first.start):
                    return True
        return False

    def has_marked(self, start: int, end: int) -> bool:
        """Return whether somebody marked an actor among some tokens."""
        return any(found.form == "marked" for i in range(start, end) for found in self._by_token.get(i, ()))

    def is_free(self, start: int, end: int) -> bool:
        """Return whether no token of a span is part of a mention."""
        return not any(i in self._by_token for i in range(start, end))

    def __iter__(self) -> Iterator[Mention]:
        """Iterate over the mentions in the order of the text."""
        return iter(tuple(self._all))

    def __contains__(self, found: Mention) -> bool:
        """Return whether there is an equal mention."""
        first = bisect_left(self._all, _place(found), key=_place)
        return found in self._all[first : bisect_right(self._all, _place(found), key=_place)]

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """Iterate over the mentions that begin in a span of tokens, in the order of the text."""
        first, last = (bisect_left(self._all, i, key=_start) for i in (start, end))
        return iter(self._all[first:last])

    def is_quoted(self, token: Token) -> bool:
        """Return whether an odd number of plain quotation marks stands before a token."""
        if self._quotes is None:
            self._quotes = [match.start() for match in re.finditer('"', self.doc.text)]
        return bisect_left(self._quotes, token.idx) % 2 == 1

    def head(self, found: Mention) -> Token:
        """Return the token by which a mention hangs in the parse."""
        return self.doc[found.start : found.end].root


def _place(found: Mention) -> tuple[int, int, str]:
    return found.start, found.end, found.actor.id


def _start(found: Mention) -> int:
    return found.start
