"""A corpus in; its Turtle with triple terms of RDF 1.2 out: what each piece of evidence speaks of."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.exporters.contract import Exporter
from kg.files import open_atomic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.exporters.contract import Export, Notes


def write_turtle12(export: Export, path: Path) -> Notes:
    """Write the Turtle of the graph, then for each piece of evidence the direct triple that it is a reifier of.

    To reify a triple is not to assert it: evidence that denies or plans an act reifies its triple too, and the triple
    itself stands in the graph only where other evidence affirms it as actual. The triple of a symmetric relation is
    that from the actor named first to the second.
    """
    from kg.rdf.turtle import write_turtle

    with tempfile.TemporaryDirectory() as folder, open_atomic(path) as out:
        plain = Path(folder) / "graph.ttl"
        write_turtle(export.corpus, plain, base=export.base)
        with plain.open(encoding="utf-8", newline="") as handle:
            shutil.copyfileobj(handle, out)
        out.write("\n")
        out.writelines(export.told(_reifiers(export)))
    return ()


def _reifiers(export: Export) -> Iterator[str]:
    """Yield a line for each piece of evidence, sorted by its IRI."""
    from kg.ontology import IR, load_relations
    from kg.rdf.canonical import canonical
    from kg.rdf.describe import evidence_id
    from kg.rdf.namespaces import Namespaces
    from kg.rdf.terms import to_turtle_iri

    names = Namespaces(base=export.base)
    prefixes, relations = names.prefixes, load_relations()
    claims: list[tuple[str, str]] = []
    for event in canonical(export.corpus).events:
        triple = " ".join(
            to_turtle_iri(iri, prefixes)
            for iri in (
                names.entity(event.source.id),
                IR + relations[event.relation].direct_property,
                names.entity(event.target.id),
            )
        )
        claims.extend((names.evidence(evidence_id(event.id, item)), triple) for item in event.evidence)
    for evidence, triple in sorted(claims):
        yield f"{to_turtle_iri(evidence, prefixes)} rdf:reifies <<( {triple} )>> .\n"


TURTLE12: Final = Exporter(
    name="turtle12",
    suffix=".rdf12.ttl",
    others=(".ttl",),
    about="RDF 1.2 as Turtle, each piece of evidence a reifier of its triple",
    write=write_turtle12,
    unit="triple",
)
