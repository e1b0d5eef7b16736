"""A number of events in; an invented corpus of that size out, the same on every run and machine.

It stands in for years of news: four hundred actors of whom few are often named, twenty years, dated and undated events,
acts that several articles report, plans, denials, disputes, places and occasions.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Final, NamedTuple

from kg.model import (
    Actor,
    ActorId,
    Article,
    Corpus,
    DateRange,
    Event,
    Evidence,
    Modality,
    Place,
    Polarity,
    event_id,
    event_key,
)
from kg.ontology import RelationType, load_relations
from kg.reference import load_reference

TRIPLES_PER_EVENT: Final = 32
"""About as many triples an event makes, its evidence, articles and actors included."""

ACTORS: Final = 400

_FIRST_DAY: Final = date(2005, 1, 1)
_DAYS: Final = 20 * 365
_SOURCES: Final = ("Harbour Wire", "The Ledger", "Morning Post of Elbe", "Radio Meridian", "Capital Gazette")
_SYLLABLES: Final = tuple("an bel cor da el fir go hal im jo ka len mi nor os pe ra sul ta ur ve".split())
_CITIES: Final = (
    Place(name="Geneva", country="Switzerland"), Place(name="Vienna", country="Austria"), Place(name="Doha", country="Qatar"),
    Place(name="Astana", country="Kazakhstan"), Place(name="Nairobi", country="Kenya"), Place(name="the border post"),
)  # fmt: skip
_OCCASIONS: Final = ("Victory Day", "the annual summit", "the spring talks")
_STATUS: Final[tuple[tuple[Polarity, Modality], ...]] = (
    ("affirmed", "actual"),
    ("affirmed", "planned"),
    ("affirmed", "possible"),
    ("negated", "actual"),
    ("negated", "planned"),
    ("affirmed", "hypothetical"),
)
_DONE: Final = 0.75
"""The share of claims that are simply told as done."""


def invented_corpus(events: int, *, actors: int = ACTORS, seed: int = 1) -> Corpus:
    """Return a corpus of about ``events`` events, three to an article, with so many actors in its cast.

    Beyond those of the reference tables actors are invented too. Each of them is told of once at least where there are more
    of them than of the usual cast, and more events than actors.
    """
    draw = random.Random(seed)  # an invented corpus keeps no secret
    cast = _cast(actors)
    relations = tuple(load_relations().values())
    articles: list[Article] = []
    found: list[Event] = []
    seen: set[str] = set()
    while len(found) < events:
        article, told = _article(len(articles), draw, cast, relations)
        articles.append(article)
        for event in told:
            if event.id not in seen:
                seen.add(event.id)
                found.append(event)
    return Corpus(articles=tuple(articles), events=tuple(found[:events]))


class _Cast(NamedTuple):
    actors: Sequence[Actor]
    shares: Sequence[float]
    newcomers: Iterator[Actor]

    def pair(self, draw: random.Random) -> tuple[Actor, Actor]:
        """Return two actors that differ; the first of the cast come most often."""
        first, second = draw.choices(self.actors, cum_weights=self.shares, k=2)
        while second.id == first.id:
            (second,) = draw.choices(self.actors, cum_weights=self.shares)
        return first, second

    def met(self, draw: random.Random) -> tuple[Actor, Actor]:
        """Return two actors that differ, the second one that has not met anyone yet, as long as there are some."""
        first, second = self.pair(draw)
        newcomer = next(self.newcomers, second)
        return first, second if newcomer.id == first.id else newcomer


def _cast(size: int) -> _Cast:
    tables = load_reference()
    states = [state.actor for state in tables.states.values() if state.iso3]
    persons = [person.actor for person in tables.persons.values() if person.terms]
    bodies = [each.actor for each in tables.organisations.values() if each.kind != "organ"]
    actors = [*states[:150], *persons[:: len(persons) // 200][:200], *bodies[:: len(bodies) // 50][:50]]
    actors += [_invented_actor(number) for number in range(size - len(actors))]
    random.Random(0).shuffle(actors)  # as above
    shares = list(accumulate(1 / (rank + 5) for rank in range(len(actors))))
    return _Cast(actors, shares, iter(actors if size > ACTORS else ()))


def _invented_actor(number: int) -> Actor:
    draw = random.Random(number)  # as above
    first, last = ("".join(draw.choices(_SYLLABLES, k=k)).capitalize() for k in (2, 3))
    if number % 3:
        return Actor(id=ActorId(f"person-{number}"), name=f"{first} {last}", kind="person")
    return Actor(id=ActorId(f"body-{number}"), name=f"{last} {first} Council", kind="organization")


def _article(
    number: int, draw: random.Random, cast: _Cast, relations: Sequence[RelationType]
) -> tuple[Article, list[Event]]:
    identifier = f"news-{number:07d}"
    published = _FIRST_DAY + timedelta(days=draw.randrange(_DAYS))
    source = draw.choice(_SOURCES)
    text, events = "", []
    for _ in range(3):
        a, b = cast.met(draw)
        kind = draw.choice(relations)
        polarity, modality = _STATUS[0] if draw.random() < _DONE else draw.choice(_STATUS)
        when = _when(draw, published)
        scope = "/".join(
            part for part in ("" if when else identifier, "" if modality == "actual" else "planned") if part
        )
        key = event_key(relation=kind.id, source=a.id, target=b.id, symmetric=kind.symmetric, when=when, scope=scope)
        claims = []
        for polarity_here in (polarity, "negated") if draw.random() < 0.05 else (polarity,):
            quote = f"{a.name} {kind.label.replace('-', ' ')} {b.name}, said the {source} in its report no. {number}."
            claims.append(_claim(identifier, len(text), quote, a, b, polarity_here, modality, cast, draw))
            text += quote + " "
        affirmed = any(claim.polarity == "affirmed" for claim in claims)
        events.append(
            Event(
                id=event_id(key),
                article=identifier,
                relation=kind.id,
                root=kind.root,
                quad=kind.quad,
                source=a,
                target=b,
                evidence=tuple(claims),
                polarity="affirmed" if affirmed else "negated",
                modality=modality,
                attribution=claims[0].attribution,
                date=when,
                place=draw.choice(_CITIES) if draw.random() < 0.3 else None,
                occasion=draw.choice(_OCCASIONS) if draw.random() < 0.1 else None,
                confidence=claims[0].confidence,
            )
        )
    title = f"Report no. {number}"
    return Article(
        id=identifier, text=text, title=title, published=published, source=source, url=f"https://example.org/{number}"
    ), events


def _when(draw: random.Random, published: date) -> DateRange | None:
    chance = draw.random()
    day = published - timedelta(days=draw.randrange(4))
    if chance < 0.6:
        return DateRange(earliest=day, latest=day, text="on that day")
    if chance < 0.7:
        return DateRange(earliest=day - timedelta(days=20), latest=day, text="in the last weeks")
    return None


def _claim(
    article: str, start: int, quote: str, a: Actor, b: Actor, polarity: Polarity, modality: Modality, cast: _Cast,
    draw: random.Random,
) -> Evidence:  # fmt: skip
    first = start + len(a.name)
    second = start + quote.index(b.name, len(a.name))
    return Evidence(
        article=article, start=start, end=start + len(quote), quote=quote, source_span=(start, first),
        target_span=(second, second + len(b.name)), trigger_span=(first + 1, second - 1), polarity=polarity,
        modality=modality, attribution=cast.pair(draw)[0].name if draw.random() < 0.4 else "",
        confidence=draw.randrange(50, 100) / 100, rule="invented/rule",
    )  # fmt: skip
