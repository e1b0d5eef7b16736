"""Reads data/reference/organisations.csv (and states.csv when present), checks its form and its references."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Final, TypeAlias

import pytest

Rows: TypeAlias = list[dict[str, str]]

REFERENCE: Final = Path(__file__).resolve().parents[1] / "data" / "reference"
ORGANISATIONS: Final = REFERENCE / "organisations.csv"
STATES: Final = REFERENCE / "states.csv"

HEADER: Final = ["id", "name", "kind", "state", "organ", "aliases", "wikidata"]
KINDS: Final = {
    "io",
    "bloc",
    "armed-group",
    "ngo",
    "party",
    "company",
    "organ",
    "media",
}
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STATELESS_KINDS: Final = {"io", "bloc", "ngo"}
ARTICLE_IN_NAME: Final = {
    "The East African",
    "The Economist",
    "The Hindu",
    "The Independent",
    "The National (Abu Dhabi)",
    "The Resistance Front",
}
"""Names that are ambiguous words without their article, so they keep it."""

COMMON_WORDS: Final = {
    "Bank",
    "Commission",
    "Council",
    "Court",
    "Government",
    "Parliament",
}


def read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def split_list(field: str) -> list[str]:
    return field.split("|") if field else []


def repeated(values: list[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


def surface_forms(row: dict[str, str]) -> list[str]:
    return [row["name"], *split_list(row["aliases"])]


@pytest.fixture(name="rows", scope="module")
def _rows() -> Rows:
    return read_rows(ORGANISATIONS)


@pytest.fixture(name="states", scope="module")
def _states() -> Rows:
    if not STATES.exists():
        pytest.skip("states.csv is not there, so references to states cannot be checked")
    return read_rows(STATES)


def test_the_header_is_exactly_the_seven_columns() -> None:
    first_line = ORGANISATIONS.read_bytes().split(b"\n", 1)[0]

    assert first_line.decode("utf-8") == ",".join(HEADER)


def test_lines_end_with_a_bare_newline() -> None:
    raw = ORGANISATIONS.read_bytes()

    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_every_row_has_seven_fields_without_stray_spaces(rows: Rows) -> None:
    odd = [row["id"] for row in rows if list(row) != HEADER or any(value != value.strip() for value in row.values())]

    assert odd == []


def test_rows_are_sorted_by_id(rows: Rows) -> None:
    ids = [row["id"] for row in rows]

    assert ids == sorted(ids)


def test_ids_are_unique_slugs(rows: Rows) -> None:
    ids = [row["id"] for row in rows]

    assert repeated(ids) == []
    assert [value for value in ids if not SLUG.fullmatch(value)] == []


def test_every_row_has_a_name(rows: Rows) -> None:
    assert [row["id"] for row in rows if not row["name"]] == []


def test_a_name_or_alias_belongs_to_one_row_only(rows: Rows) -> None:
    forms = [form for row in rows for form in surface_forms(row)]

    assert repeated(forms) == []


def test_no_alias_is_empty_or_padded(rows: Rows) -> None:
    odd = [
        (row["id"], alias)
        for row in rows
        for alias in split_list(row["aliases"])
        if not alias or alias != alias.strip()
    ]

    assert odd == []


def test_names_and_aliases_have_no_article_except_a_few_titles(rows: Rows) -> None:
    with_article = {form for row in rows for form in surface_forms(row) if form.lower().startswith("the ")}

    assert with_article == ARTICLE_IN_NAME


def test_no_alias_is_a_bare_generic_word(rows: Rows) -> None:
    generic = [form for row in rows for form in surface_forms(row) if form.capitalize() in COMMON_WORDS]

    assert generic == []


def test_one_word_forms_carry_a_capital_so_that_case_tells_them_from_common_words(
    rows: Rows,
) -> None:
    lower_case_words = {form for row in rows for form in surface_forms(row) if " " not in form and form == form.lower()}

    assert lower_case_words == {"anti-balaka", "euronews", "eurozone", "peshmerga"}


def test_kinds_come_from_the_closed_list(rows: Rows) -> None:
    assert {row["kind"] for row in rows} == KINDS


def test_organ_is_filled_for_organs_and_for_nothing_else(rows: Rows) -> None:
    wrong = [row["id"] for row in rows if bool(row["organ"]) != (row["kind"] == "organ")]

    assert wrong == []


def test_organ_is_written_in_lower_case_words(rows: Rows) -> None:
    wrong = [row["organ"] for row in rows if row["organ"] and not re.fullmatch(r"[a-z]+( [a-z]+)*", row["organ"])]

    assert wrong == []


def test_organs_and_parties_name_their_state(rows: Rows) -> None:
    missing = [row["id"] for row in rows if row["kind"] in {"organ", "party"} and not row["state"]]

    assert missing == []


def test_intergovernmental_bodies_blocs_and_ngos_have_no_state(rows: Rows) -> None:
    wrong = [row["id"] for row in rows if row["kind"] in STATELESS_KINDS and row["state"]]

    assert wrong == []


def test_each_state_is_a_row_of_the_state_table(rows: Rows, states: Rows) -> None:
    known = {row["id"] for row in states}

    unknown = sorted({(row["id"], row["state"]) for row in rows if row["state"] and row["state"] not in known})

    assert unknown == []


def test_no_organisation_shares_an_id_or_a_spelling_with_a_state(rows: Rows, states: Rows) -> None:
    columns = [c for c in ("name", "aliases", "demonyms", "capital", "seats") if c in states[0]]
    taken = {form.casefold() for row in states for column in columns for form in split_list(row[column])}

    same_id = sorted({row["id"] for row in rows} & {row["id"] for row in states})
    same_form = sorted(form for row in rows for form in surface_forms(row) if form.casefold() in taken)

    assert same_id == []
    assert same_form == []


def test_wikidata_ids_are_well_formed_and_unique(rows: Rows) -> None:
    ids = [row["wikidata"] for row in rows if row["wikidata"]]

    assert [value for value in ids if not re.fullmatch(r"Q[1-9][0-9]*", value)] == []
    assert repeated(ids) == []


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("io", 120),
        ("armed-group", 60),
        ("company", 60),
        ("organ", 100),
        ("media", 60),
        ("bloc", 20),
        ("party", 50),
    ],
)
def test_each_kind_has_enough_rows(rows: Rows, kind: str, least: int) -> None:
    assert sum(row["kind"] == kind for row in rows) >= least


def test_international_bodies_and_armed_groups_have_at_least_150_rows(
    rows: Rows,
) -> None:
    wanted = {"io", "bloc", "armed-group"}

    assert sum(row["kind"] in wanted for row in rows) >= 150


@pytest.mark.parametrize(
    ("spelling", "organisation", "state"),
    [
        ("NATO", "nato", ""),
        ("Security Council", "united-nations-security-council", ""),
        ("Hizbullah", "hezbollah", ""),
        ("Congress", "us-congress", "united-states"),
        ("Revolutionary Guards", "islamic-revolutionary-guard-corps", "iran"),
        ("KCNA", "korean-central-news-agency", "north-korea"),
        ("RSF", "rapid-support-forces", ""),
    ],
)
def test_a_spelling_of_the_news_leads_to_its_organisation(
    rows: Rows, spelling: str, organisation: str, state: str
) -> None:
    found = [(row["id"], row["state"]) for row in rows if spelling in surface_forms(row)]

    assert found == [(organisation, state)]
