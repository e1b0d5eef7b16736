"""A named query and what a user gave for its parameters in; the SPARQL that asks it of one graph out."""

from __future__ import annotations

import calendar
import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from kg.errors import QueryError, UnknownActorError
from kg.lookup import find_actor
from kg.model import ACTOR_KINDS, Actor, ActorId
from kg.named_queries import NamedQuery, Parameter, queries
from kg.ontology import IR, REL, load_relations
from kg.rdf.namespaces import XSD, from_local
from kg.rdf.terms import Iri, Literal, Term
from kg.results import QueryResult

Value = str | int | date
Ask = Callable[[str], QueryResult]
"""Runs a SPARQL query over the graph that is asked, here or on a server."""

ACTORS: Final = f"""\
PREFIX ir: <{IR}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?entity ?kind ?name ?iso3 WHERE {{
  ?entity a ir:Entity ; a ?kind ; rdfs:label ?name .
  VALUES ?kind {{ ir:Person ir:State ir:Organization ir:Group }}
  OPTIONAL {{ ?entity ir:iso3 ?iso3 }}
}}
ORDER BY ?entity ?name
"""
"""Asks a graph for its actors."""

SOURCES: Final = f"SELECT DISTINCT ?name WHERE {{ ?article <{IR}sourceName> ?name }} ORDER BY ?name"
"""Asks a graph for the sources of its articles."""

_SHOWN: Final = 8
_PARTIAL: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
"""A year or a month."""


def is_name(text: str) -> bool:
    """Return whether a text is meant to be the name of a query: one word; no SPARQL query is one."""
    return text.replace("-", "").replace("_", "").isalnum()


def find_query(name: str) -> NamedQuery:
    """Return the query of that name.

    Raises
    ------
    QueryError
        If there is none; the message has the nearest names.
    """
    known = queries()
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name.replace("_", "-").lower(), known, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(known)}"
    raise QueryError(f"no query is called {name!r}; {hint}")


