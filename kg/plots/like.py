"""What an address of the page chooses and the graph that the page is of in; what the page shows at that address out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.page.facets import first_days
from kg.page.network import EGO_MOST, OPENING_ACTORS
from kg.page.timeline import time_range
from kg.plots.shown import latest_day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.built import Graph
    from kg.page.selection import Selection
    from kg.series.periods import Period


def as_on_page(selection: Selection, graph: Graph) -> Selection:
    """Return the selection as the page that ``kg build`` makes of a graph takes it.

    Days are widened to the periods of the page's time range in which they lie; one that reaches to an end of it is left out. Around one actor the page draws up to `EGO_MOST` actors whatever number is chosen, else `OPENING_ACTORS`
    if none is.
    """
    _, periods = time_range(first_days(graph.corpus), as_of=latest_day_of(graph))
    since = _period(selection.since, periods)
    until = _period(selection.until, periods)
    return replace(
        selection,
        since=since.first if since and since != periods[0] else None,
        until=until.last if until and until != periods[-1] else None,
        actors=EGO_MOST if selection.around else selection.actors or OPENING_ACTORS,
    )


def _period(day: date | None, periods: Sequence[Period]) -> Period | None:
    """Return the period of a day, the first or last one for a day before or after all of them."""
    if day is None or not periods:
        return None
    return next((each for each in reversed(periods) if each.first <= day), periods[0])
