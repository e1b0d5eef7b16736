"""The name of a relation or group in; definitions, examples and patterns printed, or the whole ontology written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands

_GROUPS: Final = {
    "VC": "words of cooperation",
    "MC": "deeds of cooperation",
    "XC": "words of conflict",
    "MX": "deeds of conflict",
    "ST": "lasting relations",
}


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "ontology",
        help="print the relation types with definitions and examples",
        description=(
            "Print all relation types, those of a group, or one with its definition, example and patterns. "
            "Or write the whole ontology as a page to read, or as the Turtle file that other tools load."
        ),
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("relation", metavar="RELATION", nargs="?", help="one relation type, such as met-with")
    groups = "; ".join(f"{key}: {name}" for key, name in _GROUPS.items())
    what.add_argument("--group", choices=tuple(_GROUPS), help=f"only one group ({groups})")
    what.add_argument("--html", metavar="FILE", type=Path, help="write a page about every term; it needs no network")
    what.add_argument(
        "--turtle", metavar="FILE", type=Path, help="write the ontology as Turtle, for Protege and others"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    if options.html or options.turtle:
        print(_write(options))
        return 0
    from kg.codebook import describe_relation, list_relations

    print(describe_relation(options.relation) if options.relation else list_relations(group=options.group))
    return 0


def _write(options: argparse.Namespace) -> str:
    """Write the ontology as it was asked for and return what was written where."""
    from kg.files import data_path, write_text_atomic

    source = data_path("ontology", "ir.ttl")
    if options.turtle:
        write_text_atomic(options.turtle, source.read_text(encoding="utf-8"))
        return f"Written: {options.turtle}"
    from kg.page.vocabulary import read_vocabulary
    from kg.page.vocabulary_html import to_vocabulary_html

    write_text_atomic(options.html, to_vocabulary_html(read_vocabulary(source)))
    return f"Written: {options.html}"
