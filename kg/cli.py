"""Arguments of the command line in; files, texts and an exit code out."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Final, NoReturn

from kg import __version__
from kg.commands import COMMANDS
from kg.errors import KgError
from kg.visible import visible

_ERROR: Final = 2
"""Also what argparse ends with at bad usage. 1 is for commands that found something, see `kg.commands.common.FOUND`."""
_INTERRUPTED: Final = 130
_BROKEN_PIPE: Final = 141
"""What a shell reports for a program that a closed pipe ended: 128 and the number of SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code, which means the same for all of them.

    0 is done; 1 that the command found something, or left out something, as its help says; 2 an error, wrong usage
    included; 130 stopped by Ctrl-C. So a script never takes a misspelt name for work to do.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    handler = logging.StreamHandler()
    handler.setFormatter(_VisibleFormatter("kg: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    # What these say of a page or an address ("discarding data") is in the list of what was left out.
    for library in ("trafilatura", "htmldate", "requests_hardened"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    options = make_parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KgError as error:
        print(f"kg: {visible(str(error))}", file=sys.stderr)
        return _ERROR
    except KeyboardInterrupt:
        print("kg: stopped", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _BROKEN_PIPE
    except Exception:  # noqa: BLE001  # Python by itself would end with 1, as if something had been found
        traceback.print_exc()
        return _ERROR
    return code


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands with their help."""
    parser: argparse.ArgumentParser = _Parser(
        prog="kg",
        description="Build a knowledge graph of international relations from news text.",
        epilog="New here: kg docs tutorial. Example: kg build data/sample --out out && kg show 'Kim Jong Un' 'Vladimir Putin'. "
        "Exit codes of all commands: 0 done; 1 something was found or left out, where the help of the command says so; "
        "2 an error.",
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(commands)
    return parser


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        super().error(visible(message))


class _VisibleFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        return visible(super().format(record))


def _drop_output() -> None:
    """Point the output at nothing, so that closing it at exit does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
