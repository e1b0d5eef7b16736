"""Names in; the gender that the first of them tells out."""

from __future__ import annotations

import pytest

from kg.extract import first_names


@pytest.mark.parametrize(
    ("name", "gender"), [("Elaine Smith", "f"), ("VOLKER Turk", "m"), ("Kim Smith", ""), ("", ""), ("Xi", "")]
)
def test_a_first_name_tells_a_gender_only_where_it_nearly_always_has_one(name: str, gender: str) -> None:
    assert first_names.gender_of_first_name(name) == gender
