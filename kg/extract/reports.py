"""The claims of a sentence in, reports with status, speaker, date, place and evidence out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span

from kg.extract.acts import is_given, speech_acts
from kg.extract.attribution import attribution_of
from kg.extract.circumstances import Calendar, ahead, occasion_of, passed
from kg.extract.claims import Claim
from kg.extract.evidence import evidence_of
from kg.extract.lexicon import Modifiers
from kg.extract.mentions import Mention, Mentions
from kg.extract.occurrence import Report
from kg.extract.pipeline import Paragraph
from kg.extract.places import is_here, place_at
from kg.extract.status import Status, read_status
from kg.extract.tense import Tense, days_back, is_background, told_tense
from kg.model import Article, DateRange, Polarity

_DATED_BY_TENSE: Final[frozenset[Tense]] = frozenset({"past", "perfect", "pluperfect"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article with its actors, the dates of its paragraph and the last speaker before it."""

    paragraph: Paragraph
    span: Span
    mentions: Mentions
    calendar: Calendar
    speaker: Mention | None

    @property
    def in_headline(self) -> bool:
        """Return whether the sentence is a headline."""
        return self.paragraph.segment.kind == "headline"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Tells what the claims of an article's sentences amount to."""

    article: Article
    modifiers: Mapping[str, Modifiers]
    countries: Mapping[str, str]

    def reports(self, sentence: Sentence, claims: Sequence[Claim]) -> Iterator[Report]:
        """Yield a report for each claim of a sentence and for what announcing or refusing a deed amounts to."""
        for claim in claims:
            status = claim.status or read_status(
                claim.trigger, self.modifiers, in_headline=sentence.in_headline, presupposed=is_given(claim)
            )
            for act, act_status in speech_acts(claim, status):
                yield self._report(sentence, act, act_status)

    def _report(self, sentence: Sentence, claim: Claim, status: Status) -> Report:
        relation, trigger = claim.rule.relation, claim.trigger
        modality = status.modality if status.modality != "actual" else claim.rule.modality
        spoken = relation.quad in {"VC", "XC"} and relation.root != "CONSULT"
        speaker, verb = attribution_of(
            trigger,
            sentence.span,
            sentence.mentions,
            self.modifiers["report"],
            source=claim.source.actor.id,
            spoken=spoken,
            last=sentence.speaker,
        )
        when: DateRange | None = None
        tense = told_tense(trigger, verb, spoken=spoken)
        if not relation.static:
            when = sentence.calendar.of(trigger, verb, actual=modality == "actual")
            if modality == "planned":
                when = ahead(when, self.article.published)
            elif tense in _DATED_BY_TENSE:
                when = passed(when, self.article.published)
        evidence = evidence_of(
            self.article,
            sentence.paragraph,
            sentence.span,
            claim.source,
            claim.target,
            (trigger.i, trigger.i + 1),
            polarity=_polarity(claim, status),
            modality=modality,
            attribution="" if is_given(claim) else speaker,
            confidence=claim.trust,
            rule=claim.rule.name,
        )
        return Report(
            relation=relation,
            source=claim.source.actor,
            target=claim.target.actor,
            evidence=evidence,
            date=when,
            place=place_at(claim, sentence.mentions, self.countries),
            occasion=occasion_of(trigger, sentence.span) if relation.quad == "VC" else None,
            tense="none" if is_background(trigger) else tense,
            headline=sentence.in_headline,
            days_back=days_back(trigger),
            here=is_here(trigger),
        )


def _polarity(claim: Claim, status: Status) -> Polarity:
    """Return the polarity of a claim: a rule that tells of what is not done turns that of the words around it."""
    if claim.rule.polarity == "affirmed":
        return status.polarity
    return "affirmed" if status.polarity == "negated" else "negated"
