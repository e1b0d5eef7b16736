"""Parses written by hand with bodies and states named before; whom a noun takes up out."""

from __future__ import annotations

from datetime import date

from kg.extract.discourse import Discourse
from kg.extract.known import Known
from kg.extract.mentions import Mention, Mentions
from kg.extract.reference import resolve_sentence
from kg.model import Article
from tests.extract.parses import (
    FRANCE,
    KIM,
    NATO,
    PUTIN,
    RUSSIA,
    UKRAINE,
    doc,
    found,
    mentions,
    sentence,
    small_gazetteer,
    token,
)
from tests.factories import actor

REBELS = actor("Northern Front", "group")
COURT = actor("Court of Europe", "organization")


def _discourse(*spoken_of: Mention) -> Discourse:
    article = Article(id="a1", text="", published=date(2024, 5, 9))
    discourse = Discourse(gazetteer=small_gazetteer(), known=Known(article))
    for one in spoken_of:
        discourse.note(one, subject=False)
    return discourse


def _read(text: str, *names: Mention, discourse: Discourse) -> Mentions:
    marked = mentions(doc(text), *names)
    resolve_sentence(sentence(marked.doc), marked, discourse)
    return marked


def _who(marked: Mentions, word: str) -> list[str]:
    return [one.actor.name for one in marked.at(token(marked.doc, word))]


def test_the_rebels_are_the_armed_group_named_last() -> None:
    discourse = _discourse(found(REBELS, 0), found(NATO, 0))

    assert _who(_read("The/DT/det/1 rebels/NNS/nsubj/2 left/VBD/ROOT/2", discourse=discourse), "rebels") == [
        "Northern Front"
    ]


def test_the_court_is_the_body_whose_name_has_the_word() -> None:
    discourse = _discourse(found(COURT, 0), found(NATO, 0))

    assert _who(_read("The/DT/det/1 court/NN/nsubj/2 ruled/VBD/ROOT/2", discourse=discourse), "court") == [
        "Court of Europe"
    ]


def test_another_states_court_is_not_the_one_named_before() -> None:
    text = "The/DT/det/2 French/JJ/amod/2 court/NN/nsubj/3 ruled/VBD/ROOT/3"

    marked = _read(text, found(FRANCE, 1, form="adjective"), discourse=_discourse(found(COURT, 0)))

    assert _who(marked, "court") == []


def test_its_ministry_is_the_state_with_the_organ() -> None:
    marked = _read(
        "Russia/NNP/nsubj/1 said/VBD/ROOT/1 its/PRP$/poss/3 ministry/NN/nsubj/4 objected/VBD/ccomp/1",
        found(RUSSIA, 0),
        discourse=_discourse(),
    )

    (ministry,) = marked.at(3)
    assert (ministry.actor.name, ministry.actor.organ) == ("Russia", "ministry")


def test_his_government_is_the_state_that_he_acts_for() -> None:
    marked = _read(
        "Putin/NNP/nsubj/1 said/VBD/ROOT/1 his/PRP$/poss/3 government/NN/nsubj/4 objected/VBD/ccomp/1",
        found(PUTIN, 0, gender="m"),
        discourse=_discourse(),
    )

    assert _who(marked, "government") == ["Russia"]


def test_the_ministry_is_the_one_of_the_state_whose_ministry_was_named() -> None:
    ministry = found(actor("Ukraine", "state", organ="foreign ministry"), 0, form="organ")
    discourse = _discourse(ministry, found(RUSSIA, 0))

    assert _who(_read("The/DT/det/1 ministry/NN/nsubj/2 spoke/VBD/ROOT/2", discourse=discourse), "ministry") == [
        "Ukraine"
    ]


def test_the_two_sides_are_the_states_of_the_two_who_act() -> None:
    text = (
        "Putin/NNP/nsubj/3 and/CC/cc/0 Kim/NNP/conj/0 welcomed/VBD/ROOT/3 the/DT/det/6 two/CD/nummod/6 sides/NNS/dobj/3"
    )
    discourse = _discourse(found(UKRAINE, 0), found(FRANCE, 0))

    marked = _read(text, found(PUTIN, 0, gender="m"), found(KIM, 2, gender="m"), discourse=discourse)

    assert _who(marked, "sides") == ["Russia", "North Korea"]


def test_he_in_a_quotation_is_not_the_speaker() -> None:
    text = "\"/``/punct/5 He/PRP/nsubj/2 lied/VBD/ccomp/5 \"/''/punct/5 Putin/NNP/nsubj/5 said/VBD/ROOT/5"
    discourse = _discourse(found(KIM, 0, gender="m"), found(PUTIN, 0, gender="m"))

    assert _who(_read(text, found(PUTIN, 4, gender="m"), discourse=discourse), "He") == ["Kim Jong Un"]
