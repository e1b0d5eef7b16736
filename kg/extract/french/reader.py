"""French articles in, events out: tokens over actors and parse to claims, reports and events with evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokens import Span

from kg.extract.claims import Claim
from kg.extract.french.dates import find_dates
from kg.extract.french.groups import Group, GroupFinder
from kg.extract.french.holders import HolderFinder
from kg.extract.french.lexicon import FrenchLexicon, load_lexicon
from kg.extract.french.match import FrenchMatcher
from kg.extract.french.names import Told
from kg.extract.french.parse import DEFAULT_MODEL, load_model, parse
from kg.extract.french.speakers import LastSubject, settled_pronouns
from kg.extract.french.status import FrenchWords, load_modifiers
from kg.extract.french.tables import load_names
from kg.extract.french.telling import FrenchParagraph, FrenchReporter, day_of
from kg.extract.gazetteer import Gazetteer
from kg.extract.mentions import Mention, Mentions
from kg.extract.merge import merge_reports
from kg.extract.occurrence import Report
from kg.extract.offices import is_known_false
from kg.extract.plain import plain_text
from kg.extract.segment import UNREAD, Segment, pieces, segments
from kg.extract.story import Story
from kg.model import Article, Event
from kg.reference import load_reference

NAME: Final = "French"
LONGEST_SENTENCE: Final = 300
"""Tokens; a longer "sentence" is a list or table and is not matched."""
_SITE_LINE: Final = re.compile(
    r"^(?:lire aussi|à lire aussi|à lire|lire la suite|voir aussi|sur le même sujet|les plus lus|partager|publicité|s'abonner|"
    r"abonnez-vous|newsletter|se connecter|article réservé|temps de lecture|crédit|©)\b",
    re.IGNORECASE,
)
"""What French sites put around an article."""


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence with what was found in it; ``told`` are its reports, ``found`` all claims and ``best`` the kept ones."""

    paragraph: FrenchParagraph
    sent: Span
    best: tuple[Claim, ...] = ()
    found: tuple[Claim, ...] = ()
    told: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class FrenchReader:
    """A loaded French pipeline with tables and rules: everything needed to read French articles."""

    nlp: Language
    finder: GroupFinder
    lexicon: FrenchLexicon
    modifiers: Mapping[str, FrenchWords]
    verbs: frozenset[str]
    perhaps: frozenset[str]

    def events(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        """Yield each article with its events, in the order of the input."""
        for article in articles:
            story = Story(article.published)
            told: list[Report] = []
            for read in self.sentences(article):
                told += read.told
                day = day_of(read.paragraph, read.sent)
                if day is not None:
                    story.note(read.paragraph.sentence_span(read.sent)[0], day)
            yield article, merge_reports(article, told, story)

    def sentences(self, article: Article) -> Iterator[Read]:
        """Yield what was found in each sentence of an article, in the order of the text."""
        told = Told(article)
        matcher = FrenchMatcher(self.lexicon, self.modifiers["light"].verbs)
        reporter = FrenchReporter(article, self.modifiers)
        read = [segment for segment in self.segments(article.text) if segment.kind not in UNREAD]
        for segment in read:
            self.finder.learn(self.nlp.make_doc(plain_text(article.text[segment.start : segment.end])[0]), told)
        named = frozenset(actor.id for actor in told.people.values())
        holders = HolderFinder(article, self.finder.gazetteer, self.modifiers, named)
        for segment in read:
            paragraph = self._paragraph(article, segment, told)
            last = LastSubject()
            for sent in paragraph.parsed.doc.sents:
                last.settle(sent, paragraph.mentions)
                settled_pronouns(sent, paragraph.mentions, self.modifiers)
                if len(sent) > LONGEST_SENTENCE:
                    yield Read(paragraph, sent)
                    continue
                held = tuple(holders.reports(paragraph, sent))
                if not paragraph.mentions.has_two_sides(sent.start, sent.end):
                    yield Read(paragraph, sent, told=held)
                    continue
                best, found = matcher.claims(sent, paragraph.mentions)
                reports = (
                    report
                    for report in reporter.reports(paragraph, sent, best)
                    if not is_known_false(report, self.finder.gazetteer)
                )
                yield Read(paragraph, sent, tuple(best), tuple(found), (*held, *reports))

    @staticmethod
    def segments(text: str) -> Iterator[Segment]:
        """Yield the paragraphs of a text, with what French sites put around an article marked as such."""
        for segment in segments(text, language=NAME):
            line = text[segment.start : segment.end]
            if segment.kind not in UNREAD and _SITE_LINE.match(line) and not line.endswith((".", "!", "?")):
                yield Segment(segment.start, segment.end, "boilerplate", "a line that sites put around an article")
                continue
            for start, end in pieces(text, segment.start, segment.end):
                yield Segment(start, end, segment.kind, segment.why)

    def _paragraph(self, article: Article, segment: Segment, told: Told) -> FrenchParagraph:
        words, places = plain_text(article.text[segment.start : segment.end])
        raw = self.nlp.make_doc(words)
        groups = self.finder.find(raw, told)
        dates = find_dates(words, published=article.published)
        parsed = parse(raw, groups, dates, nlp=self.nlp, verbs=self.verbs, perhaps=self.perhaps)
        mentions = Mentions(parsed.doc)
        for i, group in parsed.groups.items():
            mentions.add(*self._mentions(i, group))
        return FrenchParagraph(parsed, segment, segment.start, places, mentions)

    def _mentions(self, i: int, group: Group) -> Iterator[Mention]:
        persons = self.finder.persons
        for actor in group.actors:
            known = persons.get(actor.id)
            yield Mention(
                start=i, end=i + 1, actor=actor, form=group.form, how=group.how, title=group.office, plural=group.plural,
                gender=known.gender if known is not None else "",
            )  # fmt: skip


@cache
def load_reader(model: str = DEFAULT_MODEL) -> FrenchReader:
    """Return a reader with the shipped tables and rules and an installed French pipeline.

    Raises
    ------
    ModelError
        If the pipeline is not installed or lacks a parser.
    """
    nlp, lexicon = load_model(model), load_lexicon()
    modifiers = load_modifiers()
    nouns = frozenset((*lexicon.nouns, *lexicon.predicates, *modifiers["planned"].nouns))
    return FrenchReader(
        nlp=nlp,
        finder=GroupFinder(load_names(), Gazetteer(load_reference(), nlp)),
        lexicon=lexicon,
        modifiers=modifiers,
        verbs=frozenset(lexicon.verbs) - nouns,
        perhaps=frozenset(lexicon.verbs) & nouns,
    )
