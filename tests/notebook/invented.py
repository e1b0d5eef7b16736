"""Nothing in; a value of every kind that kg returns, each with hostile names, titles, sentences and addresses, out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.built import Graph
from kg.courses import course, courses_of
from kg.differences import diff
from kg.explained import Explained
from kg.extract.explanation import Explanation, Fired, NearMiss, Sentence, Suggestion, Trigger
from kg.extract.segment import Segment
from kg.measured import strengths
from kg.model import ActorId, Corpus, MarkedSpan, RelationId, Skipped
from kg.named_queries import queries
from kg.page.selection import Choice, Selection
from kg.phrases.answer import Who
from kg.results import Cell, QueryResult
from kg.strength import Measure
from kg.validation.findings import Finding, Validation
from kg.verify import ArticleCheck, Verification
from tests.factories import actor, article, corpus, day, event, evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE: Final = "</caption><img src=x onerror=alert(1)><script>alert(2)</script>\u202e\x1b[31m\"'&\ud800"
"""Markup, what turns and colours text, quotation marks, and half a pair of surrogates."""

SCRIPT: Final = "javascript:alert(3)"


def hostile_graph(*, days: int = 30) -> Graph:
    """Return a graph of three actors: two meet on many days, one accuses another, and one act is disputed."""
    one = actor(f"Ada {HOSTILE}", id="ada", wikidata="Q1")
    two = actor(f"Bo {HOSTILE}", id="bo", organ=HOSTILE)
    three = actor(f"Cy {HOSTILE}", id="cy", kind="group")
    quote = f"Ada met Bo {HOSTILE}"
    events = [
        event(
            "met-with", one, two, when=day(f"2024-{1 + number // 28:02}-{1 + number % 28:02}"), claims=[evidence(quote)]
        )
        for number in range(days)
    ]
    both = [evidence(quote), evidence(quote, polarity="negated", attribution=HOSTILE)]
    events.append(event("accused", two, three, when=day("2024-03-01", "2024-03-31", words=HOSTILE), claims=both))
    planned = evidence(quote, modality="planned")
    events.append(event("attacked", one, three, claims=[planned], modality="planned", occasion=HOSTILE))
    texts = [
        article(
            "a1",
            text="",
            title=HOSTILE,
            source=f"Wire {HOSTILE}",
            url=SCRIPT,
            published=date(2024, 4, 1),
            digest="0" * 64,
        )
    ]
    found = corpus(*events, articles=texts)
    return Graph(
        corpus=type(found)(articles=found.articles, events=found.events, skipped=(Skipped(where=HOSTILE, why=HOSTILE),))
    )


def every_value(graph: Graph) -> Mapping[str, object]:
    """Return a value of each kind by a name for it; all of them hold hostile text where they can hold text."""
    disputed = graph.disputes[0]
    measured = strengths(graph)
    followed = course(graph, "ada", "bo", by="week")
    analysis = graph.analyse()
    text = Cell(kind="literal", value=HOSTILE)
    found = _explanation()
    return {
        "events": graph.events,
        "ties": graph.ties,
        "articles": graph.articles,
        "disputes": graph.disputes,
        "event": graph.events[0],
        "evidence": graph.events[0].evidence[0],
        "actor": graph.events[0].source,
        "article": graph.articles[0],
        "article with text": article("b", text=HOSTILE * 20, url="https://example.org/?a=<b>"),
        "date range": day("2024-01-01", "2024-02-02", words=HOSTILE),
        "marked span": MarkedSpan(start=0, end=2, actor=HOSTILE),
        "skipped": Skipped(where=HOSTILE, why=HOSTILE),
        "corpus": graph.corpus,
        "tie": graph.ties[0],
        "contribution": graph.ties[0].contributions[0],
        "dispute": disputed,
        "claim": disputed.denials[0],
        "measured": measured,
        "strengths": measured.strengths,
        "measure": Measure(half_life_days=90.0),
        "course": followed,
        "period": followed.periods[0],
        "standing": followed.periods[0].standing,
        "courses": courses_of(graph),
        "analysis": analysis,
        "overall": analysis.overall,
        "actor figures": analysis.actors[0],
        "tie figures": analysis.ties[0],
        "choice": Choice.of(HOSTILE, "met-with"),
        "selection": Selection(sources=Choice.without(HOSTILE), around=ActorId("ada")),
        "select": QueryResult(
            columns=(HOSTILE, "n"), rows=((text, None), (text, Cell(kind="uri", value=SCRIPT))), kind="select"
        ),
        "ask": graph.query("ASK { ?a ?b ?c }"),
        "queries": queries(),
        "query": queries()["timeline"],
        "who": Who(phrase=HOSTILE, country="", state="", code="", second="", actor=None, reasons=(), tried=(HOSTILE,)),
        "explained": Explained(explanation=found),
        "sentence": found.sentences[0],
        "validation": Validation(
            path=HOSTILE, findings=(Finding(message=HOSTILE, rule="r", node=HOSTILE),), counts={"Event": 2}, prefixes={}
        ),
        "verification": Verification(
            articles=(ArticleCheck(article=HOSTILE, status="changed", quotes=2),),
            skipped=(Skipped(where="x", why=HOSTILE),),
        ),
        **_differences(graph),
        "network": graph.to_pyvis(),
    }


def _differences(graph: Graph) -> Mapping[str, object]:
    """Return what the graph differs in from one with half of its events, and from none, and a value of each kind."""
    half = Graph(corpus=replace(graph.corpus, events=graph.corpus.events[::2]))
    whole, found = diff(Graph(corpus=Corpus()), graph), diff(half, graph, least=0.0)
    return {
        "difference": whole,
        "difference in ties": found,
        "no difference": diff(graph, graph),
        "difference of an article": whole.articles[0],
        "difference of an actor": whole.actors[0],
        "difference of an event": whole.events[0],
        "quoted": whole.events[0].new[0],
        "difference of a tie": found.ties[0],
        "side": found.before,
    }


def _explanation() -> Explanation:
    text = f"Ada met Bo {HOSTILE}"
    fired = Fired(
        relation=RelationId("met-with"), rule_of=RelationId("met-with"), pattern=HOSTILE, source=actor(HOSTILE, id="ada"),
        target=actor("Bo"), trigger="met", evidence=evidence(text),
    )  # fmt: skip
    near = NearMiss(
        relation=RelationId("accused"),
        pattern=HOSTILE,
        trigger=HOSTILE,
        trigger_span=(4, 7),
        why="word",
        words=(HOSTILE,),
    )
    sentence = Sentence(
        number=1, start=0, end=len(text), text=text, segment=Segment(0, len(text), "body"), fired=(fired,), near=(near,), missed=3,
        triggers=(Trigger(start=4, end=7, text="met", kind="verb", rules=2),),
        suggestion=Suggestion(pattern=HOSTILE, source=HOSTILE, target="Bo", sentence=text),
    )  # fmt: skip
    unread = Segment(0, 3, "boilerplate", HOSTILE)
    return Explanation(text=text, published=None, notes=(HOSTILE,), unread=(unread,), sentences=(sentence,))
