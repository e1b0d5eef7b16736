"""The name of a format, or of a file, in; its exporter out."""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import OutputError
from kg.exporters.edge_list import EDGE_LIST
from kg.exporters.events import EVENTS
from kg.exporters.gexf import GEXF
from kg.exporters.graphml import GRAPHML
from kg.exporters.jsonld import JSONLD
from kg.exporters.neo4j import NEO4J
from kg.exporters.nodelink import NODELINK
from kg.exporters.ntriples import NTRIPLES
from kg.exporters.parquet import PARQUET
from kg.exporters.rdfxml import RDFXML
from kg.exporters.trig import TRIG
from kg.exporters.turtle import TURTLE
from kg.exporters.turtle12 import TURTLE12

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.exporters.contract import Exporter

EXPORTERS: Final[Mapping[str, Exporter]] = MappingProxyType(
    {
        exporter.name: exporter
        for exporter in (
            TURTLE, NTRIPLES, TRIG, JSONLD, RDFXML, TURTLE12,
            EVENTS, GEXF, GRAPHML, NODELINK, NEO4J, PARQUET, EDGE_LIST,
        )
    }
)  # fmt: skip
"""Every format by its name; a new one is a module and one entry here, and the contract tests cover it."""


def exporter_named(name: str) -> Exporter:
    """Return the exporter of a format.

    Raises
    ------
    OutputError
        If there is no such format; the message has the nearest ones.
    """
    if name not in EXPORTERS:
        wanted = name.lower()
        by_suffix = [key for key, each in EXPORTERS.items() if f".{wanted}" in (each.suffix, *each.others)]
        near = by_suffix or difflib.get_close_matches(wanted.replace("-", ""), EXPORTERS, n=3) or sorted(EXPORTERS)
        raise OutputError(f"format {name!r} is not known; choose one of {', '.join(near)}")
    return EXPORTERS[name]


def exporters_of_file(name: str) -> tuple[Exporter, ...]:
    """Return the exporters that the end of a file name can stand for, the likeliest first; none where it is unknown.

    The longest end counts, and an own end of a format more than one that it shares.
    """
    wanted = name.lower()
    ends = [
        (-len(suffix), suffix != exporter.suffix, number, exporter)
        for number, exporter in enumerate(EXPORTERS.values())
        for suffix in (exporter.suffix, *exporter.others)
        if wanted.endswith(suffix)
    ]
    if not ends:
        return ()
    return tuple(exporter for length, *_, exporter in sorted(ends, key=lambda end: end[:3]) if length == min(ends)[0])
