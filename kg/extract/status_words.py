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

    def read(hidden: Collection[int]) -> Status:
        blanked = _without(sent, hidden)
        return read_status(blanked[trigger.i - sent.start], modifiers, in_headline=in_headline)

    others = [i for i in range(len(sent)) if i != trigger.i - sent.start]
    whole, bare = read(()), read(others)
    if whole == bare:
        return ()
    needed = [i for i in others if read((i,)) != whole]
    found = needed or [i for i in others if read([other for other in others if other != i]) != bare]
    return tuple(sent[i] for i in found)


def _without(sent: Span, hidden: Collection[int]) -> Doc:
    """Return the parse of a sentence in which some words mean nothing."""
    return Doc(
        sent.doc.vocab,
        words=[_BLANK if i in hidden else token.text for i, token in enumerate(sent)],
        tags=[token.tag_ for token in sent],
        deps=["advmod" if i in hidden and token.dep_ == "neg" else token.dep_ for i, token in enumerate(sent)],
        heads=[token.head.i - sent.start for token in sent],
    )
