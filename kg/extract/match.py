"""A sentence with its mentions and the lexicon in, candidate claims out: every place where a rule's frame fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.claims import Claim, best_readings, pair_up
from kg.extract.fillers import Filler, Fillers, hyphened_pair
from kg.extract.lexicon import Lexicon
from kg.extract.loose import (
    has_particle,
    may_be_verb,
    measured,
    objects,
    partners,
    possessors,
    predicate_subjects,
    purposes,
    steps,
    titled,
)
from kg.extract.mentions import Mentions
from kg.extract.slots import (
    agents,
    clause_subjects,
    coordinated,
    infinitives,
    is_noun,
    is_passive,
    is_verb,
    prepositional,
)
from kg.rules import Frame, Rule

_ADVERBIAL: Final = frozenset({"after", "during", "in", "at", "before", "following", "for", "with", "through", "on"})
_BROKERING: Final = frozenset(
    "brokered mediated facilitated chaired sponsored convened organised organized backed supervised moderated".split()
)


class Matcher:
    """Matches rules with the parse of one sentence after the other.

    Parameters
    ----------
    lexicon
        The index of rules.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon: Final = lexicon
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
        return best_readings(found)

    def _is_possible(self, rule: Rule) -> bool:
        """Return whether the sentence holds the words of a pattern at all; most rules end here.

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
        for rule in rules:
            frame = rule.frame
            if not self._is_possible(rule):
                continue
            if frame.particle and not has_particle(verb, frame.particle):
                continue
            if frame.is_bare and any(child.dep_ == "prt" and child.lower_ == "off" for child in verb.children):
                continue  # "called off a march on B" is not "called on B"
            if frame.is_compound and not self._words.is_word(verb, frame.heads):
                continue  # "strong-armed B" is not "armed B"
            nodes = self._walk(verb, frame)
            if nodes is None:
                continue
            if acting is None:
                acting = self._words.fill(agents(verb), mentions)
            sources = acting
            targets = self._verb_targets(verb, frame, nodes, mentions)
            if not targets and not (rule.relation.symmetric and len(sources) > 1 and not _has_partner(nodes, frame)):
                continue
            places = [*nodes, *infinitives(verb)] if frame.target == "clause" else nodes
            if frame.rest is not None and not self._words.has_rest(verb, places, frame.rest):
                continue
            yield from pair_up(rule, verb, sources, targets)

    def _walk(self, verb: Token, frame: Frame) -> list[Token] | None:
        """Return trigger and nouns on the way to the target, None where the pattern's words are not there."""
        nodes = [verb]
        for step in frame.path:
            candidates: Iterable[Token] = steps(nodes, step.preps) if step.preps else objects(verb, frame.particle)
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
        return nodes

    def _verb_targets(self, verb: Token, frame: Frame, nodes: list[Token], mentions: Mentions) -> list[Filler]:
        if frame.target == "object":
            aims = objects(verb, frame.particle) if not frame.path else purposes(nodes)
            return self._words.fill(aims, mentions)
        if frame.target == "infinitive":
            return self._words.fill((token for inner in infinitives(verb) for token in partners(inner)), mentions)
        if frame.target == "clause":
            return self._words.fill(clause_subjects(verb), mentions)
        if frame.target == "poss":
            return self._words.fill((token for node in nodes[1:] for token in possessors(node)), mentions)
        targets = self._words.fill(prepositional(nodes, frame.preps), mentions)
        if not targets and frame.path and "to" in frame.preps:
            # "A sent B a letter": the dative stands where "to B" would
            targets = self._words.fill(
                (
                    child
                    for child in verb.children
                    if child.dep_ in {"dative", "nsubjpass"} or (child.dep_ == "dobj" and child not in nodes)
                ),
                mentions,
            )
        return targets

    # ---- nouns

    def _noun_claims(self, noun: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        hyphened = hyphened_pair(noun, mentions)
        for rule in rules:
            frame = rule.frame
            if not self._is_possible(rule):
                continue
            if not self._words.is_word(noun, frame.heads) or (rule.without and _has_modifier(noun, rule.without)):
                continue
            nodes: list[Token] = [noun]
            for step in frame.path:
                following = next(
                    (t for t in prepositional(nodes, step.preps) if self._words.is_word(t, step.words)), None
                )
                if following is None:
                    break
                nodes.append(following)
            else:
                if frame.rest is not None and not self._words.has_rest(noun, nodes, frame.rest):
                    continue
                if rule.relation.sign < 0 and self._is_undone(noun):
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
                yield from pair_up(rule, noun, between, [])
                return
        if frame.target == "poss":
            targets = self._words.fill(possessors(nodes[-1]), mentions)
        elif frame.target == "infinitive":
            targets = self._words.fill((token for inner in infinitives(noun) for token in partners(inner)), mentions)
        else:
            targets = self._words.fill(prepositional(nodes, frame.preps), mentions)
        used = {id(f.found) for f in targets}
        sources = [f for f in self._words.fill(self._noun_sources(noun, frame), mentions) if id(f.found) not in used]
        governor = self._governor(noun)
        if governor is not None:
            verb, trust = governor
            if verb.lower_ in self._light.receivers and not is_passive(verb):
                if not targets:
                    sources = sources or self._words.fill(prepositional([verb], frozenset({"from", "by"})), mentions)
                    targets = self._words.fill(agents(verb), mentions, trust) if sources else []
            elif not sources:
                # Under a light verb ("paid a visit to") the subject acts surely, under another one perhaps.
                sources = [f for f in self._words.fill(agents(verb), mentions, trust) if id(f.found) not in used]
        yield from pair_up(rule, noun, sources, targets)

    def _is_undone(self, noun: Token) -> bool:
        """Return whether the verb above takes the event back: "lifted the sanctions", "ended its siege"."""
        return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lower_ in self._lexicon.modifiers["undone"].verbs

    def _noun_sources(self, noun: Token, frame: Frame) -> Iterator[Token]:
        for child in noun.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                yield child
        wanted = frozenset({"by", "from", "of"}) - frame.preps
        yield from prepositional([noun], wanted)
        for child in noun.children:
            if child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ not in _BROKERING:
                # "the attack launched by A on B"; who brokers talks does not hold them
                yield from agents(child)

    def _governor(self, noun: Token) -> tuple[Token, float] | None:
        """Return the verb whose subject may be the source of an event noun, and how far that can be trusted."""
        node = noun
        while node.dep_ == "conj" and is_noun(node.head):
            node = node.head
        head = node.head
        if node.dep_ in {"dobj", "nsubjpass", "dative", "attr"} and is_verb(head):
            light = head.lower_ in self._light.verbs or head.lower_ in self._light.receivers
            return (head, 1.0) if light else None
        if node.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in _ADVERBIAL and is_verb(head.head):
            return head.head, 0.75
        if (
            node.dep_ == "pobj"
            and head.dep_ == "prep"
            and is_noun(head.head)
            and head.head.dep_ == "dobj"
            and head.head.head.lower_ in self._light.verbs
        ):
            return head.head.head, 0.8  # "held a round of talks with B"
        return None

    # ---- adjectives and predicate nouns

    def _predicate_claims(self, word: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        if is_verb(word) and word.tag_ != "VBN":
            return
        sources: list[Filler] | None = None
        for rule in rules:
            if not self._is_possible(rule) or not self._words.is_word(word, rule.frame.heads):
                continue
            nodes = [word]
            for step in rule.frame.path:
                nodes += [t for t in prepositional(nodes, step.preps) if self._words.is_word(t, step.words)][:1]
            if len(nodes) <= len(rule.frame.path):
                continue
            if sources is None:
                sources = self._words.fill(predicate_subjects(word), mentions, alone=word.dep_ == "appos")
            if rule.frame.target == "poss":
                targets = self._words.fill(possessors(nodes[-1]), mentions)
            elif rule.frame.target == "infinitive":
                targets = self._words.fill(
                    (token for inner in infinitives(word) for token in partners(inner)), mentions
                )
            else:
                owned = is_noun(word) and "of" in rule.frame.preps
                owner = titled(word)
                # "B's ally in Europe": whose ally comes before where
                named = [token for token in owner.children if token.dep_ == "poss"] if owned else []
                targets = self._words.fill(named, mentions) or self._words.fill(
                    prepositional(nodes, rule.frame.preps), mentions
                )
                if not targets and owned:
                    targets = self._words.fill(possessors(owner), mentions)
            if targets or not _has_partner(nodes, rule.frame):
                yield from pair_up(rule, word, sources, targets)


def _has_partner(nodes: list[Token], frame: Frame) -> bool:
    """Return whether somebody unknown stands where the other side would: "A and B met with reporters"."""
    return any(is_noun(token) for token in prepositional(nodes, (frame.preps | {"with"}) - {"to", "in", "on"}))


def _has_modifier(noun: Token, words: frozenset[str]) -> bool:
    return any(child.lower_ in words for child in noun.children)
