"""The name of a relation or group in; definitions, examples and patterns printed."""

from __future__ import annotations

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
        description="Print all relation types, those of a group, or one with its definition, example and patterns.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("relation", metavar="RELATION", nargs="?", help="one relation type, such as met-with")
    groups = "; ".join(f"{key}: {name}" for key, name in _GROUPS.items())
    what.add_argument("--group", choices=tuple(_GROUPS), help=f"only one group ({groups})")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.codebook import describe_relation, list_relations

    print(describe_relation(options.relation) if options.relation else list_relations(group=options.group))
    return 0
