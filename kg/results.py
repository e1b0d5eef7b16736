"""What a query found, as columns and rows, in; table, CSV, TSV, JSON or Turtle out."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, Literal

from kg.cells import guard
from kg.errors import QueryError
from kg.rdf.namespaces import QUERY_PREFIXES, RDF, XSD
from kg.rdf.terms import Iri, to_turtle_iri, to_turtle_literal
from kg.rdf.terms import Literal as LiteralTerm
from kg.visible import on_one_line

if TYPE_CHECKING:
    import polars as pl

Kind = Literal["select", "ask", "graph"]
TermKind = Literal["uri", "literal", "bnode"]

_NUMBER: Final = re.compile(r"[+-]?[0-9]*\.?[0-9]+")
_ANY_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NUMBERS: Final = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))


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

    def to_turtle(self, prefixes: Mapping[str, str]) -> str:
        """Return the value in Turtle."""
        if self.kind == "literal":
            if self.datatype in _NUMBERS and not _NUMBER.fullmatch(self.value):
                # Another program's graph can say that "many" is an integer, which only quotation marks hold.
                return f"{to_turtle_literal(LiteralTerm(self.value), {})}^^{to_turtle_iri(self.datatype, prefixes)}"
            return to_turtle_literal(LiteralTerm(self.value, self.datatype, self.language), prefixes)
        return f"_:{self.value}" if self.kind == "bnode" else to_turtle_iri(Iri(self.value), prefixes)


Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """What a query found; a cell is None where the query binds nothing.

    ``kind`` is "select" for rows of variables, "ask" for one row with a truth value, "graph" for triples
    (CONSTRUCT and DESCRIBE). ``truncated`` says that there were more rows than asked for. ``prefixes`` are
    those that the query could use, and that table and Turtle shorten IRIs with.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: Kind
    truncated: bool = False
    prefixes: Mapping[str, str] = field(default_factory=lambda: dict(QUERY_PREFIXES), repr=False)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __bool__(self) -> bool:
        """Return the answer of an ASK; for others, whether anything was found."""
        return self.truth

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a table of polars: IRIs in full, numbers, days and truth values as such, other literals as text.

        A column whose cells are not all of one kind, or hold what their kind cannot, is text.
        """
        import polars as pl

        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.columns)
        return pl.DataFrame([_to_series(name, cells) for name, cells in zip(self.columns, columns, strict=True)])

    def to_table(self) -> str:
        """Return the rows as text in columns, a header first; IRIs are shortened, controls shown, see `kg.visible`."""
        lines = [
            [*map(on_one_line, self.columns)],
            *([_on_one_line(cell, self.prefixes) for cell in row] for row in self.rows),
        ]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        lines.insert(1, ["-" * width for width in widths])
        return "".join(_padded(line, widths) + "\n" for line in lines)

    def to_csv(self, *, for_spreadsheet: bool = False) -> str:
        """Return the rows in the SPARQL 1.1 CSV format (IRIs in full), with LF line ends.

        A cell of news text can begin with ``=``, which a spreadsheet would run as a formula. The format has no
        escape for it; with ``for_spreadsheet``, an apostrophe goes before such a text, which is then no longer
        what the graph holds. Numbers stay as they are.
        """
        shown = _spreadsheet_value if for_spreadsheet else _csv_value
        lines: list[str] = []
        # With LF as the end of a line, the writer would leave a CR in a text without quotation marks.
        writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows(["" if cell is None else shown(cell) for cell in row] for row in self.rows)
        return "".join(line.removesuffix("\r\n") + "\n" for line in lines)

    def to_tsv(self, *, for_spreadsheet: bool = False) -> str:
        """Return the rows in the SPARQL 1.1 TSV format: terms as Turtle writes them, so that nothing is lost.

        With ``for_spreadsheet``, an apostrophe goes before text as in `to_csv`: a spreadsheet takes the quotation
        marks of Turtle for its own.
        """
        shown = _spreadsheet_cell if for_spreadsheet else _same_cell
        lines = [[f"?{name}" for name in self.columns]]
        lines += [["" if cell is None else shown(cell).to_turtle({}) for cell in row] for row in self.rows]
        return "".join("\t".join(line) + "\n" for line in lines)

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
        """Return the triples of a CONSTRUCT or DESCRIBE as Turtle: the prefixes it uses, then sorted subjects.

        Raises
        ------
        QueryError
            If the query was a SELECT or ASK.
        """
        if self.kind != "graph":
            raise QueryError("only CONSTRUCT and DESCRIBE give triples; ask for a table, CSV, TSV or JSON instead")
        triples = sorted({tuple(cell for cell in row if cell is not None) for row in self.rows})
        terms = {cell: cell.to_turtle(self.prefixes) for triple in triples for cell in triple}
        used = {text.partition(":")[0] for cell, text in terms.items() if cell.kind == "uri"}
        used |= {to_turtle_iri(cell.datatype, self.prefixes).partition(":")[0] for cell in terms if cell.datatype}
        head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self.prefixes.items()) if name in used)
        return head + "".join(_block(list(each), terms) for _, each in groupby(triples, key=lambda triple: triple[0]))

    @property
    def truth(self) -> bool:
        """Return the answer of an ASK; for others, whether anything was found."""
        if self.kind == "ask":
            return self.rows[0][0] == boolean(value=True)
        return bool(self.rows)


def boolean(*, value: bool) -> Cell:
    """Return a truth value, as the one row of an ASK has it."""
    return Cell(kind="literal", value=str(value).lower(), datatype=XSD + "boolean")


def _block(triples: list[tuple[Cell, ...]], terms: Mapping[Cell, str]) -> str:
    lines = []
    for predicate, group in groupby(triples, key=lambda triple: triple[1]):
        name = "a" if predicate.value == RDF + "type" else terms[predicate]
        lines.append(f"{name} {', '.join(terms[triple[2]] for triple in group)}")
    return f"\n{terms[triples[0][0]]} " + " ;\n    ".join(lines) + " .\n"


def _on_one_line(cell: Cell | None, prefixes: Mapping[str, str]) -> str:
    return "" if cell is None else on_one_line(cell.to_text(prefixes))


def _padded(line: list[str], widths: list[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()


def _csv_value(cell: Cell) -> str:
    return f"_:{cell.value}" if cell.kind == "bnode" else cell.value


def _spreadsheet_value(cell: Cell) -> str:
    return _csv_value(_spreadsheet_cell(cell))


def _spreadsheet_cell(cell: Cell) -> Cell:
    # That it is a number is what the graph says, and another program's graph can say so of a formula.
    number = cell.datatype in _NUMBERS and _ANY_NUMBER.fullmatch(cell.value)
    return cell if number else replace(cell, value=guard(cell.value))


def _to_series(name: str, cells: Sequence[Cell | None]) -> pl.Series:
    import polars as pl

    kinds: dict[str, pl.DataType] = {
        XSD + "integer": pl.Int64(),
        XSD + "decimal": pl.Float64(),
        XSD + "double": pl.Float64(),
        XSD + "float": pl.Float64(),
        XSD + "boolean": pl.Boolean(),
        XSD + "date": pl.Date(),
    }
    given = {kinds.get(cell.datatype) if cell.kind == "literal" else None for cell in cells if cell is not None}
    texts = pl.Series(name, [None if cell is None else _csv_value(cell) for cell in cells], dtype=pl.String)
    kind = given.pop() if len(given) == 1 else None
    if kind is None:
        return texts
    if kind == pl.Date():
        # Years before 1 and after 9999 would be days to polars, but Python cannot show them.
        days = [None if text is None else _day(text) for text in texts]
        return pl.Series(name, days, dtype=kind) if days.count(None) == texts.null_count() else texts
    if kind == pl.Boolean():
        values = {"true": True, "1": True, "false": False, "0": False}
        read = pl.Series(name, [None if text is None else values.get(text) for text in texts], dtype=kind)
    else:
        read = texts.cast(kind, strict=False)
    return read if read.null_count() == texts.null_count() else texts


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _same_cell(cell: Cell) -> Cell:
    return cell


def _to_json(cell: Cell) -> dict[str, str]:
    found: dict[str, str] = {"type": cell.kind, "value": cell.value}
    if cell.language:
        found["xml:lang"] = cell.language
    elif cell.datatype:
        found["datatype"] = cell.datatype
    return found
