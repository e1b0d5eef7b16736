"""The actors of a corpus in; their triples out, with what the reference tables know: codes, states, terms of office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.model import Actor, ActorId, Corpus
from kg.ontology import IR, load_relations
from kg.rdf.labels import office_label
from kg.rdf.namespaces import DCTERMS, RDFS, WIKIDATA, XSD, Namespaces
from kg.rdf.terms import TYPE, Description, Iri, Literal, ir, present, to_date
from kg.reference import Reference, Term, load_reference

if TYPE_CHECKING:
    from kg.rdf.decisions import Changes

CLASS_OF_KIND: Final[Mapping[str, str]] = {
    "person": "Person",
    "state": "State",
    "organization": "Organization",
    "group": "Group",
}
LABEL: Final = Iri(RDFS + "label")

_ITEM: Final = re.compile(r"Q[1-9][0-9]*")

Ties = Mapping[ActorId, set[tuple[Iri, Iri]]]


def describe_entities(
    corpus: Corpus, actors: Mapping[ActorId, Actor], speakers: Iterable[Actor], names: Namespaces, changes: Changes
) -> Iterator[Description]:
    """Yield the actors, those who only speak, the states and bodies that they act for or hold office in, and the terms.

    What takes part in no event is there so that the graph stands on its own: ``ir:attributedTo``, ``ir:actsFor`` and
    ``ir:officeOf`` lead to entities that it describes.
    """
    tables = load_reference()
    cast = {**{actor.id: actor for actor in speakers}, **actors}
    terms = {key: _terms(actor, tables) for key, actor in cast.items()}
    cast = {**_beside(cast, terms, tables), **cast}
    states = {actor.name: Iri(names.entity(actor.id)) for actor in cast.values() if actor.kind == "state"}
    ties = _ties(corpus, names)
    for key in sorted(cast, key=names.entity):
        held = sorted(Iri(names.office(term_id(term))) for term in terms.get(key, ()))
        subject, pairs = _entity(cast[key], names, states, tables, held, ties)
        yield subject, [*pairs, *changes.of_actor(key)]
    held_terms = {names.office(term_id(term)): term for held in terms.values() for term in held}
    for iri in sorted(held_terms):
        term = held_terms[iri]
        yield _office(Iri(iri), term, cast[term.person].name, names, tables)


def term_id(term: Term) -> str:
    """Return the id of a term of office: who, what, where and since when."""
    return f"{term.person}-{term.office}-{term.of}-{term.start.isoformat()}"


def _terms(actor: Actor, tables: Reference) -> tuple[Term, ...]:
    person = tables.persons.get(actor.id) if actor.kind == "person" else None
    return () if person is None else person.terms


def _beside(
    actors: Mapping[ActorId, Actor], terms: Mapping[ActorId, tuple[Term, ...]], tables: Reference
) -> dict[ActorId, Actor]:
    """Return the states and bodies that the tables know and that some actor acts for or holds office in."""
    by_name = _states_by_name()
    acted_for = (by_name[actor.state] for actor in actors.values() if actor.state in by_name)
    offices = (_body(term, tables) for held in terms.values() for term in held)
    found = {actor.id: actor for actor in (*acted_for, *offices)}
    return {**{actor.id: actor for each in found.values() if (actor := by_name.get(each.state))}, **found}


@cache
def _states_by_name() -> Mapping[str, Actor]:
    return {state.actor.name: state.actor for state in load_reference().states.values()}


def _body(term: Term, tables: Reference) -> Actor:
    return tables.states[term.of].actor if term.of in tables.states else tables.organisations[term.of].actor


def _ties(corpus: Corpus, names: Namespaces) -> Ties:
    """Return the direct triples of each actor: those that some affirmed and actual evidence bears out."""
    relations = load_relations()
    ties: dict[ActorId, set[tuple[Iri, Iri]]] = defaultdict(set)
    for event in corpus.events:
        if any(item.polarity == "affirmed" and item.modality == "actual" for item in event.evidence):
            kind = relations[event.relation]
            predicate = Iri(IR + kind.direct_property)
            ties[event.source.id].add((predicate, Iri(names.entity(event.target.id))))
            if kind.symmetric:
                ties[event.target.id].add((predicate, Iri(names.entity(event.source.id))))
    return ties


def _entity(
    actor: Actor, names: Namespaces, states: Mapping[str, Iri], tables: Reference, held: list[Iri], ties: Ties
) -> Description:
    if actor.wikidata and not _ITEM.fullmatch(actor.wikidata):
        raise ValueError(f"actor {actor.id!r}: {actor.wikidata!r} is not a Wikidata id such as Q142")
    state = tables.states.get(actor.id) if actor.kind == "state" else None
    return Iri(names.entity(actor.id)), [
        *present(
            (TYPE, ir("Entity")),
            (TYPE, ir(CLASS_OF_KIND[actor.kind])),
            (LABEL, Literal(actor.name)),
            (ir("stateName"), Literal(actor.state) if actor.state else None),
            (ir("actsFor"), states.get(actor.state)),
            (ir("iso3"), Literal(state.iso3) if state and state.iso3 else None),
            (ir("cowCode"), Literal(state.cow, XSD + "integer") if state and state.cow else None),
            (ir("wikidata"), Iri(WIKIDATA + actor.wikidata) if actor.wikidata else None),
        ),
        *((ir("holdsOffice"), office) for office in held),
        *sorted(ties.get(actor.id, ())),
    ]


def _office(iri: Iri, term: Term, person: str, names: Namespaces, tables: Reference) -> Description:
    body = _body(term, tables)
    begun = None if term.start == date.min else term.start
    return iri, present(
        (TYPE, ir("OfficeTerm")),
        (LABEL, Literal(office_label(term, person, body.name))),
        (ir("office"), Literal(term.office)),
        (ir("officeOf"), Iri(names.entity(body.id))),
        (ir("from"), to_date(begun)),
        (ir("fromPrecision"), Literal(term.start_precision) if begun else None),
        (ir("to"), to_date(term.end)),
        (ir("toPrecision"), Literal(term.end_precision) if term.end else None),
        (Iri(DCTERMS + "source"), Iri(names.tables)),
    )
