"""Undated acts of copies: which are those of the original, which are not, and that the original's stay what they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.copies import acts_of_originals
from tests.factories import actor, article, day, event, evidence

if TYPE_CHECKING:
    from kg.model import Article, Event

CHINA, JAPAN = actor("China", "state"), actor("Japan", "state")
QUOTE = "China condemned Japan over the release of treated water into the sea."
COPY = {"copy": "first", "late": "first"}


def told(where: str, quote: str = QUOTE, relation: str = "condemned", **fields: object) -> Event:
    """Return what an article tells in a sentence."""
    return event(relation, CHINA, JAPAN, article=where, claims=[evidence(quote, article=where)], **fields)  # type: ignore[arg-type]  # tests pass what event takes


def homes(*events: Event, of: dict[str, str] = COPY) -> dict[str, str]:
    """Return for each event that is another's, by its article, the id of that one."""
    known: dict[str, Article] = {
        key: article(key, copy_of=of.get(key), published=date(2024, 5, 9 if key == "copy" else 8))
        for key in {each.article for each in events} | set(of.values())
    }
    return {key: home.id for (key, _), home in acts_of_originals(events, known).items()}


def test_the_same_sentence_of_a_copy_tells_the_act_of_the_original() -> None:
    first = told("first")

    assert homes(told("copy"), first) == {"copy": first.id}


def test_the_original_tells_its_own_acts() -> None:
    assert "first" not in homes(told("first"), told("copy", when=day()), told("late"))


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param(
            "China condemned Japan on Monday over a release of treated water into the sea.", id="words changed"
        ),
        pytest.param("China condemned Japan.", id="cut short"),
        pytest.param(f"BEIJING (Agency) — {QUOTE}", id="an agency's line before it"),
    ],
)
def test_a_sentence_that_was_rewritten_tells_it_too(quote: str) -> None:
    first = told("first")

    assert homes(first, told("copy", quote)) == {"copy": first.id}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(told("copy", "Tokyo's envoy was told of China's anger at the visit to a shrine."), id="sentence"),
        pytest.param(told("copy", relation="accused"), id="relation"),
        pytest.param(told("copy", polarity="negated", scope="copy/negated"), id="denied"),
        pytest.param(told("copy", modality="planned", scope="copy/planned"), id="planned"),
        pytest.param(told("copy", occasion="a summit", scope="copy/a summit"), id="occasion"),
        pytest.param(told("copy", when=day("2024-05-09")), id="it has a day"),
        pytest.param(told("another"), id="no copy"),
    ],
)
def test_another_act_stays_another(other: Event) -> None:
    assert homes(told("first", occasion="a visit", scope="first/a visit"), other) == {}


def test_an_act_whose_day_only_the_original_tells_is_that_of_the_day() -> None:
    first = told("first", when=day("2024-05-09"))

    assert homes(first, told("copy")) == {"copy": first.id}


def test_an_act_of_one_of_several_days_stays_without_a_day() -> None:
    days = [told("first", when=day(each)) for each in ("2024-05-08", "2024-05-09")]

    assert homes(*days, told("copy")) == {}


def test_the_nearest_sentence_tells_which_act_it_is() -> None:
    far = told("first", "China condemned Japan over the release, at sea, of what it called poison.", when=day())
    near = told("first", when=day("2024-05-09"))

    assert homes(far, near, told("copy")) == {"copy": near.id}


def test_what_the_original_does_not_tell_is_the_act_of_the_copy_published_first() -> None:
    assert homes(told("copy"), told("late")) == {"copy": told("late").id}


def test_a_copy_of_a_rewrite_reaches_the_original_by_it() -> None:
    first = told("first", "On Monday in Beijing China condemned Japan.")
    between = told("late", f"On Monday in Beijing China condemned Japan; {QUOTE}")

    assert homes(first, between, told("copy", QUOTE.replace("China condemned Japan over", "It came after"))) == {
        "late": first.id,
        "copy": first.id,
    }


def test_actors_who_do_something_together_may_change_places() -> None:
    first = event("met-with", CHINA, JAPAN, article="first")
    copy = event("met-with", JAPAN, CHINA, article="copy")

    assert homes(first, copy) == {"copy": first.id}
