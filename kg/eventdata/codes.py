"""The tables of CAMEO, PLOVER and the codes of actors in; what each code stands for in kg out."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import ReferenceDataError
from kg.files import data_path
from kg.ontology import PLOVER_TYPES, load_relations
from kg.phrases.tables import CODES as ROLES
from kg.reference import load_reference, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KINDS: Final = frozenset("country region group role faith name".split())
"""Kinds of codes of actors: a country, a region (no actor), a body, a role, a religion, and words for a role."""

_UNSPECIFIED: Final = ", not specified below"
"""How the codebook ends the labels of codes that have finer ones below them; the data sets leave it out."""


@cache
def cameo_relations() -> Mapping[str, str]:
    """Return the relation of every CAMEO code, "" for statements, which are no acts."""
    return MappingProxyType({row["code"]: row["relation"] for row in _cameo()})


@cache
def cameo_labels() -> Mapping[str, str]:
    """Return the label of every CAMEO code as the codebook has it."""
    return MappingProxyType({row["code"]: row["label"] for row in _cameo()})


@cache
def codes_of_labels() -> Mapping[str, str]:
    """Return the CAMEO code of every label in small letters; of a root and its unspecified act, which share it, the act."""
    return MappingProxyType({label.casefold(): code for code, label in cameo_labels().items()})


def code_of_label(label: str) -> str:
    """Return the CAMEO code of a label, "" where the codebook has none like it.

    >>> code_of_label("Make a visit")
    '042'
    """
    return codes_of_labels().get(label.strip().casefold().removesuffix(_UNSPECIFIED), "")


@cache
def plover_relations() -> Mapping[tuple[str, str], str]:
    """Return the relation of each PLOVER event type and mode; the mode "" is that of all modes not named."""
    found: dict[tuple[str, str], str] = {}
    for row in read_table(_path("plover.csv"), ("type", "mode", "relation")):
        if row["type"] not in PLOVER_TYPES | {"DEMAND"}:
            raise ReferenceDataError(f"plover.csv: {row['type']!r} is not one of PLOVER's types; mend the row")
        _check_relation("plover.csv", row["type"], row["relation"])
        found[row["type"], row["mode"]] = row["relation"]
    return MappingProxyType(found)


@cache
def actor_codes(scheme: str, kind: str) -> Mapping[str, str]:
    """Return what the codes of a kind stand for: ids of states and bodies, or kg's role codes.

    Codes of the kinds "country", "region" and "name" of ICEWS, which are words, come in small letters.
    """
    fold = scheme == "icews" and kind != "role"
    return MappingProxyType(
        {code.casefold() if fold else code: to for code, to in _actor_codes().get((scheme, kind), {}).items()}
    )


@cache
def _actor_codes() -> Mapping[tuple[str, str], Mapping[str, str]]:
    reference, file = load_reference(), "event_codes.csv"
    allowed = {
        "country": reference.states, "group": reference.organisations, "role": ROLES, "faith": ROLES, "name": ROLES,
        "region": {""},
    }  # fmt: skip
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in read_table(_path(file), ("scheme", "kind", "code", "to")):
        if row["kind"] not in KINDS:
            raise ReferenceDataError(f"{file}: kind {row['kind']!r} is not one of {', '.join(sorted(KINDS))}")
        if row["to"] not in allowed[row["kind"]]:
            raise ReferenceDataError(f"{file}: {row['code']}: {row['to']!r} is no known {row['kind']}; mend the row")
        codes = found.setdefault((row["scheme"], row["kind"]), {})
        if row["code"] in codes:
            raise ReferenceDataError(f"{file}: {row['scheme']} {row['code']!r} stands twice; keep one of the rows")
        codes[row["code"]] = row["to"]
    return found


@cache
def _cameo() -> tuple[Mapping[str, str], ...]:
    rows = tuple(read_table(_path("cameo.csv"), ("code", "label", "relation")))
    for row in rows:
        if row["relation"]:
            _check_relation("cameo.csv", row["code"], row["relation"])
    return rows


def _check_relation(file: str, code: str, relation: str) -> None:
    if relation not in load_relations():
        raise ReferenceDataError(f"{file}: {code}: {relation!r} is no relation of the ontology; mend the row")


def _path(name: str) -> Path:
    return data_path("data", "reference", name)
