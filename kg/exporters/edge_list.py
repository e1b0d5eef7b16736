"""A corpus in; a CSV table for spreadsheets out, a row for each event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.cells import guard
from kg.decisions.touched import Touched, flat
from kg.exporters.contract import Exporter
from kg.exporters.plain import utf8_text
from kg.exporters.rows import Row, Value, actor_row, article_row, event_row, prefixed, status_row, write_csv
from kg.files import open_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from kg.exporters.contract import Export, Notes

COLUMNS: Final = tuple(
    "source_name relation target_name earliest latest polarity modality attribution confidence evidence quote "
    "article_title article_source article_published article_url place country occasion date_precision date_text "
    "source_state source_organ target_state target_organ root quad source target article article_copy_of event "
    "decisions decided_by decided_on decided".split()
)
"""What people read first stands first; ids stand last, and what people decided of the event and its evidence."""


def write_edge_list(export: Export, path: Path) -> Notes:
    """Write the table, with the byte order mark by which spreadsheets know UTF-8.

    A text that a spreadsheet would run as a formula gets an apostrophe before it: news is written by others, and who
    opens the table must not run what they wrote. The notes say how many there were.
    """
    guarded = 0

    def cell(text: str) -> str:
        nonlocal guarded
        safe = guard(text)
        guarded += safe != text
        return utf8_text(safe)

    rows: Iterator[list[Value]] = (
        [row[name] for name in COLUMNS] for row in export.told(_rows(export), total=len(export.corpus.events))
    )
    with open_atomic(path) as out:
        out.write("\ufeff")
        write_csv(out, COLUMNS, rows, text=cell)
    if not guarded:
        return ()
    what = "1 text that a spreadsheet would run as a formula has" if guarded == 1 else (
        f"{guarded} texts that a spreadsheet would run as a formula have"
    )  # fmt: skip
    return (f"{what} an apostrophe before it",)


def _rows(export: Export) -> Iterator[Row]:
    articles = {article.id: article for article in export.corpus.articles}
    touched = Touched(export.corpus.decisions)
    for event in export.corpus.events:
        yield {
            "event": event.id,
            **prefixed("source", actor_row(event.source)),
            **prefixed("target", actor_row(event.target)),
            **event_row(event),
            **status_row(event),
            "evidence": len(event.evidence),
            "quote": event.evidence[0].quote,
            **prefixed("article", article_row(event.article, articles.get(event.article))),
            **flat(touched.event(event.id)),
        }


EDGE_LIST: Final = Exporter(
    name="csv",
    suffix=".csv",
    about="CSV for spreadsheets: a row for each event, safe against formulas",
    write=write_edge_list,
)
