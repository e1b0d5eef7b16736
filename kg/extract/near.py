"""Tries of rules that came to nothing in, near misses with their reason out: the nearest first, one of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.claims import Claim, Side, bar_between, bar_of
from kg.extract.explanation import NearMiss, Why
from kg.extract.fillers import Filler
from kg.extract.lexicon import Lexicon, specificity
from kg.extract.loose import objects
from kg.extract.mentions import Mentions
from kg.extract.slots import agents, is_noun, is_verb
from kg.extract.trace import Miss
from kg.model import Span as Characters
from kg.rules import Rule

Place = Callable[[int, int], Characters]
"""Where some characters of a paragraph's parse stand in the article's text."""

_STEPS: Final[dict[Why, int]] = {"source": 2, "target": 2, "both": 4, "path": 4}
"""How far a rule is from firing by what it lacks, where that is not a word or a `Bar`."""
LEXICAL: Final = frozenset({"word", "preposition", "particle", "path", "rest", "head"})
"""Reasons that lie in the words of a sentence, not in its actors."""
_ONE_WORD: Final = 3
_BARRED: Final = 1
"""The words fit and both sides are there, but may not be."""
_ALONE: Final = 2
"""Further steps where fewer than two actors stand around the trigger."""


@dataclass(frozen=True, slots=True)
class Try:
    """A rule tried at a trigger: ``miss`` says where it ended, None where its words fit and its sides were filled."""

    rule: Rule
    trigger: Token
    miss: Miss | None
    sources: Sequence[Filler] = ()
    targets: Sequence[Filler] = ()


def near_misses(
    tries: Sequence[Try], mentions: Mentions, *, claims: Sequence[Claim], lexicon: Lexicon, sent: Span, place: Place
) -> list[NearMiss]:
    """Return the misses of a sentence from the nearest on: one for each trigger, relation and reason.

    Misses of words with two actors around them come first, and then of words that started no claim; where a word
    started one, other rules of its relation are no misses. Among those equally near, one of a word that starts few
    rules comes first, and then one of a more specific pattern where words are missing, else of a plainer one.
    ``place`` tells where characters of the sentence's paragraph stand in the article.
    """
    told = {(claim.trigger.i, claim.rule.relation.id) for claim in claims}
    fertile = {trigger for trigger, _ in told}
    words = frozenset(token.lower_ for token in sent)
    bases = frozenset(base for word in words for base in lexicon.bases.get(word, ()))
    crowded = Counter(one.trigger.i for one in tries)
    alone = {trigger.i: len(_around(trigger, mentions)) < 2 for trigger in {one.trigger for one in tries}}
    ranked = []
    for one in tries:
        if (one.trigger.i, one.rule.relation.id) not in told:
            near = _near_miss(one, words, bases, place=place, further=_ALONE * alone[one.trigger.i])
            promise = (alone[one.trigger.i], one.trigger.i in fertile, near.steps)
            plainness = specificity(one.rule) * (-1 if near.why in LEXICAL else 1)
            rank = (*promise, crowded[one.trigger.i], plainness, one.trigger.i)
            ranked.append(((*rank, near.relation, near.pattern), near))
    distinct: dict[object, NearMiss] = {}
    for _, near in sorted(ranked, key=lambda pair: pair[0]):
        distinct.setdefault((near.trigger_span, near.relation, near.why, near.words), near)
    return list(distinct.values())


def _around(trigger: Token, mentions: Mentions) -> frozenset[str]:
    """Return the actors that act in the clause of a trigger or stand below it."""
    verb = trigger if is_verb(trigger) else trigger.head
    return frozenset(found.actor.id for token in (*agents(verb), *verb.subtree) for found in mentions.at(token))


def _near_miss(one: Try, words: frozenset[str], bases: frozenset[str], *, place: Place, further: int) -> NearMiss:
    span = place(one.trigger.idx, one.trigger.idx + len(one.trigger))
    lacking = _lacking(one.rule, words, bases)
    why, about = lacking[0] if one.miss == "words" and lacking else _reason(one)
    further += sum(place != (why, about) for place in lacking)
    return NearMiss(
        relation=one.rule.relation.id,
        pattern=one.rule.pattern,
        trigger=one.trigger.text,
        trigger_span=span,
        why=why,
        words=about,
        instead=_object(one.trigger) if why == "word" and one.rule.frame.kind == "verb" else "",
        sources=_names(one.sources),
        targets=_names(one.targets),
        steps=further + _STEPS.get(why, _ONE_WORD if why in LEXICAL or one.miss is not None else _BARRED),
    )


def _lacking(rule: Rule, words: frozenset[str], bases: frozenset[str]) -> list[tuple[Why, tuple[str, ...]]]:
    """Return every place of a pattern for which the sentence has no word, those of the matcher's first look first."""
    frame = rule.frame
    lacking: list[tuple[Why, tuple[str, ...]]] = [
        ("word", tuple(sorted(places))) for places in frame.needed_words if places.isdisjoint(bases)
    ]
    if frame.kind == "verb" and not rule.relation.symmetric:
        preps = [places for places in frame.needed_prepositions if places.isdisjoint(words)]
        lacking += [("preposition", tuple(sorted(places))) for places in preps]
    if frame.particle and frame.particle not in words:
        lacking.append(("particle", (frame.particle,)))
    if frame.rest is not None and frame.rest.preps and frame.rest.words and frame.rest.words.isdisjoint(bases):
        lacking.append(("rest", tuple(sorted(frame.rest.words))))
    return lacking


def _reason(one: Try) -> tuple[Why, tuple[str, ...]]:
    rule, frame = one.rule, one.rule.frame
    if one.miss is None:
        return _unpaired(rule, one.sources, one.targets)
    if one.miss == "particle":
        return "particle", (frame.particle,)
    if one.miss == "rest" and frame.rest is not None:
        return "rest", tuple(sorted(frame.rest.words or frame.rest.preps))
    if one.miss == "head":
        return "head", tuple(sorted({modifier for head in frame.heads for modifier in head.split("_")[:-1]}))
    if one.miss == "without":
        return "without", tuple(child.text for child in one.trigger.children if child.lower_ in rule.without)
    if one.miss == "undone":
        return "undone", (one.trigger.head.text,)
    if one.miss in {"target", "both"}:
        return one.miss, ()
    return "path", tuple("|".join(sorted(step.words)) for step in frame.path)


def _unpaired(rule: Rule, sources: Sequence[Filler], targets: Sequence[Filler]) -> tuple[Why, tuple[str, ...]]:
    """Return why a rule whose words fit made no claim of those who fill its sides."""
    if rule.relation.symmetric and not targets and len(sources) > 1:
        targets = sources
    if not sources or not targets:
        return "both" if not sources and not targets else "target" if sources else "source", ()
    sides: tuple[tuple[Side, Sequence[Filler]], ...] = (("source", sources), ("target", targets))
    for side, fillers in sides:
        bars = [bar_of(filler, rule, side) for filler in fillers]
        if all(bars) and bars[0] is not None:
            allowed = rule.source_kinds if side == "source" else rule.target_kinds
            return bars[0], (side, *(sorted(allowed) if bars[0] == "kind" else ()))
    between = (bar_between(source.found, target.found, rule.relation) for source, target in product(sources, targets))
    return next((bar for bar in between if bar is not None), "one actor"), ()


def _object(verb: Token) -> str:
    return next((token.text for token in objects(verb, "") if is_noun(token)), "")


def _names(fillers: Iterable[Filler]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filler.found.actor.name for filler in fillers))
