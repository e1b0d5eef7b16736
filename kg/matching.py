"""Gold relations and events in; what they say of each article in one form, so that they can be held together, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Generic, Literal, TypeVar

from kg.gold import GoldRelation
from kg.model import MODALITIES, POLARITIES, Event
from kg.ontology import load_relations

if TYPE_CHECKING:
    from kg.gold import GoldArticle
    from kg.naming import Names

Level = Literal["pair", "quad", "root", "type", "static"]
LEVELS: Final[Mapping[Level, str]] = MappingProxyType(
    {
        "pair": "the two actors, or the states they act for, either way round",
        "quad": "the actors or their states, polarity, and the group of the relation",
        "root": "the actors or their states, polarity, and the root of the relation",
        "type": "the actors by name, polarity, and the relation",
        "static": "as type, for lasting relations, which the other levels leave out",
    }
)
"""How closely an event must be like a gold relation to be right: what is compared."""

Key = tuple[str, str, str, str]
"""What must be equal: the label of the level, both actors, the polarity."""

What = TypeVar("What", bound="GoldRelation | Event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Generic[What]):
    """A gold relation or an event with its actors as they are compared.

    ``names`` are those of source and target, ``states`` the states they act for, or their names where they act for none.
    """

    what: What
    names: tuple[str, str]
    states: tuple[str, str]

    def key(self, level: Level) -> Key | None:
        """Return what must be equal at a level; None where the level does not count the relation, or both actors are one."""
        kind = load_relations()[self.what.relation]
        a, b = self.actors(level)
        if kind.static != (level == "static") or a == b:
            return None
        if level == "pair":
            return ("", *in_order(a, b), "")
        label = {"quad": kind.quad, "root": kind.root}.get(level, kind.id)
        return (label, *(in_order(a, b) if kind.symmetric else (a, b)), self.what.polarity or "affirmed")

    def actors(self, level: Level) -> tuple[str, str]:
        """Return the actors as a level compares them."""
        return self.names if level in {"type", "static"} else self.states


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleClaims:
    """What the gold and the events say of one article."""

    id: str
    gold: tuple[Claim[GoldRelation], ...]
    events: tuple[Claim[Event], ...]

    def at(self, level: Level) -> Comparison:
        """Return both sides, grouped by what must be equal at a level."""
        core: dict[Key, list[Claim[GoldRelation]]] = defaultdict(list)
        judged: dict[Key, list[Claim[Event]]] = defaultdict(list)
        neutral: set[Key] = set()
        for row in self.gold:
            if key := row.key(level):
                if row.what.core:
                    core[key].append(row)
                else:
                    neutral.add(key)
        for event in self.events:
            if (key := event.key(level)) and (key in core or key not in neutral):
                judged[key].append(event)
        return Comparison(article=self, core=core, judged=judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One article at one level: ``core`` is to be found, ``judged`` was found and is right where it is in ``core``."""

    article: ArticleClaims
    core: Mapping[Key, list[Claim[GoldRelation]]]
    judged: Mapping[Key, list[Claim[Event]]]


def claims_of(
    gold: Iterable[GoldArticle], events: Iterable[Event], *, names: Names
) -> tuple[tuple[ArticleClaims, ...], Mapping[str, int]]:
    """Return both sides of each article in the order of the gold, and how many events each other article has.

    An event that several articles tell of counts in each of them, with the polarity and modality that it has there.
    """
    by_article: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for telling in _tellings(event):
            by_article[telling.article].append(telling)
    articles = tuple(
        ArticleClaims(
            id=article.id,
            gold=tuple(_claim(row, names) for row in article.relations),
            events=tuple(_claim(event, names) for event in by_article.pop(article.id, ())),
        )
        for article in gold
    )
    return articles, {article: len(rest) for article, rest in sorted(by_article.items())}


def in_order(a: str, b: str) -> tuple[str, str]:
    """Return the two in alphabetical order."""
    return (a, b) if a <= b else (b, a)


def _claim(what: What, names: Names) -> Claim[What]:
    source, target = what.source, what.target
    return Claim(
        what=what,
        names=(names.normal(source.name), names.normal(target.name)),
        states=(names.normal(source.state or source.name), names.normal(target.state or target.name)),
    )


def _tellings(event: Event) -> Iterator[Event]:
    """Yield the event as each of its articles tells it; a built graph makes one event of several tellings."""
    articles = {event.article, *(each.article for each in event.evidence)}
    if len(articles) == 1:
        yield event
        return
    for article in sorted(articles):
        here = tuple(each for each in event.evidence if each.article == article)
        if here:
            yield replace(
                event,
                article=article,
                evidence=here,
                polarity=min((each.polarity for each in here), key=POLARITIES.index),
                modality=min((each.modality for each in here), key=MODALITIES.index),
                attribution=next((each.attribution for each in here if each.attribution), ""),
            )
