"""The commands that judge kg, in-process: what evaluate and audit print, write and return, word for word."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kg.built import Graph
from kg.cli import main, make_parser
from kg.exporters.events import event_to_dict
from kg.files import write_jsonl
from kg.matching import LEVELS
from tests.factories import actor, corpus, day, event, evidence

Out = pytest.CaptureFixture[str]
FRANCE, CHAD, MACRON = actor("France", "state"), actor("Chad", "state"), actor("Emmanuel Macron", state="France")
EVENTS = (
    event("visited", FRANCE, CHAD, article="a1", when=day("2024-05-09"), confidence=0.9),
    event("leads", MACRON, FRANCE, article="a1", confidence=0.7),
    event("praised", CHAD, FRANCE, article="a1", confidence=0.8, claims=[evidence("Chad hailed\nParis.")]),
    event("praised", CHAD, FRANCE, article="b2"),
)
GOLD = {
    "id": "a1",
    "relations": [
        {"source": {"name": "France"}, "type": "visited", "target": {"name": "Chad"}, "polarity": "affirmed", "date": "2024"},
        {"source": {"name": "Macron", "state": "France"}, "type": "aided", "target": {"name": "Chad"}, "evidence": "He gave"},
        {"source": {"name": "Chad"}, "type": "thanked", "target": {"name": "France"}, "core": False},
        {"source": {"name": "Emmanuel Macron"}, "type": "leads", "target": {"name": "France"}, "place": ""},
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_jsonl("events.jsonl", map(event_to_dict, EVENTS))
    write_jsonl("gold.jsonl", [GOLD])


def run(*arguments: str) -> int:
    return main(list(arguments))


def _fill(path: str, *words: str) -> list[dict[str, str]]:
    """Write the words into the column right, from the top."""
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, word in zip(rows, words, strict=False):
        row["right"] = word
    with Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return rows


# ---- evaluate


def test_evaluate_prints_tables_and_mistakes(capsys: Out) -> None:
    code = run("evaluate", "gold.jsonl", "events.jsonl", "--level", "type")

    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    # Intervals: 1/1 .2065 to 1; 1/2 .0945 to .9055; 0/1 0 to .7935; F1 from F* = 1/3 .0615 to .7923.
    assert out.splitlines() == [
        "1 article with 4 relations, 1 of them not core; 3 events compared",
        "Left out: 1 event of 1 article that the gold lacks (b2)",
        "",
        "Levels",
        "          found  right  gold  precision          95 %  recall          95 %     F1          95 %  what is compared",
        f"  pair        1      1     1      1.000  0.21 to 1.00   1.000  0.21 to 1.00  1.000  0.34 to 1.00  {LEVELS['pair']}",
        f"  quad        1      1     2      1.000  0.21 to 1.00   0.500  0.09 to 0.91  0.667  0.17 to 0.95  {LEVELS['quad']}",
        f"  root        1      1     2      1.000  0.21 to 1.00   0.500  0.09 to 0.91  0.667  0.17 to 0.95  {LEVELS['root']}",
        f"  type        2      1     2      0.500  0.09 to 0.91   0.500  0.09 to 0.91  0.500  0.12 to 0.88  {LEVELS['type']}",
        f"  static      1      1     1      1.000  0.21 to 1.00   1.000  0.21 to 1.00  1.000  0.34 to 1.00  {LEVELS['static']}",
        "",
        "Relations (levels type and static)",
        "           found  right  gold  precision          95 %  recall          95 %",
        "  leads        1      1     1      1.000  0.21 to 1.00   1.000  0.21 to 1.00",
        "  visited      1      1     1      1.000  0.21 to 1.00   1.000  0.21 to 1.00",
        "  aided        0      0     1          -             -   0.000  0.00 to 0.79",
        "  praised      1      0     0      0.000  0.00 to 0.79       -             -",
        "",
        "Attributes, where relation and actors are right",
        "               said  right  missing  share          95 %  silent  left open  share  95 %",
        "  polarity        1      1        0  1.000  0.21 to 1.00       0          0      -     -",
        "  modality        0      0        0      -             -       0          0      -     -",
        "  date            1      1        0  1.000  0.21 to 1.00       0          0      -     -",
        "  attribution     0      0        0      -             -       0          0      -     -",
        "  place           0      0        0      -             -       0          0      -     -",
        "",
        "Confidence (level type)",
        "                events   mean  right          95 %",
        "  0.80 to 0.90       1  0.800  0.000  0.00 to 0.79",
        "  0.90 to 1.00       1  0.900  1.000  0.21 to 1.00",
        "  Expected calibration error 0.450",
        "",
        "Missed (level type): 1",
        "  a1: Macron aided Chad",
        '      "He gave"',
        "",
        "False (level type): 1",
        "  a1: Chad praised France  0.80",
        '      "Chad hailed Paris."',
        "      -- by met-with/verb",
        "      -- the gold has for the two: thanked, visited",
    ]


def test_evaluate_shows_so_many_mistakes_of_each_kind(capsys: Out) -> None:
    run("evaluate", "gold.jsonl", "events.jsonl", "--level", "type", "--mistakes", "0")
    assert "Missed" not in capsys.readouterr().out

    write_jsonl("none.jsonl", [{"id": "a1", "relations": []}])
    run("evaluate", "none.jsonl", "events.jsonl", "--level", "type", "--mistakes", "1")
    out = capsys.readouterr().out
    assert "False (level type): 2, the 1 most confident\n  a1: France visited Chad  0.90\n" in out
    assert "praised France  0.80" not in out


def test_evaluate_gives_json_for_machines(capsys: Out) -> None:
    code = run("evaluate", "gold.jsonl", "events.jsonl", "--format", "json", "--mistakes", "1")

    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert found["levels"]["root"]["f1"]["value"] == pytest.approx(2 / 3)
    assert found["levels"]["root"]["precision"] == {
        "right": 1, "total": 1, "share": 1.0, "low": pytest.approx(0.2065, abs=1e-4), "high": 1.0,
    }  # fmt: skip
    assert found["by_relation"]["aided"]["precision"]["share"] is None
    assert found["attributes"]["date"]["said"]["missing"] == 0
    assert found["left_out"] == {"b2": 1}
    assert found["missed"]["count"] == len(found["missed"]["listed"]) == 1
    assert found["confidence"]["expected_calibration_error"] == pytest.approx(0.1)


def test_evaluate_says_when_no_article_is_in_both_files(capsys: Out) -> None:
    write_jsonl("gold.jsonl", [{**GOLD, "id": "A1"}])

    run("evaluate", "gold.jsonl", "events.jsonl")

    assert capsys.readouterr().out.splitlines()[:4] == [
        "1 article with 4 relations, 1 of them not core; 0 events compared",
        "Left out: 4 events of 2 articles that the gold lacks (a1, b2)",
        "Without events: 1 article (A1)",
        "No event is of an article of the gold: are the ids of the articles the same in both files?",
    ]


def test_evaluate_of_no_events_has_no_precision(capsys: Out) -> None:
    Path("events.jsonl").write_text("", encoding="utf-8")

    assert run("evaluate", "gold.jsonl", "events.jsonl") == 0

    root = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("  root"))
    assert root.split()[1:6] == ["0", "0", "2", "-", "-"]


def test_the_levels_that_the_help_offers_are_those_there_are() -> None:
    for level in LEVELS:
        assert make_parser().parse_args(["evaluate", "g", "e", "--level", level]).level == level


# ---- audit


def test_a_sheet_is_drawn_filled_and_counted(capsys: Out) -> None:
    assert run("audit", "events.jsonl", "--sample", "3", "--sheet", "audit.csv") == 0
    assert capsys.readouterr().out.splitlines() == [
        "audit.csv: 3 of 4 events",
        "Fill the column right: yes, no or arguable. Yes means that the sentence says that source did this to target,",
        "or denies it where polarity is negated. Rows come in random order, so you may stop early.",
        "Then: kg audit --filled audit.csv",
    ]

    _fill("audit.csv", "yes", "No")
    assert run("audit", "--filled", "audit.csv") == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2 of 3 rows judged, 1 not filled"
    assert next(line for line in lines if line.startswith("  overall")).split() == [
        "overall", "1", "1", "0", "0.500", "0.09", "to", "0.91",
    ]  # fmt: skip


def test_a_sample_by_relation_says_how_it_is_weighted(capsys: Out) -> None:
    events = [event("visited", FRANCE, CHAD, article=f"a{n}", confidence=0.75) for n in range(90)]
    events += [event("praised", FRANCE, CHAD, article=f"a{n}", confidence=0.75) for n in range(10)]
    write_jsonl("events.jsonl", map(event_to_dict, events))
    run("audit", "events.jsonl", "--sample", "8", "--by", "relation", "--sheet", "audit.csv")
    assert capsys.readouterr().out.startswith("audit.csv: 8 of 100 events, from 2 relations\n")
    rows = _fill("audit.csv")
    _fill("audit.csv", *("yes" if row["relation"] == "visited" else "no" for row in rows))

    run("audit", "--filled", "audit.csv")

    # 90 of 100 events stand behind the four rows that are right; 8 rows of weights 22.5 and 2.5 are 4.878 trials.
    assert capsys.readouterr().out.splitlines() == [
        "8 of 8 rows judged, 0 not filled",
        "Drawn by relation: overall and by confidence, a row weighs as many events as it stands for",
        "",
        "Precision, the arguable left out",
        "           yes  no  arguable  precision          95 %",
        "  overall    4   4         0      0.900  0.46 to 0.99",
        "  praised    0   4         0      0.000  0.00 to 0.49",
        "  visited    4   0         0      1.000  0.51 to 1.00",
        "",
        "Confidence",
        "                events   mean  right          95 %",
        "  0.70 to 0.80       8  0.750  0.900  0.46 to 0.99",
        "  Expected calibration error 0.150",
    ]


def test_strata_without_judgements_and_arguable_rows_are_told(capsys: Out) -> None:
    run("audit", "events.jsonl", "--by", "relation", "--sheet", "audit.csv")
    rows = _fill("audit.csv")
    words = {"visited": "yes", "praised": "arguable", "leads": ""}
    _fill("audit.csv", *(words[row["relation"]] for row in rows))
    capsys.readouterr()

    run("audit", "--filled", "audit.csv")

    out = capsys.readouterr().out
    assert out.startswith("3 of 4 rows judged, 1 not filled\n")
    assert "Nothing judged yet, so not in the figures: leads (1 event)\n" in out
    assert "Overall with the arguable as wrong 0.333, as right 1.000\n" in out


def test_a_sheet_nobody_filled_is_told_what_to_do(capsys: Out) -> None:
    run("audit", "events.jsonl", "--sheet", "audit.csv")
    capsys.readouterr()

    assert run("audit", "--filled", "audit.csv") == 0

    assert capsys.readouterr().out == (
        "0 of 4 rows judged, 4 not filled; write yes, no or arguable into the column right\n"
    )


def test_judgements_of_an_older_sheet_are_taken_over(capsys: Out) -> None:
    run("audit", "events.jsonl", "--sample", "2", "--sheet", "old.csv")
    _fill("old.csv", "yes", "no")
    capsys.readouterr()

    run("audit", "events.jsonl", "--judged", "old.csv", "--sheet", "new.csv")

    assert capsys.readouterr().out.splitlines()[:2] == ["new.csv: 4 of 4 events", "Carried over: 2 judgements"]
    assert [row["right"] for row in _fill("new.csv")] == ["yes", "no", "", ""]


def test_an_audit_of_a_built_graph_takes_its_folder_or_its_file(capsys: Out) -> None:
    Graph(corpus=corpus(*EVENTS)).write("out")

    run("audit", "--sheet", "folder.csv")
    run("audit", "out/graph.ttl", "--sheet", "turtle.csv")
    run("audit", "out/events.jsonl", "--sheet", "events.csv")

    assert "folder.csv: 4 of 4 events\n" in capsys.readouterr().out
    assert Path("folder.csv").read_bytes() == Path("turtle.csv").read_bytes() == Path("events.csv").read_bytes()


def test_audit_gives_json_for_machines(capsys: Out) -> None:
    run("audit", "events.jsonl", "--sheet", "audit.csv")
    _fill("audit.csv", "yes", "yes", "no", "arguable")
    capsys.readouterr()

    run("audit", "--filled", "audit.csv", "--format", "json")

    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["unjudged"], found["weighted"]) == (4, 0, False)
    assert found["overall"]["precision"]["share"] == pytest.approx(2 / 3)
    assert found["overall"]["arguable_as_wrong"]["share"] == pytest.approx(1 / 2)
    assert sum(band["events"] for band in found["confidence"]["bands"]) == 3


# ---- errors


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["evaluate", "gone.jsonl", "events.jsonl"], "gone.jsonl: cannot be read (No such file or directory); check"),
        (["evaluate", "gold.jsonl", "gone.jsonl"], "gone.jsonl: cannot be read (No such file or directory); check"),
        (["evaluate", "events.jsonl", "gold.jsonl"], "events.jsonl:1: relations is missing; write a list"),
        (["evaluate", "gold.jsonl", "gold.jsonl"], "gold.jsonl:1: field 'article' is missing; write the file again"),
        (["audit", "gone.jsonl", "--sheet", "a.csv"], "gone.jsonl: cannot be read (No such file or directory)"),
        (["audit", "--sheet", "a.csv"], "out: no such file or folder; make one with: kg build PATH --out out"),
        (["audit", "--filled", "gone.csv"], "gone.csv: cannot be read (No such file or directory); give a sheet"),
        (["audit", "--filled", "gold.jsonl"], "gold.jsonl: row 1: there is no column id, relation"),
        (
            ["audit", "events.jsonl", "--sheet", "gold.jsonl"],
            "gold.jsonl: is there already, and is not a sheet of kg's",
        ),
        (
            ["audit", "events.jsonl", "--sheet", "a.csv", "--by", "relation", "--sample", "2"],
            "a sample of 2 cannot hold 3 relations; draw 3 or more, or not by relation",
        ),
    ],
)
def test_an_error_of_the_user_is_one_line(arguments: list[str], message: str, capsys: Out) -> None:
    code = run(*arguments)

    err = capsys.readouterr().err
    assert code == 2
    assert err.startswith(f"kg: {message}")
    assert err.count("\n") == 1


def test_a_judgement_that_is_none_is_named_with_its_row(capsys: Out) -> None:
    run("audit", "events.jsonl", "--sheet", "audit.csv")
    _fill("audit.csv", "yes", "perhaps")
    capsys.readouterr()

    assert run("audit", "--filled", "audit.csv") == 2
    assert capsys.readouterr().err == (
        "kg: audit.csv: row 3: right is 'perhaps'; write yes, no or arguable, or leave the cell empty\n"
    )


def test_a_sheet_with_judgements_is_not_written_over(capsys: Out) -> None:
    run("audit", "events.jsonl", "--sheet", "audit.csv")
    _fill("audit.csv", "yes")
    capsys.readouterr()

    assert run("audit", "events.jsonl", "--sheet", "audit.csv") == 2
    assert capsys.readouterr().err == (
        "kg: audit.csv: is there already, with judgements in 1 row; choose another name\n"
    )
