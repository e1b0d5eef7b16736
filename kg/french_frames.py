"""French patterns in, frames that a French parse can be matched with out."""

from __future__ import annotations

import re
from typing import Final, Literal

from kg.frames import ANYTHING, Frame, Step, Words

PREPOSITIONS: Final = frozenset(
    "à auprès avec chez contre dans de depuis en entre envers face faveur face_à devant direction égard encontre intention "
    "jusque par pour sur vers visant adresse côtés".split()
)
"""Prepositions in the base form ("au" is "à"), and the words that make one of "à l'... de"."""
REFLEXIVE: Final = "se"
"""The particle of a verb such as "se rendre"."""
_WORD: Final = re.compile(r"[a-zà-ÿœ0-9][a-zà-ÿœ0-9'_.-]*")

Target = Literal["object", "prep", "poss", "clause", "infinitive"]


def compile_french(pattern: str) -> Frame:
    """Return the frame of a French pattern; see ``ontology/rules/README.md`` for the language.

    Raises
    ------
    ValueError
        If the pattern has no A or B, or words where none can stand.

    Examples
    --------
    >>> frame = compile_french("A imposer sanction à|contre B")
    >>> sorted(frame.heads), sorted(frame.path[0].words), sorted(frame.preps)
    (['imposer'], ['sanction'], ['contre', 'à'])
    >>> compile_french("A se rendre à|en B").particle, compile_french("visite de A en B").kind
    ('se', 'noun')
    """
    words = pattern.replace("s'", "se ").split()
    if words.count("B") != 1 or words.count("A") != 1:
        raise ValueError("needs exactly one A and one B")
    if words[0] != "A":
        return _noun_frame(words)
    if words[1] == "être":
        return _frame("predicate", words[2:])
    return _frame("verb", words[1:])


def _noun_frame(words: list[str]) -> Frame:
    if words[1:3] != ["de", "A"]:
        raise ValueError("must begin with A, or with an event noun and 'de A'")
    return _frame("noun", [words[0], *words[3:]])


def _frame(kind: Literal["verb", "noun", "predicate"], words: list[str]) -> Frame:
    particle = ""
    if words[0] == REFLEXIVE:
        particle, words = REFLEXIVE, words[1:]
    preps_of_head: Words = frozenset()
    if kind == "predicate" and _is_preposition(words[0]):  # "A être en guerre contre B"
        preps_of_head, words = frozenset(words[0].split("|")), words[1:]
    heads = _alternatives(words[0])
    path, target, preps, rest = _tail(words[1:])
    if target == "object" and kind != "verb":
        raise ValueError("an event noun, an adjective or a predicate noun needs a preposition before B")
    if preps_of_head:
        particle = "|".join(sorted(preps_of_head))
    return Frame(kind=kind, heads=heads, particle=particle, path=path, target=target, preps=preps, rest=rest)


def _tail(words: list[str]) -> tuple[tuple[Step, ...], Target, Words, Step | None]:
    """Read what follows the trigger: nouns on the way, how B hangs, and what must come after B."""
    path: list[Step] = []
    preps: Words = frozenset()
    if len(words) == 3 and _is_preposition(words[0]) and words[1:] == ["*", "B"]:
        return (), "infinitive", frozenset(words[0].split("|")), None
    if words[:2] == ["que", "B"]:
        return (), "clause", preps, _rest(words[2:])
    while words[0] != "B":
        if _is_preposition(words[0]):
            if preps:
                raise ValueError(f"{words[0]!r} is a second preposition in a row")
            preps = frozenset(words[0].split("|"))
        else:
            path.append(Step(preps=preps, words=_alternatives(words[0])))
            preps = frozenset()
        words = words[1:]
        if not words:
            raise ValueError("B is not where a target can stand")
    return tuple(path), "prep" if preps else "object", preps, _rest(words[1:])


def _rest(words: list[str]) -> Step | None:
    if not words:
        return None
    preps: Words = frozenset()
    if _is_preposition(words[0]):
        preps, words = frozenset(words[0].split("|")), words[1:]
    if len(words) != 1:
        raise ValueError("after B stands one word, with or without a preposition, or *")
    return Step(preps=preps, words=frozenset({ANYTHING}) if words[0] == "*" else _alternatives(words[0]))


def _alternatives(word: str) -> Words:
    parts = word.split("|")
    for part in parts:
        if not _WORD.fullmatch(part):
            raise ValueError(f"{word!r} holds {part!r}, which is no base form in lower case")
    return frozenset(parts)


def _is_preposition(word: str) -> bool:
    return all(part in PREPOSITIONS for part in word.split("|"))
