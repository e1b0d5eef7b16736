"""News texts in; their events as JSON Lines out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.common import add_input, add_work
from kg.commands.failing import errors_file

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands
    from kg.model import Skipped


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "extract",
        help="write the events of news texts as JSON Lines",
        description="Write one event a line, in the order of the articles and of their texts.",
    )
    add_input(parser)
    add_work(parser)
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="file to write (default: standard output)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.exporters.events import event_to_dict
    from kg.files import to_json_line, write_jsonl
    from kg.pipeline import find_events
    from kg.report import skipped_lines

    skipped: list[Skipped] = []
    with errors_file(options.errors) as on_failed:
        events = find_events(
            options.paths,
            model=options.model,
            readers=options.readers or "both",
            published=options.published,
            columns=options.columns,
            min_confidence=options.min_confidence,
            on_skipped=skipped.append,
            jobs=options.jobs,
            on_failed=on_failed,
        )
        rows = map(event_to_dict, events)
        if options.out is not None:
            write_jsonl(options.out, rows)
        else:
            for row in rows:
                print(to_json_line(row))
    for line in skipped_lines(skipped)[1:]:
        print(line, file=sys.stderr)
    return 0
