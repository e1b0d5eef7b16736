"""A sentence with its mentions and the lexicon in, candidate claims out: every place where a rule's frame fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.found import Found, Mentions
from kg.extract.lexicon import Lexicon, specificity
from kg.extract.slots import (
    agents, clause_subjects, coordinated, infinitives, is_noun, is_passive, is_verb, owners, patients, prepositional, subjects,
)
from kg.rules import Frame, Rule, Step

_OWNER_TRUST: Final = 0.9
_LOOSE_TRUST: Final = 0.8
_ADVERBIAL: Final = frozenset({"after", "during", "in", "at", "before", "following", "for", "with", "through", "on"})
_AIMS: Final = frozenset({"against", "with", "to", "on", "from", "for", "at"})
_ALSO_OWNED: Final = frozenset({"visited", "mediated-between"})
_DASHES: Final = frozenset({"-", "–", "—", "/", "‑"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One fit of a rule: who, whom, the tokens that triggered it and how far the fit can be trusted (0..1)."""

    rule: Rule
    source: Found
    target: Found
    trigger: Token
    trust: float


@dataclass(frozen=True, slots=True)
class _Filler:
    """An actor in a slot; ``owned`` where the slot holds something of the actor's and not the actor."""

    found: Found
    trust: float
    owned: bool = False


