"""French patterns and the frames that they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.french_frames import compile_french


@pytest.mark.parametrize(
    ("pattern", "kind", "head", "path", "target", "preps"),
    [
        ("A condamner B", "verb", "condamner", [], "object", set()),
        ("A s'entretenir avec B", "verb", "entretenir", [], "prep", {"avec"}),
        ("A imposer sanction à|contre B", "verb", "imposer", [(set(), {"sanction"})], "prep", {"à", "contre"}),
        ("A mettre en garde B", "verb", "mettre", [({"en"}, {"garde"})], "object", set()),
        ("A menacer de * B", "verb", "menacer", [], "infinitive", {"de"}),
        ("A exiger que B", "verb", "exiger", [], "clause", set()),
        ("visite de A en B", "noun", "visite", [], "prep", {"en"}),
        ("A être membre de B", "predicate", "membre", [], "prep", {"de"}),
        ("A être en guerre contre B", "predicate", "guerre", [], "prep", {"contre"}),
    ],
)
def test_a_pattern_is_read_by_its_form(
    pattern: str, kind: str, head: str, path: list[tuple[set[str], set[str]]], target: str, preps: set[str]
) -> None:
    frame = compile_french(pattern)

    assert (str(frame.kind), set(frame.heads), str(frame.target), set(frame.preps)) == (kind, {head}, target, preps)
    assert [(set(step.preps), set(step.words)) for step in frame.path] == path


def test_what_must_follow_the_target_is_kept() -> None:
    rest = compile_french("A appeler B à *").rest

    assert rest is not None
    assert (set(rest.preps), set(rest.words)) == ({"à"}, {"something"})


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("condamner B", "exactly one A and one B"),
        ("A condamner", "exactly one A and one B"),
        ("visite A en B", "an event noun and 'de A'"),
        ("visite de A B", "needs a preposition before B"),
        ("A donner à de B", "second preposition"),
        ("A Condamner B", "no base form"),
        ("A condamner B pour deux crimes", "after B stands one word"),
    ],
)
def test_a_pattern_out_of_form_is_refused_with_the_reason(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        compile_french(pattern)


@given(st.lists(st.sampled_from("A B de à se s'en être que * condamner visite | sur|contre".split()), max_size=7))
def test_any_words_are_a_frame_or_a_value_error(words: list[str]) -> None:
    try:
        frame = compile_french(" ".join(words))
    except ValueError:
        return
    assert frame.heads
