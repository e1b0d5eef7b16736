"""Proposals in; the rows of the sheet that `kg decide --sheet` reads once a person has filled its first column out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.cells import read_cells, write_cells
from kg.decisions import SHEET_COLUMNS
from kg.decisions.sheet import SEPARATOR
from kg.errors import InputError, OutputError
from kg.report import count
from kg.review.merges import Likeness, words_of
from kg.review.words import answers_of, chance_words, question_of, sentence_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.review.doubts import Doubt
    from kg.review.propose import Proposal

READER_COLUMNS: Final = ("question", "sentences", "reasons", "if_yes", "if_no", "gain")
"""The columns that help to decide, which `kg decide` passes over."""
COLUMNS: Final = (
    "decision", "note", *READER_COLUMNS, *(each for each in SHEET_COLUMNS if each not in {"decision", "note"}),
)  # fmt: skip

_BETWEEN: Final = " ¶ "


def row_of(proposal: Proposal) -> Mapping[str, str]:
    """Return the cells of a proposal by column; those for the person are empty."""
    about = proposal.about
    yes, no = answers_of(proposal)
    cells = dict.fromkeys(COLUMNS, "") | {
        "question": question_of(proposal),
        "sentences": _BETWEEN.join(map(sentence_words, proposal.sentences)),
        "reasons": words_of(about.reasons) if isinstance(about, Likeness) else chance_words(proposal),
        "if_yes": yes,
        "if_no": no,
        "gain": f"{proposal.gain:.3f}",
    }
    return cells | (_merge_cells(about) if isinstance(about, Likeness) else _event_cells(about))


def write_proposals(proposals: Iterable[Proposal], path: Path | str) -> None:
    """Write the sheet: CSV in UTF-8 with a mark that spreadsheets know it by, one line a row, formulas disarmed.

    Raises
    ------
    OutputError
        If the file cannot be written, or is there already and is not a sheet without answers and notes.
    """
    _check_free(Path(path))
    rows = map(row_of, proposals)
    write_cells(path, COLUMNS, ([row[column] for column in COLUMNS] for row in rows))


def _merge_cells(about: Likeness) -> dict[str, str]:
    return {
        "kind": "merge-actors",
        "actors": SEPARATOR.join((about.keep.id, about.drop.id)),
        "into": about.keep.id,
    }


def _event_cells(about: Doubt) -> dict[str, str]:
    event = about.event
    first = event.evidence[0]
    return {
        "kind": "affirm-event",
        "actors": SEPARATOR.join((event.source.id, event.target.id)),
        "event": event.id,
        "article": first.article,
        "quote": first.quote,
        "relation": event.relation,
        "earliest": event.date.earliest.isoformat() if event.date else "",
        "latest": event.date.latest.isoformat() if event.date else "",
    }


def _check_free(path: Path) -> None:
    if not path.exists():
        return
    try:
        rows = [cells for _, cells in read_cells(path, needed=("decision", "note", "kind"), maker="kg review")]
    except InputError as error:
        raise OutputError(f"{path}: is there already, and is not a sheet of kg's; choose another name") from error
    filled = sum(bool(cells["decision"] or cells["note"]) for cells in rows)
    if filled:
        raise OutputError(f"{path}: is there already, with answers in {count(filled, 'row')}; choose another name")
