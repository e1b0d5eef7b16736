"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from kg import argument_types as types
from kg.files import DEFAULT_WORKSPACE

if TYPE_CHECKING:
    from kg.asked import TextKeywords

FOUND: Final = 1
"""The exit code of a command that did what was asked, and found or left out something that its help names.

An error has another, see `kg.cli.main`.
"""
DEFAULT_OUT: Final = "out"
INPUTS: Final = (
    "file or folder with .txt, .html, .pdf, .docx, .jsonl, .csv, .tsv, .parquet, .rss, .atom, .eml, .mbox or .warc, "
    "plain, or packed in .zip, .tar, .gz, .bz2 or .xz"
)
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
    """Add what is read and how, and how much of it is trusted."""
    add_paths(parser, nargs="+")
    add_reading(parser)
    add_hints(parser)
    add_trust(parser)


def add_paths(parser: argparse.ArgumentParser, *, nargs: str, more: str = "") -> None:
    """Add the files and folders that are read; ``more`` says what else holds."""
    parser.add_argument("paths", metavar="PATH", nargs=nargs, type=Path, help=f"{INPUTS}{more}")


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add what the events are found with; the options are None where they are not given."""
    add_model(parser)
    parser.add_argument(
        "--readers",
        choices=("both", "rules", "learned"),
        help="who finds events: rules and the learned reader, or one of them alone (default: both)",
    )
    add_languages(parser)


def add_languages(parser: argparse.ArgumentParser) -> None:
    """Add which languages are read; the option is None where it is not given."""
    parser.add_argument(
        "--languages",
        metavar="CODES",
        type=types.codes,
        help="languages to read, as en,fr; articles in others are left out (default: all whose pipeline is installed)",
    )


def texts_of(options: argparse.Namespace) -> TextKeywords:
    """Return how texts are read, as `add_reading` and `add_hints` ask for it."""
    return {
        "model": options.model,
        "readers": options.readers or "both",
        "languages": options.languages,
        "published": options.published,
        "columns": options.columns,
    }


def add_hints(parser: argparse.ArgumentParser) -> None:
    """Add what is said of all inputs."""
    parser.add_argument(
        "--published",
        metavar="DATE",
        type=types.day,
        help="publication day, as 2024-05-09, of .txt, .pdf and .docx files, and of pages and rows that carry none",
    )
    add_columns(parser)


def add_trust(parser: argparse.ArgumentParser) -> None:
    """Add how sure an event must be."""
    parser.add_argument(
        "--min-confidence",
        metavar="X",
        type=types.share,
        help="leave out events with less confidence, 0 to 1 (default: 0.5, and 0.2 where an article's actors are marked)",
    )


def add_workspace(
    parser: argparse.ArgumentParser,
    *,
    default: str | None = DEFAULT_WORKSPACE,
    help: str = f"folder of the workspace (default: {DEFAULT_WORKSPACE})",  # as argparse calls it
) -> None:
    """Add the folder of the workspace."""
    parser.add_argument(
        "-w",
        "--workspace",
        metavar="DIR",
        type=Path,
        default=default,
        help=help,
    )


def add_keeping(parser: argparse.ArgumentParser) -> None:
    """Add how articles that come in are called, and what is told of them."""
    parser.add_argument(
        "--prefix",
        metavar="TEXT",
        default="",
        help="what the ids of these articles begin with, such as reuters/, to tell them from others of the same name",
    )
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="print the id of each article when it is on the disk"
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
        "--model",
        metavar="NAME",
        help="installed spaCy pipeline for English (default: the small one that kg comes with)",
    )


def add_work(parser: argparse.ArgumentParser) -> None:
    """Add how many processes read, and where it is written what none could read."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=types.positive,
        default=1,
        help="processes of this machine that read, such as one for each core; the result is the same (default: %(default)s)",
    )
    add_errors(parser)


def add_errors(parser: argparse.ArgumentParser) -> None:
    """Add where it is written which articles could not be read."""
    parser.add_argument(
        "--errors",
        metavar="FILE",
        type=Path,
        help="write the articles on which kg failed as JSON Lines: id, place, where, error, message",
    )
