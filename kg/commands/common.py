"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final, TypeAlias

from kg import argument_types as types

DEFAULT_OUT: Final = "out"
INPUTS: Final = "file or folder with .txt, .html, .pdf, .docx, .jsonl, .csv, .tsv or .parquet, plain, or in .zip, .tar, .gz, .bz2 or .xz"
"""What is read, for helps."""
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
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=INPUTS)
    add_model(parser)
    parser.add_argument(
        "--readers",
        choices=("both", "rules", "learned"),
        default="both",
        help="who finds events: rules and the learned reader, or one of them alone (default: %(default)s)",
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        type=types.day,
        help="publication day, as 2024-05-09, of .txt, .pdf and .docx files, and of pages and rows that carry none",
    )
    add_columns(parser)
    parser.add_argument(
        "--min-confidence",
        metavar="X",
        type=types.share,
        help="leave out events with less confidence, 0 to 1 (default: 0.5, and 0.2 where an article's actors are marked)",
    )


def add_columns(parser: argparse.ArgumentParser) -> None:
    """Add which columns of tables are read as what."""
    parser.add_argument(
        "--columns",
        metavar="KEY=COLUMN,...",
        type=types.columns,
        help="columns of .csv, .tsv, .parquet and .jsonl that hold what an article has, as "
        "text=body,published=date,title=headline; the others go by their own names",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Add which spaCy pipeline parses."""
    parser.add_argument(
        "--model", metavar="NAME", help="installed spaCy pipeline (default: the small English one that kg comes with)"
    )
