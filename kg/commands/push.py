"""A built graph and the address of a SPARQL server in; the graph on the server out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.login import add_login, make_client
from kg.commands.progress import progress_bar

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands
    from kg.remote.graph import Target
    from kg.remote.push import Pushed


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "push",
        help="send a built graph to a SPARQL server",
        description="Send the triples of a built graph, and kg's ontology, to a SPARQL 1.1 server, in batches. "
        "Pushing again does no harm; a push that was cut short goes on where it stopped. "
        "Only the address given, and the one for queries at the same server, are contacted.",
        epilog="Example: kg push out --to http://localhost:7878/store --graph-iri https://example.org/news",
    )
    parser.add_argument("graph", metavar="GRAPH", type=Path, help="folder of a built graph, or its Turtle file")
    parser.add_argument(
        "--to",
        metavar="URL",
        required=True,
        help="where the server takes graphs or updates, such as http://localhost:7878/store (Oxigraph), "
        "http://localhost:3030/ds/data (Fuseki), http://localhost:8890/sparql-graph-crud-auth (Virtuoso)",
    )
    parser.add_argument(
        "--protocol",
        choices=("gsp", "update"),
        help="what is spoken there: the Graph Store Protocol or SPARQL update "
        "(default: update where the address ends in update, statements, sparql or sparql-auth, else gsp)",
    )
    parser.add_argument(
        "--graph-iri", metavar="IRI", help="named graph to send to (default: the server's default graph)"
    )
    parser.add_argument(
        "--replace", action="store_true", help="remove what that graph held before; may take ten times --timeout"
    )
    parser.add_argument("--no-ontology", action="store_true", help="leave kg's ontology out")
    parser.add_argument(
        "--batch",
        metavar="N",
        type=types.positive,
        help="triples to send at a time (default: 10000, and 2000 by update)",
    )
    parser.add_argument(
        "--query-url",
        metavar="URL",
        help="where the server answers queries, for the count at the end and to go on after a stop "
        "(default: the usual place of Oxigraph, Fuseki, GraphDB and Virtuoso)",
    )
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=types.waiting_seconds,
        default=60.0,
        help="how long to wait for one answer (default: %(default)g)",
    )
    add_login(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    from kg.built import turtle_of
    from kg.remote.address import check_address, protocol_of
    from kg.remote.batches import check_terms
    from kg.remote.graph import Target
    from kg.remote.push import push

    turtle = turtle_of(options.graph)
    target = Target(
        url=options.to,
        protocol=options.protocol or protocol_of(check_address(options.to)),
        graph=options.graph_iri,
        query_url=options.query_url,
    )
    with make_client(options) as client:
        check_terms(turtle)
        with progress_bar("pushing", unit="B", scale=True) as progress:
            pushed = push(
                turtle,
                target,
                client=client,
                batch_size=options.batch,
                replace=options.replace,
                ontology=not options.no_ontology,
                on_progress=progress,
            )
    print(_to_text(pushed, target))
    return 0


def _to_text(pushed: Pushed, target: Target) -> str:
    from kg.remote.address import shown

    place = shown(target.url) if target.graph is None else f"{shown(target.url)}, graph {target.graph}"
    batches = "1 batch" if pushed.batches == 1 else f"{pushed.batches:,} batches"
    before = f", {pushed.passed_over:,} of which were sent before" if pushed.passed_over else ""
    text = f"{pushed.triples:,} triples in {batches}{before}, to {place}"
    if pushed.held is None:
        return f"{text}\nNot counted there: give the server's address for queries with --query-url"
    if pushed.held > pushed.triples:
        others = pushed.held - pushed.triples
        return f"{text}\nThe graph there holds {pushed.held:,} triples: these, and {others:,} others"
    return f"{text}\nThe graph there holds {pushed.held:,} triples"
