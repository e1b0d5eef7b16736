"""The report of a validation, word for word, and the Turtle of it as another reader takes it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import SH

from kg.validation import Finding, Validation, validate
from kg.validation.report import shorten, to_dict, to_text, to_turtle
from tests.validation.broken import GOOD, Broken, broken_graphs

IR = "https://w3id.org/kg-ir/ontology#"
KIM, NATO = (f"<https://w3id.org/kg-ir/entity/{name}>" for name in ("kim", "nato"))
PREFIXES = {"ent": "https://w3id.org/kg-ir/entity/", "ir": IR}


def _validation(*findings: Finding) -> Validation:
    return Validation(path="g.ttl", findings=findings, counts={"Entity": 3}, prefixes=PREFIXES)


def _finding(**fields: object) -> Finding:
    return dataclasses.replace(
        Finding(message="A name is one.", rule="names", node=KIM, property=f"<{IR}name>"),
        **fields,  # type: ignore[arg-type]  # tests pass what a finding takes
    )


def test_a_graph_that_conforms_has_one_line() -> None:
    assert to_text(_validation()) == "g.ttl: conforms (3 ir:Entity)\n"


def test_findings_are_grouped_by_message_and_capped_with_the_count() -> None:
    text = to_text(
        _validation(
            _finding(),
            _finding(node=NATO, values=('"a"', '"b"@en')),
            _finding(node="[]", values=(f'"x"^^<{IR}t>',)),
            _finding(message="No.", rule="<https://w3id.org/kg-ir/shapes#S>", property="", severity="Warning"),
        ),
        limit=2,
    )

    assert text == (
        "A name is one. [names] 3 times\n"
        "  ent:kim  ir:name  is missing\n"
        '  ent:nato  ir:name  "a", "b"@en\n'
        "  … and 1 more; --limit shows more of them\n"
        "\n"
        "No. [shp:S, Warning] once\n"
        "  ent:kim\n"
        "\n"
        "g.ttl: does not conform: 4 findings by 2 rules at 3 nodes (3 ir:Entity)\n"
    )


def test_what_breaks_several_constraints_of_a_rule_at_one_place_is_one_line() -> None:
    text = to_text(_validation(*(_finding(values=('"x"',), constraint=each) for each in ("datatype", "minInclusive"))))

    assert text == (
        'A name is one. [names] once\n  ent:kim  ir:name  "x"\n\n'
        "g.ttl: does not conform: 1 finding by 1 rule at 1 node (3 ir:Entity)\n"
    )


def test_many_values_are_counted() -> None:
    text = to_text(_validation(_finding(values=tuple(f'"{number}"' for number in range(9)))))

    assert '"0", "1", "2", "3", … (9 values)\n' in text


@pytest.mark.parametrize(
    ("term", "short"),
    [
        (KIM, "ent:kim"),
        ("<https://example.org/a>", "<https://example.org/a>"),
        (f"^<{IR}evidence>", "^ir:evidence"),
        (f"<{IR}a>/<{IR}b>", "ir:a/ir:b"),
        ('"<not an IRI>"', '"<not an IRI>"'),
        (f'"say \\"<{IR}x>\\""@en', f'"say \\"<{IR}x>\\""@en'),
        (f'"1"^^<{IR}t>', '"1"^^ir:t'),
        ('"' + "x" * 200 + '"', '"' + "x" * 119 + '…"'),
        ("[]", "[]"),
    ],
)
def test_a_term_is_shortened(term: str, short: str) -> None:
    assert shorten(term, PREFIXES) == short


def test_a_missing_value_and_too_many_values_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GOOD.replace('rdfs:label "Kim" ;', "").replace('"NATO"', '"NATO", "Nato"'), encoding="utf-8")

    text = to_text(validate(path))

    assert "An entity has exactly one name. [shp:Entity] 2 times\n" in text
    assert "  ent:kim  rdfs:label  is missing\n" in text
    assert '  ent:nato  rdfs:label  "NATO", "Nato"\n' in text


def test_nodes_are_shortened_by_the_base_of_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    moved = GOOD.replace("kg-ir/entity/", "mine/entity/").replace("kg-ir/article/", "mine/article/")
    path.write_text(moved.replace('rdfs:label "Kim" ;', ""), encoding="utf-8")

    assert "  ent:kim  rdfs:label  is missing\n" in to_text(validate(path))


def test_json_has_every_finding_in_full() -> None:
    found = to_dict(_validation(_finding(values=('"x"',), constraint="c", rule=KIM)))

    assert json.loads(json.dumps(found)) == {
        "file": "g.ttl",
        "conforms": False,
        "checked": {"Entity": 3},
        "findings": [
            {
                "message": "A name is one.",
                "rule": KIM[1:-1],
                "constraint": "c",
                "severity": "Violation",
                "node": KIM,
                "name": "ent:kim",
                "property": f"<{IR}name>",
                "values": ['"x"'],
            }
        ],
    }


def test_turtle_is_a_validation_report_that_rdflib_reads(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(GOOD.replace('"Praise"', '"Two\\nlines \\"x\\""@en').replace("evd:met-1, evd:met-2", "evd:met-1"))

    report = rdflib.Graph().parse(data=to_turtle(validate(path)), format="turtle")

    (root,) = report.subjects(rdflib.RDF.type, SH.ValidationReport)
    assert report.value(root, SH.conforms) == rdflib.Literal(False)
    by_message = {str(report.value(each, SH.resultMessage)): each for each in report.objects(root, SH.result)}
    title = by_message["A title is one string."]
    assert report.value(title, SH.value) == rdflib.Literal('Two\nlines "x"', lang="en")
    assert report.value(title, SH.sourceConstraintComponent) == SH.DatatypeConstraintComponent
    orphan = by_message["Evidence belongs to exactly one ir:Event."]
    path_node = report.value(orphan, SH.resultPath)
    assert report.value(path_node, SH.inversePath) == rdflib.URIRef(IR + "evidence")
    denial = by_message["The assertions and denials of a dispute are evidence of its events."]
    assert report.value(denial, SH.sourceConstraintComponent) == SH.SPARQLConstraintComponent


def test_turtle_of_a_graph_that_conforms_says_so_and_no_more() -> None:
    report = list(ox.parse(to_turtle(_validation()), format=ox.RdfFormat.TURTLE))

    assert len(report) == 2


@pytest.mark.parametrize("broken", broken_graphs()[::12], ids=lambda broken: broken.name)
def test_reports_of_a_graph_are_the_same_bytes_every_time(broken: Broken, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(broken.turtle + "[] ir:title [ ] .\n", encoding="utf-8")

    first, second = validate(path), validate(path)

    assert to_turtle(first) == to_turtle(second)
    assert to_text(first) == to_text(second)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('ir:stateName "North Korea" ;\n    ir:actsFor ent:north-korea ;\n    ir:wikidata wd:Q56226', 'ir:stateNmae "North Korea"', "  ent:kim  ir:stateNmae\n"),
        ("ent:kim a ir:Entity, ir:Person", "ent:kim a ir:Entity, ir:Person, ir:State", "  ent:kim  a ir:Entity, ir:Person, ir:State\n"),
        ("ent:kim a ir:Entity, ir:Person", "ent:kim a ir:Person", "  ent:kim  a ir:Person\n"),
        ('rdfs:label "Kim" ;\n    ir:stateName "North Korea"', 'rdfs:label "Kim" ;\n    ir:stateName "Norway"', '  ent:kim  ir:stateName  "Norway"\n'),
    ],
)  # fmt: skip
def test_a_finding_at_a_node_as_such_shows_what_is_wrong_with_it(old: str, new: str, line: str, tmp_path: Path) -> None:
    assert GOOD.count(old) == 1
    (tmp_path / "bad.ttl").write_text(GOOD.replace(old, new), encoding="utf-8")

    assert line in to_text(validate(tmp_path / "bad.ttl"))
