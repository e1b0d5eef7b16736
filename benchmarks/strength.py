"""Invented events in; a table with the cost of strength, by kg and by plain NetworkX loops, and of an update, out.

``python benchmarks/strength.py --events 4000000``: the figures of kg and of the loops over the first events are compared to
1e-9 before anything is printed. The loops are timed on a part of the events, and their time is scaled up.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types
import numpy as np
import polars as pl

from kg.eventtable import SCHEMA
from kg.ontology import load_relations
from kg.strength import DEFAULT_MEASURE
from kg.strength.ledger import Ledger
from kg.strength.posterior import figures
from kg.strength.sums import pair_sums

_AS_OF: Final = date(2025, 1, 1)
_ACTORS: Final = 3_000
_DAYS: Final = 20 * 365
_LOOPED: Final = 200_000
"""How many events the loops are timed on."""

_MAXRSS_UNIT: Final = 1 if sys.platform == "darwin" else 1024
_Result = TypeVar("_Result")


def invented_table(events: int) -> pl.DataFrame:
    """Return an event table of acts between states and people of unequal prominence, over twenty years."""
    draw = np.random.default_rng(1)
    share = 1.0 / (np.arange(_ACTORS) + 5.0)
    a, b = (draw.choice(_ACTORS, events, p=share / share.sum()) for _ in range(2))
    relations = [relation for relation, kind in sorted(load_relations().items()) if not kind.static]
    names = pl.Series([f"actor-number-{number:05d}" for number in range(_ACTORS)])
    tellers = pl.Series([f"outlet {number}" for number in range(40)])
    days = pl.Series(draw.integers(0, _DAYS, events)) + (_AS_OF.toordinal() - date(1970, 1, 1).toordinal() - _DAYS)
    source, target = names.gather(a), names.gather(b)
    columns = {
        "event": pl.Series(np.arange(events)).cast(pl.String),
        "dataset": pl.repeat("invented", events, eager=True),
        "day": days.cast(pl.Int32).cast(pl.Date),
        "source": source,
        "source_name": source,
        "target": target,
        "target_name": target,
        "relation": pl.Series(relations).gather(draw.integers(0, len(relations), events)),
        "teller": tellers.gather(draw.integers(0, len(tellers), events)),
        "tellers": pl.repeat(1, events, dtype=pl.UInt16, eager=True),
        "polarity": pl.repeat("affirmed", events, eager=True).cast(SCHEMA["polarity"]),
        "modality": pl.repeat("actual", events, eager=True).cast(SCHEMA["modality"]),
        **{f"{side}_state": pl.repeat("", events, eager=True) for side in ("source", "target")},
        **{f"{side}_official": pl.repeat(True, events, eager=True) for side in ("source", "target")},
    }
    return pl.DataFrame(columns).select(SCHEMA.names())


def by_kg(table: pl.DataFrame) -> dict[tuple[str, str], float]:
    """Return the strength of every pair by kg."""
    return _by_pair(Ledger.of(table, DEFAULT_MEASURE))


def by_loops(table: pl.DataFrame) -> dict[tuple[str, str], float]:
    """Return the strength of every pair by plain loops over a NetworkX multigraph of events."""
    kinds = load_relations()
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for source, target, relation, day, teller in table.select("source", "target", "relation", "day", "teller").rows():
        if source != target:
            graph.add_edge(source, target, way=source, relation=relation, day=day, teller=teller)
    sums: dict[tuple[str, str], tuple[float, float, float]] = {}
    for a, b in {tuple(sorted(pair)) for pair in graph.edges()}:
        tellers: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for edge in graph[a][b].values():
            way = "both" if kinds[edge["relation"]].symmetric else edge["way"]
            tellers[way, edge["relation"], edge["day"]].add(edge["teller"])
        n = c = h = 0.0
        for (_, relation, day), names in tellers.items():
            age = (_AS_OF - day).days  # type: ignore[operator]  # a day
            weight = 2.0 ** (-age / DEFAULT_MEASURE.half_life_days) * (1.0 - 0.3 ** len(names))
            sign = kinds[relation].sign  # type: ignore[index]  # a relation
            n, c, h = n + weight, c + weight * (sign > 0), h + weight * (sign < 0)
        sums[a, b] = n, c, h
    return _figures_by_loops(sums)


def _figures_by_loops(sums: dict[tuple[str, str], tuple[float, float, float]]) -> dict[tuple[str, str], float]:
    activity: dict[str, float] = defaultdict(float)
    own: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for pair, (n, c, h) in sums.items():
        for actor in pair:
            activity[actor] += n
            own[actor][0] += c
            own[actor][1] += h
    rows, columns = dict.fromkeys(activity, 1.0), dict.fromkeys(activity, 1.0)
    for _ in range(30):
        total = sum(columns.values())
        rows = {actor: value / (total - columns[actor]) for actor, value in activity.items()}
        total = sum(rows.values())
        columns = {actor: value / (total - rows[actor]) for actor, value in activity.items()}
    friendly, hostile = sum(c for _, c, _ in sums.values()), sum(h for _, _, h in sums.values())
    overall = (friendly + 1.0) / (friendly + hostile + 2.0)
    base = math.log(overall / (1.0 - overall))
    odds = {}
    for actor, (c, h) in own.items():
        share = (c + 5.0 * overall) / (c + h + 5.0)
        odds[actor] = math.log(share / (1.0 - share)) - base
    found = {}
    for (a, b), (n, c, h) in sums.items():
        habit = 1.0 / (1.0 + math.exp(-(base + 0.5 * (odds[a] + odds[b]))))
        hardly_known = min(sum(own[a]), sum(own[b])) < 5.0
        if hardly_known and (c > 0) != (h > 0):
            habit = max(habit, 0.5) if c > 0 else min(habit, 0.5)
        expected = (rows[a] * columns[b] + rows[b] * columns[a]) / 2.0
        affinity = 2.0 * (c + 4.0 * habit) / (c + h + 4.0) - 1.0
        found[a, b] = affinity * math.log2(1.0 + (n + 0.1) / (expected + 0.1))
    return found


def _by_pair(ledger: Ledger) -> dict[tuple[str, str], float]:
    sums = pair_sums(ledger, DEFAULT_MEASURE, as_of=_AS_OF)
    strength = figures(sums, DEFAULT_MEASURE, intervals=False).strength
    pairs = zip(sums.a.tolist(), sums.b.tolist(), strict=True)
    return {(sums.actors[a], sums.actors[b]): value for (a, b), value in zip(pairs, strength.tolist(), strict=True)}


def _timed(work: Callable[[], _Result]) -> tuple[float, _Result]:
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def main() -> None:
    """Check that both ways agree, time them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=4_000_000, help="how many (default: %(default)s)")
    events = parser.parse_args().events
    table = invented_table(events)
    part = table.head(min(events, _LOOPED))
    loop_seconds, expected = _timed(lambda: by_loops(part))
    found = by_kg(part)
    worst = max(abs(found[pair] - value) for pair, value in expected.items())
    if found.keys() != expected.keys() or worst > 1e-9:
        sys.exit(f"kg and the loops differ by {worst:.1e}")
    naive = loop_seconds * events / part.height

    string_seconds, ledger = _timed(lambda: Ledger.of(table, DEFAULT_MEASURE))

    def finish(of: Ledger) -> Callable[[], object]:
        return lambda: figures(pair_sums(of, DEFAULT_MEASURE, as_of=_AS_OF), DEFAULT_MEASURE, intervals=False)

    code_seconds, whole = _timed(finish(ledger))
    cut = events - events // 100
    before = Ledger.of(table.head(cut), DEFAULT_MEASURE)
    add_seconds, after = _timed(lambda: before.add(table.tail(events - cut)))
    again_seconds, again = _timed(finish(after))
    same = all(np.array_equal(one, other, equal_nan=True) for one, other in zip(whole, again, strict=True))  # type: ignore[call-overload]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT
    print(f"{events:,} events, {len(ledger.actors):,} actors, {len(whole.strength):,} pairs")  # type: ignore[attr-defined]
    print(f"kg and the loops differ by at most {worst:.1e} on {part.height:,} events\n")
    print(f"{'':44}{'CPU s':>8}{'events/s':>12}{'loops take':>12}")
    for name, seconds in (
        ("NetworkX loops (scaled up)", naive),
        ("kg, from a table of strings", string_seconds + code_seconds),
        ("kg, from integer codes", code_seconds),
    ):
        print(f"{name:44}{seconds:>8.2f}{events / seconds:>12,.0f}{naive / seconds:>11.0f}x")
    rebuild = string_seconds + code_seconds
    print(
        f"\nadding 1 % of the events: {add_seconds:.2f} s, {add_seconds / string_seconds:.1%} of making the ledger anew"
    )
    print(
        f"strengths after it: {again_seconds:.2f} s; both together {(add_seconds + again_seconds) / rebuild:.0%} of a rebuild"
    )
    print(f"the same bits as a rebuild: {'yes' if same else 'NO'}")
    print(f"most memory, input and two ledgers included: {peak / 1e9:.2f} GB")


if __name__ == "__main__":
    main()
