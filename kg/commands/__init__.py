"""The commands of the command line, a module each: its arguments, and what it does with them.

A module has ``add_parser``, which adds its arguments and help, and ``run``, which does the work and returns the exit
code. What is heavy is imported inside ``run``, so that help and usage errors come at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from kg.commands import (
    add,
    analyse,
    audit,
    build,
    course,
    decide,
    diff,
    docs,
    evaluate,
    explain,
    export,
    extract,
    fetch,
    import_,
    ontology,
    plot,
    push,
    query,
    remove,
    review,
    show,
    status,
    strength,
    update,
    validate,
    validate_strength,
    verify,
    view,
    who,
    why,
)

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands


class Command(Protocol):
    """What the module of a command offers."""

    def add_parser(self, commands: Commands) -> None:
        """Add the command with its help; ``run`` is set as its default."""

    def run(self, options: argparse.Namespace) -> int:
        """Run the command and return its exit code: 0 done, 1 found or left out something; errors are raised."""


COMMANDS: Final[tuple[Command, ...]] = (
    fetch,
    build,
    add,
    update,
    remove,
    status,
    extract,
    import_,
    show,
    strength,
    why,
    course,
    diff,
    analyse,
    query,
    plot,
    view,
    review,
    decide,
    export,
    push,
    validate,
    verify,
    validate_strength,
    evaluate,
    audit,
    explain,
    who,
    ontology,
    docs,
)
"""Every command, in the order in which help lists them."""
