"""Articles in, events out: the one way from parsed paragraphs over mentions and claims to events with evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokens import Span

from kg.extract.acts import is_given, speech_acts
from kg.extract.attribution import attribution_of
from kg.extract.circumstances import Calendar, ahead, note_days, occasion_of, passed
from kg.extract.claims import Claim
from kg.extract.discourse import Discourse
from kg.extract.evidence import evidence_of
from kg.extract.gazetteer import Gazetteer
from kg.extract.home import settle_states
from kg.extract.known import Known
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.extract.marked import apply_marks
from kg.extract.match import Matcher
from kg.extract.mentions import Mentions
from kg.extract.merge import merge_reports
from kg.extract.names import find_names
from kg.extract.occurrence import Report
from kg.extract.offices import office_claims
from kg.extract.organs import find_organs
from kg.extract.pipeline import DEFAULT_MODEL, Paragraph, load_model, parse
from kg.extract.places import is_here, place_at, town_of
from kg.extract.reference import resolve_sentence
from kg.extract.status import Status, read_status
from kg.extract.story import Story
from kg.extract.tense import days_back, is_background, told_tense
from kg.model import Article, DateRange, Event
from kg.reference import load_reference

LONGEST_SENTENCE: Final = 400
"""Tokens; a longer "sentence" is a list or table and is not matched."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """A loaded pipeline with tables and rules: everything needed to read articles."""

    nlp: Language
    gazetteer: Gazetteer
    lexicon: Lexicon

    def events(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        """Yield each article with its events, in the order of the input."""
        for article, paragraphs in parse(articles, nlp=self.nlp):
            yield article, self.events_of(article, paragraphs)

    def events_of(self, article: Article, paragraphs: Iterable[Paragraph]) -> tuple[Event, ...]:
        """Return the events of one parsed article in the order of their first evidence."""
        known, discourse, matcher = Known(article), Discourse(), Matcher(self.lexicon)
        story, read = Story(article.published), list[tuple[Paragraph, Calendar]]()
        reports: list[Report] = []
        for paragraph in paragraphs:
            mentions = self._mentions(article, paragraph, known)
            calendar = Calendar(paragraph.doc, published=article.published)
            for sent in paragraph.doc.sents:
                resolve_sentence(sent, mentions, discourse)
                named = frozenset(found.actor.id for found in known.people.values())
                reports += office_claims(article, paragraph, sent, mentions, self.gazetteer.by_state_name, named)
                reports += self._reports(article, paragraph, sent, mentions, matcher, calendar, discourse)
            read.append((paragraph, calendar))
        if reports:
            for paragraph, calendar in read:
                note_days(story, paragraph, calendar)
                story.town = story.town or town_of(paragraph.doc.text, self.gazetteer.countries_of_capitals)
        return merge_reports(article, settle_states(reports, known), story)

    def _mentions(self, article: Article, paragraph: Paragraph, known: Known) -> Mentions:
        mentions = find_names(paragraph.doc, gazetteer=self.gazetteer, known=known)
        find_organs(mentions, gazetteer=self.gazetteer, known=known)
        if article.mentions:
            apply_marks(mentions, article, paragraph.offset, gazetteer=self.gazetteer)
        return mentions

    def _reports(
        self,
        article: Article,
        paragraph: Paragraph,
        sent: Span,
        mentions: Mentions,
        matcher: Matcher,
        calendar: Calendar,
        discourse: Discourse,
    ) -> Iterator[Report]:
        if len(sent) > LONGEST_SENTENCE:
            return
        for claim in matcher.claims(sent, mentions):
            status = read_status(
                claim.trigger,
                self.lexicon.modifiers,
                in_headline=paragraph.segment.kind == "headline",
                presupposed=is_given(claim),
            )
            for act, act_status in speech_acts(claim, status):
                yield self._report(article, paragraph, sent, act, act_status, mentions, calendar, discourse)

    def _report(
        self,
        article: Article,
        paragraph: Paragraph,
        sent: Span,
        claim: Claim,
        status: Status,
        mentions: Mentions,
        calendar: Calendar,
        discourse: Discourse,
    ) -> Report:
        modifiers, relation = self.lexicon.modifiers, claim.rule.relation
        flipped = claim.rule.polarity == "negated"
        polarity = status.polarity if not flipped else ("affirmed" if status.polarity == "negated" else "negated")
        modality = status.modality if status.modality != "actual" else claim.rule.modality
        spoken = relation.quad in {"VC", "XC"} and relation.root != "CONSULT"
        speaker, verb = attribution_of(
            claim.trigger, sent, mentions, modifiers["report"],
            source=claim.source.actor.id, spoken=spoken, last=discourse.speaker,
        )  # fmt: skip
        if is_given(claim):
            speaker = ""
        when: DateRange | None = None
        tense = told_tense(claim.trigger, verb, spoken=spoken)
        if not relation.static:
            when = calendar.of(claim.trigger, verb, actual=modality == "actual")
            if modality == "planned":
                when = ahead(when, article.published)
            elif tense in {"past", "perfect", "pluperfect"}:
                when = passed(when, article.published)
        evidence = evidence_of(
            article, paragraph, sent, claim.source, claim.target, (claim.trigger.i, claim.trigger.i + 1),
            polarity=polarity, modality=modality, attribution=speaker, confidence=claim.trust, rule=claim.rule.name,
        )  # fmt: skip
        return Report(
            relation=relation,
            source=claim.source.actor,
            target=claim.target.actor,
            evidence=evidence,
            date=when,
            place=place_at(claim, mentions, self.gazetteer.countries_of_capitals),
            occasion=occasion_of(claim.trigger, sent) if relation.quad == "VC" else None,
            tense="none" if is_background(claim.trigger) else tense,
            headline=paragraph.segment.kind == "headline",
            days_back=days_back(claim.trigger),
            here=is_here(claim.trigger),
        )


@cache
def load_extractor(model: str = DEFAULT_MODEL) -> Extractor:
    """Return an extractor with the shipped tables and rules and an installed spaCy pipeline."""
    nlp = load_model(model)
    return Extractor(nlp=nlp, gazetteer=Gazetteer(load_reference(), nlp), lexicon=load_lexicon())


def extract(articles: Iterable[Article], *, model: str = DEFAULT_MODEL) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Yield each article with the events found in it, in the order of the input.

    Raises
    ------
    ModelError
        If the spaCy pipeline is not installed or lacks a parser.
    """
    return load_extractor(model).events(articles)
