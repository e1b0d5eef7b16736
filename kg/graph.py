"""A corpus in; NetworkX graphs out: one with an edge for every event, one with an edge for every tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

from kg.decisions.touched import Touched, decided_lines, flat

SIGN_OF_QUAD: Final = {"VC": 1, "MC": 1, "XC": -1, "MX": -1}
"""The sign of each conflict-cooperation quadrant; static relations (ST) have none."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Actor, Article, Corpus, Event, RelationId
    from kg.strength import ActType, Tie


def to_networkx(corpus: Corpus, *, relations: Mapping[RelationId, ActType] | None = None) -> nx.MultiDiGraph[str]:
    """Return a graph whose nodes are actor ids and whose edges are events, keyed by event id.

    Nodes carry ``name``, ``kind``, ``state`` and ``wikidata``.
    Edges carry ``relation``, ``root``, ``quad``, ``sign``, ``polarity``, ``modality``, ``attribution``, ``confidence``,
    ``earliest`` and ``latest`` (ISO days), ``date_text``, ``place``, ``country``, ``occasion``, ``source_organ``,
    ``target_organ``, the ``quote`` of the first evidence, ``evidence`` (how many sentences), and of the article its
    ``article`` (id), ``article_source``, ``published``, ``title``, ``url`` and ``copy_of`` (the id of its original).
    Every value is a string, a number or None for unknown, so that any NetworkX function can go on.
    ``sign`` is 1, 0 or -1 as ``relations`` says; without ``relations`` it is that of the quad.
    The news source is called ``article_source`` because NetworkX and pyvis use ``source`` for the end of an edge.
    A leader is joined to the state by the event of the relation ``leads``, an ordinary edge.
    Where people decided something, nodes and edges also carry ``decisions`` (the names), ``decided_by``, ``decided_on`` and
    ``decided`` (what was done, by whom, when and why), see `kg.decisions.touched.flat`, and the graph has ``decisions``
    with a line for each, those that only took something out too.
    Two events of one id, which only unmerged corpora hold, get the keys ``id`` and ``id@article``.
    """
    articles = {article.id: article for article in corpus.articles}
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_decisions(corpus))
    touched = Touched(corpus.decisions)
    _add_actors(graph, corpus, touched)
    for event in corpus.events:
        taken = graph.has_edge(event.source.id, event.target.id, key=event.id)
        graph.add_edge(
            event.source.id,
            event.target.id,
            key=f"{event.id}@{event.article}" if taken else event.id,
            sign=relations[event.relation].sign if relations else SIGN_OF_QUAD.get(event.quad, 0),
            **event_attributes(event, article=articles.get(event.article)),
            **(flat(touched.event(event.id)) if corpus.decisions else {}),
        )
    return graph


def tie_graph(corpus: Corpus, ties: Iterable[Tie]) -> nx.Graph[str]:
    """Return a graph with every actor of the corpus and one edge for each tie.

    Edges carry the fields of the tie (``strength``, ``affinity``, ``engagement``, ``low``, ``high``, ``events``,
    ``observed``, ``expected``, ``cooperative``, ``hostile``, ``prior_share``, ``last``) and ``weight``, the size of the strength without its
    sign, because Gephi and most graph algorithms take weights that are not negative. What people decided is told as in
    `to_networkx`; a tie has what was decided of the events that it counts.
    """
    graph: nx.Graph[str] = nx.Graph(**_decisions(corpus))
    touched = Touched(corpus.decisions)
    _add_actors(graph, corpus, touched)
    order = {each.decision.name: number for number, each in enumerate(corpus.decisions)}
    for tie in ties:
        events = dict.fromkeys(each.event for each in tie.contributions) if corpus.decisions else {}
        decided = {each.decision.name: each for event in events for each in touched.event(event)}
        graph.add_edge(
            tie.a,
            tie.b,
            weight=abs(tie.strength),
            strength=tie.strength,
            affinity=tie.affinity,
            engagement=tie.engagement,
            low=tie.low,
            high=tie.high,
            events=tie.events,
            observed=tie.observed,
            expected=tie.expected,
            cooperative=tie.cooperative,
            hostile=tie.hostile,
            prior_share=tie.prior_share,
            last=tie.last.isoformat() if tie.last else None,
            **(flat(decided[name] for name in sorted(decided, key=order.__getitem__)) if order else {}),
        )
    return graph


def event_attributes(event: Event, *, article: Article | None) -> dict[str, str | int | float | None]:
    """Return the plain attributes of an event's edge; None stands for what no text says."""
    when, place = event.date, event.place
    return {
        "relation": event.relation,
        "root": event.root,
        "quad": event.quad,
        "polarity": event.polarity,
        "modality": event.modality,
        "attribution": event.attribution,
        "confidence": event.confidence,
        "earliest": when.earliest.isoformat() if when else None,
        "latest": when.latest.isoformat() if when else None,
        "date_text": when.text if when else None,
        "place": place.name if place else None,
        "country": (place.country or None) if place else None,
        "occasion": event.occasion,
        "source_organ": event.source.organ,
        "target_organ": event.target.organ,
        "quote": event.evidence[0].quote,
        "evidence": len(event.evidence),
        "article": event.article,
        "article_source": article.source if article else None,
        "published": article.published.isoformat() if article and article.published else None,
        "title": article.title if article else None,
        "url": article.url if article else None,
        "copy_of": article.copy_of if article else None,
    }


def actors_of(corpus: Corpus) -> tuple[Actor, ...]:
    """Return each actor of the corpus once, sorted by id.

    An actor may be named with and without an organ or a Wikidata id; the fullest naming is kept.
    """
    found: dict[str, Actor] = {}
    for event in corpus.events:
        for actor in (event.source, event.target):
            known = found.get(actor.id)
            if known is None or _fullness(actor) > _fullness(known):
                found[actor.id] = actor
    return tuple(found[each] for each in sorted(found))


def _fullness(actor: Actor) -> tuple[bool, bool, str, str]:
    return bool(actor.wikidata), bool(actor.state), actor.name, actor.state


def _add_actors(graph: nx.Graph[str], corpus: Corpus, touched: Touched) -> None:
    for actor in actors_of(corpus):
        decided = flat(touched.actor(actor.id)) if corpus.decisions else {}
        graph.add_node(
            actor.id, name=actor.name, kind=actor.kind, state=actor.state, wikidata=actor.wikidata, **decided
        )


def _decisions(corpus: Corpus) -> dict[str, str]:
    """Return what a graph as a whole says of decisions: some are about events that are no more."""
    return {"decisions": decided_lines(corpus.decisions)} if corpus.decisions else {}
