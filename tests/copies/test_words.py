"""What of a text is compared: words outside of quotation marks, without accents, with numbers in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.copies.words import figures_of, words_of

OWN = "the two ministers spoke for an hour about trade and about the border " * 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3,000 men", "3000 men"),
        ("three thousand men", "3000 men"),
        ("Twenty-one days", "21 days"),
        ("one hundred five days", "105 days"),
        ("3.5 million doses", "3500000 doses"),
        ("2 million doses", "2000000 doses"),
        ("two five", "2 5"),
        ("nineteen ninety", "19 90"),
        ("in 2018, three men", "in 2018 3 men"),
        ("hundred men", "hundred men"),
        ("Niinistö and Dağlı", "niinisto and daglı"),
        ("at 2:49 p.m.", "at 2 49 p m"),
    ],
)
def test_a_text_is_read_as_words_with_numbers_in_one_form(text: str, words: str) -> None:
    assert words_of(text) == words.split()


@pytest.mark.parametrize("quotation", ["“a stab in the back”", '"a stab in the back"', "«a stab in the back»"])
def test_what_stands_in_quotation_marks_is_left_out(quotation: str) -> None:
    assert words_of(f"{OWN} {quotation}, he said.") == words_of(f"{OWN}, he said.")


def test_a_text_that_is_hardly_more_than_quotations_is_read_with_them() -> None:
    assert words_of(f"He said: “{OWN}”") == words_of(f"He said: {OWN}")


def test_a_quotation_mark_without_its_like_does_no_harm_beyond_its_line() -> None:
    assert words_of(f'{OWN}\n"and so on\n{OWN}') == words_of(f"{OWN} and so on {OWN}")


def test_an_inch_mark_or_an_apostrophe_opens_no_quotation() -> None:
    assert words_of(f'{OWN} a 5" gun and a 6" gun') == [*words_of(OWN), *"a 5 gun and a 6 gun".split()]


def test_figures_are_numbers_days_and_months_but_not_the_word_one() -> None:
    assert figures_of(words_of("On Monday one of 12 men left in June; in May none")) == {"monday", "12", "june"}


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from('million hundred 9 ² ٣ 1,2 ninety “ ” " 1.5'.split())).map(" ".join)
)
def test_any_text_has_words(text: str) -> None:
    assert all(words_of(text))
