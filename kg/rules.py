"""Reads ``ontology/rules/*.toml`` and compiles each English pattern into a frame that a parse can be matched with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Literal, cast

from kg.errors import RuleError
from kg.files import data_path
from kg.model import ACTOR_KINDS, MODALITIES, POLARITIES, Modality, Polarity, RelationId
from kg.ontology import RelationType, load_relations

PREPOSITIONS: Final = frozenset(
    "about above across after against ahead along alongside among around as at before behind below beneath beside between "
    "beyond by concerning despite during facing following for from in inside into like near of off on onto opposite out "
    "outside over past per regarding round since through throughout to toward towards under unlike until up upon versus via "
    "vis-a-vis with within without".split()
)
PARTICLES: Final = frozenset(
    "up out down off over back away along in on apart around forth forward ahead aside together".split()
)
GROUP_KEYS: Final = frozenset("confidence source target polarity modality without mutual patterns".split())
FILE_KEYS: Final = frozenset("relation group examples unmet counterexamples".split())

ANYTHING: Final = "something"
"""The word that stands for any noun in a pattern."""
DEFAULT_CONFIDENCE: Final = 0.85
"""The share of right matches of a group that does not say its own."""
_WORD: Final = re.compile(r"[a-zà-ÿ0-9][a-zà-ÿ0-9'_.-]*")

FrameKind = Literal["verb", "noun", "predicate"]
Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One noun on the way from the trigger to the target.

    ``preps`` is empty for a direct object, else the prepositions that lead to it.
    """

    preps: Words
    words: Words


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A compiled pattern.

    ``heads`` are the lemmas of the trigger; ``particle`` a verb particle or ""; ``path`` the nouns between
    trigger and target; ``target`` how B hangs on the last of them: "object", "prep" (with ``preps``), "poss", "clause" (subject of what is said),
    "infinitive" (whatever the infinitive is aimed at);
    ``rest`` what must follow B: its prepositions (empty: a predicate or second object) and words.
    """

    kind: FrameKind
    heads: Words
    particle: str
    path: tuple[Step, ...]
    target: Literal["object", "prep", "poss", "clause", "infinitive"]
    preps: Words
    rest: Step | None

    @cached_property
    def needed_words(self) -> tuple[Words, ...]:
        """Return for each place that is bound to words the head nouns of which one must be in the sentence."""
        steps = (*self.path, *((self.rest,) if self.rest is not None and not self.rest.preps else ()))
        return tuple(
            frozenset(word.rsplit("_", 1)[-1] for word in step.words) for step in steps if step.words - {ANYTHING}
        )

    @cached_property
    def is_compound(self) -> bool:
        """Return whether a trigger is more than one word: "strong-arm"."""
        return any("_" in head for head in self.heads)

    @property
    def is_bare(self) -> bool:
        """Return whether a pattern is a verb with at most one preposition: no particle, noun or rest."""
        return not self.particle and not self.path and self.rest is None

    @cached_property
    def needed_prepositions(self) -> tuple[Words, ...]:
        """Return the prepositions of which one must be in the sentence; "to" may be a dative and need not."""
        found = [step.preps for step in self.path if step.preps]
        if self.preps and "to" not in self.preps:
            found.append(self.preps)
        return tuple(found)


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


def load_rule_files(folder: Path | None = None) -> tuple[RuleFile, ...]:
    """Return all rule files of a folder in the order of their names; the shipped ones by default.

    Raises
    ------
    RuleError
        If a file is not TOML, has an unknown key or relation, or a pattern that cannot be compiled.
    """
    return _load(folder or data_path("ontology", "rules"))


@cache
def _load(folder: Path) -> tuple[RuleFile, ...]:
    relations = load_relations()
    files = tuple(_read_file(path, relations) for path in sorted(folder.glob("[!_]*.toml")))
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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path.name}: not valid TOML: {error}; mend the file") from error


def _read_file(path: Path, relations: Mapping[RelationId, RelationType]) -> RuleFile:
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
        rules=tuple(rule for group in groups for rule in _read_group(group, relation, path.name)),
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


def _read_group(group: object, relation: RelationType, where: str) -> Iterator[Rule]:
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
            frame = compile_pattern(text)
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


def compile_pattern(pattern: str) -> Frame:
    """Return the frame of an English pattern; see ``ontology/rules/README.md`` for the language.

    Raises
    ------
    ValueError
        If the pattern has no A or B, or words where none can stand.

    Examples
    --------
    >>> frame = compile_pattern("A impose sanction on B")
    >>> sorted(frame.heads), sorted(frame.path[0].words), sorted(frame.preps)
    (['impose'], ['sanction'], ['on'])
    """
    words = pattern.split()
    ends = [word for word in words if word in {"B", "B's"}]
    if len(ends) != 1:
        raise ValueError("needs exactly one B")
    if words[0] == "A's":
        return _noun_frame(words[1:])
    if words[0] != "A" or len(words) < 3:
        raise ValueError("must begin with A or A's")
    if words[1] == "be" and words[2].split("|")[0] not in PREPOSITIONS:
        return _predicate_frame(words[2:])
    return _verb_frame(words[1:])


def _alternatives(word: str) -> Words:
    if word in {"A", "A's", "B", "B's"}:
        raise ValueError(f"{word} stands where a word is needed")
    parts = word.split("|")
    for part in parts:
        if not _WORD.fullmatch(part):
            raise ValueError(f"{word!r} holds {part!r}, which is no lemma in lower case")
    return frozenset(parts)


def _is_preposition(word: str) -> bool:
    return all(part in PREPOSITIONS for part in word.split("|"))


def _noun_frame(words: list[str]) -> Frame:
    heads = _alternatives(words[0])
    path, target, preps, rest = _tail(words[1:])
    if target == "object":
        raise ValueError("an event noun needs a preposition before B")
    return Frame(kind="noun", heads=heads, particle="", path=path, target=target, preps=preps, rest=rest)


def _predicate_frame(words: list[str]) -> Frame:
    heads = _alternatives(words[0])
    path, target, preps, rest = _tail(words[1:])
    if target == "object":
        raise ValueError("an adjective or predicate noun needs a preposition before B")
    return Frame(kind="predicate", heads=heads, particle="", path=path, target=target, preps=preps, rest=rest)


def _verb_frame(words: list[str]) -> Frame:
    heads, tail, particle = _alternatives(words[0]), words[1:], ""
    is_particle = tail[0] in PARTICLES and len(tail) > 1
    # "A call on B" is a preposition, "A call off talk with B" and "A single out B" hold a particle.
    if is_particle and (
        tail[1] != "B" or tail[0] in {"out", "up", "down", "off", "back", "away"} or tail[0] not in PREPOSITIONS
    ):
        noun_after = (
            not _is_preposition(tail[1]) and tail[1] not in {"B", "B's"} and tail[0] in {"in", "on", "over", "around"}
        )
        if not noun_after:
            particle, tail = tail[0], tail[1:]
    path, target, preps, rest = _tail(tail)
    return Frame(kind="verb", heads=heads, particle=particle, path=path, target=target, preps=preps, rest=rest)


def _tail(
    words: list[str],
) -> tuple[tuple[Step, ...], Literal["object", "prep", "poss", "clause", "infinitive"], Words, Step | None]:
    """Read what follows the trigger: nouns on the way, how B hangs, and what must come after B."""
    path: list[Step] = []
    preps: Words = frozenset()
    if words[:2] == ["that", "B"]:
        return (), "clause", preps, _rest(words[2:])
    if words[:3] == ["to", "*", "B"]:
        return (), "infinitive", preps, _rest(words[3:])
    for i, word in enumerate(words):
        if word in {"B", "B's"}:
            break
        if _is_preposition(word):
            preps = preps | _alternatives(word) if preps and not _single(preps) else _alternatives(word)
            continue
        path.append(Step(preps=preps, words=_alternatives(word)))
        preps = frozenset()
    after = words[i + 1 :]
    if word == "B's":
        if not after or _is_preposition(after[0]):
            raise ValueError("B's needs the noun it possesses")
        # The possessed noun is the last step on the way; "A respond to B's call" keeps its preposition.
        path.append(Step(preps=preps, words=_alternatives(after[0])))
        return tuple(path), "poss", frozenset(), _rest(after[1:])
    return tuple(path), ("prep" if preps else "object"), preps, _rest(after)


def _single(preps: Words) -> bool:
    """Return whether one preposition was read: a second one ("out of") replaces it."""
    return len(preps) == 1


def _rest(words: list[str]) -> Step | None:
    if not words:
        return None
    if _is_preposition(words[0]):
        if len(words) == 1:
            return Step(preps=_alternatives(words[0]), words=frozenset())
        return Step(preps=_alternatives(words[0]), words=_alternatives(words[-1]))
    return Step(preps=frozenset(), words=_alternatives(words[-1]))
