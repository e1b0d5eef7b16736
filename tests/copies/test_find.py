"""Groups of copies: what is found, what is not, and that the order of the articles says nothing."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.copies import DEFAULT_RULE, find_copies, signature
from kg.model import Article
from tests.factories import article

_BANK = [f"{a}{b}" for a in "ba ce di fra gu la me ni po ru sa te".split() for b in "lan mer tin gos rud vek".split()]


def _story(seed: int, words: int = 120) -> list[str]:
    """Return the words of a story of its own."""
    random = Random(seed)
    return [random.choice(_BANK) for _ in range(words)]


def _told(identifier: str, words: list[str], day: int | None = None, **fields: str) -> Article:
    published = None if day is None else date(2024, 5, day)
    return article(identifier, " ".join(words), published=published, **fields)


STORY, OTHER = _story(1), _story(2)


def test_one_text_in_other_outlets_is_a_copy_of_the_one_published_first() -> None:
    found = find_copies([_told("a", STORY, 3), _told("b", STORY, 1), _told("c", STORY, 2), _told("d", OTHER, 1)])

    assert found == {"a": "b", "c": "b"}


def test_of_one_day_the_original_has_the_smallest_id_and_an_unknown_day_comes_last() -> None:
    assert find_copies([_told("b", STORY, 1), _told("c", STORY, 1), _told("a", STORY)]) == {"a": "b", "c": "b"}


def test_a_shortened_text_is_a_copy() -> None:
    assert find_copies([_told("a", STORY, 1), _told("b", STORY[:40], 2)]) == {"b": "a"}


def test_a_text_with_another_end_and_other_words_is_a_copy() -> None:
    rewritten = [word if place % 9 else "other" for place, word in enumerate(STORY)][:100] + _story(3, 30)

    assert find_copies([_told("a", STORY, 1), _told("b", rewritten, 2)]) == {"b": "a"}


def test_stories_that_share_a_passage_are_no_copies() -> None:
    passage = _story(4, 70)

    assert find_copies([_told("a", STORY + passage, 1), _told("b", OTHER + passage, 2)]) == {}


def test_stories_that_quote_the_same_words_are_no_copies() -> None:
    quoted = f" “{' '.join(_story(4, 150))}”"
    one, other = ("a", " ".join(STORY[:60])), ("b", " ".join(OTHER[:60]))

    assert find_copies([article(key, text + quoted) for key, text in (one, other)]) == {}


def test_a_communique_in_full_is_a_copy_although_it_is_all_quoted() -> None:
    quoted = f"“{' '.join(STORY)}”"

    assert find_copies([article("a", f"It said: {quoted}"), article("b", f"The text reads: {quoted}")]) == {"b": "a"}


def test_reports_in_one_frame_with_other_figures_are_no_copies() -> None:
    def daily(figures: list[int]) -> list[str]:
        return [str(figures[place // 12]) if place % 12 == 0 else word for place, word in enumerate(STORY)]

    monday, tuesday = daily([*range(20, 30)]), daily([*range(50, 60)])

    assert find_copies([_told("a", monday, 1), _told("b", tuesday, 2)]) == {}
    assert find_copies([_told("a", monday, 1), _told("b", monday, 1)]) == {"b": "a"}


def test_short_texts_are_copies_only_if_they_are_the_same() -> None:
    short = STORY[:15]

    assert find_copies([_told("a", short, 1), _told("b", [*short, "more"], 1), _told("c", short, 1)]) == {"c": "a"}


def test_a_few_words_are_no_copy_even_if_they_are_the_same() -> None:
    assert find_copies([_told("a", STORY[:8], 1), _told("b", STORY[:8], 1)]) == {}


def test_a_flash_is_no_original_of_the_long_story_that_holds_it() -> None:
    assert find_copies([_told("a", STORY[:40], 1), _told("b", STORY[:40] + _story(5, 200), 2)]) == {}


def test_a_chain_of_rewrites_is_one_group_though_its_ends_share_little() -> None:
    chain = [
        _told(key, _story(6, 240)[start : start + 120], day)
        for day, (key, start) in enumerate([("a", 0), ("b", 25), ("c", 50), ("d", 75)], 1)
    ]

    assert find_copies(chain) == {"b": "a", "c": "a", "d": "a"}
    assert find_copies([chain[0], chain[3]]) == {}


def test_a_round_up_joins_the_story_that_makes_up_more_of_it_and_not_the_two_stories() -> None:
    stories = [_told("a", STORY, 1), _told("b", OTHER[:100], 1)]

    assert find_copies([*stories, _told("r", STORY + OTHER[:100], 2)]) == {"r": "a"}


def test_parts_of_an_earlier_text_are_copies_of_it_though_they_share_nothing() -> None:
    assert find_copies([_told("a", STORY, 1), _told("b", STORY[:50], 2), _told("c", STORY[60:], 2)]) == {
        "b": "a",
        "c": "a",
    }


def test_articles_without_text_are_no_copies() -> None:
    assert find_copies([article("a", ""), article("b", "")]) == {}
    assert find_copies([]) == {}


def test_a_kept_signature_is_used_in_place_of_the_text() -> None:
    kept = {"b": signature(_told("b", STORY))}

    assert find_copies([_told("a", STORY), article("b", "")], signatures=kept) == {"b": "a"}


def test_a_kept_signature_of_another_method_is_made_anew() -> None:
    assert find_copies([_told("a", STORY), _told("b", STORY)], signatures={"a": b"kgc0", "b": b""}) == {"b": "a"}


def test_two_hundred_copies_of_one_text_are_one_group() -> None:
    random = Random(0)
    copies = [
        _told(f"{n:03}", [random.choice(_BANK) if random.random() < 0.05 else word for word in STORY], 1 + n % 9)
        for n in range(200)
    ]

    found = find_copies([*copies, _told("other", OTHER, 1)])

    assert len(found) == 199
    assert set(found.values()) == {"000"}


@pytest.mark.parametrize("field", ["containment", "share", "whole", "figures"])
def test_the_rule_asks_for_parts_of_a_whole(field: str) -> None:
    assert 0.0 < getattr(DEFAULT_RULE, field) < 1.0


@st.composite
def _corpora(draw: st.DrawFn) -> list[Article]:
    """Return articles that are pieces of three stories, one after another, of some days or none."""
    stories = [_story(seed, 60) for seed in range(3)]
    found = []
    for number in range(draw(st.integers(0, 9))):
        words = [
            word
            for story, start, length in draw(
                st.lists(st.tuples(st.integers(0, 2), st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=3)
            )
            for word in stories[story][start : start + length]
        ]
        found.append(_told(f"a{number}", words, draw(st.none() | st.integers(1, 3))))
    return found


@settings(deadline=None)
@given(articles=_corpora(), seed=st.integers(0, 99))
def test_the_order_of_the_articles_says_nothing(articles: list[Article], seed: int) -> None:
    shuffled = Random(seed).sample(articles, len(articles))

    assert list(find_copies(shuffled).items()) == list(find_copies(articles).items())


@settings(deadline=None)
@given(articles=_corpora())
def test_an_original_is_no_copy_and_is_published_no_later_than_its_copies(articles: list[Article]) -> None:
    known = {each.id: each for each in articles}

    found = find_copies(articles)

    for copy, original in found.items():
        assert original not in found
        assert (known[original].published or date.max, original) < (known[copy].published or date.max, copy)


@settings(deadline=None)
@given(articles=_corpora())
def test_signatures_that_were_kept_change_nothing(articles: list[Article]) -> None:
    kept = {each.id: signature(each) for each in articles[::2]}

    assert find_copies(articles, signatures=kept) == find_copies(articles)


@settings(deadline=None)
@given(articles=_corpora())
def test_another_story_changes_nothing(articles: list[Article]) -> None:
    assert find_copies([*articles, _told("other", _story(9), 1)]) == find_copies(articles)
