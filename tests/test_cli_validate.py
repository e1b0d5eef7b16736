"""The command validate, in-process: what it prints and returns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import main
from tests.validation.broken import GOOD

Out = pytest.CaptureFixture[str]
COUNTS = (
    "4 ir:Article, 6 ir:Entity, 5 ir:Event, 6 ir:Evidence, 1 ir:Place, 2 ir:OfficeTerm, 1 ir:Dispute, 1 ir:Decision"
)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.ttl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text(GOOD.replace("ir:confidence 0.", "ir:confidence 7."), encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_folder_that_conforms_is_0(capsys: Out) -> None:
    assert main(["validate", "out"]) == 0
    assert capsys.readouterr().out == f"out/graph.ttl: conforms ({COUNTS})\n"


@pytest.mark.usefixtures("folder")
def test_a_file_with_findings_is_1_and_the_limit_holds_for_each_rule(capsys: Out) -> None:
    assert main(["validate", "bad.ttl", "--limit", "1"]) == 1
    assert capsys.readouterr().out == (
        "The confidence of evidence is one xsd:decimal from 0 to 1, of at most 18 digits after the point. "
        "[shp:Evidence] 5 times\n"
        "  evd:attacked-1  ir:confidence  \"7.65\"^^xsd:decimal\n"
        "  … and 4 more; --limit shows more of them\n\n"
        f"bad.ttl: does not conform: 5 findings by 1 rule at 5 nodes ({COUNTS})\n"
    )  # fmt: skip


@pytest.mark.usefixtures("folder")
def test_json_and_turtle_have_every_finding(capsys: Out) -> None:
    assert main(["validate", "bad.ttl", "--limit", "1", "--format", "json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["findings"]) == 5
    assert main(["validate", "bad.ttl", "--limit", "1", "--format", "turtle"]) == 1
    assert capsys.readouterr().out.count("a sh:ValidationResult") == 5


def test_shapes_of_ones_own_are_checked_too(folder: Path, capsys: Out) -> None:
    (folder / "own.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix ir: <https://w3id.org/kg-ir/ontology#> .\n"
        '[] a sh:NodeShape ; sh:targetClass ir:Place ; sh:message "No place." ; sh:not [ sh:class ir:Place ] .\n',
        encoding="utf-8",
    )

    assert main(["validate", "out", "--shapes", "own.ttl"]) == 1
    assert "No place. [shape without a name] once\n  plc:vostochny  a ir:Place\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        ("none", "kg: none: no such file or folder"),
        ("foreign.ttl", "kg: foreign.ttl: nothing to validate: no node is of a class of kg"),
        ("prose.ttl", "kg: prose.ttl:1: not Turtle: "),
    ],
)
def test_what_cannot_be_checked_is_an_error_and_2(graph: str, message: str, folder: Path, capsys: Out) -> None:
    (folder / "foreign.ttl").write_text("<http://a/b> <http://a/c> 1 .", encoding="utf-8")
    (folder / "prose.ttl").write_text("It rained.", encoding="utf-8")

    assert main(["validate", graph]) == 2
    assert capsys.readouterr().err.startswith(message)
