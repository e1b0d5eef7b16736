"""A corpus in; its TriG out, a named graph for each article with what that article says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.contract import Exporter
from kg.files import open_atomic_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from kg.exporters.contract import Export, Notes
    from kg.model import Corpus
    from kg.rdf.namespaces import Namespaces
    from kg.rdf.terms import Iri


def write_trig(export: Export, path: Path) -> Notes:
    """Write every triple of the Turtle once, in the graph where it belongs.

    The graph of an article is called as the article is. It holds what describes the article, the evidence that
    stands in it, the links from events to this evidence, and the events that no other article tells of.
    What belongs to no single article is in the default graph: entities with their direct triples, terms of office,
    places, disputes, and the events that several articles tell of.
    """
    from kg.ontology import IR
    from kg.rdf.namespaces import Namespaces
    from kg.rdf.to_ox import write_located
    from kg.rdf.to_rdf import to_triples

    names = Namespaces(base=export.base)
    homes = _homes(export.corpus, names)
    link = IR + "evidence"

    def home(subject: Iri, predicate: Iri, value: object) -> Iri | None:
        found = homes.get(subject)
        return homes.get(value) if found is None and predicate == link else found

    located = [(home(*triple), triple) for triple in export.told(to_triples(export.corpus, base=export.base))]
    located.sort(key=lambda each: each[0] or "")
    with open_atomic_bytes(path) as out:
        write_located(located, out, prefixes=names.prefixes)
    return ()


def _homes(corpus: Corpus, names: Namespaces) -> dict[object, Iri]:
    """Return the article of each article, piece of evidence and event that belongs to one article, by IRI."""
    from kg.rdf.canonical import canonical
    from kg.rdf.describe import evidence_id
    from kg.rdf.terms import Iri

    homes: dict[object, Iri] = {}
    for article in corpus.articles:
        iri = Iri(names.article(article.id))
        homes[iri] = iri
    for event in canonical(corpus).events:
        tellers = {event.article}
        for item in event.evidence:
            tellers.add(item.article)
            homes[Iri(names.evidence(evidence_id(event.id, item)))] = Iri(names.article(item.article))
        if len(tellers) == 1:
            homes[Iri(names.event(event.id))] = Iri(names.article(event.article))
    return homes


TRIG: Final = Exporter(
    name="trig",
    suffix=".trig",
    about="RDF as TriG, a named graph for each article",
    write=write_trig,
    unit="triple",
)
