"""The values of a validation: what was found wrong, where, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BLANK: Final = "[]"
"""How a blank node is written, whatever its label."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One thing that is wrong with a graph; terms are written as in N-Triples, blank nodes as ``[]``.

    ``rule`` is the name of a check across nodes, or the IRI of a shape, "" where that has none. ``property`` is a SPARQL path, "" where
    the node as such is at fault. ``values`` holds the value at fault; where their number is, it holds all that
    there are, so that none means missing. ``constraint`` is the IRI of the SHACL constraint component, "" for a check.
    ``classes`` are those of the node, given where a shape finds the node as such at fault.
    """

    message: str
    rule: str
    node: str
    property: str = ""
    values: tuple[str, ...] = ()
    constraint: str = ""
    severity: str = "Violation"
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """What a graph was checked for: findings in order of their messages and nodes, and what there was to check.

    ``counts`` has the number of nodes of each class of kg that the graph has, by its local name.
    ``prefixes`` shorten the IRIs of the graph.
    """

    path: str
    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    prefixes: Mapping[str, str]

    @property
    def conforms(self) -> bool:
        """Return whether nothing was found."""
        return not self.findings
