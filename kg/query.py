"""A SPARQL query over a built graph in; its result as columns and rows out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from heapq import nsmallest
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.ontology import IR
from kg.rdf.namespaces import QUERY_PREFIXES, XSD, Namespaces
from kg.rdf.terms import TYPE
from kg.results import Cell, QueryResult, Row, boolean
from kg.store import open_store

_AT: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_QUOTED: Final = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|<[^<>\s]*>|\#[^\n]*""", re.DOTALL
)
"""Strings, IRIs and comments, in which a keyword is none."""

_ORDER: Final = re.compile(r"(?<![?$:\w])ORDER\s+BY\b", re.IGNORECASE)
_BRACKET: Final = re.compile(r"[](){}[]")
_DEEPEST: Final = 200
_OPERATOR: Final = re.compile(
    r"[!+*/|^-]|&&|(?<![?$:\w])(?:UNION|OPTIONAL|MINUS|BIND|FILTER|GRAPH|LATERAL)\b", re.IGNORECASE
)
_MOST_OPERATORS: Final = 1000
"""Oxigraph goes down brackets and chains of operators on the stack of the process, which ends where that is too deep:
at 300 to 3,000 of them, measured."""

_SERVICE: Final = re.compile(r"(?<![?$:\w])SERVICE(?![:\w])", re.IGNORECASE)


def run_query(source: Path | str | ox.Store, sparql: str, *, max_rows: int | None = None) -> QueryResult:
    """Run a SELECT, ASK, CONSTRUCT or DESCRIBE over a Turtle file or an open store.

    The prefixes of kg, rdf, rdfs, owl, skos and xsd need no declaration. Rows come in the order that the
    query asks for, sorted where it asks for none.

    Raises
    ------
    QueryError
        If the query does not parse (with its line and column), updates, calls a SERVICE or fails.
    GraphFileError
        If the file cannot be read.
    """
    bare = to_bare(sparql)
    if _SERVICE.search(bare):
        raise QueryError("SERVICE would send the query to another server; query the built graph only")
    _check_nesting(bare)
    store = source if isinstance(source, ox.Store) else open_store(source)
    prefixes = prefixes_of(store)
    try:
        answer = store.query(sparql, prefixes=dict(prefixes))
        return replace(to_result(answer, ordered=is_ordered(sparql), max_rows=max_rows), prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(_syntax_message(sparql, bare, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _check_nesting(bare: str) -> None:
    depth = 0
    for found in _BRACKET.finditer(bare):
        depth += 1 if found[0] in "({[" else -1
        if depth > _DEEPEST:
            raise QueryError(f"the query has brackets more than {_DEEPEST} deep; take it apart")
    number = sum(1 for _ in _OPERATOR.finditer(bare))
    if number > _MOST_OPERATORS:
        raise QueryError(
            f"the query has {number:,} operators, and {_MOST_OPERATORS:,} are run; take it apart, or use VALUES or IN"
        )


def is_ordered(sparql: str) -> bool:
    """Return whether a query asks for an order of its rows.

    >>> is_ordered("SELECT ?a { ?a ?b 'ORDER BY' } # ORDER BY ?a")
    False
    """
    return bool(_ORDER.search(to_bare(sparql)))


def to_bare(sparql: str) -> str:
    """Return a query without its strings, IRIs and comments, in which a keyword is none."""
    return _QUOTED.sub(" ", sparql)


def prefixes_of(store: ox.Store) -> Mapping[str, str]:
    """Return the prefixes for the base of the store's data, found by one of its articles."""
    articles = store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(IR + "Article"), None)
    return prefixes_beside(
        next((quad.subject.value for quad in articles if isinstance(quad.subject, ox.NamedNode)), "")
    )


def prefixes_beside(article: str) -> Mapping[str, str]:
    """Return the prefixes for the base that the IRI of an article begins with; the usual ones for another IRI."""
    base, found, _ = article.rpartition("article/")
    try:
        return {**QUERY_PREFIXES, **Namespaces(base=base).prefixes} if found else QUERY_PREFIXES
    except InputError:
        # Another program's graph can have articles where kg lets none begin.
        return QUERY_PREFIXES


def to_result(
    answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, *, ordered: bool, max_rows: int | None
) -> QueryResult:
    """Return what pyoxigraph answers as columns and rows; those that are not ordered are sorted.

    Raises
    ------
    QueryError
        If a value is a triple.
    """
    if isinstance(answer, ox.QueryBoolean):
        return QueryResult(columns=("answer",), rows=((boolean(value=bool(answer)),),), kind="ask")
    if isinstance(answer, ox.QueryTriples):
        triples = ((_cell(t.subject), _cell(t.predicate), _cell(t.object)) for t in answer)
        rows, truncated = _taken(triples, ordered=False, max_rows=max_rows)
        return QueryResult(columns=("subject", "predicate", "object"), rows=rows, kind="graph", truncated=truncated)
    solutions = (tuple(None if term is None else _cell(term) for term in row) for row in answer)
    rows, truncated = _taken(solutions, ordered=ordered, max_rows=max_rows)
    columns = tuple(variable.value for variable in answer.variables)
    return QueryResult(columns=columns, rows=rows, kind="select", truncated=truncated)


def _taken(rows: Iterable[Row], *, ordered: bool, max_rows: int | None) -> tuple[tuple[Row, ...], bool]:
    """Return the first rows, and whether there are more; where they are sorted, all are read and the first kept."""
    if max_rows is None:
        return tuple(rows if ordered else sorted(rows, key=_row_order)), False
    wanted = max_rows + 1
    taken = list(islice(rows, wanted)) if ordered else nsmallest(wanted, rows, key=_row_order)
    return tuple(taken[:max_rows]), len(taken) == wanted


def _row_order(row: Row) -> list[tuple[str, ...]]:
    return [("",) if cell is None else (cell.kind, cell.value, cell.datatype, cell.language) for cell in row]


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Cell:
    if isinstance(term, ox.NamedNode):
        return Cell(kind="uri", value=term.value)
    if isinstance(term, ox.BlankNode):
        return Cell(kind="bnode", value=term.value)
    if isinstance(term, ox.Triple):
        raise QueryError("the result holds a triple as a term, which no output format shows; select its parts")
    datatype = "" if term.language or term.datatype.value == XSD + "string" else term.datatype.value
    return Cell(kind="literal", value=term.value, datatype=datatype, language=term.language or "")


def _syntax_message(sparql: str, bare: str, error: str) -> str:
    found = _AT.match(error)
    line, column, expected = (int(found[1]), int(found[2]), found[3]) if found else (1, 1, error)
    lines = sparql.splitlines() or [""]
    text = lines[min(line, len(lines)) - 1]
    if not bare.strip() or "expected CONSTRUCT" in expected:
        hint = "kg query only reads; begin with SELECT, ASK, CONSTRUCT or DESCRIBE"
    elif "Prefix not found" in expected:
        hint = f"the prefix is not declared; declare it with PREFIX, or use one of {', '.join(QUERY_PREFIXES)}"
    else:
        hint = "the query cannot go on like this; check the spelling, brackets and quotes before this place"
    return f"query, line {line}, column {column}: {hint}\n  {text}\n  {' ' * (column - 1)}^"
