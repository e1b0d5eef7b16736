"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, TypeAlias

from kg import argument_types as types

DEFAULT_OUT: Final = "out"
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # has no public name
"""Where a command adds its parser."""


def add_graph(parser: argparse.ArgumentParser) -> None:
    """Add where the built graph lies."""
    parser.add_argument(
        "--graph",
        metavar="DIR",
        type=Path,
        default=DEFAULT_OUT,
        help="folder of a built graph, or its Turtle file (default: %(default)s)",
    )


def add_input(parser: argparse.ArgumentParser) -> None:
    """Add what is read and how."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="file or folder with .txt, .html or .jsonl")
    add_model(parser)
    parser.add_argument(
        "--readers",
        choices=("both", "rules", "learned"),
        default="both",
        help="who finds events: rules and the learned reader, or one of them alone (default: %(default)s)",
    )
    parser.add_argument(
        "--languages",
        metavar="CODES",
        type=types.codes,
        help="languages to read, as en,fr; articles in others are left out (default: all whose pipeline is installed)",
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        type=types.day,
        help="publication day, as 2024-05-09, of .txt files, and of pages and rows that carry none",
    )
    parser.add_argument(
        "--min-confidence",
        metavar="X",
        type=types.share,
        help="leave out events with less confidence, 0 to 1 (default: 0.5, and 0.2 where an article's actors are marked)",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add which spaCy pipeline parses."""
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="installed spaCy pipeline for English (default: the small one that kg comes with)",
    )
