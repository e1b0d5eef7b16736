"""Tokens of a grammatical slot in, the actors that fill it out: named there, coordinated with it, or its owners."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from kg.extract.lexicon import Lexicon
from kg.extract.loose import owners
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import GROUP_NOUNS
from kg.extract.slots import coordinated, infinitives, is_noun, is_verb, prepositional
from kg.frames import ANYTHING, Step

_OWNER_TRUST: Final = 0.9
_DASHES: Final = frozenset({"-", "–", "—", "/", "‑"})


@dataclass(frozen=True, slots=True)
class Filler:
    """An actor in a slot.

    ``owned`` where the slot holds something of the actor's and not the actor, ``modifier`` where the actor is
    only said in a modifier of it ("UK aid").
    """

    found: Mention
    trust: float
    owned: bool = False
    modifier: bool = False


class Fillers:
    """Finds the actors and the rule words that tokens stand for.

    Parameters
    ----------
    lexicon
        The index that knows the forms of the rules' words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon: Final = lexicon

    def fill(
        self, tokens: Iterable[Token], mentions: Mentions, trust: float = 1.0, *, alone: bool = False
    ) -> list[Filler]:
        """Return the actors that some tokens stand for, those coordinated with them included unless ``alone``."""
        fillers: list[Filler] = []
        for token in tokens:
            for node in (token,) if alone else coordinated(token):
                fillers += self._actors(node, mentions, trust)
        unique: dict[tuple[str, int], Filler] = {}
        for filler in fillers:
            unique.setdefault((filler.found.actor.id, filler.found.start), filler)
        return list(unique.values())

    def _actors(self, token: Token, mentions: Mentions, trust: float, depth: int = 0) -> list[Filler]:
        at = mentions.at(token)
        if at:
            by_modifier = depth > 0 and token.dep_ in {"amod", "compound", "nmod"}
            # "the Vienna Convention" is nothing of Austria's
            known = [found for found in at if found.form != "medium" and not (by_modifier and found.form == "place")]
            return [Filler(found, trust, owned=depth > 0, modifier=by_modifier) for found in known]
        for child in token.children:
            # "his counterpart, Wang Yi": the name says who the role is
            if child.dep_ == "appos" and any(found.kind == "person" for found in mentions.at(child)):
                return [Filler(found, trust) for found in mentions.at(child)]
        if token.lower_ in GROUP_NOUNS and not any(child.lower_ == "led" for child in token.children):
            return []  # "the Palestinian militant group" is no part of Palestine
        if depth > 2 or not (is_noun(token) or is_verb(token) or token.tag_ in {"CD", "DT", "JJ", "VBG"}):
            return []
        if is_verb(token) and token.tag_ != "VBG":
            return []
        for owner in owners(token):
            found = [
                filler
                for node in coordinated(owner)
                for filler in self._actors(node, mentions, trust * _OWNER_TRUST, depth + 1)
            ]
            if found:
                return found
        return []

    def is_word(self, token: Token, words: frozenset[str]) -> bool:
        """Return whether a token is a form of one of the words.

        ``peace_talk`` asks for the modifier too, ``something`` stands for any noun.
        """
        if ANYTHING in words:
            return is_noun(token)
        bases = self._lexicon.bases.get(token.lower_)
        if not bases:
            return False
        for word in words:
            *modifiers, last = word.split("_")
            if last in bases and all(self._is_modified(token, modifier) for modifier in modifiers):
                return True
        return False

    def has_rest(self, verb: Token, nodes: list[Token], rest: Step) -> bool:
        """Return whether what a pattern asks for after its target is there."""
        if not rest.preps:
            children = [
                child
                for child in verb.children
                if child.dep_ in {"dobj", "oprd", "acomp", "attr", "ccomp", "xcomp", "advmod", "prt"}
            ]
            return any(
                self.is_word(node, rest.words) for child in children for node in (*coordinated(child), *child.children)
            )
        if "to" in rest.preps:
            for infinitive in infinitives(verb):
                if any(child.lower_ == "to" for child in infinitive.children) and (
                    not rest.words or self.is_word(infinitive, rest.words)
                ):
                    return True
            if not rest.words:
                return False
        places = [
            *nodes,
            *(token for node in nodes for token in node.children if token.dep_ in {"dobj", "nsubjpass", "dative"}),
        ]
        objects = list(prepositional(places, rest.preps))
        if not rest.words:
            return bool(objects) or any(child.lower_ in rest.preps for node in places for child in node.children)
        return any(self.is_word(node, rest.words) for token in objects for node in coordinated(token))

    def _is_modified(self, token: Token, modifier: str) -> bool:
        if any(
            child.lower_ == modifier or modifier in self._lexicon.bases.get(child.lower_, ())
            for child in token.children
        ):
            return True
        doc, i = token.doc, token.i
        return any(doc[j].lower_ == modifier for j in range(max(0, i - 3), i))


def hyphened_pair(noun: Token, mentions: Mentions) -> list[Filler]:
    """Return both sides of "the US-China talks": two names joined by a dash right before the noun."""
    doc, i = noun.doc, noun.i - 1
    while i > 0 and not mentions.at(i) and doc[i].tag_ in {"JJ", "NN", "NNS", "NNP", "VBG", "CD"} and noun.i - i < 4:
        i -= 1
    right = mentions.at(i) if i > 0 else ()
    if not right or right[0].start < 2 or doc[right[0].start - 1].text not in _DASHES:
        return []
    left = mentions.at(right[0].start - 2)
    return [Filler(left[0], 1.0), Filler(right[0], 1.0)] if left else []
