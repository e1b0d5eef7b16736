"""A corpus with a dispute in; what people read of it out."""

from __future__ import annotations

from kg.graph import actors_of
from kg.model import Corpus
from kg.report import show_text, summary_text
from tests.factories import actor, corpus, day, event, evidence

RUSSIA = actor("Russia", "state")
UKRAINE = actor("Ukraine", "state")


def _disputed() -> Corpus:
    claims = [evidence(), evidence(start=40, polarity="negated", attribution="Kremlin")]
    return corpus(
        event("attacked", RUSSIA, UKRAINE, claims=claims, when=day("2024-05-09")),
        event("warned", RUSSIA, UKRAINE, when=day("2024-05-10")),
    )


def test_the_summary_counts_the_acts_that_are_disputed() -> None:
    assert "Disputed: 1 act that some affirm and some deny" in summary_text(_disputed(), ()).splitlines()


def test_a_summary_without_disputes_says_nothing_of_them() -> None:
    assert "isputed" not in summary_text(corpus(event()), ())


def test_a_disputed_event_is_marked_where_it_is_shown() -> None:
    found = _disputed()
    russia = next(each for each in actors_of(found) if each.id == "russia")

    lines = show_text(found, (), actor=russia).splitlines()

    assert "  2024-05-09  Russia attacked Ukraine [disputed]" in lines
    assert "  2024-05-10  Russia warned Ukraine" in lines
