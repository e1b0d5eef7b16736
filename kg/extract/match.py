"""A sentence with its mentions and the lexicon in, candidate claims out: every place where a rule's frame fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.claims import Claim, best_readings, pair_up
from kg.extract.fillers import Filler, Fillers, hyphened_pair
from kg.extract.lexicon import Lexicon
from kg.extract.loose import (
    has_modifier,
    has_particle,
    has_partner,
    is_mutual,
    is_undone,
    may_be_verb,
    measured,
    objects,
    partners,
    possessors,
    predicate_subjects,
    steps,
)
from kg.extract.mentions import Mentions
from kg.extract.nouns import arrivals, carrier, governor, invited, noun_sources
from kg.extract.slots import (
    agents,
    coordinated,
    infinitives,
    is_noun,
    is_passive,
    is_verb,
    prepositional,
)
from kg.extract.targets import predicate_targets, verb_targets
from kg.extract.trace import Miss, Trace
from kg.frames import Frame
from kg.rules import Rule

_HAVING: Final = frozenset("have has had having enjoy enjoys enjoyed enjoying".split())


class Matcher:
    """Matches rules with the parse of one sentence after the other.

    Parameters
    ----------
    lexicon
        The index of rules.
    trace
        Whoever is told what becomes of every rule that a word can start; None in a normal run.
    """

    def __init__(self, lexicon: Lexicon, trace: Trace | None = None) -> None:
        self._lexicon: Final = lexicon
        self._trace: Final = trace
        self._words: Final = Fillers(lexicon)
        self._sentence: frozenset[str] = frozenset()
        self._sentence_bases: frozenset[str] = frozenset()
        self._light: Final = lexicon.modifiers["light"]

    def claims(self, sent: Span, mentions: Mentions) -> list[Claim]:
        """Return the claims of a sentence in the order of their triggers, the best reading of each place only."""
        found: list[Claim] = []
        self._sentence = frozenset(token.lower_ for token in sent)
        self._sentence_bases = frozenset(base for word in self._sentence for base in self._lexicon.bases.get(word, ()))
        for token in sent:
            lower = token.lower_
            here: list[Claim] = []
            if lower in self._lexicon.verbs and (is_verb(token) or may_be_verb(token)):
                here += self._verb_claims(token, self._lexicon.verbs[lower], mentions)
            if lower in self._lexicon.nouns and (is_noun(token) or token.tag_ == "VBG") and not mentions.at(token):
                here += self._noun_claims(token, self._lexicon.nouns[lower], mentions)
            if lower in self._lexicon.predicates and not any(
                found.kind == "person" and found.form == "name" for found in mentions.at(token)
            ):
                here += self._predicate_claims(token, self._lexicon.predicates[lower], mentions)
            found += here
        best = best_readings(found)
        if self._trace is not None:
            self._trace.chose(best, found)
        return best

    def _possible(self, rules: Iterable[Rule], trigger: Token) -> list[Rule]:
        """Return the rules whose words the sentence holds; most rules end here."""
        possible = [rule for rule in rules if self._is_possible(rule)]
        if self._trace is not None:
            for rule in rules:
                if rule not in possible:
                    self._trace.missed(rule, trigger, "words")
        return possible

    def _miss(self, rule: Rule, trigger: Token, why: Miss) -> None:
        if self._trace is not None:
            self._trace.missed(rule, trigger, why)

    def _pair_up(self, rule: Rule, trigger: Token, sources: list[Filler], targets: list[Filler]) -> Iterator[Claim]:
        if self._trace is not None:
            self._trace.filled(rule, trigger, sources, targets)
        return pair_up(rule, trigger, sources, targets)

    def _is_possible(self, rule: Rule) -> bool:
        """Return whether the sentence holds the words of a pattern at all.

        Prepositions may be missing where a plural subject ("A and B met") or a possessive stands for them.
        """
        frame = rule.frame
        if any(words.isdisjoint(self._sentence_bases) for words in frame.needed_words):
            return False
        if rule.relation.symmetric or frame.kind != "verb":
            return True
        return not any(preps.isdisjoint(self._sentence) for preps in frame.needed_prepositions)

    # ---- verbs

    def _verb_claims(self, verb: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        acting = None
        for rule in self._possible(rules, verb):
            frame = rule.frame
            if frame.particle and not has_particle(verb, frame.particle):
                self._miss(rule, verb, "particle")
                continue
            if frame.is_bare and any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children):
                continue  # "called off a march on B" is not "called on B"
            if frame.is_compound and not self._words.is_word(verb, frame.heads):
                continue  # "strong-armed B" is not "armed B"
            nodes = self._walk(verb, frame)
            if nodes is None:
                self._miss(rule, verb, "path")
                continue
            if acting is None:
                acting = self._words.fill(agents(verb), mentions)
            sources = acting
            targets = verb_targets(self._words, verb, frame, nodes, mentions)
            if not targets and not (
                rule.relation.symmetric
                and len(sources) > 1
                and (frame.path or is_mutual(verb, frame.preps, frame.target))
                and not has_partner(nodes, frame.preps)
            ):
                self._miss(rule, verb, "target" if sources else "both")
                continue
            places = [*nodes, *infinitives(verb)] if frame.target == "clause" else nodes
            if frame.rest is not None and not self._words.has_rest(verb, places, frame.rest):
                self._miss(rule, verb, "rest")
                continue
            yield from self._pair_up(rule, verb, sources, targets)

    def _walk(self, verb: Token, frame: Frame) -> list[Token] | None:
        """Return trigger and nouns on the way to the target, None where the pattern's words are not there."""
        nodes = [verb]
        for step in frame.path:
            candidates: Iterable[Token] = (
                steps(nodes, step.preps)
                if step.preps
                else (*objects(verb, frame.particle), *(c for c in verb.children if c.dep_ == "npadvmod"))
            )  # "worked side by side"
            following = next(
                (
                    node
                    for token in candidates
                    for other in coordinated(token)
                    for node in (other, *measured(other))
                    if self._words.is_word(node, step.words)
                ),
                None,
            )
            if following is None:
                return None
            nodes.append(following)
            nodes += [other for other in coordinated(following) if other != following]
            nodes += measured(following)
        return nodes

    # ---- nouns

    def _noun_claims(self, noun: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        hyphened = hyphened_pair(noun, mentions)
        for rule in self._possible(rules, noun):
            frame = rule.frame
            if not self._words.is_word(noun, frame.heads):
                self._miss(rule, noun, "head")
                continue
            if rule.without and has_modifier(noun, rule.without):
                self._miss(rule, noun, "without")
                continue
            nodes: list[Token] = [noun]
            for step in frame.path:
                following = next(
                    (t for t in prepositional(nodes, step.preps) if self._words.is_word(t, step.words)), None
                )
                if following is None:
                    self._miss(rule, noun, "path")
                    break
                nodes.append(following)
            else:
                if frame.rest is not None and not self._words.has_rest(noun, nodes, frame.rest):
                    self._miss(rule, noun, "rest")
                    continue
                if rule.relation.sign < 0 and is_undone(noun, self._lexicon.modifiers["undone"]):
                    self._miss(rule, noun, "undone")
                    continue
                yield from self._noun_rule(rule, noun, nodes, hyphened, mentions)

    def _noun_rule(
        self, rule: Rule, noun: Token, nodes: list[Token], hyphened: list[Filler], mentions: Mentions
    ) -> Iterator[Claim]:
        frame = rule.frame
        if rule.relation.symmetric:
            between = hyphened or self._words.fill(prepositional([noun], frozenset({"between", "among"})), mentions)
            if len(between) < 2:
                between = self._words.fill((token for token in noun.children if token.dep_ == "poss"), mentions)
            if len(between) >= 2:
                yield from self._pair_up(rule, noun, between, [])
                return
        if frame.target == "poss":
            targets = self._words.fill(possessors(nodes[-1]), mentions)
        elif frame.target == "infinitive":
            targets = self._words.fill((token for inner in infinitives(noun) for token in partners(inner)), mentions)
        else:
            targets = self._words.fill(prepositional(nodes, frame.preps), mentions)
        moving = carrier(noun)
        if moving is not None and not targets:
            targets = self._words.fill(arrivals(moving, frame.preps), mentions)
        used = {id(f.found) for f in targets}
        sources = [f for f in self._words.fill(noun_sources(noun, frame.preps), mentions) if id(f.found) not in used]
        if moving is not None and not sources:
            sources = self._words.fill(prepositional([moving], frozenset({"from", "by"})), mentions)
        if sources and not targets:
            targets = self._words.fill(invited(noun), mentions)
        sources, targets = self._under_verb(rule, noun, sources, targets, mentions)
        yield from self._pair_up(rule, noun, sources, targets)

    def _under_verb(
        self, rule: Rule, noun: Token, sources: list[Filler], targets: list[Filler], mentions: Mentions
    ) -> tuple[list[Filler], list[Filler]]:
        """Return the sides of an event noun with what the verb above it adds: "paid a visit to", "got a letter from"."""
        above = governor(noun, self._light)
        if above is None:
            return sources, targets
        verb, trust = above
        if verb.lower_ in self._light.receivers and not is_passive(verb):
            if targets and rule.relation.symmetric:  # "got an audience with B"
                sources = sources or self._words.fill(agents(verb), mentions, trust)
            elif not targets:
                sources = sources or self._words.fill(prepositional([verb], frozenset({"from", "by"})), mentions)
                targets = self._words.fill(agents(verb), mentions, trust) if sources else []
        elif sources and not targets and verb.lower_ in _HAVING:
            targets = self._words.fill(agents(verb), mentions, trust)  # "B has the support of A"
        elif not sources:
            # Under a light verb ("paid a visit to") the subject acts surely, under another one perhaps.
            used = {id(filler.found) for filler in targets}
            sources = [f for f in self._words.fill(agents(verb), mentions, trust) if id(f.found) not in used]
        return sources, targets

    # ---- adjectives and predicate nouns

    def _predicate_claims(self, word: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        if is_verb(word) and word.tag_ != "VBN":
            return
        sources: list[Filler] | None = None
        for rule in self._possible(rules, word):
            if not self._words.is_word(word, rule.frame.heads):
                self._miss(rule, word, "head")
                continue
            nodes = [word]
            for step in rule.frame.path:
                nodes += [t for t in prepositional(nodes, step.preps) if self._words.is_word(t, step.words)][:1]
            if len(nodes) <= len(rule.frame.path):
                self._miss(rule, word, "path")
                continue
            if rule.frame.rest is not None and not self._words.has_rest(word, nodes, rule.frame.rest):
                self._miss(rule, word, "rest")
                continue
            if sources is None:
                sources = self._words.fill(predicate_subjects(word), mentions, alone=word.dep_ == "appos")
            targets = predicate_targets(self._words, word, nodes, rule.frame, mentions)
            if targets or not has_partner(nodes, rule.frame.preps):
                yield from self._pair_up(rule, word, sources, targets)
