"""A corpus and its ties in; the plain values that the page reads out."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, Protocol

from kg.graph import SIGN_OF_QUAD, actors_of
from kg.page.layout import positions_of
from kg.page.network import events_by_actor, node_size
from kg.page.pairs import TIES_EACH, pairs_of, rank_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import Actor, ActorId, Article, Corpus, Event, RelationId
    from kg.page.pairs import Pair
    from kg.strength import Contribution, Tie

Plain = dict[str, object]

QUADS: Final = {
    "VC": "Words of cooperation",
    "MC": "Deeds of cooperation",
    "XC": "Words of conflict",
    "MX": "Deeds of conflict",
    "ST": "Affiliation",
}
_SAYS_NO_NAME: Final = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "i",
        "we",
        "you",
        "us",
        "our",
        "both",
    ]
)
_WEB: Final = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
_Q_ID: Final = re.compile(r"Q[1-9][0-9]*")


class ShownRelation(Protocol):
    """What the page must know of a relation."""

    @property
    def label(self) -> str:
        """Its name for readers."""

    @property
    def quad(self) -> str:
        """Its group: VC, MC, XC, MX or ST."""

    @property
    def sign(self) -> int:
        """1, 0 or -1."""

    @property
    def symmetric(self) -> bool:
        """Whether the order of the two actors says nothing."""


def page_data(
    corpus: Corpus,
    ties: Sequence[Tie],
    *,
    relations: Mapping[RelationId, ShownRelation],
    aliases: Mapping[str, Iterable[str]],
    limit: int,
) -> Plain:
    """Return everything the page shows; actors, articles and events refer to each other by place in their lists."""
    symmetric = frozenset(name for name, relation in relations.items() if relation.symmetric)
    pairs = pairs_of(corpus, ties, symmetric=symmetric)
    ranked = rank_actors(pairs)
    actors = {actor.id: actor for actor in actors_of(corpus)}
    # Actors that only deal with themselves join no pair; they come last, so that search finds them too.
    order = (*ranked, *(each for each in actors if each not in frozenset(ranked)))
    number = {actor: place for place, actor in enumerate(order)}
    positions = positions_of(order, pairs, names={each: actor.name for each, actor in actors.items()})
    articles = {article.id: place for place, article in enumerate(corpus.articles)}
    told = events_by_actor(corpus)
    also = _names_in_texts(corpus)
    event_place = {event.id: place for place, event in enumerate(corpus.events)}
    return {
        "actors": [
            _actor(
                actors[each],
                xy=positions[each],
                told=told[each],
                also=sorted({*also.get(each, ()), *aliases.get(each, ())} - {actors[each].name}),
            )
            for each in order
        ],
        "quads": QUADS,
        "relations": _relations(corpus, relations),
        "pairs": [_pair(pair, number=number, event_place=event_place) for pair in pairs],
        "events": [_event(event, number=number, articles=articles) for event in corpus.events],
        "articles": [_article(article) for article in corpus.articles],
        "limit": limit,
        "tiesEach": TIES_EACH,
    }


def _actor(actor: Actor, *, xy: tuple[float, float], told: int, also: list[str]) -> Plain:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "state": actor.state if actor.state != actor.name else "",
        "wikidata": actor.wikidata if _Q_ID.fullmatch(actor.wikidata) else "",
        "also": also,
        "told": told,
        "size": node_size(told),
        "x": xy[0],
        "y": xy[1],
    }


def _relations(corpus: Corpus, relations: Mapping[RelationId, ShownRelation]) -> Plain:
    found: Plain = {}
    for event in sorted(corpus.events, key=lambda each: each.relation):
        known = relations.get(event.relation)
        found[event.relation] = {
            "label": known.label if known else event.relation.replace("-", " "),
            "quad": known.quad if known else event.quad,
            "sign": known.sign if known else SIGN_OF_QUAD.get(event.quad, 0),
            "both": known.symmetric if known else False,
        }
    return found


def _pair(pair: Pair, *, number: Mapping[ActorId, int], event_place: Mapping[str, int]) -> Plain:
    row: Plain = {
        "a": number[pair.a],
        "b": number[pair.b],
        "events": list(pair.events),
        "sign": pair.sign,
    }
    tie = pair.tie
    if tie is not None:
        row["tie"] = {
            "t": _short(tie.strength),
            "low": _short(tie.low),
            "high": _short(tie.high),
            "a": _short(tie.affinity),
            "l": _short(tie.engagement),
            "n": tie.events,
            "observed": _short(tie.observed),
            "expected": _short(tie.expected),
            "c": _short(tie.cooperative),
            "h": _short(tie.hostile),
            "prior": _short(tie.prior_share),
            "last": tie.last.isoformat() if tie.last else "",
            "why": [_contribution(each, event_place) for each in tie.contributions if each.event in event_place],
        }
    return row


def _contribution(each: Contribution, event_place: Mapping[str, int]) -> list[float]:
    return [event_place[each.event], _short(each.share), _short(each.weight)]


def _event(event: Event, *, number: Mapping[ActorId, int], articles: Mapping[str, int]) -> Plain:
    row: Plain = {
        "relation": event.relation,
        "s": number[event.source.id],
        "t": number[event.target.id],
        "polarity": event.polarity,
        "modality": event.modality,
        "evidence": [
            {
                "quote": each.quote,
                "article": articles.get(each.article, -1),
                "polarity": each.polarity,
                "modality": each.modality,
                "by": each.attribution,
                "confidence": _short(each.confidence),
            }
            for each in event.evidence
        ],
    }
    if event.date is not None:
        row["from"] = event.date.earliest.isoformat()
        row["to"] = event.date.latest.isoformat()
    if event.place is not None:
        parts = (event.place.name, event.place.country)
        row["place"] = ", ".join(part for n, part in enumerate(parts) if part and part not in parts[:n])
    if event.occasion:
        row["occasion"] = event.occasion
    return row


def _article(article: Article) -> Plain:
    return {
        "id": article.id,
        "title": article.title or "",
        "source": article.source or "",
        "published": article.published.isoformat() if article.published else "",
        "url": article.url if article.url and _WEB.fullmatch(article.url) else "",
    }


def _names_in_texts(corpus: Corpus) -> dict[str, frozenset[str]]:
    """Return the words that the articles use for each actor, pronouns and overlong ones left out."""
    texts = {article.id: article.text for article in corpus.articles}
    found: dict[str, set[str]] = {}
    for event in corpus.events:
        for each in event.evidence:
            text = texts.get(each.article, "")
            for actor, (start, end) in ((event.source, each.source_span), (event.target, each.target_span)):
                words = " ".join(text[start:end].split())
                if words and len(words) <= 60 and words.casefold() not in _SAYS_NO_NAME:
                    found.setdefault(actor.id, set()).add(words)
    return {actor: frozenset(names) for actor, names in found.items()}


def _short(value: float) -> float:
    """Return the number with four digits after the point; a figure that is not finite is a broken promise."""
    if not math.isfinite(value):
        raise ValueError(f"a figure of the page is {value}")
    return round(value, 4) + 0.0
