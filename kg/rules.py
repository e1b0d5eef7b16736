"""Reads ``ontology/rules/LANGUAGE/*.toml`` and compiles each pattern into a frame that a parse can be matched with."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, cast

from kg.errors import RuleError
from kg.files import data_path
from kg.frames import Frame, Words, compile_pattern
from kg.french_frames import compile_french
from kg.model import ACTOR_KINDS, MODALITIES, POLARITIES, Modality, Polarity, RelationId
from kg.ontology import RelationType, load_relations

GROUP_KEYS: Final = frozenset("confidence source target polarity modality without mutual patterns".split())
FILE_KEYS: Final = frozenset("relation group examples unmet counterexamples".split())

PATTERNS: Final[Mapping[str, Callable[[str], Frame]]] = {"en": compile_pattern, "fr": compile_french}
"""How the patterns of each language are compiled, by its code, which is the name of its folder of rules."""

DEFAULT_CONFIDENCE: Final = 0.85
"""The share of right matches of a group that does not say its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A frame with what it means: the relation, its status and how far it can be trusted.

    ``without`` holds modifiers that make something else of an event noun: a trade war is no war. ``mutual`` tells
    whether a plural subject does it to one another: "A and B are allies", but not "A and B are patrons".
    """

    relation: RelationType
    pattern: str
    frame: Frame
    confidence: float
    source_kinds: Words
    target_kinds: Words
    polarity: Polarity
    modality: Modality
    without: Words = frozenset()
    mutual: bool = True

    @property
    def name(self) -> str:
        """Return the name shown as the reason of an event: relation, kind of frame and pattern."""
        return f"{self.relation.id}/{self.frame.kind}: {self.pattern}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """One relation's rules and the sentences that test them; ``unmet`` are examples that kg is known to miss."""

    relation: RelationType
    rules: tuple[Rule, ...]
    examples: tuple[tuple[str, str, str], ...]
    unmet: tuple[tuple[str, str, str], ...]
    counterexamples: tuple[str, ...]


def load_rule_files(folder: Path | None = None, *, language: str = "en") -> tuple[RuleFile, ...]:
    """Return all rule files of a folder in the order of their names; the shipped ones of a language by default.

    English has a file for each relation of the ontology; another language has those that it can say.

    Raises
    ------
    RuleError
        If a file is not TOML, has an unknown key or relation, or a pattern that cannot be compiled; or if a relation
        of the ontology has no file among the shipped English ones.
    """
    files = _load(folder or data_path("ontology", "rules", language), language)
    if folder is None and language == "en":
        _check_complete(files)
    return files


def _check_complete(files: tuple[RuleFile, ...]) -> None:
    lacking = sorted(set(load_relations()) - {file.relation.id for file in files})
    if lacking:
        raise RuleError(
            f"ontology/rules/en/{lacking[0]}.toml: the file is missing, but ontology/ir.ttl has rel:{lacking[0]}; write it "
            "as ontology/rules/README.md says, or take the stanza out"
        )


@cache
def _load(folder: Path, language: str) -> tuple[RuleFile, ...]:
    relations = load_relations()
    files = tuple(_read_file(path, relations, PATTERNS[language]) for path in sorted(folder.glob("[!_]*.toml")))
    if not files:
        raise RuleError(f"{folder}: no rule files (*.toml) found; reinstall kg or name another folder")
    seen: dict[str, str] = {}
    for rule in (rule for file in files for rule in file.rules):
        other = seen.setdefault(rule.pattern, rule.relation.id)
        if other != rule.relation.id:
            raise RuleError(
                f"{rule.relation.id}.toml: pattern {rule.pattern!r} is in {other}.toml too; keep it in one of them"
            )
    return files


