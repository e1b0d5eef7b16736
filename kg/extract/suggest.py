"""A sentence with two actors whom no rule joins in, the pattern of a trigger that would join them out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.claims import bar_between
from kg.extract.explanation import Fired, NearMiss, Suggestion
from kg.extract.fillers import Filler, Fillers
from kg.extract.inflect import noun_base, noun_forms, verb_base, verb_forms
from kg.extract.lexicon import Lexicon, build_lexicon
from kg.extract.loose import objects
from kg.extract.match import Matcher
from kg.extract.mentions import Mentions
from kg.extract.near import LEXICAL, Place
from kg.extract.slots import agents, is_noun, is_verb
from kg.frames import PARTICLES, PREPOSITIONS, compile_pattern
from kg.model import ACTOR_KINDS, ActorId, RelationId
from kg.ontology import load_relations
from kg.rules import Rule

Pair = frozenset[ActorId]

_EMPTY: Final = frozenset("be have do go come get say".split())
_EMPTY_SECTIONS: Final = ("light", "report", "planned", "hypothetical", "possible")
"""Sections of ``_modifiers.toml`` whose verbs mean too little to be a trigger without an object noun."""
_ANY_RELATION: Final = RelationId("criticised")
"""What a pattern is tried with where its relation is not known; it bars the fewest pairs."""
_CIRCUMSTANCES: Final = frozenset("by after before during since until despite amid as like".split())
_PLACES: Final = frozenset("in at near from outside around".split())
"""Prepositions behind which a capital is a place and no actor."""


class Suggester:
    """Suggests patterns for pairs that no rule joins.

    Parameters
    ----------
    lexicon
        The index of rules.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon: Final = lexicon
        self._words: Final = Fillers(lexicon)
        self._empty: Final = _EMPTY | {form for section in _EMPTY_SECTIONS for form in lexicon.modifiers[section].verbs}

    def suggest(
        self, sent: Span, mentions: Mentions, *, fired: Sequence[Fired], near: Sequence[NearMiss], place: Place
    ) -> Suggestion | None:
        """Return the first pattern that joins two actors of a sentence whom nothing that ``fired`` joins, or None.

        What is suggested was tried: a rule with the pattern does fire in the sentence. A verb that fired, or whose
        words fit a rule that something else keeps from firing, needs no pattern: ``near`` says what it needs.
        """
        joined = {frozenset({one.source.id, one.target.id}) for one in fired}
        known = {one.evidence.trigger_span[0] for one in fired} | {
            miss.trigger_span[0] for miss in near if miss.sources and miss.targets
        }
        for verb in sent:
            start, _ = place(verb.idx, verb.idx + len(verb))
            if not is_verb(verb) or verb.tag_ == "MD" or verb.dep_ in {"aux", "auxpass"} or mentions.at(verb):
                continue
            if start in known:
                continue
            for source, target, noun, pattern in self._pairs(verb, mentions):
                pair = frozenset({source.found.actor.id, target.found.actor.id})
                relation, like = self._of_noun(noun) or _of_verb(near, start) or (None, "")
                if pair not in joined and self._fires(pattern, relation or _ANY_RELATION, pair, sent, mentions):
                    return Suggestion(
                        pattern=pattern,
                        source=source.found.actor.name,
                        target=target.found.actor.name,
                        sentence=" ".join(sent.text.split()),
                        relation=relation,
                        like=like,
                    )
        return None

    def _pairs(self, verb: Token, mentions: Mentions) -> Iterator[tuple[Filler, Filler, str, str]]:
        """Yield who may act on whom by a verb, with its object noun or "", and the pattern that says so."""
        any_relation = load_relations()[_ANY_RELATION]
        for source in self._words.fill(agents(verb), mentions):
            for noun, words, target in self._ways(verb, mentions):
                if bar_between(source.found, target.found, any_relation) is None:
                    yield source, target, noun, " ".join(["A", self._base(verb), *words])

    def _ways(self, verb: Token, mentions: Mentions) -> Iterator[tuple[str, tuple[str, ...], Filler]]:
        """Yield the object noun or "", how a pattern goes on behind the verb, and whom it then leads to."""
        particle = next((child.lower_ for child in verb.children if _is_particle(child)), "")
        before = (particle,) if particle else ()
        things = [token for token in objects(verb, particle) if is_noun(token)]
        if verb.lower_ not in self._empty:
            for token in objects(verb, particle):
                for filler in self._words.fill([token], mentions):
                    if not filler.owned:
                        yield "", (*before, "B"), filler
        for thing in things:
            noun = self._base(thing)
            for filler in self._words.fill([thing], mentions):
                if filler.owned and not filler.modifier:
                    yield noun, (*before, "B's", noun), filler
            if not mentions.at(thing):
                for prep, filler in self._behind([thing, verb], mentions):
                    yield noun, (*before, noun, prep, "B"), filler
        if verb.lower_ not in self._empty and not things:
            for prep, filler in self._behind([verb], mentions):
                yield "", (*before, prep, "B"), filler

    def _behind(self, nodes: Sequence[Token], mentions: Mentions) -> Iterator[tuple[str, Filler]]:
        for node in nodes:
            for prep in node.children:
                if prep.lower_ in PREPOSITIONS - _CIRCUMSTANCES and prep.dep_ in {"prep", "dative"}:
                    for filler in self._words.fill((c for c in prep.children if c.dep_ == "pobj"), mentions):
                        if filler.found.form != "place" or prep.lower_ not in _PLACES:
                            yield prep.lower_, filler

    def _fires(self, pattern: str, relation: RelationId, pair: Pair, sent: Span, mentions: Mentions) -> bool:
        try:
            frame = compile_pattern(pattern)
        except ValueError:
            return False  # a word that no pattern can hold, such as "9/11"
        kinds = frozenset(ACTOR_KINDS)
        rule = Rule(
            relation=load_relations()[relation], pattern=pattern, frame=frame, confidence=1.0,
            source_kinds=kinds, target_kinds=kinds, polarity="affirmed", modality="actual",
        )  # fmt: skip
        claims = Matcher(build_lexicon([rule])).claims(sent, mentions)
        return any({claim.source.actor.id, claim.target.actor.id} == pair for claim in claims)

    def _of_noun(self, noun: str) -> tuple[RelationId, str] | None:
        """Return relation and shortest pattern of the rules with a noun, where most of several are of one relation."""
        rules = self._by_noun.get(noun, ())
        for relation, number in Counter(rule.relation.id for rule in rules).most_common(1):
            if number * 2 > len(rules) > 1:
                patterns = [rule.pattern for rule in rules if rule.relation.id == relation]
                return relation, min(patterns, key=lambda pattern: (len(pattern), pattern))
        return None

    @cached_property
    def _by_noun(self) -> Mapping[str, list[Rule]]:
        lexicon = self._lexicon
        tables = (lexicon.verbs, lexicon.nouns, lexicon.predicates)
        rules = {rule.pattern: rule for table in tables for some in table.values() for rule in some}
        by_noun: dict[str, list[Rule]] = defaultdict(list)
        for _, rule in sorted(rules.items()):
            frame = rule.frame
            heads = frame.heads if frame.kind != "verb" else ()
            for word in {*heads, *(word for step in frame.path for word in step.words)}:
                by_noun[word].append(rule)
        return by_noun

    def _base(self, token: Token) -> str:
        """Return the base form under which rules would name a word: the one that they know, else by its spelling."""
        lower = token.lower_
        forms = verb_forms if is_verb(token) else noun_forms
        plural = token.tag_ in {"NNS", "NNPS"}
        inflected = plural or (is_verb(token) and token.tag_ not in {"VB", "VBP"})
        spelled = (verb_base if is_verb(token) else noun_base)(lower) if inflected else lower
        known = sorted(base for base in self._lexicon.bases.get(lower, ()) if lower in forms(base))
        return spelled if spelled in known or not known else known[0]


def _of_verb(near: Sequence[NearMiss], place: int) -> tuple[RelationId, str] | None:
    """Return relation and pattern of the rule that lacks the least at a trigger, where those nearest agree on one."""
    here = [miss for miss in near if miss.trigger_span[0] == place and miss.why in LEXICAL]
    least = [miss for miss in here if miss.steps == min(each.steps for each in here)]
    return (least[0].relation, least[0].pattern) if len({miss.relation for miss in least}) == 1 else None


def _is_particle(token: Token) -> bool:
    """Return whether a word is a particle of the verb it hangs on: marked so, or an adverb right behind it."""
    behind = token.dep_ == "advmod" and token.i == token.head.i + 1
    return token.lower_ in PARTICLES and (token.dep_ == "prt" or behind)
