"""The notebooks of the project, by name, and what runs and converts one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

ROOT: Final = Path(__file__).resolve().parents[2]
NOTEBOOKS: Final = sorted((ROOT / "notebooks").glob("*.ipynb"))
NAMES: Final = [path.stem for path in NOTEBOOKS]
EVENT_DATA: Final = "KG_EVENT_DATA"

by_path: Final = pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
by_name: Final = pytest.mark.parametrize("name", NAMES)


def execute(name: str, *, folder: Path, temporary: Path, variables: Mapping[str, str]) -> NotebookNode:
    """Run a notebook from top to bottom in a folder of its own, with what it writes going to ``temporary``."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed, so no notebook can be read")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed, so no notebook can be run")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed, so there is no kernel to run a notebook in")
    notebook: NotebookNode = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    inherited = {key: value for key, value in os.environ.items() if key != EVENT_DATA}
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env={**inherited, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), **variables})
    return notebook


def converted(notebook: NotebookNode) -> str:
    """Return an executed notebook as HTML, without the scripts for formulas and diagrams that nbconvert fetches."""
    exporter = pytest.importorskip("nbconvert", reason="nbconvert is not installed, so no notebook can be converted")
    page, _ = exporter.HTMLExporter(
        mathjax_url="", require_js_url="", mermaid_js_url="", jquery_url=""
    ).from_notebook_node(notebook)
    return str(page)
