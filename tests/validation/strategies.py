"""Hypothesis in; corpora in which all agrees, as extraction makes them, and slightly damaged graphs out."""

from __future__ import annotations

from datetime import date, timedelta

import pyoxigraph as ox
from hypothesis import strategies as st

from kg.model import MODALITIES, Actor, ActorKind, Article, Corpus, DateRange, Event, Evidence, Place
from kg.ontology import load_relations
from tests.factories import actor, event, evidence
from tests.validation.broken import GOOD

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ARTICLE_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=4, max_size=40)
DAYS = st.dates()
CONFIDENCES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
KINDS: dict[str, ActorKind] = {
    "Kim Jong Un": "person",
    "Russia": "state",
    "Chad": "state",
    "NATO": "organization",
    "Ünited 漢": "group",
    "Emmanuel Macron": "person",
}

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPES = "string integer decimal date double boolean dateTime anyURI gYear nonNegativeInteger float".split()
_FORMS = (
    "1",
    "0.90",
    "-1",
    "007",
    "2024-02-30",
    "2024-05-05",
    "",
    "x",
    "true",
    " 1 ",
    "1e0",
    "INF",
    "2024-05-05Z",
    "-0.0",
)


@st.composite
def sound_corpora(draw: st.DrawFn) -> Corpus:
    """Return articles, and events whose quotes stand in them and whose summaries follow from their evidence."""
    articles = [Article(id=key, text=draw(ARTICLE_TEXTS)) for key in ("a1", "a2", "news/3 é.txt")]
    actors = [_actor(draw, name, kind) for name, kind in KINDS.items()]
    events = [_event(draw, articles, actors, number) for number in range(draw(st.integers(0, 4)))]
    return Corpus(articles=tuple(articles), events=tuple(events))


@st.composite
def disputed_corpora(draw: st.DrawFn) -> Corpus:
    """Return events of two actors of which several can be one act.

    No date is of 29 to 59 days, and no two articles are so far apart: a check takes every month for 31 days.
    """
    days = {
        "a1": draw(st.sampled_from((None, date(2024, 1, 10)))),
        "a2": date(2024, 1, 30),
        "a3": draw(st.sampled_from((date(2024, 4, 1), None))),
    }
    russia, chad = actor("Russia", "state"), actor("Chad", "state")
    events = []
    for number in range(draw(st.integers(4, 9))):
        first = date(2024, 1, 20) + timedelta(days=draw(st.integers(0, 15)))
        last = first + timedelta(days=draw(st.sampled_from((28, 6, 1, 0, 60))))
        claims = tuple(
            evidence(
                article=draw(st.sampled_from(tuple(days))),
                start=100 * number + 40 * place,
                attribution=draw(st.sampled_from(("", "Kremlin"))),
                polarity=draw(st.sampled_from(("affirmed", "negated"))),
                modality=draw(st.sampled_from(("actual", "actual", "actual", "planned", "possible"))),
            )
            for place in range(draw(st.sampled_from((1, 1, 1, 2))))
        )
        events.append(
            event(
                draw(st.sampled_from(("met-with", "attacked"))),
                *draw(st.sampled_from(((russia, chad), (russia, chad), (chad, russia), (chad, chad)))),
                when=draw(st.sampled_from((*2 * [DateRange(earliest=first, latest=last, text="")], None))),
                article=claims[0].article,
                claims=claims,
                scope=str(number),
            )
        )
    articles = tuple(Article(id=key, text="x", published=day) for key, day in days.items())
    return Corpus(articles=articles, events=tuple(events))


@st.composite
def damaged_graphs(draw: st.DrawFn) -> str:
    """Return the good graph with one to three triples dropped, added, or given another object or subject."""
    triples = [quad.triple for quad in ox.parse(GOOD, format=ox.RdfFormat.TURTLE)]
    nodes = sorted({triple.subject for triple in triples}, key=str)
    literals = st.builds(
        lambda form, kind: ox.Literal(form, datatype=ox.NamedNode(_XSD + kind)),
        st.sampled_from(_FORMS),
        st.sampled_from(_TYPES),
    )
    others = (
        st.sampled_from(
            [*nodes, *(triple.object for triple in triples), ox.Literal("x", language="en"), ox.BlankNode("b")]
        )
        | literals
    )
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(triples) - 1))
        old = triples[at]
        how = draw(st.sampled_from(("drop", "add", "object", "subject")))
        if how == "drop":
            del triples[at]
        elif how == "subject":
            triples[at] = ox.Triple(draw(st.sampled_from(nodes)), old.predicate, old.object)
        else:
            new = ox.Triple(old.subject, old.predicate, draw(others))
            triples[at : at + (how == "object")] = [new]
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert written is not None
    return written.decode()


def _actor(draw: st.DrawFn, name: str, kind: ActorKind) -> Actor:
    state = name if kind == "state" else draw(st.sampled_from(("", "Russia", "Chad", "Norway", "Ruritania")))
    return actor(name, kind, state=state, organ=draw(TEXTS))


def _event(draw: st.DrawFn, articles: list[Article], actors: list[Actor], number: int) -> Event:
    claims = [_claim(draw, draw(st.sampled_from(articles))) for _ in range(draw(st.integers(1, 3)))]
    affirmed = [claim for claim in claims if claim.polarity == "affirmed"]
    days = sorted((draw(DAYS), draw(DAYS)))
    when = draw(st.none() | st.builds(DateRange, earliest=st.just(days[0]), latest=st.sampled_from(days), text=TEXTS))
    return event(
        draw(st.sampled_from(sorted(load_relations()))),
        draw(st.sampled_from(actors)),
        draw(st.sampled_from(actors)),
        article=claims[0].article,
        when=when,
        claims=claims,
        polarity="affirmed" if affirmed else "negated",
        modality=min((claim.modality for claim in affirmed or claims), key=MODALITIES.index),
        attribution=claims[0].attribution,
        place=draw(st.none() | st.builds(Place, name=TEXTS.filter(bool), country=TEXTS)),
        occasion=draw(st.none() | TEXTS),
        confidence=draw(CONFIDENCES),
        scope=f"scope {number}",
    )


def _claim(draw: st.DrawFn, article: Article) -> Evidence:
    start, end = _span(draw, 0, len(article.text))
    return Evidence(
        article=article.id,
        start=start,
        end=end,
        quote=article.text[start:end],
        source_span=_span(draw, start, end),
        target_span=_span(draw, start, end),
        trigger_span=_span(draw, start, end),
        polarity=draw(st.sampled_from(("affirmed", "negated"))),
        modality=draw(st.sampled_from(MODALITIES)),
        attribution=draw(st.sampled_from(("", "Russia", "Kremlin", "Kim Jong Un", "a spokesman"))),
        confidence=draw(CONFIDENCES),
        rule=draw(TEXTS),
    )


def _span(draw: st.DrawFn, start: int, end: int) -> tuple[int, int]:
    first = draw(st.integers(start, end - 1))
    return first, draw(st.integers(first + 1, end))
