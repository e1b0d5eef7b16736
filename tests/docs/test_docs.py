"""The command ``kg docs``: what it lists and prints, what it says of a name that it does not know, and what is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

import kg
from kg.cli import main
from kg.docs import page_named, pages
from kg.errors import InputError

ROOT = Path(__file__).resolve().parents[2]


def test_the_pages_are_listed_with_a_line_each_the_tutorial_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(maxsplit=1) == ["tutorial", page_named("tutorial").about]
    assert [line.split()[0] for line in lines[: len(pages())]] == [page.name for page in pages()]
    assert lines[-1] == "Print one: kg docs NAME"


def test_a_page_is_printed_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "strength"]) == 0

    assert capsys.readouterr().out == (Path(kg.__file__).parent / "docs" / "strength.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "found"),
    [("tutorial", "tutorial"), ("Limits.md", "limits"), ("review", "howto-review"), ("howto-review", "howto-review")],
)
def test_a_page_is_found_with_and_without_what_stands_around_its_name(name: str, found: str) -> None:
    assert page_named(name).name == found


@pytest.mark.parametrize(
    ("name", "near"),
    [("tutor", "tutorial"), ("reviews", "howto-review"), ("strengths", "strength"), ("pdf", "howto-sources")],
)
def test_a_name_that_is_not_known_gets_the_nearest_pages(name: str, near: str) -> None:
    with pytest.raises(InputError, match=f"page '{name}' is not known; choose one of {near}"):
        page_named(name)


def test_a_name_like_no_other_gets_all_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "zzzz"]) == 2

    assert capsys.readouterr().err == (
        f"kg: page 'zzzz' is not known; choose one of {', '.join(page.name for page in pages())}\n"
    )


def test_the_pages_travel_in_the_wheel() -> None:
    shipped = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}

    assert {f"kg/docs/{page.name}.md" for page in pages()} <= shipped
