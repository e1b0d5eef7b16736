"""A corpus in; its RDF/XML out, for Protégé and other tools of OWL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.contract import Exporter
from kg.exporters.plain import forbidden_in_xml, xml_notes, xml_text
from kg.files import open_atomic_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.exporters.contract import Export, Notes
    from kg.rdf.terms import Triple


def write_rdfxml(export: Export, path: Path) -> Notes:
    """Write the triples; a character that XML forbids becomes U+FFFD, and the notes say how many did."""
    from kg.rdf.namespaces import Namespaces
    from kg.rdf.terms import Literal
    from kg.rdf.to_ox import write_triples
    from kg.rdf.to_rdf import to_triples

    replaced = 0

    def fit(triples: Iterable[Triple]) -> Iterator[Triple]:
        nonlocal replaced
        for subject, predicate, value in triples:
            if isinstance(value, Literal) and not value.value.isprintable():
                replaced += forbidden_in_xml([value.value])
                yield subject, predicate, value._replace(value=xml_text(value.value))
            else:
                yield subject, predicate, value

    triples = fit(export.told(to_triples(export.corpus, base=export.base)))
    with open_atomic_bytes(path) as out:
        write_triples(triples, out, syntax="rdfxml", prefixes=Namespaces(base=export.base).prefixes)
    return xml_notes(replaced)


RDFXML: Final = Exporter(
    name="rdfxml",
    suffix=".rdf",
    others=(".xml", ".owl"),
    about="RDF as RDF/XML, for Protégé",
    write=write_rdfxml,
    unit="triple",
)