class Matcher:
    """Matches rules with the parse of one sentence after the other.

    Parameters
    ----------
    lexicon
        The index of rules.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon: Final = lexicon
        self._light: Final = lexicon.modifiers["light"]

    def claims(self, sent: Span, mentions: Mentions) -> list[Claim]:
        """Return the claims of a sentence in the order of their triggers, the best reading of each place only."""
        found: list[Claim] = []
        for token in sent:
            lower = token.lower_
            here: list[Claim] = []
            if lower in self._lexicon.verbs and (is_verb(token) or _may_be_verb(token)):
                here += self._verb_claims(token, self._lexicon.verbs[lower], mentions)
            if lower in self._lexicon.nouns and (is_noun(token) or token.tag_ == "VBG") and not mentions.at(token):
                here += self._noun_claims(token, self._lexicon.nouns[lower], mentions)
            if lower in self._lexicon.predicates:
                here += self._predicate_claims(token, self._lexicon.predicates[lower], mentions)
            found += _best(here)
        return found

    # ---- verbs

    def _verb_claims(self, verb: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        acting = None
        for rule in rules:
            frame = rule.frame
            if frame.particle and not _has_particle(verb, frame.particle):
                continue
            nodes = self._walk(verb, frame)
            if nodes is None:
                continue
            if acting is None:
                acting = self._fill(agents(verb), mentions)
            sources = acting
            targets = self._verb_targets(verb, frame, nodes, mentions)
            if not targets and not (rule.relation.symmetric and len(sources) > 1):
                continue
            if frame.rest is not None and not self._has_rest(verb, nodes, frame.rest):
                continue
            yield from self._pairs(rule, verb, sources, targets, mentions)

    def _walk(self, verb: Token, frame: Frame) -> list[Token] | None:
        """Return trigger and nouns on the way to the target, None where the pattern's words are not there."""
        nodes = [verb]
        for step in frame.path:
            candidates: Iterable[Token] = prepositional(nodes, step.preps) if step.preps else _objects(verb, frame.particle)
            following = next((node for token in candidates for node in coordinated(token) if self._is_word(node, step.words)), None)
            if following is None:
                return None
            nodes.append(following)
        return nodes

    def _verb_targets(self, verb: Token, frame: Frame, nodes: list[Token], mentions: Mentions) -> list[_Filler]:
        if frame.target == "object":
            return self._fill(_objects(verb, frame.particle) if not frame.path else (), mentions)
        if frame.target == "infinitive":
            return self._fill((token for inner in infinitives(verb) for token in _partners(inner)), mentions)
        if frame.target == "clause":
            return self._fill(clause_subjects(verb), mentions)
        if frame.target == "poss":
            return self._fill((token for token in _possessors(nodes[-1])), mentions)
        targets = self._fill(prepositional(nodes, frame.preps), mentions)
        if not targets and frame.path and "to" in frame.preps:
            # "A sent B a letter": the dative stands where "to B" would
            targets = self._fill((child for child in verb.children if child.dep_ == "dative" or (child.dep_ == "dobj" and child not in nodes)), mentions)
        return targets

    def _has_rest(self, verb: Token, nodes: list[Token], rest: Step) -> bool:
        if not rest.preps:
            children = [child for child in verb.children if child.dep_ in {"dobj", "oprd", "acomp", "attr", "ccomp", "xcomp", "advmod", "prt"}]
            return any(self._is_word(node, rest.words) for child in children for node in (*coordinated(child), *child.children))
        if "to" in rest.preps:
            for infinitive in infinitives(verb):
                if any(child.lower_ == "to" for child in infinitive.children) and (not rest.words or self._is_word(infinitive, rest.words)):
                    return True
            if not rest.words:
                return False
        places = [*nodes, *(token for node in nodes for token in node.children if token.dep_ in {"dobj", "nsubjpass", "dative"})]
        objects = list(prepositional(places, rest.preps))
        if not rest.words:
            return bool(objects) or any(child.lower_ in rest.preps for node in places for child in node.children)
        return any(self._is_word(node, rest.words) for token in objects for node in coordinated(token))

    # ---- nouns

    def _noun_claims(self, noun: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        hyphened = _hyphened_pair(noun, mentions)
        for rule in rules:
            frame = rule.frame
            if not self._is_word(noun, frame.heads):
                continue
            nodes: list[Token] = [noun]
            for step in frame.path:
                following = next((t for t in prepositional(nodes, step.preps) if self._is_word(t, step.words)), None)
                if following is None:
                    break
                nodes.append(following)
            else:
                if frame.rest is not None and not self._has_rest(noun, nodes, frame.rest):
                    continue
                yield from self._noun_rule(rule, noun, nodes, hyphened, mentions)

    def _noun_rule(self, rule: Rule, noun: Token, nodes: list[Token], hyphened: list[_Filler], mentions: Mentions) -> Iterator[Claim]:
        frame = rule.frame
        if rule.relation.symmetric:
            between = hyphened or self._fill(prepositional([noun], frozenset({"between", "among"})), mentions)
            if len(between) < 2:
                between = self._fill((token for token in noun.children if token.dep_ == "poss"), mentions)
            if len(between) >= 2:
                yield from self._pairs(rule, noun, between, [], mentions)
                return
        if frame.target == "poss":
            targets = self._fill(_possessors(nodes[-1]), mentions)
        else:
            targets = self._fill(prepositional(nodes, frame.preps), mentions)
        used = {id(f.found) for f in targets}
        sources = [f for f in self._fill(self._noun_sources(noun, frame), mentions) if id(f.found) not in used]
        governor = self._governor(noun)
        if governor is not None:
            verb, trust = governor
            if verb.lower_ in self._light.receivers and not is_passive(verb) and not targets:
                sources = sources or self._fill(prepositional([verb], frozenset({"from", "by"})), mentions)
                targets = self._fill(agents(verb), mentions, trust) if sources else []
            elif verb.lower_ in self._light.receivers and sources and not is_passive(verb):
                pass
            elif not sources:
                # Under a light verb ("paid a visit to") the subject acts surely, under another one perhaps.
                sources = [f for f in self._fill(agents(verb), mentions, trust) if id(f.found) not in used]
        yield from self._pairs(rule, noun, sources, targets, mentions)

    def _noun_sources(self, noun: Token, frame: Frame) -> Iterator[Token]:
        for child in noun.children:
            if child.dep_ in {"poss", "amod", "compound", "nmod"}:
                yield child
        wanted = frozenset({"by", "from", "of"}) - frame.preps
        yield from prepositional([noun], wanted)
        for child in noun.children:
            if child.dep_ == "acl" and child.tag_ == "VBN":  # "the attack launched by A on B"
                yield from agents(child)

    def _governor(self, noun: Token) -> tuple[Token, float] | None:
        """Return the verb whose subject may be the source of an event noun, and how far that can be trusted."""
        node = noun
        while node.dep_ == "conj" and is_noun(node.head):
            node = node.head
        head = node.head
        if node.dep_ in {"dobj", "nsubjpass", "dative", "attr"} and is_verb(head):
            light = head.lower_ in self._light.verbs or head.lower_ in self._light.receivers
            return (head, 1.0 if light else 0.0) if light else None
        if node.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in _ADVERBIAL and is_verb(head.head):
            return head.head, 0.75
        if node.dep_ == "pobj" and head.dep_ == "prep" and is_noun(head.head) and head.head.dep_ == "dobj" and head.head.head.lower_ in self._light.verbs:
            return head.head.head, 0.8  # "held a round of talks with B"
        return None

    # ---- adjectives and predicate nouns

    def _predicate_claims(self, word: Token, rules: Iterable[Rule], mentions: Mentions) -> Iterator[Claim]:
        if is_verb(word) and word.tag_ != "VBN":
            return
        sources: list[_Filler] | None = None
        for rule in rules:
            if not self._is_word(word, rule.frame.heads):
                continue
            nodes = [word]
            for step in rule.frame.path:
                nodes += [t for t in prepositional(nodes, step.preps) if self._is_word(t, step.words)][:1]
            if len(nodes) <= len(rule.frame.path):
                continue
            if sources is None:
                sources = self._fill(_predicate_subjects(word), mentions)
            if rule.frame.target == "poss":
                targets = self._fill(_possessors(nodes[-1]), mentions)
            elif rule.frame.target == "infinitive":
                targets = self._fill((token for inner in infinitives(word) for token in _partners(inner)), mentions)
            else:
                targets = self._fill(prepositional(nodes, rule.frame.preps), mentions)
                if not targets and "of" in rule.frame.preps and is_noun(word):
                    targets = self._fill(_possessors(word), mentions)
            yield from self._pairs(rule, word, sources, targets, mentions)

    # ---- fillers

    def _fill(self, tokens: Iterable[Token], mentions: Mentions, trust: float = 1.0) -> list[_Filler]:
        """Return the actors that some tokens stand for, those coordinated with them included."""
        fillers: list[_Filler] = []
        for token in tokens:
            for node in coordinated(token):
                fillers += self._actors(node, mentions, trust)
        unique: dict[tuple[str, int], _Filler] = {}
        for filler in fillers:
            unique.setdefault((filler.found.actor.id, filler.found.start), filler)
        return list(unique.values())

    def _actors(self, token: Token, mentions: Mentions, trust: float, depth: int = 0) -> list[_Filler]:
        at = mentions.at(token)
        if at:
            return [_Filler(found, trust, owned=depth > 0) for found in at if found.form != "medium"]
        for child in token.children:
            # "his counterpart, Wang Yi": the name says who the role is
            if child.dep_ == "appos" and any(found.kind == "person" for found in mentions.at(child)):
                return [_Filler(found, trust) for found in mentions.at(child)]
        if depth > 2 or not (is_noun(token) or is_verb(token) or token.tag_ in {"CD", "DT", "JJ", "VBG"}):
            return []
        if is_verb(token) and token.tag_ != "VBG":
            return []
        for owner in owners(token):
            found = [filler for node in coordinated(owner) for filler in self._actors(node, mentions, trust * _OWNER_TRUST, depth + 1)]
            if found:
                return found
        return []

    def _is_word(self, token: Token, words: frozenset[str]) -> bool:
        """Return whether a token is a form of one of the words; ``peace_talk`` asks for the modifier too."""
        bases = self._lexicon.bases.get(token.lower_)
        if not bases:
            return False
        for word in words:
            *modifiers, last = word.split("_")
            if last in bases and all(self._is_modified(token, modifier) for modifier in modifiers):
                return True
        return False

    def _is_modified(self, token: Token, modifier: str) -> bool:
        if any(child.lower_ == modifier or modifier in self._lexicon.bases.get(child.lower_, ()) for child in token.children):
            return True
        doc, i = token.doc, token.i
        return any(doc[j].lower_ == modifier for j in range(max(0, i - 3), i))

    # ---- pairs

    def _pairs(self, rule: Rule, trigger: Token, sources: list[_Filler], targets: list[_Filler], mentions: Mentions) -> Iterator[Claim]:
        sources = [f for f in sources if f.found.kind in rule.source_kinds]
        targets = [f for f in targets if f.found.kind in rule.target_kinds]
        if rule.relation.root == "CONSULT" and rule.relation.id not in _ALSO_OWNED:
            # One meets and writes to actors, not to what they own: "met the demands of Germany" is no meeting.
            sources, targets = [f for f in sources if not f.owned], [f for f in targets if not f.owned]
        if rule.relation.symmetric and not targets:
            for a, b in combinations(sources, 2):
                if a.found.actor.id != b.found.actor.id:
                    yield Claim(rule, a.found, b.found, trigger, rule.confidence * min(a.trust, b.trust))
            return
        for source in sources:
            for target in targets:
                if _may_interact(source.found, target.found):
                    yield Claim(rule, source.found, target.found, trigger, rule.confidence * source.trust * target.trust)


def _may_interact(source: Found, target: Found) -> bool:
    """Return whether two mentions can be two sides: not one actor, not a state and its own organ."""
    if source.actor.id == target.actor.id:
        return "marked" in (source.form, target.form) and source.start != target.start
    return source.start != target.start or source.end != target.end


def _may_be_verb(token: Token) -> bool:
    """Return whether a headline's verb was taken for a noun or adjective: it has objects or a subject of its own."""
    return token.tag_ in {"NNS", "NN", "JJ", "NNPS", "NNP"} and (
        token.dep_ == "ROOT" or any(child.dep_ in {"nsubj", "dobj", "nsubjpass"} for child in token.children)
    )


def _objects(verb: Token, particle: str) -> Iterator[Token]:
    """Yield what a verb acts on, adverbs included, and what follows a particle that was taken for a preposition."""
    yield from patients(verb)
    for child in verb.children:
        if child.dep_ == "advmod":
            yield child
        elif particle and child.dep_ == "prep" and child.lower_ == particle and child.i == verb.i + 1:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _partners(verb: Token) -> Iterator[Token]:
    """Yield everything that an infinitive can be aimed at: its objects, or what its prepositions lead to."""
    objects = patients(verb)
    yield from objects
    yield from prepositional((verb, *objects), _AIMS)


def _has_particle(verb: Token, particle: str) -> bool:
    """Return whether a particle belongs to a verb: marked so by the parser, or right behind it."""
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == particle:
        return True
    return any(child.lower_ == particle and child.dep_ in {"prt", "advmod"} for child in verb.children)


def _possessors(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
    for child in noun.children:
        if child.dep_ in {"amod", "compound", "nmod"}:
            yield child
    yield from prepositional([noun], frozenset({"of", "by", "from"}))


def _predicate_subjects(word: Token) -> Iterator[Token]:
    head = word.head
    if word.dep_ in {"acomp", "attr", "oprd", "xcomp", "advcl"} and is_verb(head):
        yield from subjects(head)
        if word.dep_ == "oprd":
            yield from (child for child in head.children if child.dep_ == "dobj")
    elif word.dep_ in {"appos", "amod", "acl", "relcl"}:
        yield head
    elif word.dep_ == "conj" and head != word:
        yield from _predicate_subjects(head)
    elif word.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        yield from (child for child in word.children if child.dep_ == "appos")
    if is_verb(word):
        yield from subjects(word)


def _hyphened_pair(noun: Token, mentions: Mentions) -> list[_Filler]:
    """Return both sides of "the US-China talks": two names joined by a dash right before the noun."""
    doc, i = noun.doc, noun.i - 1
    while i > 0 and not mentions.at(i) and doc[i].tag_ in {"JJ", "NN", "NNS", "NNP", "VBG", "CD"} and noun.i - i < 4:
        i -= 1
    right = mentions.at(i) if i > 0 else ()
    if not right or right[0].start < 2 or doc[right[0].start - 1].text not in _DASHES:
        return []
    left = mentions.at(right[0].start - 2)
    return [_Filler(left[0], 1.0), _Filler(right[0], 1.0)] if left else []


def _best(claims: list[Claim]) -> list[Claim]:
    """Return one claim per relation and pair of a trigger; a more specific pattern silences others of another kind."""
    chosen: dict[tuple[str, str, str], Claim] = {}
    tightest: dict[tuple[str, str], tuple[int, Claim]] = {}
    for claim in sorted(claims, key=lambda c: (-specificity(c.rule), -c.trust, c.rule.relation.id, c.rule.pattern, c.source.start, c.target.start)):
        pair = (claim.source.actor.id, claim.target.actor.id)
        pair = (min(pair), max(pair))
        top = tightest.setdefault(pair, (specificity(claim.rule), claim))
        if specificity(claim.rule) < top[0] and claim.rule.relation.quad != top[1].rule.relation.quad:
            continue
        chosen.setdefault((claim.rule.relation.id, claim.source.actor.id, claim.target.actor.id), claim)
    return list(chosen.values())
