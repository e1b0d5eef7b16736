"""A trigger of a French sentence in, out how its clause tells it: as done, not done, planned, possible, or only thought of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from spacy.tokens import Token

from kg.errors import RuleError
from kg.extract.french.inflect import noun_forms, verb_forms
from kg.extract.french.lexicon import LANGUAGE
from kg.extract.french.slots import is_verb
from kg.extract.status import Status
from kg.extract.tense import Tense
from kg.files import data_path
from kg.model import Modality, Polarity
from kg.rules import load_toml

SECTIONS: Final = ("light", "negation", "planned", "possible", "hypothetical", "report")
KEYS: Final = ("verbs", "nouns", "words")
_ORDER: Final[tuple[Modality, ...]] = ("actual", "planned", "possible", "hypothetical")
_MAX_UP: Final = 6
_THROUGH: Final = frozenset(
    {
        "xcomp",
        "ccomp",
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl:arg",
        "obl:mod",
        "acl",
        "advcl",
        "conj",
        "nmod",
        "dep",
        "obl:agent",
    }
)


@dataclass(frozen=True, slots=True)
class FrenchWords:
    """The words of a section of ``_modifiers.toml`` in all their forms."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    words: frozenset[str]


@cache
def load_modifiers() -> Mapping[str, FrenchWords]:
    """Return the sections of the French ``_modifiers.toml``.

    Raises
    ------
    RuleError
        If a section is missing, or has an unknown key or a value that is no text.
    """
    content = load_toml(data_path("ontology", "rules", LANGUAGE, "_modifiers.toml"))
    wrong = sorted(set(SECTIONS) ^ set(content))
    if wrong:
        raise RuleError(f"fr/_modifiers.toml: section [{wrong[0]}] is missing or unknown; it has {', '.join(SECTIONS)}")
    return {name: _section(name, cast("dict[str, object]", content[name])) for name in SECTIONS}


def _section(name: str, table: dict[str, object]) -> FrenchWords:
    for key, value in table.items():
        if key not in KEYS or not isinstance(value, str):
            raise RuleError(
                f"fr/_modifiers.toml [{name}]: {key} = {value!r}; write {', '.join(KEYS)} as words in one text"
            )

    def words(key: str) -> list[str]:
        return str(table.get(key, "")).replace("s'", "").split()

    return FrenchWords(
        verbs=frozenset(form for word in words("verbs") for form in verb_forms(word)),
        nouns=frozenset(form for word in words("nouns") for form in noun_forms(word)),
        words=frozenset(words("words")),
    )


def read_status(trigger: Token, modifiers: Mapping[str, FrenchWords], *, skip: Token | None = None) -> Status:
    """Return the status of what a trigger tells, by the words around it and those that govern it.

    ``skip`` is the verb by which it is reported, which says nothing of it.
    """
    reader = _Reader(modifiers)
    reader.own(trigger)
    node = trigger
    for _ in range(_MAX_UP):
        head = node.head
        if head in {node, skip} or node.dep_ not in _THROUGH:
            break
        if is_verb(head) and node.dep_ == "conj" and is_verb(node):
            if _is_finite(node):
                break
            reader.auxiliaries(head)
        elif is_verb(head):
            reader.governing(head, node)
        elif node.dep_ in {"acl", "nmod"}:
            reader.noun(head)
        node = head
        if node.dep_ in {"acl:relcl", "parataxis"}:
            break
    polarity: Polarity = "negated" if reader.negations % 2 else "affirmed"
    return Status(polarity, reader.modality)


