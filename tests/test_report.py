"""A corpus with a dispute in; what people read of it out."""

from __future__ import annotations

from dataclasses import replace

from kg.assemble import assemble
from kg.graph import actors_of
from kg.model import Corpus, Reading, Skipped
from kg.report import show_text, skipped_lines, summary_text
from kg.strength import tie_strengths
from tests.factories import actor, article, corpus, day, event, evidence

RUSSIA = actor("Russia", "state")
UKRAINE = actor("Ukraine", "state")
NORWAY = actor("Norway", "state")


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


def test_the_head_of_a_pair_says_how_many_of_its_events_count() -> None:
    found = corpus(
        event("attacked", RUSSIA, UKRAINE, when=day("2024-05-09")),
        event("warned", RUSSIA, UKRAINE, when=day("2024-05-10"), modality="planned"),
        event("met-with", RUSSIA, NORWAY, when=day("2024-05-10")),
    )
    ties = tie_strengths(found)

    lines = [*summary_text(found, ties).splitlines(), *show_text(found, ties, actor=RUSSIA).splitlines()]

    assert sum(", 1 of 2 events counts, last 2024-05-09" in line for line in lines) == 2
    assert sum(", 1 event, last 2024-05-10" in line for line in lines) == 2


def test_the_summary_says_what_became_of_the_events_that_were_read() -> None:
    doubtful = event("warned", RUSSIA, UKRAINE, confidence=0.1, when=day("2024-05-10"))
    twice = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-09"))
    again = replace(twice, article="a2", evidence=(replace(twice.evidence[0], article="a2"),))

    found = assemble([(article("a1"), (twice, doubtful)), (article("a2"), (again,))])

    assert found.reading == Reading(events=3, doubtful=1)
    assert summary_text(found, ()).splitlines()[:2] == [
        "2 articles, 2 actors, 1 event, 0 ties",
        "1 event of 3 that were read: without 1 doubtful, 1 repeat of an act",
    ]


def test_where_every_event_that_was_read_is_there_nothing_is_said_of_it() -> None:
    found = assemble([(article("a1"), (event("attacked", RUSSIA, UKRAINE, when=day("2024-05-09")),))])

    assert "read" not in summary_text(found, ())


def _printed() -> Corpus:
    told = [evidence(article="a1"), *(evidence(article=f"b{n}") for n in range(7)), evidence(article="c1")]
    articles = [
        article("a1", source="Wire"),
        *(article(f"b{n}", source=f"Outlet {n}" if n else None, copy_of="a1") for n in range(7)),
        article("c1", source="Courier"),
    ]
    return corpus(event("attacked", RUSSIA, UKRAINE, claims=told, when=day("2024-05-09")), articles=articles)


def test_the_summary_says_how_many_articles_are_copies() -> None:
    assert summary_text(_printed(), ()).splitlines()[0] == (
        "9 articles, of which 7 are copies of others; 2 actors, 1 event, 0 ties"
    )


def test_copies_are_named_below_their_original_and_independent_sources_counted() -> None:
    lines = show_text(_printed(), (), actor=RUSSIA).splitlines()

    assert "  told by 9 articles, 2 independent sources" in lines
    place = next(number for number, line in enumerate(lines) if "Wire" in line)
    assert lines[place + 1] == (
        "      and 7 copies of it, in article b0, Outlet 1, Outlet 2, Outlet 3, Outlet 4 and 2 more"
    )
    assert sum(line.startswith("      --") for line in lines) == 2


def test_without_copies_a_pair_is_shown_without_a_count_of_sources() -> None:
    assert "independent" not in show_text(_disputed(), (), actor=RUSSIA)
    assert "copies" not in summary_text(_disputed(), ())


def test_a_disputed_event_is_marked_where_it_is_shown() -> None:
    found = _disputed()
    russia = next(each for each in actors_of(found) if each.id == "russia")

    lines = show_text(found, (), actor=russia).splitlines()

    assert "  2024-05-09  Russia attacked Ukraine [disputed]" in lines
    assert "  2024-05-10  Russia warned Ukraine" in lines


def test_what_several_inputs_are_left_out_for_is_said_of_each_of_them() -> None:
    why = "is in English, and only French was asked for; add en to --languages"
    articles = [Skipped(where=f"article a{number}", why=why) for number in range(5)]
    files = [Skipped(where=name, why="byte 1 is not UTF-8") for name in ("a.txt", "b.txt")]

    lines = skipped_lines([*articles, *files])

    assert lines[2:] == [f"  articles a0, a1, a2 and 2 more: each {why}", "  a.txt, b.txt: byte 1 is not UTF-8"]


def test_what_one_input_is_left_out_for_is_said_of_it() -> None:
    assert skipped_lines([Skipped(where="article a", why="is in English")])[-1] == "  article a: is in English"
