"""Strengths and the events behind them in; tables and receipts for people out."""

from __future__ import annotations

import difflib
import json
from collections import defaultdict
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.cells import guarded_csv
from kg.errors import UnknownActorError
from kg.lookup import find_actor
from kg.report import count
from kg.rounding import percent, signed
from kg.strength.thousandths import shares_of
from kg.tellers import teller_of, telling_words
from kg.visible import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model import Actor
    from kg.strength import Contribution, Tie
    from kg.strength.strengths import Strengths
    from kg.tables import EventSource

_MANY: Final = 5_000
"""With more actors than this, a name is compared with ids and names alone, not with all other names of the tables."""


def find_in(source: EventSource, name: str) -> Actor:
    """Return the actor of a source that a name stands for.

    Raises
    ------
    UnknownActorError
        If none has it, or several do; the message lists the nearest names.
    """
    actors = source.actors
    if len(actors) <= _MANY:
        return find_actor(name, actors, former=source.former)
    plain = name.casefold()
    found = [actor for actor in actors if actor.id == name]
    found = found or [actor for actor in actors if plain in (actor.id.casefold(), actor.name.casefold())]
    if len(found) == 1:
        return found[0]
    near = difflib.get_close_matches(name, sorted({actor.name for actor in actors}), n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "give a name or id of the events"
    raise UnknownActorError(f"actor {name!r} is not in the events; {hint}")


def strengths_text(found: Strengths, names: Mapping[str, str], *, top: int) -> str:
    """Return the ties with the largest strength, friendly and hostile, as lines for people."""
    frame = found.frame
    ranked = frame.with_columns(size=pl.col("strength").abs()).sort(["size", "a", "b"], descending=[True, False, False])
    lines = [_parameters(found), ""]
    head = ("strength", "5 % to 95 %", "affinity", "engagement", "acts", "observed", "expected", "assumed", "last")
    rows = [
        (
            signed(row["strength"]),
            "" if row["low"] is None else f"{signed(row['low'])} to {signed(row['high'])}",
            signed(row["affinity"]),
            signed(row["engagement"]),
            f"{row['acts']:,}",
            f"{row['observed']:.2f}",
            f"{row['expected']:.2f}",
            percent(row["prior_share"]),
            row["last"].isoformat() if row["last"] else "",
            f"{names.get(row['a'], row['a'])} - {names.get(row['b'], row['b'])}",
        )
        for row in ranked.head(top).iter_rows(named=True)
    ]
    lines += _columns([(*head, "pair"), *rows])
    if frame.height > top:
        lines.append(f"and {frame.height - top:,} more; --top N shows more of them, --format csv all")
    return "\n".join(map(on_one_line, lines))


def receipt_text(tie: Tie, found: Strengths, source: EventSource, *, top: int) -> str:
    """Return what a strength is made of: its parts by relation, source and month, and the reports that say most.

    All parts add up as they are printed, see `kg.strength.thousandths`.
    """
    names = source.names
    a, b = names.get(tie.a, tie.a), names.get(tie.b, tie.b)
    shares = shares_of(tie)
    counting = f"{count(tie.acts, 'act')} in {count(tie.events, 'event')} that count{'s' if tie.events == 1 else ''}"
    lines = [
        f"{a} - {b}: strength {signed(tie.strength, 3)} ({signed(tie.low)} to {signed(tie.high)})",
        f"  affinity {signed(tie.affinity, 3)}, engagement {signed(tie.engagement, 3)}, of {counting}",
        f"  {tie.observed:.2f} dealings where {tie.expected:.2f} were expected, by what is left of their weight",
        f"  {signed(tie.assumption, 3)} of it is assumption, which makes {percent(tie.prior_share)} of the balance",
        f"  {_thousandths(sum(shares))} of it comes from {count(len(tie.contributions), 'report')}{_told(tie, source)}",
        f"  {_parameters(found)}",
    ]
    groups: tuple[tuple[str, Callable[[Contribution], str]], ...] = (
        ("By relation", lambda each: each.relation),
        ("By source", lambda each: each.teller or f"({each.dataset})"),
        ("By month", lambda each: each.day.strftime("%Y-%m") if each.day else "no day"),
    )
    for title, key in groups:
        parts = _grouped(zip(tie.contributions, shares, strict=True), key)
        ordered = sorted(parts.items()) if title == "By month" else sorted(parts.items(), key=_by_size)
        rows = [(_thousandths(share), f"{number:,}", name) for name, (share, number) in ordered]
        lines += ["", title, *_columns(rows)]
    lines += ["", "The reports that say most"]
    for each, share in zip(tie.contributions[:top], shares, strict=False):
        lines += _report(each, share, source)
    if len(tie.contributions) > top:
        lines.append(
            f"  {_thousandths(sum(shares[top:])):>6}  {len(tie.contributions) - top:,} more; --top N shows more of them"
        )
    return "\n".join(map(on_one_line, lines))


def receipt_to_dict(tie: Tie, found: Strengths, source: EventSource) -> Mapping[str, object]:
    """Return the tie, its parameters and every report with its sentences, as plain JSON values."""
    rows = [{**_plain(asdict(each)), "quotes": _quotes(each, source)} for each in tie.contributions]
    parts = {name: value for name, value in asdict(tie).items() if name != "contributions"}
    return {"parameters": found.parameters, "tie": _plain(parts), "reports": rows}


def receipt_to_csv(tie: Tie, found: Strengths) -> str:
    """Return the reports of a tie as CSV; the first row is the part that is assumption."""
    parameters = json.dumps(found.parameters, ensure_ascii=False)
    rows = [asdict(each) for each in tie.contributions]
    nothing = {"event": "", "relation": "", "sign": 0, "day": None, "teller": "", "dataset": "", "weight": 0.0}
    frame = pl.DataFrame(
        [{**nothing, "dataset": "assumption", "share": tie.assumption}, *rows],
        schema={
            "event": pl.String, "relation": pl.String, "sign": pl.Int8, "day": pl.Date, "teller": pl.String,
            "dataset": pl.String, "weight": pl.Float64, "share": pl.Float64,
        },
    )  # fmt: skip
    return guarded_csv(frame.with_columns(parameters=pl.lit(parameters)))


def _told(tie: Tie, source: EventSource) -> str:
    """Return who tells of the events that count, if some of the articles are copies of others."""
    events = {each.event for each in tie.contributions}
    words = telling_words(
        (item.article for event in sorted(events) for item in source.evidence.get(event, ())), source.articles
    )
    return f" ({words})" if words else ""


def _parameters(found: Strengths) -> str:
    since = f" since {found.since.isoformat()}" if found.since else ""
    measure = found.measure
    return (
        f"as of {found.as_of.isoformat()}{since}; half-life {measure.half_life_days:g} days, reliability "
        f"{measure.reliability:g}, {' and '.join(measure.modalities)} acts, level {measure.level}"
    )


def _thousandths(share: int) -> str:
    return signed(share / 1000, 3)


def _grouped(
    reports: Iterable[tuple[Contribution, int]], key: Callable[[Contribution], str]
) -> Mapping[str, tuple[int, int]]:
    """Return the sum of the shares and the number of the reports of each group."""
    shares: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for each, part in reports:
        share, number = shares[key(each)]
        shares[key(each)] = (share + part, number + 1)
    return shares


def _by_size(item: tuple[str, tuple[int, int]]) -> tuple[int, str]:
    return -abs(item[1][0]), item[0]


def _report(each: Contribution, share: int, source: EventSource) -> list[str]:
    when = each.day.isoformat() if each.day else "no day    "
    lines = [
        f"  {_thousandths(share):>6}  {when}  {each.relation}  ({each.teller or each.dataset}; event {each.event})"
    ]
    return lines + [f'            "{quote}"' for quote in _quotes(each, source)]


def _quotes(each: Contribution, source: EventSource) -> list[str]:
    """Return the sentences of this report's source that tell of the event."""
    found = []
    for item in source.evidence.get(each.event, ()):
        if teller_of(item.article, source.articles) == each.teller and item.polarity == "affirmed":
            found.append(" ".join(item.quote.split()))
    return list(dict.fromkeys(found))


def _plain(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return rows in columns, numbers to the right and the last column as it is."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return [
        "  "
        + "  ".join([*(cell.rjust(width) for cell, width in zip(row[:-1], widths, strict=False)), row[-1]]).rstrip()
        for row in rows
    ]
