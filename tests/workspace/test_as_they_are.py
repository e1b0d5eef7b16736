"""The files of a workspace as they are now, read as it reads them, beside what it keeps and what was built of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli import main
from kg.verify import verify
from tests.factories import article
from tests.workspace.standin import built, workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MET = "Ana met-with Ben on 2024-05-09"
BLAMED = "Ana accused Cleo on 2024-05-10"


def texts_of(folder: Path) -> Path:
    (folder / "texts" / "sub").mkdir(parents=True)
    (folder / "texts" / "a.txt").write_text(MET)
    (folder / "texts" / "sub" / "b.txt").write_text(BLAMED)
    return folder / "texts"


def test_what_a_workspace_built_stands_in_its_files_whatever_their_articles_are_called(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    place.add(texts_of(tmp_path), prefix="reuters/")
    place.add([article("given", "Ben praised Ana on 2024-06-01")])
    built(place, tmp_path / "out")

    found = verify(tmp_path / "out" / "graph.ttl", place.as_they_are())

    assert [(each.article, each.status) for each in found.articles] == [
        ("given", "stands"),
        ("reuters/a", "stands"),
        ("reuters/sub/b", "stands"),
    ]


def test_the_command_verifies_a_build_by_the_files_of_the_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = workspace(tmp_path / "w")
    texts = texts_of(tmp_path)
    place.add(texts, prefix="reuters/")
    out = tmp_path / "out"
    built(place, out)

    assert main(["verify", str(out), "-w", str(place.folder)]) == 0
    assert capsys.readouterr().out == "articles: 2 stand; quotes: 2 stand\n"
    (texts / "a.txt").write_text("Ana met-with nobody")
    (texts / "sub" / "b.txt").unlink()
    assert main(["verify", str(out), "-w", str(place.folder)]) == 1
    said = capsys.readouterr().out
    assert "reuters/a: changed" in said
    assert "reuters/sub/b: missing" in said


def test_either_paths_or_a_workspace_tell_where_the_texts_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "give PATH, or the workspace with --workspace DIR" in capsys.readouterr().err
    assert main(["verify", str(tmp_path), str(tmp_path), "-w", str(tmp_path)]) == 2
    assert "give PATH or --workspace, not both" in capsys.readouterr().err
