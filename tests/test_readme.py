"""The README and its files in; every command and every Python block of it run in order, out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from kg.model import Article
from kg.ontology import load_relations
from kg.readers import read_articles

ROOT: Final = Path(__file__).resolve().parent.parent
README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One fenced block of the README."""

    language: str
    text: str
    line: int


BLOCKS: Final = [
    Block(found[1], found[2], README.count("\n", 0, found.start()) + 1) for found in BLOCK.finditer(README)
]
SET_UP: Final = [block for block in BLOCKS if block.language == "bash" and "-m venv" in block.text]
RUNNABLE: Final = [block for block in BLOCKS if block.language in {"bash", "python"} and block not in SET_UP]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a folder with the sample beside it, as in a checkout, and a ``kg`` command that runs this checkout."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    command = tmp_path / "bin" / "kg"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def _run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    shell = ["bash", "-euo", "pipefail", "-c"] if block.language == "bash" else [sys.executable, "-c"]
    environment = {
        **os.environ,
        "BROWSER": "true",  # what opens the page is a program that does nothing
        "PATH": os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [*shell, block.text], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


@pytest.mark.model
def test_every_command_and_python_block_of_the_readme_runs(folder: Path) -> None:
    languages = [block.language for block in RUNNABLE]
    assert languages.count("bash") >= 5
    assert languages.count("python") >= 1

    for block in RUNNABLE:
        done = _run(block, folder)

        assert done.returncode == 0, f"README.md:{block.line}\n{block.text}\n{done.stdout}\n{done.stderr}"
        assert done.stdout.strip(), f"README.md:{block.line} prints nothing"


def test_the_two_set_up_commands_install_this_project_and_build_or_test() -> None:
    build, test = SET_UP

    assert "pip install ." in build.text
    assert build.text.rstrip().endswith(".venv/bin/kg build data/sample --out out")
    assert "pip install -e '.[test]'" in test.text
    assert test.text.rstrip().endswith(".venv/bin/pytest")


def test_a_set_up_command_stops_at_its_first_failure() -> None:
    for block in SET_UP:
        lines = block.text.strip().splitlines()
        assert all(line.endswith("&& \\") for line in lines[:-1]), block.text


def test_what_the_readme_shows_in_toml_is_toml() -> None:
    shown = [block for block in BLOCKS if block.language == "toml"]

    assert shown
    for block in shown:
        assert tomllib.loads(block.text), f"README.md:{block.line}"


def test_the_numbers_that_the_readme_gives_are_those_of_the_checkout() -> None:
    texts = [item for item in read_articles([ROOT / "data" / "sample"]) if isinstance(item, Article)]

    assert f"{len(load_relations())} kinds of relations" in README
    assert f"{len(texts)} short news texts" in README


def test_every_path_the_readme_links_to_exists() -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", README)

    assert targets
    assert [target for target in targets if "://" not in target and not (ROOT / target).exists()] == []


def test_the_picture_is_small_enough_to_load_at_once() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+\.png)\)", README)

    assert pictures
    assert all((ROOT / picture).stat().st_size < 300_000 for picture in pictures)
