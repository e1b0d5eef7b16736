"""A built graph, an RDF file or events with their texts in; files for other programs out."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import add_columns
from kg.commands.progress import progress_bar
from kg.errors import OutputError
from kg.visible import visible

if TYPE_CHECKING:
    import argparse

    from kg.built import Graph
    from kg.commands.common import Commands
    from kg.exporters import Exporter


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "export",
        help="write a graph in the formats of other programs",
        description="Write a built graph, an RDF file that kg wrote or an events file in other formats. "
        "Without -o, each file is put beside the source, under its name and with the format's suffix.",
        epilog="Example: kg export out --to parquet --to rdfxml && kg export out -o - --to ntriples | wc -l",
    )
    parser.add_argument(
        "source",
        metavar="SOURCE",
        nargs="?",
        type=Path,
        help="folder of a built graph, RDF file (.ttl, .nt, .trig, .jsonld, .rdf) or events file (.jsonl)",
    )
    parser.add_argument(
        "--to", metavar="FORMAT", action="append", default=[], help="format, may be given several times; see --list"
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar="FILE",
        help="file (for neo4j: folder) to write, its suffix says the format; - for the standard output",
    )
    parser.add_argument("--list", action="store_true", help="print the formats, a line each, and stop")
    parser.add_argument(
        "--base",
        metavar="IRI",
        type=types.base,
        help="what the IRIs of actors, events and articles begin with; ends in / or # (default: as in the source)",
    )
    parser.add_argument(
        "--articles",
        metavar="PATH",
        nargs="+",
        action="extend",
        default=[],
        type=Path,
        help="files and folders with the texts that the events of an events file came from",
    )
    parser.add_argument(
        "--published", metavar="DATE", type=types.day, help="publication day of these texts, as given to kg build"
    )
    add_columns(parser)
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=types.day,
        help="day that strengths are as of, as 2024-05-09 (default: the latest day in the articles)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.exporters import EXPORTERS
    from kg.report import skipped_lines
    from kg.sources import base_of, open_source

    if options.list:
        width = max(map(len, EXPORTERS))
        for name, each in EXPORTERS.items():
            print(f"{name:<{width}}  {each.file_name:<15}  {each.about}")
        return 0
    exporters = _chosen(options)
    places = _places(options, exporters)
    own = [place for place in places if _is_source(place, options.source)] if len(places) > 1 else []
    graph = open_source(
        options.source,
        articles=options.articles,
        published=options.published,
        columns=options.columns,
        today=options.today,
    )
    base = options.base or base_of(options.source)
    for exporter, path in zip(exporters, places, strict=True):
        if path in own:
            print(visible(f"kg: {path}: is the source itself, so {exporter.name} is not written"), file=sys.stderr)
        elif path is None:
            _print(graph, exporter, base=base)
        else:
            notes = _write(graph, exporter, path, base=base)
            print(visible(f"Written: {path}"))
            for note in notes:
                print(visible(f"  {note}"))
    for line in skipped_lines(graph.corpus.skipped)[1:]:
        print(visible(line), file=sys.stderr)
    return 0


def _chosen(options: argparse.Namespace) -> list[Exporter]:
    """Return the formats asked for, or the one that the name of the file stands for."""
    from kg.exporters import exporter_named, exporters_of_file

    if options.source is None:
        raise OutputError("no source; give the folder of a built graph, as in: kg export out --to ntriples")
    exporters = [exporter_named(name) for name in dict.fromkeys(options.to)]
    if len(exporters) > 1 and options.out is not None:
        raise OutputError(
            f"-o {options.out} names one file, and {len(exporters)} formats are asked for; leave out -o, "
            "so that each is put beside the source, or ask for one"
        )
    meant = () if options.out in {None, "-"} else exporters_of_file(options.out)
    if not exporters:
        if not meant:
            what = "no format" if options.out in {None, "-"} else f"{options.out}: no format has this suffix"
            raise OutputError(f"{what}; say which with --to FORMAT, and see kg export --list")
        return [meant[0]]
    if meant and exporters[0] not in meant:
        suffix, name = exporters[0].suffix, exporters[0].name
        raise OutputError(
            f"{options.out}: this is the suffix of {meant[0].name}, but --to says {name}; "
            f"end the name in {suffix}, or leave out --to"
        )
    return exporters


def _places(options: argparse.Namespace, exporters: list[Exporter]) -> list[Path | None]:
    """Return where each format goes, None for the standard output."""
    source: Path = options.source
    if options.out == "-":
        (exporter,) = exporters
        if exporter.folder:
            raise OutputError(f"{exporter.name} is a folder with several files; name the folder with -o")
        if not exporter.text and sys.stdout.isatty():
            raise OutputError(f"{exporter.name} is not text for a terminal; name a file with -o, or use a pipe")
        return [None]
    if options.out is not None:
        places = [Path(options.out)]
    elif source.is_dir():
        places = [source / exporter.file_name for exporter in exporters]
    else:
        places = [source.with_name(_stem(source) + exporter.suffix) for exporter in exporters]
    for exporter, place in zip(exporters, places, strict=True):
        if len(places) == 1 and _is_source(place, source):
            raise OutputError(f"{place}: is the source itself; name another file with -o")
        if _is_device(place):
            raise OutputError(f"{place}: is no file that can be replaced; give - for the standard output")
        if exporter.folder and place.is_file():
            raise OutputError(f"{place}: is a file, and {exporter.name} is a folder; name another with -o")
        if place.is_dir() and not exporter.folder:
            raise OutputError(f"{place}: is a folder; name a file in it, such as {place / exporter.file_name}")
    return list(places)


def _is_source(place: Path | None, source: Path) -> bool:
    read = source / "graph.ttl" if source.is_dir() else source
    return place is not None and place.resolve() == read.resolve()


def _is_device(path: Path) -> bool:
    """Return whether the path is a device or pipe, which a finished file must not replace."""
    return path.absolute().is_relative_to("/dev") or (path.exists() and not path.is_file() and not path.is_dir())


def _stem(source: Path) -> str:
    """Return the name of a file without the suffix of its format."""
    from kg.exporters import exporters_of_file

    ends = [
        end
        for exporter in exporters_of_file(source.name)
        for end in (exporter.suffix, *exporter.others)
        if source.name.lower().endswith(end)
    ]
    return source.name[: -max(map(len, ends))] if ends else source.stem


def _write(graph: Graph, exporter: Exporter, path: Path, *, base: str) -> tuple[str, ...]:
    with progress_bar(f"writing {exporter.name}", unit=exporter.unit) as progress:
        return graph.export(exporter.name, path, base=base, progress=progress)


def _print(graph: Graph, exporter: Exporter, *, base: str) -> None:
    """Write to the standard output, once the whole is written elsewhere: a pipe never gets half a graph."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / exporter.file_name
        notes = _write(graph, exporter, path, base=base)
        for note in notes:
            print(visible(f"kg: {note}"), file=sys.stderr)
        sys.stdout.flush()
        with path.open("rb") as handle:
            shutil.copyfileobj(handle, sys.stdout.buffer)
