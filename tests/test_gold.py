"""Gold files: what they may hold, and what is said of what they must not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.gold import GoldRelation, GoldSide, days_of, read_gold
from kg.model import RelationId

ROW = {"source": {"name": "France"}, "type": "visited", "target": {"name": "Chad"}}


def _file(folder: Path, *rows: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_short_row_is_core_and_leaves_its_attributes_open(tmp_path: Path) -> None:
    (article,) = read_gold(_file(tmp_path, {"id": "a1", "relations": [ROW]}))

    assert article.id == "a1"
    assert article.relations == (
        GoldRelation(source=GoldSide(name="France"), relation=RelationId("visited"), target=GoldSide(name="Chad")),
    )


def test_a_full_row_keeps_what_it_says_and_where_it_says_that_the_text_is_silent(tmp_path: Path) -> None:
    more = {
        "polarity": "negated", "modality": "planned", "attribution": "AFP ", "date": "2024-05", "place": "",
        "core": False, "evidence": "Paris will not", "annotators": 2, "source": {"name": "Paris", "state": "France"},
    }  # fmt: skip

    (article,) = read_gold(_file(tmp_path, {"id": "a1", "published": "2024-05-09", "relations": [{**ROW, **more}]}))

    (row,) = article.relations
    assert (row.polarity, row.modality, row.attribution, row.date, row.place) == (
        "negated", "planned", "AFP", "2024-05", "",
    )  # fmt: skip
    assert (row.core, row.evidence, row.source) == (False, "Paris will not", GoldSide(name="Paris", state="France"))


def test_the_key_of_an_event_names_the_relation_as_well_and_a_null_state_is_none(tmp_path: Path) -> None:
    row = {"source": {"name": "Hamas", "state": None}, "relation": "attacked", "target": {"name": "Israel"}}

    (article,) = read_gold(_file(tmp_path, {"id": "a1", "relations": [row]}))

    assert article.relations[0].relation == "attacked"
    assert article.relations[0].source.state == ""


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"relations": []}, "gold.jsonl:2: id is missing; write the id of the article as text"),
        ({"id": 7, "relations": []}, "gold.jsonl:2: id is 7; write the id"),
        ({"id": "a2"}, "gold.jsonl:2: relations is missing; write a list, [] where the article tells of none"),
        ({"id": "a1", "relations": []}, "gold.jsonl:2: article 'a1' stands on line 1 already; write all its relations"),
        ({"id": "a2", "relations": ["x"]}, "gold.jsonl:2: relation 1 is 'x'; write an object"),
        ("[]", "gold.jsonl:2: found list, expected an object"),
        ("{", "gold.jsonl:2: column 2: not JSON"),
    ],
)
def test_a_wrong_line_is_named_with_its_value_and_the_fix(tmp_path: Path, row: object, message: str) -> None:
    path = _file(tmp_path, {"id": "a1", "relations": []}, row)

    with pytest.raises(InputError) as caught:
        read_gold(path)

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("type", "visit", "type 'visit' is not in the ontology; write one of visited"),
        ("type", None, "type missing is not in the ontology; write one of "),
        ("type", 5, "type 5 is not in the ontology"),
        ("source", "France", "source is 'France'; write an object such as"),
        ("source", {"state": "France"}, "source.name is missing; write the name of the actor as text"),
        ("target", {"name": " "}, "target.name is ' '; write the name"),
        ("target", {"name": "Chad", "state": 3}, "target: state is 3; write text"),
        ("polarity", "no", "polarity is 'no'; write one of affirmed, negated, or leave it out"),
        ("modality", ["actual"], "modality is ['actual']; write one of actual, planned, possible, hypothetical"),
        ("date", "9 May", "date is '9 May' ('9 May' is not an ISO day, month or year); write 2024-05-09, 2024-05"),
        ("date", "2024-02-30", "date is '2024-02-30' ("),
        ("date", "2024-05/2024-04", "date is '2024-05/2024-04' (date range"),
        ("place", {"name": "Paris"}, "place is {'name': 'Paris'}; write text, or \"\" where the article is silent"),
        ("core", "yes", "core is 'yes'; write true, or false where the relation is arguable"),
    ],
)
def test_a_wrong_field_is_named_with_its_relation(tmp_path: Path, field: str, value: object, message: str) -> None:
    path = _file(tmp_path, {"id": "a1", "relations": [ROW, {**ROW, field: value}]})

    with pytest.raises(InputError) as caught:
        read_gold(path)

    assert str(caught.value).startswith(f"{path}:1: relation 2: {message}")


def test_an_empty_file_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no article; write one a line"):
        read_gold(_file(tmp_path, ""))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-09", date(2024, 5, 9), date(2024, 5, 9)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-12-30/2024-01", date(2023, 12, 30), date(2024, 1, 31)),
    ],
)
def test_a_partial_date_is_all_its_days(text: str, first: date, last: date) -> None:
    days = days_of(text)

    assert (days.earliest, days.latest) == (first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-5", "2024-13", "2024-05-09T10:00", "2024-", "/2024", "2024/"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        days_of(text)
