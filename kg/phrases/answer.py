"""A phrase in; the country, the role and the actor that it names, with the words that decided, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import slug
from kg.phrases.items import find_items
from kg.phrases.names import load_index
from kg.phrases.persons import holder
from kg.phrases.roles import NO_ROLE, Role, role_of
from kg.phrases.words import tokens_of
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.model import Actor
    from kg.phrases.items import Item
    from kg.phrases.words import Token

_BREAKS: Final = frozenset(
    "about across after against along alongside amid among as at backed based because before behind between by called "
    "during for from in inside into involving known led like living named near of off on opposed or outside over since "
    "that through to toward towards under until versus via wearing when where which while who whose with within without "
    "working , ; : ( )".split()
)
_TAKES_ROLE: Final = frozenset("at for from of with".split())
_NOT_THE_ACTORS: Final = frozenset("about against between opposed over to toward towards versus with".split())
"""After these stands another actor: "ambassador to China"."""
_SMALL: Final = frozenset(
    "a an the this that these those his her its their our some all both one two three four five six seven eight nine ten "
    "dozens hundreds thousands several many few".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What a phrase names: ISO3 country (or UNO, EUR, IGO) and its name, role codes, actor if known, reasons.

    An empty string means that the phrase does not tell; ``tried`` lists the words that no table has.
    """

    phrase: str
    country: str
    state: str
    code: str
    second: str
    actor: Actor | None
    reasons: tuple[str, ...]
    tried: tuple[str, ...]

    @property
    def known(self) -> bool:
        """Whether the phrase told anything."""
        return bool(self.country or self.code or self.actor)


@dataclass(frozen=True, slots=True)
class _Part:
    opener: str
    start: int
    end: int
    items: tuple[Item, ...]


def who(phrase: str, *, on: date | None = None) -> Who:
    """Return who a phrase names, on a day; without a day, as of the time up to which the tables know.

    >>> answer = who("four Saudi soldiers")
    >>> answer.country, answer.code
    ('SAU', 'MIL')
    """
    index = load_index()
    tokens = tokens_of(phrase)
    items = find_items(tokens, index, day=on)
    parts = _parts(tokens, items)
    told = next((place for place, part in enumerate(parts) if part.items), None)
    taken = frozenset(place for item in items for place in range(item.start, item.end))
    tried = tuple(token.text for place, token in enumerate(tokens) if place not in taken and _is_open(token))
    if told is None:
        return Who(phrase=phrase, country="", state="", code="", second="", actor=None, reasons=(), tried=tried)
    part, rest = parts[told], parts[told + 1 :]
    complement = role_of(rest[0].items) if rest and rest[0].opener in _TAKES_ROLE else NO_ROLE
    role = role_of(part.items, complement)
    if role.head is None:
        role = _role_of_place(part, tokens)
    decider = _decider(part, role, rest)
    reasons = list(role.reasons)
    if decider is not None:
        reasons.append(f"{decider.text!r} is of {decider.country}")
    country = decider.country if decider else ""
    state_id = decider.state if decider else ""
    actor = _actor(part, role, state_id, on)
    states = load_reference().states
    return Who(
        phrase=phrase,
        country=country,
        state=states[state_id].actor.name if state_id in states else "",
        code=role.code,
        second=role.second,
        actor=actor,
        reasons=tuple(reasons),
        tried=tried,
    )


def _is_open(token: Token) -> bool:
    return token.key not in _BREAKS and token.key not in _SMALL and not token.key.isdigit()


def _parts(tokens: Sequence[Token], items: Sequence[Item]) -> tuple[_Part, ...]:
    """Cut a phrase before its prepositions, relative words and commas, and before an "and" that adds another actor."""
    cuts = [(0, 0, "")]
    ends = {item.end: item for item in items}
    taken = frozenset(place for item in items for place in range(item.start, item.end))
    for place, token in enumerate(tokens):
        if place in taken:
            continue
        joined = place > 0 and tokens[place - 1].joined
        if (token.key in _BREAKS and not joined) or (token.key == "and" and _adds_actor(ends.get(place))):
            cuts.append((place, place + 1, token.key))
    parts = []
    for number, (_, start, opener) in enumerate(cuts):
        end = cuts[number + 1][0] if number + 1 < len(cuts) else len(tokens)
        inside = tuple(item for item in items if start <= item.start < end)
        parts.append(_Part(opener, start, end, inside))
    return tuple(parts)


def _adds_actor(before: Item | None) -> bool:
    return before is not None and before.kind not in {"modifier", "turn", "faith"}


def _role_of_place(part: _Part, tokens: Sequence[Token]) -> Role:
    """Return the role of a part that names but places: a capital acts for its government, a people is civilian."""
    last = part.items[-1]
    if last.kind == "turn":
        return NO_ROLE
    later = [place for place in range(last.end, part.end) if _is_open(tokens[place])]
    if later and not all(tokens[place].capital for place in later):
        words = " ".join(tokens[place].text for place in later)
        return Role(code="UNK", head=last, reasons=(f"{words!r} is in no table",))
    code = "CVL" if last.kind in {"demonym", "people"} else last.code
    return Role(code=code, head=last, reasons=(f"{last.text!r} alone is {code or 'of no role'}",))


def _decider(part: _Part, role: Role, rest: Sequence[_Part]) -> Item | None:
    """Return the item that gives the country: the head's own, the first of its part, then of the parts after it."""
    head = role.head
    if head is not None and head.country and head.kind not in {"person", "figure"}:
        return head
    persons = {"person", "figure"}
    groups = [part.items, *(each.items for each in rest if each.opener not in _NOT_THE_ACTORS)]
    for group in groups:
        for items in ([i for i in group if i.kind not in persons], [i for i in group if i.kind in persons]):
            for item in items:
                if item.country:
                    return item
    return None


def _actor(part: _Part, role: Role, state: str, on: date | None) -> Actor | None:
    persons = [item for item in part.items if item.kind in {"person", "figure"}]
    if persons:
        return persons[-1].actor
    head = role.head
    if head is None:
        return None
    if head.is_name or head.is_place:
        return head.actor
    if on is not None and head.words and role.code != "ELI" and state:
        known = holder(load_reference().persons, slug(head.words), state, on)
        return known.actor if known else None
    return None
