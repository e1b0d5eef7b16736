"""A corpus in; a Parquet table out, a row for each piece of evidence with its event, actors and article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.exporters.contract import Exporter
from kg.exporters.plain import utf8_text
from kg.exporters.rows import Row, actor_row, article_row, event_row, prefixed, span_row, status_row
from kg.files import open_atomic_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from kg.exporters.contract import Export, Notes

COLUMNS: Final[dict[str, type]] = {
    **dict.fromkeys(("evidence", "event"), str),
    **dict.fromkeys(("source", "source_name", "source_kind", "source_state", "source_organ", "source_wikidata"), str),
    **dict.fromkeys(("relation", "root", "quad"), str),
    **dict.fromkeys(("target", "target_name", "target_kind", "target_state", "target_organ", "target_wikidata"), str),
    **dict.fromkeys(("earliest", "latest"), date),
    **dict.fromkeys(("date_precision", "date_text", "place", "country", "occasion"), str),
    **dict.fromkeys(("event_polarity", "event_modality", "event_attribution"), str),
    "event_confidence": float,
    "filed_under": str,
    **dict.fromkeys(("polarity", "modality", "attribution"), str),
    "confidence": float,
    "quote": str,
    **dict.fromkeys(("start", "end", "source_start", "source_end", "target_start", "target_end"), int),
    **dict.fromkeys(("trigger_start", "trigger_end"), int),
    "rule": str,
    **dict.fromkeys(("article", "article_title", "article_source"), str),
    "article_published": date,
    **dict.fromkeys(("article_url", "article_language", "article_text_sha256", "article_copy_of"), str),
}
"""The columns in their order, each with the type of its values; days are dates of Parquet."""


def write_parquet(export: Export, path: Path) -> Notes:
    """Write the table in the order of events and of their evidence; articles that tell of no event are not in it.

    Both what the event sums up (``event_polarity``) and what this piece of evidence claims (``polarity``) are there,
    so that counting rows counts claims, and counting distinct ``event`` counts events.
    """
    import polars as pl

    types = {str: pl.String, int: pl.Int64, float: pl.Float64, date: pl.Date}
    values: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for row in export.told(_rows(export)):
        for name, column in values.items():
            value = row[name]
            column.append(utf8_text(value) if isinstance(value, str) else value)
    table = pl.DataFrame(values, schema={name: types[kind] for name, kind in COLUMNS.items()})
    with open_atomic_bytes(path) as out:
        # Fixed here, so that another default of polars does not change the file.
        table.write_parquet(out, compression="zstd", compression_level=3, statistics=True, row_group_size=100_000)
    return ()


def _rows(export: Export) -> Iterator[Row]:
    from kg.rdf.describe import evidence_id

    articles = {article.id: article for article in export.corpus.articles}
    for event in export.corpus.events:
        shared = {
            "event": event.id,
            **prefixed("source", actor_row(event.source)),
            **prefixed("target", actor_row(event.target)),
            **event_row(event),
            **prefixed("event", status_row(event)),
            "filed_under": event.article,
        }
        for item in event.evidence:
            yield {
                **shared,
                "evidence": evidence_id(event.id, item),
                **status_row(item),
                **span_row(item),
                **prefixed("article", article_row(item.article, articles.get(item.article))),
            }


PARQUET: Final = Exporter(
    name="parquet",
    suffix=".parquet",
    about="Parquet for polars, pandas, DuckDB and R: a row for each piece of evidence",
    write=write_parquet,
    unit="row",
    text=False,
)
