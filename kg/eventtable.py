"""Events of any source in; one table of them out, a row for each report of an act: what strength is computed from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.errors import GraphFileError
from kg.model import MODALITIES, POLARITIES
from kg.ontology import load_relations
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Actor, Corpus, Event

TEXT: Final = "text"
"""The data set of events that were read in news texts."""

SCHEMA: Final = pl.Schema(
    {
        "event": pl.String(),
        "dataset": pl.String(),
        "day": pl.Date(),
        "source": pl.String(),
        "target": pl.String(),
        "relation": pl.String(),
        "polarity": pl.Enum(POLARITIES),
        "modality": pl.Enum(MODALITIES),
        "teller": pl.String(),
        "tellers": pl.UInt16(),
        "source_state": pl.String(),
        "target_state": pl.String(),
        "source_official": pl.Boolean(),
        "target_official": pl.Boolean(),
    }
)
"""The columns of an event table.

``event`` is the id that leads back to the event or to the row of the data set; reports of one event share it.
``day`` is the last day on which it can have happened, null where nobody knows.
``source`` and ``target`` are actor ids; for symmetric relations their order says nothing.
``teller`` is the news source that reports it, "" where the data set does not say; ``tellers`` is the number of
independent sources that the row stands for, 1 unless the data set counts them.
``source_state`` and ``target_state`` are the ids of the states that the two act for, "" for none; the official flags say
whether what they do counts as that state's doing (a minister's does, a company's does not).
"""


def table_of(corpus: Corpus) -> pl.DataFrame:
    """Return the table of a corpus read from texts, in the order of its events: a row for each evidence.

    The day is that of the event, or else of the article's publication; what was done was done before it was published,
    so that a range of days ends there at the latest.
    """
    articles = {article.id: article for article in corpus.articles}

    def rows() -> Iterator[tuple[object, ...]]:
        for event in corpus.events:
            ends = [*_acting_for(event.source), *_acting_for(event.target)]
            for each in event.evidence:
                article = articles.get(each.article)
                teller = (article and article.source) or f"article {each.article}"
                published = article.published if article else None
                yield (
                    event.id, TEXT, _day(event, published), event.source.id, event.target.id, event.relation,
                    each.polarity, each.modality, teller, 1, ends[0], ends[2], ends[1], ends[3],
                )  # fmt: skip

    return pl.DataFrame(list(rows()), schema=SCHEMA, orient="row")
