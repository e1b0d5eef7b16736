"""The name of a format in; its exporter out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import OutputError
from kg.exporters.events import EventsExporter
from kg.exporters.gexf import GexfExporter
from kg.exporters.graphml import GraphmlExporter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.exporters.contract import Exporter

EXPORTERS: Final[Mapping[str, Exporter]] = MappingProxyType(
    {exporter.name: exporter for exporter in (EventsExporter(), GexfExporter(), GraphmlExporter())}
)
"""Every format by its name; a new one is a module and one entry here, and the contract tests cover it."""


def exporter_named(name: str) -> Exporter:
    """Return the exporter of a format.

    Raises
    ------
    OutputError
        If there is no such format; the message lists those there are.
    """
    if name not in EXPORTERS:
        raise OutputError(f"format {name!r} is not known; choose one of {', '.join(sorted(EXPORTERS))}")
    return EXPORTERS[name]
