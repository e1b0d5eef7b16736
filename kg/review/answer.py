"""A proposal and a person's yes or no in; the decision that it makes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.decision import Decision, Told
from kg.review.merges import Likeness

if TYPE_CHECKING:
    from datetime import date

    from kg.decision import DecisionKind
    from kg.model import Event
    from kg.review.propose import Proposal


def decision_for(proposal: Proposal, *, yes: bool, who: str, when: date, why: str = "") -> Decision:
    """Return what the answer decides, as the same answer in a sheet does.

    Of two actors, yes merges the one with fewer events into the other, and no keeps them apart; yes affirms an event, and
    no rejects it.
    """
    about = proposal.about
    if isinstance(about, Likeness):
        actors = (about.keep.id, about.drop.id)
        if yes:
            return Decision(kind="merge-actors", who=who, when=when, why=why, actors=actors, into=about.keep.id)
        return Decision(kind="keep-apart", who=who, when=when, why=why, actors=actors)
    kind: DecisionKind = "affirm-event" if yes else "reject-event"
    return Decision(kind=kind, who=who, when=when, why=why, told=(told_of(about.event),))


def told_of(event: Event) -> Told:
    """Return what finds an event again: its id, its first sentence with the article, its relation and its two actors."""
    first = event.evidence[0]
    return Told(
        event=event.id,
        article=first.article,
        quote=" ".join(first.quote.split()),
        relation=event.relation,
        source=event.source.id,
        target=event.target.id,
    )
