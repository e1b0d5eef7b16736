"""Cells that end with what kg returns in; what a real kernel answers for a notebook to show, out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from kg.rdf.turtle import write_turtle
from tests.factories import actor, article, corpus, day, event, evidence

nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed, so no notebook can be run")
nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed, so no notebook can be made")
pytest.importorskip("ipykernel", reason="ipykernel is not installed, so there is no kernel to run a notebook in")

ROOT: Final = Path(__file__).resolve().parents[2]
CELLS: Final = {
    "graph": "<iframe",
    "graph.events": "2 events, 13 Sep 2023",
    "graph.events[:1]": "1 event, 13 Sep 2023",
    "graph.events[0]": "Steppe Observer",
    "graph.events[0].evidence[0]": "Steppe Observer",
    "graph.events[0].source": "Q1",
    "graph.events[0].date": "13 Sep 2023",
    "graph.ties": "1 tie, as of 14 Sep 2023",
    "graph.ties[0]": "Kim Jong Un and Vladimir Putin",
    "graph.articles": "1 article",
    "graph.articles[0]": "Two men met",
    "graph.disputes": "1 disputed act",
    "graph.disputes[0]": "Denied: 1 sentence",
    "graph.corpus": "1 article, 2 actors, 2 events",
    "graph.analyse()": "2 actors, 1 tie",
    "graph.query('ASK { ?a ?b ?c }')": "The answer is yes.",
    "graph.query('timeline', a='Kim Jong Un', b='Vladimir Putin')": "2 rows",
    "graph.to_pyvis()": "sandbox=",
    "kg.strengths(graph)": "1 tie, as of 14 Sep 2023",
    "kg.strengths(graph).tie('Kim Jong Un', 'Vladimir Putin')": "What the strength is made of",
    "kg.Measure()": "half_life_days",
    "kg.course(graph, 'Kim Jong Un', 'Vladimir Putin')": "<svg",
    "kg.queries()": "timeline",
    "kg.queries()['timeline']": "PREFIX",
    "kg.who('four Saudi soldiers')": "SAU",
}
"""Cells, with what their HTML must have."""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return the data of the output of each cell, by its source."""
    putin = actor("Vladimir Putin", wikidata="Q2")
    claims = [evidence(), evidence(polarity="negated", attribution="an aide")]
    found = corpus(
        event(source=actor(wikidata="Q1"), target=putin, when=day(), claims=claims),
        event("praised", actor(wikidata="Q1"), putin),
        articles=[article("a1", title="Two men met", source="Steppe Observer", published=day("2023-09-14").earliest)],
    )
    path = tmp_path_factory.mktemp("built") / "graph.ttl"
    write_turtle(found, path)
    sources = [f"import kg\ngraph = kg.read({str(path)!r})", *CELLS, "graph.events[0].evidence"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in sources])
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(ROOT))
        nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return {cell.source: cell.outputs[-1].data for cell in notebook.cells if cell.outputs}


@pytest.mark.filterwarnings("default")  # what Jupyter's own packages warn of is not ours to mend
@pytest.mark.parametrize("source", CELLS)
def test_a_cell_shows_html_and_a_readable_text(source: str, outputs: dict[str, Any]) -> None:
    shown = outputs[source]

    assert CELLS[source] in shown["text/html"]
    assert len(shown["text/plain"]) < 5000
    assert "Evidence(" not in shown["text/plain"]


@pytest.mark.filterwarnings("default")
def test_values_in_a_tuple_are_a_few_words_each(outputs: dict[str, Any]) -> None:
    text = outputs["graph.events[0].evidence"]["text/plain"]

    assert text.count("<Evidence: Kim Jong Un met Vladimir Putin.") == 2
