"""The words of a phrase in; the names and words for agents among them, with what they say, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.phrases.names import PLACES
from kg.phrases.persons import pick_person, role_on
from kg.phrases.spelling import one_slip_off
from kg.phrases.words import singulars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.model import Actor
    from kg.phrases.names import Index, Name
    from kg.phrases.words import Token
    from kg.reference import Person

ANTI: Final = frozenset(("CVL", "SOC", "UNK"))
_OF_OTHERS: Final = frozenset(
    "aligned allied armed backed born brokered bound controlled educated financed friendly funded held hosted installed "
    "invaded linked made mediated occupied owned sponsored supplied supported sympathizing trained".split()
)
"""What follows a nation and a hyphen when the actor is not of that nation ("Iran-backed")."""
_TOWARD: Final = frozenset(("anti", "pro", "non"))
_WIDE: Final = frozenset("africa america antarctica arctic asia atlantic europe pacific".split())
"""Parts of the world, which are no misspelt towns."""
_PRONOUNS: Final = frozenset("he her him i it she them they we you".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A name or word found from token ``start`` up to ``end``; ``kind`` is that of the name or word."""

    start: int
    end: int
    text: str
    kind: str
    code: str = ""
    second: str = ""
    country: str = ""
    state: str = ""
    actor: Actor | None = None
    over: frozenset[str] = frozenset()
    words: str = ""
    note: str = ""

    @property
    def is_place(self) -> bool:
        """Whether it names a state, place or people rather than an agent."""
        return self.kind in PLACES

    @property
    def is_name(self) -> bool:
        """Whether it names one body or person."""
        return self.kind in {"body", "organisation", "person", "figure", "seat"}


def find_items(tokens: Sequence[Token], index: Index, *, day: date | None) -> tuple[Item, ...]:
    """Return the longest names and words, from left to right, none overlapping another."""
    first = _scan(tokens, index, day, frozenset())
    states = frozenset(item.state for item in first if item.state and (item.is_place or item.kind == "seat"))
    found = _scan(tokens, index, day, states)
    if not any(item.country for item in found):
        return _scan(tokens, index, day, states, guess=True)
    return found


def _scan(
    tokens: Sequence[Token], index: Index, day: date | None, states: frozenset[str], *, guess: bool = False
) -> tuple[Item, ...]:
    small = not any(token.text[:1].isupper() for token in tokens)
    found: list[Item] = []
    place = 0
    while place < len(tokens):
        compound = _compound(tokens, place)
        if compound is not None:
            place, turn = compound
            if turn is not None:
                found.append(turn)
            continue
        item = None
        for length in range(min(index.longest, len(tokens) - place), 0, -1):
            span = tokens[place : place + length]
            longer = place + length < len(tokens) and _is_stranger(
                tokens[place + length - 1], tokens[place + length], index
            )
            item = _look_up(span, place, index, day, states, small=small, alone=length == len(tokens), longer=longer)
            if item is not None:
                break
        if item is None:
            item = _single(tokens, place, index, day, small=small, guess=guess)
        if item is None:
            place += 1
            continue
        place = item.end
        if item.is_place or item.is_name:
            after = tokens[item.end].key if item.end < len(tokens) else ""
            if tokens[item.end - 1].joined and after in _OF_OTHERS:
                place += 1
                continue
        found.append(item)
    return tuple(found)


def _compound(tokens: Sequence[Token], place: int) -> tuple[int, Item | None] | None:
    """Read "anti-coup" and "pro-Russian": no state of the actor's own; what is against something is OPP."""
    token = tokens[place]
    if not token.joined or token.key not in _TOWARD or place + 1 >= len(tokens):
        return None
    after = tokens[place + 1]
    if token.key == "anti" and after.key not in {"balaka", "terrorism", "terror", "corruption", "narcotics", "drug"}:
        text = f"{token.text}-{after.text}"
        return place + 2, Item(start=place, end=place + 2, text=text, kind="turn", code="OPP", over=ANTI)
    return (place + 2, None) if after.capital else None


