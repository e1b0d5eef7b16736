"""A French sentence in, who says what it tells out: the subjects of verbs of saying, and whom "nous" and "il" stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.french.fillers import fill
from kg.extract.french.slots import subjects
from kg.extract.french.status import FrenchWords
from kg.extract.mentions import Mention, Mentions

_SPEAKERS: Final = frozenset({"je", "j'", "nous"})
_PRONOUNS: Final = {"il": "m", "elle": "f"}


def speakers(verb: Token) -> tuple[Token, ...]:
    """Return the subjects of a verb of saying, the one that stands behind it in "a déclaré X" included."""
    behind = tuple(
        child
        for child in verb.children
        if child.i > verb.i
        and child.dep_ in {"nsubj", "obj", "punct", "flat:name", "obl:arg"}
        and child.pos_ in {"PROPN", "NOUN"}
    )
    own = subjects(verb)
    if own and own[0].i < verb.i and own[0].dep_.startswith("nsubj") and not (behind and is_apart(verb)):
        return own
    return behind or own


def settled_pronouns(sent: Span, mentions: Mentions, modifiers: Mapping[str, FrenchWords]) -> None:
    """Let "nous" and "je" in a sentence stand for whoever is said to have said it."""
    said = [token for token in sent if token.lower_ in modifiers["report"].verbs and is_apart(token)]
    pronouns = [token for token in sent if token.lower_ in _SPEAKERS and not mentions.at(token)]
    if not said or not pronouns:
        return
    who = next((f for token in speakers(said[-1]) for f in fill([token], mentions, acting=True)), None)
    if who is None:
        return
    for token in pronouns:
        mentions.add(
            replace(
                who.found, start=token.i, end=token.i + 1, form="pronoun", how="speaker",
                anchor=(who.found.start, who.found.end),
            )
        )  # fmt: skip


@dataclass(slots=True)
class LastSubject:
    """The person who was the subject of the sentence before, for whom "il" or "elle" stands."""

    found: Mention | None = None

    def settle(self, sent: Span, mentions: Mentions) -> None:
        """Let a pronoun that is the subject of a sentence stand for the last subject, and remember the new one."""
        subject = next((token for token in sent if token.dep_ in {"nsubj", "nsubj:pass"}), None)
        if subject is None:
            return
        gender = _PRONOUNS.get(subject.lower_)
        if gender is not None:
            if self.found is not None and self.found.gender in {gender, ""}:
                mentions.add(
                    replace(self.found, start=subject.i, end=subject.i + 1, form="pronoun", how="last subject")
                )
            return
        at = mentions.at(subject)
        self.found = at[0] if len(at) == 1 and at[0].kind == "person" else None


def is_apart(verb: Token) -> bool:
    """Return whether a verb of saying stands in a clause of its own behind what is said: ", a déclaré X"."""
    first = verb
    while first.i > first.sent.start and first.nbor(-1).dep_.startswith("aux"):
        first = first.nbor(-1)
    return first.i > first.sent.start and first.nbor(-1).text in {",", "»", '"'}


def is_told_by(trigger: Token, named: Token) -> bool:
    """Return whether "selon X" stands with the clause of a trigger: with its own verb, or before all of them."""
    above = named.head
    node = trigger
    while node.head != node:
        if node == above:
            return True
        node = node.head
    return node == above and (
        named.i < trigger.i
        or not any(child.dep_ in {"conj", "parataxis"} and child.i < named.i for child in node.children)
    )


def is_perfect(verb: Token) -> bool:
    """Return whether a verb has an auxiliary: "a dit avoir parlé"."""
    return any(child.dep_.startswith("aux") for child in verb.children)
