"""A corpus in; a Parquet table out, a row for each piece of evidence with its event, actors and article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.decisions.touched import Touched, decided_lines
from kg.exporters.contract import Exporter
from kg.exporters.plain import utf8_text
from kg.exporters.rows import actor_row, article_row, event_row, prefixed, span_row, status_row
from kg.files import open_atomic_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from kg.decision import Decided
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

DECISION_COLUMNS: Final = ("decisions", "source_decisions", "target_decisions")
"""The columns after them, each a list of decisions."""

DECISION: Final[dict[str, type]] = {
    **dict.fromkeys(("name", "kind", "who"), str),
    "decided_on": date,
    "why": str,
}
"""What is told of a decision, beside ``before``, a list of texts."""


def write_parquet(export: Export, path: Path) -> Notes:
    """Write the table in the order of events and of their evidence; articles that tell of no event are not in it.

    Both what the event sums up (``event_polarity``) and what this piece of evidence claims (``polarity``) are there,
    so that counting rows counts claims, and counting distinct ``event`` counts events. ``decisions`` are those of people that
    changed what this piece of evidence tells, ``source_decisions`` and ``target_decisions`` those about the actors: lists,
    empty where nobody decided anything, of ``name``, ``kind``, ``who``, ``decided_on``, ``why`` and ``before``. All decisions, those that
    took something out too, stand under ``decisions`` in the metadata of the file, a line each.
    """
    import polars as pl

    types = {str: pl.String, int: pl.Int64, float: pl.Float64, date: pl.Date}
    decision = pl.Struct({**{name: types[kind] for name, kind in DECISION.items()}, "before": pl.List(pl.String)})
    schema = {name: types[kind] for name, kind in COLUMNS.items()} | dict.fromkeys(DECISION_COLUMNS, pl.List(decision))
    values: dict[str, list[object]] = {name: [] for name in schema}
    for row in export.told(_rows(export)):
        for name, column in values.items():
            value = row[name]
            column.append(utf8_text(value) if isinstance(value, str) else value)
    table = pl.DataFrame(values, schema=schema)
    decided = utf8_text(decided_lines(export.corpus.decisions))
    with open_atomic_bytes(path) as out:
        # Fixed here, so that another default of polars does not change the file.
        table.write_parquet(
            out,
            compression="zstd",
            compression_level=3,
            statistics=True,
            row_group_size=100_000,
            metadata={"decisions": decided} if decided else None,
        )
    return ()


def _rows(export: Export) -> Iterator[Mapping[str, object]]:
    from kg.rdf.describe import evidence_id

    articles = {article.id: article for article in export.corpus.articles}
    touched = Touched(export.corpus.decisions)
    for event in export.corpus.events:
        shared = {
            "event": event.id,
            **prefixed("source", actor_row(event.source)),
            **prefixed("target", actor_row(event.target)),
            **event_row(event),
            **prefixed("event", status_row(event)),
            "filed_under": event.article,
            "source_decisions": _told(touched.actor(event.source.id)),
            "target_decisions": _told(touched.actor(event.target.id)),
        }
        for item in event.evidence:
            yield {
                **shared,
                "evidence": evidence_id(event.id, item),
                **status_row(item),
                **span_row(item),
                **prefixed("article", article_row(item.article, articles.get(item.article))),
                "decisions": _told(touched.claim(event.id, item.article, item.start)),
            }


def _told(decisions: Iterable[Decided]) -> list[dict[str, object]]:
    return [
        {
            "name": each.decision.name,
            "kind": each.decision.kind,
            "who": utf8_text(each.decision.who),
            "decided_on": each.decision.when,
            "why": utf8_text(each.decision.why) or None,
            "before": list(map(utf8_text, each.before)),
        }
        for each in decisions
    ]


PARQUET: Final = Exporter(
    name="parquet",
    suffix=".parquet",
    about="Parquet for polars, pandas, DuckDB and R: a row for each piece of evidence",
    write=write_parquet,
    unit="row",
    text=False,
)
