"""A SPARQL query over a built graph in; its result as columns and rows out, and as table, CSV, JSON or Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import IR
from kg.rdf.namespaces import QUERY_PREFIXES, XSD, Namespaces
from kg.rdf.terms import TYPE, Iri, to_turtle_iri, to_turtle_literal
from kg.rdf.terms import Literal as LiteralTerm
from kg.store import open_store

Kind = Literal["select", "ask", "graph"]
TermKind = Literal["uri", "literal", "bnode"]

_AT: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_QUOTED: Final = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|<[^<>\s]*>|\#[^\n]*""", re.DOTALL
)
"""Strings, IRIs and comments."""

_ORDER: Final = re.compile(r"(?<![?$:\w])ORDER\s+BY\b", re.IGNORECASE)
_SERVICE: Final = re.compile(r"(?<![?$:\w])SERVICE(?![:\w])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cell:
    """One value of a result; ``datatype`` and ``language`` are "" where it has none."""

    kind: TermKind
    value: str
    datatype: str = ""
    language: str = ""

    def to_text(self, prefixes: Mapping[str, str]) -> str:
        """Return the value as people read it: an IRI as a prefixed name where one fits."""
        if self.kind == "uri":
            return to_turtle_iri(self.value, prefixes)
        return f"_:{self.value}" if self.kind == "bnode" else self.value


Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """What a query found; a cell is None where the query binds nothing.

    ``kind`` is "select" for rows of variables, "ask" for one row with a truth value, "graph" for triples
    (CONSTRUCT and DESCRIBE). ``truncated`` says that there were more rows than asked for. ``prefixes`` are
    those that the query could use, and that the table shortens IRIs with.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: Kind
    truncated: bool = False
    prefixes: Mapping[str, str] = field(default_factory=lambda: QUERY_PREFIXES, repr=False)

    def to_table(self) -> str:
        """Return the rows as text in columns, a header first; IRIs are shortened, line breaks shown as ``⏎``."""
        lines = [list(self.columns), *([_on_one_line(cell, self.prefixes) for cell in row] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        lines.insert(1, ["-" * width for width in widths])
        return "".join(_padded(line, widths) + "\n" for line in lines)

    def to_csv(self) -> str:
        """Return the rows in the SPARQL 1.1 CSV format (IRIs in full), with LF line ends."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(["" if cell is None else _csv_value(cell) for cell in row] for row in self.rows)
        return out.getvalue()

    def to_json(self) -> str:
        """Return the result in the SPARQL 1.1 JSON format; triples as rows of subject, predicate and object."""
        if self.kind == "ask":
            found: dict[str, object] = {"head": {}, "boolean": self.truth}
        else:
            bindings = [
                {name: _to_json(cell) for name, cell in zip(self.columns, row, strict=True) if cell is not None}
                for row in self.rows
            ]
            found = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """Return the triples of a CONSTRUCT or DESCRIBE, one a line.

        Raises
        ------
        QueryError
            If the query was a SELECT or ASK.
        """
        if self.kind != "graph":
            raise QueryError("only CONSTRUCT and DESCRIBE give triples; ask for a table, CSV or JSON instead")
        return "".join(" ".join(_to_term(cell) for cell in row if cell is not None) + " .\n" for row in self.rows)

    @property
    def truth(self) -> bool:
        """Return the answer of an ASK; for others, whether anything was found."""
        if self.kind == "ask":
            return self.rows[0][0] == boolean(value=True)
        return bool(self.rows)


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
    store = source if isinstance(source, ox.Store) else open_store(source)
    prefixes = _prefixes(store)
    try:
        answer = store.query(sparql, prefixes=dict(prefixes))
        return replace(to_result(answer, ordered=is_ordered(sparql), max_rows=max_rows), prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(_syntax_message(sparql, bare, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {error}") from error


def is_ordered(sparql: str) -> bool:
    """Return whether a query asks for an order of its rows.

    >>> is_ordered("SELECT ?a { ?a ?b 'ORDER BY' } # ORDER BY ?a")
    False
    """
    return bool(_ORDER.search(to_bare(sparql)))


def to_bare(sparql: str) -> str:
    """Return a query without its strings, IRIs and comments, in which a keyword is none."""
    return _QUOTED.sub(" ", sparql)


def prefixes_beside(article: str) -> Mapping[str, str]:
    """Return the prefixes for the base that the IRI of an article begins with; the usual ones for another IRI."""
    base, found, _ = article.rpartition("article/")
    return {**QUERY_PREFIXES, **Namespaces(base=base).prefixes} if found else QUERY_PREFIXES


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


def _prefixes(store: ox.Store) -> Mapping[str, str]:
    """Return the prefixes for the base of the store's data, found by one of its articles."""
    articles = store.quads_for_pattern(None, ox.NamedNode(TYPE), ox.NamedNode(IR + "Article"), None)
    return prefixes_beside(
        next((quad.subject.value for quad in articles if isinstance(quad.subject, ox.NamedNode)), "")
    )


def _taken(rows: Iterable[Row], *, ordered: bool, max_rows: int | None) -> tuple[tuple[Row, ...], bool]:
    """Return the first rows, and whether there are more; all are read before they are sorted."""
    source: Iterator[Row] = iter(rows if ordered else sorted(rows, key=_row_order))
    taken = tuple(islice(source, max_rows))
    return taken, next(source, None) is not None


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


def boolean(*, value: bool) -> Cell:
    """Return a truth value."""
    return Cell(kind="literal", value=str(value).lower(), datatype=XSD + "boolean")


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


def _on_one_line(cell: Cell | None, prefixes: Mapping[str, str]) -> str:
    return "" if cell is None else " ⏎ ".join(cell.to_text(prefixes).splitlines())


def _padded(line: list[str], widths: list[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()


def _csv_value(cell: Cell) -> str:
    return f"_:{cell.value}" if cell.kind == "bnode" else cell.value


def _to_json(cell: Cell) -> dict[str, str]:
    found: dict[str, str] = {"type": cell.kind, "value": cell.value}
    if cell.language:
        found["xml:lang"] = cell.language
    elif cell.datatype:
        found["datatype"] = cell.datatype
    return found


def _to_term(cell: Cell) -> str:
    if cell.kind == "literal":
        return to_turtle_literal(LiteralTerm(cell.value, cell.datatype, cell.language), {})
    return f"_:{cell.value}" if cell.kind == "bnode" else to_turtle_iri(Iri(cell.value), {})
