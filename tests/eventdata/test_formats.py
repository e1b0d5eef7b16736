"""Files of each format in, events out: days, ids, tellers, and what is left out with its reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from kg.errors import InputError
from kg.eventdata import FORMATS, Imported, Options, import_events
from kg.eventtable import SCHEMA
from tests.eventdata.invented import gdelt, icews, polecat, write, write_icews, write_polecat

if TYPE_CHECKING:
    from pathlib import Path


def _left(imported: Imported) -> dict[str, int]:
    return {each.why: each.rows for each in imported.left}


def _pairs(imported: Imported) -> list[tuple[str, ...]]:
    return imported.table.select("source", "relation", "target").rows()


def test_a_row_of_gdelt_is_an_event_with_its_own_day_and_the_domain_that_tells_it(tmp_path: Path) -> None:
    imported = import_events(write(tmp_path / "20240509.export.CSV", [gdelt(sources="3")]))

    assert imported.table.schema == SCHEMA
    assert imported.table.rows(named=True) == [
        {
            "event": "gdelt:901",
            "dataset": "gdelt",
            "day": date(2024, 5, 8),
            "source": "france",
            "source_name": "France",
            "source_state": "france",
            "source_official": True,
            "target": "croatia",
            "target_name": "Croatia",
            "target_state": "croatia",
            "target_official": True,
            "relation": "visited",
            "polarity": "affirmed",
            "modality": "actual",
            "teller": "harbour.example",
            "tellers": 3,
        }
    ]


def test_old_files_of_gdelt_have_no_address_and_new_ones_more_columns(tmp_path: Path) -> None:
    old = write(tmp_path / "1.csv", [gdelt(1, url=None)])
    new = write(tmp_path / "2.csv", [gdelt(2, version=2)])

    imported = import_events([old, new])

    assert imported.table["teller"].to_list() == ["", "harbour.example"]
    assert imported.table["event"].to_list() == ["gdelt:901", "gdelt:902"]


def test_only_root_events_of_gdelt_are_kept_unless_all_are_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "day.csv", [gdelt(1), gdelt(2, root="0")])

    assert _left(import_events(path)) == {"no root event: coded from further down in the story": 1}
    assert import_events(path, options=Options(all_events=True)).table.height == 2


def test_rows_of_gdelt_that_are_none_are_counted_by_reason(tmp_path: Path) -> None:
    late, broken, nowhere = gdelt(2, day="20240510"), gdelt(3, added="soon"), gdelt(4, day="20240231")
    path = write(tmp_path / "day.csv", [gdelt(1), late, broken, nowhere, gdelt(5, day="22000101", added="22000101")])

    left = {each.why: each.first for each in import_events(path).left}

    assert left == {
        "dated after the day on which it was added": f"{path}:2",
        "a row whose columns are not those of an event": f"{path}:3",
        "a day that is none, as 2024-05-09 or 20240509 would be": f"{path}:4",
        "a day outside 1700 to 2057": f"{path}:5",
    }


def test_an_event_of_gdelt_in_several_daily_files_comes_once(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", [gdelt(1), gdelt(2)])
    write(tmp_path / "b.csv", [gdelt(2, url="https://other.example/x"), gdelt(3)])

    imported = import_events(tmp_path)

    assert imported.table["event"].to_list() == ["gdelt:901", "gdelt:902", "gdelt:903"]
    assert [(each.why, each.rows, each.first) for each in imported.left] == [
        ("a row that was read before", 1, "gdelt:902")
    ]


def test_a_row_of_icews_has_its_publisher_as_teller(tmp_path: Path) -> None:
    imported = import_events(write_icews(tmp_path / "a.tab", [icews(7), icews(8, Publisher="NA")]))

    assert _pairs(imported) == [("croatia", "visited", "france")] * 2
    assert imported.table["event"].to_list() == ["icews:7", "icews:8"]
    assert imported.table["teller"].to_list() == ["Harbour Wire", ""]


def test_one_id_of_icews_can_stand_for_several_pairs(tmp_path: Path) -> None:
    rows = [icews(7), icews(7, Target_Name="Italy", Target_Country="Italy"), icews(7)]

    imported = import_events(write_icews(tmp_path / "a.tab", rows))

    assert imported.table["target"].to_list() == ["france", "italy"]


@pytest.mark.parametrize(
    "lines",
    [
        ["date,source,relation,target", '2014-01-01,France,"Threaten with sanctions, boycott, embargo",Iran'],
        ["2014-01-01,France,Make a visit,Iran", "2014-01-02,France,make a visit,Iran"],
        ["France\tMake a visit\tIran\t2014-01-01"],
    ],
    ids=["with a header and quotes", "without a header", "with tabs and the date last"],
)
def test_quadruples_are_known_by_their_labels(tmp_path: Path, lines: list[str]) -> None:
    imported = import_events(write(tmp_path / "quad.txt", lines))

    assert set(imported.table["dataset"]) == {"icews"}
    assert set(imported.table["source"]) == {"france"}
    assert imported.table["day"][0] == date(2014, 1, 1)
    assert imported.table["event"][-1] == f"quad.txt:{len(lines)}"


def test_a_row_of_polecat_is_read_by_its_type_and_mode(tmp_path: Path) -> None:
    rows = [
        polecat(1),
        polecat(2, Event_Type="ASSAULT", Event_Mode="aerial", Recipient_Country="HRV", Primary_Recipient_Sector="CVL"),
        polecat(3, Event_Date="2023-03-09"),
        polecat(4, Actor_Country="FRA;DEU", Actor_Name="None"),
    ]

    imported = import_events(write_polecat(tmp_path / "ngecEvents.txt", rows))

    assert _pairs(imported) == [
        ("emmanuel-macron", "visited", "croatia"),
        ("emmanuel-macron", "attacked", "citizens-of-croatia"),
    ]
    assert _left(imported) == {
        "dated after the day on which it was published": 1,
        "an actor of no state and of no body that kg knows": 1,
    }


def test_a_plain_table_may_call_its_columns_as_others_do(tmp_path: Path) -> None:
    lines = ["Event-Date,Actor1,Action,Actor2,Outlet", "20240508,FRA,042,HRVBUS,Harbour Wire"]

    imported = import_events(write(tmp_path / "own.csv", lines))

    assert _pairs(imported) == [("france", "visited", "business-of-croatia")]
    assert imported.table["event"].item() == "own.csv:2"
    assert imported.table["teller"].item() == "Harbour Wire"


def test_the_user_may_name_the_columns_of_a_plain_table(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", ["a;b;c;d", "2024-05-08;France;CONSULT phone;Italy"])
    columns = {"date": "a", "source": "b", "relation": "c", "target": "d"}

    assert _pairs(import_events(path, options=Options(columns=columns))) == [("france", "spoke-with", "italy")]


def test_a_column_called_source_beside_two_actors_is_the_news_source(tmp_path: Path) -> None:
    lines = ["event_date,event_type,actor1,actor2,source", "2024-05-08,042,France,Iran,Harbour Wire"]

    table = import_events(write(tmp_path / "own.csv", lines)).table

    assert table.select("source", "target", "teller").row(0) == ("france", "iran", "Harbour Wire")


def test_actors_without_a_pair_of_columns_are_no_table_of_events(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", ["date,source,relation,actor2", "2024-05-08,France,042,Iran"])

    with pytest.raises(InputError, match="is no event data that kg knows"):
        import_events(path)


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    path = write(tmp_path / "own.csv", ["a,b", "1,2"])

    with pytest.raises(InputError, match="date=when: the header has no such column; it has a, b"):
        import_events(path, options=Options(columns={"date": "when"}))


def test_rows_outside_the_days_asked_for_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "day.csv", [gdelt(1, day="20240501"), gdelt(2, day="20240505"), gdelt(3)])

    imported = import_events(path, options=Options(since=date(2024, 5, 2), until=date(2024, 5, 6)))

    assert imported.table["event"].to_list() == ["gdelt:902"]
    assert _left(imported) == {"before the first day asked for": 1, "after the last day asked for": 1}


def test_an_actor_and_itself_are_no_tie(tmp_path: Path) -> None:
    path = write(tmp_path / "day.csv", [gdelt(one=("FRA", "", "", "", "MIL"), two=("FRA", "", "", "", "GOV"))])

    assert _left(import_events(path)) == {"an actor and itself, such as two organs of one state": 1}


def test_what_has_no_relation_is_counted_with_its_code(tmp_path: Path) -> None:
    path = write(tmp_path / "day.csv", [gdelt(1, act="010"), gdelt(2, act="999"), gdelt(3, act="")])

    left = {each.why: each.values for each in import_events(path).left}

    assert left == {
        "a statement, which is no act": (("010 Make statement", 1),),
        "a code or text that kg has no relation for": (("999", 1),),
        "no code or text says what was done": (),
    }


@pytest.mark.parametrize("each", FORMATS.values(), ids=str)
def test_every_format_says_what_it_is(each: object) -> None:
    assert getattr(each, "about", "")
    assert FORMATS[getattr(each, "name", "")] is each


def test_the_values_of_a_table_do_not_depend_on_the_order_of_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "own.tsv", ["target\trelation\tdate\tsource", "Italy\tvisited\t2024-05-08\tFrance"])

    assert import_events(path).table.select(pl.col("source", "target")).row(0) == ("france", "italy")
