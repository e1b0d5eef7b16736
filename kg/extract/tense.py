"""The trigger of a claim in, out how its clause tells it: as a deed of the past, as just done, as going on."""

from __future__ import annotations

from typing import Final, Literal

from spacy.tokens import Token

from kg.extract.slots import is_verb

Tense = Literal["past", "perfect", "pluperfect", "present", "none"]
_HAD: Final = frozenset({"had", "'d"})
_HAVE: Final = frozenset({"has", "have", "'ve", "'s"})


def tense_of(trigger: Token) -> Tense:
    """Return the tense of the clause that tells of a trigger, "none" where no finite verb does.

    An infinitive or gerund has the tense of what governs it: "went on to accuse" tells of the past.
    """
    node = trigger
    while True:
        tense = _own(node) if is_verb(node) else None
        if tense is not None:
            return tense
        if node.head == node:
            return "none"
        node = node.head


def told_tense(trigger: Token, report: Token | None, *, spoken: bool) -> Tense:
    """Return the tense of a claim; what is said in the present ("we support B", he said) is an act of the past.

    ``spoken`` tells that saying it is the act itself: support, promise, accusation.
    """
    own = tense_of(trigger)
    return tense_of(report) if spoken and report is not None and own in {"present", "none"} else own


def joined_to(node: Token) -> Token:
    """Return what governs a token, and for a verb that is coordinated with another one what it really goes with.

    In "she said they will leave and asked Quito" the parser joins "asked" to "leave"; its tense tells that it goes
    with "said".
    """
    head = node.head
    if node.dep_ == "conj" and node.tag_ == "VBD" and head.dep_ == "ccomp" and head.tag_ == "VB":
        return head.head
    return head


def _own(verb: Token) -> Tense | None:
    auxiliaries = {child.lower_: child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    words = auxiliaries.keys()
    if words & _HAD:
        return "pluperfect"
    if "VBN" in auxiliaries.values() or verb.tag_ == "VBN":
        if words & _HAVE:
            return "perfect"
        if words & {"was", "were"}:
            return "past"
        if words & {"is", "are", "'s"}:
            return "present"
    if verb.tag_ == "VBD" or words & {"was", "were", "did"}:
        return "past"
    if verb.tag_ in {"VBZ", "VBP"} or words & {"is", "are", "do", "does", "'s", "'re", "'m", "am"}:
        return "present"
    if "MD" in auxiliaries.values():
        return "none"
    if verb.dep_ == "conj" and is_verb(verb.head):
        return None
    return None


_ONE: Final = frozenset({"a", "one", "the"})
_ASIDE: Final = frozenset("amid after over about despite following since on of for given beyond unlike".split())
"""Prepositions whose object is no news itself: "amid criticism of B", "after talks with B"."""
_AFTER: Final = frozenset({"after", "since"})
_FOR: Final = frozenset({"for", "of"})
"""What one is thanked for or accused of has happened before."""


def is_background(trigger: Token) -> bool:
    """Return whether a claim only surrounds what its sentence tells: "amid criticism of B", "after arresting B"."""
    node = trigger
    while node.head != node:
        if is_verb(node):
            if node.dep_ == "acl" and node.tag_ == "VB":
                return True  # "the decision to expel", "a call to join"
            if follows(node):
                return True
            if node.dep_ == "pcomp":
                return is_verb(node.head.head) and node.head.lower_ in _AFTER | _FOR
            if node.dep_ not in {"xcomp", "conj"}:
                return False
        elif node.dep_ == "pobj" and node.head.lower_ in _ASIDE:
            return True
        node = node.head
    return False


def follows(verb: Token) -> bool:
    """Return whether a clause tells what came before the clause it hangs on: "after Georgia arrested B"."""
    return verb.dep_ == "advcl" and any(
        child.dep_ in {"mark", "advmod", "prep"} and child.lower_ in _AFTER for child in verb.children
    )


def days_back(trigger: Token) -> int | None:
    """Return how many days before the day of the story a clause lies, None where it does not count from it.

    1 for "a day earlier" and for what "the move came one day after", 0 for "on the same day".
    """
    node = trigger
    while True:
        for child in node.children:
            if child.lower_ in {"earlier", "before", "after"} and _is_a_day(child):
                return 1 if child.lower_ != "after" or child.dep_ == "mark" else None
            if child.dep_ in {"prep", "npadvmod"} and _is_same_day(child):
                return 0
        if node.dep_ == "advcl" and node.head.lower_ in {"after"} and _is_a_day(node.head):
            return 1
        if node.head == node or (is_verb(node) and node.dep_ not in {"xcomp", "conj"}):
            return None
        node = node.head


def _is_a_day(word: Token) -> bool:
    before = [child for child in word.children if child.lower_ == "day"]
    if word.i > word.sent.start and word.nbor(-1).lower_ == "day":
        before.append(word.nbor(-1))
    return any(
        any(child.lower_ in _ONE for child in day.children) or (day.i > word.sent.start and day.nbor(-1).lower_ in _ONE)
        for day in before
    )


def _is_same_day(word: Token) -> bool:
    days = [word, *word.children] if word.lower_ != "on" else list(word.children)
    return any(day.lower_ == "day" and any(child.lower_ == "same" for child in day.children) for day in days)
