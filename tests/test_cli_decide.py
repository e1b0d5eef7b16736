"""kg decide and what builds make of it, in-process: what is printed, written and returned, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.cells import write_cells
from kg.cli import main
from kg.decisions import SHEET_COLUMNS, read_decisions
from kg.model import Article, Event
from tests.factories import actor, day, event, evidence

Out = pytest.CaptureFixture[str]
RUSSIA, UKRAINE = actor("Russia", "state"), actor("Ukraine", "state")
SHELLED = "Russia shelled Kyiv in May."
MET = "Kim met the UN."
ID = event("attacked", RUSSIA, UKRAINE, when=day("2024-05-01", "2024-05-31")).id


@pytest.fixture(autouse=True)
def _stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read two sentences without spaCy, in a folder with a text that has them."""

    def extractor(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            found = []
            if SHELLED in each.text:
                claim = evidence(SHELLED, article=each.id, start=each.text.index(SHELLED))
                dates = day("2024-05-01", "2024-05-31")
                found.append(event("attacked", RUSSIA, UKRAINE, article=each.id, when=dates, claims=[claim]))
            if MET in each.text:
                claim = evidence(MET, article=each.id, start=each.text.index(MET))
                nations = actor("UN", "organization")
                found.append(event("met-with", actor("Kim"), nations, article=each.id, claims=[claim]))
                found.append(event("praised", RUSSIA, actor("NATO", "organization"), article=each.id, claims=[claim]))
            yield each, tuple(found)

    monkeypatch.setattr("kg.pipeline._extractor", lambda _own, _given: extractor)
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/one.txt").write_text(f"{SHELLED} {MET}", encoding="utf-8")


def run(*arguments: str) -> int:
    return main(list(arguments))


def decide(*arguments: str) -> int:
    return run("decide", *arguments, "--who", "Ana", "--when", "2026-11-26", "--file", "d.toml")


@pytest.fixture
def built(capsys: Out) -> None:
    run("build", "news", "--out", "out")
    capsys.readouterr()


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("place", ["", " "])
def test_an_empty_place_is_not_taken_for_one_that_is_not_known(capsys: Out, place: str) -> None:
    with pytest.raises(SystemExit) as left:
        decide("place", ID, place, "--why", "a variable of a script that was not set")

    assert left.value.code == 2
    assert "is no place such as Geneva, or unknown" in capsys.readouterr().err


@pytest.mark.usefixtures("built")
def test_a_corrected_place_is_noted_built_and_shown(capsys: Out) -> None:
    code = decide("place", ID, "Kharkiv", "--country", "Ukraine", "--why", "the text says so")
    noted = capsys.readouterr().out
    run("build", "news", "--out", "out", "--decisions", "d.toml")
    capsys.readouterr()
    run("show", "Russia", "Ukraine")
    shown = capsys.readouterr().out

    assert code == 0
    assert f"place of {ID}: Kharkiv, Ukraine\n  changes 1 event\n  before: no place\n" in noted
    assert "at Kharkiv" in shown
    assert "decided: place corrected by Ana on 2026-11-26 (before: no place): the text says so" in shown


@pytest.mark.usefixtures("built")
def test_a_corrected_date_is_noted_built_and_shown(capsys: Out) -> None:
    code = decide("date", ID, "2024-05-09", "--why", "the ministry says so")
    noted = capsys.readouterr().out
    run("build", "news", "--out", "out", "--decisions", "d.toml")
    summary = capsys.readouterr().out
    run("show", "Russia", "Ukraine")
    shown = capsys.readouterr().out

    name = "date-2024-05-01-attacked-russia-ukraine"
    assert code == 0
    assert noted == (
        f"d.toml: {name}, by Ana: date {ID}: 2024-05-09\n"
        "  changes 1 event\n"
        "  before: 2024-05-01 to 2024-05-31\n"
        "The next build applies it if it is given --decisions d.toml. "
        f"To take it back: kg decide undo {name} --file d.toml\n"
    )
    assert (
        "Decisions: 1 applied, 0 not or not wholly\n"
        f"  {name}: date {ID}: 2024-05-09 (1 event; before: 2024-05-01 to 2024-05-31)\n"
    ) in summary
    assert "  2024-05-09  Russia attacked Ukraine\n" in shown
    assert (
        "      decided: date corrected by Ana on 2026-11-26 (before: 2024-05-01 to 2024-05-31): the ministry says so\n"
    ) in shown


@pytest.mark.usefixtures("built")
def test_a_decision_that_no_longer_applies_is_told_and_stays_in_the_file(capsys: Out) -> None:
    decide("reject", ID, "--why", "misread")
    Path("news/one.txt").write_text(MET, encoding="utf-8")
    capsys.readouterr()

    run("build", "news", "--out", "out", "--decisions", "d.toml")

    assert (
        "Decisions: 0 applied, 1 not or not wholly\n"
        "  reject-2024-05-01-attacked-russia-ukraine does not apply: article one does not hold its sentence any more\n"
    ) in capsys.readouterr().out
    assert len(read_decisions("d.toml")) == 1


@pytest.mark.usefixtures("built")
def test_actors_are_merged_by_the_names_that_kg_show_knows(capsys: Out) -> None:
    code = decide("merge", "un", "--into", "United Nations", "--why", "one body")

    assert code == 0
    assert capsys.readouterr().out.startswith(
        "d.toml: merge-un-united-nations, by Ana: merge un into united-nations\n  changes 1 event\n  before: un: UN\n"
    )


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("into", "found"),
    [("Putin", "vladimir-putin"), ("Nikol Pashinyan", "nikol-pashinyan"), ("kim", "kim"), ("Kyiv", "ukraine")],
)
def test_what_actors_become_is_known_by_other_and_last_names_and_from_the_tables(into: str, found: str) -> None:
    assert decide("merge", "UN", "--into", into, "--why", "x") == 0
    assert [each.into for each in read_decisions("d.toml")] == [found]


