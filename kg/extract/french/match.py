"""A French sentence with its actors and rules in, candidate claims out: every place where a rule's frame fits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.claims import Claim, best_readings, pair_up
from kg.extract.fillers import Filler
from kg.extract.french.fillers import fill, owners_of
from kg.extract.french.lexicon import FrenchLexicon, word_forms
from kg.extract.french.slots import (
    agents,
    coordinated,
    deed,
    infinitives,
    is_reflexive,
    is_verb,
    obliques,
    patients,
    prepositions,
    subjects,
)
from kg.extract.mentions import Mentions
from kg.frames import ANYTHING, Frame, Step
from kg.french_frames import REFLEXIVE
from kg.rules import Rule

_WORDS: Final = re.compile(r"[\w-]+")
_DE: Final = frozenset({"de"})
_SPORT: Final = frozenset(
    "finale demi-finale match matchs stade championnat coupe ligue but buts tournoi mondial médaille football rugby tennis "
    "éliminatoires sélectionneur buteur mi-temps olympique qualification".split()
)
"""Words beside which states are teams: "la Suisse rencontrera le Brésil en finale"."""
_BE: Final = frozenset(
    "est sont était étaient sera seront serait seraient fut furent être été reste restent demeure".split()
)
_BECOME: Final = frozenset("devient deviennent devenu devenue devenus devenues deviendra deviendront".split())


class FrenchMatcher:
    """Matches French rules with the parse of one sentence after the other.

    Parameters
    ----------
    lexicon
        The index of rules.
    light
        The forms of verbs that only carry their event noun: "lancer une attaque".
    """

    def __init__(self, lexicon: FrenchLexicon, light: frozenset[str]) -> None:
        self._lexicon: Final = lexicon
        self._light: Final = light

    def claims(self, sent: Span, mentions: Mentions) -> tuple[list[Claim], list[Claim]]:
        """Return the best claims of a sentence in the order of their triggers, and all that were found."""
        found: list[Claim] = []
        if any(token.lower_ in _SPORT for token in sent):
            return [], []
        for token in sent:
            lower = token.lower_
            if mentions.at(token):
                continue
            if lower in self._lexicon.verbs and token.pos_ == "VERB":
                found += self._verb_claims(token, self._lexicon.verbs[lower], mentions)
            if lower in self._lexicon.nouns and token.pos_ == "NOUN":
                found += self._noun_claims(token, self._lexicon.nouns[lower], mentions)
            if lower in self._lexicon.predicates:
                found += self._predicate_claims(token, self._lexicon.predicates[lower], mentions)
        return best_readings(found, deed=deed), found

    # ---- verbs

    def _verb_claims(self, verb: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        reflexive = is_reflexive(verb)
        sources: list[Filler] | None = None
        for rule in rules:
            frame = rule.frame
            if (frame.particle == REFLEXIVE) != reflexive and not (reflexive and rule.relation.symmetric):
                continue
            if not _is_head(verb, frame.heads):
                continue
            nodes = self._walk(verb, frame)
            if nodes is None:
                continue
            if sources is None:
                sources = fill(agents(verb), mentions, acting=True)
            targets = self._owned(nodes, frame, mentions) or fill(self._targets(verb, nodes, frame), mentions)
            if frame.rest is not None and not _has_rest(verb, nodes, frame.rest, targets):
                continue
            if not targets:
                mutual = rule.relation.symmetric and len(sources) > 1 and (reflexive or bool(frame.path))
                if not mutual or any(obliques(nodes, frame.preps)):
                    continue
            yield from pair_up(rule, verb, sources, targets)

    def _walk(self, verb: Token, frame: Frame) -> list[Token] | None:
        """Return trigger and nouns on the way to the target, None where the pattern's words are not there."""
        nodes = [verb]
        for step in frame.path:
            # "achète du pétrole": the parser takes the partitive for a preposition
            candidates = obliques(nodes, step.preps) if step.preps else (*patients(verb), *obliques([verb], _DE))
            following = next(
                (node for token in candidates for node in coordinated(token) if _is_word(node, step.words)), None
            )
            if following is None:
                return None
            nodes.append(following)
        return nodes

    @staticmethod
    def _targets(verb: Token, nodes: list[Token], frame: Frame) -> tuple[Token, ...]:
        if frame.target == "object":
            return patients(verb)
        if frame.target == "infinitive":
            return tuple(
                token
                for inner in infinitives(verb, frame.preps)
                for token in (*patients(inner), *obliques([inner], frozenset({"à", "contre", "avec", "sur"})))
            )
        if frame.target == "clause":
            return tuple(token for child in verb.children if child.dep_ == "ccomp" for token in subjects(child))
        return tuple(obliques(reversed(nodes), frame.preps))

    @staticmethod
    def _owned(nodes: list[Token], frame: Frame, mentions: Mentions) -> list[Filler]:
        """Return whose the last noun on the way is, where that is what the pattern asks for: "diplomate de B"."""
        if len(nodes) < 2 or frame.target != "prep" or "de" not in frame.preps:
            return []
        if mentions.at(nodes[-1]):
            return fill([nodes[-1]], mentions)
        return fill(owners_of(nodes[-1]), mentions, owners=True)

    # ---- nouns

    def _noun_claims(self, noun: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        above = noun.head if noun.dep_ in {"obj", "nsubj:pass"} and is_verb(noun.head) else None
        for rule in rules:
            frame = rule.frame
            if not _is_head(noun, frame.heads) or any(child.lower_ in rule.without for child in noun.children):
                continue
            nodes = [noun]
            for step in frame.path:
                following = next((t for t in obliques(nodes, step.preps) if _is_word(t, step.words)), None)
                if following is None:
                    break
                nodes.append(following)
            if len(nodes) <= len(frame.path):
                continue
            if rule.relation.symmetric:
                between = fill(obliques([noun], frozenset({"entre"})), mentions)
                if len({filler.found.actor.id for filler in between}) > 1:
                    yield from pair_up(rule, noun, between, [])
                    continue
            places = [*nodes, above] if above is not None and above.lower_ in self._light else nodes
            targets = fill(obliques(places, frame.preps), mentions) or (
                self._owned(nodes, frame, mentions) if frame.path else []
            )
            taken = {filler.found.start for filler in targets}
            sources = [
                filler
                for filler in fill(
                    (*owners_of(noun), *obliques([noun], frozenset({"par"}))), mentions, acting=True, owners=True
                )
                if filler.found.start not in taken
            ]
            if not sources and above is not None and above.lower_ in self._light:
                sources = [f for f in fill(agents(above), mentions, acting=True) if f.found.start not in taken]
            yield from pair_up(rule, noun, sources, targets)

    # ---- adjectives and predicate nouns

    def _predicate_claims(self, word: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        sources: list[Filler] | None = None
        for rule in rules:
            frame = rule.frame
            if not _is_head(word, frame.heads):
                continue
            before = prepositions(word)
            if bool(frame.particle) != bool(before) or (before and not before & set(frame.particle.split("|"))):
                continue
            nodes = [word]
            if sources is None:
                sources = fill(_described(word), mentions, acting=True)
            if frame.path:
                following = next(
                    (t for t in obliques(nodes, frame.path[0].preps) if _is_word(t, frame.path[0].words)), None
                )
                if following is None:
                    continue
                nodes.append(following)
            targets = fill(obliques(nodes, frame.preps), mentions)
            if not targets and "de" in frame.preps:
                targets = fill(owners_of(word), mentions, owners=True)
            if targets or (rule.relation.symmetric and not any(obliques(nodes, frame.preps))):
                yield from pair_up(rule, word, sources, targets)


def _described(word: Token) -> tuple[Token, ...]:
    """Return of whom a predicate is said: "A est membre de B", "A, membre de B", "A est devenu membre de B"."""
    own = [child for child in word.children if child.dep_ in {"nsubj", "nsubj:pass"}]
    if own and any(child.lower_ in _BE for child in word.children):
        return tuple(own)
    if word.dep_ in {"appos", "nmod", "acl", "amod"} and word.i > word.head.i and word.nbor(-1).text == ",":
        return (word.head,)
    if word.dep_ in {"xcomp", "obj", "obl:arg", "obl:mod"} and word.head.lower_ in _BECOME:
        return subjects(word.head)
    return ()


def _is_head(token: Token, heads: frozenset[str]) -> bool:
    """Return whether a trigger is one of the words of a pattern; of "a_b" the second is below or beside it."""
    return any(_is_word_of(token, head) for head in heads)


def _is_word(token: Token, words: frozenset[str]) -> bool:
    return ANYTHING in words or any(_is_word_of(token, word) for word in words)


def _is_word_of(token: Token, word: str) -> bool:
    first, _, second = word.partition("_")
    if word_forms(first).isdisjoint(_WORDS.findall(token.lower_)):
        return False
    return not second or any(child.lower_ in word_forms(second) for child in token.children)


def _has_rest(verb: Token, nodes: list[Token], rest: Step, targets: list[Filler]) -> bool:
    """Return whether what a pattern needs behind its target is there: "accuser B de *", "appeler B à *"."""
    tokens = [*nodes, *(verb.doc[filler.found.end - 1] for filler in targets)]
    if not rest.preps:
        return any(_is_word(child, rest.words) for node in tokens for child in node.children)
    for node in tokens:
        for child in node.children:
            if prepositions(child) & rest.preps and (ANYTHING in rest.words or _is_word(child, rest.words)):
                return True
        if any(ANYTHING in rest.words or _is_word(inner, rest.words) for inner in infinitives(node, rest.preps)):
            return True
    return False
