"""Names and ids that a person types, and the built graph that the person sees, in; decisions, and what they would change, out."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.decision import Decision, DecisionKind, Told
from kg.decisions import apply_decisions, former_names, left_out
from kg.decisiontable import check_relation
from kg.errors import DecisionError, UnknownActorError
from kg.graph import actors_of
from kg.lookup import actors_called, actors_of_tables, find_actor, nearest
from kg.model import ACTOR_KINDS, slug
from kg.soundness import article_notes, check_sound, kind_notes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kg.decisions import Applied
    from kg.model import Actor, Corpus, Event

_LEAST: int = 6
"""Characters of the digest of an id that may stand for the whole of it."""


@dataclass(frozen=True, kw_only=True)
class Maker:
    """Makes decisions of one person about one graph; names are understood as in ``kg show``, events by their ids.

    An id that the graph has not is an error, so that nothing misspelt gets into the file.
    """

    corpus: Corpus
    who: str
    when: date
    why: str
    name: str = ""

    def merge(self, actors: Sequence[str], *, into: str, label: str = "", new: bool = False) -> Decision:
        """Return the decision that some actors are one: an actor of the graph or of the reference tables, or a ``new`` one."""
        found = [self.actor(actor) for actor in actors]
        goal = self._new(into) if new else self._goal(into)
        if all(actor.id == goal for actor in found):
            raise DecisionError(
                f"{found[0].name} ({goal}) cannot become itself; name the other actors that are the same"
            )
        ids = tuple(dict.fromkeys(actor.id for actor in found))
        # A new actor is called what the person wrote, unless that was an id.
        called = label or (into if new and into != goal else "")
        return self._sound(self._decided("merge-actors", actors=ids, into=goal, label=called))

    def split(
        self, actor: str, *, label: str, articles: Sequence[str] = (), events: Sequence[str] = (),
        into: str = "", kind: str = "", state: str = "",
    ) -> Decision:  # fmt: skip
        """Return the decision that an actor is another one in some articles and events."""
        if kind and kind not in ACTOR_KINDS:
            raise DecisionError(f"kind {kind!r} is not one of {', '.join(ACTOR_KINDS)}")
        for article in articles:
            if article not in self._articles:
                raise DecisionError(f"article {article!r} is not in the graph{_near_article(article, self._articles)}")
        old, found = self.actor(actor), [self.event(event) for event in events]
        for event in found:
            if old.id not in {event.source.id, event.target.id}:
                raise DecisionError(
                    f"event {event.id} is between {event.source.name} and {event.target.name}; {old.name} is none of them"
                )
        decision = self._decided(
            "split-actor",
            actors=(old.id,),
            into=into or slug(label),
            label=label,
            actor_kind=kind,
            state=state,
            articles=tuple(articles),
            told=tuple(map(told_of, found)),
        )
        return self._sound(decision)

    def rename(self, actor: str, *, label: str) -> Decision:
        """Return the decision that an actor has another name."""
        return self._sound(self._decided("rename-actor", actors=(self.actor(actor).id,), label=label))

    def keep_apart(self, actors: Sequence[str]) -> Decision:
        """Return the decision that some actors are not one."""
        ids = tuple(self.actor(actor).id for actor in actors)
        named = {actor.casefold() for actor in actors}
        for decided in self.corpus.decisions if len(set(ids)) < len(named) else ():
            if decided.decision.kind == "merge-actors" and not set(ids).isdisjoint(decided.actors):
                raise DecisionError(
                    f"{decided.decision.name} has made one actor of these; take that back with: "
                    f"kg decide undo {decided.decision.name}"
                )
        return self._decided("keep-apart", actors=ids)

    def date(self, event: str, days: tuple[date, date] | None) -> Decision:
        """Return the decision on which days an event was, None where that is not known."""
        earliest, latest = days or (None, None)
        return self._decided("correct-date", told=(told_of(self.event(event)),), earliest=earliest, latest=latest)

    def place(self, event: str, place: str, *, country: str = "") -> Decision:
        """Return the decision where an event was, "" where that is not known."""
        return self._decided(
            "correct-place", told=(told_of(self.event(event)),), place=place.strip(), country=country.strip()
        )

    def relation(self, event: str, relation: str = "", *, swap: bool = False) -> Decision:
        """Return the decision what an event was, or that its actors stand the wrong way round."""
        right = check_relation(relation) if relation else ""
        return self._decided("correct-relation", told=(told_of(self.event(event)),), relation=right, swap=swap)

    def reject(self, event: str) -> Decision:
        """Return the decision that an event is none."""
        return self._decided("reject-event", told=(told_of(self.event(event)),))

    def affirm(self, event: str) -> Decision:
        """Return the decision that an event is right."""
        return self._decided("affirm-event", told=(told_of(self.event(event)),))

    def leave_out(self, articles: Sequence[str], *, removed: bool = False) -> Decision:
        """Return the decision that some articles are left out of every graph; ``removed`` are in none any more."""
        gone = left_out(each.decision for each in self.corpus.decisions)
        for article in () if removed else articles:
            if article in gone:
                raise DecisionError(f"article {article} is left out already, by {gone[article].name}")
            if article not in self._articles:
                raise DecisionError(
                    f"article {article!r} is not in the graph{_near_article(article, self._articles)}; if it was removed "
                    "before, and is not to come back, add --removed"
                )
        return self._decided("leave-out-article", articles=tuple(dict.fromkeys(articles)))

    def complete(self, decision: Decision) -> Decision:
        """Return a decision of a sheet with the ids of its actors, and with what finds its events again.

        Raises
        ------
        UnknownActorError
            If the graph has no such actor.
        DecisionError
            If an actor cannot become the other, or cannot have the name.
        """
        if decision.kind == "leave-out-article":
            return replace(decision, articles=self.leave_out(decision.articles).articles)
        told = tuple(self._completed(each) for each in decision.told)
        actors = tuple(self.actor(actor).id for actor in decision.actors)
        into = decision.into
        if decision.kind == "merge-actors":
            # Who writes the name of a new actor beside its id means to make one.
            new = bool(decision.label) and slug(decision.label) == slug(into)
            into = slug(into) if new and not self._known(into) else self._goal(into)
        return self._sound(replace(decision, told=told, actors=actors, into=into))

    def notes(self, decision: Decision) -> list[str]:
        """Return in words what a person may not have meant: actors of another kind become one, copies of a text stay."""
        return [*kind_notes(decision, self._everyone), *article_notes(decision, self.corpus)]

    def preview(self, decisions: Iterable[Decision]) -> Applied:
        """Return what decisions would make of the graph as it is."""
        return apply_decisions(self.corpus.events, self.corpus.articles, decisions)

    def actor(self, name: str) -> Actor:
        """Return the actor of the graph that somebody names.

        Raises
        ------
        UnknownActorError
            If there is none, or are several; the message has the nearest ones.
        """
        return find_actor(name, self._actors, former=self._former)

    def event(self, name: str) -> Event:
        """Return the event with an id, or with one that begins so or whose digest does.

        Raises
        ------
        DecisionError
            If there is none, or are several.
        """
        if name in self._events:
            return self._events[name]
        found = [key for key in self._events if _stands_for(name, key)] if name else []
        if len(found) == 1:
            return self._events[found[0]]
        if found:
            more = f" and {len(found) - 3} more" if len(found) > 3 else ""
            raise DecisionError(f"event {name!r} can be {', '.join(found[:3])}{more}; give more of the id")
        for decided in self.corpus.decisions:
            told = decided.decision.event
            if decided.decision.kind == "reject-event" and told and name and _stands_for(name, told.event):
                raise DecisionError(
                    f"event {told.event} is not in the graph: it was rejected by {decided.decision.name}; take that back with: "
                    f"kg decide undo {decided.decision.name}"
                )
        near = _near(name, self._events) or "; kg show ACTOR --ids has the ids"
        raise DecisionError(f"event {name!r} is not in the graph{near}")

    @cached_property
    def _actors(self) -> tuple[Actor, ...]:
        return tuple(actors_of(self.corpus))

    @cached_property
    def _articles(self) -> frozenset[str]:
        return frozenset(article.id for article in self.corpus.articles)

    @cached_property
    def _events(self) -> Mapping[str, Event]:
        return {event.id: event for event in self.corpus.events}

    @cached_property
    def _former(self) -> Mapping[str, tuple[str, ...]]:
        return former_names(self.corpus.decisions)

    @cached_property
    def _everyone(self) -> Mapping[str, Actor]:
        """The actors of the graph, and those of the tables that it has not, by id."""
        return {str(actor.id): actor for actor in (*actors_of_tables(), *self._actors)}

    def _known(self, name: str) -> tuple[Actor, ...]:
        """Return the actors that a name stands for: of the graph, or else of the tables."""
        here = actors_called(name, self._actors, former=self._former)
        return here or actors_called(name, actors_of_tables())

    def _goal(self, into: str) -> str:
        """Return the id of the actor that others become."""
        found = self._known(into)
        if len(found) == 1:
            return found[0].id
        if found:
            return find_actor(into, found).id
        near = nearest(into, self._everyone.values())
        meant = f"; did you mean {', '.join(near)}?" if near else ";"
        raise UnknownActorError(
            f"no actor is called {into!r}{meant} To make a new actor of that name add --new (in a sheet, write the name "
            "under label too)"
        )

    def _new(self, into: str) -> str:
        """Return the id of an actor that is new."""
        there = self._everyone.get(slug(into))
        if there is not None:
            raise DecisionError(f"{into!r} is no new actor but {there.name} ({there.id}); leave out --new")
        return slug(into)

    def _sound(self, decision: Decision) -> Decision:
        check_sound(decision, self._everyone, former=self._former)
        return decision

    def _completed(self, told: Told) -> Told:
        event = self._events.get(told.event)
        if event is None:
            return told
        full = told_of(event)
        if told.article and told.quote:
            full = replace(full, article=told.article, quote=told.quote)
        return full

    def _decided(self, kind: DecisionKind, **content: object) -> Decision:
        common = {"name": self.name, "kind": kind, "who": self.who, "when": self.when, "why": self.why}
        try:
            return Decision(**common, **content)  # type: ignore[arg-type]  # each field has the type of its name
        except ValueError as error:
            raise DecisionError(str(error)) from None


def told_of(event: Event) -> Told:
    """Return how a decision refers to an event of a graph: by its id, and by the first sentence that tells it."""
    claim = next((each for each in event.evidence if each.article == event.article), event.evidence[0])
    return Told(
        event=event.id,
        article=claim.article,
        quote=claim.quote,
        relation=event.relation,
        source=event.source.id,
        target=event.target.id,
    )


def _stands_for(name: str, key: str) -> bool:
    """Return whether an id begins as a person says, or its digest does."""
    return key.startswith(name) or (len(name) >= _LEAST and key.rpartition("-")[2].startswith(name))


def _near_article(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, known, n=3)
    return f" (did you mean {', '.join(near)}?)" if near else ""


def _near(name: str, known: Iterable[str]) -> str:
    # Ids of events begin alike; only those of the same day or more are worth comparing.
    begun = [each for each in known if each[:4] == name[:4]]
    near = difflib.get_close_matches(name, begun, n=3)
    return f"; did you mean {', '.join(near)}?" if near else ""
