"""A corpus in; its Turtle out, the same file that a build writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.exporters.contract import Exporter

if TYPE_CHECKING:
    from pathlib import Path

    from kg.exporters.contract import Export, Notes


def write_turtle_file(export: Export, path: Path) -> Notes:
    """Write the graph as Turtle."""
    from kg.rdf.turtle import write_turtle

    write_turtle(export.corpus, path, base=export.base)
    return ()


TURTLE: Final = Exporter(
    name="turtle",
    suffix=".ttl",
    about="RDF as Turtle, the graph.ttl of a build",
    write=write_turtle_file,
    unit="triple",
)
