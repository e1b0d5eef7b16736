"""Articles in, events out: the one way from parsed paragraphs over mentions and claims to events with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.language import Language

from kg.extract.bodies import find_acronyms
from kg.extract.circumstances import Calendar, note_days
from kg.extract.claims import Claim
from kg.extract.discourse import Discourse
from kg.extract.gazetteer import Gazetteer
from kg.extract.home import settle_states
from kg.extract.known import Known
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.marked import apply_marks
from kg.extract.match import Matcher
from kg.extract.memberships import membership_claims
from kg.extract.mentions import Mentions
from kg.extract.merge import merge_reports
from kg.extract.names import find_names
from kg.extract.occurrence import Report
from kg.extract.offices import is_known_false, office_claims
from kg.extract.organs import find_organs
from kg.extract.pipeline import DEFAULT_MODEL, Paragraph, keep_whole, load_model, parse
from kg.extract.places import town_of
from kg.extract.reference import resolve_sentence
from kg.extract.reports import Reporter, Sentence
from kg.extract.second import SecondReader, Told
from kg.extract.story import Story
from kg.extract.trace import Trace
from kg.learned import load_calibration, load_pair_reader
from kg.model import Article, Event, Readers
from kg.reference import load_reference

LONGEST_SENTENCE: Final = 400
"""Tokens; a longer "sentence" is a list or table and is not matched."""
MOST_OPEN: Final = 64
"""Sentences after which a paragraph is the last to wait for the second reader: a long parse need not be kept whole."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """A loaded pipeline with tables and rules: everything needed to read articles.

    ``second`` is None where the rules read alone; ``by_rules`` is False where the learned reader reads alone.
    """

    nlp: Language
    gazetteer: Gazetteer
    lexicon: Lexicon
    second: SecondReader | None = None
    by_rules: bool = True

    def events(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        """Yield each article with its events, in the order of the input."""
        for article, paragraphs in parse(articles, nlp=self.nlp):
            yield article, self.events_of(article, paragraphs)

    def events_of(
        self, article: Article, paragraphs: Iterable[Paragraph], *, trace: Trace | None = None
    ) -> tuple[Event, ...]:
        """Return the events of one parsed article in the order of their first evidence.

        ``trace`` is told what was found and tried in each sentence; None in a normal run.
        """
        reading = _Reading(self, article, trace)
        for paragraph in paragraphs:
            reading.read(paragraph)
        return reading.events()


class _Reading:
    """One article while it is read: what was told so far, and the sentences that both readers have yet to weigh."""

    def __init__(self, extractor: Extractor, article: Article, trace: Trace | None) -> None:
        self._extractor = extractor
        self._article = article
        self._trace = trace
        self._known = Known(article)
        self._discourse = Discourse(gazetteer=extractor.gazetteer, known=self._known)
        self._matcher = Matcher(extractor.lexicon, trace)
        self._reporter = Reporter(article, extractor.lexicon.modifiers, extractor.gazetteer.countries_of_capitals)
        self._story = Story(article.published)
        self._unnoted: list[tuple[Paragraph, Calendar]] = []
        self._reports: list[Report] = []
        self._open: list[tuple[Sentence, Sequence[Claim]]] = []

    def read(self, paragraph: Paragraph) -> None:
        """Find the actors of a paragraph, who holds which office, and what the rules claim."""
        mentions = self._mentions(paragraph)
        calendar = Calendar(paragraph.doc, published=self._article.published)
        self._unnoted.append((paragraph, calendar))
        for span in paragraph.doc.sents:
            resolve_sentence(span, mentions, self._discourse)
            lasting = [
                *office_claims(
                    self._article, paragraph, span, mentions, self._extractor.gazetteer, self._known, self._known.named
                ),
                *membership_claims(self._article, paragraph, span, mentions),
            ]
            self._reports += lasting
            sentence = Sentence(paragraph, span, mentions, calendar, self._discourse.speaker)
            if len(span) <= LONGEST_SENTENCE and mentions.has_two_sides(span.start, span.end):
                claims = self._matcher.claims(span, mentions) if self._extractor.by_rules else []
                self._open.append((sentence, claims))
            if self._trace is not None:
                # Who asks why is told sentence by sentence.
                self._trace.ended(paragraph, span, mentions, [*lasting, *self._weigh()])
        if len(self._open) >= MOST_OPEN:
            self._weigh()
        self._note()

    def events(self) -> tuple[Event, ...]:
        """Return what the article tells, once all of it is read."""
        self._weigh()
        self._note()
        return merge_reports(self._article, settle_states(self._reports, self._known), self._story)

    def _note(self) -> None:
        """Let the story go on by the days and the town of its paragraphs; where nothing is told, no date is read.

        What a paragraph tells of days is known once its sentences are weighed.
        """
        if self._open or not self._reports:
            return
        for paragraph, calendar in self._unnoted:
            note_days(self._story, paragraph, calendar)
            self._story.town = self._story.town or town_of(
                paragraph.doc.text, self._extractor.gazetteer.countries_of_capitals
            )
        self._unnoted = []

    def _weigh(self) -> list[Report]:
        """Let the second reader weigh the open sentences, all at once, and report what they tell."""
        claims: Sequence[Sequence[Claim]] = [claims for _, claims in self._open]
        if self._extractor.second is not None:
            claims = self._extractor.second.claims(
                [Told(sentence.span, sentence.mentions, claims) for sentence, claims in self._open]
            )
        told = [
            report
            for (sentence, _), both in zip(self._open, claims, strict=True)
            for report in self._reporter.reports(sentence, both)
            if not is_known_false(report, self._extractor.gazetteer)
        ]
        self._reports += told
        self._open = []
        return told

    def _mentions(self, paragraph: Paragraph) -> Mentions:
        gazetteer, article = self._extractor.gazetteer, self._article
        mentions = find_names(paragraph.doc, gazetteer=gazetteer, known=self._known)
        find_organs(mentions, gazetteer=gazetteer, known=self._known)
        find_acronyms(mentions, known=self._known)
        if article.mentions:
            apply_marks(mentions, article, paragraph.offset, gazetteer=gazetteer)
        return mentions


@cache
def load_extractor(model: str = DEFAULT_MODEL, readers: Readers = "both") -> Extractor:
    """Return an extractor with the shipped tables and rules, an installed spaCy pipeline and the learned reader.

    Raises
    ------
    ModelError
        If the spaCy pipeline is not installed or lacks a parser, or the learned reader's encoder is not installed.
    """
    nlp, lexicon = load_model(model), load_lexicon()
    keep_whole(nlp, lexicon.hyphened())
    second = None
    if readers != "rules":
        second = SecondReader(load_pair_reader(), load_calibration(), everywhere=readers == "learned")
    return Extractor(
        nlp=nlp,
        gazetteer=Gazetteer(load_reference(), nlp),
        lexicon=lexicon,
        second=second,
        by_rules=readers != "learned",
    )


def extract(
    articles: Iterable[Article], *, model: str = DEFAULT_MODEL, readers: Readers = "both"
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Yield each article with the events found in it, in the order of the input.

    Raises
    ------
    ModelError
        If the spaCy pipeline is not installed or lacks a parser, or the learned reader's encoder is not installed.
    """
    return load_extractor(model, readers).events(articles)
