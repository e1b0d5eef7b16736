"""``kg diff`` and ``kg build --known-on``: what they print, write and return, word for word."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.model import Article, Event, Modality
from kg.rdf.turtle import write_turtle
from tests.differences.invented import FRANCE, RUSSIA, both
from tests.factories import actor, day, event, evidence

Out = pytest.CaptureFixture[str]

NEWS = [
    {"id": "n1", "published": "2024-05-01", "source": "Hill Post", "text": "France will meet Russia on 6 May."},
    {"id": "n2", "published": "2024-05-07", "source": "Hill Post", "text": "France met Russia on 6 May."},
    {"id": "n3", "text": "France praised Russia."},
]


@pytest.fixture
def graphs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two built graphs, a and b, in which the command runs."""
    for name, each in zip("ab", both(), strict=True):
        write_turtle(each.corpus, tmp_path / name / "graph.ttl")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with three articles, of which a stand-in for spaCy makes one event each."""

    def extractor(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            planned = "will" in each.text
            modality: Modality = "planned" if planned else "actual"
            claim = evidence(each.text, article=each.id, modality=modality)
            relation = "praised" if "praised" in each.text else "met-with"
            when = day("2024-05-06") if relation == "met-with" else None
            yield (
                each,
                (event(relation, FRANCE, RUSSIA, article=each.id, when=when, claims=[claim], modality=modality),),
            )

    monkeypatch.setattr("kg.pipeline._extractor", lambda _own, _given: extractor)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in NEWS), encoding="utf-8")
    return path


def run(*arguments: str) -> int:
    return main(list(arguments))


@pytest.mark.usefixtures("graphs")
def test_two_graphs_that_differ_are_told_apart_with_exit_code_one(capsys: Out) -> None:
    code = run("diff", "a", "b")

    out, err = capsys.readouterr()
    golden = (Path(__file__).parent / "golden.txt").read_text(encoding="utf-8")
    assert (code, err) == (1, "")
    assert out == golden.replace("before: before", "before: a").replace("after:  after", "after:  b")


@pytest.mark.usefixtures("graphs")
def test_the_same_graph_has_exit_code_zero(capsys: Out) -> None:
    code = run("diff", "a", "a/graph.ttl")

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "before: a (5 articles, 10 actors, 7 events, 6 ties as of 2024-04-27)",
        "after:  a/graph.ttl (5 articles, 10 actors, 7 events, 6 ties as of 2024-04-27)",
        "",
        "No differences.",
    ]


@pytest.mark.usefixtures("graphs")
def test_what_is_not_asked_for_does_not_make_a_difference(capsys: Out) -> None:
    code = run("diff", "a", "b", "--only", "events", "--actor", "Polar Front")

    assert code == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["Only what touches Polar Front.", "", "No differences."]


@pytest.mark.usefixtures("graphs")
def test_both_can_be_held_to_one_day(capsys: Out) -> None:
    run("diff", "a", "b", "--as-of", "2024-05-03", "--only", "ties", "--top", "1")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "before: a (5 articles, 10 actors, 7 events, 6 ties as of 2024-05-03)"
    assert lines[1] == "after:  b (5 articles, 9 actors, 8 events, 5 ties as of 2024-05-03)"
    assert not [line for line in lines if line.startswith("Note:")]
    assert lines[-1] == "  6 more; --top N shows more of them"


@pytest.mark.usefixtures("graphs")
def test_json_and_csv_are_written_to_a_file_and_nothing_is_printed(capsys: Out) -> None:
    codes = [run("diff", "a", "b", "--format", name, "-o", f"d.{name}") for name in ("json", "csv", "text")]

    assert codes == [1, 1, 1]
    assert capsys.readouterr().out == ""
    assert json.loads(Path("d.json").read_text(encoding="utf-8"))["before"]["name"] == "a"
    assert len(list(csv.reader(Path("d.csv").read_text(encoding="utf-8").splitlines()))) > 20
    assert Path("d.text").read_text(encoding="utf-8").startswith("before: a (")


@pytest.mark.usefixtures("graphs")
def test_the_level_and_the_measure_are_those_of_strength(capsys: Out) -> None:
    run("diff", "a", "b", "--level", "state", "--half-life", "30", "--format", "json", "--least", "0.2")

    found = json.loads(capsys.readouterr().out)
    measure = found["parameters"]["measure"]
    assert (measure["level"], measure["half_life_days"], found["parameters"]["least"]) == ("state", 30.0, 0.2)
    assert {"Emmanuel Macron", "Vladimir Putin"}.isdisjoint(tie["b_name"] for tie in found["ties"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a", "c"], "kg: c: no such file or folder; make one with: kg build PATH --out c"),
        (["a", "b", "--actor", "Macro"], "kg: actor 'Macro' is not in the graph; did you mean Emmanuel Macron?"),
        (["a", "b", "--level", "bloc"], "kg: the level bloc and a file that says who belongs to which go together; give both or none"),
        (["a", "b", "--half-life", "0"], "kg: half_life_days is 0.0; give a number above 0"),
        (["a", "b", "-o", "a"], "kg: a: is a folder; name a file in it, such as a/name"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("graphs")
def test_an_error_has_exit_code_two_so_that_it_is_no_difference(
    arguments: list[str], message: str, capsys: Out
) -> None:
    code = run("diff", *arguments)

    assert code == 2
    assert capsys.readouterr().err.splitlines() == [message]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a"], "the following arguments are required: B"),
        (["a", "b", "--only", "people"], "argument --only: invalid choice: 'people'"),
        (["a", "b", "--least", "-1"], "argument --least: '-1' is not the size of a strength such as 0.2"),
        (["a", "b", "--as-of", "May"], "argument --as-of: 'May' is not a day such as 2024-05-09"),
    ],
)
def test_wrong_usage_has_exit_code_two(arguments: list[str], message: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("diff", *arguments)

    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_help_says_what_the_exit_codes_are_and_how_known_on_differs_from_as_of(capsys: Out) -> None:
    texts = []
    for command in ("diff", "build", "strength"):
        with pytest.raises(SystemExit):
            run(command, "--help")
        texts.append(" ".join(capsys.readouterr().out.split()))

    assert (
        "The exit code is 0 if nothing differs of what was asked for, 1 if something does, and 2 for errors."
        in texts[0]
    )
    assert "--as-of of kg strength, view and others is by the days of events" in texts[1]
    assert "later events do not count, whenever they were published" in texts[2]


@pytest.mark.usefixtures("news")
def test_a_graph_is_built_as_it_was_known_on_a_day(capsys: Out) -> None:
    code = run("build", "news.jsonl", "--known-on", "2024-05-01", "--out", "w1")

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[0] == "1 article, 2 actors, 1 event, 0 ties"
    why = "has no day of publication, so that nobody can say if it was known on 2024-05-01; give it with --published"
    assert lines[lines.index("Left out: 2 inputs") + 1 :][:2] == [
        "  article n2: was published after 2024-05-01",
        f"  article n3: {why}",
    ]
    assert [(each.modality, str(each.date.latest)) for each in kg.read("w1").events if each.date] == [
        ("planned", "2024-05-06")
    ]


@pytest.mark.usefixtures("news")
def test_two_replays_tell_what_the_news_between_them_did(capsys: Out) -> None:
    run("build", "news.jsonl", "--known-on", "2024-05-01", "--out", "w1")
    run("build", "news.jsonl", "--known-on", "2024-05-08", "--out", "w2")
    capsys.readouterr()

    code = run("diff", "w1", "w2")

    assert code == 1
    assert capsys.readouterr().out.splitlines()[4:] == [
        "Articles: 1 came",
        "  + n2 (Hill Post, 2024-05-07)",
        "",
        "Events: 1 changed",
        "  ~ 2024-05-06  France met-with Russia: modality planned -> actual",
        '      + "France met Russia on 6 May." (Hill Post, 2024-05-07)',
        "",
        "Ties: 1 came",
        "  + +0.45  France - Russia  no tie -> +0.45 (-0.14 to +1.55)",
        "      + 2024-05-06  France met-with Russia",
        '          "France met Russia on 6 May." (Hill Post, 2024-05-07)',
    ]


@pytest.mark.usefixtures("news")
def test_a_day_before_all_articles_is_an_error_with_the_first_reason(capsys: Out) -> None:
    code = run("build", "news.jsonl", "--known-on", "2024-04-30")

    assert code == 2
    assert capsys.readouterr().err == (
        "kg: no article could be read, 3 inputs were left out; article n1: was published after 2024-04-30\n"
    )


def test_articles_that_are_given_are_left_out_by_the_same_day_and_strengths_are_as_of_it() -> None:
    def nothing(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        return ((each, ()) for each in articles)

    articles = [Article(id=f"a{number}", text="Some text.", published=date(2024, 5, number)) for number in (1, 2, 3)]

    graph = kg.build(articles, known_on=date(2024, 5, 2), extractor=nothing)

    assert [each.id for each in graph.articles] == ["a1", "a2"]
    assert [each.why for each in graph.corpus.skipped] == ["was published after 2024-05-02"]
    assert graph.today == date(2024, 5, 2)
    assert kg.build(articles, known_on=date(2024, 5, 2), today=date(2025, 1, 1), extractor=nothing).today == date(
        2025, 1, 1
    )


def test_the_replay_of_the_last_day_is_the_graph_itself() -> None:
    def finds(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            yield (
                each,
                (event("praised", FRANCE, actor("Person"), article=each.id, claims=[evidence("x", article=each.id)]),),
            )

    articles = [Article(id=f"a{number}", text="Some text.", published=date(2024, 5, number)) for number in (1, 2, 3)]

    replay = kg.build(articles, known_on=date(2024, 5, 3), extractor=finds)

    assert kg.diff(kg.build(articles, extractor=finds), replay).same
