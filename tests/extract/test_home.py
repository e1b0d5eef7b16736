"""Officials whose state an article takes for granted, and those who serve no state."""

from __future__ import annotations

from datetime import date

import pytest

import kg

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "person", "state"),
    [
        (
            "Taiwan protested. In Taipei, Foreign Minister Ada Lindholm met the German ambassador.",
            "Ada Lindholm",
            "Taiwan",
        ),
        ("In Kyiv, President Volodymyr Zelensky of Ukraine thanked prosecutor Karim Khan.", "Karim Khan", ""),
        ("Russia shelled the city. Secretary-General Antonio Guterres met Russia's envoy.", "Antonio Guterres", ""),
    ],
)
def test_an_official_acts_for_the_articles_state_unless_the_tables_know_better(
    text: str, person: str, state: str
) -> None:
    graph = kg.build([kg.Article(id="a", text=text, published=date(2023, 5, 1))])

    found = {actor.name: actor.state for event in graph.events for actor in (event.source, event.target)}

    assert found[person] == state
