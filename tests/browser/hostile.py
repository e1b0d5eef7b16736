"""Nothing in; a page and a notebook frame in which every text tries to run a script or to reach the network out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from kg.model import Actor, ActorId, Article, Corpus, DateRange, Evidence, Place, RelationId, event_id
from kg.page import repr_html, to_html
from kg.strength import tie_strengths
from tests.page.invented import RELATIONS, Kind, act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import ActorKind, Event
    from kg.strength import Tie

TEXTS: Final = (
    '<img src=x onerror="window.hurt=1">',
    "</script><script>window.hurt=1</script>",
    "<!--<script>window.hurt=1",
    "]]><!-- --!> <![CDATA[",
    '"><svg onload=window.hurt=1><foreignObject>',
    "' onmouseover='window.hurt=1' autofocus onfocus='window.hurt=1' x='",
    "</title></style></textarea></noscript><iframe srcdoc='<script>top.hurt=1</script>'></iframe>",
    '<iframe src="https://hurt.invalid/frame"></iframe>',
    '<link rel=stylesheet href="https://hurt.invalid/style"><style>@import "https://hurt.invalid/import";</style>',
    '<base href="https://hurt.invalid/"><meta http-equiv=refresh content="0;url=https://hurt.invalid/meta">',
    "<a href=javascript:window.hurt=1>x</a><form action=https://hurt.invalid><button>x</button></form>",
    "url(https://hurt.invalid/u); } * { background: url(//hurt.invalid/v)",
    "{{ 7*7 }}{% raw %}{{ cycler.__init__.__globals__ }}{% endraw %}{# gone #}{% include '/etc/passwd' %}",
    "${window.hurt=1} `${window.hurt=1}` \\u003cscript> \\x3cscript> \\",
    "%3Cimg%20src=x%20onerror=window.hurt=1%3E &lt;img src=x onerror=window.hurt=1&gt; &#60;script&#62;",
    "javascript:window.hurt=1",
    "__proto__",
    "constructor",
    "toString",
    "bidi \u202e\u2066abc\u2069\u202c \u200b\ufeff separators \u2028\u2029\x85",
    "controls \x00\x01\x07\x08\x0b\x1b[31m\x1f\x7f\ufffe\uffff\r\n\t",
    "half a pair \ud83d and \udc00\ud800",
    "a~b&view=table&actor=x#hash|pipe?query=%zz+plus",
)
LONG: Final = "W" * 100_000
"""In one name alone: each place that shows it costs the browser some time."""

ADDRESSES: Final = (
    "javascript:window.hurt=1",
    "JaVaScRiPt:window.hurt=1",
    " javascript:window.hurt=1",
    "java\tscript:window.hurt=1",
    "java\nscript:window.hurt=1",
    "\x01javascript:window.hurt=1",
    "javascript://example.org/%0Awindow.hurt=1",
    "data:text/html,<script>opener.hurt=1</script>",
    "vbscript:window.hurt=1",
    "file:///etc/passwd",
    "blob:https://example.org/1",
    "//hurt.invalid/x",
    "https:javascript:window.hurt=1",
    "https://example.org/'onclick='window.hurt=1'",
    'https://example.org/"onclick="window.hurt=1"',
    "https://example.org/\u202egpj.exe",
    "HTTPS://EXAMPLE.ORG/fine",
    "https://example.org/\ud800",
)

_KINDS: Final[tuple[ActorKind, ...]] = ("state", "person", "organization", "group")


@dataclass(frozen=True, slots=True, kw_only=True)
class HostilePage:
    """A corpus of hostile texts with what goes with it."""

    corpus: Corpus
    ties: tuple[Tie, ...]
    relations: Mapping[RelationId, Kind]
    aliases: Mapping[str, tuple[str, ...]]

    def html(self, title: str) -> str:
        """Return the page."""
        return to_html(self.corpus, self.ties, relations=self.relations, aliases=self.aliases, title=title, limit=20)

    def frame(self) -> str:
        """Return what a notebook shows, in a page around it."""
        inside = repr_html(self.corpus, self.ties, relations=self.relations, aliases=self.aliases)
        return f"<!DOCTYPE html><title>n</title>{inside}".encode("utf-8", "replace").decode()


def hostile_page() -> HostilePage:
    """Return a page's values: each text is the name, id, alias, place and so on of something that others tell of."""
    relations = {RelationId(whole(text)): Kind(label=text, quad="VC", root="CONSULT") for text in TEXTS} | RELATIONS
    actors = [
        Actor(
            id=ActorId(whole(text)), name=text, kind=_KINDS[place % 4], state=text, organ=text, wikidata=_wikidata(text)
        )
        for place, text in enumerate(TEXTS)
    ]
    events, articles = [], []
    for place, (text, one) in enumerate(zip(TEXTS, actors, strict=True)):
        other = actors[(place + 1) % len(actors)]
        key = f"{whole(text)}{place}"
        for turn, relation in enumerate(("met-with", "attacked", whole(text))):
            events.append(_hostile(text, one, other, relation, article=key, turn=turn))
        events.append(_hostile(text, one, actors[0] if place else actors[2], "supports", article=key, turn=4))
        articles.append(
            Article(
                id=key, text=text, title=text, source=text, url=ADDRESSES[place % len(ADDRESSES)],
                published=date(2024, 1 + place % 12, 1 + place),
            )
        )  # fmt: skip
    long = Actor(id=ActorId("long"), name=LONG, kind="state", state=LONG)
    events.append(act(long, actors[0], "met-with", article=articles[0].id, quote=LONG, day=date(2024, 6, 1)))
    corpus = Corpus(articles=tuple(articles), events=tuple(events))
    return HostilePage(
        corpus=corpus,
        ties=tie_strengths(corpus),
        relations=relations,
        aliases={each.id: TEXTS for each in actors[:4]} | {each.id: (f"also {each.name}",) for each in actors[4:]},
    )


def whole(text: str) -> str:
    """Return the text as an id can have it, without halves of pairs."""
    return text.encode("utf-8", "replace").decode()


def _wikidata(text: str) -> str:
    return f"Q42{text}"


def _hostile(text: str, one: Actor, other: Actor, relation: str, *, article: str, turn: int) -> Event:
    when = date(2024, 1 + turn, 2)
    made = act(one, other, "met-with" if relation not in RELATIONS else relation, article=article, quote=text, day=when)
    told: tuple[Evidence, ...] = (
        replace(made.evidence[0], attribution=text, rule=text, trigger_span=(0, 0)),
        replace(made.evidence[0], attribution=text, polarity="negated", modality="planned"),
    )
    return replace(
        made,
        id=event_id(f"{when}|{relation}|{one.id}|{other.id}|{article}{turn}"),
        relation=RelationId(relation),
        evidence=told,
        attribution=text,
        place=Place(name=text, country=text),
        occasion=text,
        date=DateRange(earliest=when, latest=when, text=text),
    )
