"""What comes into a workspace, what becomes of it, and what is told of it; a stand-in finds the events."""

from __future__ import annotations

import bz2
import gzip
import os
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.decision import Decision
from kg.decisions import add_decisions
from kg.errors import InputError, WorkspaceError
from kg.workspace import Settings, Workspace
from tests.factories import article
from tests.workspace.standin import built, read_lines, workspace

MET = "Ana met-with Ben on 2024-05-09"
BLAMED = "Ana accused Cleo on 2024-05-10"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    place.add(texts)
    write(texts, b=BLAMED)

    change = place.add(texts)

    assert (change.added, change.same, change.events) == (("b",), ("a",), 1)
    assert [event.relation for event in place.graph().events] == ["met-with", "accused"]


def test_each_article_is_told_of_when_it_is_kept(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    told: list[tuple[str, int]] = []

    place.add(
        write(tmp_path / "texts", a=MET, b=BLAMED),
        on_kept=lambda name: told.append((name, Workspace(place.folder).status().articles)),
    )

    assert told == [("a", 1), ("b", 2)]


def test_an_edited_article_replaces_its_evidence_and_nothing_of_the_old_one_remains(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a="Ana met-with Quixalot on 2024-05-09\nThe old secret", b=BLAMED)
    place = workspace(tmp_path / "w")
    place.add(texts)
    built(place, tmp_path / "out")
    write(texts, a="Ana sanctioned Dan on 2024-06-01")

    change = place.update()
    files = built(place, tmp_path / "out")

    assert change.updated == ("a",)
    assert [event.relation for event in place.graph().events] == ["sanctioned", "accused"]
    everything = b"".join([*files.values(), *(path.read_bytes() for path in place.folder.iterdir())])
    assert b"Dan" in everything
    for old in (b"The old secret", b"Quixalot", b"quixalot"):
        assert old not in everything


def test_what_is_removed_leaves_nothing(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add(write(tmp_path / "texts", a=f"{MET}\nThe old secret", b=BLAMED))

    change = place.remove("a")

    assert change.removed == ("a",)
    assert [each.id for each in place.articles()] == ["b"]
    assert b"The old secret" not in b"".join(path.read_bytes() for path in place.folder.iterdir())


def test_articles_are_removed_by_their_file_or_folder(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([write(tmp_path / "one", a=MET, b=BLAMED), write(tmp_path / "two", c=MET)])

    assert place.remove(tmp_path / "one" / "b.txt").removed == ("b",)
    assert place.remove([tmp_path / "one", "c"]).removed == ("a", "c")


def test_an_article_that_is_not_there_cannot_be_removed_and_nothing_else_is(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("summit-1", MET), article("b", BLAMED)])

    with pytest.raises(InputError, match=r"summit1: no article of .* has this id .*did you mean summit-1\?"):
        place.remove(["b", "summit1"])

    assert len(place.articles()) == 2


def test_an_article_with_another_text_is_not_taken_by_add_and_the_message_says_how(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET)])

    change = place.add([article("a", BLAMED)])

    assert not change
    assert [(each.where, each.why) for each in change.skipped] == [
        ("article a", "is kept already with another text or date; take the new one with: kg update")
    ]
    assert place.articles() == (article("a", MET),)


