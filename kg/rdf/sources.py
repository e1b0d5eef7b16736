"""Namespaces in; what the graph as a whole is, and what it draws on beside texts, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.ontology import ONTOLOGY
from kg.rdf.namespaces import DCTERMS, OWL, PROV, RDFS, VOID
from kg.rdf.terms import TYPE, Description, Iri, Literal
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.namespaces import Namespaces

DATASET: Final = Iri(VOID + "Dataset")
_LABEL: Final = Iri(RDFS + "label")
_COMMENT: Final = Iri(RDFS + "comment")
_VERSION: Final = Iri(OWL + "versionInfo")


def describe_sources(names: Namespaces) -> Iterator[Description]:
    """Yield the graph, with the ontology that it follows, and the tables from which terms of office and codes come.

    What articles claim has its source at its evidence; what no article claims comes from the tables.
    """
    yield (
        Iri(names.dataset),
        [
            (TYPE, DATASET),
            (_LABEL, Literal("a graph of international relations in the news")),
            (_COMMENT, Literal("Who did what to whom, as articles claim it; each claim is an ir:Evidence.")),
            (Iri(DCTERMS + "conformsTo"), Iri(ONTOLOGY)),
            (Iri(PROV + "wasDerivedFrom"), Iri(names.tables)),
            (_VERSION, Literal(f"kg {VERSION}")),
        ],
    )
    yield (
        Iri(names.tables),
        [
            (TYPE, Iri(PROV + "Entity")),
            (_LABEL, Literal("kg's reference tables")),
            (
                _COMMENT,
                Literal("Terms of office, ISO and COW codes and Wikidata items are from these, not from articles."),
            ),
            (_VERSION, Literal(f"kg {VERSION}")),
        ],
    )
