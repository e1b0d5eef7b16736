"""English patterns in, frames that a parse can be matched with out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

PREPOSITIONS: Final = frozenset(
    "about above across after against ahead along alongside among around as at before behind below beneath beside between "
    "beyond by concerning despite during facing following for from in inside into like near of off on onto opposite out "
    "outside over past per regarding round since through throughout to toward towards under unlike until up upon versus via "
    "vis-a-vis with within without".split()
)
PARTICLES: Final = frozenset(
    "up out down off over back away along in on apart around forth forward ahead aside together".split()
)
ANYTHING: Final = "something"
"""The word that stands for any noun in a pattern."""
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
