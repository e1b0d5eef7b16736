"""A built graph and a SPARQL query, or the name of one, in; its result printed or written."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import argument_types as types
from kg.bounded import DEFAULT_MAX_ROWS, DEFAULT_MEMORY_MB, DEFAULT_TIMEOUT_SECONDS
from kg.commands.common import add_graph
from kg.commands.login import add_login, make_client
from kg.errors import InputError, QueryError

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands
    from kg.results import QueryResult

FORMATS: Final = ("text", "csv", "tsv", "json", "turtle")


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "query",
        help="run a SPARQL query, or one that kg knows by name, over a built graph",
        description="Run a SELECT, ASK, CONSTRUCT or DESCRIBE over the graph and kg's ontology, or one of the queries "
        "that kg knows by name: one word is a name, and NAME=VALUE after it are its parameters. Actors are "
        "understood by name, other name, last name and id. "
        "The prefixes ir:, rel:, ent:, evt:, evd:, art:, plc:, dsp:, off:, rdf:, rdfs:, owl:, skos: and xsd: need no "
        "declaration. A large graph is kept in a store beside its Turtle file, which is built when first needed.",
        epilog="Examples: kg query timeline a=Moscow b=Kyiv since=2022-01-01   "
        "kg query 'SELECT ?a ?b WHERE { ?a ir:metWith ?b }' --format csv",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("query", metavar="QUERY", nargs="?", help="SPARQL, or the name of a query")
    what.add_argument("--file", metavar="FILE", type=Path, help="file that holds the SPARQL")
    what.add_argument("--list", action="store_true", help="list the queries that have a name, with their parameters")
    parser.add_argument("values", metavar="NAME=VALUE", nargs="*", help="parameters of a named query, right after it")
    parser.add_argument(
        "--show", action="store_true", help="print the SPARQL of a named query, and what its parameters mean"
    )
    add_graph(parser)
    parser.add_argument(
        "--format",
        type=_form,
        choices=FORMATS,
        default="text",
        help="form of the result; text is a table, and may be called so (default: %(default)s)",
    )
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, help="write the result there instead of printing it")
    parser.add_argument(
        "--for-spreadsheet",
        action="store_true",
        help="in CSV and TSV, put an apostrophe before text that a spreadsheet would take for a formula, such as =1+1",
    )
    parser.add_argument(
        "--endpoint", metavar="URL", help="ask a SPARQL server instead, such as http://localhost:7878/query"
    )
    parser.add_argument("--graph-iri", metavar="IRI", help="named graph to ask there (default: its default graph)")
    add_limits(parser)
    add_login(parser)
    parser.set_defaults(run=run)


def add_limits(parser: argparse.ArgumentParser) -> None:
    """Add what ends a query that takes too much."""
    limits = parser.add_argument_group("limits (0 is none)")
    limits.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=types.seconds,
        default=DEFAULT_TIMEOUT_SECONDS,
        help="stop the query after so long (default: %(default)g)",
    )
    limits.add_argument(
        "--max-rows",
        metavar="N",
        type=types.count,
        help=f"give no more rows (default: {DEFAULT_MAX_ROWS} as text, all in other formats)",
    )
    limits.add_argument(
        "--memory",
        metavar="MB",
        type=types.count,
        default=DEFAULT_MEMORY_MB,
        help="stop the query when it takes more memory; on Linux only (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    if options.list:
        print(_list())
        return 0
    if options.for_spreadsheet and options.format not in {"csv", "tsv"}:
        raise QueryError(
            f"--for-spreadsheet goes with --format csv or tsv, not {options.format}; add one or leave it out"
        )
    query = options.query if options.file is None else _read_query(options.file)
    values = _values(options.values)
    if options.show:
        print(_sparql(options, query, values), end="")
        return 0
    result = _ask_built(options, query, values) if options.endpoint is None else _ask_server(options, query, values)
    text = _text(result, options.format, for_spreadsheet=options.for_spreadsheet)
    if options.out is None:
        sys.stdout.write(text)
    else:
        from kg.files import write_text_atomic

        write_text_atomic(options.out, text)
    if options.format == "text" and not len(result):
        print("kg: no rows", file=sys.stderr)
    if result.truncated:
        print(f"kg: {_cut(options, len(result.rows))}", file=sys.stderr)
    return 0


def _form(name: str) -> str:
    """Return the name of a form; version 0.1.0 called text a table."""
    return "text" if name == "table" else name


def _cut(options: argparse.Namespace, rows: int) -> str:
    if options.endpoint is not None and rows != _max_rows(options):
        return f"the server gave only a part of the rows, {rows}; ask for less with LIMIT"
    return f"there are more than these {rows} rows; --max-rows 0 gives all of them"


def _max_rows(options: argparse.Namespace) -> int | None:
    if options.max_rows is None:
        return DEFAULT_MAX_ROWS if options.format == "text" else None
    return options.max_rows or None


def _ask_built(options: argparse.Namespace, query: str, values: dict[str, str]) -> QueryResult:
    from kg.bounded import Job, run_bounded
    from kg.built import turtle_of

    return run_bounded(
        Job(
            turtle_path=turtle_of(options.graph),
            query=query,
            values=values,
            timeout_seconds=options.timeout or None,
            max_rows=_max_rows(options),
            memory_mb=options.memory or None,
        )
    )


def _ask_server(options: argparse.Namespace, query: str, values: dict[str, str]) -> QueryResult:
    """Ask a server; a named query goes there as the SPARQL that asks it, its actors found among the server's."""
    from kg.question import find_query, is_name, to_sparql
    from kg.remote.endpoint import query_endpoint

    with make_client(options) as client:

        def ask(sparql: str, max_rows: int | None = None) -> QueryResult:
            return query_endpoint(options.endpoint, sparql, client=client, graph=options.graph_iri, max_rows=max_rows)

        if is_name(query):
            query = to_sparql(find_query(query), values, ask=ask)
        elif values:
            raise QueryError(f"SPARQL takes no values such as {next(iter(values))}; write them into the query")
        return ask(query, _max_rows(options))


