"""Events of any source in; a corpus of them between actors, states or blocs, for what is drawn, out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from kg.errors import InputError
from kg.eventtable import utf8
from kg.model import Actor, ActorId, Article, Corpus, DateRange, Event, Evidence, RelationId
from kg.ontology import load_relations
from kg.rdf.canonical import merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.tables import EventSource

MOST_EVENTS: Final = 200_000
"""More events are not drawn: no page of them opens quickly, and no one looks at so many."""

Row = dict[str, Any]


def corpus_at(source: EventSource, level: str, *, since: date | None = None, until: date | None = None) -> Corpus:
    """Return the events from one day to another, with the state or bloc that each side acts for in its place.

    What is then between a side and itself, such as who leads a state, is left out.
    Counted is the last day that an event may have: one that may be after ``until`` is left out, as for strength, while
    `kg.page.selection.Selection` keeps it as soon as it may have begun. Events of no known day are kept.
    Events of one id, which several sources have, are one with the evidence of all. Those whose texts are not there have
    evidence without a sentence, in an "article" for each data set and news source.

    Raises
    ------
    InputError
        If there are more than `MOST_EVENTS`, or none of these days.
    """
    table = source.table
    if since is not None:
        table = table.filter(pl.col("day").is_null() | (pl.col("day") >= since))
    if until is not None:
        table = table.filter(pl.col("day").is_null() | (pl.col("day") <= until))
    if table.is_empty() and not source.table.is_empty():
        raise InputError(_none_of_days(source.table, since, until))
    count = table["event"].n_unique()
    if count > MOST_EVENTS:
        raise InputError(f"{count:,} events are more than the {MOST_EVENTS:,} that a page holds; give nearer days")
    actors = {actor.id: actor for actor in source.actors}
    own = table.select("event", "source", "target", "source_state", "target_state").iter_rows()
    ends = {
        event: (one, other) if level == "actor" else (one_state or one, other_state or other)
        for event, one, other, one_state, other_state in own
    }
    # A table may also hold events that were once read in texts which are not here.
    read = [utf8(event.id) for corpus in source.corpora for event in corpus.events]
    rest = table.filter(~pl.col("event").is_in(read))
    told, data = list(_told(source, ends, actors)), list(_of_data(rest, ends, actors))
    articles = {article.id: article for corpus in source.corpora for article in corpus.articles}
    articles |= {each.id: each for each in _data_articles(rest)}
    return Corpus(
        articles=tuple(articles[key] for key in sorted(articles)),
        events=tuple(sorted((*told, *data), key=lambda event: event.id)),
        decisions=tuple(decided for corpus in source.corpora for decided in corpus.decisions),
    )


def _none_of_days(table: pl.DataFrame, since: date | None, until: date | None) -> str:
    asked = " ".join([*([f"since {since}"] if since else []), *([f"as of {until}"] if until else [])])
    days = table["day"].drop_nulls().sort()
    return f"no event is left {asked}; the events are of {days[0]} to {days[-1]}, give days among these"


def _told(source: EventSource, ends: Mapping[str, tuple[str, str]], actors: Mapping[ActorId, Actor]) -> Iterator[Event]:
    """Yield the events that were read in texts; what several corpora tell of is one event."""
    found: dict[str, list[Event]] = defaultdict(list)
    for corpus in source.corpora:
        for event in corpus.events:
            found[event.id].append(event)
    for identifier, same in found.items():
        event, sides = merged(same), ends.get(utf8(identifier))
        if sides is not None and (sides[0] != sides[1] or event.source.id == event.target.id):
            yield replace(
                event, source=_end(sides[0], event.source, actors), target=_end(sides[1], event.target, actors)
            )


def _end(identifier: str, own: Actor, actors: Mapping[ActorId, Actor]) -> Actor:
    return own if identifier == utf8(own.id) else actors[ActorId(identifier)]


def _of_data(
    table: pl.DataFrame, ends: Mapping[str, tuple[str, str]], actors: Mapping[ActorId, Actor]
) -> Iterator[Event]:
    """Yield the events of event data, each with its reports."""
    reports: dict[str, list[Row]] = {}
    for row in table.iter_rows(named=True):
        reports.setdefault(row["event"], []).append(row)
    for identifier, rows in reports.items():
        if ends[identifier][0] != ends[identifier][1]:
            yield _event(identifier, rows, *(actors[ActorId(end)] for end in ends[identifier]))


def _event(identifier: str, rows: Sequence[Row], source: Actor, target: Actor) -> Event:
    first = rows[0]
    relation = load_relations()[first["relation"]]
    affirmed = [row for row in rows if row["polarity"] == "affirmed"] or rows
    return Event(
        id=identifier,
        article=_article_id(first),
        relation=RelationId(relation.id),
        root=relation.root,
        quad=relation.quad,
        source=source,
        target=target,
        evidence=tuple(_evidence(row) for row in rows),
        polarity=affirmed[0]["polarity"],
        modality="actual" if any(row["modality"] == "actual" for row in affirmed) else affirmed[0]["modality"],
        date=DateRange(earliest=first["day"], latest=first["day"]) if first["day"] else None,
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(
        article=_article_id(row),
        start=0,
        end=0,
        quote="",
        source_span=(0, 0),
        target_span=(0, 0),
        trigger_span=(0, 0),
        polarity=row["polarity"],
        modality=row["modality"],
    )


def _data_articles(table: pl.DataFrame) -> Iterator[Article]:
    rows = table.select("dataset", "teller").unique()
    for row in rows.iter_rows(named=True):
        yield Article(id=_article_id(row), text="", source=row["teller"] or row["dataset"])


def _article_id(row: Row) -> str:
    return f"{row['dataset']}/{row['teller']}" if row["teller"] else str(row["dataset"])
