"""A corpus and its ties in; what a notebook shows for them out."""

from __future__ import annotations

from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.graph import actors_of
from kg.page.html import NOTHING, to_html
from kg.page.network import OPENING_ACTORS
from kg.rounding import signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import ActorId, Corpus, RelationId
    from kg.page.data import ShownRelation
    from kg.strength import Tie


def repr_html(
    corpus: Corpus,
    ties: Sequence[Tie],
    *,
    relations: Mapping[RelationId, ShownRelation] = MappingProxyType({}),
    aliases: Mapping[str, Iterable[str]] = NOTHING,
    height: int = 680,
) -> str:
    """Return a sandboxed frame that holds the page with at most 60 actors drawn, and a summary in words.

    The frame survives conversion, moving the file and being offline; where scripts are not trusted, the
    summary above it still tells what there is.
    """
    page = to_html(corpus, ties, relations=relations, aliases=aliases, limit=OPENING_ACTORS)
    return (
        f"<p>{escape(summary(corpus, ties))}</p>\n"
        f'<iframe title="Interactive graph" sandbox="allow-scripts allow-downloads allow-popups" '
        f'style="width:100%;height:{height}px;border:1px solid #c9c9c9;border-radius:8px" '
        f'srcdoc="{escape(page, quote=True)}"></iframe>'
    )


def summary(corpus: Corpus, ties: Sequence[Tie]) -> str:
    """Return one paragraph: how much there is, the strongest tie and the most hostile one."""
    names = {actor.id: actor.name for actor in actors_of(corpus)}
    total = (
        f"{_count(len(corpus.articles), 'article')}, {_count(len(names), 'actor')}, "
        f"{_count(len(corpus.events), 'event')}, {_count(len(ties), 'tie')}."
    )
    parts = [total]
    ranked = sorted(ties, key=lambda tie: (tie.strength, tie.a, tie.b))
    if ranked and ranked[-1].strength > 0:
        parts.append(f"Strongest: {_tie(ranked[-1], names)}.")
    if ranked and ranked[0].strength < 0:
        parts.append(f"Most hostile: {_tie(ranked[0], names)}.")
    return " ".join(parts)


def _tie(tie: Tie, names: Mapping[ActorId, str]) -> str:
    return f"{names[tie.a]} and {names[tie.b]} ({signed(tie.strength)}, {signed(tie.low)} to {signed(tie.high)})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
