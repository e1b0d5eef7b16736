"""Events in; a sample of them for a person to judge out, and from the judgements how many events are right."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.cells import clean
from kg.errors import InputError, KgError
from kg.intervals import DEFAULT_BINS, Judged, Share, reliability, share_of
from kg.sheet import JUDGEMENTS, SheetRow

if TYPE_CHECKING:
    from kg.intervals import Reliability
    from kg.model import Actor, Event
    from kg.sheet import Judgement

DEFAULT_SAMPLE: Final = 60
DEFAULT_SEED: Final = 1
WHOLE: Final = "all"
"""The stratum of every row where the sample was drawn from all events together."""

_QUOTES_SHOWN: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The rows that were drawn, in the order to judge them in, out of ``events`` different events.

    ``strata`` has the number of events in each part that was drawn from, ``repeated`` the events that were passed over
    because the same article had told of them already under the same id.
    """

    rows: tuple[SheetRow, ...]
    events: int
    strata: Mapping[str, int]
    repeated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """How many rows were judged right, wrong and arguable, and the share of events that is right.

    ``share`` leaves the arguable out, ``strict`` counts them as wrong and ``lenient`` as right.
    """

    yes: int
    no: int
    arguable: int
    share: Share
    strict: Share
    lenient: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the judgements say of all events that the sample was drawn from.

    ``rows`` counts the sheet and ``unjudged`` the rows nobody filled in.
    ``weighted`` says whether the sample was stratified.
    ``uncovered`` has the number of events of each stratum where no row is judged yet: nothing here speaks for them.
    """

    rows: int
    unjudged: int
    weighted: bool
    uncovered: Mapping[str, int]
    overall: Precision
    by_relation: Mapping[str, Precision]
    reliability: Reliability


def draw_sample(
    events: Iterable[Event], *, size: int = DEFAULT_SAMPLE, seed: int = DEFAULT_SEED, by_relation: bool = False
) -> Sample:
    """Return a sample of events, all of them where there are no more than ``size``.

    An event is drawn when the SHA-256 of the seed, its id and its article is among the smallest. So the sample does not
    depend on the order of the events, a smaller one is the beginning of a larger one, and n more events take the place
    of n of the drawn at most, on average of far fewer. The rows come in the order of these numbers: whoever stops
    early has judged a smaller random sample.

    With ``by_relation`` the relations get equally many rows as far as they have them, what is left going to the larger.

    Raises
    ------
    InputError
        If there are no events.
    KgError
        If a sample by relation is too small to hold every relation.
    """
    given = list(events)
    distinct = {(event.id, event.article): event for event in reversed(given)}
    strata: dict[str, list[Event]] = defaultdict(list)
    for event in sorted(distinct.values(), key=lambda each: _rank(each, seed)):
        strata[event.relation if by_relation else WHOLE].append(event)
    if not distinct:
        raise InputError("there is no event to draw from; extract some first, or take a lower --min-confidence")
    if size < len(strata):
        raise KgError(
            f"a sample of {size} cannot hold {len(strata)} relations; draw {len(strata)} or more, or not by relation"
        )
    sizes = {name: len(strata[name]) for name in sorted(strata)}
    drawn = [
        (_rank(event, seed), to_row(event, stratum=name, stratum_events=sizes[name]))
        for name, number in _allot(sizes, size).items()
        for event in strata[name][:number]
    ]
    rows = tuple(row for _, row in sorted(drawn, key=lambda each: each[0]))
    return Sample(rows=rows, events=len(distinct), strata=sizes, repeated=len(given) - len(distinct))


def to_row(event: Event, *, stratum: str = WHOLE, stratum_events: int) -> SheetRow:
    """Return the row of an event: who, what, whom, and the sentences to judge it by, three at most."""
    quotes = dict.fromkeys(each.quote for each in event.evidence)
    when = event.date
    day = "" if when is None else when.earliest.isoformat()
    return SheetRow(
        id=event.id,
        article=event.article,
        date=day if when is None or when.precision == "day" else f"{day}/{when.latest.isoformat()}",
        relation=event.relation,
        source=_name(event.source),
        target=_name(event.target),
        polarity=event.polarity,
        modality=event.modality,
        attribution=event.attribution,
        quote=" ¶ ".join(list(quotes)[:_QUOTES_SHOWN]),
        confidence=event.confidence,
        stratum=stratum,
        stratum_events=stratum_events,
    )


def carry_over(rows: Iterable[SheetRow], judged: Iterable[SheetRow]) -> tuple[SheetRow, ...]:
    """Return the rows with the judgements and notes of an older sheet, where event, status and sentences are the same."""
    known = {_same(row): row for row in judged if row.right or row.note}
    pairs = ((row, known.get(_same(row))) for row in rows)
    return tuple(replace(row, right=old.right, note=old.note) if old else row for row, old in pairs)


def assess(rows: Sequence[SheetRow], *, bins: int = DEFAULT_BINS) -> Audit:
    """Return how many events are right, by the judged rows of a sheet.

    Notes
    -----
    Where the sample was stratified, rare relations have more rows than their share. So each judged row stands for
    as many events as its stratum has for each judged row: w = stratum_events / judged rows of the stratum.
    Overall and by confidence, precision is the sum of w over the right by the sum of w over the right and the wrong
    (Horvitz and Thompson 1952, Journal of the American Statistical Association 47(260), p. 663-685, as a ratio).
    Within a relation all rows weigh the same. For the intervals of weighted shares see `kg.intervals.share_of`.
    Rows that are not judged are taken as missing by chance.
    """
    judged = [row for row in rows if row.right]
    per_stratum = Counter(row.stratum for row in judged)
    weights = {row.stratum: row.stratum_events / per_stratum[row.stratum] for row in judged}
    by_relation: dict[str, list[SheetRow]] = defaultdict(list)
    for row in judged:
        by_relation[row.relation].append(row)
    order = sorted(by_relation, key=lambda each: (-len(by_relation[each]), each))
    return Audit(
        rows=len(rows),
        unjudged=len(rows) - len(judged),
        weighted=any(row.stratum != WHOLE for row in rows),
        uncovered={row.stratum: row.stratum_events for row in rows if row.stratum not in per_stratum},
        overall=_precision(judged, weights),
        by_relation={each: _precision(by_relation[each], weights) for each in order},
        reliability=reliability(_weighted(judged, weights, right={"yes"}, wrong={"no"}), bins=bins),
    )


def _rank(event: Event, seed: int) -> str:
    return hashlib.sha256(f"{seed}\0{event.id}\0{event.article}".encode("utf-8", "surrogatepass")).hexdigest()


def _allot(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Return how many rows each stratum gets: one each in turn, the largest first, until none or nothing is left."""
    numbers = dict.fromkeys(sizes, 0)
    left = min(total, sum(sizes.values()))
    while left:
        for name in sorted(sizes, key=lambda each: (-sizes[each], each)):
            if left and numbers[name] < sizes[name]:
                numbers[name] += 1
                left -= 1
    return numbers


def _name(actor: Actor) -> str:
    return f"{actor.name} ({actor.organ})" if actor.organ else actor.name


def _same(row: SheetRow) -> tuple[str, ...]:
    return tuple(map(clean, (row.id, row.source, row.target, row.polarity, row.modality, row.quote)))


def _precision(rows: Sequence[SheetRow], weights: Mapping[str, float]) -> Precision:
    counts = Counter(row.right for row in rows)
    yes, no, arguable = (counts[each] for each in JUDGEMENTS)
    return Precision(
        yes=yes,
        no=no,
        arguable=arguable,
        share=share_of(_weighted(rows, weights, right={"yes"}, wrong={"no"})),
        strict=share_of(_weighted(rows, weights, right={"yes"}, wrong={"no", "arguable"})),
        lenient=share_of(_weighted(rows, weights, right={"yes", "arguable"}, wrong={"no"})),
    )


def _weighted(
    rows: Iterable[SheetRow], weights: Mapping[str, float], *, right: set[Judgement], wrong: set[Judgement]
) -> list[Judged]:
    return [
        Judged(right=row.right in right, confidence=row.confidence, weight=weights[row.stratum])
        for row in rows
        if row.right in right | wrong
    ]
