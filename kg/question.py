"""A named query and what a user gave for its parameters in; the SPARQL that asks it of one graph out."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
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
        IRI (for a state its code of three letters, too), for a relation its id, for a date a day such as 2024-05-09.
    ask
        Runs SPARQL over the graph; called only where an actor or state is given, to find it by its name.
    partly
        Leave required parameters that are not given as variables, which is good for reading, not for running.

    Raises
    ------
    QueryError
        If a value is missing, is given for no parameter, or is not of its type.
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
    return query.fill({name: _term(known[name], value, cast) for name, value in given.items()})


@dataclass(frozen=True)
class _Cast:
    """The actors of a graph, asked for when they are first needed."""

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
        return iris[find_actor(text.removeprefix("ent:"), (actor for actor, _, _ in rows)).id]


def _term(parameter: Parameter, value: Value, cast: _Cast) -> Term:
    text = str(value).strip()
    if parameter.type in ("actor", "state"):
        if not text:
            raise UnknownActorError(f"{parameter.name}: the name is empty; give the name of an actor")
        return cast.find(text, states_only=parameter.type == "state")
    if parameter.type == "relation":
        return _relation(parameter, text)
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


def _offer(names: Iterable[str]) -> str:
    return f"there is {', '.join(names)}"


def _day(parameter: Parameter, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise QueryError(f"{parameter.name}: {text!r} is not a day such as 2024-05-09") from None
