"""A corpus and its ties in; files for other programs out, one exporter for each format."""

from kg.exporters.contract import Export, Exporter
from kg.exporters.registry import EXPORTERS, exporter_named, exporters_of_file

__all__ = ["EXPORTERS", "Export", "Exporter", "exporter_named", "exporters_of_file"]
