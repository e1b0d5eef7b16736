"""How fast GDELT's rows become events, beside polars' own read of the same file, and in how much memory.

Run: ``python benchmarks/import_.py [--rows 200000] [--repeat 5] [--large 4000000]``. The rows are invented here, with the
columns, codes and lengths of GDELT's: the same ones each time.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from kg.eventdata import Imported, import_events
from kg.eventdata.codes import cameo_relations
from kg.eventtable import write_table
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DAY: Final = "20240509"
_TYPES: Final = ("", "", "", "GOV", "GOV", "MIL", "COP", "CVL", "BUS", "MED", "OPP", "REB", "EDU", "LEG", "JUD")
_GROUPS: Final = ("UNO", "EEC", "NAT", "IMF", "HMS")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--large", type=int, default=0, help="rows of a second file, read once for its memory")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        _measure(options.measure)
        return
    with tempfile.TemporaryDirectory() as folder:
        day = Path(folder) / f"{_DAY}.export.CSV"
        write_rows(day, options.rows)
        print(f"{options.rows:,} rows of GDELT 1.0, {day.stat().st_size / 1e6:.0f} MB, best of {options.repeat}")
        import_events(day)  # loads the tables of names and codes, once in a run
        # In turn, so that what else the machine does falls on both.
        pairs = [(_seconds(lambda: _polars(day)), _seconds(lambda: import_events(day))) for _ in range(options.repeat)]
        plain, ours = (min(column) for column in zip(*pairs, strict=True))
        print(f"  polars, all columns as text   {plain:6.3f} s")
        print(f"  kg import, to an event table  {ours:6.3f} s   {ours / plain:.2f} times as long")
        for rows in (options.rows, options.large):
            if rows:
                write_rows(day, rows)
                script = [sys.executable, __file__, "--measure", str(day)]
                print(subprocess.run(script, check=True, capture_output=True, text=True).stdout, end="")


def write_rows(path: Path, rows: int, *, seed: int = 1) -> None:
    """Write invented rows of GDELT 1.0, the same ones for the same seed."""
    with path.open("w", encoding="utf-8") as handle:
        handle.writelines("\t".join(row) + "\n" for row in _rows(rows, random.Random(seed)))


def _rows(rows: int, chance: random.Random) -> Iterator[list[str]]:
    states = [(state.iso3, state.actor.name.upper()) for state in load_reference().states.values() if state.iso3]
    weights = [1 / (place + 1) for place in range(len(states))]
    chance.shuffle(states)
    codes = [code for code in cameo_relations() if len(code) > 2]
    ends = [iter(chance.choices(states, weights, k=rows)) for _ in range(2)]
    for number in range(rows):
        actors = [_actor(next(end), chance) for end in ends]
        code = chance.choice(codes)
        sources = chance.choice((1, 1, 1, 1, 2, 3, 5))
        geo = [
            ["4", f"Place {chance.randrange(3000)}, Region, Country", "XX", "XX01", f"{chance.uniform(-90, 90):.4f}",
             f"{chance.uniform(-180, 180):.4f}", str(-chance.randrange(10**7))]
            for _ in range(3)
        ]  # fmt: skip
        yield [
            str(900_000_000 + number), chance.choice((_DAY, _DAY, _DAY, "20240508", "20230509")), "202405", "2024",
            "2024.3534", *actors[0], *actors[1], chance.choice("0111"), code, code[:3], code[:2], "1",
            f"{chance.uniform(-10, 10):.1f}", str(10 * sources), str(sources), str(10 * sources),
            f"{chance.uniform(-9, 9):.12f}", *geo[0], *geo[1], *geo[2], _DAY,
            f"https://www.outlet{chance.randrange(4000)}.example/world/2024/may/09/a-story-of-the-day-{number // 3}",
        ]  # fmt: skip


def _actor(state: tuple[str, str], chance: random.Random) -> list[str]:
    kind = chance.random()
    if kind < 0.1:
        return [""] * 10
    if kind < 0.15:
        group = chance.choice(_GROUPS)
        return [f"IGO{group}", group, "", group, "", "", "", "IGO", "", ""]
    role = chance.choice(_TYPES)
    country = "" if kind < 0.25 else state[0]
    return [country + role, state[1], country, "", "", "", "", role, "", ""]


def _polars(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, separator="\t", has_header=False, infer_schema=False, quote_char=None)


def _seconds(work: Callable[[], pl.DataFrame | Imported]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _measure(path: Path) -> None:
    """Print time and memory of an import and a write in a process of their own."""
    start = time.perf_counter()
    imported = import_events(path)
    read = time.perf_counter() - start
    write_table(imported.table, path.with_suffix(".parquet"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    print(
        f"  {imported.rows:,} rows ({size:,.0f} MB) to {imported.table.height:,} events: {read:.2f} s with the tables of "
        f"names, written {time.perf_counter() - start - read:.2f} s, peak {peak:,.0f} MB"
    )


if __name__ == "__main__":
    main()
