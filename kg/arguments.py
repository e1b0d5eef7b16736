"""Nothing in; the parser of the command line, with the help of every command, out."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from kg import __version__
from kg import argument_types as types

_DEFAULT_OUT: Final = "out"
_GROUPS: Final = {
    "VC": "words of cooperation",
    "MC": "deeds of cooperation",
    "XC": "words of conflict",
    "MX": "deeds of conflict",
    "ST": "lasting relations",
}
_LEVELS: Final = ("pair", "quad", "root", "type", "static")
_Commands = argparse._SubParsersAction  # noqa: SLF001  # argparse has no public name for it


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands with their help."""
    parser = argparse.ArgumentParser(
        prog="kg",
        description="Build a knowledge graph of international relations from news text.",
        epilog="Example: kg build data/sample --out out && kg show 'Kim Jong Un' 'Vladimir Putin'",
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_extract(commands)
    _add_show(commands)
    _add_query(commands)
    _add_view(commands)
    _add_ontology(commands)
    _add_evaluate(commands)
    _add_audit(commands)
    _add_explain(commands)
    _add_who(commands)
    return parser


def _add_build(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "build",
        help="read news texts and write events, graph and page",
        description="Read files and folders of .txt, .html and .jsonl; write events.jsonl, graph.ttl, graph.html, "
        "graph.gexf and graph.graphml into a folder, and print a summary.",
    )
    _add_input(parser)
    parser.add_argument(
        "--out", metavar="DIR", default=_DEFAULT_OUT, type=Path, help="folder for the files (default: %(default)s)"
    )
    parser.add_argument(
        "--today",
        metavar="DATE",
        type=types.day,
        help="day that strengths are as of, as 2024-05-09 (default: the latest day in the articles)",
    )
    parser.set_defaults(command="build")


def _add_extract(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "extract",
        help="write the events of news texts as JSON Lines",
        description="Write one event a line, in the order of the articles and of their texts.",
    )
    _add_input(parser)
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="file to write (default: standard output)")
    parser.set_defaults(command="extract")


def _add_show(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "show",
        help="print the ties of an actor or of a pair, with their evidence",
        description="Print the ties of an actor, or the tie of two, with every event and its evidence sentences. "
        "Names, other names, last names and ids are understood.",
    )
    parser.add_argument("actor", metavar="ACTOR", help="name or id, such as 'Kim Jong Un'")
    parser.add_argument("other", metavar="ACTOR", nargs="?", help="second actor: only what joins the two")
    _add_graph(parser)
    parser.set_defaults(command="show")


def _add_query(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "query",
        help="run a SPARQL query over a built graph",
        description="Run a SELECT, ASK, CONSTRUCT or DESCRIBE over the graph and kg's ontology. "
        "The prefixes ir:, rel:, ent:, evt:, evd:, art:, rdf:, rdfs:, owl:, skos: and xsd: need no declaration.",
        epilog="Example: kg query 'SELECT ?a ?b WHERE { ?a ir:metWith ?b }' --format csv",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("sparql", metavar="SPARQL", nargs="?", help="the query")
    what.add_argument("--file", metavar="FILE", type=Path, help="file that holds the query")
    _add_graph(parser)
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="form of the result (default: %(default)s)"
    )
    parser.set_defaults(command="query")


def _add_view(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "view",
        help="open the page of a built graph in the browser",
        description="Open graph.html in the browser; it needs no network.",
    )
    parser.add_argument(
        "graph", metavar="DIR", nargs="?", type=Path, default=_DEFAULT_OUT, help="built graph (default: %(default)s)"
    )
    parser.add_argument("--print", action="store_true", dest="only_print", help="only print the path of the page")
    parser.set_defaults(command="view")