@pytest.mark.usefixtures("built")
def test_a_new_actor_is_made_where_that_is_said(capsys: Out) -> None:
    code = decide("merge", "UN", "NATO", "--into", "Both Bodies", "--new", "--why", "x")

    assert code == 0
    (decision,) = read_decisions("d.toml")
    assert (decision.into, decision.label) == ("both-bodies", "Both Bodies")
    assert "note:" not in capsys.readouterr().out


@pytest.mark.usefixtures("built")
def test_that_an_actor_of_another_kind_becomes_one_is_noted_and_the_graph_conforms(capsys: Out) -> None:
    decide("merge", "Kim", "--into", "NATO", "--why", "x")
    decide("merge", "UN", "--into", "Ukraine", "--why", "x")
    said = capsys.readouterr().out
    run("build", "news", "--out", "out", "--decisions", "d.toml")

    assert (
        "  note: Kim is a person and NATO an organization; what is told of the one is then told of the other\n" in said
    )
    assert run("validate", "out") == 0


@pytest.mark.usefixtures("built")
def test_rows_of_a_sheet_are_held_to_the_same(capsys: Out) -> None:
    rows = (
        {"decision": "yes", "kind": "merge-actors", "actors": "UN", "into": "nowhere", "why": "x"},
        {"decision": "yes", "kind": "rename-actor", "actors": "russia", "label": "Ukraine"},
        {"decision": "yes", "kind": "merge-actors", "actors": "UN", "into": "both-bodies", "label": "Both Bodies"},
    )
    write_cells("sheet.csv", SHEET_COLUMNS, ([row.get(column, "") for column in SHEET_COLUMNS] for row in rows))

    code = run("decide", "--sheet", "sheet.csv", "--who", "Bo", "--when", "2026-11-26", "--file", "d.toml")

    out = capsys.readouterr().out
    assert code == 1
    assert "no actor is called 'nowhere'" in out
    assert "Ukraine is the name of another actor" in out
    assert [each.into for each in read_decisions("d.toml")] == ["both-bodies"]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("merge", "Rusia", "--into", "Ukraine"), "actor 'Rusia' is not in the graph; did you mean Russia?"),
        (("merge", "Russia", "--into", "Russia"), ("Russia (russia) cannot become itself; name the other actors that are "
         "the same")),
        (("merge", "UN", "--into", "Ukrane"), "no actor is called 'Ukrane'; did you mean Ukraine"),
        (("merge", "Russia", "--into", "Kim"), ("Russia is a state and Kim a person; a state becomes only another state. The "
         "other way round it can be: kg decide merge kim --into russia")),
        (("merge", "Russia", "--into", "The Bear", "--new"), ("Russia is a state and becomes no new actor; another name is "
         "given by: kg decide rename russia NAME")),
        (("merge", "UN", "--into", "Ukraine", "--new"), "'Ukraine' is no new actor but Ukraine (ukraine); leave out --new"),
        (("merge", "UN", "--into", "NATO", "--label", "Russia"), "Russia is the name of another actor, Russia (russia);"),
        (("rename", "Russia", "Ukraine"), ("Ukraine is the name of another actor, Ukraine (ukraine); if that is who is meant: "
         "kg decide merge russia --into ukraine; if not, give a name that tells the two apart")),
        (("rename", "Russia", "Türkiye"), "Türkiye is the name of another actor, Turkey (turkey);"),
        (("split", "UN", "--label", "Russia", "--into", "x", "--event", "met"), "event 'met' is not in the graph"),
        (("split", "UN", "--label", "Russia", "--into", "x", "--article", "one"), ("Russia is the name of another actor, "
         "Russia (russia); if that is who is meant: --into russia;")),
        (("reject", "2024-05-01-attacked-russia-ukrain-0"), ("event '2024-05-01-attacked-russia-ukrain-0' is not in the "
         f"graph; did you mean {ID}?")),
        (("reject", "un"), "event 'un' can be"),
        (("reject", "x"), "event 'x' is not in the graph; kg show ACTOR --ids has the ids"),
        (("relation", ID, "atacked"), "relation is 'atacked', which the ontology has not; did you mean attacked, thanked?"),
        (("relation", ID), ("relation and swap are missing; write the right relation, or that source and target change "
         "places")),
        (("split", "Russia", "--label", "Other", "--article", "two"), "article 'two' is not in the graph"),
        (("split", "Russia", "--label", "Other"), ("articles and events are missing; write in which articles or events the "
         "actor is the new one")),
        (("split", "UN", "--label", "Other", "--event", ID), f"event {ID} is between Russia and Ukraine; UN is none of them"),
        (("leave-out", "on"), ("article 'on' is not in the graph (did you mean one?); if it was removed before, and is not to "
         "come back, add --removed")),
        (("leave-out", "", "--removed"), "an id of articles is empty; write ids such as"),
        (("apart", "Russia"), "actors has 1; write the ids of at least two actors that are not the same"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_told_and_nothing_is_written(
    arguments: tuple[str, ...], message: str, capsys: Out
) -> None:
    code = decide(*arguments, "--why", "x")

    assert code == 2
    assert capsys.readouterr().err.startswith(f"kg: {message}")
    assert not Path("d.toml").exists()


@pytest.mark.usefixtures("built")
def test_an_event_is_known_by_the_beginning_of_its_id_and_by_its_digest() -> None:
    digest = ID.rpartition("-")[2]

    assert decide("reject", "2024", "--why", "x") == 0
    assert decide("affirm", digest[:8], "--why", "x") == 0
    assert [each.told[0].event for each in read_decisions("d.toml")] == [ID, ID]


@pytest.mark.usefixtures("built")
def test_show_prints_ids_when_it_is_asked_to(capsys: Out) -> None:
    run("show", "Russia", "Ukraine", "--ids")

    assert f"      id: {ID}\n" in capsys.readouterr().out


@pytest.mark.usefixtures("built")
def test_a_decision_is_listed_and_undone_with_what_leans_on_it(capsys: Out) -> None:
    decide("rename", "Russia", "Russian Federation", "--why", "formal", "--name", "formal")
    decide("rename", "Russia", "The Bear", "--why", "a joke")
    capsys.readouterr()

    run("decide", "list", "--file", "d.toml")
    listed = capsys.readouterr().out
    code = run("decide", "undo", "formal", "--file", "d.toml")

    bear = "rename-russia  2026-11-26  Ana: rename russia: The Bear (a joke)\n"
    assert listed == (
        "formal  2026-11-26  Ana: rename russia: Russian Federation (formal)  [overruled by rename-russia]\n"
        f"{bear.rstrip()}  [not in this graph: newer, or it does not apply]\n"
    )
    assert code == 0
    assert capsys.readouterr().out == (
        "d.toml: taken back: formal  2026-11-26  Ana: rename russia: Russian Federation (formal)\n"
        f"Later decisions are about the same; look whether they still hold:\n  {bear}"
    )


@pytest.mark.usefixtures("built")
def test_actors_that_were_renamed_or_merged_are_found_by_the_names_they_had(capsys: Out) -> None:
    decide("merge", "UN", "--into", "NATO", "--label", "The Body", "--why", "x")
    decide("rename", "Kim", "Kim the First", "--why", "x")
    decide("rename", "Kim", "Kim the Second", "--why", "x")
    run("build", "news", "--out", "out", "--decisions", "d.toml")

    found = {name: run("show", name) for name in ("UN", "un", "NATO", "the body", "Kim", "Kim the First", "the third")}
    capsys.readouterr()
    why = run("why", "Russia", "UN")

    assert found == dict.fromkeys(found, 0) | {"the third": 2}
    assert why == 0
    assert capsys.readouterr().out.startswith("The Body - Russia:")
    assert '"Kim the First"' in Path("out/graph.html").read_text(encoding="utf-8")
    assert run("decide", "rename", "Kim the First", "Kim", "--who", "Ana", "--why", "x", "--file", "d.toml") == 0


@pytest.mark.usefixtures("built")
def test_an_event_that_was_rejected_is_affirmed_by_undoing_that(capsys: Out) -> None:
    decide("reject", ID, "--why", "misread")
    run("build", "news", "--out", "out", "--decisions", "d.toml")
    capsys.readouterr()

    code = decide("affirm", ID, "--why", "right after all")

    name = "reject-2024-05-01-attacked-russia-ukraine"
    assert code == 2
    assert capsys.readouterr().err == (
        f"kg: event {ID} is not in the graph: it was rejected by {name}; take that back with: kg decide undo {name}\n"
    )


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("rename", "Russia", "The Bear"), ("rename", "Russia", "The Great Bear")),
        (("merge", "UN", "--into", "NATO"), ("apart", "UN", "NATO")),
        (("apart", "UN", "NATO"), ("merge", "UN", "--into", "NATO")),
        (("affirm", ID), ("reject", ID)),
        (("reject", ID), ("affirm", ID)),
        (("date", ID, "2024-05-09"), ("date", ID, "2024-05-10")),
        (("relation", ID, "accused"), ("relation", ID, "criticised")),
        (("relation", ID, "--swap"), ("reject", ID)),
    ],
)
def test_a_decision_that_overrules_another_says_so_and_the_list_marks_it(
    first: tuple[str, ...], second: tuple[str, ...], capsys: Out
) -> None:
    decide(*first, "--why", "x", "--name", "first")
    assert "overrules" not in capsys.readouterr().out

    code = decide(*second, "--why", "x", "--name", "second")
    noted = capsys.readouterr().out
    run("build", "news", "--out", "out", "--decisions", "d.toml")
    capsys.readouterr()
    run("decide", "list", "--file", "d.toml")

    assert code == 0
    assert "\n  overrules first: " in noted
    one, other = capsys.readouterr().out.splitlines()
    assert one.endswith("  [overruled by second]")
    assert other.endswith("(x)")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("first", "again"),
    [
        (("rename", "Russia", "The Bear"), ("rename", "The Bear", "The Great Bear")),
        (("affirm", ID), ("reject", ID)),
        (("relation", ID, "accused"), ("relation", "2024", "criticised")),
        (("date", ID, "2024-05-09"), ("date", "2024", "2024-05-10")),
    ],
)
def test_what_the_graph_was_built_with_is_overruled_too(
    first: tuple[str, ...], again: tuple[str, ...], capsys: Out
) -> None:
    decide(*first, "--why", "x", "--name", "first")
    run("build", "news", "--out", "out", "--decisions", "d.toml")
    capsys.readouterr()

    assert decide(*again, "--why", "x") == 0
    assert "\n  overrules first: " in capsys.readouterr().out


