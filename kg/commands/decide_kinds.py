"""The arguments of kg decide: what there is to decide, each a command below it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kg import argument_types as types
from kg.commands.deciding import GRAPH_DEFAULT, add_place
from kg.model import ACTOR_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.commands.common import Commands
    from kg.deciding import Maker
    from kg.decision import Decision


def add_common(parser: argparse.ArgumentParser, *, below: bool) -> None:
    """Add who decides, when and why, and about which graph; see `add_place`."""
    unsaid = argparse.SUPPRESS if below else None
    parser.add_argument(
        "--why",
        metavar="TEXT",
        required=below,
        default=unsaid,
        help="the reason" if below else "the reason of rows that give none",
    )
    parser.add_argument(
        "--who", metavar="NAME", default=unsaid, help="who decides (default: the name that git has, or the login name)"
    )
    parser.add_argument(
        "--when",
        metavar="DATE",
        type=types.day,
        default=unsaid,
        help="day of the decision, as 2024-05-09 (default: today)",
    )
    parser.add_argument(
        "--graph",
        metavar="DIR",
        type=Path,
        default=unsaid,
        help=f"folder of the built graph that you decide about, or its Turtle file (default: {GRAPH_DEFAULT})",
    )
    add_place(parser, below=below)


def add_actors(kinds: Commands) -> None:
    """Add what can be decided about actors; ``make`` of the options makes the decision."""
    merge = kinds.add_parser("merge", help="actors are one", description="Note that actors are one.")
    merge.add_argument("actors", metavar="ACTOR", nargs="+", help="the actors that become the other one")
    merge.add_argument(
        "--into",
        metavar="ACTOR",
        required=True,
        help="what they become: an actor of the graph or of the reference tables",
    )
    merge.add_argument("--new", action="store_true", help="what they become is an actor that is not known yet")
    merge.add_argument(
        "--label", metavar="NAME", default="", help="the name that it gets (default: the one that it has)"
    )
    _finish(merge, lambda maker, said: maker.merge(said.actors, into=said.into, label=said.label, new=said.new))

    split = kinds.add_parser(
        "split", help="an actor is another one in some articles", description="Note that an actor is two."
    )
    split.add_argument("actor", metavar="ACTOR")
    split.add_argument("--label", metavar="NAME", required=True, help="the name of the new actor")
    split.add_argument("--into", metavar="ID", default="", help="its id (default: made of the name)")
    split.add_argument(
        "--article", metavar="ID", action="append", default=[], help="an article in which it is the new one"
    )
    split.add_argument("--event", metavar="ID", action="append", default=[], help="an event in which it is the new one")
    split.add_argument(
        "--kind", choices=ACTOR_KINDS, default="", help="what the new actor is (default: as the old one)"
    )
    split.add_argument(
        "--state", metavar="NAME", default="", help="the state that it acts for (default: as the old one)"
    )
    _finish(
        split,
        lambda maker, said: maker.split(
            said.actor,
            label=said.label,
            articles=said.article,
            events=said.event,
            into=said.into,
            kind=said.kind,
            state=said.state,
        ),
    )

    rename = kinds.add_parser("rename", help="an actor has another name", description="Note what an actor is called.")
    rename.add_argument("actor", metavar="ACTOR")
    rename.add_argument("label", metavar="NAME")
    _finish(rename, lambda maker, said: maker.rename(said.actor, label=said.label))

    apart = kinds.add_parser(
        "apart",
        help="actors are not one",
        description="Note that actors are not one, and kg review will not propose it.",
    )
    apart.add_argument("actors", metavar="ACTOR", nargs="+")
    _finish(apart, lambda maker, said: maker.keep_apart(said.actors))


def add_events(kinds: Commands) -> None:
    """Add what can be decided about events; ``make`` of the options makes the decision."""
    day = kinds.add_parser("date", help="an event was on other days", description="Note when an event was.")
    day.add_argument("event", metavar="EVENT")
    day.add_argument("days", metavar="DAYS", type=types.days, help="2024-05-09, 2024-05-09..2024-05-12, or unknown")
    _finish(day, lambda maker, said: maker.date(said.event, said.days or None))

    place = kinds.add_parser("place", help="an event was elsewhere", description="Note where an event was.")
    place.add_argument("event", metavar="EVENT")
    place.add_argument("place", metavar="PLACE", type=types.place, help="such as Geneva, or unknown")
    place.add_argument("--country", metavar="NAME", default="", help="the state in which it is")
    _finish(
        place,
        lambda maker, said: maker.place(said.event, said.place, country=said.country),
    )

    relation = kinds.add_parser("relation", help="an event was something else", description="Note what an event was.")
    relation.add_argument("event", metavar="EVENT")
    relation.add_argument("relation", metavar="RELATION", nargs="?", default="", help="such as met-with")
    relation.add_argument("--swap", action="store_true", help="source and target change places")
    _finish(relation, lambda maker, said: maker.relation(said.event, said.relation, swap=said.swap))

    reject = kinds.add_parser("reject", help="an event is none", description="Note that there was no such event.")
    reject.add_argument("event", metavar="EVENT")
    _finish(reject, lambda maker, said: maker.reject(said.event))

    affirm = kinds.add_parser("affirm", help="an event is right", description="Note that an event is as it is told.")
    affirm.add_argument("event", metavar="EVENT")
    _finish(affirm, lambda maker, said: maker.affirm(said.event))


def add_articles(kinds: Commands) -> None:
    """Add what can be decided about articles; ``make`` of the options makes the decision."""
    out = kinds.add_parser(
        "leave-out",
        help="articles are left out of every graph",
        description="Note that articles are to be left out, such as one that was retracted: no build has them, and a "
        "workspace that has not kept them does not take them in again. What it keeps already stays there, for the "
        "decision can be undone; kg remove takes it out.",
    )
    out.add_argument("articles", metavar="ARTICLE", nargs="+", help="id of an article, as kg status --articles has it")
    out.add_argument(
        "--removed",
        action="store_true",
        help="the articles need not be in the graph: they were removed before, and are not to come back",
    )
    _finish(out, lambda maker, said: maker.leave_out(said.articles, removed=said.removed))


def _finish(parser: argparse.ArgumentParser, make: Callable[[Maker, argparse.Namespace], Decision]) -> None:
    add_common(parser, below=True)
    parser.add_argument("--name", metavar="NAME", help="name of the decision (default: made of what it says)")
    parser.set_defaults(make=make)
