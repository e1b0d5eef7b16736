"""The forms of a result that do not need a store: CSV for spreadsheets, TSV, Turtle."""

from __future__ import annotations

import csv
import io
from datetime import date

import polars as pl
import pyoxigraph as ox
import pytest

from kg.rdf.namespaces import RDF, XSD
from kg.results import Cell, QueryResult, Row, boolean

IR = "https://w3id.org/kg-ir/ontology#"
ENT = "https://w3id.org/kg-ir/entity/"


def iri(value: str) -> Cell:
    return Cell(kind="uri", value=value)


def text(value: str, datatype: str = "", language: str = "") -> Cell:
    return Cell(kind="literal", value=value, datatype=datatype, language=language)


def selected(*rows: Row) -> QueryResult:
    return QueryResult(columns=tuple("abcdef"[: len(rows[0])]), rows=rows, kind="select")


def graph(*rows: Row) -> QueryResult:
    return QueryResult(columns=("subject", "predicate", "object"), rows=rows, kind="graph")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_is_as_sparql_wants_it_and_for_spreadsheets_only_on_request(formula: str) -> None:
    found = selected((text(formula),))

    plain = list(csv.reader(io.StringIO(found.to_csv(), newline="")))
    safe = list(csv.reader(io.StringIO(found.to_csv(for_spreadsheet=True), newline="")))

    assert (plain[1], safe[1]) == ([formula], [f"'{formula}"])


def test_a_negative_number_is_no_formula() -> None:
    found = selected((text("-3", XSD + "integer"), text("-3.5", XSD + "decimal"), None, text("a=b")))

    assert found.to_csv(for_spreadsheet=True) == "a,b,c,d\n-3,-3.5,,a=b\n"


def test_tsv_keeps_what_csv_loses() -> None:
    found = selected(
        (iri(ENT + "x"), text("a\tb"), text("Victory Day", language="en"), text("3", XSD + "integer"), None)
    )

    assert found.to_tsv() == f'?a\t?b\t?c\t?d\t?e\n<{ENT}x>\t"a\\tb"\t"Victory Day"@en\t3\t\n'


def test_turtle_has_the_prefixes_that_it_uses_and_sorted_subjects() -> None:
    found = graph(
        (iri(ENT + "b"), iri(IR + "metWith"), iri(ENT + "c")),
        (iri(ENT + "b"), iri(IR + "metWith"), iri(ENT + "a")),
        (iri(ENT + "a"), iri(RDF + "type"), iri(IR + "Person")),
        (iri(ENT + "b"), iri(IR + "metWith"), iri(ENT + "a")),
        (iri(ENT + "a"), iri(IR + "from"), text("2024-05-09", XSD + "date")),
    )

    assert found.to_turtle() == (
        f"@prefix ent: <{ENT}> .\n"
        f"@prefix ir: <{IR}> .\n"
        f"@prefix rdf: <{RDF}> .\n"
        f"@prefix xsd: <{XSD}> .\n"
        "\n"
        "ent:a a ir:Person ;\n"
        '    ir:from "2024-05-09"^^xsd:date .\n'
        "\n"
        "ent:b ir:metWith ent:a, ent:c .\n"
    )


def test_turtle_holds_blank_nodes_and_numbers_that_are_none() -> None:
    found = graph((Cell(kind="bnode", value="n1"), iri(IR + "weight"), text("many", XSD + "integer")))

    (triple,) = ox.parse(found.to_turtle(), format=ox.RdfFormat.TURTLE, lenient=True)

    assert isinstance(triple.subject, ox.BlankNode)
    assert triple.object == ox.Literal("many", datatype=ox.NamedNode(XSD + "integer"))


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-cmd", "@SUM(A1)"])
def test_tsv_for_spreadsheets_has_the_apostrophe_within_the_quotation_marks(formula: str) -> None:
    found = selected((text(formula), text(formula, language="en"), text("-3", XSD + "integer"), iri(ENT + "x")))

    assert found.to_tsv(for_spreadsheet=True).splitlines()[1] == f'"\'{formula}"\t"\'{formula}"@en\t-3\t<{ENT}x>'
    assert found.to_tsv().splitlines()[1].startswith(f'"{formula}"\t')


def test_a_formula_that_the_graph_calls_a_number_is_a_formula_all_the_same() -> None:
    found = selected((text("=1+1", XSD + "integer"), text("-1.5e3", XSD + "double")))

    assert found.to_csv(for_spreadsheet=True) == "a,b\n'=1+1,-1.5e3\n"


def test_a_result_has_a_length_and_yields_its_rows() -> None:
    rows = ((text("a"),), (None,))

    assert len(selected(*rows)) == 2
    assert tuple(selected(*rows)) == rows


def test_a_result_is_true_where_something_was_found_and_an_answer_where_it_is_yes() -> None:
    empty = QueryResult(columns=("a",), rows=(), kind="select")
    no = QueryResult(columns=("answer",), rows=((boolean(value=False),),), kind="ask")

    assert [bool(each) for each in (selected((None,)), empty, no)] == [True, False, False]


def test_a_result_is_a_table_of_polars_with_numbers_days_and_truth_values() -> None:
    found = selected(
        (iri(ENT + "x"), text("3", XSD + "integer"), text("0.5", XSD + "decimal"), text("2024-05-09", XSD + "date"), text("true", XSD + "boolean")),
        (text("y"), None, text("1", XSD + "decimal"), None, text("false", XSD + "boolean")),
    )  # fmt: skip

    table = found.to_polars()

    assert table.schema == {"a": pl.String, "b": pl.Int64, "c": pl.Float64, "d": pl.Date, "e": pl.Boolean}
    assert table.rows() == [(ENT + "x", 3, 0.5, date(2024, 5, 9), True), ("y", None, 1.0, None, False)]


def test_a_column_of_two_kinds_or_of_what_its_kind_cannot_hold_is_text() -> None:
    found = selected(
        (text("3", XSD + "integer"), text("many", XSD + "integer"), text("-0044-03-15", XSD + "date")),
        (text("b"), text("1", XSD + "integer"), None),
    )

    assert found.to_polars().rows() == [("3", "many", "-0044-03-15"), ("b", "1", None)]


def test_a_result_without_rows_keeps_its_columns_in_polars() -> None:
    assert QueryResult(columns=("a", "b"), rows=(), kind="select").to_polars().columns == ["a", "b"]
