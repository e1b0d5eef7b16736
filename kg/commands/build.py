"""News texts in; a folder with events, graph and page out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import DEFAULT_OUT, add_input
from kg.commands.progress import progress_bar
from kg.ontology import BASE

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "build",
        help="read news texts and write events, graph and page",
        description="Read files and folders of .txt, .html and .jsonl; write events.jsonl, graph.ttl, graph.html, "
        "graph.gexf and graph.graphml into a folder, and print a summary.",
    )
    add_input(parser)
    parser.add_argument(
        "--out", metavar="DIR", default=DEFAULT_OUT, type=Path, help="folder for the files (default: %(default)s)"
    )
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=types.day,
        help="day that strengths are as of, as 2024-05-09 (default: the latest day in the articles)",
    )
    parser.add_argument(
        "--base",
        metavar="IRI",
        type=types.base,
        default=BASE,
        help="what the IRIs of actors, events and articles in the Turtle begin with; ends in / or # (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.files import check_output_folder
    from kg.pipeline import build

    check_output_folder(options.out)
    with progress_bar("reading", unit="article") as progress:
        graph = build(
            options.paths,
            model=options.model,
            readers=options.readers,
            languages=options.languages,
            published=options.published,
            today=options.today,
            min_confidence=options.min_confidence,
            progress=progress,
        )
    files = graph.write(options.out, base=options.base)
    print(graph.summary())
    print(f"\nWritten to {options.out}: {', '.join(path.name for path in files)}")
    return 0
