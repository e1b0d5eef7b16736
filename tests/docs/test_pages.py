"""The pages of the documentation in; every command of them run, and what they print compared with what they say, out."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import make_parser
from kg.docs import Page, pages
from tests.docs.conftest import Begun
from tests.prose import blocks_of, complaints, run_all

PAGES = pages()
BLUNT = re.compile(r"\b(simply|just|powerful|easily|obviously)\b", re.IGNORECASE)


@pytest.mark.model
def test_the_tutorial_runs_and_prints_what_it_says(begun: Begun, prepared: Callable[[], Path]) -> None:
    ran = [*begun.ran, *run_all(begun.rest, prepared())]

    assert "\n\n".join(complaints(ran, where="tutorial.md")) == ""


@pytest.mark.model
@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "tutorial"], ids=lambda page: page.name)
def test_every_command_of_a_page_runs_and_prints_what_it_says(page: Page, prepared: Callable[[], Path]) -> None:
    blocks = blocks_of(page.text)

    ran = run_all(blocks, prepared()) if any(block.is_run for block in blocks) else []

    assert "\n\n".join(complaints(ran, where=f"{page.name}.md")) == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_not_run_is_a_command_that_kg_understands(page: Page) -> None:
    left = "\n".join(block.text for block in blocks_of(page.text) if "not-run" in block.marks)
    commands = [shlex.split(line, comments=True) for line in left.splitlines()]

    assert all(words[0] == "kg" and make_parser().parse_args(words[1:]) for words in commands if words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_says_what_it_is_for_under_its_title(page: Page) -> None:
    lines = page.text.split("\n")

    assert lines[0] == f"# {page.title}"
    assert lines[1] == ""
    assert page.about.endswith(".")
    assert len(page.about) <= 100


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_one_sentence_a_line_and_no_blunt_words(page: Page) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.text, flags=re.MULTILINE | re.DOTALL)

    assert BLUNT.findall(prose) == []
    lines = [line for line in prose.splitlines() if not line.startswith("#") and "|" not in line]
    assert [line for line in lines if re.search(r"[a-z\d)`]\. [A-Z]", re.sub(r"^\d+\. ", "", line))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_that_a_page_names_are_there(page: Page) -> None:
    named = set(re.findall(r"\]\(([\w-]+)\.md[)#]", page.text)) | set(re.findall(r"kg docs ([\w-]+)", page.text))

    assert named <= {each.name for each in PAGES} | {"NAME", "PAGE"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_in_toml_is_toml(page: Page) -> None:
    for block in blocks_of(page.text):
        if block.language == "toml":
            assert tomllib.loads(block.text)
