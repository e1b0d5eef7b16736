"""Text as written in, text as parsed with the place of each character out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.plain import plain_text

ODD = st.sampled_from(
    ["\u200b", "\u00ad", "\u0301", "\u0301\u0323", "ﬁ", "𝐑", "\ud800", "\x00", "e", "İ", " ", "x" * 150, "😀"]
)
TEXTS = st.lists(st.one_of(ODD, st.text(max_size=4)), max_size=12).map("".join)


@given(TEXTS)
def test_every_character_has_its_place_in_order_and_inside_the_text(text: str) -> None:
    plain, places = plain_text(text)

    spans = [places.characters(i, i + 1) if places else (i, i + 1) for i in range(len(plain))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert places is not None or len(plain) == len(text)


@given(TEXTS)
def test_where_the_length_must_stay_it_stays(text: str) -> None:
    plain, places = plain_text(text, same_length=True)

    assert places is None
    assert len(plain) == len(text)
    plain.encode()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Kosice", "Kosice"),
        ("Kos\u030cice", "Košice"),
        ("Ko\u200bsi\u00adce\ufeff", "Kosice"),
        ("\u0301Kosice", "Kosice"),
        ("K\u0336o\u0336s", "Kos"),
        ("ﬁght “him”", 'fight "him"'),
        ("a\x00b\u2028c", "a b c"),
        ("\ud800a", "\ufffda"),
        ("x" * 300 + " y", "x" * 200 + " y"),
    ],
)
def test_what_is_not_seen_goes_and_what_looks_alike_is_one(written: str, plain: str) -> None:
    assert plain_text(written)[0] == plain