def load_toml(path: Path) -> dict[str, object]:
    """Return the content of a TOML file.

    Raises
    ------
    RuleError
        If it is not TOML; the message has file, line and column.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    # No UTF-8 and no TOML are ValueErrors, as are numbers of thousands of digits.
    except (ValueError, RecursionError) as error:
        raise RuleError(f"{path.name}: not valid TOML: {error}; mend the file") from error


def _read_file(path: Path, relations: Mapping[RelationId, RelationType], compiled: Callable[[str], Frame]) -> RuleFile:
    content = load_toml(path)
    _known_keys(content, FILE_KEYS, path.name)
    name = content.get("relation")
    if not isinstance(name, str) or RelationId(name) not in relations:
        raise RuleError(
            f"{path.name}: relation {name!r} is not in ontology/ir.ttl; add its stanza there or use one of "
            f"{', '.join(sorted(relations))}"
        )
    if name != path.stem:
        raise RuleError(f"{path.name}: holds relation {name!r}; name the file {name}.toml")
    relation = relations[RelationId(name)]
    groups = _list(content, "group", path.name)
    return RuleFile(
        relation=relation,
        rules=tuple(rule for group in groups for rule in _read_group(group, relation, path.name, compiled)),
        examples=tuple(_example(row, path.name) for row in _list(content, "examples", path.name)),
        unmet=tuple(_example(row, path.name) for row in _list(content, "unmet", path.name)),
        counterexamples=tuple(
            _text(row, "counterexamples", path.name) for row in _list(content, "counterexamples", path.name)
        ),
    )


def _list(table: Mapping[str, object], key: str, where: str) -> list[object]:
    value = table.get(key, [])
    if not isinstance(value, list):
        raise RuleError(f"{where}: {key} is {value!r}; it must be a list")
    return value


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, str):
        raise RuleError(f"{where}: {key} holds {value!r}; it must be a string")
    return value


def _example(row: object, where: str) -> tuple[str, str, str]:
    if not (isinstance(row, list) and len(row) == 3 and all(isinstance(cell, str) for cell in row)):
        raise RuleError(
            f"{where}: example {row!r} is not [sentence, source, target]; examples are lists of three strings"
        )
    return (row[0], row[1], row[2])


def _read_group(group: object, relation: RelationType, where: str, compiled: Callable[[str], Frame]) -> Iterator[Rule]:
    if not isinstance(group, dict):
        raise RuleError(f"{where}: group is {group!r}; it must be a table, written as [[group]]")
    _known_keys(group, GROUP_KEYS, where)
    confidence = group.get("confidence", DEFAULT_CONFIDENCE)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        raise RuleError(f"{where}: confidence {confidence!r} is not a number above 0 and up to 1")
    mutual = group.get("mutual", True)
    if not isinstance(mutual, bool):
        raise RuleError(f"{where}: mutual {mutual!r} is neither true nor false; write one of them without quotes")
    if "patterns" not in group:
        raise RuleError(f"{where}: patterns are missing in a group; it must have a list of them")
    for pattern in _list(group, "patterns", where):
        text = _text(pattern, "patterns", where)
        try:
            frame = compiled(text)
        except ValueError as error:
            raise RuleError(f"{where}: pattern {text!r}: {error}; see ontology/rules/README.md") from error
        yield Rule(
            relation=relation,
            pattern=text,
            frame=frame,
            confidence=float(confidence),
            source_kinds=_kinds(group, "source", where),
            target_kinds=_kinds(group, "target", where),
            polarity=cast("Polarity", _one_of(group.get("polarity", "affirmed"), POLARITIES, where)),
            modality=cast("Modality", _one_of(group.get("modality", "actual"), MODALITIES, where)),
            without=frozenset(_text(word, "without", where) for word in _list(group, "without", where)),
            mutual=mutual,
        )


def _known_keys(table: Mapping[str, object], allowed: frozenset[str], where: str) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise RuleError(f"{where}: unknown key {unknown[0]!r}; allowed are {', '.join(sorted(allowed))}")


def _kinds(group: Mapping[str, object], key: str, where: str) -> Words:
    return frozenset(_one_of(kind, ACTOR_KINDS, where) for kind in _list(group, key, where)) or frozenset(ACTOR_KINDS)


def _one_of(value: object, allowed: tuple[str, ...], where: str) -> str:
    if value not in allowed:
        raise RuleError(f"{where}: {value!r} is not one of {', '.join(allowed)}")
    return str(value)
