"""Events of two graphs in pairs in; those that came, went or changed, with what changed in them, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kg.differences.actors import Moves
from kg.differences.pairing import Pairing
from kg.differences.values import EventDifference, FieldChange, Quoted
from kg.model import Article, DateRange, Event, Evidence, Place


def days_of(when: DateRange | None) -> str | None:
    """Return a day, or the first and the last of a range with a slash between, as ISO 8601 has it."""
    if when is None:
        return None
    first, last = when.earliest.isoformat(), when.latest.isoformat()
    return first if first == last else f"{first}/{last}"


def place_of(place: Place | None) -> str | None:
    """Return a place with its country."""
    return ", ".join(dict.fromkeys(filter(None, (place.name, place.country)))) if place else None


_COMPARED: Final[Mapping[str, Callable[[Event], str | None]]] = MappingProxyType(
    {
        "relation": lambda event: event.relation,
        "source": lambda event: event.source.id,
        "target": lambda event: event.target.id,
        "polarity": lambda event: event.polarity,
        "modality": lambda event: event.modality,
        "attribution": lambda event: event.attribution,
        "date": lambda event: days_of(event.date),
        "place": lambda event: place_of(event.place),
        "occasion": lambda event: event.occasion,
    }
)


def event_differences(
    pairing: Pairing,
    *,
    moves: Moves,
    renamed: Mapping[str, str],
    articles: tuple[Mapping[str, Article], Mapping[str, Article]],
    tolerance: float,
) -> tuple[EventDifference, ...]:
    """Return the events that came, those that went, and those that changed, each sorted by id.

    ``renamed`` are the articles that have another id in the second graph, ``articles`` those of both; a confidence that
    moved by at most ``tolerance`` has not changed.
    """
    old, new = articles
    came = [
        EventDifference(
            kind="came",
            before=None,
            after=each,
            new=_quoted(each.evidence, new),
            other=pairing.others.get(each.id, ""),
        )
        for each in pairing.came
    ]
    gone = [
        EventDifference(
            kind="gone",
            before=each,
            after=None,
            gone=_quoted(each.evidence, old),
            other=pairing.others.get(each.id, ""),
        )
        for each in pairing.gone
    ]
    compare = _Compare(moves=moves, renamed=renamed, articles=articles, tolerance=tolerance)
    found = (compare.changed(*pair) for pair in pairing.pairs)
    return (*came, *gone, *(each for each in found if each is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compare:
    moves: Moves
    renamed: Mapping[str, str]
    articles: tuple[Mapping[str, Article], Mapping[str, Article]]
    tolerance: float

    def changed(self, one: Event, other: Event) -> EventDifference | None:
        """Return what changed in an event, None where nothing did."""
        # Most events are the same in every field, which is compared quickest as a whole.
        if one == other:
            return None
        changes = tuple(_changes(one, other, self.moves, self.tolerance))
        old, new = ({self._said(each) for each in event.evidence} for event in (one, other))
        arrived = [each for each in other.evidence if self._said(each) not in old]
        lost = [each for each in one.evidence if self._said(each) not in new]
        if not changes and not arrived and not lost and one.id == other.id:
            return None
        moved = all(
            each.name in ("source", "target") and self.moves.explain(str(each.before), str(each.after))
            for each in changes
        )
        return EventDifference(
            kind="changed",
            before=one,
            after=other,
            changes=changes,
            new=_quoted(arrived, self.articles[1]),
            gone=_quoted(lost, self.articles[0]),
            follows=moved and not arrived and not lost,
        )

    def _said(self, each: Evidence) -> tuple[str, ...]:
        """Return what makes a claim the same in two graphs: its article, its words, and what they say of the event."""
        article = self.renamed.get(each.article, each.article)
        return (article, each.quote, each.polarity, each.modality, each.attribution)


def _quoted(claims: Iterable[Evidence], articles: Mapping[str, Article]) -> tuple[Quoted, ...]:
    found = ((each, articles.get(each.article)) for each in claims)
    return tuple(
        Quoted(
            evidence=each,
            source=(article.source or "") if article else "",
            published=article.published if article else None,
        )
        for each, article in found
    )


def _changes(one: Event, other: Event, moves: Moves, tolerance: float) -> Iterator[FieldChange]:
    for name, of in _COMPARED.items():
        if of(one) != of(other):
            yield FieldChange(name=name, before=of(one), after=of(other))
    for name, old, new in (("source", one.source, other.source), ("target", one.target, other.target)):
        if moves.explain(old.id, new.id):
            for part in ("state", "organ"):
                values = getattr(old, part), getattr(new, part)
                if values[0] != values[1] and not (part == "state" and (old.id, *values) in moves.states):
                    yield FieldChange(name=f"{name} {part}", before=values[0], after=values[1])
    # A difference of two decimals such as 0.9 - 0.85 comes out a little larger than it is.
    if abs(one.confidence - other.confidence) > tolerance + 1e-9:
        yield FieldChange(name="confidence", before=one.confidence, after=other.confidence)
