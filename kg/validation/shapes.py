"""A graph and a file of SHACL shapes in; the results of validation, as findings, out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import GraphFileError, KgError
from kg.rdf.terms import TYPE
from kg.validation.data import Data
from kg.validation.findings import Finding

if TYPE_CHECKING:
    import shacl

SH: Final = "http://www.w3.org/ns/shacl#"

_COUNTS: Final = frozenset(
    SH + name
    for name in (
        "MinCountConstraintComponent",
        "MaxCountConstraintComponent",
        "QualifiedMinCountConstraintComponent",
        "QualifiedMaxCountConstraintComponent",
        "UniqueLangConstraintComponent",
    )
)
"""Constraints on all values of a property together, whose results name none of them."""

_TERMS: Final = frozenset(
    """NodeShape PropertyShape Violation Warning Info IRI BlankNode Literal BlankNodeOrIRI BlankNodeOrLiteral
    IRIOrLiteral PrefixDeclaration SPARQLConstraint SPARQLSelectValidator SPARQLAskValidator ConstraintComponent
    Parameter SPARQLTarget
    targetClass targetNode targetObjectsOf targetSubjectsOf target property path inversePath alternativePath
    zeroOrMorePath oneOrMorePath zeroOrOnePath node class datatype nodeKind minCount maxCount minExclusive
    minInclusive maxExclusive maxInclusive minLength maxLength pattern flags languageIn uniqueLang equals disjoint
    lessThan lessThanOrEquals not and or xone qualifiedValueShape qualifiedMinCount qualifiedMaxCount
    qualifiedValueShapesDisjoint closed ignoredProperties hasValue in message severity deactivated name description
    order group defaultValue sparql select ask prefixes declare prefix namespace parameter optional validator
    nodeValidator propertyValidator labelTemplate shapesGraph entailment suggestedShapesGraph PropertyGroup""".split()
)
"""The terms of SHACL that validation heeds or that say nothing to it: SHACL core, SPARQL constraints, notes for people."""

_NO_ENGINE: Final = (
    "the package shacl, which checks shapes, is not installed; pip install 'shacl>=0.3.4,<0.4' "
    "(it is ready for Linux on x86-64, macOS and Windows; elsewhere pip needs a Rust compiler)"
)
_HUGE_YEAR: Final = re.compile(r"""["'](-?[0-9]{19,})[^"'\n]*["']\^\^\S*[dD]ate""")
"""A date on which the engine, shacl 0.3.4, breaks off: its year does not fit into 64 bits."""

_IRI: Final = re.compile(r"\^?<([^<>]*)>")


def run_shapes(data: Data, path: Path) -> Iterator[Finding]:
    """Yield what the shapes of the file find wrong with the graph.

    Raises
    ------
    GraphFileError
        If the file cannot be read, is not Turtle, or holds no shapes or unknown terms of SHACL.
    """
    shapes = _compiled(path)
    huge = _HUGE_YEAR.search(data.turtle)
    if huge:
        line = f":{data.turtle.count(chr(10), 0, huge.start()) + 1}" if data.as_read else ""
        raise GraphFileError(f"{data.path}{line}: {huge[1]} is no year of a date; mend it")
    try:
        report = shapes.validate_turtle(data.turtle)
    except ValueError as error:
        raise GraphFileError(f"{data.path}: cannot be checked against {path.name} ({error}); mend the file") from error
    for result in report.results:
        yield Finding(
            message=result.message or _default_message(result.component),
            rule=_named(result.root_shape) or _named(result.source_shape),
            node=result.focus_node,
            property=result.path or "",
            values=_values(result, data),
            constraint=result.component_iri,
            severity=result.severity,
            classes=() if result.path else _all_values(result.focus_node, f"<{TYPE}>", data.store),
        )


def _compiled(path: Path) -> shacl.Shapes:
    try:
        import shacl
    except ModuleNotFoundError as error:
        raise KgError(_NO_ENGINE) from error
    try:
        content = path.read_bytes()
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE):
            for term in (quad.predicate, quad.object):
                if isinstance(term, ox.NamedNode) and term.value.startswith(SH):
                    _check_term(term.value.removeprefix(SH), path)
        shapes = shacl.Shapes.from_turtle(content.decode("utf-8"))
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except SyntaxError as error:
        raise GraphFileError(f"{path}:{error.lineno}: not Turtle: {error.msg}; mend the shapes there") from error
    except ValueError as error:
        raise GraphFileError(f"{path}: {' '.join(str(error).split())}; mend the shapes") from error
    if not len(shapes):
        raise GraphFileError(f"{path}: holds no SHACL shape; give a Turtle file with a sh:NodeShape")
    return shapes


def _check_term(name: str, path: Path) -> None:
    """Refuse what the engine would pass over without a word."""
    if name in _TERMS:
        return
    near = difflib.get_close_matches(name, sorted(_TERMS), n=1)
    hint = f"did you mean sh:{near[0]}?" if near else "use SHACL core or SPARQL constraints"
    raise GraphFileError(f"{path}: sh:{name} is not a term of SHACL that kg knows; {hint}")


def _named(shape: str | None) -> str:
    return shape if shape is not None and shape.startswith("<") else ""


def _values(result: shacl.Result, data: Data) -> tuple[str, ...]:
    """Return the value at fault; where it is the number of values, all that the node has of a plain property."""
    if result.component_iri in _COUNTS:
        return _all_values(result.focus_node, result.path or "", data.store)
    if result.value is None or (not result.path and result.value == result.focus_node):
        return ()
    return (result.value,)


def _all_values(node: str, path: str, store: ox.Store) -> tuple[str, ...]:
    match = _IRI.fullmatch(path)
    if match is None or not node.startswith("<"):
        return ()
    term, predicate = ox.NamedNode(node[1:-1]), ox.NamedNode(match[1])
    if path.startswith("^"):
        return tuple(sorted(str(quad.subject) for quad in store.quads_for_pattern(None, predicate, term, None)))
    return tuple(sorted(str(quad.object) for quad in store.quads_for_pattern(term, predicate, None, None)))


def _default_message(component: str) -> str:
    return f"The value breaks the constraint {component.removesuffix('ConstraintComponent')} of the shape."