@pytest.mark.usefixtures("built")
def test_actors_that_were_made_one_are_kept_apart_by_undoing_that(capsys: Out) -> None:
    decide("merge", "UN", "--into", "NATO", "--why", "x", "--name", "one")
    run("build", "news", "--out", "out", "--decisions", "d.toml")
    capsys.readouterr()

    assert decide("apart", "UN", "NATO", "--why", "x") == 2
    assert capsys.readouterr().err == ("kg: one has made one actor of these; take that back with: kg decide undo one\n")


@pytest.mark.usefixtures("built")
def test_the_list_marks_what_does_not_apply_and_is_bare_without_a_graph(capsys: Out) -> None:
    decide("reject", ID, "--why", "misread", "--name", "gone")
    decide("rename", "Kim", "Kim the First", "--why", "x", "--name", "kept")
    Path("news/one.txt").write_text(MET, encoding="utf-8")
    run("build", "news", "--out", "new", "--decisions", "d.toml")
    capsys.readouterr()

    run("decide", "list", "--file", "d.toml", "--graph", "new")
    gone, kept = capsys.readouterr().out.splitlines()
    Path("out/graph.ttl").unlink()
    run("decide", "list", "--file", "d.toml")

    assert gone.endswith("(misread)  [does not apply in this graph]")
    assert kept.endswith("(x)")
    assert "[" not in capsys.readouterr().out
    assert run("decide", "list", "--file", "d.toml", "--graph", "nowhere") == 2


