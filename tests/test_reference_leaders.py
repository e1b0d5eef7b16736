"""Takes data/reference/leaders.csv; fails with the rows that break a rule of the table or a known fact."""

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
LEADERS: Final = REFERENCE / "leaders.csv"
STATES: Final = REFERENCE / "states.csv"
HEADER: Final = ["person", "name", "aliases", "gender", "office", "of", "from", "to", "wikidata"]
OFFICES: Final = {
    "chairman",
    "chancellor",
    "crown-prince",
    "de-facto-leader",
    "general-secretary",
    "interim-president",
    "interim-prime-minister",
    "junta-leader",
    "monarch",
    "pope",
    "premier",
    "president",
    "prime-minister",
    "supreme-leader",
    "vice-president",
}
# Offices that two people may hold side by side in one state.
SHARED_OFFICES: Final = {"vice-president"}
# Overlaps that are facts, each with its reason: (state, office, person, person).
OVERLAPS: Final = {
    ("gambia", "president", "adama-barrow", "yahya-jammeh"): "sworn in abroad before the loser left",
    ("ivory-coast", "president", "alassane-ouattara", "laurent-gbagbo"): "two men claimed the vote of 2010",
    ("libya", "prime-minister", "abdullah-al-thinni", "fayez-serraj"): "rival governments, east and west",
    ("madagascar", "president", "didier-ratsiraka", "marc-ravalomanana"): "two men claimed the vote of 2001",
    ("moldova", "prime-minister", "maia-sandu", "pavel-filip"): "two cabinets claimed power for a week",
    ("nicaragua", "president", "daniel-ortega", "rosario-murillo"): "two co-presidents since 2025",
}
# People and states in the news so often that a missing current leader is a fault of the table.
G20: Final = {
    "argentina",
    "australia",
    "brazil",
    "canada",
    "china",
    "france",
    "germany",
    "india",
    "indonesia",
    "italy",
    "japan",
    "mexico",
    "russia",
    "saudi-arabia",
    "south-africa",
    "south-korea",
    "turkey",
    "united-kingdom",
    "united-states",
}
IN_CONFLICT: Final = {"dr-congo", "iran", "iraq", "israel", "libya", "palestine", "sudan", "syria", "ukraine", "yemen"}
DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Row = dict[str, str]


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ROWS: Final = _read(LEADERS)


def _first_day(partial: str) -> date:
    """Return the earliest day that a date or partial date can mean."""
    parts = [int(part) for part in partial.split("-")]
    return date(*[*parts, 1, 1][:3])


def _last_day(partial: str) -> date:
    """Return the latest day that a date or partial date can mean."""
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0] + 1, 1) if len(parts) == 1 or parts[1] == 12 else (parts[0], parts[1] + 1)
    return date(year, month, 1) - timedelta(days=1)


def _end(row: Row) -> date:
    return _first_day(row["to"]) if row["to"] else date.max


def _certain_overlap_days(one: Row, other: Row) -> int:
    """Return for how many days both terms certainly ran, whatever the unknown days of partial dates are."""
    return (min(_end(one), _end(other)) - max(_last_day(one["from"]), _last_day(other["from"]))).days


def _holders(office: str, of: str, day: str) -> list[str]:
    when = date.fromisoformat(day)
    return sorted(
        row["name"]
        for row in ROWS
        if (row["office"], row["of"]) == (office, of)
        and _first_day(row["from"]) <= when
        and (not row["to"] or when <= _last_day(row["to"]))
    )


def test_the_header_has_exactly_the_agreed_columns() -> None:
    with LEADERS.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADER


def test_the_file_has_plain_line_ends_and_no_stray_spaces() -> None:
    raw = LEADERS.read_bytes()

    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert [row for row in ROWS for value in row.values() if value != value.strip() or "  " in value] == []


def test_rows_are_sorted_by_person_and_start() -> None:
    keys = [(row["person"], row["from"]) for row in ROWS]

    assert keys == sorted(keys)


def test_no_term_is_listed_twice() -> None:
    keys = [(row["person"], row["office"], row["of"], row["from"]) for row in ROWS]

    assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_a_person_is_described_alike_in_all_rows() -> None:
    described: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in ROWS:
        described[row["person"]].add((row["name"], row["aliases"], row["gender"], row["wikidata"]))

    assert {person: seen for person, seen in described.items() if len(seen) > 1} == {}


def test_a_person_id_is_the_slug_of_the_name() -> None:
    assert [(row["person"], row["name"]) for row in ROWS if row["person"] != slug(row["name"])] == []


def test_a_full_name_or_long_alias_means_one_person() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for spelling in (row["name"], *row["aliases"].split("|")):
            if " " in spelling:
                meant[spelling.casefold()].add(row["person"])

    assert {spelling: people for spelling, people in meant.items() if len(people) > 1} == {}


def test_aliases_are_distinct_and_differ_from_the_name() -> None:
    wrong = []
    for row in ROWS:
        spellings = [row["name"], *row["aliases"].split("|")]
        if len(set(spellings)) != len(spellings) or (row["aliases"] and "" in spellings):
            wrong.append((row["person"], row["aliases"]))

    assert wrong == []


def test_gender_and_office_are_known_words() -> None:
    assert {row["gender"] for row in ROWS} == {"f", "m"}
    assert {row["office"] for row in ROWS} <= OFFICES


def test_wikidata_ids_are_well_formed_and_mean_one_person() -> None:
    people: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        if row["wikidata"]:
            people[row["wikidata"]].add(row["person"])

    assert [qid for qid in people if not re.fullmatch(r"Q[1-9]\d*", qid)] == []
    assert {qid: seen for qid, seen in people.items() if len(seen) > 1} == {}


