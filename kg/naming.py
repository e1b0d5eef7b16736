"""A name as somebody wrote it in; one form for all spellings of the same actor, by kg's reference tables, out."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.reference import load_reference

if TYPE_CHECKING:
    from kg.reference import Reference

_APOSTROPHES: Final = "'`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}"
_WHOLE_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys(f".{_APOSTROPHES}", "")
)
"""Letters that no decomposition takes apart, and marks that are written or not within one word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The spellings that lead to one actor, folded, with the folded name of the actor."""

    known: Mapping[str, str]

    def normal(self, name: str) -> str:
        """Return the folded name of the actor that the tables have under this spelling, else the folded spelling.

        >>> load_names().normal("the U.S.") == load_names().normal("United States")
        True
        """
        plain = fold(name)
        return self.known.get(plain, plain)


def fold(text: str) -> str:
    """Return the text in lower case without accents, marks and a leading "the".

    >>> fold("Côte d'Ivoire"), fold("Kim Jong-un"), fold("The U.N.")
    ('cote divoire', 'kim jong un', 'un')
    """
    parts = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(c for c in parts if not unicodedata.combining(c)).translate(_WHOLE_LETTERS)
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words) or text.strip()


def names_of(tables: Reference) -> Names:
    """Return the spellings of some reference tables.

    These are the names and other names of states and organisations, seats of power and organs standing for their
    state, and of persons, whose other names count from two words on, as a last name is shared by many.
    A spelling that leads to several actors stands for none, but an actor's own name goes before another's alias.
    """
    owners: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for rank, spelling, name in _spellings(tables):
        owners[fold(spelling)][rank].add(fold(name))
    best = {spelling: ranks[min(ranks)] for spelling, ranks in owners.items()}
    return Names(known={spelling: next(iter(names)) for spelling, names in best.items() if len(names) == 1})


@cache
def load_names() -> Names:
    """Return the spellings of the shipped reference tables.

    Raises
    ------
    ReferenceDataError
        If a table is broken.
    """
    return names_of(load_reference())


def _spellings(tables: Reference) -> Iterator[tuple[int, str, str]]:
    """Yield each spelling with the name it stands for; the lower the rank, the stronger the claim."""
    for state in tables.states.values():
        yield 0, state.actor.name, state.actor.name
        yield from ((1, other, state.actor.name) for other in (*state.aliases, *state.seats))
    for organisation in tables.organisations.values():
        if organisation.kind != "organ":
            yield 0, organisation.actor.name, organisation.actor.name
        yield from ((1, alias, organisation.actor.name) for alias in organisation.aliases)
    for person in tables.persons.values():
        yield 0, person.actor.name, person.actor.name
        yield from ((2, alias, person.actor.name) for alias in person.aliases if len(fold(alias).split()) > 1)