def _add_ontology(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "ontology",
        help="print the relation types with definitions and examples",
        description="Print all relation types, those of a group, or one with its definition, example and patterns.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("relation", metavar="RELATION", nargs="?", help="one relation type, such as met-with")
    groups = "; ".join(f"{key}: {name}" for key, name in _GROUPS.items())
    what.add_argument("--group", choices=tuple(_GROUPS), help=f"only one group ({groups})")
    parser.set_defaults(command="ontology")


def _add_evaluate(commands: _Commands[argparse.ArgumentParser]) -> None:
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
        "--errors",
        metavar="N",
        type=types.count,
        default=20,
        help="show so many of what is missed, and of what is false (default: %(default)s)",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="form (default: %(default)s)")
    parser.set_defaults(command="evaluate")


def _add_audit(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "audit",
        help="draw events for a person to judge, and count the judgements",
        description="Draw a sample of events into a sheet for a person to judge; from the filled sheet, print how many "
        "events are right, by relation and by confidence.",
        epilog="Example: kg audit out --sample 60 --sheet audit.csv, then: kg audit --filled audit.csv",
    )
    parser.add_argument(
        "events",
        metavar="EVENTS",
        nargs="?",
        type=Path,
        default=_DEFAULT_OUT,
        help="events file, or folder of a built graph (default: %(default)s)",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--sheet", metavar="FILE", type=Path, help="CSV file to write the sample to")
    what.add_argument("--filled", metavar="FILE", type=Path, help="sheet with judgements to count")
    parser.add_argument(
        "--sample", metavar="N", type=types.positive, default=60, help="number of events to draw (default: %(default)s)"
    )
    parser.add_argument(
        "--by", choices=("relation",), help="draw equally many events of each relation, where it has them"
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=1, help="another number draws another sample (default: %(default)s)"
    )
    parser.add_argument("--judged", metavar="FILE", type=Path, help="older sheet to take judgements over from")
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="form of the count (default: %(default)s)"
    )
    parser.set_defaults(command="audit")


def _add_explain(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "explain",
        help="say why a passage gives the events that it gives, and how to add a trigger",
        description="Print for each sentence of a passage the actors, the trigger words, the rules that fired and those "
        "that nearly did, with the reason; and where no rule joins two actors, the pattern that would.",
        epilog="Example: kg explain 'Rome doffed its cap to Canada.'",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("text", metavar="TEXT", nargs="?", help="the passage; - reads it from standard input")
    what.add_argument("--file", metavar="FILE", type=Path, help="file that holds the passage: .txt, .html or .jsonl")
    _add_model(parser)
    parser.add_argument("--published", metavar="DATE", type=types.day, help="publication day, as 2024-05-09")
    parser.add_argument(
        "--near",
        metavar="N",
        type=types.count,
        help="show at most N rules that nearly fired for a sentence (default: 5)",
    )
    parser.add_argument("--parse", action="store_true", help="show the parse too")
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the result (default: %(default)s)"
    )
    parser.set_defaults(command="explain")


def _add_who(commands: _Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "who",
        help="say which country and role a phrase names",
        description="Print for each phrase its country (ISO3; UNO, EUR or IGO for bodies of several states), its role "
        "code (PLOVER and NGEC), the actor it is if the tables know it, and the words that decided.",
        epilog="Example: kg who 'four Saudi soldiers' 'the French president' --on 2015-03-01",
    )
    parser.add_argument("phrases", metavar="PHRASE", nargs="+", help="a phrase, or - for one a line on standard input")
    parser.add_argument(
        "--on", metavar="DATE", type=types.day, help="day, as 2024-05-09 (default: up to which the tables know)"
    )
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="form of the answers (default: %(default)s)"
    )
    parser.set_defaults(command="who")


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", metavar="NAME", help="installed spaCy pipeline (default: the small English one that kg comes with)"
    )


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="file or folder with .txt, .html or .jsonl")
    _add_model(parser)
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
        help="publication day, as 2024-05-09, of .txt files, and of pages and rows that carry none",
    )
    parser.add_argument(
        "--min-confidence",
        metavar="X",
        type=types.share,
        help="leave out events with less confidence, 0 to 1 (default: 0.5, and 0.2 where an article's actors are marked)",
    )


def _add_graph(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--graph",
        metavar="DIR",
        type=Path,
        default=_DEFAULT_OUT,
        help="folder of a built graph, or its Turtle file (default: %(default)s)",
    )
