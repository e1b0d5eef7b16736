"""The table of broken graphs in; each as Turtle, with the message that must come of it, out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.files import data_path
from kg.validation.findings import BLANK

_FOLDER = Path(__file__).parent
GOOD = (_FOLDER / "good.ttl").read_text(encoding="utf-8")
"""A graph with every class and property, and nothing wrong."""

_PREFIXES = dict(re.findall(r"@prefix (\w+): <([^>]*)>", GOOD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """One way to break a graph; ``culprit`` is the node to be named, as in a finding."""

    name: str
    message: str
    turtle: str
    culprit: str


@cache
def broken_graphs() -> tuple[Broken, ...]:
    """Return every broken graph of the table, in its order."""
    with (_FOLDER / "broken.toml").open("rb") as handle:
        rules = tomllib.load(handle)["rule"]
    return tuple(_broken(row, rule) for rule in rules for row in rule["broken"])


def _broken(row: dict[str, str], rule: dict[str, str]) -> Broken:
    ontology = rule.get("base") == "ontology"
    base = data_path("ontology", "ir.ttl").read_text(encoding="utf-8") if ontology else GOOD
    node = row.get("node", "")
    return Broken(
        name=row["name"],
        message=rule["message"],
        turtle=_break(base, node, row.get("old", ""), row["new"]),
        culprit=_in_full(row.get("culprit", node)),
    )


def _in_full(name: str) -> str:
    """Return a prefixed name as in N-Triples; no name stands for a blank node."""
    if not name:
        return BLANK
    prefix, _, local = name.partition(":")
    return f"<{_PREFIXES[prefix]}{local}>"


def _break(turtle: str, node: str, old: str, new: str) -> str:
    if not node:
        return f"{turtle}{new}\n"
    start = turtle.index(f"\n{node} a ")
    end = turtle.index(" .\n", start)
    block = turtle[start:end]
    if block.count(old) != 1:
        raise ValueError(f"{old!r} stands {block.count(old)} times in the lines of {node}, not once")
    return turtle[:start] + block.replace(old, new) + turtle[end:]
