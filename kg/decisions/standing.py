"""The decisions of a file and a built graph in; which of them later ones overrule, and which the graph has not, out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.decisions.apply import apply_decisions
from kg.rdf.labels import decision_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.decision import Decision
    from kg.model import Corpus


def overruled(decisions: Sequence[Decision], corpus: Corpus) -> Mapping[str, str]:
    """Return by name the decisions that a later one overrules, and the name of that one.

    ``decisions`` are in the order of their file. The graph may have been built with some of them.
    """
    found = _overruled_events(decisions, corpus)
    names = {each.name for each in decisions}
    for unmet in apply_decisions(corpus.events, corpus.articles, decisions).unmet:
        if unmet.outcome == "overruled" and (winner := unmet.why.partition(" ")[0]) in names:
            found[unmet.decision.name] = winner
    return found


def standing_marks(decisions: Sequence[Decision], corpus: Corpus) -> Mapping[str, str]:
    """Return by name what is to be said of decisions that the graph has not, or the next build will not have."""
    done = {_content(each.decision) for each in corpus.decisions}
    applied = [_content(each) in done for each in decisions]
    last = max((place for place, here in enumerate(applied) if here), default=-1)
    marks = {
        each.name: "does not apply in this graph" if place < last else "not in this graph: newer, or it does not apply"
        for place, each in enumerate(decisions)
        if not applied[place]
    }
    return marks | {name: f"overruled by {winner}" for name, winner in overruled(decisions, corpus).items()}


def _overruled_events(decisions: Sequence[Decision], corpus: Corpus) -> dict[str, str]:
    """Return those about events; a graph that was built with both has not what the first was about, but for its name."""
    events = {_content(each.decision): each.events for each in corpus.decisions}
    later: dict[object, list[Decision]] = defaultdict(list)
    found: dict[str, str] = {}
    for decision in reversed(decisions):
        told = decision.event
        if told is None:
            continue
        keys: set[object] = {each for each in (told.event, *events.get(_content(decision), ())) if each}
        if told.article and told.quote:
            keys.add((told.article, told.quote, told.relation, told.source, told.target))
        winners = [each for key in keys for each in later[key] if _settles(each, decision)]
        if winners:
            found[decision.name] = max(winners, key=decisions.index).name
        for key in keys:
            later[key].append(decision)
    return found


def _settles(later: Decision, earlier: Decision) -> bool:
    """Return whether nothing is left of what a decision about an event settled when a later one is applied."""
    if later.kind == "reject-event":
        return earlier.kind != "reject-event"
    if later.kind == "affirm-event":
        return earlier.kind == "reject-event"
    if later.kind == "correct-relation" == earlier.kind:
        return (not earlier.relation or bool(later.relation)) and (not earlier.swap or later.swap)
    return later.kind == earlier.kind


def _content(decision: Decision) -> tuple[str, str]:
    return decision.name, decision_label(decision)
