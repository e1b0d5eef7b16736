"""Events in; a sheet for a person to judge out, and figures of a judged one printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import DEFAULT_OUT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from kg.commands.common import Commands
    from kg.model import Event


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "audit",
        help="draw events for a person to judge, and count the judgements",
        description="Draw a sample of events into a sheet for a person to judge; from the filled sheet, print how many "
        "events are right, by relation and by confidence.",
        epilog="Example: kg audit out --sample 60 --sheet audit.csv, then: kg audit --filled audit.csv",
    )
    parser.add_argument(
        "events",
        metavar="EVENTS",
        nargs="?",
        type=Path,
        default=DEFAULT_OUT,
        help="events file, or folder of a built graph (default: %(default)s)",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--sheet", metavar="FILE", type=Path, help="CSV file to write the sample to")
    what.add_argument("--filled", metavar="FILE", type=Path, help="sheet with judgements to count")
    parser.add_argument(
        "--sample", metavar="N", type=types.positive, default=60, help="number of events to draw (default: %(default)s)"
    )
    parser.add_argument(
        "--by", choices=("relation",), help="draw equally many events of each relation, where it has them"
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=1, help="another number draws another sample (default: %(default)s)"
    )
    parser.add_argument("--judged", metavar="FILE", type=Path, help="older sheet to take judgements over from")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the count (default: %(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.audit import assess, carry_over, draw_sample
    from kg.figures import audit_text, audit_to_dict, sample_text
    from kg.sheet import read_sheet, write_sheet
    from kg.visible import visible

    if options.filled is not None:
        found = assess(read_sheet(options.filled))
        text = json.dumps(audit_to_dict(found), ensure_ascii=False, indent=2)
        print(text if options.format == "json" else visible(audit_text(found)))
        return 0
    judged = read_sheet(options.judged) if options.judged is not None else ()
    events = _events_of(options.events)
    sample = draw_sample(events, size=options.sample, seed=options.seed, by_relation=options.by == "relation")
    rows = carry_over(sample.rows, judged)
    write_sheet(rows, options.sheet)
    carried = None if options.judged is None else sum(row.right is not None for row in rows)
    print(visible(sample_text(sample, path=options.sheet, carried=carried)))
    return 0


def _events_of(path: Path) -> Iterable[Event]:
    """Return the events of an events file, or of a built graph: a folder or its Turtle file."""
    if path.suffix in {".jsonl", ".ndjson"} or (path.is_file() and path.suffix != ".ttl"):
        from kg.exporters.events import read_events

        return read_events(path)
    from kg.pipeline import read

    return read(path).events