@pytest.mark.usefixtures("built")
def test_the_same_decision_twice_is_one(capsys: Out) -> None:
    decide("reject", ID, "--why", "misread")
    capsys.readouterr()

    assert decide("reject", ID, "--why", "misread, surely") == 0
    assert capsys.readouterr().out == (
        "d.toml: decided before as reject-2024-05-01-attacked-russia-ukraine; nothing is added\n"
    )


@pytest.mark.usefixtures("built")
def test_a_sheet_is_taken_over_and_rows_that_are_none_are_told(capsys: Out) -> None:
    rows = (
        {"decision": "yes", "kind": "merge-actors", "actors": "UN", "into": "united-nations", "why": "one body"},
        {"decision": "no", "kind": "affirm-event", "event": ID},
        {"decision": "", "kind": "affirm-event", "event": ID},
        {"decision": "yes", "kind": "rename-actor", "actors": "peru", "label": "Peru"},
        {"decision": "yes", "kind": "reject-event", "event": "2020-gone-0"},
        {"decision": "perhaps", "kind": "reject-event", "event": ID},
    )
    write_cells("sheet.csv", SHEET_COLUMNS, ([row.get(column, "") for column in SHEET_COLUMNS] for row in rows))

    code = run("decide", "--sheet", "sheet.csv", "--who", "Bo", "--when", "2026-11-26", "--file", "d.toml")

    out = capsys.readouterr().out
    assert code == 1
    assert out.startswith(
        "d.toml: 2 decisions added\n"
        "  merge-un-united-nations: merge un into united-nations\n"
        f"  reject-2024-05-01-attacked-russia-ukraine: reject {ID}\n"
    )
    assert "Left out: 3 inputs\n" in out
    assert "  sheet.csv: row 7: decision is 'perhaps'; write yes or no, or leave it empty\n" in out
    assert "  sheet.csv: rename peru: Peru: actor 'peru' is not in the graph" in out
    assert "  sheet.csv: reject 2020-gone-0: no event has the id 2020-gone-0 any more\n" in out
    merge, reject = read_decisions("d.toml")
    assert (merge.who, merge.why) == ("Bo", "one body")
    assert (reject.told[0].article, reject.told[0].quote) == ("one", SHELLED)


