"""The events of a corpus in; columns of numbers, the articles, and the sentences in blocks, out.

A page may hold a hundred thousand events: each value stands in a column, strings are numbers of a list, and the sentences,
which are most of the file, are read by the browser only when one of them is asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.model import MODALITIES, POLARITIES
from kg.page.columns import Interned, day_number, packed
from kg.rounding import cut, rounded
from kg.strength.thousandths import shares_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import ActorId, Article, Corpus, Event, Modality, Polarity
    from kg.page.plain import Plain
    from kg.strength import Tie

EVENT_COLUMNS: Final = tuple("relation s t status days place occasion share weight evidence".split())
EVIDENCE_COLUMNS: Final = tuple("article sentence status by confidence".split())
"""The columns of whole numbers, in the order in which rows give them; they are packed, see `kg.page.columns.packed`."""
BLOCK: Final = 4000
"""So many sentences are read at once, about half a megabyte."""

_WEB: Final = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)


def event_columns(
    corpus: Corpus,
    ties: Iterable[Tie],
    *,
    number: Mapping[ActorId, int],
    relation: Mapping[str, int],
    symmetric: frozenset[str],
) -> tuple[Plain, Plain, list[list[str]]]:
    """Return the columns of events, those of their evidence, and the sentences in blocks of `BLOCK`.

    ``from`` is the first day, null where unknown, ``days`` how many more there are; ``share`` and ``weight`` are what the
    reports of the event add to the strength of its pair, in thousandths, 0 where it does not count. ``status`` is polarity
    and modality, see `status_code`, confidence is in percent. ``id`` is the part of the id that does not follow from the
    other columns, or all of it. The evidence of the events follows one another, ``evidence`` in number for each.
    """
    shares, weights = _parts(ties)
    articles = {article.id: place for place, article in enumerate(corpus.articles)}
    sentences, speakers, places, occasions = Interned(), Interned([""]), Interned([""]), Interned([""])
    events: dict[str, list[int]] = {name: [] for name in EVENT_COLUMNS}
    told: dict[str, list[int]] = {name: [] for name in EVIDENCE_COLUMNS}
    for event in corpus.events:
        row = (
            relation[event.relation],
            number[event.source.id],
            number[event.target.id],
            status_code(event.polarity, event.modality),
            (event.date.latest - event.date.earliest).days if event.date else 0,
            places.number(_place(event)),
            occasions.number(event.occasion or ""),
            shares.get(event.id, 0),
            weights.get(event.id, 0),
            len(event.evidence),
        )
        for column, value in zip(events.values(), row, strict=True):
            column.append(value)
        for each in event.evidence:
            claim = (
                articles.get(each.article, -1),
                sentences.number(each.quote),
                status_code(each.polarity, each.modality),
                speakers.number(each.attribution),
                rounded(each.confidence, 2),
            )
            for column, value in zip(told.values(), claim, strict=True):
                column.append(value)
    texts = sentences.texts()
    return (
        {
            **{name: packed(column) for name, column in events.items()},
            "from": [day_number(event.date.earliest) if event.date else None for event in corpus.events],
            "id": [_own_part(event, symmetric=event.relation in symmetric) for event in corpus.events],
            "places": places.texts(),
            "occasions": occasions.texts(),
        },
        {**{name: packed(column) for name, column in told.items()}, "speakers": speakers.texts()},
        [texts[start : start + BLOCK] for start in range(0, len(texts), BLOCK)],
    )


def article_columns(articles: Sequence[Article]) -> Plain:
    """Return the articles: id, title, number of the news source, day of publication or null, and address.

    ``texts`` is how many are texts; the others stand for a source of event data, see `kg.levels`. ``copies``, where there are
    any, are the places of each copy and of its original.
    """
    sources = Interned([""])
    places = {article.id: place for place, article in enumerate(articles)}
    copies: list[list[int]] = [
        [place, places[article.copy_of]] for place, article in enumerate(articles) if article.copy_of in places
    ]
    return {
        "id": [article.id for article in articles],
        "title": [article.title or "" for article in articles],
        "source": [sources.number(article.source or "") for article in articles],
        "day": [day_number(article.published) if article.published else None for article in articles],
        "url": [article.url if article.url and _WEB.fullmatch(article.url) else "" for article in articles],
        "sources": sources.texts(),
        "texts": sum(bool(article.text or article.digest) for article in articles),
        **({"copies": copies} if copies else {}),
    }


def status_code(polarity: Polarity, modality: Modality) -> int:
    """Return polarity and modality as one number: the place of the modality, and 4 more where it is negated.

    >>> status_code("affirmed", "planned"), status_code("negated", "actual")
    (1, 4)
    """
    return POLARITIES.index(polarity) * len(MODALITIES) + MODALITIES.index(modality)


def _parts(ties: Iterable[Tie]) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return what each event adds to the strength of its pair, and its weight, in thousandths.

    The parts of an event are those of its reports, see `kg.strength.thousandths.shares_of`.
    """
    shares: dict[str, int] = defaultdict(int)
    weights: dict[str, float] = defaultdict(float)
    for tie in ties:
        for each, share in zip(tie.contributions, shares_of(tie), strict=True):
            shares[each.event] += share
            weights[each.event] += each.weight
    return shares, {event: cut(weight, 3) for event, weight in weights.items()}


def _place(event: Event) -> str:
    if event.place is None:
        return ""
    parts = (event.place.name, event.place.country)
    return ", ".join(part for n, part in enumerate(parts) if part and part not in parts[:n])


def _own_part(event: Event, *, symmetric: bool) -> str:
    """Return the part of an event's id that its day, relation and actors do not tell, or the whole id."""
    pair = [event.source.id, event.target.id]
    day = event.date.earliest.isoformat() if event.date else "undated"
    told = "-".join((day, event.relation, *(sorted(pair) if symmetric else pair), ""))
    return event.id.removeprefix(told) if event.id.startswith(told) else f"={event.id}"
