"""The README and its files in; every command and every Python block of it run in order, out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

import pytest

from kg.model import Article
from kg.ontology import load_relations
from kg.readers import read_articles
from tests.prose import ROOT, blocks_of, complaints, make_folder, run_all

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS: Final = blocks_of(README)
SET_UP: Final = [block for block in BLOCKS if block.is_set_up]


@pytest.mark.model
def test_every_command_and_python_block_of_the_readme_runs(tmp_path: Path) -> None:
    languages = [block.language for block in BLOCKS if block.is_run]
    assert languages.count("bash") >= 5
    assert languages.count("python") >= 1

    ran = run_all(BLOCKS, make_folder(tmp_path))

    assert "\n\n".join(complaints(ran, where="README.md")) == ""
    assert len(ran) == len(languages)


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
