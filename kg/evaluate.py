"""Gold relations and events in; how much is found and right by level, relation and attribute, and what is not, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.agreement import agreements, pair_up
from kg.intervals import DEFAULT_BINS, Judged, Share, reliability
from kg.matching import LEVELS, claims_of, in_order
from kg.model import RelationId
from kg.naming import load_names

if TYPE_CHECKING:
    from kg.agreement import Agreement
    from kg.gold import GoldArticle, GoldRelation
    from kg.intervals import Reliability
    from kg.matching import ArticleClaims, Claim, Comparison, Key, Level
    from kg.model import Event
    from kg.naming import Names


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many different events were found, how many relations the gold has, and how many are both."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> Share:
        """Return the share of the found that is right."""
        return Share(right=self.right, total=self.found)

    @property
    def recall(self) -> Share:
        """Return the share of the gold that is found."""
        return Share(right=self.right, total=self.gold)

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of both, 2 right / (found + gold); None where nothing is found nor to be found."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else None

    @property
    def f1_interval(self) -> tuple[float, float]:
        """Return the ends of a 95 % interval of F1.

        F1 is no share, but F* = right / (found + gold - right) is one, and F1 = 2 F* / (1 + F*) rises with it: so the
        ends of Wilson's interval of F* are turned into F1.
        Hand, Christen and Kirielle (2021), Machine Learning 110, p. 451-456.
        """
        low, high = Share(right=self.right, total=self.found + self.gold - self.right).interval
        return 2 * low / (1 + low), 2 * high / (1 + high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A gold relation that was missed, or an event that the gold does not have.

    ``sentence`` is the sentence of the event; for what was missed, its beginning where no event has the whole.
    ``instead`` are the relations that the other side has for the two actors in this article.
    ``confidence`` and ``rule`` are those of the event, None and "" for what was missed.
    """

    kind: Literal["missed", "false"]
    article: str
    source: str
    relation: RelationId
    target: str
    polarity: str
    sentence: str
    instead: tuple[str, ...] = ()
    confidence: float | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What an evaluation found out; ``level`` is that of attributes, reliability and mistakes.

    ``articles`` and ``relations`` count the gold, and ``neutral`` of its relations are not core.
    ``events`` counts what was compared, ``left_out`` the events of each article that the gold lacks.
    ``silent`` are the gold articles without events.
    ``missed`` come in the order of the gold, ``false`` with the most confident first.
    """

    level: Level
    articles: int
    relations: int
    neutral: int
    events: int
    silent: tuple[str, ...]
    left_out: Mapping[str, int]
    levels: Mapping[Level, Score]
    by_relation: Mapping[RelationId, Score]
    agreement: tuple[Agreement, ...]
    reliability: Reliability
    missed: tuple[Mistake, ...]
    false: tuple[Mistake, ...]


def evaluate(
    gold: Iterable[GoldArticle],
    events: Iterable[Event],
    *,
    level: Level = "root",
    bins: int = DEFAULT_BINS,
    names: Names | None = None,
) -> Evaluation:
    """Return how the events compare with the gold.

    Parameters
    ----------
    gold
        Articles with the relations they tell of.
    events
        What was found; events of articles that the gold lacks are left out and counted.
    level
        The one at which confidence and mistakes are judged, see `kg.matching.LEVELS`. Attributes are compared where
        the relation and both actors by name are the same: of lasting relations for "static", of all others otherwise.
    bins
        Number of bands of confidence.
    names
        Spellings that mean the same actor; None takes those of kg's reference tables.

    Notes
    -----
    Within an article, what is equal at a level counts once. Symmetric relations match either way round.
    Relations between an actor and itself, which at most levels includes a state and its own people, are passed over.
    Gold relations that are not core are neutral: found, they are neither right nor wrong.
    """
    known = names or load_names()
    articles, left_out = claims_of(gold, events, names=known)
    at: dict[Level, list[Comparison]] = {each: [article.at(each) for article in articles] for each in LEVELS}
    rows = [row.what for article in articles for row in article.gold]
    matches = _matches(articles, "static" if level == "static" else "type", known)
    return Evaluation(
        level=level,
        articles=len(articles),
        relations=len(rows),
        neutral=sum(not row.core for row in rows),
        events=sum(len(article.events) for article in articles),
        silent=tuple(article.id for article in articles if not article.events),
        left_out=left_out,
        levels={each: _score(at[each]) for each in LEVELS},
        by_relation=_by_relation([*at["type"], *at["static"]]),
        agreement=agreements(matches, names=known),
        reliability=reliability(_judged(at[level]), bins=bins),
        missed=tuple(_missed(at[level], level)),
        false=tuple(sorted(_false(at[level], level), key=lambda each: -(each.confidence or 0.0))),
    )


def _score(comparisons: Iterable[Comparison]) -> Score:
    right = found = gold = 0
    for each in comparisons:
        right += len(each.core.keys() & each.judged.keys())
        found += len(each.judged)
        gold += len(each.core)
    return Score(right=right, found=found, gold=gold)


def _by_relation(comparisons: Sequence[Comparison]) -> Mapping[RelationId, Score]:
    """Return the score of each relation that was found or is to be found, those with most gold first."""
    right = Counter(key[0] for each in comparisons for key in each.core.keys() & each.judged.keys())
    found = Counter(key[0] for each in comparisons for key in each.judged)
    gold = Counter(key[0] for each in comparisons for key in each.core)
    order = sorted(found.keys() | gold.keys(), key=lambda each: (-gold[each], -found[each], each))
    return {RelationId(each): Score(right=right[each], found=found[each], gold=gold[each]) for each in order}


def _judged(comparisons: Iterable[Comparison]) -> Iterator[Judged]:
    for each in comparisons:
        for key, events in each.judged.items():
            yield from (Judged(right=key in each.core, confidence=event.what.confidence) for event in events)


def _matches(articles: Iterable[ArticleClaims], level: Level, names: Names) -> Iterator[tuple[GoldRelation, Event]]:
    """Yield gold rows, core or not, with the events of the same relation and actors, whatever their polarity."""
    for article in articles:
        rows: dict[tuple[str, ...], list[GoldRelation]] = defaultdict(list)
        events: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        for row in article.gold:
            rows[_but_polarity(row.key(level))].append(row.what)
        for event in article.events:
            events[_but_polarity(event.key(level))].append(event.what)
        for key, same in rows.items():
            if key:
                yield from pair_up(same, events.get(key, []), names=names)


def _but_polarity(key: Key | None) -> tuple[str, ...]:
    return key[:3] if key else ()


def _missed(comparisons: Iterable[Comparison], level: Level) -> Iterator[Mistake]:
    for each in comparisons:
        for key, rows in each.core.items():
            if key not in each.judged:
                row = rows[0].what
                yield Mistake(
                    kind="missed",
                    article=each.article.id,
                    source=row.source.name,
                    relation=row.relation,
                    target=row.target.name,
                    polarity=row.polarity or "affirmed",
                    sentence=_sentence(row.evidence, each.article.events),
                    instead=_relations_of(rows[0], each.article.events, level),
                )


def _false(comparisons: Iterable[Comparison], level: Level) -> Iterator[Mistake]:
    for each in comparisons:
        for key, events in each.judged.items():
            if key not in each.core:
                claim = max(events, key=lambda one: one.what.confidence)
                event = claim.what
                best = max(event.evidence, key=lambda one: one.confidence)
                yield Mistake(
                    kind="false",
                    article=each.article.id,
                    source=event.source.name,
                    relation=event.relation,
                    target=event.target.name,
                    polarity=event.polarity,
                    sentence=" ".join(best.quote.split()),
                    instead=_relations_of(claim, each.article.gold, level),
                    confidence=event.confidence,
                    rule=best.rule,
                )


def _relations_of(
    one: Claim[GoldRelation] | Claim[Event],
    others: Sequence[Claim[GoldRelation]] | Sequence[Claim[Event]],
    level: Level,
) -> tuple[str, ...]:
    """Return what the others say of the two actors, each relation once."""
    pair = in_order(*one.actors(level))
    return tuple(sorted({other.what.relation for other in others if in_order(*other.actors(level)) == pair}))


def _sentence(beginning: str, events: Iterable[Claim[Event]]) -> str:
    """Return the sentence of an event that begins so, or the beginning itself."""
    wanted = " ".join(beginning.split())
    quotes = (" ".join(each.quote.split()) for event in events for each in event.what.evidence)
    return next((quote for quote in quotes if wanted and quote.startswith(wanted)), wanted)
