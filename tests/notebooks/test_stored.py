"""The notebooks as they are stored: clean, in order, and stories that go on from one to the next."""

from __future__ import annotations

import ast
import json
import re
from typing import TYPE_CHECKING, Any

from tests.notebooks.stories import NAMES, NOTEBOOKS, by_path

if TYPE_CHECKING:
    from pathlib import Path


def _cells(path: Path, kind: str) -> list[dict[str, Any]]:
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in stored["cells"] if cell["cell_type"] == kind]


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_the_notebooks_are_six_stories_in_order() -> None:
    assert [name[:2] for name in NAMES] == ["01", "02", "03", "04", "05", "06"]


@by_path
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    code = _cells(path, "code")

    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []


@by_path
def test_a_notebook_is_stored_the_same_way_whoever_saves_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    stored = json.loads(text)

    assert [cell["id"] for cell in stored["cells"]] == [f"cell-{n:02}" for n in range(1, len(stored["cells"]) + 1)]
    assert [cell["id"] for cell in stored["cells"] if cell["metadata"]] == []
    assert stored["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert text == json.dumps(stored, indent=1, ensure_ascii=False) + "\n"


@by_path
def test_a_notebook_asks_a_question_and_says_what_it_does_not_show(path: Path) -> None:
    prose = [_source(cell) for cell in _cells(path, "markdown")]

    assert prose[0].startswith("# ")
    assert "**The question: " in prose[0]
    assert prose[-1].startswith("## What this does not show\n")


@by_path
def test_a_notebook_leads_to_the_next_and_its_links_lead_somewhere(path: Path) -> None:
    prose = [_source(cell) for cell in _cells(path, "markdown")]
    following = NOTEBOOKS[(NOTEBOOKS.index(path) + 1) % len(NOTEBOOKS)].name

    links = re.findall(r"\]\(([^)#]+)", "\n".join(prose))

    assert following in re.findall(r"\]\(([^)#]+)", prose[-1])
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


@by_path
def test_a_notebook_holds_no_logic(path: Path) -> None:
    source = [_source(cell) for cell in _cells(path, "code")]

    nodes = [node for text in source for node in ast.walk(ast.parse(text))]

    assert [node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)] == []
    assert [node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr.startswith("_")] == []
    assert 8 <= len(source) <= 20
