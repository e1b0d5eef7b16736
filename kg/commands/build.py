"""News texts, or a workspace, in; a folder with events, graph and page out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import (
    DEFAULT_OUT,
    add_hints,
    add_paths,
    add_reading,
    add_trust,
    add_work,
    add_workspace,
    texts_of,
)
from kg.commands.failing import errors_file
from kg.commands.progress import progress_bar
from kg.errors import InputError
from kg.files import BUILT_FILES, DEFAULT_WORKSPACE, WORKSPACE_MARK
from kg.ontology import BASE
from kg.visible import visible

if TYPE_CHECKING:
    import argparse

    from kg.asked import GraphKeywords
    from kg.built import Graph
    from kg.commands.common import Commands
    from kg.workspace import LastBuild


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "build",
        help="read news texts, or a workspace, and write events, graph and page",
        description="Read files and folders of news texts (pages, PDF, Word, tables, archives), or build what a workspace "
        "keeps; write events.jsonl, graph.ttl, graph.html, graph.gexf and graph.graphml into a folder, and print a summary.",
    )
    add_paths(parser, nargs="*", more=" (default: the workspace is built)")
    add_workspace(parser, default=None)
    add_reading(parser)
    add_hints(parser)
    add_trust(parser)
    add_work(parser)
    parser.add_argument(
        "--decisions",
        metavar="FILE",
        type=Path,
        help="file of decisions of people to apply, as kg decide writes it (default for a workspace: its own)",
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar="DIR",
        default=DEFAULT_OUT,
        type=Path,
        help="folder for the files (default: %(default)s)",
    )
    parser.add_argument(
        "--known-on",
        metavar="DATE",
        type=types.day,
        help="build the graph as it was known on that day, as 2024-05-09: of articles published by then (those of no known "
        "day are left out and counted), with strengths as of it; --as-of of kg strength, view and others is by the days of "
        "events, and keeps what later articles tell of earlier days",
    )
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=types.day,
        help="day that strengths are as of, as 2024-05-09 (default: that of --known-on, else the latest "
        "day in the articles)",
    )
    parser.add_argument(
        "--base",
        metavar="IRI",
        type=types.base,
        default=BASE,
        help="what the IRIs of actors, events and articles in the Turtle begin with; ends in / or # (default: %(default)s)",
    )
    parser.add_argument(
        "--copies",
        choices=("find", "off"),
        default="find",
        help="find: articles that are copies of one text, such as of an agency, are one source; off: every outlet is one "
        "(default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.files import check_output_folder

    if options.paths and options.workspace is not None:
        raise InputError("give PATH or --workspace, not both; a workspace takes in texts with: kg add PATH")
    check_output_folder(options.out)
    graph, note = (_of_texts(options), "") if options.paths else _of_workspace(options)
    print(graph.summary())
    print(visible(f"\nWritten to {options.out}: {', '.join(BUILT_FILES)}"))
    if note:
        print(visible(note))
    return 0


def _of_texts(options: argparse.Namespace) -> Graph:
    from kg.pipeline import build

    with errors_file(options.errors) as on_failed, progress_bar("reading", unit="article") as progress:
        graph = build(
            options.paths,
            decisions=options.decisions or (),
            progress=progress,
            jobs=options.jobs,
            on_failed=on_failed,
            **texts_of(options),
            **_asked(options),
        )
    graph.write(options.out, base=options.base)
    return graph


def _of_workspace(options: argparse.Namespace) -> tuple[Graph, str]:
    """Return the graph, and what is to be said of the build before."""
    from kg.workspace import Workspace

    for option in ("model", "readers", "languages", "published", "columns"):
        if getattr(options, option) is not None:
            raise InputError(
                f"--{option} is for texts given with PATH; a workspace was told of it when they were added, and keeps "
                "how it reads in its workspace.toml"
            )
    if options.decisions is not None:
        raise InputError("--decisions is for texts given with PATH; a workspace has its own decisions.toml")
    folder = options.workspace or Path(DEFAULT_WORKSPACE)
    if not (folder / WORKSPACE_MARK).is_file() and options.workspace is None:
        raise InputError(
            f"no PATH is given, and there is no workspace here ({folder}); give files or folders to build, or add them "
            "to a workspace first with: kg add PATH"
        )
    with errors_file(options.errors) as on_failed, progress_bar("reading again", unit="article") as progress:
        workspace = Workspace(folder, jobs=options.jobs, on_failed=on_failed)
        before = workspace.last_build
        graph = workspace.build(options.out, base=options.base, progress=progress, **_asked(options))
    return graph, _without(before, workspace.last_build)


def _without(before: LastBuild | None, now: LastBuild | None) -> str:
    """Return in words which options the build before had in the same place, "" where all are there."""
    from kg.workspace.made import command_of

    if before is None or now is None or before.folder != now.folder:
        return ""
    missing = {key: value for key, value in before.options.items() if key not in now.options}
    if not missing:
        return ""
    again = command_of({**before.options, **now.options})
    return f"Built without {command_of(missing)}, which the build before had; to have that again: kg build {again}"


def _asked(options: argparse.Namespace) -> GraphKeywords:
    return {
        "known_on": options.known_on,
        "today": options.today,
        "min_confidence": options.min_confidence,
        "copies": options.copies == "find",
    }
