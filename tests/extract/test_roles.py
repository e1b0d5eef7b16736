"""A table of titles and the offices they can mean."""

from __future__ import annotations

import pytest

from kg.extract.roles import OFFICES, ORGAN_NOUNS, PEOPLE_NOUNS, PERSON_ROLES, offices_of
from kg.reference import HEADS, load_reference

TITLES = [
    ("president", {"president", "interim-president"}),
    ("President", {"president", "interim-president"}),
    ("foreign minister", {"foreign-minister"}),
    ("new foreign minister", {"foreign-minister"}),
    ("foreign secretary", {"foreign-minister"}),
    ("secretary of state", {"foreign-minister"}),
    ("minister of foreign affairs", {"foreign-minister"}),
    ("prime minister", {"prime-minister", "premier", "interim-prime-minister"}),
    ("king", {"monarch"}),
    ("crown prince", {"crown-prince"}),
    ("vice president", {"vice-president"}),
    ("leader", set(HEADS)),
    ("supreme leader", {"supreme-leader"}),
    ("secretary general", {"secretary-general"}),
    ("deputy foreign minister", set()),
    ("opposition leader", set()),
    ("party leader", set()),
    ("rebel leader", set()),
    ("vice foreign minister", set()),
    ("minister", set()),
    ("spokesman", set()),
    ("ambassador", set()),
    ("", set()),
]


@pytest.mark.parametrize(("title", "offices"), TITLES)
def test_a_title_can_mean_these_offices(title: str, offices: set[str]) -> None:
    assert offices_of(tuple(title.split())) == offices


def test_every_office_of_a_title_is_held_by_someone_in_the_tables_or_heads_a_state() -> None:
    held = {term.office for person in load_reference().persons.values() for term in person.terms}

    assert sorted({office for offices in OFFICES.values() for office in offices} - held - HEADS) == []


def test_titles_and_nouns_are_in_lower_case() -> None:
    words = {*OFFICES, *ORGAN_NOUNS, *PERSON_ROLES, *PEOPLE_NOUNS}

    assert sorted(word for word in words if word != word.lower()) == []
