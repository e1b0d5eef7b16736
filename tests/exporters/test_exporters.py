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

from kg.built import Graph
from kg.errors import GraphFileError, OutputError
from kg.exporters import EXPORTERS, Export, exporter_named, exporters_of_file
from kg.exporters.events import event_from_dict, event_to_dict, read_events
from kg.model import Corpus
from tests.exporters.hostile import hostile_corpus
from tests.page.invented import act, actor, invented_corpus

ROOT = Path(__file__).resolve().parents[2]
WRITE_ALL = """
import sys
from pathlib import Path
from kg.exporters import EXPORTERS
from tests.exporters.test_exporters import export
from tests.exporters.hostile import hostile_corpus
from tests.page.invented import invented_corpus
for name, corpus in (("invented", invented_corpus(events=40)), ("hostile", hostile_corpus())):
    for exporter in EXPORTERS.values():
        exporter.write(export(corpus), Path(sys.argv[1]) / name / exporter.file_name)
"""


def export(corpus: Corpus) -> Export:
    return Export(corpus=corpus, ties=lambda: Graph(corpus=corpus).ties)


def files_of(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file, or of all files below a folder, by name."""
    files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    return {str(each.relative_to(path)): each.read_bytes() for each in files}


def test_every_format_is_registered_under_its_own_name() -> None:
    assert {name: exporter.name for name, exporter in EXPORTERS.items()} == {name: name for name in EXPORTERS}


def test_no_two_formats_write_files_of_the_same_name() -> None:
    names = [exporter.file_name for exporter in EXPORTERS.values()]

    assert len(set(names)) == len(names)
    assert {name: exporters_of_file(exporter.file_name)[0].name for name, exporter in EXPORTERS.items()} == {
        name: name for name in EXPORTERS
    }


def test_a_build_writes_three_of_them() -> None:
    assert [exporter.file_name for exporter in EXPORTERS.values() if exporter.built] == [
        "events.jsonl", "graph.gexf", "graph.graphml",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("nt", "ntriples"),
        ("json", "jsonld, nodelink"),
        ("JSON-LD", "jsonld"),
        ("n-triples", "ntriples"),
        ("xml", "rdfxml"),
        ("ttl", "turtle, turtle12"),
        ("parket", "parquet"),
        ("xlsx", ", ".join(sorted(EXPORTERS))),
    ],
)
def test_an_unknown_format_is_answered_with_the_nearest_or_all(name: str, near: str) -> None:
    with pytest.raises(OutputError) as caught:
        exporter_named(name)

    assert str(caught.value) == f"format {name!r} is not known; choose one of {near}"


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("x.nt", ["ntriples"]),
        ("X.TTL", ["turtle", "turtle12"]),
        ("x.rdf12.ttl", ["turtle12"]),
        ("x.json", ["nodelink", "jsonld"]),
        ("x.jsonl", ["events"]),
        ("x.owl", ["rdfxml"]),
        ("x-neo4j", ["neo4j"]),
        ("x.docx", []),
        ("nt", []),
    ],
)
def test_the_end_of_a_file_name_says_the_format(file: str, names: list[str]) -> None:
    assert [exporter.name for exporter in exporters_of_file(file)] == names


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_empty_corpus_can_be_written(name: str, tmp_path: Path) -> None:
    EXPORTERS[name].write(export(Corpus()), tmp_path / "empty")

    assert (tmp_path / "empty").exists()


@pytest.mark.parametrize("name", sorted({*EXPORTERS} - {"parquet"}))
def test_no_text_format_holds_a_zero_byte_in_xml_or_bytes_that_are_not_utf8(name: str, tmp_path: Path) -> None:
    EXPORTERS[name].write(export(hostile_corpus()), tmp_path / "odd")

    for content in files_of(tmp_path / "odd").values():
        assert content.decode("utf-8")
        assert EXPORTERS[name].name not in {"gexf", "graphml", "rdfxml"} or b"\x00" not in content


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_second_time_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    for place in ("one", "two"):
        EXPORTERS[name].write(export(hostile_corpus()), tmp_path / place / EXPORTERS[name].file_name)

    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_files_are_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("0", "1", "random"):
        subprocess.run(
            [sys.executable, "-c", WRITE_ALL, str(tmp_path / seed)],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        )

    written = [files_of(tmp_path / seed) for seed in ("0", "1", "random")]
    assert len(written[0]) == 2 * (len(EXPORTERS) + 1)
    for name, content in written[0].items():
        assert {each[name] for each in written} == {content}, name


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_write_that_fails_leaves_the_old_files_and_nothing_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporter = EXPORTERS[name]
    exporter.write(export(invented_corpus(events=20)), tmp_path / exporter.file_name)
    before = files_of(tmp_path)

    def no_rename(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", no_rename)
    with pytest.raises(OutputError, match=r"cannot be written \(No space left on device\)"):
        exporter.write(export(invented_corpus(events=30)), tmp_path / exporter.file_name)

    assert files_of(tmp_path) == before


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_corpus_that_breaks_a_writer_in_the_middle_leaves_the_old_files(name: str, tmp_path: Path) -> None:
    exporter = EXPORTERS[name]
    good = invented_corpus(events=20)
    exporter.write(export(good), tmp_path / exporter.file_name)
    before = files_of(tmp_path)
    broken = Corpus(articles=good.articles, events=(*good.events, None))  # type: ignore[arg-type]  # what no caller gives

    with pytest.raises(AttributeError):
        exporter.write(Export(corpus=broken), tmp_path / exporter.file_name)

    assert files_of(tmp_path) == before


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_place_that_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    place = tmp_path / "file" / EXPORTERS[name].file_name

    with pytest.raises(OutputError, match=r"file/.*: cannot be written \("):
        EXPORTERS[name].write(export(Corpus()), place)


@pytest.mark.parametrize("name", sorted({*EXPORTERS} - {"turtle", "gexf", "graphml"}))
def test_progress_is_told_up_to_the_end(name: str, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    corpus = invented_corpus(events=1200)

    EXPORTERS[name].write(
        Export(corpus=corpus, progress=lambda done, total: told.append((done, total))), tmp_path / "x"
    )

    assert told[0][0] == 1000
    assert told[-1][0] >= 1200
    assert all(total in {0, told[-1][0]} for _, total in told)


def test_gexf_has_weights_and_names_and_no_date_of_today(tmp_path: Path) -> None:
    corpus = invented_corpus(events=30)
    ties = Graph(corpus=corpus).ties

    EXPORTERS["gexf"].write(export(corpus), tmp_path / "g.gexf")

    graph = nx.read_gexf(tmp_path / "g.gexf")
    assert "lastmodifieddate" not in (tmp_path / "g.gexf").read_text(encoding="utf-8")
    assert graph.nodes["norland"]["label"] == "Norland"
    edge = graph.edges[ties[0].a, ties[0].b]
    assert edge["weight"] == pytest.approx(abs(ties[0].strength))
    assert edge["strength"] == pytest.approx(ties[0].strength)


def test_graphml_has_every_event_with_its_quote(tmp_path: Path) -> None:
    corpus = invented_corpus(events=30)

    EXPORTERS["graphml"].write(export(corpus), tmp_path / "g.graphml")

    graph = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    event = corpus.events[0]
    assert graph.number_of_edges() == len(corpus.events)
    assert graph.edges[event.source.id, event.target.id, event.id]["quote"] == event.evidence[0].quote


def test_events_come_back_as_they_were(tmp_path: Path) -> None:
    corpus = invented_corpus(events=30)

    EXPORTERS["events"].write(export(corpus), tmp_path / "events.jsonl")

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
    EXPORTERS["events"].write(export(corpus), tmp_path / "events.jsonl")

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
