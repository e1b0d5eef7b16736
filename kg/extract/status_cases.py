"""Verbs and nouns that change what hangs on them in, out which of a few special readings holds."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.slots import is_verb

HAPPENING: Final = frozenset(
    form
    for base in (
        "announce",
        "commit",
        "undertake",
        "make",
        "move",
        "be",
        "seem",
        "go",
        "offer",
        "invite",
        "decide",
        "agree",
    )
    for form in (base, base + "s", base + "d", base + "ed", base[:-1] + "ing", base + "ing")
) | {"undertook", "made", "is", "was", "were", "are", "been", "went"}
"""Verbs that make a plan of an infinitive but a fact of a noun: "announced sanctions" against "announced to meet"."""


# Who opposes what was decided says nothing of whether it is done.
OPPOSING: Final = frozenset(
    form
    for base in ("resist", "oppose", "reject", "dismiss", "ignore")
    for form in (base, base + "s", base + "ed", base + "ing")
) | {"dismisses", "opposes", "opposed", "opposing", "ignores", "ignored", "ignoring"}
DECIDED: Final = frozenset({"decision", "decisions", "move", "moves", "step", "steps"})
# In the pluperfect, these tell of what did not come about: "had planned to meet B".
INTENDING: Final = frozenset({"planned", "meant", "intended", "hoped", "wanted", "wished"})
BINDING: Final = frozenset("agreement agreements deal deals pact accord memorandum contract".split())
ORDERING: Final = frozenset({"order", "orders", "ordered", "ordering"})
"""Ordering an expulsion is doing it, asking for one is not."""
REFUSALS: Final = frozenset(f"{verb}{end}" for verb in ("refus", "declin") for end in ("e", "es", "ed", "ing")) | {
    "rejected",
    "rejects",
    "reject",
}
HAVING: Final = frozenset({"have", "has", "had", "is", "are", "was", "were", "remains"})
DENIALS: Final = frozenset({"deny", "denied", "denies", "denying"})
ANSWERED: Final = frozenset(
    f"{noun}{end}"
    for noun in "accusation allegation charge claim complaint criticism demand call request appeal plea warning".split()
    for end in ("", "s")
)
"""What is said; who denies or rejects it answers, and does not say that it was not said."""
_KNOWN: Final = frozenset({"the", "this", "that", "these", "those"})


def has_own_object(verb: Token, link: str) -> bool:
    """Return whether a denial has an object of its own: "it accused B, a charge that B denies"."""
    return link == "ccomp" and any(child.dep_ == "dobj" for child in verb.children)


def is_copula(lower: str, node: Token) -> bool:
    """Return whether "be" merely links: "is to meet" is a plan, "is critical" is not."""
    return lower in {"be", "is", "are", "was", "were", "been", "being"} and not (is_verb(node) and node.tag_ == "VB")


def names_nobody(subject: Token) -> bool:
    """Return whether a subject denies its verb: "nobody", "no Russian troops", "neither side"."""
    nobody = {"nobody", "none", "neither"}
    return subject.lower_ in nobody or any(child.lower_ in {"no", "neither"} for child in subject.children)


def is_presupposed(noun: Token) -> bool:
    """Return whether a noun speaks of what is known already: "the war", "their conflict"."""
    return not is_verb(noun) and any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in _KNOWN) for child in noun.children
    )