class _Reader:
    def __init__(self, modifiers: Mapping[str, FrenchWords]) -> None:
        self._words = modifiers
        self.negations = 0
        self.modality: Modality = "actual"

    def _weaken(self, to: Modality) -> None:
        self.modality = max(self.modality, to, key=_ORDER.index)

    def own(self, token: Token) -> None:
        """Read the words below a trigger or a verb that governs it."""
        for child in token.children:
            lower = child.lower_
            if lower in self._words["negation"].words and child.dep_ in {"advmod", "det", "cc"}:
                self.negations += lower not in {"plus", "ni"} or _has_ne(token)
            elif lower in self._words["possible"].words:
                self._weaken("possible")
            elif lower in self._words["hypothetical"].words and child.dep_ in {"mark", "advmod"}:
                self._weaken("hypothetical")
            elif lower == "sans" and child.dep_ in {"mark", "case"}:
                self.negations += 1
        self.auxiliaries(token)

    def auxiliaries(self, verb: Token) -> None:
        """Read the mood and tense of a verb: a future is planned, a conditional only told of or possible."""
        for word in (verb, *(child for child in verb.children if child.dep_.startswith("aux") or child.dep_ == "cop")):
            if word.morph.get("Mood", []) == ["Cnd"] or _looks_conditional(word):
                self._weaken("possible")
            elif word.morph.get("Tense", []) == ["Fut"] or _looks_future(word):
                self._weaken("planned")

    def governing(self, verb: Token, below: Token) -> None:
        """Read a verb that governs what was read so far."""
        lower = verb.lower_
        infinitive = below.morph.get("VerbForm", []) == ["Inf"] or not is_verb(below)
        linked = below.dep_ in {"xcomp", "ccomp", "obj", "nsubj:pass", "obl:arg", "obl:mod", "advcl", "nsubj"}
        if not linked:
            return
        if lower in self._words["negation"].verbs and (
            infinitive or lower in verb_forms("démentir") | verb_forms("nier")
        ):
            self.negations += below.dep_ != "nsubj"
        perfect = any(child.lower_ in {"avoir", "être"} for child in below.children if child.dep_.startswith("aux"))
        if (
            lower in self._words["planned"].verbs
            and infinitive
            and not perfect
            and (is_verb(below) or below.dep_ != "nsubj")
        ):
            self._weaken("planned")
        if lower in self._words["possible"].verbs and infinitive:
            self._weaken("possible")
        self.own(verb)

    def noun(self, noun: Token) -> None:
        """Read a noun that governs what was read so far: "la menace de frapper B"."""
        lower = noun.lower_
        self.negations += lower in self._words["negation"].nouns
        if lower in self._words["planned"].nouns:
            self._weaken("planned")


def _has_ne(verb: Token) -> bool:
    return any(child.lower_ in {"ne", "n'"} for child in verb.children)


def _is_finite(verb: Token) -> bool:
    return any(child.dep_.startswith("aux") for child in verb.children) or verb.morph.get("VerbForm", []) == ["Fin"]


def _looks_future(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Fin"] and token.lower_.endswith(
        ("era", "eront", "ira", "iront", "dra", "dront", "vra", "vront")
    )


def _looks_conditional(token: Token) -> bool:
    return token.morph.get("VerbForm", []) == ["Fin"] and token.lower_.endswith(
        ("erait", "eraient", "irait", "iraient", "drait", "draient", "vrait", "vraient")
    )


def tense_of(trigger: Token) -> Tense:
    """Return the tense of the clause that tells of a trigger, "none" where no finite verb of it tells of the past."""
    node = trigger
    while not is_verb(node) and node.head != node:
        node = node.head
    while node.dep_ == "xcomp" and node.head != node:
        node = node.head
    auxiliaries = [child for child in node.children if child.dep_.startswith("aux") or child.dep_ == "cop"]
    if any(child.morph.get("Tense", []) == ["Imp"] for child in auxiliaries) and node.morph.get("VerbForm", []) == [
        "Part"
    ]:
        return "pluperfect"
    if auxiliaries and any(child.morph.get("Tense", []) == ["Pres"] for child in auxiliaries):
        return "past" if node.morph.get("VerbForm", []) == ["Part"] else "present"
    if node.morph.get("Tense", []) == ["Past"] and node.morph.get("VerbForm", []) == ["Fin"]:
        return "past"
    return "present" if node.morph.get("Tense", []) == ["Pres"] else "none"
