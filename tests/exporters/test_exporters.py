"""The contract of all exporters, and what is special to each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import pytest

from kg.errors import GraphFileError, OutputError
from kg.exporters import EXPORTERS, exporter_named
from kg.exporters.events import event_from_dict, event_to_dict, read_events
from kg.model import Corpus
from tests.page.invented import act, actor, invented_corpus, ties_of

ROOT = Path(__file__).resolve().parents[2]
WRITE_ALL = """
import sys
from pathlib import Path
from kg.exporters import EXPORTERS
from tests.page.invented import invented_corpus, ties_of
corpus = invented_corpus(events=40)
for exporter in EXPORTERS.values():
    exporter.write(corpus, ties=ties_of(corpus), path=Path(sys.argv[1]) / ("graph" + exporter.suffix))
"""


def test_every_format_is_registered_under_its_own_name() -> None:
    assert {name: exporter.name for name, exporter in EXPORTERS.items()} == {name: name for name in EXPORTERS}


def test_an_unknown_format_is_answered_with_those_there_are() -> None:
    with pytest.raises(OutputError, match="choose one of events, gexf, graphml"):
        exporter_named("xlsx")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_empty_corpus_can_be_written(name: str, tmp_path: Path) -> None:
    EXPORTERS[name].write(Corpus(), ties=(), path=tmp_path / "empty")

    assert (tmp_path / "empty").exists()


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_characters_that_xml_or_utf8_cannot_hold_do_no_harm(name: str, tmp_path: Path) -> None:
    odd = act(actor("A\x00<b>"), actor("B"), "supports", article="a1", quote="\ud800 \x0b </quote> & “so”")

    EXPORTERS[name].write(Corpus(events=(odd,)), ties=ties_of(Corpus(events=(odd,))), path=tmp_path / "odd")

    assert b"\x00" not in (tmp_path / "odd").read_bytes()


def test_files_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("0", "1", "77"):
        (tmp_path / seed).mkdir()
        subprocess.run(
            [sys.executable, "-c", WRITE_ALL, str(tmp_path / seed)],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )

    for exporter in EXPORTERS.values():
        written = {(tmp_path / seed / f"graph{exporter.suffix}").read_bytes() for seed in ("0", "1", "77")}
        assert len(written) == 1, exporter.name


def test_gexf_has_weights_and_names_and_no_date_of_today(tmp_path: Path) -> None:
    corpus = invented_corpus(events=30)
    ties = ties_of(corpus)

    EXPORTERS["gexf"].write(corpus, ties=ties, path=tmp_path / "g.gexf")

    graph = nx.read_gexf(tmp_path / "g.gexf")
    assert "lastmodifieddate" not in (tmp_path / "g.gexf").read_text(encoding="utf-8")
    assert graph.nodes["norland"]["label"] == "Norland"
    edge = graph.edges[ties[0].a, ties[0].b]
    assert edge["weight"] == pytest.approx(abs(ties[0].strength))
    assert edge["strength"] == pytest.approx(ties[0].strength)


def test_graphml_has_every_event_with_its_quote(tmp_path: Path) -> None:
    corpus = invented_corpus(events=30)

    EXPORTERS["graphml"].write(corpus, ties=ties_of(corpus), path=tmp_path / "g.graphml")

    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    event = corpus.events[0]
    assert graph.number_of_edges() == len(corpus.events)
    assert graph.edges[event.source.id, event.target.id, event.id]["quote"] == event.evidence[0].quote


def test_events_come_back_as_they_were(tmp_path: Path) -> None:
    corpus = invented_corpus(events=30)

    EXPORTERS["events"].write(corpus, ties=(), path=tmp_path / "events.jsonl")

    lines = (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines()
    assert tuple(event_from_dict(json.loads(line)) for line in lines) == corpus.events


def test_an_event_is_written_with_the_fields_of_the_format_in_their_order() -> None:
    row = event_to_dict(act(actor("A"), actor("B"), "supports", article="a1", day=date(2024, 1, 2)))

    assert list(row) == [
        "id",
        "article",
        "relation",
        "root",
        "quad",
        "source",
        "target",
        "polarity",
        "modality",
        "attribution",
        "date",
        "place",
        "occasion",
        "confidence",
        "evidence",
    ]
    assert row["date"] == {"earliest": "2024-01-02", "latest": "2024-01-02", "text": ""}
    assert row["place"] is None


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"source": None}, "line 3"),
        ({"date": {"earliest": "soon", "latest": "later", "text": ""}}, "soon"),
        ({"evidence": []}, "no evidence"),
        ({"id": 7}, "id is 7, which is not text"),
        ({"article": None}, "article is None, which is not text"),
        ({"polarity": "maybe"}, "polarity is 'maybe', which is not one of affirmed, negated"),
        ({"modality": []}, r"modality is \[\], which is not one of actual, planned, possible, hypothetical"),
        ({"confidence": "high"}, r"confidence is 'high', which is not a number in \[0, 1\]"),
        ({"confidence": 93}, r"confidence is 93, which is not a number in \[0, 1\]"),
        ({"place": {"name": None, "country": ""}}, "place.name is None, which is not text"),
        ({"target": {"id": "b", "name": 3, "kind": "state", "state": "", "organ": ""}}, "target.name is 3"),
    ],
)
def test_a_row_that_kg_did_not_write_is_refused_with_its_place(edit: dict[str, object], message: str) -> None:
    row = {**event_to_dict(act(actor("A"), actor("B"), "supports", article="a1")), **edit}

    with pytest.raises(GraphFileError, match=message):
        event_from_dict(row, where="events.jsonl: line 3")


def test_a_missing_field_is_named() -> None:
    with pytest.raises(GraphFileError, match="'article' is missing"):
        event_from_dict({})


def test_an_events_file_is_read_back_line_by_line(tmp_path: Path) -> None:
    corpus = invented_corpus(events=20)
    EXPORTERS["events"].write(corpus, ties=(), path=tmp_path / "events.jsonl")

    assert tuple(read_events(tmp_path / "events.jsonl")) == corpus.events


def test_a_wrong_line_of_an_events_file_is_named(tmp_path: Path) -> None:
    row = event_to_dict(act(actor("A"), actor("B"), "supports", article="a1"))
    path = tmp_path / "events.jsonl"
    for edit, message in (
        ({"relation": "supports-x"}, "relation 'supports-x' is not in the ontology; write one of supports"),
        ({"confidence": 2}, "confidence is 2"),
    ):
        path.write_text("\n".join(map(json.dumps, [row, {**row, **edit}])), encoding="utf-8")

        with pytest.raises(GraphFileError) as caught:
            list(read_events(path))

        assert str(caught.value).startswith(f"{path}:2: {message}")
