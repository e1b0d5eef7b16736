"""A sheet that a person filled in; the decisions in its rows out, and the rows that are none."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.cells import read_cells
from kg.decision import DECISION_KINDS, EVENT_KINDS, Decision, DecisionKind, Told
from kg.decisiontable import check_relation
from kg.errors import DecisionError
from kg.model import Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHEET_COLUMNS: Final = (
    "decision", "kind", "actors", "into", "label", "event", "article", "quote", "relation", "earliest", "latest",
    "who", "when", "why", "note",
)  # fmt: skip
"""The columns that say what is proposed; the first is for the person to fill, others may stand beside them.

- ``decision``: yes, no, or empty where nobody has decided.
- ``kind``: one of `kg.decision.DECISION_KINDS`.
- ``actors``: ids with ``;`` between them; for an event its source and its target as they are in the graph.
- ``into``: for a merge or split the id of the actor that comes of it; ``swap`` for a correct-relation whose source and
  target change places.
- ``label``: the name for ``into``, or the new name of a rename; for a correct-place the right place, or ``unknown``, with
  the state in which it is, if known, in ``into``.
- ``event``, ``article``, ``quote``: the event's id, and the article and sentence of a piece of its evidence; for a split,
  and for articles to leave out, ids with ``;`` between them, and no quote.
- ``relation``: the event's relation, and for a correct-relation the right one; empty where only the direction is wrong.
- ``earliest``, ``latest``: the right days as 2024-05-09, ``latest`` empty for a single day; ``unknown`` in ``earliest``
  where the date is wrong and the right one not known.
