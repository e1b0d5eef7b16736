"""What a person decides about a built graph in; the file of decisions with one more or one less out."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands.common import FOUND
from kg.commands.decide_kinds import add_actors, add_articles, add_common, add_events
from kg.commands.deciding import GRAPH_DEFAULT, add_place, graph_of, person, place_of, where_of
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.commands.common import Commands
    from kg.deciding import Maker
    from kg.decision import Decision


def add_parser(commands: Commands) -> None:
    """Add the command with its help."""
    parser = commands.add_parser(
        "decide",
        help="note what you decide about actors, events and articles, for every build from now on",
        description="Note in a file what a person decides about a built graph: that actors are one, or one is two, what an "
        "actor is called, when an event was and what it was, that it is none or that it is right, that an article is left "
        "out. Every build applies the "
        "file; where two decisions contradict each other the later wins. Names, other names, last names and ids of actors "
        "are understood; ids of events are printed by: kg show ACTOR --ids. The exit code is 1 if rows of a sheet were left "
        "out, and 2 for errors.",
        epilog="Example: kg decide merge UN --into 'United Nations' --why 'one body under two names'",
    )
    parser.add_argument(
        "--sheet",
        metavar="FILE",
        type=Path,
        help="take over the rows of a CSV file, of kg review or of the page, in whose column decision stands yes or no",
    )
    add_common(parser, below=False)
    parser.set_defaults(run=run, make=None, name=None)
    kinds = parser.add_subparsers(title="what to decide", metavar="WHAT")
    add_actors(kinds)
    add_events(kinds)
    add_articles(kinds)
    undo = kinds.add_parser(
        "undo", help="take a decision back", description="Take a decision out of the file, by its name."
    )
    undo.add_argument("decision", metavar="NAME", help="name of the decision, as kg decide list has it")
    add_place(undo)
    undo.set_defaults(run=_undo)
    listed = kinds.add_parser("list", help="print the decisions", description="Print the decisions in their order.")
    listed.add_argument(
        "--graph",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="folder of a built graph, or its Turtle file: what it has not is marked "
        f"(default: {GRAPH_DEFAULT}, where that is there)",
    )
    add_place(listed)
    listed.set_defaults(run=_list)


def run(options: argparse.Namespace) -> int:
    """Run the command and return its exit code: 1 if rows of a sheet were left out."""
    if options.make is not None:
        if options.sheet is not None:
            raise InputError("give --sheet FILE, or one thing to decide, not both")
        return _note(options, options.make)
    if options.sheet is None:
        raise InputError("nothing to decide is given; give --sheet FILE, or what to decide: kg decide --help lists it")
    return _take_sheet(options)


def _note(options: argparse.Namespace, make: Callable[[Maker, argparse.Namespace], Decision]) -> int:
    from kg.decisions import add_decisions
    from kg.errors import DecisionError
    from kg.rdf.labels import decision_label

    path = place_of(options)
    maker = _maker(options)
    decision = make(maker, options)
    seen = maker.preview([decision])
    if not seen.decided:
        raise DecisionError(f"this would change nothing: {seen.unmet[0].why}")
    (added,) = add_decisions(path, [decision])
    name = added.decision.name
    if not added.new:
        print(f"{path}: decided before as {name}; nothing is added")
        return 0
    print(f"{path}: {name}, by {decision.who}: {decision_label(decision)}")
    for line in _changes([decision], maker):
        print(line)
    for loser in _losers(path, maker, [added.decision]):
        print(f"  overrules {loser.name}: {decision_label(loser)}")
    for note in maker.notes(decision):
        print(f"  note: {note}")
    print(f"The next build applies it{_how(options)}. To take it back: kg decide undo {name}{_where(options)}")
    return 0


def _take_sheet(options: argparse.Namespace) -> int:
    from kg.decisions import add_decisions, decisions_of_sheet
    from kg.errors import DecisionError, UnknownActorError
    from kg.model import Skipped
    from kg.report import count, skipped_lines

    path = place_of(options)
    maker = _maker(options)
    given, skipped = decisions_of_sheet(options.sheet, who=maker.who, when=maker.when, why=options.why or "")
    found: list[Decision] = []
    left_out = list(skipped)
    for decision in given:
        try:
            found.append(maker.complete(decision))
        except (DecisionError, UnknownActorError) as error:
            left_out.append(Skipped(where=f"{options.sheet}: {_said(decision)}", why=str(error)))
    unmet = [each for each in maker.preview(found).unmet if each.outcome == "unmet"] if found else []
    # The preview has named them, so that they are known by what they say.
    gone = {_said(each.decision): each.why for each in unmet}
    left_out += [Skipped(where=f"{options.sheet}: {said}", why=why) for said, why in gone.items()]
    found = [decision for decision in found if _said(decision) not in gone]
    added = add_decisions(path, found) if found else ()
    new = [each.decision for each in added if each.new]
    print(f"{path}: {count(len(new), 'decision')} added{_before(len(added) - len(new))}")
    for each in new:
        print(f"  {each.name}: {_said(each)}")
    for loser in _losers(path, maker, new):
        print(f"  overruled: {loser.name}: {_said(loser)}")
    if new:
        print(f"The next build applies them{_how(options)}. To take one back: kg decide undo NAME{_where(options)}")
    for line in skipped_lines(left_out):
        print(line)
    return FOUND if left_out else 0


def _undo(options: argparse.Namespace) -> int:
    from kg.decisions import undo_decision
    from kg.decisions.words import decision_line

    path = place_of(options)
    done = undo_decision(path, options.decision)
    print(f"{path}: taken back: {decision_line(done.decision)}")
    if done.decision.kind == "leave-out-article":
        print("What the workspace keeps is there again with the next build; add what it does not keep: kg add FILE")
    if done.later:
        print("Later decisions are about the same; look whether they still hold:")
        for later in done.later:
            print(f"  {decision_line(later)}")
    return 0


def _list(options: argparse.Namespace) -> int:
    from kg.decisions import read_decisions
    from kg.decisions.words import decision_line

    path = place_of(options)
    decisions = read_decisions(path, missing_ok=True)
    marks = _marks(options, decisions) if decisions else {}
    for decision in decisions:
        mark = f"  [{marks[decision.name]}]" if decision.name in marks else ""
        print(f"{decision_line(decision)}{mark}")
    if not decisions:
        print(f"{path}: no decisions")
    return 0


def _marks(options: argparse.Namespace, decisions: Sequence[Decision]) -> Mapping[str, str]:
    """Return what is to be said of decisions beside a built graph, nothing where there is none."""
    from kg.built import turtle_of
    from kg.decisions import standing_marks
    from kg.errors import GraphFileError
    from kg.pipeline import read

    try:
        graph = turtle_of(graph_of(options))
    except GraphFileError:
        if options.graph is not None:
            raise
        return {}
    return standing_marks(decisions, read(graph).corpus)


def _losers(path: Path, maker: Maker, new: Sequence[Decision]) -> list[Decision]:
    """Return the decisions of a file that those just added to it overrule."""
    from kg.decisions import overruled, read_decisions

    standing = read_decisions(path)
    added = {each.name for each in new}
    earlier = [each for each in standing if each.name not in added]
    if not added or not earlier:
        return []
    before, now = (overruled(each, maker.corpus) for each in (earlier, standing))
    return [each for each in earlier if each.name in now and each.name not in before]


def _changes(decisions: Sequence[Decision], maker: Maker) -> list[str]:
    """Return what decisions would change in the graph as it is."""
    from kg.decisions.words import changed_lines

    return changed_lines(maker.preview(decisions))


def _said(decision: Decision) -> str:
    from kg.rdf.labels import decision_label

    return decision_label(decision)


def _before(number: int) -> str:
    return f", {number:,} decided before" if number else ""


def _maker(options: argparse.Namespace) -> Maker:
    from kg.deciding import Maker
    from kg.pipeline import read

    corpus = read(graph_of(options)).corpus
    who = options.who or person()
    when = options.when or date.today()  # a person decides on the day that the calendar on the wall has
    return Maker(corpus=corpus, who=who, when=when, why=options.why or "", name=options.name or "")


def _where(options: argparse.Namespace) -> str:
    return "".join(f" {word}" for word in where_of(options))


def _how(options: argparse.Namespace) -> str:
    return f" if it is given --decisions {options.file}" if options.file is not None else ""
