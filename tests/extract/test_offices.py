"""Named people with titles in; reports of who leads what out."""

from __future__ import annotations

import pytest

from kg.extract.known import Known
from kg.extract.mentions import Mention
from kg.extract.offices import office_claims
from kg.extract.pipeline import Paragraph
from kg.extract.segment import Segment
from kg.model import Actor, Article
from tests.extract.parses import (
    FRANCE,
    KIM,
    MERKEL,
    NATO,
    PUTIN,
    RUSSIA,
    UKRAINE,
    doc,
    found,
    mentions,
    sentence,
    small_gazetteer,
)

OFFSET = 7


def _leads(text: str, *names: Mention) -> list[tuple[str, str, str]]:
    """Return leader, led and the words of the trigger."""
    parsed = doc(text)
    article = Article(id="a1", text="-" * OFFSET + parsed.text)
    paragraph = Paragraph(parsed, OFFSET, Segment(OFFSET, OFFSET + len(parsed.text), "body"))
    reports = list(
        office_claims(article, paragraph, sentence(parsed), mentions(parsed, *names), small_gazetteer(), Known(article))
    )
    assert all(report.relation.id == "leads" for report in reports)
    return [
        (report.source.name, report.target.name, article.text[slice(*report.evidence.trigger_span)])
        for report in reports
    ]


TITLED = "Russian/JJ/amod/3 President/NNP/compound/3 Vladimir/NNP/compound/3 Putin/NNP/nsubj/4 spoke/VBD/ROOT/4"


def _titled(title: tuple[str, ...], owner: Mention | None = None) -> list[tuple[str, str, str]]:
    return _leads(TITLED, found(PUTIN, 0, 4, title=title, owner=owner))


def test_a_title_with_its_state_tells_who_leads_what() -> None:
    assert _titled(("president",), found(RUSSIA, 0, form="adjective")) == [
        ("Vladimir Putin", "Russia", "Russian President Vladimir Putin")
    ]


def test_a_title_of_an_organisation_tells_who_leads_it() -> None:
    assert _titled(("secretary", "general"), found(NATO, 0))[0][:2] == ("Vladimir Putin", "NATO")


def test_a_title_without_a_state_counts_for_the_state_that_the_person_acts_for() -> None:
    assert _titled(("president",))[0][:2] == ("Vladimir Putin", "Russia")


@pytest.mark.parametrize(
    "title",
    [
        ("former", "president"),
        ("late", "president"),
        ("then", "president"),
        ("mr.",),
        (),
        ("opposition", "candidate"),
        ("cleric",),
        ("president-elect",),
        ("incoming", "president"),
        ("president", "designate"),
    ],
)
def test_a_title_that_is_over_or_to_come_or_no_office_tells_nothing(title: tuple[str, ...]) -> None:
    assert _titled(title, found(RUSSIA, 0, form="adjective")) == []


@pytest.mark.parametrize(("verb", "tag"), [("is", "VBZ"), ("became", "VBD"), ("remains", "VBZ")])
def test_an_office_said_by_a_verb_tells_who_leads_what(verb: str, tag: str) -> None:
    france = found(FRANCE, 4)
    text = f"Merkel/NNP/nsubj/1 {verb}/{tag}/ROOT/1 president/NN/attr/1 of/IN/prep/2 France/NNP/pobj/3"

    leads = _leads(text, found(MERKEL, 0), found(FRANCE, 2, 5, form="organ", title=("president",), owner=france))

    assert leads == [("Angela Merkel", "France", "Merkel")]


def test_an_office_that_is_only_sought_tells_nothing() -> None:
    text = "Kim/NNP/nsubj/1 attacked/VBD/ROOT/1 president/NN/attr/1 of/IN/prep/2 France/NNP/pobj/3"

    assert (
        _leads(text, found(KIM, 0), found(FRANCE, 2, 5, form="organ", title=("president",), owner=found(FRANCE, 4)))
        == []
    )


def test_a_state_alone_leads_nothing() -> None:
    assert (
        _leads("Russia/NNP/nsubj/1 spoke/VBD/ROOT/1", found(RUSSIA, 0, title=("president",), owner=found(FRANCE, 0)))
        == []
    )


@pytest.mark.parametrize("owner", [FRANCE, UKRAINE])
def test_a_known_official_of_one_state_holds_no_office_of_another(owner: Actor) -> None:
    assert _titled(("president",), found(owner, 0, form="adjective")) == []


def test_a_person_whom_the_tables_do_not_know_may_hold_an_office_of_any_state() -> None:
    assert _leads(TITLED, found(MERKEL, 0, 4, title=("president",), owner=found(FRANCE, 0))) == [
        ("Angela Merkel", "France", "Russian President Vladimir Putin")
    ]
