"""Parses written by hand with a body and states in; who is said to be a member out."""

from __future__ import annotations

from kg.extract.memberships import membership_claims
from kg.extract.mentions import Mention
from kg.extract.pipeline import Paragraph
from kg.extract.segment import Segment
from kg.model import Article
from tests.extract.parses import FRANCE, NATO, PUTIN, RUSSIA, UKRAINE, doc, found, mentions, sentence


def _members(text: str, *names: Mention) -> list[tuple[str, str]]:
    parsed = doc(text)
    article = Article(id="a1", text=parsed.text)
    paragraph = Paragraph(parsed, 0, Segment(0, len(parsed.text), "body"))
    reports = list(membership_claims(article, paragraph, sentence(parsed), mentions(parsed, *names)))
    return [(report.source.name, report.target.name) for report in reports]


def test_members_named_after_the_body_belong_to_it() -> None:
    text = "NATO/NNP/compound/1 members/NNS/nsubj/5 France/NNP/appos/1 and/CC/cc/2 Ukraine/NNP/conj/2 spoke/VBD/ROOT/5"

    assert _members(text, found(NATO, 0), found(FRANCE, 2), found(UKRAINE, 4)) == [
        ("France", "NATO"),
        ("Ukraine", "NATO"),
    ]


def test_a_member_that_a_comma_parts_from_a_state_is_not_that_state() -> None:
    text = "a/DT/det/2 NATO/NNP/compound/2 member/NN/nsubj/5 ,/,/punct/2 Russia/NNP/nsubj/5 said/VBD/ROOT/5"

    assert _members(text, found(NATO, 1), found(RUSSIA, 4)) == []


def test_two_states_after_a_colon_are_no_list_of_members() -> None:
    text = (
        "NATO/NNP/nsubj/1 includes/VBZ/ROOT/1 countries/NNS/dobj/1 :/:/punct/2 France/NNP/appos/2 "
        "and/CC/cc/4 Ukraine/NNP/conj/4"
    )

    assert _members(text, found(NATO, 0), found(FRANCE, 4), found(UKRAINE, 6)) == []


def test_people_are_no_members_of_a_list_of_states() -> None:
    text = "NATO/NNP/compound/1 members/NNS/nsubj/3 Putin/NNP/appos/1 spoke/VBD/ROOT/3"

    assert _members(text, found(NATO, 0), found(PUTIN, 2)) == []