def test_dates_are_iso_dates_or_their_beginnings() -> None:
    dates = [row["from"] for row in ROWS] + [row["to"] for row in ROWS if row["to"]]

    assert [text for text in dates if not DATE.fullmatch(text)] == []
    assert [text for text in dates if _first_day(text) > _last_day(text)] == []


def test_no_term_ends_before_it_starts() -> None:
    assert [row for row in ROWS if row["to"] and _last_day(row["to"]) < _first_day(row["from"])] == []


def test_no_term_ended_before_the_year_2000() -> None:
    assert [row for row in ROWS if row["to"] and _last_day(row["to"]) < date(2000, 1, 1)] == []


def _overlaps() -> set[tuple[str, str, str, str]]:
    terms: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in ROWS:
        if row["office"] not in SHARED_OFFICES:
            terms[row["of"], row["office"]].append(row)
    return {
        (of, office, *sorted((one["person"], other["person"])))  # type: ignore[misc]  # sorted pair has length 2
        for (of, office), rows in terms.items()
        for one, other in combinations(rows, 2)
        if _certain_overlap_days(one, other) > 1
    }


def test_nobody_holds_an_office_while_another_holds_it_except_where_a_reason_is_given() -> None:
    assert _overlaps() - set(OVERLAPS) == set()


def test_every_exception_to_the_overlap_rule_is_still_needed() -> None:
    assert set(OVERLAPS) - _overlaps() == set()


def test_at_least_sixty_states_are_covered() -> None:
    assert len({row["of"] for row in ROWS}) >= 60


@pytest.mark.parametrize("of", sorted(G20 | IN_CONFLICT))
def test_a_state_often_in_the_news_has_a_leader_in_office(of: str) -> None:
    assert [row["name"] for row in ROWS if row["of"] == of and not row["to"]]


@pytest.mark.skipif(not STATES.exists(), reason="states.csv is written separately")
def test_every_state_is_a_row_of_the_table_of_states() -> None:
    assert {row["of"] for row in ROWS} - {row["id"] for row in _read(STATES)} == set()


# Each expectation was settled from general knowledge of the event named in the comment, not read off the table.
@pytest.mark.parametrize(
    ("office", "of", "day", "name"),
    [
        ("president", "france", "2011-06-01", "Nicolas Sarkozy"),
        ("president", "france", "2019-06-01", "Emmanuel Macron"),
        ("prime-minister", "united-kingdom", "2003-03-20", "Tony Blair"),  # start of the Iraq war
        ("prime-minister", "united-kingdom", "2016-06-23", "David Cameron"),  # Brexit vote
        ("prime-minister", "united-kingdom", "2022-09-20", "Liz Truss"),
        ("monarch", "united-kingdom", "2022-09-19", "King Charles III"),  # his mother's funeral
        ("president", "united-states", "2001-09-11", "George W. Bush"),
        ("president", "united-states", "2021-01-06", "Donald Trump"),  # storming of the Capitol
        ("president", "russia", "2008-08-08", "Dmitry Medvedev"),  # war in Georgia
        ("prime-minister", "russia", "2008-08-08", "Vladimir Putin"),
        ("president", "russia", "2022-02-24", "Vladimir Putin"),  # invasion of Ukraine
        ("president", "ukraine", "2022-02-24", "Volodymyr Zelenskyy"),
        ("interim-president", "ukraine", "2014-03-16", "Oleksandr Turchynov"),  # vote in Crimea
        ("president", "georgia", "2008-08-08", "Mikheil Saakashvili"),
        ("chancellor", "germany", "2015-09-04", "Angela Merkel"),  # border opened to refugees
        ("prime-minister", "israel", "2006-07-12", "Ehud Olmert"),  # war in Lebanon
        ("prime-minister", "israel", "2023-10-07", "Benjamin Netanyahu"),
        ("president", "egypt", "2013-01-25", "Mohamed Morsi"),
        ("president", "syria", "2013-08-21", "Bashar al-Assad"),  # sarin in Ghouta
        ("president", "iran", "2015-07-14", "Hassan Rouhani"),  # nuclear deal
        ("supreme-leader", "iran", "2015-07-14", "Ali Khamenei"),
        ("prime-minister", "turkey", "2013-06-01", "Recep Tayyip Erdogan"),  # Gezi protests
        ("president", "china", "2010-01-01", "Hu Jintao"),
        ("prime-minister", "japan", "2011-03-11", "Naoto Kan"),  # Fukushima
        ("supreme-leader", "north-korea", "2018-06-12", "Kim Jong Un"),  # summit in Singapore
        ("president", "south-korea", "2024-12-03", "Yoon Suk Yeol"),  # martial law
        ("prime-minister", "india", "2008-11-26", "Manmohan Singh"),  # attack on Mumbai
        ("president", "pakistan", "2007-12-27", "Pervez Musharraf"),  # Bhutto killed
        ("prime-minister", "bangladesh", "2024-08-01", "Sheikh Hasina"),
        ("president", "brazil", "2016-01-01", "Dilma Rousseff"),
        ("president", "south-africa", "2013-12-05", "Jacob Zuma"),  # death of Mandela
        ("prime-minister", "ethiopia", "2020-11-04", "Abiy Ahmed"),  # war in Tigray
        ("pope", "vatican", "2005-04-30", "Pope Benedict XVI"),
    ],
)
def test_a_known_leader_held_the_office_on_that_day(office: str, of: str, day: str, name: str) -> None:
    assert _holders(office, of, day) == [name]
