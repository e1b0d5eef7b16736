"""The path of an RDF file in; all that is wrong with it, by shapes and by checks, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kg.errors import GraphFileError
from kg.files import data_path
from kg.validation.checks import load_checks
from kg.validation.data import read_data
from kg.validation.findings import BLANK, Finding, Validation
from kg.validation.shapes import run_shapes


def validate(path: Path | str, *, shapes: Iterable[Path | str] = ()) -> Validation:
    """Return what is wrong with the graph of a file, by kg's shapes and checks and by further files of shapes.

    Raises
    ------
    GraphFileError
        If a file cannot be read, or the graph has nothing of a class of kg and no further shapes are given.
    """
    data = read_data(path)
    further = [Path(each) for each in shapes]
    if not data.counts and not further:
        raise GraphFileError(
            f"{path}: nothing to validate: no node is of a class of kg, such as ir:Event; "
            "give a graph that kg wrote, or shapes of your own"
        )
    found: list[Finding] = []
    for each in (data_path("ontology", "shapes.ttl"), *further):
        found.extend(run_shapes(data, each))
    for check in load_checks():
        found.extend(check.run(data.store))
    findings = tuple(sorted(map(_without_labels, found)))
    return Validation(path=str(path), findings=findings, counts=data.counts, prefixes=data.prefixes)


def _without_labels(finding: Finding) -> Finding:
    """Write blank nodes as ``[]``: their labels differ from run to run."""
    return replace(
        finding,
        node=BLANK if finding.node.startswith("_:") else finding.node,
        values=tuple(BLANK if value.startswith("_:") else value for value in finding.values),
    )
