"""Sources of events and two names in; strength over time and the dates on which it changed printed, written or drawn."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import argument_types as types
from kg.commands.common import DEFAULT_OUT
from kg.commands.measuring import add_measure, measure_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from kg.commands.common import Commands
    from kg.courses import Change, Courses

_LISTED: Final = 20


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "course",
        usage="kg course [options] A B [SOURCE ...]\n"
        "       kg course [options] --actor A [SOURCE ...]\n"
        "       kg course [options] --all [SOURCE ...]",
        help="print how strength changed over time, with the dates and acts of each change",
        description="Print the strength of two actors as of the end of each period, with its interval and parts, and the "
        "dates on which they became friendlier or more hostile, or dealt with each other more or less, with the acts that "
        "made the change. Acts of no known day are in no period; they are counted and left out.",
        epilog="Example: kg course France Germany out gdelt.parquet --by quarter --plot france-germany.svg",
    )
    parser.add_argument(
        "words",
        metavar="A B SOURCE",
        nargs="*",
        help="names or ids of two actors; then folders of built graphs, RDF, events files or event tables (.parquet), "
        f"several are mixed (default: {DEFAULT_OUT})",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--actor", metavar="A", help="every pair of this actor; then all words are sources")
    which.add_argument("--all", action="store_true", help="every pair of the graph; then all words are sources")
    parser.add_argument(
        "--by", choices=("week", "month", "quarter", "year"), default="month", help="periods (default: %(default)s)"
    )
    parser.add_argument(
        "--since",
        metavar="DATE",
        type=types.day,
        help="first day, as 2024-05-09 (default: the period of the first act)",
    )
    parser.add_argument(
        "--until",
        metavar="DATE",
        type=types.day,
        help="last day; later acts do not count (default: that of the last act)",
    )
    parser.add_argument(
        "--changes", action="store_true", help="print the changes alone: a row each in CSV and JSON, no periods"
    )
    parser.add_argument(
        "--format", choices=("text", "csv", "json"), default="text", help="form of the output (default: %(default)s)"
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=types.positive,
        help=f"with --actor and --all: the N pairs with most acts (default: {_LISTED} in the text, else all)",
    )
    parser.add_argument(
        "--no-intervals",
        action="store_true",
        help="with --actor and --all: leave the intervals out, which take longest",
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write there instead of printing")
    parser.add_argument(
        "--plot",
        metavar="FILE",
        type=Path,
        help="draw the course of two actors too, into FILE.svg, .png or .pdf (needs the extra plot)",
    )
    add_measure(parser, one_day=False)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.courses import courses_of
    from kg.errors import InputError

    many = options.actor is not None or options.all
    names, sources = ([], options.words) if many else (options.words[:2], options.words[2:])
    if not many and len(names) < 2:
        raise InputError("course takes two actors, such as: kg course France Germany; or --actor France, or --all")
    if many and options.plot:
        raise InputError("--plot draws two actors; give their names instead of --actor or --all")
    if options.plot:
        from kg.drawing import check_picture

        check_picture(options.plot)
    sources = sources or [str(DEFAULT_OUT)]
    courses = courses_of([Path(source) for source in sources], measure=measure_of(options))
    _put(_of_many(courses, options) if many else _of_two(courses, names, options), options.out)
    return 0


def _of_two(courses: Courses, names: list[str], options: argparse.Namespace) -> str:
    import json

    from kg.courses.rows import changes_csv, changes_json, series_csv
    from kg.courses.text import change_lines
    from kg.visible import visible

    course = courses.course(names[0], names[1], by=options.by, since=options.since, until=options.until)
    if options.plot:
        course.plot(options.plot)
    changes = [(course.a, course.b, change) for change in course.changes]
    if options.format == "csv":
        ends = {"a": course.a, "b": course.b}
        return changes_csv(courses, changes) if options.changes else series_csv(course.frame, course.parameters, **ends)
    if options.format == "json":
        return (
            changes_json(courses, changes)
            if options.changes
            else json.dumps(course.to_dict(), ensure_ascii=False, indent=2)
        )
    return visible("\n".join(change_lines(course)) if options.changes else course.to_table())


def _of_many(courses: Courses, options: argparse.Namespace) -> str:
    from kg.courses.rows import changes_csv, changes_json, series_csv, series_json
    from kg.courses.text import changes_text, courses_text
    from kg.visible import visible

    text = options.format == "text"
    pairs = courses.pairs_of(options.actor)
    limit = options.limit or (_LISTED if text and not options.changes else len(pairs))
    hidden = len(pairs) - len(pairs[:limit])
    pairs = pairs[:limit]
    if options.changes:
        found = _changes(courses, pairs, options)
        if options.format == "csv":
            return changes_csv(courses, found)
        return changes_json(courses, found) if options.format == "json" else changes_text(courses, found)
    frame = courses.frame(
        pairs,
        by=options.by,
        since=options.since,
        until=options.until,
        intervals=not text and not options.no_intervals,
    )
    parameters = {"by": options.by, "sources": list(courses.sources), **courses.measure.to_dict()}
    if options.format == "csv":
        return series_csv(frame, parameters)
    if options.format == "json":
        return series_json(frame, parameters)
    more = f"\n{hidden:,} more pairs; --limit N shows N." if hidden and len(frame) else ""
    return visible(courses_text(courses, frame, _changes(courses, pairs, options)) + more)


def _changes(
    courses: Courses, pairs: NDArray[np.intp], options: argparse.Namespace
) -> Iterator[tuple[str, str, Change]]:
    return courses.changes(pairs, since=options.since, until=options.until)


def _put(text: str, output: Path | None) -> None:
    from kg.files import write_text_atomic

    if output is None:
        print(text.removesuffix("\n"))
    else:
        write_text_atomic(output, text.removesuffix("\n") + "\n")
