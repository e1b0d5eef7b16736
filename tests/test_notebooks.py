"""The notebooks in; every one of them run from top to bottom in a kernel of its own, out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
NOTEBOOKS: Final = sorted((ROOT / "notebooks").glob("*.ipynb"))
by_name: Final = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


@pytest.mark.model
@pytest.mark.filterwarnings("default")  # what Jupyter's own packages warn of is not ours to mend
@by_name
def test_a_notebook_runs_from_top_to_bottom_and_ends_with_the_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed, so no notebook can be read")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed, so no notebook can be run")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed, so there is no kernel to run a notebook in")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    notebook = nbformat.read(path, as_version=4)

    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()

    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.source for cell in cells if not cell.outputs] == []
    assert "<iframe" in cells[-1].outputs[-1].data["text/html"]


@by_name
def test_a_notebook_is_stored_without_outputs(path: Path) -> None:
    stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))

    code = [cell for cell in stored["cells"] if cell["cell_type"] == "code"]

    assert code
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
