"""Gold relations and events in; figures and mistakes printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import argument_types as types

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands

_LEVELS: Final = ("pair", "quad", "root", "type", "static")


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "evaluate",
        help="score events against relations that you found yourself",
        description="Compare events with gold relations: precision, recall and F1 by level and relation, attributes, "
        "confidence, and what is missed or false. Gold is JSON Lines, one article a line: "
        '{"id": "a1", "relations": [{"source": {"name": "France", "state": "France"}, "type": "visited", '
        '"target": {"name": "Chad", "state": "Chad"}}]}; a relation may also have polarity, modality, date, '
        'attribution, place, evidence, and "core": false where it is arguable.',
        epilog="Example: kg extract texts -o events.jsonl && kg evaluate gold.jsonl events.jsonl",
    )
    parser.add_argument("gold", metavar="GOLD", type=Path, help="file with the gold relations")
    parser.add_argument("events", metavar="EVENTS", type=Path, help="file that kg extract wrote")
    parser.add_argument(
        "--level",
        choices=_LEVELS,
        default="root",
        help="what must be equal for an event to be right, for confidence and mistakes (default: %(default)s)",
    )
    parser.add_argument(
        "--mistakes",
        metavar="N",
        type=types.count,
        default=20,
        help="show so many of what is missed, and of what is false (default: %(default)s)",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: %(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.evaluate import evaluate
    from kg.exporters.events import read_events
    from kg.figures import evaluation_text, evaluation_to_dict
    from kg.gold import read_gold
    from kg.visible import visible

    found = evaluate(read_gold(options.gold), read_events(options.events), level=options.level)
    if options.format == "json":
        print(json.dumps(evaluation_to_dict(found, errors=options.mistakes), ensure_ascii=False, indent=2))
    else:
        print(visible(evaluation_text(found, errors=options.mistakes)))
    return 0
