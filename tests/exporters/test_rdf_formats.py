"""Every RDF format, read back by rdflib or pyoxigraph: the same triples as the Turtle, and the same corpus."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.built import Graph
from kg.errors import InputError, OutputError
from kg.exporters.ntriples import sorted_lines
from kg.exporters.plain import xml_text
from kg.model import Corpus
from kg.ontology import BASE, IR
from kg.rdf.canonical import canonical
from kg.rdf.from_rdf import read_turtle
from kg.rdf.namespaces import RDF
from kg.rdf.to_rdf import to_rdf, to_triples
from kg.rdf.turtle import to_turtle
from tests.exporters.hostile import hostile_corpus
from tests.factories import actor, article, corpus, day, event, evidence
from tests.page.invented import invented_corpus

FORMATS = {
    "turtle": (".ttl", ox.RdfFormat.TURTLE),
    "ntriples": (".nt", ox.RdfFormat.N_TRIPLES),
    "trig": (".trig", ox.RdfFormat.TRIG),
    "jsonld": (".jsonld", ox.RdfFormat.JSON_LD),
    "rdfxml": (".rdf", ox.RdfFormat.RDF_XML),
    "turtle12": (".rdf12.ttl", ox.RdfFormat.TURTLE),
}
REIFIES = RDF + "reifies"
RDFLIB_WARNS_OF_ITSELF = pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")


def exported(one: Corpus, name: str, folder: Path, *, base: str = BASE) -> Path:
    path = folder / f"graph{FORMATS[name][0]}"
    Graph(corpus=one).export(name, path, base=base)
    return path


def of_turtle(one: Corpus) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(to_turtle(one), format=ox.RdfFormat.TURTLE)}


def value_of(triple: ox.Triple) -> str:
    assert not isinstance(triple.object, ox.Triple)
    return triple.object.value


def by_pyoxigraph(path: Path, syntax: ox.RdfFormat) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(path), format=syntax)]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("make", [Corpus, lambda: invented_corpus(events=60)], ids=["empty", "invented"])
def test_pyoxigraph_reads_the_triples_of_the_turtle_each_once(
    name: str, make: Callable[[], Corpus], tmp_path: Path
) -> None:
    one = make()

    triples = by_pyoxigraph(exported(one, name, tmp_path), FORMATS[name][1])

    plain = [triple for triple in triples if triple.predicate.value != REIFIES]
    assert len(plain) == len(set(plain))
    assert set(plain) == of_turtle(one)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "trig", "jsonld", "turtle12"])
def test_hostile_texts_are_read_back_as_they_are(name: str, tmp_path: Path) -> None:
    one = hostile_corpus()

    triples = by_pyoxigraph(exported(one, name, tmp_path), FORMATS[name][1])

    assert {triple for triple in triples if triple.predicate.value != REIFIES} == of_turtle(one)


@RDFLIB_WARNS_OF_ITSELF
@pytest.mark.parametrize(
    ("name", "syntax"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld"), ("rdfxml", "xml")]
)
def test_rdflib_reads_the_triples_of_the_turtle(name: str, syntax: str, tmp_path: Path) -> None:
    one = hostile_corpus(controls=False, surrogates=False)

    graph = rdflib.Graph().parse(exported(one, name, tmp_path), format=syntax)

    assert set(graph) == set(to_rdf(one))


@RDFLIB_WARNS_OF_ITSELF
def test_rdflib_reads_the_triples_of_the_turtle_in_the_graphs_of_trig(tmp_path: Path) -> None:
    one = hostile_corpus(controls=False, surrogates=False)

    dataset = rdflib.Dataset()
    dataset.parse(data=exported(one, "trig", tmp_path).read_bytes(), format="trig")

    assert {(s, p, o) for s, p, o, _ in dataset.quads()} == set(to_rdf(one))


def test_rdf_xml_replaces_what_xml_forbids_and_says_how_much(tmp_path: Path) -> None:
    one = hostile_corpus()
    path = tmp_path / "graph.rdf"

    notes = Graph(corpus=one).export("rdfxml", path)

    expected = Counter(xml_text(value_of(triple)) for triple in of_turtle(one))
    assert Counter(value_of(triple) for triple in by_pyoxigraph(path, ox.RdfFormat.RDF_XML)) == expected
    assert Counter(str(value) for value in rdflib.Graph().parse(path, format="xml").objects()) == expected
    forbidden = sum(
        value.value.count(character)
        for _, _, value in to_triples(one)
        if not isinstance(value, str)
        for character in "\x00\x01\x07\x0b\x1f\ufffe\uffff\ud83d"
    )
    assert forbidden > 20
    assert notes == (f"{forbidden} characters that XML forbids were replaced by U+FFFD",)


def test_one_replaced_character_is_not_called_characters(tmp_path: Path) -> None:
    one = corpus(articles=[article(source="a\x00b")])

    assert Graph(corpus=one).export("rdfxml", tmp_path / "g") == (
        "1 character that XML forbids was replaced by U+FFFD",
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_rdf_format_is_read_back_as_the_same_corpus(name: str, tmp_path: Path) -> None:
    one = hostile_corpus(controls=name != "rdfxml", surrogates=False)

    assert read_turtle(exported(one, name, tmp_path)) == canonical(one)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_corpus_is_read_back_as_empty(name: str, tmp_path: Path) -> None:
    assert read_turtle(exported(Corpus(), name, tmp_path)) == Corpus()


@pytest.mark.parametrize("name", FORMATS)
def test_the_base_of_the_data_is_that_asked_for(name: str, tmp_path: Path) -> None:
    one = corpus(event(when=day()))

    path = exported(one, name, tmp_path, base="https://example.org/my-kg/")

    subjects = {triple.subject.value for triple in by_pyoxigraph(path, FORMATS[name][1])}  # type: ignore[union-attr]  # no subject is a blank node
    assert all(subject.startswith("https://example.org/my-kg/") for subject in subjects)
    assert read_turtle(path) == canonical(one)


@pytest.mark.parametrize("name", FORMATS)
def test_a_base_that_cannot_begin_iris_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    path = exported(corpus(event()), name, tmp_path)
    before = path.read_bytes()

    with pytest.raises(InputError, match="cannot begin IRIs"):
        exported(corpus(), name, tmp_path, base="here")

    assert path.read_bytes() == before


def test_ntriples_are_sorted_as_sort_does(tmp_path: Path) -> None:
    path = exported(hostile_corpus(), "ntriples", tmp_path)

    done = subprocess.run(["sort", path], capture_output=True, check=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})

    assert done.stdout == path.read_bytes()


def test_sorting_in_short_runs_gives_the_same_lines() -> None:
    triples = list(to_triples(hostile_corpus()))

    whole = list(sorted_lines(triples))

    assert len(whole) == len(triples)
    for run in (1, 7, len(triples) - 1, len(triples), len(triples) + 1):
        assert list(sorted_lines(triples, run=run)) == whole


def test_a_folder_for_temporary_files_without_room_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    triples = list(to_triples(corpus(event())))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(Path, "open", full)

    with pytest.raises(OutputError, match="No space left on device.; set TMPDIR to a folder with more room"):
        list(sorted_lines(triples, run=2))


def graphs_of(path: Path) -> dict[str, set[ox.Triple]]:
    graphs: dict[str, set[ox.Triple]] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
        name = quad.graph_name.value.rpartition("/")[2] if isinstance(quad.graph_name, ox.NamedNode) else ""
        graphs.setdefault(name, set()).add(quad.triple)
    return graphs


def test_the_graph_of_an_article_holds_what_it_says_and_no_other(tmp_path: Path) -> None:
    alone = event("praised", article="a1")
    one = corpus(alone, event(when=day(), article="a1"), event(when=day(), article="a2"))

    graphs = graphs_of(exported(one, "trig", tmp_path))

    def subjects(name: str, kind: str) -> int:
        return sum(
            triple.predicate.value == RDF + "type" and triple.object == ox.NamedNode(IR + kind)
            for triple in graphs[name]
        )

    assert graphs.keys() == {"", "a1", "a2"}
    assert [subjects(name, "Evidence") for name in ("", "a1", "a2")] == [0, 2, 1]
    assert [subjects(name, "Event") for name in ("", "a1", "a2")] == [1, 1, 0]
    assert [subjects(name, "Article") for name in ("", "a1", "a2")] == [0, 1, 1]
    assert [subjects(name, "Entity") > 1 for name in ("", "a1", "a2")] == [True, False, False]
    links = [sum(triple.predicate.value == IR + "evidence" for triple in graphs[name]) for name in ("", "a1", "a2")]
    assert links == [0, 2, 1]
    assert [any(t.predicate.value == IR + "metWith" for t in graphs[name]) for name in ("", "a1", "a2")] == [
        True, False, False,
    ]  # fmt: skip


def test_each_graph_of_the_trig_is_opened_once_in_the_order_of_articles(tmp_path: Path) -> None:
    told = [event("praised", article=name) for name in ("a2", "a1", "a3")]

    lines = exported(corpus(*told), "trig", tmp_path).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if line.endswith("{")] == ["art:a1 {", "art:a2 {", "art:a3 {"]


def reified(path: Path) -> list[tuple[str, str, str, str]]:
    found = []
    for triple in by_pyoxigraph(path, ox.RdfFormat.TURTLE):
        if triple.predicate.value == REIFIES:
            inner = triple.object
            assert isinstance(inner, ox.Triple)
            parts = (triple.subject, inner.subject, inner.predicate, inner.object)
            found.append(tuple(part.value.replace("#", "/").rpartition("/")[2] for part in parts))  # type: ignore[union-attr]  # all are IRIs
    return found  # type: ignore[return-value]  # each has four parts


def test_each_piece_of_evidence_reifies_the_direct_triple_it_speaks_of(tmp_path: Path) -> None:
    claims = [evidence(), evidence(start=50, polarity="negated")]
    one = corpus(event(claims=claims), event("attacked", actor("A", "state"), actor("B", "state"), polarity="negated"))

    path = exported(one, "turtle12", tmp_path)

    found = reified(path)
    assert sorted(parts[1:] for parts in found) == [
        ("a", "attacked", "b"),
        ("kim-jong-un", "metWith", "vladimir-putin"),
        ("kim-jong-un", "metWith", "vladimir-putin"),
    ]
    evidence_iris = {
        triple.subject.value.rpartition("/")[2]  # type: ignore[union-attr]  # no subject is a blank node
        for triple in by_pyoxigraph(path, ox.RdfFormat.TURTLE)
        if triple.object == ox.NamedNode(IR + "Evidence")
    }
    assert {parts[0] for parts in found} == evidence_iris
    assert [parts[0] for parts in found] == sorted(parts[0] for parts in found)


def test_to_reify_a_denied_act_does_not_assert_it(tmp_path: Path) -> None:
    one = corpus(event("attacked", actor("A", "state"), actor("B", "state"), polarity="negated"))

    triples = by_pyoxigraph(exported(one, "turtle12", tmp_path), ox.RdfFormat.TURTLE)

    assert not [triple for triple in triples if triple.predicate.value == IR + "attacked"]
    assert [triple for triple in triples if triple.predicate.value == REIFIES]


def test_sparql_finds_who_speaks_of_a_triple(tmp_path: Path) -> None:
    store = ox.Store()
    store.load(path=str(exported(corpus(event()), "turtle12", tmp_path)), format=ox.RdfFormat.TURTLE)

    found = store.query(
        "PREFIX ir: <https://w3id.org/kg-ir/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "SELECT ?quote { ?a ir:metWith ?b . ?e rdf:reifies <<( ?a ir:metWith ?b )>> ; ir:quote ?quote }"
    )

    assert [row["quote"].value for row in found] == ["Kim Jong Un met Vladimir Putin."]  # type: ignore[union-attr]  # a SELECT


def test_the_rdf12_file_begins_with_the_turtle(tmp_path: Path) -> None:
    one = invented_corpus(events=20)

    text = exported(one, "turtle12", tmp_path).read_text(encoding="utf-8")

    assert text.startswith(to_turtle(one))
    assert read_turtle(tmp_path / "graph.rdf12.ttl") == canonical(one)
