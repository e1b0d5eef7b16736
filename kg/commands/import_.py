"""Event data and built graphs in; one event table, and a summary of what it holds and what was left out, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "import",
        help="read event data (GDELT, ICEWS, POLECAT, plain tables) into a table of events",
        description="Read event data into one table of events (Parquet), with kg's relations and actors. Files may be "
        "plain, gzip or zip; folders are read with all they hold. Graphs that kg built from texts and earlier tables can "
        "be mixed in; the column dataset keeps them apart. What is left out is counted, with the reason.",
        epilog="Example: kg import 20240509.export.CSV.zip icews/ out -o events.parquet",
    )
    parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="*",
        type=Path,
        help="file or folder: event data, a built graph or its files, or an event table",
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="Parquet file to write")
    parser.add_argument("--format", metavar="NAME", help="format of all files (default: each is looked at); see --list")
    parser.add_argument("--list", action="store_true", help="print the formats, a line each, and stop")
    parser.add_argument(
        "--columns",
        metavar="WHAT=NAME",
        action="append",
        default=[],
        help="columns of a plain table, as date=when,source=who,relation=did,target=whom; also mode, id, teller, "
        "source_state and target_state",
    )
    parser.add_argument(
        "--all-events",
        action="store_true",
        help="keep events of GDELT from further down in the story too, not only those of its lead (root events)",
    )
    parser.add_argument("--since", metavar="DATE", type=types.day, help="leave out what happened before this day")
    parser.add_argument("--until", metavar="DATE", type=types.day, help="leave out what happened after this day")
    parser.add_argument(
        "--dataset",
        metavar="NAME",
        help="what the column dataset says of event data (default: gdelt, icews, polecat, table)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.errors import InputError
    from kg.eventdata import FORMATS, Options, import_events
    from kg.eventtable import write_table
    from kg.visible import visible

    if options.list:
        width = max(map(len, FORMATS))
        for name, each in FORMATS.items():
            print(f"{name:<{width}}  {each.about}")
        return 0
    if options.out is None or not options.paths:
        raise InputError("give what to read and where to write, as in: kg import events.csv -o events.parquet")
    if options.since and options.until and options.since > options.until:
        raise InputError(f"--since {options.since} is after --until {options.until}; change one of them")
    _check_out(options.out, options.paths)
    imported = import_events(
        options.paths,
        format=options.format,
        options=Options(
            all_events=options.all_events,
            columns=_columns(options.columns),
            since=options.since,
            until=options.until,
            dataset=options.dataset or "",
        ),
    )
    write_table(imported.table, options.out)
    print(visible(imported.to_text()))
    print(visible(f"\nWritten: {options.out}"))
    return 0


def _check_out(out: Path, paths: list[Path]) -> None:
    """Raise OutputError where the file cannot be meant."""
    from kg.errors import OutputError

    if out.is_dir():
        raise OutputError(f"{out}: is a folder; name a file in it, such as {out / 'events.parquet'}")
    if out.suffix.lower() != ".parquet":
        raise OutputError(f"{out}: the table is Parquet; end the name in .parquet")
    if any(out.resolve() == path.resolve() for path in paths):
        raise OutputError(f"{out}: is one of the files that are read; name another with -o")


def _columns(given: list[str]) -> dict[str, str]:
    """Return the columns by what they hold."""
    from kg.errors import InputError
    from kg.eventdata.plain import SYNONYMS

    found: dict[str, str] = {}
    for part in (part for each in given for part in each.split(",")):
        key, sign, name = part.partition("=")
        if not sign or not name.strip() or key.strip() not in SYNONYMS:
            raise InputError(
                f"--columns {part!r}: write WHAT=NAME, where WHAT is one of {', '.join(SYNONYMS)}, as in date=when"
            )
        found[key.strip()] = name.strip()
    return found
