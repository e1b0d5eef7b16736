"""Makes a corpus of invented events between actors whose names are real and whose acts are not."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Actor, ActorId, Article, Corpus, DateRange, Event, Evidence, Place, RelationId, event_id, slug
from kg.strength import Tie, tie_strengths


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A relation type of the tests."""

    label: str
    quad: str
    root: str
    symmetric: bool = False

    @property
    def sign(self) -> int:
        return {"VC": 1, "MC": 1, "XC": -1, "MX": -1}.get(self.quad, 0)

    @property
    def static(self) -> bool:
        return self.quad == "ST"


RELATIONS = {
    RelationId("met-with"): Kind(label="met with", quad="VC", root="CONSULT", symmetric=True),
    RelationId("supports"): Kind(label="supports", quad="VC", root="SUPPORT"),
    RelationId("visited"): Kind(label="visited", quad="VC", root="CONSULT"),
    RelationId("cooperates-with"): Kind(label="cooperates with", quad="MC", root="COOPERATE", symmetric=True),
    RelationId("aided"): Kind(label="aided", quad="MC", root="AID"),
    RelationId("criticised"): Kind(label="criticised", quad="XC", root="ACCUSE"),
    RelationId("warned"): Kind(label="warned", quad="XC", root="THREATEN"),
    RelationId("sanctioned"): Kind(label="sanctioned", quad="MX", root="SANCTION"),
    RelationId("attacked"): Kind(label="attacked", quad="MX", root="ASSAULT"),
    RelationId("leads"): Kind(label="leads", quad="ST", root="LEADS"),
}
_FRIENDLY = ("met-with", "supports", "visited", "cooperates-with", "aided", "met-with")
_HOSTILE = ("criticised", "warned", "sanctioned", "attacked", "criticised")

_BLOCS = {
    "north": ["Norland", "Vesteria", "Ostmark", "Halden", "Arvika", "Skagen", "Tornio", "Bergamar"],
    "south": ["Marenga", "Sulawi", "Tandoria", "Kivuland", "Ozambe", "Limporo", "Zandara", "Ketu"],
    "east": ["Karistan", "Belgravia", "Uzmenia", "Dargan", "Yelabuga", "Tarim", "Samarra", "Ordos"],
}
_LEADERS = {
    "Norland": "Ingrid Solberg-Haugen",
    "Marenga": "Joseph Adeyemi",
    "Karistan": "Rustam Beg",
    "Vesteria": "Paul Lindqvist",
}
_BODIES = (
    "United Nations Security Council",
    "Northern Defence Organisation",
    "Southern Trade Union",
    "International Committee for Peaceful Settlement",
)
_GROUPS = ("Free Dargan Front", "Tarim Liberation Army")
_OUTLETS = ("The Morning Courier", "Agence Centrale", "Karistan State Radio", "Harbour Times")


def act(
    a: Actor,
    b: Actor,
    relation: str,
    *,
    article: str,
    quote: str = "A acted on B.",
    day: date | None = None,
    scope: str = "",
    polarity: str = "affirmed",
    modality: str = "actual",
    attribution: str = "",
    place: str | None = None,
) -> Event:
    """Return one event with one sentence of evidence."""
    kind = RELATIONS[RelationId(relation)]
    when = DateRange(earliest=day, latest=day) if day else None
    status = {"polarity": polarity, "modality": modality, "attribution": attribution}
    return Event(
        id=event_id(f"{day or 'undated'}|{relation}|{a.id}|{b.id}|{article}{scope}"),
        article=article,
        relation=RelationId(relation),
        root=kind.root,
        quad=kind.quad,
        source=a,
        target=b,
        date=when,
        place=Place(name=place) if place else None,
        evidence=(
            Evidence(
                article=article,
                start=0,
                end=len(quote),
                quote=quote,
                source_span=_span(quote, a.name),
                target_span=_span(quote, b.name),
                trigger_span=(0, 0),
                confidence=0.9,
                **status,  # type: ignore[arg-type]  # the strings are those of the literals
            ),
        ),
        **status,  # type: ignore[arg-type]  # as above
    )


def _span(quote: str, name: str) -> tuple[int, int]:
    start = max(0, quote.find(name))
    return (start, start + len(name)) if name in quote else (0, 0)


def actor(name: str, kind: str = "state", state: str = "") -> Actor:
    """Return an actor whose id is the slug of its name."""
    return Actor(id=ActorId(slug(name)), name=name, kind=kind, state=state or (name if kind == "state" else ""))  # type: ignore[arg-type]  # as above


def invented_corpus(*, events: int = 110, seed: int = 3) -> Corpus:
    """Return a corpus of three blocs, friendly inside and hostile across, with denials and plans in it."""
    pick = random.Random(seed)
    states = {name: actor(name) for names in _BLOCS.values() for name in names}
    bloc = {name: place for place, names in _BLOCS.items() for name in names}
    people = {state: actor(name, "person", state) for state, name in _LEADERS.items()}
    bodies = [actor(name, "organization") for name in _BODIES]
    groups = [actor(name, "group") for name in _GROUPS]
    weights = [1.0 / (1 + n % 8) for n in range(len(states))]
    articles, found = [], []
    for number in range(events):
        published = date(2023, 1, 5) + timedelta(days=pick.randrange(500))
        first = pick.choices(list(states), weights)[0]
        second = pick.choices(
            [name for name in states if name != first], [w for n, w in zip(states, weights, strict=True) if n != first]
        )[0]
        friends = bloc[first] == bloc[second] or pick.random() < 0.12
        a = people[first] if first in people and pick.random() < 0.3 else states[first]
        b = states[second]
        if pick.random() < 0.15:
            b, friends = pick.choice(bodies), pick.random() < 0.8
        elif pick.random() < 0.08:
            b, friends = pick.choice(groups), False
        relation = pick.choice(_FRIENDLY if friends else _HOSTILE)
        label = RELATIONS[RelationId(relation)].label
        quote = (
            f"{a.name} {label} {b.name} on the second day of talks that had been announced in the spring, "
            f"officials told reporters in the capital."
        )
        outlet = _OUTLETS[number % 4]
        articles.append(
            Article(
                id=f"a{number:03}",
                text=quote,
                title=f"{a.name} and {b.name}: what happened",
                published=published,
                source=outlet,
                url=f"https://example.org/{number}",
            )
        )
        dice = pick.random()
        found.append(
            act(
                a,
                b,
                relation,
                article=f"a{number:03}",
                quote=quote,
                day=published - timedelta(days=pick.randrange(4)) if pick.random() < 0.8 else None,
                polarity="negated" if dice < 0.07 else "affirmed",
                modality="planned" if 0.07 < dice < 0.17 else "actual",
                attribution="the foreign ministry" if pick.random() < 0.3 else "",
                place=pick.choice(("Geneva", "Port Alder", None, None)),
            )
        )
    for state, person in people.items():
        quote = f"{person.name} leads {state}."
        articles.append(Article(id=f"who-{person.id}", text=quote, source="Harbour Times"))
        found.append(act(person, states[state], "leads", article=f"who-{person.id}", quote=quote))
    return Corpus(articles=tuple(articles), events=tuple(found))


def ties_of(corpus: Corpus) -> tuple[Tie, ...]:
    """Return the ties of the corpus with the relations of the tests."""
    return tie_strengths(corpus, relations=RELATIONS)
