"""Spans that others marked as actors in; mentions that overrule what was found there out."""

from __future__ import annotations

from kg.extract.marked import apply_marks
from kg.extract.mentions import Mention, Mentions
from kg.model import Article, MarkedSpan
from tests.extract.parses import KIM, RUSSIA, doc, found, mentions, small_gazetteer

TEXT = "Russian/JJ/amod/1 troops/NNS/nsubj/2 praised/VBD/ROOT/2 the/DT/det/4 General/NNP/dobj/2"
"""As text: "Russian troops praised the General"."""


def _marked(*spans: MarkedSpan, names: tuple[Mention, ...] = (), offset: int = 0) -> Mentions:
    parsed = doc(TEXT)
    marked = mentions(parsed, *names)
    apply_marks(
        marked, Article(id="a1", text="x" * offset + parsed.text, mentions=spans), offset, gazetteer=small_gazetteer()
    )
    return marked


def _rows(marked: Mentions) -> list[tuple[str, str, str, str]]:
    return [(marked.doc[one.start : one.end].text, one.actor.name, one.kind, one.form) for one in marked]


def test_a_mark_with_a_known_name_stands_for_that_actor() -> None:
    assert _rows(_marked(MarkedSpan(start=23, end=34, actor="Vladimir Putin"))) == [
        ("the General", "Vladimir Putin", "person", "marked")
    ]


def test_a_mark_with_an_unknown_name_stands_for_an_actor_of_that_name() -> None:
    ((_, name, _, form),) = _rows(_marked(MarkedSpan(start=23, end=34, actor="Blue Army")))

    assert (name, form) == ("Blue Army", "marked")


def test_a_mark_without_a_name_takes_the_person_found_in_it() -> None:
    assert _rows(_marked(MarkedSpan(start=23, end=34), names=(found(KIM, 4),))) == [
        ("the General", "Kim Jong Un", "person", "marked")
    ]


def test_a_mark_without_a_name_around_an_adjective_is_a_group_of_that_state() -> None:
    marked = _marked(MarkedSpan(start=0, end=14), names=(found(RUSSIA, 0, form="adjective"),))

    (troops,) = marked
    assert (troops.actor.name, troops.kind, troops.actor.state) == ("Russian troops", "group", "Russia")


def test_a_mark_without_a_name_or_anyone_in_it_is_a_group_called_by_its_words() -> None:
    assert _rows(_marked(MarkedSpan(start=23, end=34))) == [("the General", "the General", "group", "marked")]


def test_a_mark_without_a_name_around_a_person_of_the_parse_is_a_person() -> None:
    parsed = doc("Uhl/NNP/nsubj/1 led/VBD/ROOT/1 them/PRP/dobj/1", ents=[(0, 1, "PERSON")])
    marked = mentions(parsed)
    apply_marks(
        marked,
        Article(id="a1", text=parsed.text, mentions=(MarkedSpan(start=0, end=3),)),
        0,
        gazetteer=small_gazetteer(),
    )

    assert [one.kind for one in marked] == ["person"]


def test_a_mark_takes_its_words_from_whatever_was_found_there() -> None:
    marked = _marked(MarkedSpan(start=0, end=14, actor="Ukraine"), names=(found(RUSSIA, 0, form="adjective"),))

    assert [one.actor.name for one in marked] == ["Ukraine"]
    assert [one.actor.name for one in marked.at(0)] == ["Ukraine"]


def test_a_mark_in_the_middle_of_words_is_widened_to_whole_words() -> None:
    assert _rows(_marked(MarkedSpan(start=10, end=12, actor="Ukraine")))[0][0] == "troops"


def test_offsets_of_a_mark_are_those_of_the_article_and_not_of_the_paragraph() -> None:
    assert _rows(_marked(MarkedSpan(start=123, end=134, actor="Ukraine"), offset=100))[0][0] == "the General"


def test_a_mark_in_another_paragraph_is_passed_over() -> None:
    assert _rows(_marked(MarkedSpan(start=3, end=9, actor="Ukraine"), offset=100)) == []
    assert _rows(_marked(MarkedSpan(start=900, end=909, actor="Ukraine"))) == []
