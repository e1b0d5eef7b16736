"""A small graph with two spellings of one man, a sure event and a doubtful one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from kg.built import Graph
from kg.model import Corpus
from tests.factories import actor, article, day, event, evidence

if TYPE_CHECKING:
    from kg.decision import Decided

NORLAND, SUDMARK, VESTERIA = (actor(name, "state") for name in ("Norland", "Sudmark", "Vesteria"))
LONG: Final = actor("Jean-Yves Le Marchand", state="Norland")
SHORT: Final = actor("Le Marchand", id="le-marchand")
TODAY: Final = date(2024, 6, 1)
DOUBTFUL: Final = '=HYPERLINK("x"), said Sudmark of its  accord\nwith Vesteria.'
"""A sentence that a spreadsheet would run, with more space than it needs."""

_TOLD: Final = (
    ("met-with", LONG, SUDMARK, "Jean-Yves Le Marchand met envoys of Sudmark.", "2024-05-01", 0.95),
    ("warned", LONG, VESTERIA, "Jean-Yves Le Marchand warned Vesteria.", "2024-05-03", 0.95),
    ("criticised", SHORT, VESTERIA, "Le Marchand criticised Vesteria.", "2024-05-09", 0.95),
    ("agreed-with", SUDMARK, VESTERIA, DOUBTFUL, "2024-04-01", 0.55),
    ("met-with", NORLAND, SUDMARK, "Norland met Sudmark.", "2024-04-20", 0.9),
)


def graph(*decisions: Decided) -> Graph:
    """Return the graph; ``decisions`` were applied to it, though nothing in it shows."""
    events = [
        event(
            relation,
            source,
            target,
            when=day(when),
            article=f"a{place}",
            claims=[evidence(quote, article=f"a{place}", confidence=confidence)],
            confidence=confidence,
        )
        for place, (relation, source, target, quote, when, confidence) in enumerate(_TOLD)
    ]
    articles = tuple(
        article(f"a{place}", quote, source=f"Paper {place}", published=date.fromisoformat(when))
        for place, (_, _, _, quote, when, _) in enumerate(_TOLD)
    )
    ordered = tuple(sorted(events, key=lambda each: each.id))
    return Graph(corpus=Corpus(articles=articles, events=ordered, decisions=decisions), today=TODAY)
