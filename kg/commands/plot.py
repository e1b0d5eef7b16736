"""A built graph and what is to be shown of it in; a figure fit for a paper written, and its caption printed."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.common import DEFAULT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.built import Graph
    from kg.commands.common import Commands
    from kg.page.selection import Choice, Selection


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "plot",
        help="draw a network, a matrix or a timeline of a pair for a paper, as SVG, PNG or PDF",
        description="Draw a figure fit for a paper. Its caption, in the figure and printed, states what is shown and what "
        "is left out. Strengths are over all reports; filters choose what of it is shown. Needs the extra plot.",
        epilog="Example: kg plot network out --around France --group XC --group MX --width 85 -o france.pdf",
    )
    figures = parser.add_subparsers(title="figures", metavar="FIGURE", required=True)
    _add_figure(figures, "network", "the strongest actors with their ties, as the page would draw them")
    _add_figure(figures, "matrix", "the signed strength of every two of the strongest actors, blocs side by side")
    _add_figure(figures, "timeline", "the events of two actors, with the course of their strength")


def _add_figure(figures: Commands, kind: str, what: str) -> None:
    parser = figures.add_parser(kind, help=what, description=f"Draw {what}; see kg plot --help.")
    if kind == "timeline":
        parser.usage = "kg plot timeline [options] A B [DIR]\n       kg plot timeline [options] --like ADDRESS [DIR]"
        parser.add_argument(
            "words",
            metavar="A B DIR",
            nargs="*",
            help="names or ids of two actors, unless the address of --like has a tie chosen; then the built graph "
            f"(default: {DEFAULT_OUT})",
        )
        parser.add_argument(
            "--by", choices=("week", "month", "quarter", "year"), help="periods of strength (default: by the span)"
        )
        parser.set_defaults(actors=None, least=None, around=None, steps=None)
    else:
        parser.usage = f"kg plot {kind} [options] [DIR]"
        parser.add_argument("words", metavar="DIR", nargs="*", help=f"built graph (default: {DEFAULT_OUT})")
        parser.add_argument(
            "--actors", metavar="N", type=types.positive, help=f"how many (default: {30 if kind == 'network' else 25})"
        )
        parser.set_defaults(by=None)
    parser.add_argument(
        "-o",
        "--out",
        metavar="FILE",
        type=Path,
        help="FILE.svg, .png or .pdf (default: an SVG named for what is shown)",
    )
    look = parser.add_argument_group("look")
    look.add_argument("--title", metavar="TEXT", default="", help="stands above the figure")
    look.add_argument(
        "--width",
        metavar="MM",
        type=types.above_zero,
        default=180.0,
        help="width, as of a journal's column (85) or page (default: %(default)g)",
    )
    look.add_argument("--no-caption", action="store_true", help="print the caption only, leave it out of the figure")
    _add_filters(parser, of_many=kind != "timeline")
    parser.set_defaults(kind=kind, run=run)


def _add_filters(parser: argparse.ArgumentParser, *, of_many: bool) -> None:
    group = parser.add_argument_group("what is shown (those marked * may be given several times)")
    add = group.add_argument
    add("--like", metavar="ADDRESS", help="what the page shows at an address, or its part from # on, in quotes")
    add("--relation", metavar="NAME", action="append", default=[], help="* only this relation, such as met-with")
    add(
        "--group",
        choices=("VC", "MC", "XC", "MX", "ST"),
        action="append",
        default=[],
        help="* only words (V) or deeds (M) of cooperation (C), words (X) or deeds (M) of conflict (X), or affiliation (ST)",
    )
    add(
        "--kind",
        dest="kinds",
        choices=("state", "person", "organization", "group"),
        action="append",
        default=[],
        help="* only actors of this kind",
    )
    add(
        "--status",
        choices=("done", "planned", "denied"),
        action="append",
        default=[],
        help="* only events done or in force, planned or possible, or denied",
    )
    add("--news-source", metavar="NAME", action="append", default=[], help="* only events that this source tells of")
    add("--since", metavar="DATE", type=types.day, help="first day, as 2024-05-09")
    add("--until", metavar="DATE", type=types.day, help="last day; strengths are as of it")
    if of_many:
        add("--least", metavar="X", type=types.strength, help="only ties of at least this |strength|")
        add("--around", metavar="ACTOR", help="this actor and its neighbours")
        add("--steps", type=int, choices=(1, 2), help="with --around: neighbours, or theirs too (default: 1)")


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code."""
    import sys

    from kg.drawing import check_matplotlib, check_picture
    from kg.pipeline import read
    from kg.plots import plot
    from kg.visible import visible

    check_picture(options.out) if options.out else check_matplotlib(f"kg plot {options.kind}")
    like = _like(options)
    pair, folder = _words(options, like)
    graph = read(folder)
    made = plot(
        graph,
        options.kind,
        pair=pair,
        selection=_selection(options, graph, like),
        by=options.by,
        width=options.width,
        title=options.title,
        caption=not options.no_caption,
    )
    path = options.out or Path(f"{made.name}.svg")
    made.save(path)
    print(visible(made.caption))
    print(f"wrote {visible(str(path))}")
    if made.missing:
        print(
            f"kg: the font of pictures has no sign for {visible(made.missing)}; an SVG shows them in a font of its reader",
            file=sys.stderr,
        )
    return 0