def _look_up(
    span: Sequence[Token],
    place: int,
    index: Index,
    day: date | None,
    states: frozenset[str],
    *,
    small: bool,
    alone: bool,
    longer: bool,
) -> Item | None:
    keys = tuple(token.key for token in span)
    key = " ".join(keys)
    text = " ".join(token.text for token in span)
    end = place + len(span)
    names = [name for name in index.names.get(key, ()) if _spelled_so(name, span, small=small)]
    near = [name for name in index.local.get(key, ()) if name.state in states]
    if names or near:
        return _named(_best(near or names, states, day), place, end, text)
    if key in index.persons and (len(span) > 1 or span[0].capital) and not (len(span) < 3 and longer):
        person = pick_person(index.persons[key], day)
        if person is not None:
            return _personal(person, place, end, text, index, day)
    if key in _PRONOUNS and not alone:
        return None
    for each in singulars(keys):
        word = index.words.get(each)
        if word is not None:
            return Item(
                start=place,
                end=end,
                text=text,
                kind=word.kind,
                code=word.code,
                second=word.second,
                over=frozenset(word.over),
                words=each,
            )
    return None


def _spelled_so(name: Name, span: Sequence[Token], *, small: bool) -> bool:
    if len(span) > 1:
        return small or any(token.capital for token in span)
    if small:
        return name.kind in PLACES - {"region"} and len(name.spelled) > 4 and not name.spelled.isupper()
    if name.spelled.isupper() and len(name.spelled.replace(".", "")) < 6:
        return span[0].text.isupper() or span[0].text == name.spelled
    return span[0].capital or span[0].text == name.spelled


def _best(names: Sequence[Name], states: frozenset[str], day: date | None) -> Name:
    """Return the name of a named state, then the one that holds on the day (dated rows first), then the first."""
    here = [name for name in names if name.state in states] or names
    if here[0].kind in PLACES:
        return here[0]
    holding = [name for name in here if name.start is not None and name.covers(day)]
    lasting = [name for name in here if name.start is None and name.end is None]
    return (holding or lasting or list(here))[0]


def _named(name: Name, start: int, end: int, text: str) -> Item:
    note = ""
    if name.start is not None or name.end is not None:
        note = f"from {name.start or 'the beginning'} to {name.end or 'now'}"
    return Item(
        start=start,
        end=end,
        text=text,
        kind=name.kind,
        code=name.code,
        second=name.second,
        country=name.country,
        state=name.state,
        actor=name.actor,
        note=note,
    )


def _personal(person: Person, start: int, end: int, text: str, index: Index, day: date | None) -> Item:
    code, second, term, reason = role_on(person, day)
    country = index.countries.get(term.of, "")
    state = term.of
    if not country:
        served = index.organisations.get(term.of)
        country, state = (served.country, served.state) if served else ("", "")
    return Item(
        start=start,
        end=end,
        text=text,
        kind="person",
        code=code,
        second=second,
        country=country,
        state=state,
        actor=person.actor,
        note=reason,
    )


def _single(
    tokens: Sequence[Token], place: int, index: Index, day: date | None, *, small: bool, guess: bool
) -> Item | None:
    """Read one unknown word as the last name of a known person or as a place with one slip in it."""
    token = tokens[place]
    if not token.capital or small or len(token.key) < 3:
        return None
    stranger = place > 0 and _is_stranger(tokens[place - 1], tokens[place - 1], index)
    if token.key in index.surnames and not stranger:
        person = pick_person(index.surnames[token.key], day)
        if person is not None:
            return _personal(person, place, place + 1, token.text, index, day)
    followed = place + 1 < len(tokens) and _is_stranger(token, tokens[place + 1], index)
    if guess and len(token.key) >= 5 and token.key not in _WIDE and not stranger and not followed:
        key = one_slip_off(token.key, (key for key, names in index.names.items() if names[0].kind in PLACES))
        if key is not None:
            name = index.names[key][0]
            return _named(name, place, place + 1, f"{token.text} (read as {name.spelled})")
    return None


def _is_stranger(before: Token, token: Token, index: Index) -> bool:
    """Return whether a word looks like a part of a name that no table has and belongs to the word before it."""
    if before.possessive or not token.capital or token.text[:1].isdigit():
        return False
    return token.key not in index.names and not any(each in index.words for each in singulars((token.key,)))