@pytest.mark.usefixtures("built")
def test_without_a_workspace_a_file_must_be_named(capsys: Out) -> None:
    code = run("decide", "reject", ID, "--why", "x", "--who", "Ana")

    assert code == 2
    assert capsys.readouterr().err == (
        "kg: there is no workspace here (workspace); name a file with --file decisions.toml, which a build applies with: "
        "kg build PATH --decisions decisions.toml\n"
    )


def test_a_workspace_applies_its_own_decisions_on_every_build(capsys: Out) -> None:
    run("add", "news")
    run("build", "--out", "out")
    code = run("decide", "date", ID, "2024-05-09", "--why", "x", "--who", "Ana", "--when", "2026-11-26")
    capsys.readouterr()

    run("status")
    status = capsys.readouterr().out
    run("build", "--out", "out")

    assert code == 0
    assert "1 decision\n" in status
    assert "decisions or settings changed" in status
    assert "Decisions: 1 applied, 0 not or not wholly\n" in capsys.readouterr().out
    run("show", "Russia", "Ukraine")
    assert "  2024-05-09  Russia attacked Ukraine\n" in capsys.readouterr().out


@pytest.mark.usefixtures("built")
def test_what_was_said_before_the_name_of_what_to_decide_counts() -> None:
    run("decide", "--who", "Bo", "--file", "d.toml", "reject", ID, "--why", "x")

    assert [each.who for each in read_decisions("d.toml")] == ["Bo"]


