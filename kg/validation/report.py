"""A validation in; its report as text for people, as JSON and as the Turtle that SHACL defines out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from kg.rdf.terms import Literal, to_turtle_iri, to_turtle_literal
from kg.validation.findings import Finding, Validation
from kg.visible import on_one_line, visible

_SHAPES: Final = "https://w3id.org/kg-ir/shapes#"
_CHECK: Final = "https://w3id.org/kg-ir/check#"
_SH: Final = "http://www.w3.org/ns/shacl#"
_SPARQL: Final = _SH + "SPARQLConstraintComponent"
_IN_BRACKETS: Final = re.compile(r"<([^<>]*)>")
_TYPED: Final = re.compile(r'("(?:[^"\\]|\\.)*")\^\^<([^<>]*)>', re.DOTALL)
_PLAIN_PATH: Final = re.compile(r"(\^?)<([^<>]*)>")
_MAX_VALUE: Final = 120
_SHOWN_VALUES: Final = 4


def to_text(validation: Validation, *, limit: int = 10) -> str:
    """Return the findings by message, no more than ``limit`` lines of each, and a last line with totals."""
    prefixes = _with_shapes(validation)
    blocks = []
    for message, group in groupby(validation.findings, key=lambda finding: finding.message):
        found = list(group)
        rules = dict.fromkeys(_rule(finding, prefixes) for finding in found)
        lines = list(dict.fromkeys(_line(finding, prefixes) for finding in found))
        shown = [f"  {on_one_line(line)}" for line in lines[:limit]]
        if len(lines) > limit:
            shown.append(f"  … and {len(lines) - limit} more; --limit shows more of them")
        blocks.append("\n".join([on_one_line(f"{message} [{', '.join(rules)}] {_times(len(lines))}"), *shown]) + "\n")
    return "\n".join([*blocks, visible(_totals(validation))])


def to_dict(validation: Validation) -> dict[str, object]:
    """Return the validation as JSON writes it; terms are in full, as in N-Triples."""
    return {
        "file": validation.path,
        "conforms": validation.conforms,
        "checked": dict(validation.counts),
        "findings": [_finding_to_dict(finding, validation.prefixes) for finding in validation.findings],
    }


def to_turtle(validation: Validation) -> str:
    """Return a sh:ValidationReport; a check across nodes is a SPARQL constraint."""
    prefixes = {**_with_shapes(validation), "sh": _SH}
    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(prefixes.items()))
    results = " ,\n".join(_result(finding, prefixes) for finding in validation.findings)
    conforms = str(validation.conforms).lower()
    tail = f" ;\n    sh:result\n{results} .\n" if results else " .\n"
    return f"{head}\n[] a sh:ValidationReport ;\n    sh:conforms {conforms}{tail}"


def shorten(term: str, prefixes: Mapping[str, str]) -> str:
    """Return a term or path of N-Triples with its IRIs as prefixed names, on one line and not overlong.

    >>> shorten('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', {"xsd": "http://www.w3.org/2001/XMLSchema#"})
    '"1"^^xsd:integer'
    """
    if term.startswith('"'):
        typed = _TYPED.fullmatch(term)
        text, kind = (typed[1], f"^^{to_turtle_iri(typed[2], prefixes)}") if typed else (term, "")
        return (text if len(text) <= _MAX_VALUE else f'{text[:_MAX_VALUE]}…"') + kind
    return _IN_BRACKETS.sub(lambda match: to_turtle_iri(match[1], prefixes), term)


def _with_shapes(validation: Validation) -> Mapping[str, str]:
    return {**validation.prefixes, "shp": _SHAPES}


def _rule(finding: Finding, prefixes: Mapping[str, str]) -> str:
    rule = shorten(finding.rule, prefixes) if finding.rule.startswith("<") else finding.rule or "shape without a name"
    return rule if finding.severity == "Violation" else f"{rule}, {finding.severity}"


def _line(finding: Finding, prefixes: Mapping[str, str]) -> str:
    node = shorten(finding.node, prefixes)
    values = [shorten(value, prefixes) for value in finding.values]
    if not finding.property:
        classes = [shorten(each, prefixes) for each in finding.classes]
        kinds = f"a {', '.join(classes)}" if classes else ""
        return "  ".join(filter(None, (node, ", ".join(values), kinds)))
    more = [f"… ({len(values)} values)"] if len(values) > _SHOWN_VALUES else []
    return f"{node}  {shorten(finding.property, prefixes)}  {', '.join(values[:_SHOWN_VALUES] + more) or 'is missing'}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _totals(validation: Validation) -> str:
    checked = ", ".join(f"{count} ir:{name}" for name, count in validation.counts.items()) or "no node of a class of kg"
    if validation.conforms:
        return f"{validation.path}: conforms ({checked})\n"
    findings = validation.findings
    places = len({(each.message, each.node, each.property, each.values) for each in findings})
    messages, nodes = len({each.message for each in findings}), len({each.node for each in findings})
    return (
        f"{validation.path}: does not conform: {_counted(places, 'finding')} by {_counted(messages, 'rule')} "
        f"at {_counted(nodes, 'node')} ({checked})\n"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _finding_to_dict(finding: Finding, prefixes: Mapping[str, str]) -> dict[str, object]:
    classes = {"classes": list(finding.classes)} if finding.classes else {}
    return {
        "message": finding.message,
        "rule": finding.rule.strip("<>"),
        "constraint": finding.constraint,
        "severity": finding.severity,
        "node": finding.node,
        "name": shorten(finding.node, prefixes),
        "property": finding.property,
        "values": list(finding.values),
        **classes,
    }


def _result(finding: Finding, prefixes: Mapping[str, str]) -> str:
    pairs = [f"sh:{name} {term}" for name, term in _result_pairs(finding, prefixes)]
    return "        [ a sh:ValidationResult ;\n          " + " ;\n          ".join(pairs) + " ]"


def _result_pairs(finding: Finding, prefixes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "focusNode", finding.node
    path = _PLAIN_PATH.fullmatch(finding.property)
    if path:
        iri = to_turtle_iri(path[2], prefixes)
        yield "resultPath", f"[ sh:inversePath {iri} ]" if path[1] else iri
    if len(finding.values) == 1 and not finding.constraint.endswith("CountConstraintComponent"):
        yield "value", finding.values[0]
    yield "resultSeverity", f"sh:{finding.severity}" if finding.severity.isalpha() else "sh:Violation"
    yield "sourceConstraintComponent", to_turtle_iri(finding.constraint or _SPARQL, prefixes)
    if finding.rule:
        yield "sourceShape", finding.rule if finding.rule.startswith("<") else f"<{_CHECK}{finding.rule}>"
    yield "resultMessage", to_turtle_literal(Literal(finding.message), prefixes)
