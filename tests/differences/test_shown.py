"""A difference as text, JSON, CSV and in a notebook."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Final

import pytest

from kg.differences import diff
from kg.differences.cells import COLUMNS
from kg.differences.rows import FORMAT
from kg.notebook import to_html, to_text
from tests.differences.invented import FRANCE, GERMANY, both, graph, news, told
from tests.factories import actor

GOLDEN: Final = Path(__file__).parent / "golden.txt"


def test_two_graphs_that_differ_in_everything_have_the_text_written_down(pytestconfig: pytest.Config) -> None:
    text = diff(*both()).to_text() + "\n"

    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_back_the_text_says_what_was_split() -> None:
    before, after = both()

    lines = diff(after, before, only=["actors", "ties"]).to_text().splitlines()

    assert "Actors: 1 changed, 1 split from others" in lines
    assert "  < Kim Jong-un (kim-2) was Kim Jong Un (kim-jong-un)" in lines
    assert "      because Kim Jong-un was Kim Jong Un" in lines


def test_where_actors_are_not_compared_a_merge_is_told_without_names() -> None:
    assert "because one of the two was merged into another actor" in diff(*both(), only=["ties"]).to_text()


def test_a_text_of_no_difference_says_so() -> None:
    before, _ = both()

    text = diff(before, before).to_text()

    assert text.splitlines()[-1] == "No differences."
    assert repr(diff(before, before)) == "<kg.Difference: no differences>"


def test_what_one_voice_tells_twice_in_the_same_words_is_one_line_of_a_tie() -> None:
    texts = [told("praised", FRANCE, GERMANY, "Praise.", by=by, when="2024-05-01") for by in ("a1", "a2")]

    found = diff(graph(), graph(*texts), only=["ties"])

    (tie,) = found.ties
    assert len(tie.claims) == 2
    assert found.to_text().count('"Praise."') == 1


def test_long_sections_are_cut_with_how_much_more_there_is() -> None:
    many = [
        told("praised", FRANCE, actor(f"Person {number}"), f"Praise {number}.", by=f"b{number:02}")
        for number in range(9)
    ]
    same = [
        told("praised", FRANCE, GERMANY, f"Once more {number}.", by=f"c{number}", when="2024-05-01")
        for number in range(7)
    ]

    found = diff(graph(told("leads", FRANCE, GERMANY, "It leads.")), graph(*many, *same))

    lines = found.to_text(top=3).splitlines()
    assert "  8 more; --top N shows more of them" in lines
    assert "  7 more; --top N shows more of them" in lines
    assert "      2 more sentences; --format json has them" in found.to_text().splitlines()
    assert repr(found) == (
        "<kg.Difference: articles: 16 came, 1 gone; actors: 9 came; events: 10 came, 1 gone; ties: 10 came>"
    )


def test_controls_in_news_are_written_out() -> None:
    before, after = graph(), graph(told("praised", FRANCE, GERMANY, "Praise\x1b[31m\u202e."))

    text = diff(before, after).to_text()

    assert '"Praise\\x1b[31m\\u202e."' in text


def test_json_has_the_members_that_are_documented() -> None:
    found = json.loads(diff(*both()).to_json())

    assert list(found) == [
        "format", "same", "before", "after", "parameters", "notes", "articles", "decisions", "actors", "events", "ties", "smaller",
    ]  # fmt: skip
    assert found["format"] == FORMAT == "kg-diff/1"
    assert found["before"] == {
        "name": "before", "articles": 5, "actors": 10, "events": 7, "ties": 6, "as_of": "2024-04-27",
    }  # fmt: skip
    assert list(found["parameters"]) == ["sections", "actor", "least", "tolerance", "since", "measure"]
    assert list(found["articles"][0]) == ["kind", "before", "after", "changes"]
    assert list(found["articles"][0]["after"]) == ["id", "title", "source", "published", "url", "language", "sha256"]
    assert list(found["actors"][0]) == ["kind", "before", "after", "changes", "events"]
    assert list(found["actors"][0]["after"]) == ["id", "name", "kind", "state", "wikidata"]
    assert list(found["events"][0]) == ["kind", "before", "after", "changes", "follows", "other", "new", "gone"]
    assert list(found["events"][0]["new"][0]) == [
        "quote", "article", "start", "end", "polarity", "modality", "attribution", "source", "published",
    ]  # fmt: skip
    assert "evidence" not in found["events"][0]["after"]
    assert list(found["ties"][0]) == [
        "kind", "a", "b", "a_name", "b_name", "before", "after", "change", "claims", "reasons",
    ]  # fmt: skip
    assert list(found["ties"][0]["after"]) == ["strength", "low", "high", "affinity", "engagement", "expected", "acts"]
    assert list(found["ties"][0]["claims"][0]) == [
        "kind", "source", "relation", "target", "sign", "day", "quote", "article", "outlet", "teller", "published",
        "changes",
    ]  # fmt: skip
    reasons = [reason for tie in found["ties"] for reason in tie["reasons"]]
    assert {tuple(reason) for reason in reasons} == {("cause", "part", "words")}


def test_csv_has_a_row_for_each_change_sentence_and_reason() -> None:
    found = diff(*both())

    rows = list(csv.DictReader(io.StringIO(found.to_csv())))

    assert tuple(rows[0]) == COLUMNS
    ties = [row for row in rows if row["section"] == "ties"]
    assert sum(row["what"] == "strength" for row in ties) == len(found.ties)
    assert sum(row["what"] == "sentence" for row in ties) == sum(len(tie.claims) for tie in found.ties)
    assert sum(row["what"] == "reason" for row in ties) == sum(len(tie.reasons) for tie in found.ties)
    came = next(row for row in ties if row["kind"] == "came" and row["what"] == "strength")
    assert (came["before"], float(came["after"])) == ("", found.ties[0].change)
    dates = [row for row in rows if row["section"] == "events" and row["what"] == "date"]
    assert [(row["before"], row["after"]) for row in dates] == [("2024-04-23", "2024-04-16")]
    merged = next(row for row in rows if row["kind"] == "merged")
    assert (merged["id"], merged["other"], merged["name"]) == ("kim-2", "kim-jong-un", "Kim Jong Un")


def test_no_cell_of_the_csv_is_a_formula() -> None:
    odd = actor('=HYPERLINK("x")', id="odd")
    after = graph(told("praised", odd, FRANCE, "@SUM(1) praised\rFrance."), articles=(news("a1", source="+wire"),))

    rows = list(csv.DictReader(io.StringIO(diff(graph(), after).to_csv())))

    texts = [row[name] for row in rows for name in ("id", "other", "name", "source", "quote", "article", "after")]
    assert not [text for text in texts if text.startswith(("=", "@", "\t", "\r", "+w"))]
    assert '\'=HYPERLINK("x")' in texts
    assert "'@SUM(1) praised France." in texts
    assert "'+wire" in texts


def test_a_notebook_shows_a_table_for_each_section_with_the_sentences_of_ties() -> None:
    found = diff(*both())

    page = to_html(found)

    for words in ("5 articles that differ", "2 actors that differ", "5 events that differ", "7 ties that differ"):
        assert words in page
    assert "is now Kim Jong Un (kim-jong-un)" in page
    assert "Emmanuel Macron visited Germany." in page
    assert "1 event only with other ids of actors or articles." in page
    assert "date 2024-04-23 -&gt; 2024-04-16" in page
    assert "No differences" in to_html(diff(both()[0], both()[0]))
    assert "7 ties that differ" in to_text(found)
