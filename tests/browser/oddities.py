"""Makes a page of any corpus, and a corpus whose names and ids hold all that a file format may stumble over."""

from __future__ import annotations

from datetime import date
from functools import partial

from kg.model import Actor, ActorId, Article, Corpus
from kg.ontology import load_relations
from kg.page import to_html
from kg.strength import tie_strengths
from tests.page.invented import act

EVIL = '<img src=x onerror="window.hurt=1"> \\ "q" \'a\' {b} `c` | ü 漢字 \U0001f54a \u2028 (x)*! .'


def hostile_corpus() -> Corpus:
    """Return events between actors whose ids and names hold all that a file format may stumble over."""
    odd = Actor(id=ActorId(f"id {EVIL}\n.."), name=f"{EVIL}\nsecond line\t\x07", kind="group")
    formula = Actor(id=ActorId("=cmd|x"), name="=HYPERLINK(1)", kind="organization", wikidata="Q1065")
    france = Actor(id=ActorId("france"), name="France", kind="state", state="France", wikidata="Q142")
    minister = Actor(id=ActorId("a-minister"), name="A. Minister", kind="person", state="France")
    article = Article(
        id=f"a/{EVIL}\r\n",
        text=EVIL,
        title=EVIL,
        source=EVIL,
        url="https://example.org/a?b=1",
        published=date(2024, 5, 3),
    )
    told = partial(act, article=article.id, quote=f"{EVIL}\n\\", attribution=EVIL)
    events = (
        told(odd, france, "met-with", day=date(2024, 5, 1), place="Bonn"),
        told(france, odd, "supports"),
        told(minister, formula, "criticised", day=date(2024, 5, 2)),
        told(formula, odd, "attacked", day=date(2024, 4, 30), polarity="negated"),
        told(formula, france, "aided", day=date(2024, 5, 2), modality="planned"),
    )
    return Corpus(articles=(article,), events=events)


def page_of(corpus: Corpus, *, title: str = "Relations in the news") -> str:
    relations = load_relations()
    return to_html(corpus, tie_strengths(corpus, relations=relations), relations=relations, title=title)
