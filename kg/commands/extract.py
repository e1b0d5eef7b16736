"""News texts in; their events as JSON Lines out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.common import add_input, add_work, texts_of
from kg.commands.failing import errors_file
from kg.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from kg.commands.common import Commands
    from kg.isolated import OnFailed
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
    parser.add_argument(
        "-o",
        "--out",
        metavar="FILE",
        type=Path,
        help="file to write (default: standard output); with --engine spark, a name without a suffix is a folder for "
        "the tables events, errors and skipped, which the workers write in parts",
    )
    parser.add_argument(
        "--engine",
        choices=("local", "spark"),
        default="local",
        help="who does the work: processes of this machine, or Apache Spark, which writes the same (default: %(default)s)",
    )
    parser.add_argument(
        "--master",
        metavar="URL",
        help="with --engine spark: a cluster such as spark://host:7077, or cores of this machine (default: local[*])",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.report import skipped_lines

    if options.engine == "local" and options.master is not None:
        raise InputError("--master is for --engine spark; add that, or leave it out")
    if options.engine == "spark" and options.jobs != 1:
        raise InputError("--jobs is for the local engine; tell Spark how many cores by --master, such as local[2]")
    with errors_file(options.errors) as on_failed:
        skipped = (_with_spark if options.engine == "spark" else _here)(options, on_failed)
    for line in skipped_lines(skipped)[1:]:
        print(line, file=sys.stderr)
    return 0


def _here(options: argparse.Namespace, on_failed: OnFailed) -> Sequence[Skipped]:
    """Write the events that this machine finds, and return what was left out."""
    from kg.exporters.events import event_to_dict
    from kg.files import to_json_line
    from kg.pipeline import find_events

    skipped: list[Skipped] = []
    events = find_events(
        options.paths,
        min_confidence=options.min_confidence,
        on_skipped=skipped.append,
        jobs=options.jobs,
        on_failed=on_failed,
        **texts_of(options),
    )
    _write((to_json_line(event_to_dict(event)) for event in events), options.out)
    return skipped


def _with_spark(options: argparse.Namespace, on_failed: OnFailed) -> Sequence[Skipped]:
    """Write the events that Spark finds, and return what was left out, as far as it is not written."""
    from kg.cluster import extract_with_spark
    from kg.cluster.session import DEFAULT_MASTER
    from kg.report import count

    with extract_with_spark(
        options.paths,
        master=options.master or DEFAULT_MASTER,
        min_confidence=options.min_confidence,
        **texts_of(options),
    ) as found:
        for failure in found.failures:
            on_failed(failure)
        if options.out is None or (options.out.suffix and not options.out.is_dir()):
            _write(found.lines(), options.out)
            return found.skipped()
        found.write(options.out)
        if number := found.count_skipped():
            print(f"Left out: {count(number, 'input')}, told in {options.out / 'skipped'}", file=sys.stderr)
        return ()


def _write(lines: Iterable[str], path: Path | None) -> None:
    from kg.files import open_atomic

    if path is None:
        for line in lines:
            print(line)
        return
    with open_atomic(path) as file:
        file.writelines(f"{line}\n" for line in lines)
