"""Takes data/reference/states.csv; fails with the row and value that break a rule of the table."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Final

import pytest

from kg.reference import load_reference

STATES: Final = Path(__file__).resolve().parents[1] / "data" / "reference" / "states.csv"
HEADER: Final = "id,name,status,aliases,context_aliases,demonyms,capital,seats,iso3,cow,wikidata"
LISTS: Final = ("aliases", "context_aliases", "demonyms", "capital", "seats")
# Columns whose every value must lead to one state; context_aliases are shared by design.
NAMING: Final = ("name", "aliases", "demonyms", "capital", "seats")
UN_MEMBERS: Final = 193
UN_OBSERVERS: Final = {"palestine", "vatican"}

# The capital is spelled like the state, so one spelling stands in two columns of one row.
CAPITAL_IS_ALSO_A_NAME: Final = {
    "djibouti": "Djibouti",
    "luxembourg": "Luxembourg",
    "monaco": "Monaco",
    "san-marino": "San Marino",
    "singapore": "Singapore",
    "vatican": "Vatican City",
}
# Members whose own demonym means another state in the news, so it is listed only there.
DEMONYM_BELONGS_TO_ANOTHER: Final = {
    "dominica": ("Dominican", "dominican-republic"),
    "republic-of-the-congo": ("Congolese", "dr-congo"),
}
# Words that mean several states; whoever adds one to a row has to settle which state it is.
BELONGS_TO_NO_ROW: Final = {"korea", "korean", "koreans", "kurd", "kurds", "kurdish", "kurdistan"}

Row = dict[str, str]


def _read() -> list[Row]:
    with STATES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


ROWS: Final = _read()
BY_ID: Final = {row["id"]: row for row in ROWS}


def _items(row: Row, column: str) -> list[str]:
    return row[column].split("|") if row[column] else []


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")


def _repeated(values: list[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def test_the_file_is_utf8_with_bare_line_feeds_and_ends_with_one() -> None:
    raw = STATES.read_bytes()

    text = raw.decode("utf-8")

    assert not raw.startswith(b"\xef\xbb\xbf")
    assert "\r" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert text == unicodedata.normalize("NFC", text)


def test_the_header_is_exact_and_every_row_has_as_many_fields() -> None:
    with STATES.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, strict=True))

    assert ",".join(lines[0]) == HEADER
    assert [line for line in lines if len(line) != len(lines[0])] == []


def test_rows_are_sorted_by_id() -> None:
    ids = [row["id"] for row in ROWS]

    assert ids == sorted(ids)


def test_ids_are_unique_slugs_of_the_names() -> None:
    assert _repeated([row["id"] for row in ROWS]) == []
    assert [row["id"] for row in ROWS if row["id"] != _slug(row["name"])] == []


def test_there_are_193_members_and_two_observers() -> None:
    status = Counter(row["status"] for row in ROWS)

    assert set(status) == {"member", "observer", "other"}
    assert status["member"] == UN_MEMBERS
    assert {row["id"] for row in ROWS if row["status"] == "observer"} == UN_OBSERVERS


@pytest.mark.parametrize("column", LISTS)
def test_no_item_is_empty_padded_or_twice_in_its_field(column: str) -> None:
    bad = [
        (row["id"], item) for row in ROWS for item in _items(row, column) if not item or item != " ".join(item.split())
    ]
    twice = [(row["id"], item) for row in ROWS for item in _repeated([item.casefold() for item in _items(row, column)])]

    assert bad == []
    assert twice == []


def test_single_fields_hold_neither_bars_nor_outer_space() -> None:
    single = [column for column in ROWS[0] if column not in LISTS]

    bad = [
        (row["id"], column)
        for row in ROWS
        for column in single
        if "|" in row[column] or row[column] != row[column].strip()
    ]

    assert bad == []


def test_apostrophes_are_straight_so_that_readers_fold_only_the_text() -> None:
    curly = [row["id"] for row in ROWS if re.search("[\u2018\u2019\u02bc`]", "".join(row.values()))]

    assert curly == []


def test_no_spelling_belongs_to_two_states() -> None:
    owners: dict[str, set[str]] = {}
    for row in ROWS:
        for column in NAMING:
            for item in _items(row, column):
                owners.setdefault(item.casefold(), set()).add(row["id"])

    shared = {item: sorted(ids) for item, ids in owners.items() if len(ids) > 1}

    assert shared == {}


def test_no_spelling_stands_in_two_columns_unless_capital_and_state_share_a_name() -> None:
    found = [
        (row["id"], item)
        for row in ROWS
        for one, other in combinations(NAMING, 2)
        for item in sorted(
            {item.casefold() for item in _items(row, one)} & {item.casefold() for item in _items(row, other)}
        )
    ]

    assert found == [(row, name.casefold()) for row, name in CAPITAL_IS_ALSO_A_NAME.items()]


def test_ambiguous_words_belong_to_no_row() -> None:
    found = [
        (row["id"], item)
        for row in ROWS
        for column in NAMING
        for item in _items(row, column)
        if item.casefold() in BELONGS_TO_NO_ROW
    ]

    assert found == []


def test_no_name_starts_with_an_article_except_the_city_that_has_one() -> None:
    found = [
        item for row in ROWS for column in NAMING for item in _items(row, column) if item.casefold().startswith("the ")
    ]

    assert found == ["The Hague"]


def test_every_context_alias_starts_with_the_article() -> None:
    bad = [(row["id"], item) for row in ROWS for item in _items(row, "context_aliases") if not item.startswith("the ")]

    assert bad == []


def test_no_context_alias_is_also_a_free_standing_name() -> None:
    free = {item.casefold() for row in ROWS for column in NAMING for item in _items(row, column)}

    bad = [
        (row["id"], item)
        for row in ROWS
        for item in _items(row, "context_aliases")
        if item.casefold() in free or item.casefold().removeprefix("the ") in free
    ]

    assert bad == []


@pytest.mark.parametrize(
    ("column", "pattern"),
    [("iso3", r"[A-Z]{3}"), ("cow", r"[1-9][0-9]{0,2}"), ("wikidata", r"Q[1-9][0-9]*")],
)
def test_codes_have_their_pattern_and_belong_to_one_row(column: str, pattern: str) -> None:
    codes = [row[column] for row in ROWS if row[column]]

    assert [code for code in codes if not re.fullmatch(pattern, code)] == []
    assert _repeated(codes) == []


@pytest.mark.parametrize("column", ["iso3", "cow", "wikidata", "capital"])
def test_every_member_has(column: str) -> None:
    assert [row["id"] for row in ROWS if row["status"] == "member" and not row[column]] == []


def test_every_member_has_a_demonym_unless_it_means_another_state() -> None:
    without = [row["id"] for row in ROWS if row["status"] == "member" and not row["demonyms"]]

    assert without == sorted(DEMONYM_BELONGS_TO_ANOTHER)
    for demonym, owner in DEMONYM_BELONGS_TO_ANOTHER.values():
        assert demonym in _items(BY_ID[owner], "demonyms")


# Codes by hand: ISO 3166-1, the Correlates of War system list and Wikidata.
@pytest.mark.parametrize(
    ("row", "iso3", "cow", "wikidata"),
    [
        ("china", "CHN", "710", "Q148"),
        ("dr-congo", "COD", "490", "Q974"),
        ("germany", "DEU", "255", "Q183"),
        ("north-korea", "PRK", "731", "Q423"),
        ("republic-of-the-congo", "COG", "484", "Q971"),
        ("russia", "RUS", "365", "Q159"),
        ("south-korea", "KOR", "732", "Q884"),
        ("taiwan", "TWN", "713", "Q865"),
        ("united-kingdom", "GBR", "200", "Q145"),
        ("united-states", "USA", "2", "Q30"),
        ("vietnam", "VNM", "816", "Q881"),
        ("yemen", "YEM", "679", "Q805"),
    ],
)
def test_well_known_codes_stand_in_the_right_row(row: str, iso3: str, cow: str, wikidata: str) -> None:
    found = BY_ID[row]

    assert (found["iso3"], found["cow"], found["wikidata"]) == (iso3, cow, wikidata)


@pytest.mark.parametrize(
    ("spelling", "owner"),
    [
        ("America", "united-states"),
        ("Brits", "united-kingdom"),
        ("Burma", "myanmar"),
        ("Congo", "dr-congo"),
        ("DPRK", "north-korea"),
        ("Elysée", "france"),
        ("Filipinos", "philippines"),
        ("Frenchmen", "france"),
        ("Holy See", "vatican"),
        ("Kiev", "ukraine"),
        ("Kremlin", "russia"),
        ("Kyiv", "ukraine"),
        ("Nigerien", "niger"),
        ("Nigerian", "nigeria"),
        ("Nur-Sultan", "kazakhstan"),
        ("Republic of China", "taiwan"),
        ("Republic of Korea", "south-korea"),
        ("Türkiye", "turkey"),
        ("U.S.", "united-states"),
        ("White House", "united-states"),
    ],
)
def test_a_spelling_of_the_news_leads_to_its_state(spelling: str, owner: str) -> None:
    owners = [row["id"] for row in ROWS if any(spelling in _items(row, c) for c in NAMING)]

    assert owners == [owner]


@pytest.mark.parametrize(
    ("name", "sovereign"), [("france", True), ("palestine", True), ("hong-kong", False), ("yugoslavia", False)]
)
def test_territories_and_states_that_are_no_more_are_not_sovereign(name: str, sovereign: bool) -> None:
    assert load_reference().states[name].sovereign == sovereign
