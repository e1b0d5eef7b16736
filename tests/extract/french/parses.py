"""Words with tags, dependencies and heads in, a parsed French `Doc` out; and the tables over a tokenizer without a model."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

import spacy
from spacy.tokens import Doc

from kg.extract.french.groups import Group, GroupFinder
from kg.extract.french.names import Told
from kg.extract.french.tables import load_names
from kg.extract.gazetteer import Gazetteer
from kg.extract.mentions import Mention, Mentions
from kg.model import Actor, ActorId, Article
from kg.reference import load_reference

if TYPE_CHECKING:
    from spacy.language import Language

PUBLISHED: Final = date(2024, 5, 14)
FRANCE: Final = Actor(id=ActorId("france"), name="France", kind="state", state="France")
IRAN: Final = Actor(id=ActorId("iran"), name="Iran", kind="state", state="Iran")


@cache
def blank() -> Language:
    """Return the French tokenizer, which needs no trained pipeline."""
    return spacy.blank("fr")


@cache
def finder() -> GroupFinder:
    return GroupFinder(load_names(), Gazetteer(load_reference(), blank()))


def groups(text: str, *, published: date | None = PUBLISHED) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the words, the names of the actors and the form of each actor of a text."""
    doc = blank().make_doc(text)
    told = Told(Article(id="a1", text=text, published=published))
    finder().learn(doc, told)
    return [_row(doc, group) for group in finder().find(doc, told)]


def _row(doc: Doc, group: Group) -> tuple[str, tuple[str, ...], str]:
    words = doc[group.name_start : group.name_end].text
    return words, tuple(actor.name for actor in group.actors), group.form


def parsed(rows: str) -> Doc:
    """Return a parse from lines "word tag dependency head", the head by its number; morphology may follow."""
    words, tags, deps, heads, morphs = [], [], [], [], []
    for line in rows.strip().splitlines():
        word, tag, dep, head, *morph = line.split()
        words.append(word.replace("_", " "))
        tags.append(tag)
        deps.append(dep)
        heads.append(int(head))
        morphs.append(morph[0] if morph else "")
    return Doc(blank().vocab, words=words, pos=tags, deps=deps, heads=heads, morphs=morphs)


def mentions(doc: Doc, at: dict[int, Actor]) -> Mentions:
    found = Mentions(doc)
    for i, actor in at.items():
        found.add(Mention(start=i, end=i + 1, actor=actor, form="name", how="name"))
    return found