- ``who``, ``when``, ``why``: empty where the person who hands in the sheet says it for all its rows.
- ``note``: what the person adds; it goes into the reason.
"""

SWAP: Final = "swap"
UNKNOWN: Final = "unknown"
SEPARATOR: Final = "; "

_NEEDED: Final = ("decision", "kind")
_ANSWERS: Final = {"yes": True, "y": True, "no": False, "n": False}
_OPPOSITE: Final[Mapping[DecisionKind, DecisionKind]] = {
    "affirm-event": "reject-event",
    "reject-event": "affirm-event",
    "merge-actors": "keep-apart",
}
"""What "no" to a proposal of a kind decides; to another kind it only says that nothing is to be done."""

_SHORT: Final = 80


def decisions_of_sheet(
    path: Path | str, *, who: str = "", when: date | None = None, why: str = ""
) -> tuple[tuple[Decision, ...], tuple[Skipped, ...]]:
    """Return the decisions of a sheet in the order of its rows, without names, and the rows that are left out.

    Rows without an answer are passed over. "no" to an affirm-event rejects the event, to a reject-event affirms it, and
    to a merge-actors keeps the actors apart; to another kind it decides nothing. ``who``, ``when`` and ``why`` are for
    rows that do not say it themselves.

    Raises
    ------
    InputError
        If the file cannot be read, is no CSV, or has no column ``decision`` or ``kind``.
    """
    found: list[Decision] = []
    skipped: list[Skipped] = []
    for number, cells in read_cells(path, needed=_NEEDED, maker="kg review"):
        if not cells["decision"]:
            continue
        try:
            decision = _decision(cells, yes=_answer(cells["decision"]), who=who, when=when, why=why)
        except (DecisionError, ValueError) as error:
            skipped.append(Skipped(where=f"{path}: row {number}", why=str(error)))
            continue
        if decision is not None:
            found.append(decision)
    return tuple(found), tuple(skipped)


def _answer(cell: str) -> bool:
    if cell.casefold() not in _ANSWERS:
        raise DecisionError(f"decision is {_short(cell)}; write yes or no, or leave it empty")
    return _ANSWERS[cell.casefold()]


def _decision(cells: Mapping[str, str], *, yes: bool, who: str, when: date | None, why: str) -> Decision | None:
    kind = _kind(cells["kind"])
    if not yes and kind not in _OPPOSITE:
        return None
    kind = kind if yes else _OPPOSITE[kind]
    day = _day(cells, "when") or when
    if day is None:
        raise DecisionError("when is missing; write the day of the decision, as 2024-05-09")
    asked = {
        "kind": kind,
        "who": _cell(cells, "who") or who,
        "when": day,
        "why": "; ".join(each for each in (_cell(cells, "why") or why, _cell(cells, "note")) if each),
    }
    return Decision(**asked, **_content(cells, kind))  # type: ignore[arg-type]  # each field has the type of its name


def _content(cells: Mapping[str, str], kind: DecisionKind) -> dict[str, object]:
    """Return the fields that a decision of the kind takes from the cells; other cells are for the reader."""
    if kind in EVENT_KINDS:
        return {"told": (_told(cells, kind),), **_correction(cells, kind)}
    if kind == "leave-out-article":
        return {"articles": tuple(dict.fromkeys(_several(cells, "article")))}
    actors = _several(cells, "actors")
    if kind == "keep-apart":
        return {"actors": tuple(dict.fromkeys((*actors, *_several(cells, "into"))))}
    content: dict[str, object] = {"actors": actors, "label": _cell(cells, "label")}
    if kind != "rename-actor":
        content["into"] = _cell(cells, "into")
    if kind == "split-actor":
        content["articles"] = _several(cells, "article")
        content["told"] = tuple(Told(event=event) for event in _several(cells, "event"))
    return content


def _told(cells: Mapping[str, str], kind: DecisionKind) -> Told:
    pair = _several(cells, "actors")
    if pair and len(pair) != 2:
        raise DecisionError(f"actors is {_short(cells['actors'])}; write the event's source and target with ; between")
    source, target = pair or ("", "")
    relation = "" if kind == "correct-relation" else _cell(cells, "relation")
    return Told(
        event=_cell(cells, "event"),
        article=_cell(cells, "article"),
        quote=_cell(cells, "quote"),
        relation=check_relation(relation) if relation else "",
        source=source,
        target=target,
    )


def _correction(cells: Mapping[str, str], kind: DecisionKind) -> dict[str, object]:
    if kind == "correct-relation":
        direction = _cell(cells, "into")
        if direction.casefold() not in {"", SWAP}:
            raise DecisionError(f"into is {_short(direction)}; write swap where the direction is wrong, else nothing")
        relation = _cell(cells, "relation")
        return {"relation": check_relation(relation) if relation else "", "swap": bool(direction)}
    if kind == "correct-place":
        place = _cell(cells, "label")
        if not place:
            raise DecisionError("label is missing; write the right place, such as Geneva, or unknown")
        return {} if place.casefold() == UNKNOWN else {"place": place, "country": _cell(cells, "into")}
    if kind == "correct-date":
        if _cell(cells, "earliest").casefold() == UNKNOWN:
            return {}
        earliest = _day(cells, "earliest")
        if earliest is None:
            raise DecisionError("earliest is missing; write the right day, as 2024-05-09, or unknown")
        return {"earliest": earliest, "latest": _day(cells, "latest") or earliest}
    return {}


def _kind(cell: str) -> DecisionKind:
    kind = cell.casefold()
    if kind in DECISION_KINDS:
        return kind
    near = difflib.get_close_matches(kind[:_SHORT], DECISION_KINDS, n=1)
    options = near or DECISION_KINDS
    raise DecisionError(f"kind is {_short(cell)}; write {'one of ' if len(options) > 1 else ''}{', '.join(options)}")


def _day(cells: Mapping[str, str], column: str) -> date | None:
    cell = _cell(cells, column)
    if not cell:
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise DecisionError(f"{column} is {_short(cell)}; write a day such as 2024-05-09") from None


def _several(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in re.split(r"[;|]", _cell(cells, column)) if each.strip())


def _cell(cells: Mapping[str, str], column: str) -> str:
    return cells.get(column, "")


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHORT else f"{text[:_SHORT]}…")
