"""Spans that a person or another system marked as actors in, mentions that override the recogniser out."""

from __future__ import annotations

from spacy.tokens import Span, Token

from kg.extract.gazetteer import Gazetteer
from kg.extract.mentions import Mention, Mentions
from kg.model import Actor, ActorId, ActorKind, Article, MarkedSpan, slug


def apply_marks(mentions: Mentions, article: Article, offset: int, *, gazetteer: Gazetteer) -> None:
    """Let each marked span of the article that lies in the paragraph stand for its actor, whatever was found there."""
    doc = mentions.doc
    for mark in article.mentions:
        start, end = mark.start - offset, mark.end - offset
        if start < 0 or end > len(doc.text):
            continue
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None and len(span):
            mentions.overrule(_found(span, mark, mentions, gazetteer))


def _found(span: Span, mark: MarkedSpan, mentions: Mentions, gazetteer: Gazetteer) -> Mention:
    actor = _named(mark, gazetteer) or _inside(span, mentions)
    if actor is None:
        name = " ".join(span.text.split())
        kind: ActorKind = "person" if _is_person(span.root) else "group"
        actor = Actor(id=ActorId(slug(name) or "unnamed"), name=name, kind=kind)
    return Mention(start=span.start, end=span.end, actor=actor, form="marked", how="marked")


def _is_person(head: Token) -> bool:
    """Return whether the parser's entities or a pronoun tell that a span is one person."""
    return head.ent_type_ == "PERSON" or head.lower_ in {"he", "she", "him", "her", "i", "me"}


def _named(mark: MarkedSpan, gazetteer: Gazetteer) -> Actor | None:
    if mark.actor is None:
        return None
    entry = gazetteer.entry(mark.actor)
    if entry is not None:
        return entry.actor
    return Actor(id=ActorId(slug(mark.actor)), name=mark.actor, kind="organization")


def _inside(span: Span, mentions: Mentions) -> Actor | None:
    """Return the actor of the span: a person in it, what its head stands for, or a group of the state it names."""
    found = [one for token in span for one in mentions.at(token)]
    people = [one for one in found if one.kind == "person"]
    if people:
        return people[0].actor
    at_head = [one for one in mentions.at(span.root) if one.form not in {"adjective", "medium"}]
    if at_head:
        return at_head[0].actor
    if not found:
        return None
    name = " ".join(span.text.split())
    return Actor(id=ActorId(slug(name) or "unnamed"), name=name, kind="group", state=found[0].actor.state)
