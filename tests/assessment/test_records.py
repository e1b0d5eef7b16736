"""Files of events in: what is taken, what is left out and counted, and what is refused with a reason."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kg.assessment.records import SCORE, kinds_of_acts, read_records, relation_of_code
from kg.errors import GraphFileError, InputError
from kg.eventtable import SCHEMA, table_of, write_table
from kg.ontology import load_relations
from tests.factories import actor, corpus, day, event

HEAD = "date,source,target,cameo,goldstein\n"


def csv(folder: Path, text: str, name: str = "events.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("code", "relation"),
    [
        ("042", "visited"),
        ("0331", "promised"),
        ("04", "cameo-04"),
        ("010", "cameo-01"),
        ("204", "cameo-20"),
        ("99", ""),
        ("", ""),
    ],
)
def test_a_code_has_the_relation_of_its_longest_beginning_or_its_root(code: str, relation: str) -> None:
    assert relation_of_code(code) == relation


def test_relations_of_one_code_have_one_sign_so_that_any_will_do() -> None:
    signs: dict[str, set[int]] = {}
    for kind in load_relations().values():
        for code in kind.cameo:
            signs.setdefault(code, set()).add(kind.sign)

    assert [code for code, found in signs.items() if len(found) > 1] == []


def test_all_kinds_of_acts_fit_into_the_six_bits_of_a_ledger() -> None:
    assert len(kinds_of_acts()) <= 64


def test_a_csv_file_becomes_an_event_table_with_scores(tmp_path: Path) -> None:
    found = read_records(csv(tmp_path, HEAD + "2014-05-09,FRA,TCD,042,1.9\n2014-05-10,TCD,FRA,190,\n"))

    assert found.table.drop(SCORE).schema == SCHEMA
    assert found.table["relation"].to_list() == ["visited", "at-war-with"]
    assert found.table["day"].to_list() == [date(2014, 5, 9), date(2014, 5, 10)]
    assert found.table[SCORE].to_list() == [1.9, -10.0], "an empty cell takes the weight of the relation"
    assert found.table["source_state"].to_list() == ["FRA", "TCD"]
    assert found.skipped == {}


def test_relations_may_stand_in_the_place_of_codes(tmp_path: Path) -> None:
    found = read_records(
        csv(tmp_path, "date,source,target,relation\n2014-05-09,FRA,TCD,visited\n2014-05-09,FRA,TCD,leads\n")
    )

    assert found.table["relation"].to_list() == ["visited"]
    assert found.skipped == {"with an unknown code or relation": 1}


def test_rows_that_are_no_event_of_two_are_counted(tmp_path: Path) -> None:
    rows = "2014-05-09,FRA,TCD,042,\n2014-05-09,,TCD,042,\n2014-05-09,FRA,FRA,042,\n2014-05-09,FRA,TCD,777,\n"

    found = read_records(csv(tmp_path, HEAD + rows))

    assert found.table.height == 1
    assert found.skipped == {
        "without an actor": 1, "of one actor with itself": 1, "with an unknown code or relation": 1,
    }  # fmt: skip


def test_rows_are_chosen_by_other_columns_of_a_gzipped_file(tmp_path: Path) -> None:
    path = tmp_path / "events.csv.gz"
    path.write_bytes(gzip.compress(b"set,date,source,target,cameo\nA,2014-05-09,X,Y,042\nB,2014-05-09,X,Z,042\n"))

    assert read_records(path, where={"set": "B"}).table["target"].to_list() == ["Z"]
    with pytest.raises(InputError, match="no row has set 'C'; it holds values such as A, B"):
        read_records(path, where={"set": "C"})
    with pytest.raises(InputError, match="no column 'kind' to choose rows by; it has set, date"):
        read_records(path, where={"kind": "C"})


def test_a_table_of_events_keeps_its_scores_and_else_has_those_of_its_relations(tmp_path: Path) -> None:
    table = table_of(corpus(event("visited", actor("France", "state"), actor("Chad", "state"), when=day("2024-05-09"))))
    write_table(table, tmp_path / "plain.parquet")
    table.with_columns(pl.lit(5.5).alias(SCORE)).write_parquet(tmp_path / "scored.parquet")

    assert read_records(tmp_path / "plain.parquet").table[SCORE].to_list() == [load_relations()["visited"].weight]  # type: ignore[index]
    assert read_records(tmp_path / "scored.parquet").table[SCORE].to_list() == [5.5]
    with pytest.raises(InputError, match="cannot be chosen by column"):
        read_records(tmp_path / "plain.parquet", where={"a": "b"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("date,source,cameo\n2014-05-09,FRA,042\n", "no column 'target'; it has date, source, cameo"),
        ("date,source,target\n2014-05-09,FRA,TCD\n", "neither a column 'relation' nor 'cameo'"),
        (HEAD + "2014-05-09,FRA,TCD,042,1\n9 May,FRA,TCD,042,1\n", r"events.csv:3: date '9 May' is not a day such as"),
        (HEAD + "2014-05-09,FRA,TCD,042,11\n", r"events.csv:2: goldstein '11' is not a number from -10 to 10"),
        (HEAD + "2014-05-09,FRA,TCD,042,much\n", r"events.csv:2: goldstein 'much' is not a number"),
        (HEAD + "2014-05-09,FRA,TCD,777,1\n", r"no event is left \(1 with an unknown code or relation\)"),
        (HEAD, r"no event is left \(it has no rows\)"),
        ("", "not a CSV table"),
    ],
)
def test_what_cannot_be_used_is_refused_with_place_and_reason(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_records(csv(tmp_path, text))


def test_files_that_are_not_there_torn_or_no_event_tables_are_refused(tmp_path: Path) -> None:
    torn = tmp_path / "torn.csv.gz"
    torn.write_bytes(gzip.compress((HEAD + "2014-05-09,FRA,TCD,042,1\n" * 500).encode())[:60])
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "other.parquet")

    with pytest.raises(InputError, match=r"none\.csv: cannot be read \(No such file"):
        read_records(tmp_path / "none.csv")
    with pytest.raises(InputError, match=r"torn\.csv\.gz: "):
        read_records(torn)
    with pytest.raises(GraphFileError, match="column event is missing"):
        read_records(tmp_path / "other.parquet")
