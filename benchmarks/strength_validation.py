"""Country-pair events and what is known of the pairs from outside in; the validity of every measure of strength out.

THE SPLIT, fixed before any parameter was chosen
------------------------------------------------
The development events are three codings of the world's news, each a sample of the next larger one (every act of 2014 in
``C0515`` is in ``B1215``, nine in ten acts of that are in ``D14``), so that only time separates them:

- CHOOSING: events, truth rows and outcomes dated before 1 January 2014, of the sets ``C0515`` (2005-2013) and ``B1215``
  (7 August 2012 to 2013). Half-lives, priors, exponents, signs of codes, the factors of the intervals and everything else
  that could have been otherwise are chosen on these alone, or stood in the design page before.
- TESTING: truth rows of 2014, and outcomes (weeks, months, quarters) that lie in 2014, of the sets ``C0515``, ``B1215`` and
  ``D14``. Earlier events may be input to a figure that is tested, as they would be for a user; no outcome of 2014 may be
  looked at to choose anything. Test figures are taken once, after choosing, and reported beside those of choosing.

The three columns of the design page are ``C0515`` 2005-2011 (all of it choosing), ``D14`` 2014 (all of it testing) and
``B1215`` 2013-2015, of which these data hold 2013 (choosing) and 2014 (testing).

What the split cannot separate: alliances and rivalries of 2014 are nearly those of 2013, so that the parts share their
truth; a test on other pairs or other decades needs other data. ``H`` about 4 years, ``g`` .5, ``a`` .3 and the formula of T
come from the design page, whose authors saw years that are here.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special  # type: ignore[import-untyped]  # scipy ships no types

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import polars as pl

from benchmarks.stories import World, world
from kg.assessment.calibration import MONTH, interval_test
from kg.assessment.comparison import compared
from kg.assessment.conflict import conflict_test
from kg.assessment.coverage import lift_coverage, share_coverage
from kg.assessment.measures import MEASURES, Source
from kg.assessment.outlook import Outlook, outlook
from kg.assessment.records import kinds_of_acts, read_records
from kg.assessment.spread import INDEPENDENT, Spread, estimate_spread
from kg.assessment.truth import Truth, read_truth
from kg.strength import Measure
from kg.strength.posterior import figures
from kg.strength.sums import pair_sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.assessment.bootstrap import Estimate
    from kg.assessment.coverage import Coverage

_EVENTS: Final = "country_events_dev.csv.gz"
_TRUTH: Final = "dyad_truth_2005_2014.csv.gz"
_OUTCOMES: Final = ("un_agree", "ally_def", "rival", "mid")
_SPLIT: Final = date(2014, 1, 1)
_WINDOWS: Final = (
    ("choosing", "C0515", 2005, 2011), ("choosing", "C0515", 2005, 2013), ("choosing", "B1215", 2012, 2013),
    ("testing", "C0515", 2014, 2014), ("testing", "B1215", 2014, 2014), ("testing", "D14", 2014, 2014),
)  # fmt: skip
_DESIGN: Final = Measure(half_life_days=1461, level="state", lift_prior=0.3, habits_overrule=True)
_MEASURES: Final = (
    ("as in the design page", _DESIGN),
    ("as the design page, a = .1 (chosen)", replace(_DESIGN, lift_prior=0.1)),
    ("kg's defaults", Measure(half_life_days=1461, level="state")),
)
_WARM: Final = date(2006, 1, 1)
_LEARN: Final = date(2013, 1, 1)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Validity of strength, choosing and testing apart, as Markdown.")
    parser.add_argument("data", type=Path, help="folder with the events and the truth table")
    parser.add_argument("--draws", type=int, default=400, help="draws of actors (default: %(default)s)")
    options = parser.parse_args()
    truth = read_truth([options.data / _TRUTH], outcomes=_OUTCOMES)
    print_validity(options.data, truth, draws=options.draws)
    print_conflict(options.data, draws=options.draws)
    print_coverage(options.data)
    print_simulated()


def print_validity(data: Path, truth: Truth, *, draws: int) -> None:
    """Print for each measure how it agrees with each outcome."""
    for title, measure in _MEASURES:
        print(f"\n### Validity, {title}\n")
        print(f"| part, set, years | pairs | outcome | {' | '.join(MEASURES)} |")
        print("|---" * (3 + len(MEASURES)) + "|")
        for part, name, first, last in _WINDOWS:
            source = Source.of(read_records(data / _EVENTS, where={"set": name}), measure)
            shown = replace(truth, rows=truth.rows.filter(pl.col("year").is_between(first, last)))
            found = compared(source, shown, path=_TRUTH, draws=draws)
            for each in found.agreements:
                cells = " | ".join(_cell(each.figures[name]) for name in MEASURES)
                print(f"| {part}, {name} {first}-{last} | {each.rows} | {each.outcome} | {cells} |")


def print_conflict(data: Path, *, draws: int) -> None:
    """Print how well conflict of the next quarter is foretold."""
    print(
        "\n### Conflict in the next quarter\n\n| part, set | rows | positives | by | AUC | Brier skill |\n|---|---|---|---|---|---|"
    )
    for name, part, since, until in (
        ("C0515", "choosing", None, _SPLIT), ("B1215", "choosing", None, _SPLIT), ("C0515", "testing", _SPLIT, None),
        ("B1215", "testing", _SPLIT, None), ("D14", "testing", _SPLIT, None),
    ):  # fmt: skip
        source = _monitoring(data, name)
        found = conflict_test(source, since=since, until=until, draws=draws)
        for by, each in found.forecasts.items():
            print(
                f"| {part}, {name} | {found.rows} | {found.positives} | {by} | {_cell(each.auc)} | {_cell(each.skill)} |"
            )


def print_coverage(data: Path) -> None:
    """Print what 90 % intervals cover, with the spread learnt from the choosing part."""
    learnt: dict[str, Spread] = {}
    for name, begin in (("C0515", _WARM), ("B1215", _LEARN)):
        source = _monitoring(data, name)
        learnt[name] = estimate_spread(outlook(source, _months(begin, _SPLIT, ahead=3), days=MONTH, ahead=3))
        print(f"\n### Coverage, {name}, learnt before {_SPLIT}: {learnt[name]}")
        _print_covered("choosing", outlook(source, _months(begin, _SPLIT, ahead=1), days=MONTH), learnt[name])
        _print_covered("testing", outlook(source, _months(_SPLIT, date(2015, 1, 1), ahead=1), days=MONTH), learnt[name])
        weeks = [date.fromordinal(_SPLIT.toordinal() + 7 * week) for week in range(51)]
        week = outlook(source, weeks, days=7)
        before = [date.fromordinal(_LEARN.toordinal() + 7 * week) for week in range(49)]
        _print_covered("testing, weeks", week, estimate_spread(outlook(source, before, days=7, ahead=3)))
    print("\n### Coverage, D14, learnt from its first half (there is nothing before 2014)")
    found = interval_test(_monitoring(data, "D14"))
    print(found.spread)
    _print_rows("testing", found.lift, found.naive_lift)
    _print_rows("testing", found.share, found.naive_share)
    source = _monitoring(data, "D14")
    weeks = [date.fromordinal(date(2014, 7, 1).toordinal() + 7 * week) for week in range(26)]
    before = [date.fromordinal(date(2014, 3, 1).toordinal() + 7 * week) for week in range(14)]
    _print_covered(
        "testing, weeks", outlook(source, weeks, days=7), estimate_spread(outlook(source, before, days=7, ahead=3))
    )


def print_simulated() -> None:
    """Print what intervals cover of the true lift and share in invented worlds of stories."""
    print("\n### Invented stories: 90 % intervals of the true values, pairs of weight 3 or more, five worlds\n")
    print(
        "| acts a story | lift | lift, if independent | q | q, if independent | T | T, if independent | burst | noise |\n"
        + "|---" * 9
        + "|"
    )
    for acts in (1, 5, 12):
        rows = [_true_coverage(world(seed=seed, acts=acts, stories=20_000 / acts)) for seed in range(1, 6)]
        print(f"| {acts} | " + " | ".join(f"{value:.2f}" for value in np.mean(rows, axis=0)) + " |")


def _true_coverage(invented: World) -> tuple[float, ...]:
    source = Source.of(invented.records, Measure(level="state", habits_overrule=True))
    origins = _months(date(2010, 10, 1), date(2012, 1, 1), ahead=3)
    spread = estimate_spread(outlook(source, origins, days=MONTH, ahead=3))
    seen = outlook(source, [date(2012, 12, 1)], days=MONTH)
    covered = [true_values_covered(seen, invented, each) for each in (spread, INDEPENDENT)]
    whole = [true_strength_covered(source, invented, each) for each in (spread, INDEPENDENT)]
    return covered[0][0], covered[1][0], covered[0][1], covered[1][1], *whole, spread.burst, spread.noise


def true_strength_covered(source: Source, invented: World, spread: Spread) -> float:
    """Return how often the interval of T, as strength gives it, holds the true T of pairs with a weight of 3 or more."""
    measure = spread.applied_to(source.measure)
    sums = pair_sums(source.ledger, measure, as_of=date(2012, 12, 1), relations=kinds_of_acts())
    found = figures(sums, measure)
    pairs = [(sums.actors[a], sums.actors[b]) for a, b in zip(sums.a, sums.b, strict=True)]
    true = np.array([(2.0 * invented.share[pair] - 1.0) * np.log2(1.0 + invented.lift[pair]) for pair in pairs])
    return float(((found.low <= true) & (true <= found.high))[sums.observed >= 3.0].mean())


def true_values_covered(seen: Outlook, invented: World, spread: Spread) -> tuple[float, float]:
    """Return how often the 90 % intervals hold the true lift and the true share, of pairs with a weight of 3 or more."""
    seen = seen.at(seen.observed >= 3.0)
    shape = 1.0 / spread.of_lift(seen.observed, seen.measure.lift_prior)
    lift = np.array([invented.lift[pair] for pair in seen.pairs]) / seen.lift * shape
    inside = (special.gammaincinv(shape, 0.05) <= lift) & (lift <= special.gammaincinv(shape, 0.95))
    size = 1.0 / spread.of_share(seen.signed, seen.measure.balance_prior) - 1.0
    share = np.array([invented.share[pair] for pair in seen.pairs])
    low, high = (special.betaincinv(seen.share * size, (1.0 - seen.share) * size, end) for end in (0.05, 0.95))
    return float(inside.mean()), float(((low <= share) & (share <= high)).mean())


def _monitoring(data: Path, name: str) -> Source:
    return Source.of(read_records(data / _EVENTS, where={"set": name}), replace(_DESIGN, half_life_days=365.0))


def _months(start: date, stop: date, *, ahead: int) -> Sequence[date]:
    count = ((stop - start).days - ahead * MONTH) // MONTH + 1
    return [date.fromordinal(start.toordinal() + MONTH * number) for number in range(count)]


def _print_covered(part: str, found: Outlook, spread: Spread) -> None:
    _print_rows(part, lift_coverage(found, spread), lift_coverage(found, INDEPENDENT))
    _print_rows(part, share_coverage(found, spread), share_coverage(found, INDEPENDENT))


def _print_rows(part: str, found: Sequence[Coverage], naive: Sequence[Coverage]) -> None:
    print(f"\n| {part} | count | inside | below | above | inside if independent |\n|---|---|---|---|---|---|")
    for each, other in zip(found, naive, strict=True):
        print(
            f"| {each.label} | {each.count} | {each.inside:.3f} | {each.below:.3f} | {each.above:.3f} | {other.inside:.3f} |"
        )


def _cell(value: Estimate) -> str:
    return f"{value.value:.2f} [{value.low:.2f}, {value.high:.2f}]"


if __name__ == "__main__":
    main()
