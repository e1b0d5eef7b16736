"""Decisions about actors, and events as they stand, in; the events with their actors and speakers changed out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from kg.decisions.state import UnfoundError
from kg.model import Actor, ActorId
from kg.rdf.canonical import common_actors
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from kg.decision import Decision
    from kg.decisions.record import Record
    from kg.decisions.state import Item, State
    from kg.model import ActorKind, Event


class Cast:
    """The actors as they are after the decisions so far: which became which, and who named them."""

    def __init__(self, state: State, decisions: Sequence[Decision]) -> None:
        self._state = state
        self._decisions = decisions
        self._gone: dict[str, str] = {}
        self._forms: dict[str, Actor] = {}
        self._named: dict[str, Record] = {}

    def current(self, actor: str) -> str | None:
        """Return the id under which an actor is in some event now, None where it is in none."""
        seen: set[str] = set()
        while actor not in self._state.by_actor:
            seen.add(actor)
            if actor not in self._gone or self._gone[actor] in seen:
                return None
            actor = self._gone[actor]
        return actor

    def became(self) -> dict[str, str]:
        """Return what each actor that became another is now."""
        return {actor: now for actor in self._gone if (now := self.current(actor)) is not None}

    def merge(self, number: int, record: Record) -> None:
        """Make the actors one."""
        decision = record.decision
        wanted, winner = self._apart_later(number, decision)
        if not wanted:
            record.overruled = winner
            return
        into = self._goal(wanted, decision.into)
        others: set[str] = set()
        for actor in wanted:
            now = self.current(actor)
            if now is None:
                record.missing.append(f"no event has the actor {actor} any more")
            else:
                others.add(now)
        if not others:
            record.nothing = True
            return
        others.discard(into)
        form = self._form(into, others, decision.label)
        record.actors.add(into)
        if decision.label and into in self._state.by_actor and (old := self._common(into)).name != decision.label:
            record.were.add(f"{into}: {old.name}")
        for actor in sorted(others):
            old = self._common(actor)
            record.were.add(f"{actor}: {old.name}")
            self._forms[actor] = old
            self._replace(number, record, actor, form)
            self._gone[actor] = into
            if actor in self._named:
                self._named.pop(actor).overruled = decision
        self._gone.pop(into, None)
        if decision.label and into in self._state.by_actor:
            self._rename(number, record, into, decision.label)

    def split(self, number: int, record: Record) -> None:
        """Make the mentions of an actor in some articles or events another actor."""
        decision = record.decision
        actor = self.current(decision.actors[0])
        if actor is None:
            record.missing.append(f"no event has the actor {decision.actors[0]} any more")
            record.nothing = True
            return
        old = self._common(actor)
        items = self._in_articles(actor, decision.articles, record)
        for told in decision.told:
            try:
                items |= set(self._state.find(told, usable=lambda item: _has(item, actor)))
            except UnfoundError as missing:
                record.missing.append(str(missing))
        if not items:
            record.nothing = True
            return
        kind = cast("ActorKind", decision.actor_kind) or old.kind
        known = self._common(decision.into) if decision.into in self._state.by_actor else None
        form = known or Actor(
            id=ActorId(decision.into), name=decision.label, kind=kind, state=decision.state or old.state
        )
        record.actors |= {actor, decision.into}
        record.were.add(f"{actor}: {old.name}")
        self._gone.pop(decision.into, None)
        form = replace(form, name=decision.label)
        self._replace(number, record, actor, form, within=items, state=decision.state or None)

    def rename(self, number: int, record: Record) -> None:
        """Give an actor a name in all events."""
        actor = self.current(record.decision.actors[0])
        if actor is None:
            record.missing.append(f"no event has the actor {record.decision.actors[0]} any more")
            record.nothing = True
            return
        for other in self._of_that_name(actor, record.decision.label):
            record.missing.append(
                f"{record.decision.label} is the name of {other}, and states are known by their names; if the two are one, "
                f"decide that: kg decide merge {actor} --into {other}"
            )
            record.nothing = True
            return
        record.actors.add(actor)
        record.were.add(self._common(actor).name)
        self._rename(number, record, actor, record.decision.label)

    def keep_apart(self, number: int, record: Record) -> None:
        """See that the actors are not one."""
        decision = record.decision
        for later in self._decisions[number + 1 :]:
            if later.kind == "merge-actors" and len({*later.actors, later.into} & {*decision.actors}) > 1:
                record.overruled = later
                return
        now = {actor: self.current(actor) for actor in decision.actors}
        record.missing += [f"no event has the actor {actor} any more" for actor, each in now.items() if each is None]
        here = [each for each in now.values() if each is not None]
        if len(set(here)) < len(here):
            record.missing.append("decisions before it have made one actor of them; undo one of those")
        record.nothing = len(set(here)) < 2
        record.actors |= set(here)

    def _apart_later(self, number: int, decision: Decision) -> tuple[list[str], Decision | None]:
        """Return the actors to merge, without those that a later decision keeps apart, and that decision."""
        wanted = [actor for actor in dict.fromkeys(decision.actors) if actor != decision.into]
        winner = None
        for later in self._decisions[number + 1 :]:
            apart = {*later.actors} & {*wanted, decision.into} if later.kind == "keep-apart" else set()
            if len(apart) > 1:
                wanted, winner = [actor for actor in wanted if actor not in apart], later
        return wanted, winner

    def _of_that_name(self, actor: str, label: str) -> list[str]:
        """Return the ids of other actors that have a name now, where one of the two is a state."""
        state = self._common(actor).kind == "state"
        held = {each: self._common(each) for each in self._state.owners.get(label, ()) if each in self._state.by_actor}
        return sorted(
            each
            for each, other in held.items()
            if each != actor and other.name == label and (state or other.kind == "state")
        )

    def _goal(self, wanted: Iterable[str], into: str) -> str:
        """Return what the actors become: what ``into`` is now, unless it is to be itself again."""
        now = self.current(into)
        return into if now is None or now in {self.current(actor) for actor in wanted} else now

    def _form(self, into: str, others: Collection[str], label: str) -> Actor:
        """Return the actor that the others become: as it is in events, as the tables have it, or made of one of them."""
        if into in self._state.by_actor:
            form = self._common(into)
        elif into in self._forms:
            form = self._forms[into]
        else:
            form = _from_tables(into) or replace(self._common(min(others)), id=ActorId(into))
        return replace(form, name=label) if label else form

    def _common(self, actor: str) -> Actor:
        return common_actors(item.event for item in self._state.by_actor[actor])[ActorId(actor)]

    def _in_articles(self, actor: str, articles: Iterable[str], record: Record) -> set[Item]:
        found: set[Item] = set()
        for article in articles:
            same = self._state.copies_of(article)
            here = {item for item in self._state.by_actor[actor] if item.event.article in same}
            if not here:
                absent = self._state.why_absent(article)
                record.missing.append(absent or f"article {article} has it in no event any more")
            found |= here
        return found

    def _rename(self, number: int, record: Record, actor: str, label: str) -> None:
        earlier = self._named.get(actor)
        if earlier is not None:
            earlier.overruled = record.decision
            # The name before that is one by which people may still ask for the actor.
            record.were |= earlier.were - {label}
        if record.decision.kind == "rename-actor":
            self._named[actor] = record
        common = self._common(actor)
        names = self._names({actor})
        if common.kind == "state":
            self._change_all(
                number, record, self._state.items, lambda one: _acting_for(one, common.state, label), touched=False
            )
        items = self._state.by_actor[actor]
        self._change_all(number, record, items, lambda one: _named(one, actor, label), touched=False)
        self._say(number, record, names, label, touched=False)

    def _replace(
        self, number: int, record: Record, actor: str, form: Actor, *,
        within: Collection[Item] | None = None, state: str | None = None,
    ) -> None:  # fmt: skip
        """Put one actor in the place of another, in events and where it is who says so; ``state`` is that of all events."""
        names = self._names({actor})
        old = self._common(actor)
        items = self._state.by_actor[actor] if within is None else within
        self._change_all(number, record, items, lambda one: _in_place(one, actor, form, state))
        if old.kind == form.kind == "state" and within is None:
            self._change_all(number, record, self._state.items, lambda one: _acting_for(one, old.state, form.state))
        self._say(number, record, names, form.name, within=within)

    def _names(self, actors: set[str]) -> set[str]:
        """Return the names by which events know the actors, and no others."""
        found: set[str] = set()
        for actor in actors:
            for item in self._state.by_actor[actor]:
                found |= {end.name for end in (item.event.source, item.event.target) if end.id == actor}
        return {name for name in found if self._state.owners[name] <= actors}

    def _say(
        self, number: int, record: Record, names: Iterable[str], name: str, *,
        within: Collection[Item] | None = None, touched: bool = True,
    ) -> None:  # fmt: skip
        for old in sorted(names):
            items = [item for item in self._state.by_speaker.get(old, ()) if within is None or item in within]
            self._change_all(number, record, items, lambda one, old=old: _said_by(one, old, name), touched=touched)  # type: ignore[misc]  # the default binds the name of this round

    def _change_all(
        self,
        number: int,
        record: Record,
        items: Iterable[Item],
        change: Callable[[Event], Event],
        *,
        touched: bool = True,
    ) -> None:
        for item in list(items):
            event = change(item.event)
            if event == item.event:
                continue
            if (event.source.id, event.target.id) != (item.event.source.id, item.event.target.id):
                item.moved = number
            self._state.change(item, event)
            if touched:
                record.before.setdefault(item, "")


def _has(item: Item, actor: str) -> bool:
    return actor in {item.event.source.id, item.event.target.id}


def _from_tables(actor: str) -> Actor | None:
    tables = load_reference()
    for table in (tables.states, tables.organisations, tables.persons):
        # The tables know organs of states as the state.
        if actor in table and table[actor].actor.id == actor:
            return table[actor].actor
    return None


def _in_place(event: Event, actor: str, form: Actor, given: str | None) -> Event:
    def end(one: Actor) -> Actor:
        if one.id != actor:
            return one
        # A person acts for different states at different times; a state is its own.
        told = form.state if form.kind != one.kind or form.kind == "state" else one.state or form.state
        return replace(form, state=told if given is None else given, organ=one.organ)

    return replace(event, source=end(event.source), target=end(event.target))


def _named(event: Event, actor: str, name: str) -> Event:
    source, target = (replace(one, name=name) if one.id == actor else one for one in (event.source, event.target))
    return replace(event, source=source, target=target)


def _acting_for(event: Event, state: str, now: str) -> Event:
    source, target = (replace(one, state=now) if one.state == state else one for one in (event.source, event.target))
    return replace(event, source=source, target=target)


def _said_by(event: Event, old: str, name: str) -> Event:
    return replace(
        event,
        attribution=name if event.attribution == old else event.attribution,
        evidence=tuple(replace(one, attribution=name) if one.attribution == old else one for one in event.evidence),
    )
