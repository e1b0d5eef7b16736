"""A token of a French paragraph in, the office or the body of a state that begins there out, with its words and owners."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc

from kg.extract.french.names import NamesAt
from kg.extract.french.roles import (
    ADJECTIVES,
    BEFORE,
    BODIES,
    CONTRACTED,
    DETERMINERS,
    HEADS_OF_ROLES,
    PORTFOLIOS,
)
from kg.model import Actor

_LONGEST: Final = 14
"""Tokens that an office takes at most: "le ministre délégué auprès du ministre ..."."""
_LINKS: Final = frozenset({"de", "d'", "du", "des", "la", "l'", "les"})
_ARTICLES: Final = frozenset({"la", "l'", "les"})
_TO: Final = frozenset({"aux", "à"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office or body up to the token ``end`` (exclusive): its words, the states it is of, and its noun."""

    end: int
    words: tuple[str, ...]
    owners: tuple[Actor, ...]
    head: str


def read_office(doc: Doc, i: int, named: NamesAt) -> Office | None:
    """Return the office that begins at a token, None where none does: "le ministre russe des Affaires étrangères"."""
    words: list[str] = []
    while i < len(doc) and (doc[i].lower_ in DETERMINERS - CONTRACTED or doc[i].lower_ in BEFORE):
        if doc[i].lower_ in BEFORE:
            words.append(doc[i].lower_)
        i += 1
    if i >= len(doc) or doc[i].lower_ not in HEADS_OF_ROLES or (i in named and named[i][1].form != "adjective"):
        return None
    words.append(doc[i].lower_)
    owners: list[Actor] = []
    end = i + 1
    while end < len(doc) and end - i < _LONGEST:
        lower = doc[end].lower_
        if end in named:
            until = _owned(doc, end, named, owners, plural=doc[i].lower_.endswith("s"))
            if until is None:
                break
            end = until
        elif (
            lower in ADJECTIVES
            or lower in HEADS_OF_ROLES - {"chef"}
            or _is_portfolio(doc, end, named)
            or lower in _LINKS | _TO
            and _goes_on(doc, end, named)
        ):
            words.append(lower)
            end += 1
        else:
            break
    while doc[end - 1].lower_ in _LINKS | _TO:
        words.pop()
        end -= 1
    while words[-1] in _LINKS:  # "du" of "président du Chili"
        words.pop()
    return Office(end=end, words=tuple(words), owners=tuple(dict.fromkeys(owners)), head=doc[i].text)


def _owned(doc: Doc, i: int, named: NamesAt, owners: list[Actor], *, plural: bool) -> int | None:
    """Add the owner that a name in an office tells, and return where to read on; None where it belongs to no office."""
    until, owner = named[i]
    if owner.form == "person" or (owner.form != "adjective" and doc[i - 1].lower_ not in _LINKS):
        return None
    owners.append(owner.actor)
    beside = named.get(until + 1) if until < len(doc) and doc[until].lower_ == "et" else None
    both = beside is not None and beside[1].form == owner.form == "adjective" and beside[0] not in named
    return until + 1 if plural and both else until


def read_body(doc: Doc, i: int, named: NamesAt) -> Office | None:
    """Return the body of a state that begins at a token, its owners with the organ: "l'armée russe"."""
    organ = BODIES.get(doc[i].lower_)
    if organ is None:
        return None
    owners: list[Actor] = []
    end = i + 1
    while end < len(doc) and end - i < _LONGEST:
        lower = doc[end].lower_
        if end in named:
            until, owner = named[end]
            fits = owner.form == "adjective" or (owner.form in {"name", "capital"} and doc[end - 1].lower_ in _LINKS)
            if owner.actor.kind != "state" or not fits:
                break
            owners.append(owner.actor)
            end = until
            beside = named.get(end + 1) if end < len(doc) and doc[end].lower_ == "et" else None
            goes_on = owner.form == "adjective" and beside is not None and beside[1].form == "adjective"
            if goes_on or (
                end < len(doc) and doc[end].lower_ in {"de", "des"} and _leads_to_portfolio(doc, end, named)
            ):
                end += 1
            else:
                break
        elif lower in ADJECTIVES or _is_portfolio(doc, end, named):
            organ = _organ(organ, doc[i].lower_, lower)
            end += 1
        elif lower in _LINKS and (end + 1 in named or _goes_on(doc, end, named)):
            end += 1
        else:
            break
    if not owners:
        return None
    while doc[end - 1].lower_ in _LINKS:
        end -= 1
    acting = tuple(replace(owner, organ=organ) for owner in dict.fromkeys(owners))
    return Office(end=end, words=(), owners=acting, head=doc[i].text)


def _organ(organ: str, head: str, word: str) -> str:
    """Return the organ that a body's noun and a word behind it name: "ministère des Affaires étrangères"."""
    if head == "ministère" and word in {"étrangères", "défense"}:
        return "foreign ministry" if word == "étrangères" else "defence ministry"
    return organ


def _is_portfolio(doc: Doc, i: int, named: NamesAt) -> bool:
    return i < len(doc) and i not in named and doc[i].lower_ in PORTFOLIOS


def _leads_to_portfolio(doc: Doc, i: int, named: NamesAt) -> bool:
    after = i + 1 + (i + 1 < len(doc) and doc[i + 1].lower_ in _ARTICLES)
    return _is_portfolio(doc, after, named)


def _goes_on(doc: Doc, i: int, named: NamesAt) -> bool:
    """Return whether after "de la" or the like there is what belongs to an office: a state or a portfolio."""
    j = i + 1
    if j < len(doc) and doc[j].lower_ in _ARTICLES:
        j += 1
    if doc[i].lower_ not in _TO and j in named:
        return named[j][1].form not in {"person", "adjective", "people"}
    return _is_portfolio(doc, j, named)
