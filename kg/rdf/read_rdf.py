"""A file in any RDF syntax that kg exports in; its corpus out."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import GraphFileError
from kg.model import Corpus
from kg.rdf.from_rdf import read_turtle

RDF_SUFFIXES: Final[Mapping[str, ox.RdfFormat]] = MappingProxyType(
    {
        ".ttl": ox.RdfFormat.TURTLE,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".trig": ox.RdfFormat.TRIG,
        ".nq": ox.RdfFormat.N_QUADS,
        ".jsonld": ox.RdfFormat.JSON_LD,
        ".rdf": ox.RdfFormat.RDF_XML,
        ".owl": ox.RdfFormat.RDF_XML,
        ".xml": ox.RdfFormat.RDF_XML,
    }
)
"""The syntax that the end of a file name stands for."""


def read_rdf(path: Path | str) -> Corpus:
    """Return the corpus of an RDF file, in the syntax that the end of its name says; of TriG, all graphs together.

    Raises
    ------
    GraphFileError
        If the end of the name is not known, the file is not in its syntax, or lacks what kg writes.
    """
    place = Path(path)
    syntax = RDF_SUFFIXES.get(place.suffix.lower())
    if syntax is None:
        raise GraphFileError(f"{place}: {place.suffix!r} is no RDF file that kg reads; give {', '.join(RDF_SUFFIXES)}")
    # N-Triples are Turtle.
    if syntax in {ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES}:
        return read_turtle(place)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "graph.nt"
        _to_ntriples(place, syntax, lines)
        try:
            return read_turtle(lines)
        except GraphFileError as error:
            raise GraphFileError(str(error).replace(str(lines), str(place))) from error


def _to_ntriples(path: Path, syntax: ox.RdfFormat, lines: Path) -> None:
    try:
        quads = ox.parse(path=str(path), format=syntax)
        ox.serialize((quad.triple for quad in quads), str(lines), format=ox.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphFileError(f"{where}: not {syntax.name}: {error.msg}") from error
    except (OSError, ValueError) as error:
        raise GraphFileError(f"{path}: cannot be read ({error}); give an RDF file that kg exported") from error
