"""The table of French names in: ids that the other tables have, one meaning for each name, and rows in order."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import ReferenceDataError
from kg.extract.french.tables import COLUMNS, load_names
from kg.files import data_path
from kg.reference import load_reference

HEADER = ",".join(COLUMNS)


def _rows() -> list[dict[str, str]]:
    with data_path("data", "reference", "names_fr.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_rows_stand_in_order_and_none_twice() -> None:
    keys = [(row["id"], row["form"], row["source"]) for row in _rows()]

    assert keys == sorted(set(keys))


def test_every_member_of_the_united_nations_has_a_french_name() -> None:
    named = {row["id"] for row in _rows() if row["form"] == "name"}

    assert sorted(key for key, state in load_reference().states.items() if state.sovereign and key not in named) == []


@pytest.mark.parametrize(
    ("name", "key", "form"),
    [
        ("Russie", "russia", "name"),
        ("russes", "russia", "adjective"),
        ("Allemande", None, None),
        ("Pékin", "china", "capital"),
        ("Kremlin", "russia", "seat"),
        ("Otan", "nato", "name"),
        ("VLADIMIR POUTINE", "vladimir-putin", "person"),
        ("Félix Tshisekedi", "felix-tshisekedi", "person"),
    ],
)
def test_a_name_leads_to_its_actor(name: str, key: str | None, form: str | None) -> None:
    found = load_names().find(name)

    assert (found and found.actor.id, found and found.form) == (key, form)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ruritania,name,Ruritanie,own", "'ruritania' is no name of the other tables"),
        ("russia,person,Poutine,own", "'russia' is no person of the other tables"),
        ("russia,nickname,Ours,own", "form 'nickname' with source 'own'; forms are name"),
        ("russia,name,Russie,hearsay", "with source 'hearsay'"),
        ("russia,name,Russie,own\nfrance,name,Russie,own", "'Russie' is a name of russia and a name of france"),
    ],
)
def test_a_wrong_row_is_an_error_with_its_place(row: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "names_fr.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")

    with pytest.raises(ReferenceDataError, match=message):
        load_names(tmp_path)
