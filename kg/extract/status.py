"""The trigger of a claim in, its polarity and modality out: read from what governs it on the way up the parse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.extract.denial_words import WRONGLY
from kg.extract.denials import denial_of
from kg.extract.lexicon import Modifiers
from kg.extract.slots import is_verb
from kg.extract.status_cases import (
    ANSWERED,
    BINDING,
    DECIDED,
    DENIALS,
    HAPPENING,
    HAVING,
    INTENDING,
    OPPOSING,
    ORDERING,
    REFUSALS,
    has_own_object,
    is_copula,
)
from kg.extract.status_marks import Marks
from kg.extract.tense import joined_to
from kg.model import Modality, Polarity

_MAX_UP: Final = 6
_COMPLEMENTS: Final = frozenset(
    {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "attr", "nsubjpass", "oprd", "advcl"}
)
_APART: Final = frozenset({"relcl", "parataxis", "appos", "nsubj", "poss", "compound", "npadvmod", "dep", "meta"})
_FUTURE_LINKS: Final = frozenset({"xcomp", "dobj", "nsubjpass", "prep", "acl", "pcomp", "acomp"})


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a claim is made or denied, and whether it is fact, plan, possibility or mere thought.

    ``refused`` tells a denial that the actor chose ("refused to", "will not") from one that just did not happen.
    """

    polarity: Polarity
    modality: Modality
    refused: bool = False


def read_status(
    trigger: Token, modifiers: Mapping[str, Modifiers], *, in_headline: bool = False, presupposed: bool = False
) -> Status:
    """Return the status that the words around a trigger give it.

    ``in_headline`` reads a bare infinitive ("US to sanction Iran") as a plan. ``presupposed`` leaves out what is said
    above the trigger: "will not resolve the war with B" takes the war for granted.
    """
    reader = _Reader(modifiers, in_headline=in_headline)
    reader.marks.read(trigger)
    if is_verb(trigger) and any(
        child.dep_ == "dobj" and any(det.lower_ == "no" for det in child.children) for child in trigger.children
    ):
        reader.marks.negations += 1  # "made no promise to B"
    if not presupposed:
        reader.above(trigger)
    negated = reader.marks.negations % 2 == 1
    return Status("negated" if negated else "affirmed", reader.marks.modality, negated and reader.marks.refused)


