"""A corpus and its ties in; the plain values that the page reads out."""

from __future__ import annotations

import logging
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from kg.decisions.words import texts_of_events
from kg.disputes import find_disputes
from kg.errors import WorldMapError
from kg.eventtable import last_day, table_of, utf8
from kg.graph import SIGN_OF_QUAD
from kg.ontology import BASE, load_relations
from kg.page.actors import actor_row, names_in_texts
from kg.page.columns import DIGITS, day_number
from kg.page.events import BLOCK, article_columns, event_columns
from kg.page.facets import first_days
from kg.page.network import AROUND, EGO_MOST, MOST_ACTORS
from kg.page.pairs import MIXED_AFFINITY, TIES_EACH
from kg.page.picture import picture_of
from kg.page.seriation import camps_of
from kg.page.timeline import courses_of, time_range
from kg.page.world import world_outline
from kg.rounding import cut, rounded
from kg.strength import DEFAULT_MEASURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import polars as pl

    from kg.model import Corpus, RelationId
    from kg.page.pairs import Pair
    from kg.page.picture import Picture
    from kg.page.plain import Plain
    from kg.series.periods import Period
    from kg.strength import Measure, Tie

log: Final = logging.getLogger(__name__)

GROUPS: Final = {
    "VC": "Words of cooperation",
    "MC": "Deeds of cooperation",
    "XC": "Words of conflict",
    "MX": "Deeds of conflict",
    "ST": "Affiliation",
}


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
    def static(self) -> bool:
        """Whether it is a lasting relation, which is no act."""

    @property
    def symmetric(self) -> bool:
        """Whether the order of the two actors says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """The picture, and what the page reads: the ``head`` at once, the ``courses`` and each block of ``sentences`` when it needs them."""

    picture: Picture
    head: Plain
    courses: list[Plain | None]
    sentences: list[list[str]]


def page_data(
    corpus: Corpus,
    ties: Sequence[Tie],
    *,
    relations: Mapping[RelationId, ShownRelation],
    aliases: Mapping[str, Iterable[str]],
    limit: int,
    today: date | None = None,
    measure: Measure = DEFAULT_MEASURE,
    base: str = BASE,
    table: pl.DataFrame | None = None,
) -> PageData:
    """Return everything the page shows; actors, pairs, articles and sentences are numbered by their place in their lists.

    ``table`` are the events that the ties were made of, where they are not those of the corpus as they stand.
    """
    symmetric = frozenset(name for name, relation in relations.items() if relation.symmetric)
    picture = picture_of(corpus, ties, symmetric=symmetric)
    pairs = picture.pairs
    number = {actor: place for place, actor in enumerate(picture.order)}
    texts = names_in_texts(corpus)
    shown = _relations(corpus, relations)
    events, evidence, sentences = event_columns(
        corpus, ties, number=number, relation={each: place for place, each in enumerate(shown)}, symmetric=symmetric
    )
    table = table_of(corpus) if table is None else table
    as_of = today or last_day(corpus)
    unit, periods = time_range(first_days(corpus), as_of=as_of)
    head: Plain = {
        "asOf": day_number(as_of),
        "base": base,
        "measure": measure.to_dict(),
        "limit": limit,
        "block": BLOCK,
        "digits": DIGITS,
        "tiesEach": TIES_EACH,
        "mixed": MIXED_AFFINITY,
        "around": AROUND,
        "egoMost": EGO_MOST,
        "mostActors": MOST_ACTORS,
        "groups": GROUPS,
        "groupSigns": SIGN_OF_QUAD,
        "relations": list(shown.values()),
        "relationTypes": _relation_types(corpus, relations),
        "unit": unit,
        "periods": {
            "label": [each.label for each in periods],
            "first": [day_number(each.first) for each in periods],
            "last": [day_number(each.last) for each in periods],
        },
        "actors": [
            actor_row(
                picture.actors[each],
                told=picture.told[each],
                place=picture.positions[each],
                aliases=aliases.get(each, ()),
                in_texts=texts.get(each, ()),
            )
            for each in picture.order
        ],
        "camps": [[number[each] for each in camp] for camp in camps_of(picture.ranked, pairs)],
        "pairs": {"a": [number[pair.a] for pair in pairs], "b": [number[pair.b] for pair in pairs], **_ties(pairs)},
        "articles": article_columns(corpus.articles),
        "events": events,
        "disputes": _disputes(corpus),
        "decided": _decided(corpus),
        "world": _world(),
        "evidence": evidence,
    }
    return PageData(
        picture=picture,
        head=head,
        courses=_courses(pairs, table, periods, relations, measure, as_of),
        sentences=sentences,
    )


def _world() -> Plain | None:
    """Return the outlines of the states, None where they cannot be had; then the page has no map, and all else."""
    try:
        return world_outline().plain()
    except WorldMapError as error:
        log.warning("the page has no map: %s", error)
        return None


def _disputes(corpus: Corpus) -> list[list[int]]:
    """Return the disputes, each as the places of the events that some affirm and some deny.

    Relations that the ontology does not know are in none: nobody knows what denies them.
    """
    known = replace(corpus, events=tuple(event for event in corpus.events if event.relation in load_relations()))
    places: dict[str, list[int]] = defaultdict(list)
    for place, event in enumerate(corpus.events):
        places[event.id].append(place)
    return [[place for key in dispute.events for place in places[key]] for dispute in find_disputes(known)]


def _relations(corpus: Corpus, relations: Mapping[RelationId, ShownRelation]) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for event in sorted(corpus.events, key=lambda each: each.relation):
        known = relations.get(event.relation)
        found[event.relation] = {
            "id": event.relation,
            "label": (known.label if known else event.relation).replace("-", " "),
            "group": known.quad if known else event.quad,
            "sign": known.sign if known else SIGN_OF_QUAD.get(event.quad, 0),
            "both": known.symmetric if known else False,
        }
    return found


def _relation_types(corpus: Corpus, relations: Mapping[RelationId, ShownRelation]) -> list[list[object]]:
    """Return every relation that an event can be corrected to: its id, its label, and 1 where both ways are the same."""
    found: list[list[object]] = []
    for name in sorted({*relations, *(event.relation for event in corpus.events)}):
        known = relations.get(name)
        label = (known.label if known else name).replace("-", " ")
        found.append([name, label, int(known.symmetric) if known else 0])
    return found


def _decided(corpus: Corpus) -> Plain:
    """Return the events that people decided about, by number, and what they did to each, in words."""
    texts = texts_of_events(corpus.decisions)
    found = [(place, texts[event.id]) for place, event in enumerate(corpus.events) if event.id in texts]
    return {"event": [place for place, _ in found], "texts": [lines for _, lines in found]}


def _ties(pairs: Sequence[Pair]) -> Plain:
    """Return the figures of the ties as columns; ``acts`` alone has a number for every pair, 0 without a tie.

    Figures that kg prints elsewhere too are in millionths, the others in thousandths, each such that to round it again gives
    what kg prints; the assumption is in thousandths that add up with the shares of the events.
    """
    ties = [pair.tie for pair in pairs if pair.tie]

    def column(name: str, digits: int) -> list[int]:
        return [cut(getattr(tie, name), digits) for tie in ties]

    return {
        "t": column("strength", 6),
        "low": column("low", 6),
        "high": column("high", 6),
        "affinity": column("affinity", 6),
        "engagement": column("engagement", 6),
        "cooperative": column("cooperative", 3),
        "hostile": column("hostile", 3),
        "prior": column("prior_share", 3),
        "assumption": [rounded(tie.assumption, 3) for tie in ties],
        "acts": [pair.tie.acts if pair.tie else 0 for pair in pairs],
        "counted": [tie.events for tie in ties],
        "last": [None if tie.last is None else day_number(tie.last) for tie in ties],
    }


def _courses(
    pairs: Sequence[Pair],
    table: pl.DataFrame,
    periods: Sequence[Period],
    relations: Mapping[RelationId, ShownRelation],
    measure: Measure,
    as_of: date,
) -> list[Plain | None]:
    """Return the course of each pair, in the order of the pairs, None where it has none."""
    keys = [_sorted(utf8(pair.a), utf8(pair.b)) for pair in pairs]
    found = courses_of(
        table,
        periods,
        measure=measure,
        as_of=as_of,
        relations=relations or None,
        signs={key: pair.sign for key, pair in zip(keys, pairs, strict=True)},
    )
    return [found.get(key) for key in keys]


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
