"""Ties, strengths and disputes in; how they are shown, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notebook.events import act, claims_table, relation_words, sentence, source_of
from kg.notebook.known import Known, known_of
from kg.notebook.parts import ROWS, Facts, Interval, Line, Shown, Signed, Table, of_all
from kg.notebook.words import day_words, plural
from kg.strength.measure import DEFAULT_MEASURE
from kg.strength.thousandths import shares_of
from kg.tellers import teller_of, telling_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from kg.disputes import Claim, Dispute
    from kg.listing import Listing
    from kg.measured import Measured
    from kg.notebook.parts import Cell
    from kg.strength import Contribution, Measure, Tie
    from kg.strength.strengths import Strengths

_COLUMNS = ("Actor", "Other", "Strength", "90\N{NO-BREAK SPACE}% interval", "Affinity", "Engagement", "Acts", "Last")
_RECEIPT = 12


def ties_shown(ties: Listing[Tie]) -> Shown:
    """Return the strongest ties in a table, friendly and hostile."""
    known = known_of(ties.origin)
    shown = sorted(ties, key=lambda tie: (-abs(tie.strength), tie.a, tie.b))[:ROWS]
    least, most = ends(value for tie in shown for value in (tie.strength, tie.low, tie.high))
    rows = tuple(
        (
            known.name(tie.a),
            known.name(tie.b),
            Signed(value=tie.strength),
            Interval(at=tie.strength, low=tie.low, high=tie.high, least=least, most=most),
            Signed(value=tie.affinity),
            Signed(value=tie.engagement, tells=False),
            tie.acts,
            tie.last,
        )
        for tie in shown
    )
    caption = of_all(len(ties), ties.noun, which="Strongest ")
    if ties.as_of:
        caption += f", as of {day_words(ties.as_of)}"
    return Shown(title="", parts=(Table(caption=caption, columns=_COLUMNS, rows=rows),))


def tie_shown(tie: Tie, known: Known) -> Shown:
    """Return a tie with its parts, and the reports that it is made of with a sentence of each."""
    least, most = ends((tie.strength, tie.low, tie.high))
    facts = Facts(
        rows=(
            ("Strength", (Signed(value=tie.strength),)),
            (
                "90\N{NO-BREAK SPACE}% interval",
                Interval(at=tie.strength, low=tie.low, high=tie.high, least=least, most=most),
            ),
            ("Affinity", Signed(value=tie.affinity)),
            ("Engagement", Signed(value=tie.engagement, tells=False)),
            ("Acts", f"{plural(tie.acts, 'act')} in {plural(tie.events, 'event')}"),
            ("Told by", _told(tie, known) or None),
            ("Observed, expected", f"{tie.observed:,.2f}, {tie.expected:,.2f}"),
            ("Friendly, hostile", f"{tie.cooperative:,.2f}, {tie.hostile:,.2f}"),
            ("Last act", tie.last),
        )
    )
    caption = f"What the strength is made of: {of_all(len(tie.contributions), 'report', rows=_RECEIPT, which='first ')}"
    shown = tie.contributions[:_RECEIPT]
    shares = [share / 1000 for share in shares_of(tie)]
    rows = [_report(each, share, known) for each, share in zip(shown, shares, strict=False)]
    if len(tie.contributions) > _RECEIPT:
        rows.append(
            (
                "",
                f"the other {len(tie.contributions) - _RECEIPT:,} reports",
                "",
                "",
                Signed(value=sum(shares[_RECEIPT:]), digits=3),
            )
        )
    rows.append(("", "assumption, before any report", "", "", Signed(value=tie.assumption, digits=3)))
    table = Table(caption=caption, columns=("Day", "Act", "Told by", "Sentence", "Adds"), rows=tuple(rows))
    return Shown(title=f"{known.name(tie.a)} and {known.name(tie.b)}", parts=(facts, table))


def _told(tie: Tie, known: Known) -> str:
    """Return who tells of the events that count, "" where none of the articles is a copy of another."""
    events = (known.events.get(each.event) for each in tie.contributions)
    return telling_words((each.article for event in events if event for each in event.evidence), known.articles)


def contribution_shown(part: Contribution, known: Known) -> Shown:
    """Return one report as a row of a receipt."""
    table = Table(
        caption="1 report",
        columns=("Day", "Act", "Told by", "Sentence", "Adds"),
        rows=(_report(part, part.share, known),),
    )
    return Shown(title="", parts=(table,))


def _report(part: Contribution, share: float, known: Known) -> tuple[Cell, ...]:
    event = known.events.get(part.event)
    quote = (
        next(
            (each for each in event.evidence if teller_of(each.article, known.articles) == part.teller),
            event.evidence[0],
        )
        if event
        else None
    )
    return (
        part.day,
        act(part.relation),
        part.teller,
        sentence(quote) if quote else part.event,
        Signed(value=share, digits=3),
    )


def measured_shown(measured: Measured, _known: Known) -> Shown:
    """Return the strongest pairs in a table, with the names of the actors."""
    return _strengths(measured.strengths, measured.source.names)


def strengths_shown(strengths: Strengths, _known: Known) -> Shown:
    """Return the strongest pairs in a table, by id."""
    return _strengths(strengths, {})


def _strengths(strengths: Strengths, names: Mapping[str, str]) -> Shown:
    top = _top(strengths.frame)
    least, most = ends(row[name] for row in top.iter_rows(named=True) for name in ("strength", "low", "high"))
    rows = tuple(
        (
            names.get(row["a"], row["a"]),
            names.get(row["b"], row["b"]),
            Signed(value=row["strength"]),
            Interval(at=row["strength"], low=row["low"], high=row["high"], least=least, most=most),
            Signed(value=row["affinity"]),
            Signed(value=row["engagement"], tells=False),
            int(row["acts"]),
            row["last"],
        )
        for row in top.iter_rows(named=True)
    )
    since = f"acts from {day_words(strengths.since)}, " if strengths.since else ""
    count = of_all(strengths.frame.height, "tie", which="Strongest ")
    caption = f"{count}, {since}as of {day_words(strengths.as_of)}"
    return Shown(
        title="",
        parts=(Table(caption=caption, columns=_COLUMNS, rows=rows), Line(cells=(measure_words(strengths.measure),))),
    )


def _top(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    size = pl.col("strength").abs().round(9)
    return frame.with_columns(size.alias("size")).sort(["size", "a", "b"], descending=[True, False, False]).head(ROWS)


def measure_shown(measure: Measure, _known: Known) -> Shown:
    """Return the parameters of strength, and which of them are not the default."""
    plain = DEFAULT_MEASURE.to_dict()
    rows = tuple(
        (name, _value(value), "" if plain[name] == value else f"by default {_value(plain[name])}")
        for name, value in measure.to_dict().items()
    )
    return Shown(
        title="", parts=(Table(caption="What counts for strength", columns=("Parameter", "Value", ""), rows=rows),)
    )


def measure_words(measure: Measure) -> str:
    """Return which parameters of a measure are not the default."""
    plain = DEFAULT_MEASURE.to_dict()
    changed = [f"{name} {_value(value)}" for name, value in measure.to_dict().items() if plain[name] != value]
    return f"Measure: {', '.join(changed)}; else the default." if changed else "Measure: the default."


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def disputes_shown(disputes: Listing[Dispute]) -> Shown:
    """Return the disputed acts in a table, with a sentence of each side."""
    known = known_of(disputes.origin)
    rows = tuple(
        (
            _named(each)[0],
            act(each.relation),
            _named(each)[1],
            (sentence(each.assertions[0].evidence), _says(each.assertions, known)),
            (sentence(each.denials[0].evidence), _says(each.denials, known)),
        )
        for each in disputes[:ROWS]
    )
    columns = ("Who", "Does what", "To whom", "Affirmed", "Denied")
    return Shown(
        title="",
        parts=(
            Table(
                caption=of_all(len(disputes), "disputed act"),
                columns=columns,
                rows=rows,
            ),
        ),
    )


def dispute_shown(dispute: Dispute, known: Known) -> Shown:
    """Return what is in dispute, and the sentences of both sides."""
    source, target = _named(dispute)
    sides = (("Affirmed", dispute.assertions), ("Denied", dispute.denials))
    return Shown(
        title=f"Disputed: {source} \N{RIGHTWARDS ARROW} {relation_words(dispute.relation)} \N{RIGHTWARDS ARROW} {target}",
        parts=tuple(
            claims_table(
                tuple(each.evidence for each in claims), known, caption=f"{side}: {plural(len(claims), 'sentence')}"
            )
            for side, claims in sides
        ),
    )


def claim_shown(claim: Claim, known: Known) -> Shown:
    """Return a sentence with the event that it speaks of."""
    event = claim.event
    title = f"{event.source.name} \N{RIGHTWARDS ARROW} {relation_words(event.relation)} \N{RIGHTWARDS ARROW} {event.target.name}"
    return Shown(title=title, parts=(claims_table((claim.evidence,), known),))


def _named(dispute: Dispute) -> tuple[str, str]:
    names = {}
    for claim in (*dispute.denials, *dispute.assertions):
        names.update({end.id: end.name for end in (claim.event.source, claim.event.target)})
    return names.get(dispute.source, dispute.source), names.get(dispute.target, dispute.target)


def _says(claims: tuple[Claim, ...], known: Known) -> Cell:
    first = claims[0].evidence
    told = source_of(first.article, known)
    words = f"according to {first.attribution}, " if first.attribution else ""
    more = f" and {len(claims) - 1:,} more" if len(claims) > 1 else ""
    name = told if isinstance(told, str) else getattr(told, "words", "")
    return f"\N{EM DASH} {words}{name}{more}"


def ends(values: Iterable[float | None]) -> tuple[float, float]:
    """Return where the line of an interval begins and ends: the least and the most of the values and 0."""
    known = [0.0, *(value for value in values if value is not None)]
    return min(known), max(known)
