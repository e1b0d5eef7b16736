"""The tables that phrases are read with: form, order, codes and references."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import ReferenceDataError
from kg.files import data_path
from kg.phrases.tables import CODES, load_phrase_tables
from kg.phrases.words import key_of

FOLDER = data_path("data", "reference")
TABLES = {
    "agents.csv": "words",
    "bodies.csv": "name",
    "cities.csv": "name",
    "figures.csv": "name",
    "regions.csv": "name",
}


def rows_of(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.parametrize("file", TABLES)
def test_rows_are_sorted_and_trimmed(file: str) -> None:
    rows = rows_of(file)
    keys = [(row[TABLES[file]], row.get("from", "")) for row in rows]

    assert keys == sorted(keys)
    assert all(value == value.strip() for row in rows for value in row.values())


@pytest.mark.parametrize("file", TABLES)
def test_no_row_stands_twice(file: str) -> None:
    counts = Counter((row[TABLES[file]].lower(), row.get("from", "")) for row in rows_of(file))

    assert [key for key, count in counts.items() if count > 1] == []


def test_words_for_agents_have_keys_of_their_own() -> None:
    counts = Counter(key_of(word.words) for word in load_phrase_tables().words)

    assert [key for key, count in counts.items() if count > 1] == []


def test_only_turns_say_what_they_turn() -> None:
    words = load_phrase_tables().words

    assert [word.words for word in words if word.over and word.kind != "turn"] == []
    assert [word.words for word in words if word.kind == "turn" and not word.over and word.code != "ELI"] == []


def test_every_code_is_used_and_documented() -> None:
    tables = load_phrase_tables()
    used = {row.code for rows in (tables.words, tables.bodies, tables.figures) for row in rows}
    readme = (Path(__file__).parents[2] / "data" / "README.md").read_text(encoding="utf-8")

    assert used - {""} == CODES
    assert [code for code in sorted(CODES) if f"| `{code}` |" not in readme] == []


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("agents.csv", "zzz,agent,XYZ,,", "code 'XYZ' is unknown"),
        ("agents.csv", "zzz,verb,GOV,,", "kind 'verb' is unknown"),
        ("bodies.csv", "Zzz,,GOV,,nowhere,,", "state 'nowhere' is unknown"),
        ("bodies.csv", "Zzz,,GOV,,france,2020-13,", "'2020-13' is no day"),
        ("cities.csv", "Zzz,nowhere", "state 'nowhere' is unknown"),
        ("regions.csv", "Zzz,hill,france,", "kind 'hill' is unknown"),
    ],
)
def test_a_wrong_row_is_named_with_its_fix(file: str, line: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    shutil.copytree(FOLDER, folder)
    with (folder / file).open("a", encoding="utf-8") as table:
        table.write(line + "\n")

    with pytest.raises(ReferenceDataError, match=message):
        load_phrase_tables(folder)