def _like(options: argparse.Namespace) -> Selection:
    from kg.page.selection import Selection

    return Selection.from_address(options.like) if options.like is not None else Selection()


def _words(options: argparse.Namespace, like: Selection) -> tuple[tuple[str, str] | None, Path]:
    """Return the pair, None where the address has it or there is none, and the folder of the graph."""
    from kg.built import TURTLE_FILE
    from kg.errors import InputError

    words: list[str] = options.words
    pair = None
    if options.kind == "timeline" and (like.tie is None or len(words) >= 2):
        if len(words) < 2 or (len(words) == 2 and (Path(words[1]) / TURTLE_FILE).is_file()):
            raise InputError("kg plot timeline takes two actors, such as: kg plot timeline France Germany out")
        pair, words = (words[0], words[1]), words[2:]
    if len(words) > 1:
        raise InputError(
            f"kg plot {options.kind} takes one folder; {words[1]!r} is one word too many, quote names of several words"
        )
    return pair, Path(words[0] if words else DEFAULT_OUT)


def _selection(options: argparse.Namespace, graph: Graph, like: Selection) -> Selection:
    """Return what the address shows, narrowed by the options."""
    from dataclasses import replace

    from kg.decisions import former_names
    from kg.errors import InputError
    from kg.graph import actors_of
    from kg.lookup import find_actor
    from kg.plots.like import as_on_page

    if options.steps and not options.around and not like.around:
        raise InputError("--steps goes with --around ACTOR")
    around = like.around
    if options.around:
        former = former_names(graph.corpus.decisions)
        around = find_actor(options.around, actors_of(graph.corpus), former=former).id
    like = replace(like, around=around, steps=options.steps or like.steps)
    if options.like is not None:
        like = as_on_page(like, graph)
    return replace(
        like,
        groups=_narrowed(like.groups, options.group),
        relations=_narrowed(like.relations, ("-".join(each.lower().split()) for each in options.relation)),
        kinds=_narrowed(like.kinds, options.kinds),
        statuses=_narrowed(like.statuses, options.status),
        sources=_narrowed(like.sources, options.news_source),
        since=options.since or like.since,
        until=options.until or like.until,
        least=like.least if options.least is None else options.least,
        actors=options.actors or like.actors,
    )


def _narrowed(choice: Choice, only: Iterable[str]) -> Choice:
    from dataclasses import replace

    values = frozenset(only)
    return replace(choice, only=values) if values else choice