def test_nothing_to_decide_is_an_error(capsys: Out) -> None:
    assert run("decide") == 2
    assert capsys.readouterr().err == (
        "kg: nothing to decide is given; give --sheet FILE, or what to decide: kg decide --help lists it\n"
    )


@pytest.mark.parametrize("days", ["9/5/2024", "2024-05-12..2024-05-09", ".."])
def test_days_that_are_none_are_wrong_usage(days: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as left:
        decide("date", ID, days, "--why", "x")

    assert left.value.code == 2
    assert repr(days) in capsys.readouterr().err


@pytest.mark.usefixtures("built")
def test_an_article_is_left_out_with_what_goes_with_it_and_which_copies_stay(capsys: Out) -> None:
    text = f"{SHELLED} {MET} " + " ".join(f"And {number} more sentences of one agency." for number in range(30))
    for name in ("one", "two"):
        Path(f"news/{name}.txt").write_text(text, encoding="utf-8")
    run("build", "news")
    capsys.readouterr()

    decide("leave-out", "one", "--why", "withdrawn")

    assert capsys.readouterr().out == (
        "d.toml: leave-out-one, by Ana: leave out article one\n"
        "  note: events told there: 3, of which nowhere else: 0\n"
        "  note: the same text stays in two; leave that out as well where it is the text that is wrong\n"
        "The next build applies it if it is given --decisions d.toml. "
        "To take it back: kg decide undo leave-out-one --file d.toml\n"
    )
    run("build", "news", "--decisions", "d.toml")
    assert "  article one: is left out by the decision leave-out-one of Ana on 2026-11-26: withdrawn\n" in (
        capsys.readouterr().out
    )
    assert decide("leave-out", "one", "--why", "withdrawn") == 2
    assert capsys.readouterr().err == "kg: article one is left out already, by leave-out-one\n"


@pytest.mark.usefixtures("built")
def test_an_article_that_was_removed_before_is_left_out_by_its_id_alone(capsys: Out) -> None:
    assert decide("leave-out", "zero", "--removed", "--why", "withdrawn") == 0

    assert read_decisions("d.toml")[0].articles == ("zero",)
    assert "note" not in capsys.readouterr().out


@pytest.mark.usefixtures("built")
def test_a_sheet_leaves_out_articles_of_the_graph_and_tells_of_others(capsys: Out) -> None:
    rows = (
        {"decision": "yes", "kind": "leave-out-article", "article": "one", "why": "withdrawn"},
        {"decision": "yes", "kind": "leave-out-article", "article": "nine", "why": "withdrawn"},
    )
    write_cells("sheet.csv", SHEET_COLUMNS, ([row.get(column, "") for column in SHEET_COLUMNS] for row in rows))

    code = run("decide", "--sheet", "sheet.csv", "--who", "Bo", "--when", "2026-11-26", "--file", "d.toml")

    assert code == 1
    assert "leave out article nine: article 'nine' is not in the graph" in capsys.readouterr().out
    assert [each.articles for each in read_decisions("d.toml")] == [("one",)]
