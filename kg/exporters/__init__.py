"""A corpus and its ties in; files for other programs out, one exporter for each format."""

from kg.exporters.contract import Exporter
from kg.exporters.registry import EXPORTERS, exporter_named

__all__ = ["EXPORTERS", "Exporter", "exporter_named"]
