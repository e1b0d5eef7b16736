"""A decision, and what there is, in; an error out if the graph would not be whole after it, and what comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import DecisionError
from kg.lookup import namesakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.decision import Decision
    from kg.model import Actor, Corpus


def check_sound(decision: Decision, actors: Mapping[str, Actor], *, former: Mapping[str, Iterable[str]]) -> None:
    """See that a state stays a state, and that a name stands for one actor.

    Parameters
    ----------
    decision
        About actors, by their ids; one about an event is always sound.
    actors
        Those of the graph and of the reference tables, by id.
    former
        The names and ids that actors had before, see `kg.decisions.former_names`.

    Raises
    ------
    DecisionError
        If it is not sound; the message has the decision that may be meant.
    """
    if decision.kind == "merge-actors":
        _check_kinds(decision, actors)
    if decision.label and decision.actors:
        _check_label(decision, actors, former)


def kind_notes(decision: Decision, actors: Mapping[str, Actor]) -> list[str]:
    """Return in words which actors become one of another kind, as a person may not have meant."""
    goal = actors.get(decision.into)
    if decision.kind != "merge-actors" or goal is None:
        return []
    old = [actors[each] for each in decision.actors if each in actors]
    return [
        f"{each.name} is {_a(each.kind)} and {goal.name} {_a(goal.kind)}; what is told of the one is then told of the other"
        for each in old
        if each.kind != goal.kind and {each.kind, goal.kind} != {"group", "organization"}
    ]


def article_notes(decision: Decision, corpus: Corpus) -> list[str]:
    """Return in words what goes with articles that are left out of a built graph, and which copies of them stay."""
    here = {article.id for article in corpus.articles}
    gone = here.intersection(decision.articles) if decision.kind == "leave-out-article" else set()
    if not gone:
        return []
    told = [event for event in corpus.events if any(each.article in gone for each in event.evidence)]
    alone = sum(all(each.article in gone for each in event.evidence) for event in told)
    notes = [f"events told there: {len(told):,}, of which nowhere else: {alone:,}"]
    originals = {article.copy_of or article.id for article in corpus.articles if article.id in gone}
    same = [each.id for each in corpus.articles if each.id not in gone and (each.copy_of or each.id) in originals]
    if same:
        notes.append(
            f"the same text stays in {', '.join(same)}; leave that out as well where it is the text that is wrong"
        )
    return notes


def _check_kinds(decision: Decision, actors: Mapping[str, Actor]) -> None:
    goal = actors.get(decision.into)
    if goal is not None and goal.kind == "state":
        return
    for each in decision.actors:
        old = actors.get(each)
        if old is None or old.kind != "state":
            continue
        if goal is None:
            raise DecisionError(
                f"{old.name} is a state and becomes no new actor; another name is given by: kg decide rename {each} NAME"
            )
        raise DecisionError(
            f"{old.name} is a state and {goal.name} {_a(goal.kind)}; a state becomes only another state. The other way "
            f"round it can be: kg decide merge {goal.id} --into {each}"
        )


def _check_label(decision: Decision, actors: Mapping[str, Actor], former: Mapping[str, Iterable[str]]) -> None:
    own = {decision.into} if decision.kind == "split-actor" else {*decision.actors, decision.into}
    own |= {name for each in own for name in former.get(each, ())}
    for other in namesakes(decision.label, actors.values(), of=own, former=former):
        meant = f"kg decide merge {' '.join(decision.actors)} --into {other.id}"
        if decision.kind == "split-actor":
            meant = f"--into {other.id}"
        raise DecisionError(
            f"{decision.label} is the name of another actor, {other.name} ({other.id}); if that is who is meant: {meant}; "
            "if not, give a name that tells the two apart"
        )


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
