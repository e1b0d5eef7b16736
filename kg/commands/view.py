"""A built graph, or events of any source, in; their page opened in the browser out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg import argument_types as types
from kg.commands.measuring import add_blocs, add_measure, add_sources, measure_of, measured_of
from kg.errors import InputError, KgError, OutputError
from kg.visible import visible

if TYPE_CHECKING:
    import argparse

    from kg.commands.common import Commands
    from kg.measured import Measured
    from kg.model import Actor

VIEWS: Final = ("network", "matrix", "periods", "map", "table")
_MADE: Final = "view.html"
_SUFFIXES: Final = (".html", ".htm")
"""Of a file that ends in something else a browser shows the source, or asks where to save it."""


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "view",
        help="open the page of a built graph in the browser, or make one of other events",
        description="Open the page of a built graph in the browser; it needs no network. Given other sources, a measure, a "
        "title or a file, make a page of them first: between states with --level state, of event data, of one time.",
        epilog="Example: kg view out --level state --view matrix",
    )
    add_sources(parser)
    where = parser.add_argument_group("where the page opens")
    where.add_argument("--view", choices=VIEWS, default=VIEWS[0], help="view (default: %(default)s)")
    where.add_argument("--actor", metavar="NAME", help="with the panel of this actor")
    where.add_argument("--tie", metavar=("A", "B"), nargs=2, help="with the panel of these two")
    where.add_argument("--around", metavar="NAME", help="on this actor and its neighbours alone")
    made = parser.add_argument_group("a page of its own")
    made.add_argument(
        "-o", "--out", metavar="FILE", type=Path, help=f"write it there (default: {_MADE} in the folder of the source)"
    )
    made.add_argument("--title", metavar="TEXT", help="title of the page")
    made.add_argument("--actors", metavar="N", type=types.positive, help="how many actors it opens with (default: 60)")
    parser.add_argument("--print", action="store_true", dest="only_print", help="only print the address of the page")
    add_blocs(parser)
    add_measure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    import webbrowser

    if sum(each is not None for each in (options.actor, options.tie)) > 1:
        raise InputError("--actor and --tie both choose the panel; give one of them")
    if options.out and options.out.suffix.lower() not in _SUFFIXES:
        raise OutputError(f"{options.out}: a page ends in {' or '.join(_SUFFIXES)}; give it one of these")
    page, measured = _made_page(options) if _is_own(options) else (_built_page(options.sources[0]), None)
    address = page.resolve().as_uri() + _fragment(options, measured)
    if options.only_print:
        # A path is easier to go on with than an address, as long as it says the same.
        print(visible(address if "#" in address else str(page)))
    elif not webbrowser.open(address):
        raise KgError(f"{page}: no browser could be started; open the file in one yourself")
    return 0


def _is_own(options: argparse.Namespace) -> bool:
    """Return whether what is asked for differs from the page that kg build wrote."""
    from kg.built import PAGE_FILE
    from kg.strength.measure import DEFAULT_MEASURE

    given = (options.out, options.title, options.actors, options.as_of, options.since, options.blocs)
    source = options.sources[0]
    is_built = source.name == PAGE_FILE or not source.is_file()
    return (
        any(each is not None for each in given)
        or measure_of(options) != DEFAULT_MEASURE
        or len(options.sources) > 1
        or not is_built
    )


def _built_page(source: Path) -> Path:
    from kg.built import PAGE_FILE, built_file

    return built_file(source, PAGE_FILE)


def _made_page(options: argparse.Namespace) -> tuple[Path, Measured]:
    from kg.files import write_text_atomic
    from kg.page.html import DEFAULT_TITLE

    measured = measured_of(options, intervals=False)
    first = options.sources[0]
    page = options.out or (first if first.is_dir() else first.parent) / _MADE
    write_text_atomic(page, measured.to_html(title=options.title or DEFAULT_TITLE, limit=options.actors))
    print(visible(f"Written to {page}"))
    return page, measured


def _fragment(options: argparse.Namespace, measured: Measured | None) -> str:
    """Return the part of the address that says what the page opens on."""
    names = [*filter(None, (options.actor, options.around)), *(options.tie or ())]
    found = dict(zip(names, _actors(options.sources[0], names, measured), strict=True)) if names else {}
    words: list[tuple[str, str]] = []
    if options.view != VIEWS[0]:
        words.append(("view", options.view))
    if options.actor:
        words.append(("actor", found[options.actor].id))
    if options.tie:
        words.append(("tie", "~".join(found[name].id for name in options.tie)))
    if options.around:
        words.append(("ego", f"{found[options.around].id}~1"))
    return f"#{urlencode(words)}" if words else ""


def _actors(source: Path, names: list[str], measured: Measured | None) -> list[Actor]:
    if measured is not None:
        return [measured.find(name) for name in names]
    from kg.decisions import former_names
    from kg.graph import actors_of
    from kg.lookup import find_actor
    from kg.pipeline import read

    corpus = read(source.parent if source.is_file() else source).corpus
    actors, former = actors_of(corpus), former_names(corpus.decisions)
    return [find_actor(name, actors, former=former) for name in names]
