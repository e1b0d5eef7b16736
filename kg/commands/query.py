"""A built graph and a SPARQL query in; its result printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.common import add_graph
from kg.commands.login import add_login, make_client
from kg.errors import InputError

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands
    from kg.query import QueryResult


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
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
    add_graph(parser)
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="form of the result (default: %(default)s)"
    )
    parser.add_argument(
        "--endpoint", metavar="URL", help="ask a SPARQL server instead, such as http://localhost:7878/query"
    )
    parser.add_argument("--graph-iri", metavar="IRI", help="named graph to ask there (default: its default graph)")
    add_login(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    sparql = options.sparql if options.file is None else _read_query(options.file)
    result = _ask_built(options, sparql) if options.endpoint is None else _ask_server(options, sparql)
    texts = {"table": result.to_table, "csv": result.to_csv, "json": result.to_json}
    sys.stdout.write(texts[options.format]())
    return 0


def _ask_built(options: argparse.Namespace, sparql: str) -> QueryResult:
    from kg.built import turtle_of
    from kg.query import run_query

    return run_query(turtle_of(options.graph), sparql)


def _ask_server(options: argparse.Namespace, sparql: str) -> QueryResult:
    from kg.remote.address import shown
    from kg.remote.endpoint import query_endpoint

    with make_client(options) as client:
        result = query_endpoint(options.endpoint, sparql, client=client, graph=options.graph_iri)
    if result.truncated:
        print(f"kg: {shown(options.endpoint)}: gave only a part of the rows; ask for less with LIMIT", file=sys.stderr)
    return result


def _read_query(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a file with a SPARQL query") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start + 1} is not UTF-8; save the query as UTF-8") from error
