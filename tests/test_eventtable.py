"""Corpora in, event tables out: a row for each report, whose day, teller and states strength can count on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kg.errors import GraphFileError
from kg.eventtable import SCHEMA, acting_for, last_day, read_table, table_of, write_table
from kg.model import Actor, Corpus
from kg.strength.ties import latest_day
from tests.factories import actor, article, corpus, day, event, evidence

FRANCE = actor("France", "state")
MACRON = actor("Emmanuel Macron", state="France")


def _articles(*, published: str | None = "2024-05-09", source: str | None = "Harbour Wire") -> Corpus:
    told = article("a1", published=date.fromisoformat(published) if published else None, source=source)
    return corpus(event("praised", MACRON, FRANCE), articles=[told])


def test_each_evidence_is_a_row_with_its_own_status() -> None:
    both = event("attacked", claims=[evidence(), evidence(start=40, polarity="negated", modality="planned")])

    table = table_of(corpus(both))

    assert table.schema == SCHEMA
    assert table["event"].to_list() == [both.id, both.id]
    assert table["polarity"].to_list() == ["affirmed", "negated"]
    assert table["modality"].to_list() == ["actual", "planned"]


def test_a_source_tells_it_or_else_the_article_itself() -> None:
    assert table_of(_articles())["teller"].item() == "Harbour Wire"
    assert table_of(_articles(source=None))["teller"].item() == "article a1"


def test_copies_of_one_text_are_told_by_the_source_of_its_original() -> None:
    claims = [evidence(article=each) for each in ("a1", "a2", "a3")]
    articles = [
        article("a1", source="Wire"),
        article("a2", source="Courier", copy_of="a1"),
        article("a3", source="Courier"),
    ]

    table = table_of(corpus(event("praised", claims=claims), articles=articles))

    assert table["teller"].to_list() == ["Wire", "Wire", "Courier"]


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, "2024-05-09"),
        (day("2024-05-02"), "2024-05-02"),
        (day("2024-01-01", "2024-12-31"), "2024-05-09"),
        (day("2024-06-01"), "2024-06-01"),
    ],
    ids=["no date: publication", "its own", "a year that is not over ends with publication", "a plan's day"],
)
def test_the_day_is_the_last_on_which_it_can_have_happened(when: object, expected: str) -> None:
    found = corpus(
        event("praised", when=when),  # type: ignore[arg-type]  # the table of a test gives objects
        articles=[article("a1", published=date(2024, 5, 9))],
    )

    assert table_of(found)["day"].item() == date.fromisoformat(expected)


def test_a_day_that_nobody_knows_is_null() -> None:
    assert table_of(_articles(published=None))["day"].item() is None


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (FRANCE, ("france", True)),
        (MACRON, ("france", True)),
        (actor("TotalEnergies", "organization", state="France"), ("france", False)),
        (actor("NATO", "organization"), ("", True)),
        (actor("Nobody Known"), ("", True)),
        (actor("Somebody", state="Ruritania"), ("ruritania", True)),
    ],
)
def test_who_acts_for_which_state_and_whether_officially(who: Actor, expected: tuple[str, bool]) -> None:
    assert acting_for(who) == expected


def test_a_table_is_read_back_and_written_in_the_same_bytes(tmp_path: Path) -> None:
    table = table_of(_articles())

    write_table(table, tmp_path / "a.parquet")
    write_table(read_table(tmp_path / "a.parquet"), tmp_path / "b.parquet")

    assert read_table(tmp_path / "b.parquet").equals(table)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_an_empty_corpus_gives_an_empty_table() -> None:
    assert table_of(Corpus()).schema == SCHEMA
    assert table_of(Corpus()).height == 0


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda table: table.drop("teller"), "column teller is missing; make an event table with kg import"),
        (lambda table: table.with_columns(day=pl.lit("x")), "column day holds String, not Date"),
        (lambda table: table.with_columns(teller=pl.lit(None, pl.String)), "column teller has empty cells"),
    ],
)
def test_a_table_of_another_form_is_refused_with_the_column(tmp_path: Path, broken: object, message: str) -> None:
    broken(table_of(_articles())).write_parquet(tmp_path / "x.parquet")  # type: ignore[operator]  # a lambda

    with pytest.raises(GraphFileError, match=message):
        read_table(tmp_path / "x.parquet")


def test_what_is_no_parquet_or_not_there_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_text("x", encoding="utf-8")

    with pytest.raises(GraphFileError, match="x.parquet: not Parquet"):
        read_table(tmp_path / "x.parquet")
    with pytest.raises(GraphFileError, match=r"y\.parquet: cannot be read"):
        read_table(tmp_path / "y.parquet")


def test_what_is_only_planned_does_not_make_the_rest_old() -> None:
    found = corpus(
        event("praised", when=day("2024-05-02")),
        event("met-with", when=day("2035-01-01"), claims=[evidence(modality="planned")]),
        articles=[article("a1", published=date(2024, 5, 9))],
    )

    assert last_day(found) == latest_day(table_of(found), date(2024, 5, 9)) == date(2024, 5, 9)
