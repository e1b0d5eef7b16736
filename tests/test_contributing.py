"""CONTRIBUTING.md in; each recipe applied to a copy of the project, edit by edit, and its checks run, out."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.prose import ROOT, Block, blocks_of, complaints, make_folder, run_all

TEXT: Final = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS: Final = {
    part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
}
RECIPES: Final = [title for title in SECTIONS if title.startswith("Add a")]
COPIED: Final = ("kg", "ontology", "data/reference", "tests", "benchmarks")
LINKED: Final = (
    "data/corpus",
    "data/learned",
    "data/sample",
    "data/sample_fr",
    "data/README.md",
    "README.md",
    ".ci",
    "notebooks",
)


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    """Return a copy of the project in which the recipe may change files."""
    leave = shutil.ignore_patterns("__pycache__", "_data", ".hypothesis")
    for name in COPIED:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=leave)
    for name in LINKED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        if (ROOT / name).exists():
            (tmp_path / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return make_folder(tmp_path)


def _edit(block: Block, project: Path) -> None:
    """Apply a patch, or write the file whose name stands behind the language of the block."""
    if block.language == "diff":
        done = subprocess.run(
            ["git", "apply", "--whitespace=nowarn", "-"],
            cwd=project, input=block.text, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{block.text}\n{done.stderr}"
        return
    (name,) = block.marks
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text(block.text, encoding="utf-8")


def _is_edit(block: Block) -> bool:
    return block.language == "diff" or any("/" in mark for mark in block.marks)


def test_there_is_a_recipe_for_each_thing_that_people_add() -> None:
    assert RECIPES == [
        "Add a verb",
        "Add an actor",
        "Add a relation",
        "Add a source format (reader)",
        "Add an exporter",
        "Add a language",
        "Add a page of documentation",
    ]


@pytest.mark.model
@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_works_as_written(title: str, project: Path) -> None:
    blocks = blocks_of(SECTIONS[title])
    assert blocks

    for number, block in enumerate(blocks):
        if _is_edit(block):
            _edit(block, project)
        elif block.is_run:
            ran = run_all(
                blocks[number : number + 2][: 2 if _is_said(blocks, number + 1) else 1], project, project=project
            )
            assert "\n\n".join(complaints(ran, where=f"CONTRIBUTING.md, {title}")) == ""


def _is_said(blocks: list[Block], number: int) -> bool:
    return number < len(blocks) and blocks[number].language == "text"


def test_every_path_that_the_page_links_to_exists() -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", TEXT)

    assert targets
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


def test_the_set_up_installs_what_the_checks_need() -> None:
    (block,) = (block for block in blocks_of(SECTIONS["Set up"]) if block.is_set_up)

    assert "pip install -e '.[dev]'" in block.text
