"""A word in; what its own negations, auxiliaries, adverbs and adjectives say of its status, added to what others said, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from spacy.tokens import Token

from kg.extract.lexicon import Modifiers
from kg.extract.slots import is_verb
from kg.extract.status_cases import names_nobody
from kg.model import Modality

_RANK: Final[dict[Modality, int]] = {"actual": 0, "planned": 1, "possible": 2, "hypothetical": 3}
_REFUSING_AUXILIARIES: Final = frozenset({"will", "would", "wo"})


class Marks:
    """What was read so far of the status of a claim: how often it was denied, by choice or not, and the weakest modality."""

    def __init__(self, words: Mapping[str, Modifiers], *, in_headline: bool) -> None:
        self._words = words
        self._in_headline = in_headline
        self.negations = 0
        self.refused = False
        self.modality: Modality = "actual"

    def weaken(self, modality: Modality) -> None:
        """Take the modality if it is weaker than the one read so far."""
        if _RANK[modality] > _RANK[self.modality]:
            self.modality = modality

    def read(self, token: Token, *, below: Token | None = None) -> None:
        """Read the negations, auxiliaries, adverbs and adjectives of one token, not those of ``below`` again."""
        children = [child for child in token.children if child != below]
        is_event_noun = not is_verb(token)
        for child in children:
            lower = child.lower_
            if child.dep_ == "neg" or (
                lower in {"no", "neither", "nor", "never"}
                and child.dep_ in {"det", "advmod", "preconj", "cc"}
                and lower != "nor"
            ):
                self.negations += 1
                self.refused = self.refused or any(
                    aux.dep_ == "aux" and aux.lower_ in _REFUSING_AUXILIARIES for aux in children
                )
            elif child.dep_ in {"nsubj", "nsubjpass"} and not is_event_noun:
                self.negations += names_nobody(child)
            elif child.dep_ == "aux" or child.dep_ == "auxpass":
                self._auxiliary(child, token)
            elif child.dep_ in {"advmod", "amod"} and not is_event_noun:
                if lower in self._words["possible"].words and lower != "likely":
                    self.weaken("possible")
            elif child.dep_ == "amod" and is_event_noun:
                self.adjective(lower)
            elif child.dep_ == "mark" and lower in self._words["hypothetical"].words:
                self.weaken("hypothetical")
        if token.dep_ == "conj" and is_verb(token) and is_verb(token.head):
            self._shared_auxiliaries(token)

    def _shared_auxiliaries(self, verb: Token) -> None:
        """Read the auxiliaries of the first verb for a coordinated one that has neither subject nor auxiliary."""
        if any(child.dep_ in {"nsubj", "nsubjpass", "aux"} for child in verb.children):
            return
        if verb.tag_ in {"VBD", "VBZ", "VBP"}:
            return  # "would fly out its diplomats and took a complaint": finite by itself
        for child in verb.head.children:
            if child.dep_ == "aux" and child.i < verb.head.i:
                self._auxiliary(child, verb.head)

    def _auxiliary(self, aux: Token, verb: Token) -> None:
        lower = aux.lower_
        if lower in self._words["planned"].words:
            self.weaken("planned")
        elif lower == "would":
            # "said it would cut ties" is a plan told in the past, "would be a mistake" a thought.
            self.weaken("planned" if verb.dep_ in {"ccomp", "conj", "relcl"} else "hypothetical")
        elif lower in self._words["possible"].words:
            self.weaken("possible")
        elif lower in self._words["hypothetical"].words:
            self.weaken("hypothetical")
        elif lower == "to" and self._in_headline and (verb.dep_ == "ROOT" or not is_verb(verb.head)):
            self.weaken("planned")

    def adjective(self, lower: str) -> None:
        """Read an adjective: "failed talks", "planned talks", "possible talks"."""
        if lower in self._words["negation"].adjectives:
            self.negations += 1
        elif lower in self._words["planned"].adjectives:
            self.weaken("planned")
        elif lower in self._words["possible"].adjectives:
            self.weaken("possible")

    def time_of(self, verb: Token) -> None:
        """Read only what a verb's auxiliaries say of the future, not its negation."""
        for child in verb.children:
            if child.dep_ == "aux" and child.lower_ in self._words["planned"].words:
                self.weaken("planned")
