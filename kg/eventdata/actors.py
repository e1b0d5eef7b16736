"""Actors as data sets code them in; the actors of event tables, or why one is none, out.

In kg an organ acts for its state, and the actor is the state: a ministry, the army, the police, a court and a parliament
of Croatia are all ``croatia``. Those who do not act for it are an actor of their own for each kind of people and state,
such as ``citizens-of-croatia``, and are never official.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.eventdata.codes import actor_codes
from kg.eventdata.names import OFFICIAL, Known, as_body, as_state, body_named, fold, state_named, state_of_code
from kg.model import slug
from kg.phrases.answer import who
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NO_ACTOR: Final = "only one actor is named"
NO_STATE: Final = "an actor of no state and of no body that kg knows"
UNKNOWN_CODE: Final = "an actor code that kg does not know"

FIELD: Final = "\x1f"
"""Between the parts of an actor's key; no data set has it in a name."""

_SOCIETY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AGR": "farmers",
        "BUS": "business",
        "CRM": "criminals",
        "CVL": "citizens",
        "EDU": "academia",
        "ELI": "elites",
        "IGO": "international bodies",
        "IMG": "armed groups",
        "JRN": "media",
        "LAB": "workers",
        "MED": "medical workers",
        "MNC": "business",
        "NGO": "non-governmental organisations",
        "OPP": "opposition",
        "PRE": "citizens",
        "PRM": "militias",
        "PTY": "parties",
        "REB": "rebels",
        "REF": "refugees",
        "REL": "religious groups",
        "SOC": "activists",
        "UAF": "armed groups",
        "UNK": "citizens",
        **dict.fromkeys("BUD CHR HIN JEW MOS SIK".split(), "religious groups"),
    }
)
"""What the people of a state who do not act for it are called, by their role."""

_OPENING: Final = re.compile(r" \(")
_CODE: Final = re.compile(r"(?:[A-Z]{3}){1,6}")
_NONE: Final = frozenset(("", "na", "n a", "none", "null", "nan"))


class Found(NamedTuple):
    """An actor, or the reason why there is none and the actor as the data set has it."""

    known: Known | None = None
    why: str | None = None
    shown: str = ""


def society(state: str, role: str) -> Known:
    """Return the people of a state with a role that does not act for it.

    >>> society("croatia", "CVL")
    Known(id='citizens-of-croatia', name='citizens of Croatia', state='croatia', official=False)
    """
    name = f"{_SOCIETY[role]} of {load_reference().states[state].actor.name}"
    return Known(slug(name), name, state, official=False)


def of_role(state: str, role: str) -> Known:
    """Return who acts where someone of a state acts in a role: the state, or a part of its society."""
    return as_state(state) if role in OFFICIAL else society(state, role)


def coded(key: str) -> Found:
    """Return the actor of a whole CAMEO code, its country, its known group and its first type, joined by FIELD.

    The whole code holds the country, the group, the ethnic group (in small letters), up to two religions and up to three
    types, three letters each; the type goes first for bodies of no one state, as in MNCHRV.

    >>> coded(FIELD.join(("HRVBUS", "HRV", "", "BUS"))).known.id
    'business-of-croatia'
    """
    whole, country, group, first = key.split(FIELD)
    if not whole and not country:
        return Found(why=NO_ACTOR)
    parts = [whole[at : at + 3] for at in range(0, len(whole), 3)]
    for told in (country, group):
        if told in parts:
            parts.remove(told)
    at = parts.index(first) if first in parts else len(parts)
    types = parts[at:] if at < len(parts) or not first else [first]
    ethnic = next((part for part in parts[:at] if part.islower()), "")
    faiths = [part for part in parts[:at] if not part.islower()]
    return _coded(country, group, ethnic, faiths, types)


