"""A file of RDF/XML in; an error where it is no XML, or where reading it would take far more than its size says, out."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.parsers import expat

from kg.errors import GraphFileError

_DEEPEST: Final = 100
"""Elements in elements; RDF/XML written by programs has about five, and Oxigraph's time grows with their square."""

_LONGEST_ENTITY: Final = 500
"""Characters; entities of RDF/XML stand for namespaces."""


def check_xml(path: Path | str) -> None:
    """Check that a file is XML which stands for no more than it holds: entities are short and hold none, depth is bounded.

    Oxigraph reads entities of entities, so that a kilobyte can stand for more than any memory holds.

    Raises
    ------
    GraphFileError
        If it is not; the message has the line.
    """
    parser = expat.ParserCreate()
    depth = 0

    def refuse(why: str) -> None:
        raise GraphFileError(f"{path}:{parser.CurrentLineNumber}: {why}; write the graph anew, as Turtle if you can")

    def begin(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            refuse(f"elements lie more than {_DEEPEST} deep in one another")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declare(name: str, parameter: int, value: str | None, *_outside: object) -> None:
        if parameter or value is None:
            refuse(f"entity {name!r} is from elsewhere, or of the document type's own")
        elif len(value) > _LONGEST_ENTITY or "&" in value:
            refuse(f"entity {name!r} is no namespace: it is long, or holds entities")

    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = begin, end, declare
    try:
        with Path(path).open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as error:
        raise GraphFileError(
            f"{path}:{error.lineno}: not RDF/XML: {expat.ErrorString(error.code)}; mend it there"
        ) from error
