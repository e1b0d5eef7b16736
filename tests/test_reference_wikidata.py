"""The tables of states, bodies and office holders in; no Wikidata id that stands for two actors, no person with two ids."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import Final

import pytest

from kg.files import data_path
from kg.reference import PERSON_FILES, load_reference

PEOPLE: Final = tuple(name.removesuffix(".csv") for name in PERSON_FILES)
TABLES: Final = ("states", "organisations", *PEOPLE)


def _rows(table: str) -> list[dict[str, str]]:
    with (data_path("data", "reference") / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _actor(table: str, row: dict[str, str]) -> str:
    return f"person {row['person']}" if table in PEOPLE else f"{table} {row['id']}"


def test_one_wikidata_id_never_stands_for_two_actors_over_all_tables() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for table in TABLES:
        for row in _rows(table):
            if row["wikidata"]:
                meant[row["wikidata"]].add(_actor(table, row))

    assert {qid: sorted(actors) for qid, actors in meant.items() if len(actors) > 1} == {}


def test_every_row_of_a_person_carries_the_same_wikidata_id_in_every_table() -> None:
    carried: dict[str, set[str]] = defaultdict(set)
    for table in PEOPLE:
        for row in _rows(table):
            carried[row["person"]].add(row["wikidata"])

    assert {person: sorted(ids) for person, ids in carried.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("name", "qid"),
    [
        ("angela-merkel", "Q567"),
        ("kofi-annan", "Q1254"),
        ("chen-chien-jen", "Q9182314"),
        ("david-lee", "Q5236438"),
        ("john-sullivan", "Q6241291"),
    ],
)
def test_a_person_is_told_apart_from_namesakes(name: str, qid: str) -> None:
    people = {str(key): person for key, person in load_reference().persons.items()}

    assert people[name].actor.wikidata == qid


@pytest.mark.parametrize(
    ("name", "qid"),
    [
        ("nato", "Q7184"),
        ("african-development-bank", "Q340195"),
        ("eurojust", "Q940784"),
        ("justicialist-party", "Q1053668"),
    ],
)
def test_a_body_has_its_own_id_and_not_that_of_a_like_one(name: str, qid: str) -> None:
    bodies = {str(key): body for key, body in load_reference().organisations.items()}

    assert bodies[name].actor.wikidata == qid