def _coded(country: str, group: str, ethnic: str, faiths: Iterable[str], types: Iterable[str]) -> Found:
    shown = "".join((country, group, ethnic, *faiths, *types))
    if group in actor_codes("cameo", "group"):
        return Found(as_body(actor_codes("cameo", "group")[group]))
    state = state_of_code(country)
    if country and not state and country not in actor_codes("cameo", "region"):
        return Found(why=UNKNOWN_CODE, shown=shown)
    if not state:
        return Found(why=NO_STATE, shown=shown)
    given = [each for each in types if each]
    roles = [actor_codes("cameo", "role")[each] for each in given if each in actor_codes("cameo", "role")]
    if roles:
        return Found(of_role(state, roles[0]))
    told = [each for each in faiths if each]
    if given or group or any(each not in actor_codes("cameo", "faith") for each in told):
        return Found(why=UNKNOWN_CODE, shown=shown)
    if told:
        return Found(society(state, "REL"))
    return Found(society(state, "CVL") if ethnic else as_state(state))


def named(name: str, *, country: str = "", roles: Iterable[str] = ()) -> Found:
    """Return the actor of a name, with the country and the roles that a data set gives beside it, if any.

    A role with a place behind it in brackets, as ICEWS writes, is that role in the place: the state, a part of its
    society, or the body in whose name such people act. A name that no table knows is an actor of its own, which acts for
    its country where one of its roles does; of an unknown country it acts for none.

    >>> named("Police (Croatia)").known.id, named("Citizen (Croatia)").known.id
    ('croatia', 'citizens-of-croatia')
    """
    wanted, given = name.strip(), tuple(roles)
    state = state_named(country) if country else ""
    if fold(wanted) in _NONE:
        if not state:
            return Found(why=NO_STATE if country or given else NO_ACTOR, shown=country)
        return Found(of_role(state, _strongest(given)) if given else as_state(state))
    if wanted.endswith(")"):
        # Roles have brackets too, and so have places: "Member of Legislative (Govt) (Nigeria)".
        for opening in _OPENING.finditer(wanted):
            if found := _placed(wanted[: opening.start()], wanted[opening.end() : -1], given):
                return found
    if wanted.casefold() in actor_codes("icews", "region"):
        return Found(why=NO_STATE, shown=wanted)
    if known := body_named(wanted):
        return Found(known)
    if _CODE.fullmatch(wanted) and (found := _chunked(wanted)).known:
        return found
    if not slug(wanted):
        return Found(why=NO_STATE, shown=wanted)
    return Found(_own(wanted, state, given))


def _own(name: str, state: str, roles: Iterable[str]) -> Known:
    return Known(slug(name), name, state, official=not state or any(role in OFFICIAL for role in roles))


def _placed(role: str, place: str, roles: tuple[str, ...]) -> Found | None:
    """Return who acts in a role in a place; None where the brackets hold no place or body that kg knows."""
    if place.casefold() in actor_codes("icews", "region"):
        return Found(why=NO_STATE, shown=f"{role} ({place})")
    if state := state_named(place):
        return Found(of_role(state, role_named(role) or _strongest(roles)))
    known = body_named(place)
    return Found(known) if known else None


@cache
def role_named(words: str) -> str:
    """Return the role code of words for one, such as "Member of Parliament", "" where nothing tells."""
    listed = actor_codes("icews", "name").get(words.casefold())
    return listed or who(words.lower()).code


def _strongest(roles: tuple[str, ...]) -> str:
    """Return the first role that acts for the state, or else the first; people of no known role are citizens."""
    return next((role for role in roles if role in OFFICIAL), roles[0] if roles else "CVL")


def _chunked(code: str) -> Found:
    """Return the actor of a CAMEO code in one piece, such as USAGOV."""
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    country = parts[0] if state_of_code(parts[0]) else ""
    rest = parts[1:] if country else parts
    group = next((part for part in rest if part in actor_codes("cameo", "group")), "")
    return _coded(country, group, "", (), [part for part in rest if part != group])
