"""The trigger of a claim in, its polarity and modality out: read from what governs it on the way up the parse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

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
    names_nobody,
)
from kg.extract.tense import joined_to
from kg.model import Modality, Polarity

_RANK: Final[dict[Modality, int]] = {"actual": 0, "planned": 1, "possible": 2, "hypothetical": 3}
_MAX_UP: Final = 6
_COMPLEMENTS: Final = frozenset(
    {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "attr", "nsubjpass", "oprd", "advcl"}
)
_APART: Final = frozenset({"relcl", "parataxis", "appos", "nsubj", "poss", "compound", "npadvmod", "dep", "meta"})
_FUTURE_LINKS: Final = frozenset({"xcomp", "dobj", "nsubjpass", "prep", "acl", "pcomp", "acomp"})
_REFUSING_AUXILIARIES: Final = frozenset({"will", "would", "wo"})


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
    reader.own(trigger)
    if is_verb(trigger) and any(
        child.dep_ == "dobj" and any(det.lower_ == "no" for det in child.children) for child in trigger.children
    ):
        reader.negations += 1  # "made no promise to B"
    if not presupposed:
        reader.above(trigger)
    negated = reader.negations % 2 == 1
    return Status("negated" if negated else "affirmed", reader.modality, negated and reader.refused)


class _Reader:
    """Walks from a trigger to the root of its sentence and collects what changes its status."""

    def __init__(self, modifiers: Mapping[str, Modifiers], *, in_headline: bool) -> None:
        self._words = modifiers
        self._in_headline = in_headline
        self.negations = 0
        self.refused = False
        self.modality: Modality = "actual"

    def _weaken(self, modality: Modality) -> None:
        if _RANK[modality] > _RANK[self.modality]:
            self.modality = modality

    def own(self, token: Token, *, below: Token | None = None) -> None:
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
                    self._weaken("possible")
            elif child.dep_ == "amod" and is_event_noun:
                self._adjective(lower)
            elif child.dep_ == "mark" and lower in self._words["hypothetical"].words:
                self._weaken("hypothetical")
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
            self._weaken("planned")
        elif lower == "would":
            # "said it would cut ties" is a plan told in the past, "would be a mistake" a thought.
            self._weaken("planned" if verb.dep_ in {"ccomp", "conj", "relcl"} else "hypothetical")
        elif lower in self._words["possible"].words:
            self._weaken("possible")
        elif lower in self._words["hypothetical"].words:
            self._weaken("hypothetical")
        elif lower == "to" and self._in_headline and (verb.dep_ == "ROOT" or not is_verb(verb.head)):
            self._weaken("planned")

    def _adjective(self, lower: str) -> None:
        if lower in self._words["negation"].adjectives:
            self.negations += 1
        elif lower in self._words["planned"].adjectives:
            self._weaken("planned")
        elif lower in self._words["possible"].adjectives:
            self._weaken("possible")

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
                    self.negations += head.lower_ == "without"
                    return
                if link == "prep" and is_verb(head) and not self._governs_through(head, node):
                    self._time_of(head)  # "will speak after the talks": what surrounds a plan is no fact yet
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
                self.own(head, below=node)
            else:
                self._time_of(head)  # "does not reflect the alliance" denies no alliance
            node = head

    def _denied(self, verb: Token) -> None:
        """Read a verb that denies a claim; who does not deny it leaves it open."""
        before = self.negations
        self.own(verb)
        if self.negations > before:
            self.negations = before
            self._weaken("possible")
        else:
            self.negations += 1

    def _adverbial(self, clause: Token, verb: Token) -> None:
        marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
        if marks & self._words["hypothetical"].words:
            self._weaken("hypothetical")
        if clause.tag_ == "VB" and any(child.lower_ == "to" for child in clause.children):
            self._purpose(verb)

    def _bears(self, verb: Token) -> bool:
        """Return whether a verb only carries its event noun: "did not hold talks" denies the talks."""
        return any(verb.lower_ in self._words[part].verbs for part in ("light", "planned", "negation", "possible")) or (
            verb.lower_ in self._words["light"].receivers
        )

    def _time_of(self, verb: Token) -> None:
        """Read only what a verb's auxiliaries say of the future, not its negation."""
        for child in verb.children:
            if child.dep_ == "aux" and child.lower_ in self._words["planned"].words:
                self._weaken("planned")

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
            self._weaken("planned")

    def _verb(self, head: Token, node: Token, link: str) -> bool:
        """Read one governing verb; return whether the walk ends here."""
        lower = head.lower_
        if link == "conj":
            return any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        if link not in _COMPLEMENTS and link != "prep" and link != "acomp":
            return True
        if (
            link == "xcomp"
            and lower in HAVING
            and any(child.lower_ == "yet" for child in (*head.children, *node.children))
        ):
            self.negations += 1  # "has yet to apologise"
        particles = self._words["negation"].particles
        if lower in particles:
            if any(child.lower_ == particles[lower] for child in head.children):
                self.negations += 1
                self._weaken("planned" if particles[lower] == "off" else self.modality)
                if any(child.dep_ == "neg" for child in head.children):
                    self._weaken("possible")  # "did not rule out talks"
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
            self.negations += 1
            self.refused = self.refused or lower in REFUSALS
        if link in _FUTURE_LINKS or (link == "ccomp" and node.tag_ == "VB"):
            self._future(head, node)
        if lower in self._words["possible"].verbs and link in {"xcomp", "dobj", "ccomp", "oprd"}:
            self._weaken("possible")
        if head.tag_[:2] == "JJ":
            self._adjective(lower)
        return False

    def _future(self, head: Token, node: Token) -> None:
        """Read a verb whose object is yet to come: "plans to", "urged B to"; "announced sanctions" tells of a fact."""
        lower = head.lower_
        if lower in INTENDING and node.tag_ == "VB" and any(c.lower_ in {"had", "'d"} for c in head.children):
            self.negations += 1  # "had planned to meet B": it did not come to that
        if node.tag_ != "VB" and (is_verb(node) or lower in ORDERING):
            return
        if lower in self._words["hypothetical"].verbs and lower not in {"have", "had", "has", "having"}:
            self._weaken("hypothetical")
        elif (
            lower in self._words["planned"].verbs
            and not is_copula(lower, node)
            and (is_verb(node) or lower not in HAPPENING)
        ):
            self._weaken("planned")

    def _noun(self, head: Token, node: Token, link: str) -> None:
        if link not in {"acl", "prep", "pobj", "pcomp", "ccomp"}:
            return
        lower = head.lower_
        if lower in BINDING and link == "acl" and node.tag_ == "VB":
            self._weaken("planned")  # "signed a deal to send police"
        elif lower in self._words["negation"].nouns:
            self.negations += 1
        elif lower in self._words["planned"].nouns:
            self._weaken("planned")
        elif lower in self._words["hypothetical"].nouns:
            self._weaken("hypothetical")
        elif lower in self._words["possible"].nouns:
            self._weaken("possible")
