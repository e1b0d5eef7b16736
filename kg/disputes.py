"""Events in; the acts that some of their evidence affirms and some denies out, with the claims of both sides."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from kg.ontology import load_relations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.model import ActorId, Corpus, DateRange, Event, Evidence, RelationId

WINDOW: Final = timedelta(days=30)
"""How far apart two articles may be published for a claim without a date in one to answer the other."""

_LONGEST: Final = timedelta(days=31)
"""Dates wider than this do not say that two reports tell of one act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A piece of evidence with the event that it speaks of."""

    event: Event
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Claims that affirm an act and claims that deny it, each side in the order of article and text.

    ``id`` depends on the events alone, which are sorted by id. Neither side is empty.
    """

    id: str
    relation: RelationId
    source: ActorId
    target: ActorId
    events: tuple[str, ...]
    assertions: tuple[Claim, ...]
    denials: tuple[Claim, ...]


def find_disputes(corpus: Corpus) -> tuple[Dispute, ...]:
    """Return the disputes of a corpus, sorted by id.

    A claim denies what another affirms where both are of one relation between the same two actors (in the same
    direction, unless the relation is symmetric), both are actual or both are not, and the first of these holds for
    some such affirmation:

    1. it stands at the same event;
    2. both events have dates of at most 31 days, and they overlap;
    3. one of the events has no such date, both claims stand in one article, and somebody says the denial;
    4. likewise, in articles published within 30 days of each other; only the nearest of them count.

    A narrator's "did not meet" is no answer to a meeting on another day: hence somebody must say so in 3 and 4.
    """
    published = {article.id: article.published for article in corpus.articles}
    acts: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for event in corpus.events:
        for evidence in event.evidence:
            acts[_act(event, evidence)].append(Claim(event=event, evidence=evidence))
    found = [dispute for claims in acts.values() if _both(claims) for dispute in _disputes(claims, published)]
    return tuple(sorted(found, key=lambda dispute: dispute.id))


def _act(event: Event, evidence: Evidence) -> tuple[str, ...]:
    pair = [event.source.id, event.target.id]
    if load_relations()[event.relation].symmetric:
        pair.sort()
    return (event.relation, *pair, "done" if evidence.modality == "actual" else "not done")


def _both(claims: Sequence[Claim]) -> bool:
    return len({claim.evidence.polarity for claim in claims}) == 2


def _disputes(claims: Sequence[Claim], published: Mapping[str, date | None]) -> list[Dispute]:
    """Return the disputes over one act: denials that answer the same affirmation are of one dispute."""
    ordered = sorted(claims, key=_order)
    denials = [claim for claim in ordered if claim.evidence.polarity == "negated"]
    assertions = [claim for claim in ordered if claim.evidence.polarity == "affirmed"]
    groups: list[tuple[set[int], set[int]]] = []
    for number, denial in enumerate(denials):
        answered = _answered(denial, assertions, published)
        if not answered:
            continue
        joined = [group for group in groups if group[1] & answered]
        groups = [group for group in groups if not group[1] & answered]
        groups.append(
            ({number}.union(*(group[0] for group in joined)), answered.union(*(group[1] for group in joined)))
        )
    return [
        _dispute([denials[n] for n in sorted(denied)], [assertions[n] for n in sorted(affirmed)])
        for denied, affirmed in groups
    ]


def _answered(denial: Claim, assertions: Sequence[Claim], published: Mapping[str, date | None]) -> set[int]:
    """Return the numbers of the assertions that a denial answers, by the first of the four rules that finds any."""

    def gap(claim: Claim) -> timedelta | None:
        first, second = published.get(claim.evidence.article), published.get(denial.evidence.article)
        return None if first is None or second is None else abs(first - second)

    gaps = [gap(claim) if _open(claim, denial) else None for claim in assertions]
    nearest = min((each for each in gaps if each is not None and each <= WINDOW), default=None)
    rules: tuple[Callable[[int, Claim], bool], ...] = (
        lambda _, claim: claim.event.id == denial.event.id,
        lambda _, claim: _overlap(claim.event.date, denial.event.date),
        lambda _, claim: _open(claim, denial) and claim.evidence.article == denial.evidence.article,
        lambda number, _: nearest is not None and gaps[number] == nearest,
    )
    answered = ({number for number, claim in enumerate(assertions) if rule(number, claim)} for rule in rules)
    return next(filter(None, answered), set())


def _short(when: DateRange | None) -> bool:
    return when is not None and when.latest - when.earliest <= _LONGEST


def _overlap(a: DateRange | None, b: DateRange | None) -> bool:
    return a is not None and b is not None and _short(a) and _short(b) and a.overlaps(b)


def _open(claim: Claim, denial: Claim) -> bool:
    """Return whether dates leave open that the two tell of one act, and the denial is somebody's answer."""
    return bool(denial.evidence.attribution) and not (_short(claim.event.date) and _short(denial.event.date))


def _order(claim: Claim) -> tuple[object, ...]:
    evidence = claim.evidence
    return evidence.article, evidence.start, evidence.trigger_span, claim.event.id, evidence.rule, evidence.modality


def _dispute(denials: Sequence[Claim], assertions: Sequence[Claim]) -> Dispute:
    first = assertions[0]
    source, target = first.event.source.id, first.event.target.id
    if load_relations()[first.event.relation].symmetric:
        source, target = sorted((source, target))
    events = tuple(sorted({claim.event.id for claim in (*denials, *assertions)}))
    status = "" if first.evidence.modality == "actual" else "|not done"
    digest = hashlib.sha256(("\x1f".join(events) + status).encode("utf-8", "replace")).hexdigest()[:16]
    return Dispute(
        id=f"{first.event.relation}-{source}-{target}-{digest}",
        relation=first.event.relation,
        source=source,
        target=target,
        events=events,
        assertions=tuple(assertions),
        denials=tuple(denials),
    )