def _text(result: QueryResult, form: str, *, for_spreadsheet: bool) -> str:
    if form == "csv":
        return result.to_csv(for_spreadsheet=for_spreadsheet)
    if form == "tsv":
        return result.to_tsv(for_spreadsheet=for_spreadsheet)
    texts = {"text": result.to_table, "json": result.to_json, "turtle": result.to_turtle}
    return texts[form]()


def _list() -> str:
    from kg.named_queries import queries

    return "\n".join(query.to_text() for query in queries().values())


def _sparql(options: argparse.Namespace, query: str, values: dict[str, str]) -> str:
    """Return the SPARQL of a named query; the graph is opened where actors are to be found in it."""
    from kg.built import turtle_of
    from kg.query import run_query
    from kg.question import find_query, is_name, to_sparql
    from kg.remote.endpoint import query_endpoint
    from kg.store import open_built

    if not is_name(query):
        raise QueryError("--show is for the queries that have a name; kg query --list lists them")

    def ask(sparql: str) -> QueryResult:
        if options.endpoint is None:
            return run_query(open_built(turtle_of(options.graph)), sparql)
        with make_client(options) as client:
            return query_endpoint(options.endpoint, sparql, client=client, graph=options.graph_iri)

    found = find_query(query)
    return found.to_comment() + to_sparql(found, values, ask=ask, partly=True)


def _values(words: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise QueryError(
                f"{word!r} is no NAME=VALUE; quote it as a whole where it holds spaces: 'actor=Kim Jong Un'"
            )
        if name in values:
            raise QueryError(f"{name} is given twice, as {values[name]!r} and {value!r}; keep one")
        values[name] = value
    return values


def _read_query(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a file with a SPARQL query") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start + 1} is not UTF-8; save the query as UTF-8") from error