def test_a_file_of_the_same_name_elsewhere_is_another_article_and_a_prefix_tells_them_apart(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add(write(tmp_path / "one", a=MET))
    other = write(tmp_path / "two", a=BLAMED)

    assert "is the id of another article already, from" in place.add(other).skipped[0].why
    assert "is the id of another article already, from" in place.update(other).skipped[0].why
    assert place.add(other, prefix="two/").added == ("two/a",)
    assert place.update(other).same == ("two/a",)


def test_rows_of_a_corpus_have_their_own_ids_wherever_they_come_from(tmp_path: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_text('{"id": "r1", "text": "' + MET + '"}\n')
    new.write_text('{"id": "r1", "text": "' + BLAMED + '"}\n')
    place = workspace(tmp_path / "w")
    place.add(old)

    assert place.update(new).updated == ("r1",)
    assert place.articles()[0].text == BLAMED


def test_a_file_keeps_its_id_whatever_comes_beside_it_and_however_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = tmp_path / "texts"
    (texts / "2024").mkdir(parents=True)
    write(texts / "2024", visit=MET)
    place = workspace(tmp_path / "w")
    assert place.add(texts).added == ("2024/visit",)
    (texts / "2025").mkdir()
    write(texts / "2025", visit=BLAMED)

    monkeypatch.chdir(texts / "2024")

    assert place.add(Path("visit.txt")).same == ("2024/visit",)
    assert place.add(texts).added == ("2025/visit",)


def test_files_that_differ_in_their_suffix_alone_keep_it(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", visit=MET)
    (texts / "visit.html").write_text(
        f"<html><body><article><p>{BLAMED} {'and more words ' * 9}</p></article></body></html>"
    )

    change = workspace(tmp_path / "w").add(texts)

    assert set(change.added) == {"visit.txt", "visit.html"}


def test_packed_files_that_differ_in_their_suffixes_alone_keep_them(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt.gz").write_bytes(gzip.compress(MET.encode()))
    (texts / "a.txt.bz2").write_bytes(bz2.compress(BLAMED.encode()))

    assert set(workspace(tmp_path / "w").add(texts).added) == {"a.txt.gz", "a.txt.bz2"}


def test_a_file_that_was_not_read_to_its_end_is_read_again_by_an_update(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(f'{{"id": "r{number}", "text": "{MET}"}}\n' for number in range(3)))
    place = workspace(tmp_path / "w")

    def stop(name: str) -> None:
        if name == "r1":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place.add(rows, on_kept=stop)

    assert place.status().articles == 2
    assert [Path(each).name for each in place.status().edited] == ["rows.jsonl"]
    assert place.update().added == ("r2",)
    assert place.status().edited == ()


def test_an_update_reads_a_file_in_the_way_it_was_added(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    place.add(texts / "a.txt", published=date(2024, 5, 11), prefix="x/")
    (texts / "a.txt").write_text(BLAMED)

    change = place.update()

    assert change.updated == ("x/a",)
    assert place.articles() == (article("x/a", BLAMED, published=date(2024, 5, 11)),)


def test_a_file_that_was_touched_but_not_changed_is_not_read(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    place.add(texts)
    os.utime(texts / "a.txt", ns=(1, 1))

    assert place.status().edited == ()
    assert not place.update()


def test_what_its_file_no_longer_holds_is_told_of_and_pruned_when_asked(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "r1", "text": "' + MET + '"}\n{"id": "r2", "text": "' + BLAMED + '"}\n')
    texts = write(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    place.add([rows, texts])
    rows.write_text('{"id": "r1", "text": "' + MET + '"}\n')
    (texts / "a.txt").unlink()

    told = place.update()

    assert {(each.article, Path(each.origin).name) for each in told.gone} == {("r2", "rows.jsonl"), ("a", "a.txt")}
    assert len(place.articles()) == 3
    assert [(each.article, Path(each.origin).name) for each in place.status().gone] == [("a", "a.txt")]
    assert "remove them with: kg update --prune" in told.to_text()
    assert set(place.update(prune=True).removed) == {"r2", "a"}
    assert [each.id for each in place.articles()] == ["r1"]


def test_a_file_that_moved_is_the_same_article(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    place.add(texts)
    new = tmp_path / "new"
    texts.rename(new)

    assert place.add(new).same == ("a",)
    assert not place.update(prune=True)
    assert len(place.articles()) == 1


def test_a_workspace_can_be_moved_together_with_its_texts(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    texts = write(tmp_path / "here" / "texts", a=MET)
    workspace(tmp_path / "here" / "w").add(texts)
    (tmp_path / "here").rename(tmp_path / "there")
    write(tmp_path / "there" / "texts", a=BLAMED)

    assert workspace(tmp_path / "there" / "w").update().updated == ("a",)


def test_what_is_left_out_stays_known_until_it_is_mended(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "r1", "text": "' + MET + '"}\n{"id": "r2"}\n')
    place = workspace(tmp_path / "w")
    place.add(rows)
    assert [each.where for each in place.status().left_out] == [f"{rows}:2"]
    rows.write_text('{"id": "r1", "text": "' + MET + '"}\n{"id": "r2", "text": "' + BLAMED + '"}\n')

    place.update()

    assert place.status().left_out == ()


def test_the_status_tells_what_has_changed_since_the_last_build(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a=MET, b=BLAMED, c=MET)
    place = workspace(tmp_path / "w")
    assert not place.status().up_to_date
    place.add(texts)
    place.build(tmp_path / "out")
    assert place.status().up_to_date
    assert Path(place.status().built).resolve() == (tmp_path / "out").resolve()
    write(texts, a="Ana praised Ben", d=MET)
    place.update(texts)
    place.remove("c")

    status = place.status()

    assert (status.added, status.changed, status.removed) == (("d",), ("a",), ("c",))
    assert "1 article added, 1 article changed, 1 article removed; build it with: kg build" in status.to_text()
    place.build(tmp_path / "out")
    assert place.status().up_to_date


def test_what_other_rules_read_is_read_again_by_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET), article("b", BLAMED)])
    monkeypatch.setattr("kg.workspace.work.fingerprint", lambda _settings: "another")
    assert place.status().stale == ("a", "b")
    told: list[tuple[int, int]] = []

    place.graph(progress=lambda done, total: told.append((done, total)))

    assert told == [(0, 2), (1, 2), (2, 2)]
    assert place.status().stale == ()


def test_other_settings_make_all_readings_stale_and_are_not_taken_by_the_way(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET)])

    with pytest.raises(WorkspaceError, match="reads with other settings than those given"):
        Workspace.make(place.folder, settings=Settings(readers="rules"))

    (place.folder / "workspace.toml").write_text('readers = "rules"\n')
    assert Workspace(place.folder).status().stale == ("a",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('reader = "rules"', "'reader' is no setting; choose from model, readers"),
        ('readers = "some"', "readers is 'some'; choose from both, rules, learned"),
        ("model = 3", "model is 3; write it in quotes"),
        ("model =", "cannot be read"),
    ],
)
def test_settings_that_cannot_be_read_are_told_with_the_fix(tmp_path: Path, text: str, said: str) -> None:
    place = workspace(tmp_path / "w")
    (place.folder / "workspace.toml").write_text(text)

    with pytest.raises(WorkspaceError, match=said):
        Workspace(place.folder)


def test_a_folder_that_holds_something_else_is_not_made_a_workspace(tmp_path: Path) -> None:
    write(tmp_path / "texts", a=MET)

    with pytest.raises(WorkspaceError, match="holds files and is no workspace; name a new folder"):
        Workspace.make(tmp_path / "texts")
    with pytest.raises(WorkspaceError, match="is no workspace; make one with: kg add PATH --workspace"):
        Workspace(tmp_path / "texts")


@pytest.mark.parametrize("content", [b"", b"not a database, but as long as the head of one is" * 20])
def test_a_database_that_is_none_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    place = workspace(tmp_path / "w")
    (place.folder / "kg-workspace.sqlite").write_bytes(content)

    if content:
        with pytest.raises(WorkspaceError, match=r"kg-workspace\.sqlite: cannot be used"):
            place.status()
    else:
        assert place.status().articles == 0  # SQLite takes an empty file for a new database


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    folder = tmp_path / "w"
    folder.mkdir()
    with sqlite3.connect(folder / "kg-workspace.sqlite") as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()

    with pytest.raises(WorkspaceError, match="is not kg's; choose another folder"):
        workspace(folder).status()


def test_a_workspace_is_no_input(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET)])

    with pytest.raises(InputError, match="is a workspace of kg; build it with: kg build --workspace DIR"):
        kg.build(tmp_path, extractor=read_lines)


def test_a_graph_of_nothing_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no articles; add some with: kg add PATH --workspace"):
        workspace(tmp_path / "w").graph()


def test_an_id_that_no_file_can_hold_is_left_out(tmp_path: Path) -> None:
    change = workspace(tmp_path / "w").add([article("a\ud800", MET), article("b", BLAMED)])

    assert change.added == ("b",)
    assert "half of a surrogate pair" in change.skipped[0].why


def test_articles_come_back_as_they_were_kept(tmp_path: Path) -> None:
    whole = article(
        "a/b c",
        'Ana met-with Ben on 2024-05-09\r\nA "quote", a tab\t, and \u2028 a line separator, \ud83c alone',
        title="T",
        published=date(2024, 5, 9),
        source="S",
        url="u",
        language="en",
        mentions=(kg.MarkedSpan(start=0, end=3, actor="Ana"), kg.MarkedSpan(start=1, end=2)),
    )
    place = workspace(tmp_path / "w")

    place.add([whole])

    assert place.articles() == (whole,)
    assert place.origins() == {"a/b c": None}


def test_a_file_that_moved_and_changed_is_the_same_article(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a=MET)
    place = workspace(tmp_path / "w")
    place.add(texts)
    new = tmp_path / "new"
    texts.rename(new)
    write(new, a=BLAMED)

    assert place.update(new).updated == ("a",)
    assert [each.text for each in place.articles()] == [BLAMED]


def test_files_that_were_read_before_a_stop_are_not_told_as_changed(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", a=MET, b=BLAMED, c=MET)
    place = workspace(tmp_path / "w")

    def stop(name: str) -> None:
        if name == "b":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place.add(texts, on_kept=stop)

    # Of the file at hand nobody knows whether there is more in it.
    assert [Path(each).name for each in place.status().edited] == ["b.txt"]


def test_a_replay_is_not_what_the_workspace_was_built_into(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET, published=date(2024, 5, 10)), article("b", BLAMED, published=date(2024, 6, 1))])
    place.build(tmp_path / "out")

    replay = place.build(tmp_path / "may", known_on=date(2024, 5, 31))

    assert len(replay.articles) == 1
    assert place.status().up_to_date
    assert Path(place.status().built).name == "out"
    place.build(tmp_path / "out", known_on=date(2024, 5, 31))
    assert not place.status().up_to_date


def test_a_decision_about_what_was_not_known_yet_still_applies(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET, published=date(2024, 5, 10)), article("b", BLAMED, published=date(2024, 6, 1))])
    rename = Decision(
        name="", kind="rename-actor", who="Ana", when=date(2024, 7, 1), why="", actors=("cleo",), label="Cleopatra"
    )
    add_decisions(place.folder / "decisions.toml", [rename])

    assert [each.outcome for each in place.graph(known_on=date(2024, 5, 31)).corpus.unmet] == []
    assert "Cleopatra" in {event.target.name for event in place.graph().events}


def test_a_workspace_that_cannot_be_written_to_can_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = workspace(tmp_path / "w")
    place.add([article("a", MET)])
    # Root, who runs this in CI, may write everywhere; what is asked of the system is answered as for others.
    monkeypatch.setattr("kg.workspace.schema.os.access", lambda _path, mode: mode != os.W_OK)

    assert place.status().articles == 1
    assert [each.id for each in place.articles()] == ["a"]
    with pytest.raises(WorkspaceError, match="readonly database"):
        place.add([article("b", MET)])