def to_sparql(query: NamedQuery, values: Mapping[str, Value], *, ask: Ask, partly: bool = False) -> str:
    """Return the SPARQL of a named query with its parameters in place.

    Parameters
    ----------
    query
        One of `kg.queries`.
    values
        What is given for the parameters, by name: for an actor or state its name, another name, last name, id or
        IRI (for a state its code of three letters, too), for a relation its id, for a date a day such as 2024-05-09
        or, where it begins or ends a period, a month or year, for a source its name in upper or lower case.
    ask
        Runs SPARQL over the graph; called only where an actor, state, code or source is given, to find it there.
    partly
        Leave required parameters that are not given as variables, which is good for reading, not for running.

    Raises
    ------
    QueryError
        If a value is missing, is given for no parameter, or is not of its type; if a period ends before it begins.
    UnknownActorError
        If no actor of the graph has a name, or several do.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise QueryError(f"query {query.name} has no parameter {name!r}; {takes}")
    missing = [each.name for each in query.parameters if each.required and each.name not in values]
    if missing and not partly:
        raise QueryError(f"query {query.name} needs {' and '.join(missing)}; call it as: {query.usage}")
    given: dict[str, Value] = {each.name: each.default for each in query.parameters if each.default is not None}
    given.update(values)
    cast = _Cast(ask)
    terms = {name: _term(known[name], value, cast) for name, value in given.items()}
    _check_period(terms)
    return query.fill(terms)


@dataclass(frozen=True)
class _Cast:
    """The actors and sources of a graph, asked for when they are first needed."""

    ask: Ask

    @cached_property
    def _rows(self) -> tuple[tuple[Actor, Iri, str], ...]:
        kinds = {IR + kind.capitalize(): kind for kind in ACTOR_KINDS}
        found = []
        for entity, kind, name, iso3 in self.ask(ACTORS).rows:
            if entity and kind and name:
                actor = Actor(id=ActorId(from_local(entity.value)), name=name.value, kind=kinds[kind.value])
                found.append((actor, Iri(entity.value), iso3.value if iso3 else ""))
        return tuple(found)

    def find(self, text: str, *, states_only: bool) -> Iri:
        """Return the IRI of the actor that a text names."""
        rows = [row for row in self._rows if row[0].kind == "state" or not states_only]
        for _, iri, iso3 in rows:
            if text == iri or (states_only and iso3 and text.upper() == iso3):
                return iri
        iris = {actor.id: iri for actor, iri, _ in rows}
        try:
            return iris[find_actor(text.removeprefix("ent:"), (actor for actor, _, _ in rows)).id]
        except UnknownActorError as error:
            other = self._no_state(text) if states_only else None
            if other is None:
                raise
            raise UnknownActorError(
                f"{text!r} is {other.name}, which is no state but a {other.kind}; give a state"
            ) from error

    def _no_state(self, text: str) -> Actor | None:
        """Return the actor that a text names though no state has the name."""
        named = [actor for actor, iri, _ in self._rows if text == iri]
        try:
            return named[0] if named else find_actor(text.removeprefix("ent:"), (actor for actor, _, _ in self._rows))
        except UnknownActorError:
            return None

    def code(self, text: str) -> str:
        """Return the code of three letters that a state of the graph has."""
        states = {iso3: actor.name for actor, _, iso3 in self._rows if iso3 and actor.kind == "state"}
        if text.upper() in states:
            return text.upper()
        names = [f"{iso3} ({name})" for iso3, name in sorted(states.items())]
        near = difflib.get_close_matches(text.upper(), sorted(states), n=3)
        hint = _hint([f"{iso3} ({states[iso3]})" for iso3 in near], names, what="state with a code")
        raise QueryError(f"no state of the graph has the code {text!r}; {hint}")

    def source(self, text: str) -> str:
        """Return the name of a source of the graph, given in upper or lower case."""
        names = [cell.value for (cell,) in self.ask(SOURCES).rows if cell]
        alike: dict[str, list[str]] = defaultdict(list)
        for name in names:
            alike[_plain(name)].append(name)
        found = alike.get(_plain(text), [])
        if text in names or len(found) == 1:
            return text if text in names else found[0]
        near = found or [
            name for key in difflib.get_close_matches(_plain(text), sorted(alike), n=3) for name in alike[key]
        ]
        raise QueryError(f"no source of the graph is called {text!r}; {_hint(near, names, what='source')}")


def _term(parameter: Parameter, value: Value, cast: _Cast) -> Term:
    text = str(value).strip()
    if parameter.type in ("actor", "state"):
        if not text:
            raise UnknownActorError(f"{parameter.name}: the name is empty; give the name of an actor")
        return cast.find(text, states_only=parameter.type == "state")
    if parameter.type == "relation":
        return _relation(parameter, text)
    if parameter.type == "group":
        return _group(parameter, text)
    if parameter.type == "code":
        return Literal(cast.code(text))
    if parameter.type == "source":
        return Literal(cast.source(text))
    if parameter.type == "date":
        return Literal(_day(parameter, text), XSD + "date")
    if parameter.type == "integer":
        if not (text.isascii() and text.isdigit()):
            raise QueryError(f"{parameter.name}: {text!r} is not a whole number such as 20")
        return Literal(str(int(text)), XSD + "integer")
    return Literal(str(value))


def _relation(parameter: Parameter, text: str) -> Iri:
    relations = load_relations()
    name = "-".join(text.removeprefix("rel:").removeprefix(REL).replace("_", " ").lower().split())
    by_id: Mapping[str, Iri] = {key: Iri(REL + key) for key in relations}
    if name in by_id:
        return by_id[name]
    near = difflib.get_close_matches(name, by_id, n=3) or list(by_id)
    raise QueryError(f"{parameter.name}: no relation is called {text!r}; {_offer(near)}; kg ontology lists them")


def _group(parameter: Parameter, text: str) -> Literal:
    groups = sorted({relation.quad for relation in load_relations().values()})
    if text.upper() not in groups:
        raise QueryError(f"{parameter.name}: no group of relations is called {text!r}; {_offer(groups)}")
    return Literal(text.upper())


def _check_period(terms: Mapping[str, Term]) -> None:
    since, until = terms.get("since"), terms.get("until")
    if isinstance(since, Literal) and isinstance(until, Literal) and since.value > until.value:
        raise QueryError(f"since {since.value} is after until {until.value}, so that no day is in between; change one")


def _hint(near: Sequence[str], names: Sequence[str], *, what: str) -> str:
    if near:
        return f"did you mean {', '.join(near)}?"
    if not names:
        return f"it has no {what}"
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"it has {', '.join(names[:_SHOWN])}{more}"


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _offer(names: Iterable[str]) -> str:
    return f"there is {', '.join(names)}"


def _day(parameter: Parameter, text: str) -> str:
    """Return the day of a date, and the first or last of a month or year where the parameter bounds a period."""
    partial = _PARTIAL.fullmatch(text) if parameter.bound else None
    last = parameter.bound == "last"
    try:
        if partial is None:
            return date.fromisoformat(text).isoformat()
        year, month = int(partial[1]), int(partial[2] or (12 if last else 1))
        first = date(year, month, 1)
        return (first.replace(day=calendar.monthrange(year, month)[1]) if last else first).isoformat()
    except ValueError:
        also = ", a month such as 2024-05 or a year such as 2024" if parameter.bound else ""
        raise QueryError(f"{parameter.name}: {text!r} is not a day such as 2024-05-09{also}") from None
