"""Two opened graphs in; what differs in each section, found once for all sections, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.differences.actors import Moves, actor_differences, moves_of
from kg.differences.articles import article_differences, renamed_articles
from kg.differences.decisions import about, decision_differences
from kg.differences.events import event_differences
from kg.differences.pairing import Pairing, pair_events
from kg.differences.ties import TiesFound, tie_differences
from kg.differences.values import (
    ActorDifference,
    ArticleDifference,
    DecisionDifference,
    EventDifference,
    Section,
    Side,
)
from kg.errors import UnknownActorError
from kg.eventtable import acting_for
from kg.receipts import find_in

if TYPE_CHECKING:
    from kg.differences.claims import Counting
    from kg.differences.opened import Opened
    from kg.strength.measure import Measure


ARTICLED: Final[tuple[Section, ...]] = ("articles", "decisions")
"""What an events file does not have, and is not compared where one of the graphs is one."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two graphs with what is found of them once and needed in several sections."""

    sides: tuple[Opened, Opened]
    counting: tuple[Counting, Counting]
    actor: str | None

    @property
    def articled(self) -> bool:
        """Return whether both know their articles."""
        return all(side.has_articles for side in self.sides)

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Return the articles that have another id in the second graph."""
        one, other = self.sides
        return renamed_articles(one.corpus.articles, other.corpus.articles) if self.articled else {}

    @cached_property
    def pairing(self) -> Pairing:
        """Return which events are the same."""
        one, other = self.sides
        return pair_events(one.corpus.events, other.corpus.events, renamed=self.renamed)

    @cached_property
    def moves(self) -> Moves:
        """Return which actors became others."""
        one, other = self.sides
        by_id = [{event.id: event for event in side.corpus.events} for side in self.sides]
        others = self.pairing.others
        became = [
            *self.pairing.pairs,
            *((event, by_id[1][others[event.id]]) for event in self.pairing.gone if event.id in others),
            *((by_id[0][others[event.id]], event) for event in self.pairing.came if event.id in others),
        ]
        return moves_of(one.actors, other.actors, became, counts=(one.counts, other.counts))

    @cached_property
    def asked(self) -> tuple[frozenset[str], str] | None:
        """Return the ids of the actor that is asked about, at the level of the measure, with its name; None for all."""
        return None if self.actor is None else _find(self.sides, self.actor, self.counting[0].measure)

    @property
    def asked_name(self) -> str:
        """Return the name of the actor that is asked about, "" for all."""
        return self.asked[1] if self.asked else ""

    @cached_property
    def touching(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """Return the ids of the events of both graphs that touch the actor asked about; None for all."""
        if self.asked is None:
            return None
        ids, level = self.asked[0], self.counting[0].measure.level
        one, other = (
            frozenset(event for event, ends in side.ends(level).items() if not ids.isdisjoint(ends))
            for side in self.sides
        )
        return one, other

    def articles(self) -> tuple[ArticleDifference, ...]:
        """Return the articles that differ; with an actor, those that tell of it."""
        one, other = self.sides
        found = article_differences(one.corpus.articles, other.corpus.articles, renamed=self.renamed)
        if self.touching is None:
            return found
        telling = [
            {item.article for event in side.corpus.events if event.id in events for item in event.evidence}
            for side, events in zip(self.sides, self.touching, strict=True)
        ]
        return tuple(
            each
            for each in found
            if (each.before and each.before.id in telling[0]) or (each.after and each.after.id in telling[1])
        )

    def decisions(self) -> tuple[DecisionDifference, ...]:
        """Return the decisions that differ; with an actor, those about it or about events that touch it."""
        one, other = self.sides
        found = decision_differences(one.corpus.decisions, other.corpus.decisions)
        if self.asked is None or self.touching is None:
            return found
        touched = self.asked[0], self.touching[0] | self.touching[1]
        return tuple(
            each
            for each in found
            if any(
                end and not (touched[0].isdisjoint(about(end)) and touched[1].isdisjoint(end.events))
                for end in (each.before, each.after)
            )
        )

    def actors(self) -> tuple[ActorDifference, ...]:
        """Return the actors that differ; with one asked about, those that act as it."""
        one, other = self.sides
        found = actor_differences(one.actors, other.actors, self.moves, counts=(one.counts, other.counts))
        if self.asked is None:
            return found
        ids = self.asked[0]
        return tuple(
            each
            for each in found
            if any(end and (end.id in ids or acting_for(end)[0] in ids) for end in (each.before, each.after))
        )

    def events(self, tolerance: float) -> tuple[EventDifference, ...]:
        """Return the events that differ; with an actor, those that touch it."""
        one, other = self.sides
        found = event_differences(
            self.pairing,
            moves=self.moves,
            renamed=self.renamed,
            articles=(one.source.articles, other.source.articles),
            tolerance=tolerance,
        )
        if self.touching is None:
            return found
        old, new = self.touching
        return tuple(
            each for each in found if (each.before and each.before.id in old) or (each.after and each.after.id in new)
        )

    def ties(self, least: float) -> TiesFound:
        """Return the ties that differ; with an actor, those of it."""
        return tie_differences(
            self.sides,
            self.counting,
            moves=self.moves,
            renamed_articles=self.renamed,
            least=least,
            around=self.asked[0] if self.asked else None,
        )

    def side(self, number: int, ties: TiesFound | None) -> Side:
        """Return one of the two graphs in figures."""
        side = self.sides[number]
        return Side(
            name=side.named,
            articles=len(side.corpus.articles) if side.has_articles else None,
            actors=len(side.actors),
            events=len(side.corpus.events),
            ties=ties.numbers[number] if ties else None,
            as_of=self.counting[number].as_of,
        )

    def notes(self, sections: Collection[Section]) -> list[str]:
        """Return in words what the two cannot be compared in."""
        bare = [side.named for side in self.sides if not side.has_articles]
        found = []
        if bare:
            found.append(
                f"{' and '.join(bare)}: an events file has no articles and decisions, so that these are not compared, and for "
                "strengths each article is a source of its own and events without a date do not age"
            )
        if "ties" in sections and self.counting[0].as_of != self.counting[1].as_of:
            found.append(
                f"strengths are as of {self.counting[0].as_of.isoformat()} before and "
                f"{self.counting[1].as_of.isoformat()} after, between which acts age; --as-of DATE holds both to one day"
            )
        return found


def _find(sides: tuple[Opened, Opened], name: str, measure: Measure) -> tuple[frozenset[str], str]:
    """Return the ids of an actor of either graph, at the level of a measure, and its name."""
    found = []
    problem: UnknownActorError | None = None
    for side in reversed(sides):
        try:
            found.append(find_in(side.source, name))
        except UnknownActorError as error:
            problem = problem or error
    if not found:
        raise problem or UnknownActorError(f"actor {name!r} is in neither graph")
    ids = {str(each.id) for each in found}
    if measure.level != "actor":
        # Whoever acts for others is in none of the ties: these are those of the states or blocs.
        acting = {end for side in sides for each in ids for end in _acting_for(side, each)} - {""}
        ids = acting or ids
    return frozenset(ids), found[0].name


def _acting_for(side: Opened, actor: str) -> set[str]:
    table = side.source.table
    return {
        each for end in ("source", "target") for each in table.filter(pl.col(end) == actor)[f"{end}_state"].unique()
    }
