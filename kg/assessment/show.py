"""Results of a validation in; tables for people, and plain values for machines, out."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from kg.assessment.measures import BASELINES, MEASURES, OURS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.assessment.bootstrap import Estimate
    from kg.assessment.calibration import IntervalTest
    from kg.assessment.comparison import Agreement, Comparison
    from kg.assessment.conflict import ConflictTest
    from kg.assessment.coverage import Coverage
    from kg.strength.measure import Measure

Json = dict[str, object]
_STATISTICS: Final = {"continuous": "Spearman", "binary": "AUC"}


def comparison_text(found: Comparison) -> str:
    """Return the table of a validation, and below it the differences that hold good on nearly all draws."""
    what = "pairs over the whole time" if found.by == "period" else "pairs and years"
    first, last = found.years[0], found.years[-1]
    years = str(first) if first == last else f"{first} to {last}"
    head = (
        f"{found.rows:,} {what}, {years}: {found.pairs:,} pairs of {found.actors:,} actors; "
        f"in brackets 95 % of {found.draws:,} draws of actors"
    )
    blocks = [head, _table(("outcome", "rows", *MEASURES), [_agreement_row(each) for each in found.agreements])]
    blocks += [
        _table(
            (f"{each.outcome}: difference from", *OURS),
            [(other, *(_ranged(each.differences[ours, other]) for ours in OURS)) for other in BASELINES],
        )
        for each in found.agreements
    ]
    if found.without:
        blocks.append(f"The same for every pair with events, so that nothing can be said: {', '.join(found.without)}")
    return "\n\n".join(blocks)


def conflict_text(found: ConflictTest) -> str:
    """Return the table of forecasts of conflict."""
    rows = [(name, *map(_ranged, (each.auc, each.skill, each.brier))) for name, each in found.forecasts.items()] + [
        ("difference", _ranged(found.differences["auc"]), _ranged(found.differences["skill"]), "")
    ]
    return (
        f"Conflict in the next quarter, {found.first} to {found.last}: {found.positives:,} of {found.rows:,} "
        "pairs and quarters\n\n"
    ) + _table(("foretold by", "AUC", "Brier skill", "Brier score"), rows)


def intervals_text(found: IntervalTest) -> str:
    """Return the tables of what intervals cover."""
    spread = ", ".join(f"{name} {value:.2f}" for name, value in asdict(found.spread).items())
    rows = [
        (f"{what}, {each.label}", f"{each.count:,}", *(f"{value:.3f}" for value in (each.inside, each.below, each.above)),
         f"{naive.inside:.3f}")
        for what, some, others in (("lift", found.lift, found.naive_lift), ("q", found.share, found.naive_share))
        for each, naive in zip(some, others, strict=True)
    ]  # fmt: skip
    return (
        f"90 % intervals of what came in {found.days} days, {found.first} to {found.last}; learnt before: {spread}\n\n"
    ) + _table(("", "count", "inside", "below", "above", "inside if acts were independent"), rows)


def assessment_to_dict(
    found: Comparison,
    conflict: ConflictTest | None,
    intervals: IntervalTest | None,
    measure: Measure,
    recent: Measure,
) -> Json:
    """Return all results as plain values; what cannot be worked out is null.

    ``measure`` is that of the comparison with outcomes, ``recent`` that of the forecasts and intervals.
    """
    return {
        "measure": dict(measure.to_dict()),
        "recent_half_life_days": recent.half_life_days,
        "by": found.by,
        "years": list(found.years),
        "rows": found.rows,
        "pairs": found.pairs,
        "actors": found.actors,
        "draws": found.draws,
        "seed": found.seed,
        "outcomes": [
            {
                "outcome": each.outcome,
                "statistic": _STATISTICS[each.scale],
                "hostile": each.hostile,
                "rows": each.rows,
                **({"positives": each.positives} if each.scale == "binary" else {}),
                "figures": {name: _plain(value) for name, value in each.figures.items()},
                "differences": [
                    {"measure": ours, "from": other, **_plain(value)}
                    for (ours, other), value in each.differences.items()
                ],
            }
            for each in found.agreements
        ],
        "same_everywhere": list(found.without),
        "conflict": _conflict_to_dict(conflict) if conflict else None,
        "intervals": _intervals_to_dict(intervals) if intervals else None,
    }


def _agreement_row(each: Agreement) -> tuple[str, ...]:
    turned = ", low means yes" if each.hostile and each.scale == "binary" else ", turned" if each.hostile else ""
    name = f"{each.outcome} ({_STATISTICS[each.scale]}{turned})"
    count = f"{each.positives:,} of {each.rows:,}" if each.scale == "binary" else f"{each.rows:,}"
    return (name, count, *(_ranged(each.figures[measure]) for measure in MEASURES))


def _conflict_to_dict(found: ConflictTest) -> Json:
    return {
        "rows": found.rows,
        "positives": found.positives,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "forecasts": {
            name: {"auc": _plain(each.auc), "brier": _plain(each.brier), "skill": _plain(each.skill)}
            for name, each in found.forecasts.items()
        },
        "differences": {name: _plain(value) for name, value in found.differences.items()},
    }


def _intervals_to_dict(found: IntervalTest) -> Json:
    def rows(coverage: Sequence[Coverage], naive: Sequence[Coverage]) -> list[Mapping[str, object]]:
        return [
            {**asdict(each), "inside_if_independent": other.inside} for each, other in zip(coverage, naive, strict=True)
        ]

    return {
        "days": found.days,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "spread": asdict(found.spread),
        "lift": rows(found.lift, found.naive_lift),
        "share": rows(found.share, found.naive_share),
    }


def _plain(value: Estimate) -> Json:
    return {
        name: None if math.isnan(number) else number
        for name, number in (("value", value.value), ("low", value.low), ("high", value.high))
    }


def _ranged(value: Estimate) -> str:
    return f"{_short(value.value)} [{_short(value.low)}, {_short(value.high)}]"


def _short(number: float) -> str:
    if math.isnan(number):
        return "-"
    return f"{number:.2f}".replace("0.", ".", 1) if abs(number) < 1 else f"{number:.2f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in (head, *rows)
    ]
    return "\n".join(line.rstrip() for line in lines)
