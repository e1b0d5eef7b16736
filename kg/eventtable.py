"""Events of any source in; one table of them out, a row for each report of an act: what strength is computed from."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.errors import GraphFileError
from kg.files import open_atomic_bytes
from kg.model import MODALITIES, POLARITIES, slug
from kg.readers.apart import APART, Bounds
from kg.readers.file import UnreadableError
from kg.reference import load_reference
from kg.tellers import teller_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model import Actor, Article, Corpus, Event

_BOUNDS: Final = Bounds(seconds=600, memory_mb=16_384)
"""For a table of a hundred million rows, and to stop what damage makes of a small one."""

TEXT: Final = "text"
"""The data set of events that were read in news texts."""

SCHEMA: Final = pl.Schema(
    {
        "event": pl.String(),
        "dataset": pl.String(),
        "day": pl.Date(),
        "source": pl.String(),
        "source_name": pl.String(),
        "source_state": pl.String(),
        "source_official": pl.Boolean(),
        "target": pl.String(),
        "target_name": pl.String(),
        "target_state": pl.String(),
        "target_official": pl.Boolean(),
        "relation": pl.String(),
        "polarity": pl.Enum(POLARITIES),
        "modality": pl.Enum(MODALITIES),
        "teller": pl.String(),
        "tellers": pl.UInt16(),
    }
)
"""The columns of an event table; only ``day`` may be null.

``event`` is the id that leads back to the event or to the row of the data set; reports of one event share it.
``day`` is the last day on which it can have happened, null where nobody knows.
``source`` and ``target`` are actor ids; for symmetric relations their order says nothing. ``source_state`` and
``target_state`` are the ids of the states that the two are or act for, "" for none; the official flags say whether what
they do counts as that state's doing (a minister's does, a company's does not), and are true of those who act for none.
``teller`` is the news source that reports it, "" where the data set does not say; ``tellers`` is the number of
independent sources that the row stands for, 1 unless the data set counts them.
"""


def table_of(corpus: Corpus) -> pl.DataFrame:
    """Return the table of a corpus that was read from texts, in the order of its events: a row for each evidence.

    The teller of an article that is a copy is that of its original: what forty outlets print of one agency is told once.
    The day is the last of the event's, but not after its article was published, for what was done was done by then;
    of an event without a date it is the day of publication.
    """
    articles = {article.id: article for article in corpus.articles}
    known: dict[Actor, tuple[str, str, str, bool]] = {}

    def end(actor: Actor) -> tuple[str, str, str, bool]:
        if actor not in known:
            known[actor] = (utf8(actor.id), utf8(actor.name), *acting_for(actor))
        return known[actor]

    def rows() -> Iterator[tuple[object, ...]]:
        for event in corpus.events:
            day = _day(event, articles)
            for each in event.evidence:
                yield (
                    utf8(event.id), TEXT, day, *end(event.source), *end(event.target), event.relation, each.polarity,
                    each.modality, utf8(teller_of(each.article, articles)), 1,
                )  # fmt: skip

    return pl.DataFrame(list(rows()), schema=SCHEMA, orient="row")


def last_day(corpus: Corpus) -> date:
    """Return the latest day of a publication, or of what was done; 1 January 1970 where none is known, for then nothing ages.

    What is planned for 2035, or only thought of, makes nothing that was done grow old.
    """
    articles = {article.id: article for article in corpus.articles}
    days = [article.published for article in corpus.articles]
    done = (event for event in corpus.events if any(each.modality == "actual" for each in event.evidence))
    days += [_day(event, articles) for event in done]
    return max((day for day in days if day is not None), default=date(1970, 1, 1))


def utf8(text: str) -> str:
    """Return the text with U+FFFD for lone surrogates, which no table can hold."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def acting_for(actor: Actor) -> tuple[str, bool]:
    """Return the id of the state that an actor is or acts for, "" for none, and whether it does so officially.

    People do, as kg gives a state only to those who act in its name; bodies that belong to a state, such as companies
    and parties, are of it without acting for it.
    """
    if actor.kind == "state":
        return actor.id, True
    if not actor.state:
        return "", True
    return _state_ids().get(actor.state) or utf8(slug(actor.state)), actor.kind == "person"


def read_table(path: Path | str) -> pl.DataFrame:
    """Return the event table in a Parquet file.

    Raises
    ------
    GraphFileError
        If the file cannot be read, or is no event table; the message names the column.
    """
    try:
        _check_sound(Path(path))
        table = pl.read_parquet(path)
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except pl.exceptions.PolarsError as error:
        raise GraphFileError(f"{path}: not Parquet ({error}); make an event table with kg import") from error
    return checked_table(table, str(path))


def _check_sound(path: Path) -> None:
    """Read the table in a process apart first: what is damaged can end the process that reads it."""
    with path.open("rb"), closing(APART.read(f"{__name__}:rows_of", path, bounds=_BOUNDS)) as found:
        try:
            for _ in found:  # to its end, so that the process can read the next one
                pass
        except UnreadableError as error:
            raise GraphFileError(f"{path}: not Parquet ({error.why}); make an event table with kg import") from error


def rows_of(path: Path) -> Iterator[Mapping[str, object]]:
    """Yield the number of rows of a Parquet file, all of which was read: for the process apart."""
    yield {"rows": pl.read_parquet(path).height}


def checked_table(table: pl.DataFrame, where: str) -> pl.DataFrame:
    """Return the columns of an event table.

    Raises
    ------
    GraphFileError
        If a column is missing, of another type, or has empty cells; ``where`` names the table.
    """
    for name, kind in SCHEMA.items():
        if name not in table.columns:
            raise GraphFileError(f"{where}: column {name} is missing; make an event table with kg import")
        if table.schema[name] != kind:
            raise GraphFileError(
                f"{where}: column {name} holds {table.schema[name]}, not {kind}; make it with kg import"
            )
        if name != "day" and table[name].null_count():
            raise GraphFileError(f"{where}: column {name} has empty cells; make the event table with kg import")
    return table.select(SCHEMA.names())


def write_table(table: pl.DataFrame, path: Path | str) -> None:
    """Write an event table as Parquet, all of it or nothing, the same bytes for the same table.

    Raises
    ------
    OutputError
        If the file cannot be written there.
    """
    with open_atomic_bytes(path) as out:
        table.write_parquet(out, compression="zstd", compression_level=3, statistics=True, row_group_size=500_000)


@cache
def _state_ids() -> Mapping[str, str]:
    return {state.actor.name: state.actor.id for state in load_reference().states.values()}


def _day(event: Event, articles: Mapping[str, Article]) -> date | None:
    article = articles.get(event.article)
    told = article.published if article else None
    if event.date is None:
        return told
    if told is not None and event.date.earliest <= told < event.date.latest:
        return told
    return event.date.latest
