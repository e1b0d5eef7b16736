"""A corpus in; its JSON-LD out, in expanded form, which needs no context."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.contract import Exporter
from kg.files import open_atomic_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from kg.exporters.contract import Export, Notes


def write_jsonld(export: Export, path: Path) -> Notes:
    """Write an object for each subject, as the triples come."""
    from kg.rdf.to_ox import write_triples
    from kg.rdf.to_rdf import to_triples

    with open_atomic_bytes(path) as out:
        write_triples(export.told(to_triples(export.corpus, base=export.base)), out, syntax="jsonld")
    return ()


JSONLD: Final = Exporter(
    name="jsonld",
    suffix=".jsonld",
    others=(".json",),
    about="RDF as JSON-LD, expanded",
    write=write_jsonld,
    unit="triple",
)
