"""Nothing in; graphs of two builds, made up by hand or by hypothesis, out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from hypothesis import strategies as st

from kg.built import Graph
from kg.model import Article, Corpus, DateRange, Event, Modality, Polarity
from kg.rdf.canonical import canonical
from tests.factories import actor, article, corpus, day, event, evidence

FRANCE, GERMANY, RUSSIA = actor("France", "state"), actor("Germany", "state"), actor("Russia", "state")
MACRON = actor("Emmanuel Macron", state="France")
SCHOLZ = actor("Olaf Scholz", state="Germany")

_ACTORS: Final = (FRANCE, GERMANY, RUSSIA, MACRON, SCHOLZ)
_RELATIONS: Final = ("met-with", "praised", "accused", "attacked", "leads")
_DAYS: Final = tuple(date(2024, 5, 1) + timedelta(days=number) for number in range(4))


def told(
    relation: str,
    source: object,
    target: object,
    quote: str,
    *,
    by: str = "a1",
    when: str | None = None,
    start: int = 0,
    **fields: object,
) -> Event:
    """Return an event that one sentence of one article tells."""
    claim = {name: fields[name] for name in ("polarity", "modality", "attribution", "confidence") if name in fields}
    claims = [evidence(quote, article=by, start=start, **claim)]  # type: ignore[arg-type]  # as evidence takes them
    dated = day(when) if when else None
    return event(relation, source, target, article=by, when=dated, claims=claims, **fields)  # type: ignore[arg-type]  # as event


def news(identifier: str, text: str = "", *, published: str = "2024-05-02", source: str = "Hill Post") -> Article:
    """Return an article of a news source; its text is made of its id unless it is given."""
    return article(
        identifier, text or f"The text of {identifier}.", published=date.fromisoformat(published), source=source
    )


def graph(*events: Event, articles: tuple[Article, ...] = ()) -> Graph:
    """Return a built graph of some events, with an article for every one that they name."""
    known = {each.id: each for each in articles}
    named = {item.article for each in events for item in each.evidence}
    found = [*articles, *(news(each) for each in sorted(named - known.keys()))]
    return Graph(corpus=canonical(corpus(*events, articles=found)))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Return a graph of a few events between five actors, in a few articles and sentences, so that two share some."""
    events = []
    for _ in range(draw(st.integers(0, 8))):
        source, target = draw(st.permutations(_ACTORS))[:2]
        when = draw(st.sampled_from([None, *_DAYS]))
        number = draw(st.integers(0, 3))
        by = f"a{draw(st.integers(1, 3))}"
        polarity: Polarity = draw(st.sampled_from(("affirmed", "affirmed", "negated")))
        modality: Modality = draw(st.sampled_from(("actual", "actual", "planned")))
        confidence = draw(st.sampled_from((0.5, 0.9)))
        claim = evidence(
            f"Sentence number {number} of it.",
            article=by,
            start=100 * number,
            polarity=polarity,
            modality=modality,
            confidence=confidence,
        )
        events.append(
            event(
                draw(st.sampled_from(_RELATIONS)),
                source,
                target,
                article=by,
                when=DateRange(earliest=when, latest=when) if when else None,
                claims=[claim],
                polarity=polarity,
                modality=modality,
                confidence=confidence,
            )
        )
    articles = tuple(
        news(f"a{number}", draw(st.sampled_from(("One text.", "Another.", f"Text {number}."))))
        for number in sorted({1, *(int(item.article[1:]) for each in events for item in each.evidence)})
    )
    return graph(*events, articles=articles)


def both() -> tuple[Graph, Graph]:
    """Return two small graphs that differ in everything that can differ."""
    kim, other_kim = actor("Kim Jong Un", state="North Korea"), actor("Kim Jong-un", state="North Korea", id="kim-2")
    front, front_now = actor("Polar Front", "group"), actor("Polar Front", "organization", state="Russia")
    putin, un = actor("Vladimir Putin", state="Russia"), actor("United Nations", "organization")
    before = graph(
        told("met-with", kim, putin, "Kim Jong Un met Vladimir Putin.", when="2024-04-20"),
        told("praised", other_kim, putin, "Kim Jong-un praised Vladimir Putin.", start=40, when="2024-04-21"),
        told("accused", FRANCE, RUSSIA, "France accused Russia on Tuesday.", by="a2", when="2024-04-23"),
        told("visited", MACRON, GERMANY, "Emmanuel Macron will visit Germany.", by="a2", start=50, modality="planned"),
        told("threatened", front, un, "The Polar Front threatened the United Nations.", by="a3", when="2024-04-25"),
        told("praised", un, FRANCE, "The United Nations praised France.", by="a4", when="2024-04-26"),
        told(
            "met-with", SCHOLZ, MACRON, "Olaf Scholz met Emmanuel Macron.", by="a5", when="2024-04-27", confidence=0.6
        ),
        articles=(
            news("a1", published="2024-04-21"),
            news("a2", published="2024-04-24"),
            news("a3", published="2024-04-25"),
            news("a4", published="2024-04-26", source="Lantern Daily"),
            news("a5", published="2024-04-27", source="Lantern Daily"),
        ),
    )
    after = graph(
        told("met-with", kim, putin, "Kim Jong Un met Vladimir Putin.", when="2024-04-20"),
        told("praised", kim, putin, "Kim Jong-un praised Vladimir Putin.", start=40, when="2024-04-21"),
        told("accused", FRANCE, RUSSIA, "France accused Russia on Tuesday.", by="a2", when="2024-04-16"),
        told("visited", MACRON, GERMANY, "Emmanuel Macron will visit Germany.", by="a2", start=50, modality="planned"),
        told("visited", MACRON, GERMANY, "Emmanuel Macron visited Germany.", by="a6", when="2024-05-02"),
        told("threatened", front_now, un, "The Polar Front threatened the United Nations.", by="a3", when="2024-04-25"),
        told(
            "met-with",
            SCHOLZ,
            MACRON,
            "Olaf Scholz met Emmanuel Macron.",
            by="lantern-5",
            when="2024-04-27",
            confidence=0.9,
        ),
        told("agreed-with", SCHOLZ, MACRON, "Olaf Scholz agreed with Emmanuel Macron.", by="a6", when="2024-05-02"),
        articles=(
            news("a1", published="2024-04-21"),
            news("a2", "An edited text of a2.", published="2024-04-24"),
            news("a3", published="2024-04-25", source="Polar Times"),
            news("lantern-5", "The text of a5.", published="2024-04-27", source="Lantern Daily"),
            news("a6", published="2024-05-03"),
        ),
    )
    return before, after


def without(found: Graph, *identifiers: str) -> Graph:
    """Return the graph without the events of these ids."""
    events = tuple(each for each in found.corpus.events if each.id not in identifiers)
    return Graph(corpus=Corpus(articles=found.corpus.articles, events=events))
