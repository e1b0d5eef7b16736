"""The trigger of a claim in, the words that give it its status out: found by reading the sentence without them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.lexicon import Modifiers
from kg.extract.status import Status, read_status

_BLANK: Final = "_"
"""A word that no table knows."""


def status_words(
    sent: Span, trigger: Token, modifiers: Mapping[str, Modifiers], *, in_headline: bool
) -> tuple[Token, ...]:
    """Return the words without which the trigger had another status, in the order of the text.

    Where each of several would do alone ("will plan to meet"), those that would are returned.
    """
    start = sent.start
    words = [token.text for token in sent]
    tags = [token.tag_ for token in sent]
    deps = [token.dep_ for token in sent]
    heads = [token.head.i - start for token in sent]

    def read(hidden: Collection[int]) -> Status:
        blanked = Doc(
            sent.doc.vocab,
            words=[_BLANK if i in hidden else word for i, word in enumerate(words)],
            tags=tags,
            deps=["advmod" if i in hidden and dep == "neg" else dep for i, dep in enumerate(deps)],
            heads=heads,
        )
        return read_status(blanked[trigger.i - start], modifiers, in_headline=in_headline)

    around = sorted(token.i - start for token in _around(trigger))
    whole, bare = read(()), read(around)
    if whole == bare:
        return ()
    needed = [i for i in around if read((i,)) != whole]
    found = needed or [i for i in around if read([other for other in around if other != i]) != bare]
    return tuple(sent[i] for i in found)


def _around(trigger: Token) -> set[Token]:
    """Return the words that can say something of a trigger: those above it, and what hangs on them and it."""
    line = (trigger, *trigger.ancestors)
    below = {child for node in line for child in node.children}
    return {*line, *below, *(inner for child in below for inner in child.children)} - {trigger}
