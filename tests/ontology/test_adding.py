"""Adding a relation in a copy of the project: one stanza and one rules file, and what is missing is named."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.files import data_path

STANZA = """
rel:danced-with a ir:RelationType ;
    skos:inScheme ir:relationTypes ;
    skos:broader rel:CONSULT ;
    skos:prefLabel "danced-with"@en ;
    skos:definition "Two actors dance with each other. Dancing on the same evening does not count."@en ;
    skos:example "The queen danced with the president of Ghana."@en ;
    ir:quad rel:VC ;
    ir:cameoCode "017" ;
    ir:ploverType "CONSULT" ;
    ir:sign 1 ;
    ir:weight 1.0 ;
    ir:symmetric true ;
    dcterms:source "CAMEO codebook, make public statement (01)"@en ;
    ir:directProperty ir:dancedWith .
"""
DIRECT = """
ir:dancedWith a owl:ObjectProperty, owl:SymmetricProperty ;
    rdfs:subPropertyOf ir:directRelation ;
    rdfs:label "danced with"@en ;
    skos:definition "Derived: some affirmed and actual evidence says danced-with of the subject and the object."@en ;
    skos:example "ent:united-kingdom ir:dancedWith ent:ghana"@en ;
    dcterms:source rel:danced-with ;
    rdfs:isDefinedBy <https://w3id.org/kg-ir/ontology> .
"""
RULES = """relation = "danced-with"
examples = [["Rome danced with Paris.", "Italy", "France"]]
counterexamples = ["Rome danced on Friday."]

[[group]]
patterns = ["A dance with B"]
"""


@pytest.fixture(name="project")
def _project(tmp_path: Path) -> Path:
    """Return a checkout that has the code and the ontology."""
    leave = shutil.ignore_patterns("__pycache__", "_data")
    shutil.copytree(Path(kg.__file__).parent, tmp_path / "kg", ignore=leave)
    shutil.copytree(data_path("ontology"), tmp_path / "ontology")
    return tmp_path


def _add(project: Path, *, stanza: str = "", rules: str = "") -> None:
    with (project / "ontology" / "ir.ttl").open("a", encoding="utf-8") as handle:
        handle.write(stanza)
    if rules:
        (project / "ontology" / "rules" / "en" / "danced-with.toml").write_text(rules, encoding="utf-8")


def _ask(project: Path) -> tuple[int, str, str]:
    """Ask the copy for the relation; return exit code, output and errors."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", "ontology", "danced-with"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_one_stanza_and_one_rules_file_are_all_that_it_takes(project: Path) -> None:
    _add(project, stanza=STANZA + DIRECT, rules=RULES)

    code, out, err = _ask(project)

    assert (code, err) == (0, "")
    assert "  group      Words of cooperation (VC), root CONSULT\n" in out
    assert "  property   ir:dancedWith\n" in out
    assert "  A dance with B\n" in out


@pytest.mark.parametrize(
    ("stanza", "rules", "message"),
    [
        pytest.param(
            STANZA + DIRECT,
            "",
            "kg: ontology/rules/en/danced-with.toml: the file is missing, but ontology/ir.ttl has rel:danced-with; "
            "write it as ontology/rules/README.md says, or take the stanza out\n",
            id="no-rules-file",
        ),
        pytest.param(
            "",
            RULES,
            "kg: danced-with.toml: relation 'danced-with' is not in ontology/ir.ttl; add its stanza there or use one",
            id="no-stanza",
        ),
        pytest.param(
            STANZA,
            RULES,
            "rel:danced-with: ir:dancedWith is not declared; add `ir:dancedWith rdfs:subPropertyOf ir:directRelation`",
            id="no-direct-property",
        ),
    ],
)
def test_the_missing_half_is_named(project: Path, stanza: str, rules: str, message: str) -> None:
    _add(project, stanza=stanza, rules=rules)

    code, out, err = _ask(project)

    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('skos:definition "', "rel:danced-with: skos:definition is missing; add a line such as"),
        ('skos:example "', "rel:danced-with: skos:example is missing; add a line such as"),
        ("skos:broader ", "rel:danced-with: skos:broader is missing; add a line such as `skos:broader rel:CONSULT ;`"),
        ("ir:quad ", "rel:danced-with: ir:quad is missing; add a line such as `ir:quad rel:VC ;`"),
        ("ir:cameoCode ", 'rel:danced-with: ir:cameoCode is missing; add a line such as `ir:cameoCode "044" ;`, or'),
        ("ir:ploverType ", 'ir:ploverType is missing; add a line such as `ir:ploverType "CONSULT" ;`, or a skos:edit'),
        ("ir:weight ", "rel:danced-with: ir:weight is missing; add a line such as `ir:weight 2.5 ;`"),
        ("ir:symmetric ", "rel:danced-with: ir:symmetric is missing; add a line such as `ir:symmetric false ;`"),
    ],
)
def test_the_missing_line_of_a_stanza_is_named(project: Path, line: str, message: str) -> None:
    kept = "\n".join(each for each in STANZA.splitlines() if not each.strip().startswith(line)) + "\n"
    _add(project, stanza=kept + DIRECT, rules=RULES)

    code, _, err = _ask(project)

    assert code == 2
    assert message in err


def test_a_type_that_plover_does_not_have_is_named(project: Path) -> None:
    _add(project, stanza=STANZA.replace('"CONSULT" ;', '"DANCE" ;') + DIRECT, rules=RULES)

    code, _, err = _ask(project)

    assert code == 2
    assert "rel:danced-with: ir:ploverType 'DANCE' is not one of PLOVER's; choose of ACCUSE, AGREE, AID" in err
