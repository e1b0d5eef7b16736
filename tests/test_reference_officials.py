"""Takes ministers.csv and officials.csv of data/reference; fails with the rows that break a rule or a known fact."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest

from kg.model import slug

REFERENCE: Final = Path(__file__).resolve().parents[1] / "data" / "reference"
TABLES: Final = ("ministers", "officials")
HEADER: Final = ["person", "name", "aliases", "gender", "office", "of", "from", "to", "wikidata"]
OFFICES: Final = frozenset(
    [
        "foreign-minister",
        "defence-minister",
        "secretary-general",
        "president",
        "commissioner",
        "high-representative",
        "director-general",
        "managing-director",
        "chair",
        "prosecutor",
        "envoy",
        "ambassador-to-un",
        "treasury-secretary",
        "finance-minister",
        "national-security-adviser",
        "intelligence-chief",
        "speaker",
        "spokesperson",
        "opposition-leader",
        "armed-group-leader",
        "military-chief",
        "adviser",
        "senior-official",
        "vice-minister",
        "nuclear-negotiator",
        "party-leader",
        "judge",
        "dissident",
        "lawmaker",
    ]
)
WHEN: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# Offices that one person of a state holds at a time, and how long a handover may take in the table.
SINGLE: Final = ("foreign-minister", "defence-minister")
HANDOVER: Final = timedelta(days=5)
# Overlaps that are facts, each with its reason: (state, office, person, person) -> reason.
OVERLAPS: Final[dict[tuple[str, str, str, str], str]] = {}


def _rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS: Final = {table: _rows(table) for table in TABLES}
ALL: Final = [row for table in TABLES for row in ROWS[table]]
LEADERS: Final = {row["person"]: row for row in _rows("leaders")}
IDS: Final = {row["id"] for table in ("states", "organisations") for row in _rows(table)}


def _first(text: str) -> date:
    """Return the first day a partial date can mean."""
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def _last(text: str) -> date:
    """Return the last day a partial date can mean; an empty one means no end."""
    if not text:
        return date.max
    year, *rest = (int(part) for part in text.split("-"))
    if len(rest) == 2:
        return date.fromisoformat(text)
    month = rest[0] if rest else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _holders(office: str, of: str, day: str) -> set[str]:
    when = date.fromisoformat(day)
    return {
        row["name"]
        for row in ALL
        if row["office"] == office and row["of"] == of and _first(row["from"]) <= when <= _last(row["to"])
    }


def _overlap_is_certain(a: dict[str, str], b: dict[str, str]) -> bool:
    """Tell whether two terms overlap by more than a handover however their partial dates are read."""
    start = max(_last(a["from"]), _last(b["from"]))
    end = min(_first(row["to"]) if row["to"] else date.max for row in (a, b))
    return end - start > HANDOVER


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", date(2012, 1, 1), date(2012, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2012-12", date(2012, 12, 1), date(2012, 12, 31)),
        ("2012-02-03", date(2012, 2, 3), date(2012, 2, 3)),
    ],
)
def test_a_partial_date_spans_all_days_it_can_mean(text: str, first: date, last: date) -> None:
    assert (_first(text), _last(text)) == (first, last)


@pytest.mark.parametrize("table", TABLES)
def test_the_header_is_exact_and_lines_end_with_a_line_feed(table: str) -> None:
    raw = (REFERENCE / f"{table}.csv").read_bytes()
    assert raw.splitlines()[0].decode() == ",".join(HEADER)
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_by_person_and_start_without_doubles(table: str) -> None:
    rows = ROWS[table]
    keys = [(row["person"], row["from"]) for row in rows]
    assert keys == sorted(keys)
    whole = [tuple(row.values()) for row in rows]
    assert len(whole) == len(set(whole))


def test_offices_genders_and_ids_are_from_the_closed_lists() -> None:
    assert [row for row in ALL if row["office"] not in OFFICES] == []
    assert [row for row in ALL if row["gender"] not in {"m", "f"}] == []
    assert sorted({row["of"] for row in ALL} - IDS) == []


@pytest.mark.parametrize("table", ["leaders", *TABLES])
def test_a_person_id_is_the_slug_of_the_name_in_every_table_of_people(table: str) -> None:
    wrong = {(row["person"], row["name"]) for row in _rows(table) if row["person"] != slug(row["name"])}
    assert wrong == set()


def test_a_person_is_the_same_in_every_row_of_every_table() -> None:
    seen: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in (*ALL, *(LEADERS[person] for person in {row["person"] for row in ALL} & LEADERS.keys())):
        seen[row["person"]].add(tuple(row[key] for key in ("name", "aliases", "gender", "wikidata")))
    assert {person: values for person, values in seen.items() if len(values) > 1} == {}


def test_a_full_spelling_means_one_person() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for row in (*ALL, *LEADERS.values()):
        for spelling in (row["name"], *row["aliases"].split("|")):
            if " " in spelling:
                meant[spelling.casefold()].add(row["person"])
    assert {spelling: people for spelling, people in meant.items() if len(people) > 1} == {}


def test_dates_are_well_formed_and_a_term_starts_before_it_ends() -> None:
    bad = [row for row in ALL if not WHEN.fullmatch(row["from"]) or (row["to"] and not WHEN.fullmatch(row["to"]))]
    assert bad == []
    assert [row for row in ALL if _first(row["from"]) > _last(row["to"])] == []


def test_one_person_holds_a_single_office_of_a_state_at_a_time() -> None:
    terms: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in ROWS["ministers"]:
        if row["office"] in SINGLE:
            terms[row["of"], row["office"]].append(row)
    clashes = {
        (*place, *sorted((a["person"], b["person"])))
        for place, rows in terms.items()
        for a, b in combinations(rows, 2)
        if _overlap_is_certain(a, b)
    }
    assert clashes - OVERLAPS.keys() == set()


def test_at_least_sixty_states_have_foreign_ministers() -> None:
    assert len({row["of"] for row in ROWS["ministers"] if row["office"] == "foreign-minister"}) >= 60


def test_ministers_are_in_the_table_of_ministers() -> None:
    assert {row["office"] for row in ROWS["ministers"]} == set(SINGLE)
    assert [row for row in ROWS["officials"] if row["office"] in SINGLE] == []


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("foreign-minister", "united-states", "2010-06-01", "Hillary Clinton"),
        ("foreign-minister", "united-states", "2022-01-01", "Antony Blinken"),
        ("foreign-minister", "russia", "2015-01-01", "Sergei Lavrov"),
        ("foreign-minister", "china", "2023-03-01", "Qin Gang"),
        ("foreign-minister", "iran", "2015-07-14", "Mohammad Javad Zarif"),
        ("foreign-minister", "turkey", "2020-01-01", "Mevlut Cavusoglu"),
        ("foreign-minister", "india", "2021-01-01", "Subrahmanyam Jaishankar"),
        ("defence-minister", "united-states", "2003-03-20", "Donald Rumsfeld"),
        ("secretary-general", "nato", "2020-01-01", "Jens Stoltenberg"),
        ("secretary-general", "united-nations", "2006-06-01", "Kofi Annan"),
        ("high-representative", "european-union", "2016-01-01", "Federica Mogherini"),
        ("treasury-secretary", "united-states", "2022-02-24", "Janet Yellen"),
        ("director-general", "international-atomic-energy-agency", "2005-01-01", "Mohamed ElBaradei"),
    ],
)
def test_a_known_office_has_its_one_known_holder(office: str, of: str, day: str, name: str) -> None:
    assert _holders(office, of, day) == {name}


@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("spokesperson", "russia", "2022-02-24", "Dmitry Peskov"),
        ("armed-group-leader", "hezbollah", "2006-07-12", "Hassan Nasrallah"),
        ("armed-group-leader", "wagner-group", "2023-06-23", "Yevgeny Prigozhin"),
        ("envoy", "united-nations", "2016-01-01", "Staffan de Mistura"),
    ],
)
def test_a_known_person_is_among_the_holders_of_a_shared_office(office: str, of: str, day: str, name: str) -> None:
    assert name in _holders(office, of, day)