class _Reader:
    """Walks from a trigger to the root of its sentence and collects what changes its status."""

    def __init__(self, modifiers: Mapping[str, Modifiers], *, in_headline: bool) -> None:
        self._words = modifiers
        self.marks = Marks(modifiers, in_headline=in_headline)

    def above(self, token: Token) -> None:
        """Read the verbs and nouns that govern a token, up to the root or to a report of it."""
        node = token
        for _ in range(_MAX_UP):
            head = node.head
            if head == node:
                return
            denial = denial_of(node)
            if denial is not None:
                self._denied(denial)
                node = denial
                continue
            link = node.dep_
            if link in _APART or joined_to(node) != head:
                return
            if link == "advcl":
                self._adverbial(node, head)
                return
            if head.dep_ == "prep" or link == "pobj" or link == "pcomp" or link == "prep" or link == "agent":
                if link in {"pobj", "pcomp"} and head.lower_ in {"without", "instead", "despite", "against"}:
                    self.marks.negations += head.lower_ == "without"
                    return
                if link == "prep" and is_verb(head) and not self._governs_through(head, node):
                    self.marks.time_of(head)  # "will speak after the talks": what surrounds a plan is no fact yet
                    return
                node = head if link != "prep" else node
                if link != "prep":
                    continue
            if is_verb(head) or head.tag_[:2] == "JJ":
                if self._verb(head, node, link):
                    return
            else:
                self._noun(head, node, link)
            if link == "conj":
                pass
            elif is_verb(node) or not is_verb(head) or self._bears(head):
                self.marks.read(head, below=node)
            else:
                self.marks.time_of(head)  # "does not reflect the alliance" denies no alliance
            node = head

    def _denied(self, verb: Token) -> None:
        """Read a verb that denies a claim; who does not deny it leaves it open."""
        before = self.marks.negations
        self.marks.read(verb)
        if self.marks.negations > before:
            self.marks.negations = before
            self.marks.weaken("possible")
        else:
            self.marks.negations += 1

    def _adverbial(self, clause: Token, verb: Token) -> None:
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        if marks & self._words["hypothetical"].words:
            self.marks.weaken("hypothetical")
        if clause.tag_ == "VB" and any(child.lower_ == "to" for child in clause.children):
            self._purpose(verb)

    def _bears(self, verb: Token) -> bool:
        """Return whether a verb only carries its event noun: "did not hold talks" denies the talks."""
        return any(verb.lower_ in self._words[part].verbs for part in ("light", "planned", "negation", "possible")) or (
            verb.lower_ in self._words["light"].receivers
        )

    def _governs_through(self, verb: Token, prep: Token) -> bool:
        """Return whether a verb's meaning reaches the object of its preposition: "agreed on talks", not "said in a letter"."""
        if prep.lower_ in {"in", "into"}:  # "will engage in talks"
            return verb.lower_ in self._words["light"].verbs
        return prep.lower_ in {"on", "for", "to", "from", "about", "against", "out", "of"} and (
            verb.lower_ in self._words["planned"].verbs
            or verb.lower_ in self._words["negation"].verbs
            or verb.lower_ in self._words["hypothetical"].verbs
            or verb.lower_ in self._words["light"].verbs
        )

    def _purpose(self, verb: Token) -> None:
        """Make a plan of an infinitive of purpose, unless the verb above speaks of the past."""
        if verb.tag_ not in {"VBD", "VBN"}:
            self.marks.weaken("planned")

    def _verb(self, head: Token, node: Token, link: str) -> bool:
        """Read one governing verb; return whether the walk ends here."""
        lower = head.lower_
        if link == "conj":
            return any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        if link not in _COMPLEMENTS and link != "prep" and link != "acomp":
            return True
        self.marks.negations += link == "ccomp" and any(child.lower_ in WRONGLY for child in head.children)
        if (
            link == "xcomp"
            and lower in HAVING
            and any(child.lower_ == "yet" for child in (*head.children, *node.children))
        ):
            self.marks.negations += 1  # "has yet to apologise"
        particles = self._words["negation"].particles
        if lower in particles:
            if any(child.lower_ == particles[lower] for child in head.children):
                self.marks.negations += 1
                self.marks.weaken("planned" if particles[lower] == "off" else self.marks.modality)
                if any(child.dep_ == "neg" for child in head.children):
                    self.marks.weaken("possible")  # "did not rule out talks"
                return False
        elif lower in DENIALS and link == "ccomp" and node.i < head.i:
            return True  # "A accused B, B denied the charge": two clauses that the parser nests
        elif lower in OPPOSING and link in {"dobj", "nsubjpass"} and node.lower_ in DECIDED:
            return True  # "vowed to resist a decision to expel B": the decision stands
        elif (
            lower in self._words["negation"].verbs
            and (link != "ccomp" or lower in DENIALS)
            and not has_own_object(head, link)
        ):
            if link in {"dobj", "nsubjpass"} and node.lower_ in ANSWERED:
                return False
            self.marks.negations += 1
            self.marks.refused = self.marks.refused or lower in REFUSALS
        if link in _FUTURE_LINKS or (link == "ccomp" and node.tag_ == "VB"):
            self._future(head, node)
        if lower in self._words["possible"].verbs and link in {"xcomp", "dobj", "ccomp", "oprd"}:
            self.marks.weaken("possible")
        if head.tag_[:2] == "JJ":
            self.marks.adjective(lower)
        return False

    def _future(self, head: Token, node: Token) -> None:
        """Read a verb whose object is yet to come: "plans to", "urged B to"; "announced sanctions" tells of a fact."""
        lower = head.lower_
        if lower in INTENDING and node.tag_ == "VB" and any(c.lower_ in {"had", "'d"} for c in head.children):
            self.marks.negations += 1  # "had planned to meet B": it did not come to that
        if node.tag_ != "VB" and (is_verb(node) or lower in ORDERING):
            return
        if lower in self._words["hypothetical"].verbs and lower not in {"have", "had", "has", "having"}:
            self.marks.weaken("hypothetical")
        elif (
            lower in self._words["planned"].verbs
            and not is_copula(lower, node)
            and (is_verb(node) or lower not in HAPPENING)
        ):
            self.marks.weaken("planned")

    def _noun(self, head: Token, node: Token, link: str) -> None:
        if link not in {"acl", "prep", "pobj", "pcomp", "ccomp"}:
            return
        lower = head.lower_
        if lower in BINDING and link == "acl" and node.tag_ == "VB":
            self.marks.weaken("planned")  # "signed a deal to send police"
        elif lower in self._words["negation"].nouns:
            self.marks.negations += 1
        elif lower in self._words["planned"].nouns:
            self.marks.weaken("planned")
        elif lower in self._words["hypothetical"].nouns:
            self.marks.weaken("hypothetical")
        elif lower in self._words["possible"].nouns:
            self.marks.weaken("possible")
