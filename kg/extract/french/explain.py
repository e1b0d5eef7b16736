"""One French passage in, why it gives the events that it gives out: its actors, trigger words and what fired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extract.claims import Claim, beaten_by
from kg.extract.explanation import ActorFound, Beaten, Explanation, Fired, Sentence, Trigger, Word
from kg.extract.french.reader import LONGEST_SENTENCE, FrenchReader, Read
from kg.extract.french.slots import deed
from kg.extract.occurrence import Report
from kg.extract.segment import UNREAD
from kg.frames import FrameKind
from kg.model import Article
from kg.rules import Rule


def explain_french(article: Article, *, reader: FrenchReader) -> Explanation:
    """Return what was found in each sentence of a French article; which rules nearly fired is not told."""
    return Explanation(
        text=article.text,
        published=article.published,
        notes=("read as French; which rules nearly fired is told of English only",),
        unread=tuple(part for part in reader.segments(article.text) if part.kind in UNREAD),
        sentences=tuple(
            _sentence(article.text, read, number, reader) for number, read in enumerate(reader.sentences(article), 1)
        ),
    )


def _sentence(text: str, read: Read, number: int, reader: FrenchReader) -> Sentence:
    start, end = read.paragraph.sentence_span(read.sent)
    long = len(read.sent) > LONGEST_SENTENCE
    return Sentence(
        number=number,
        start=start,
        end=end,
        text=text[start:end],
        segment=read.paragraph.segment,
        unread=f"{len(read.sent):,} words; one of more than {LONGEST_SENTENCE} is taken for a list" if long else "",
        words=tuple(
            Word(text=token.text, tag=token.pos_, dep=token.dep_, head=token.head.i - read.sent.start)
            for token in read.sent
        ),
        actors=tuple(_actors(text, read)),
        triggers=tuple(_triggers(text, read, reader)),
        fired=tuple(_fired(text, report, read, reader) for report in read.told),
        beaten=tuple(_beaten(claim, read) for claim in read.found if claim not in read.best),
    )


def _actors(text: str, read: Read) -> Iterator[ActorFound]:
    for found in read.paragraph.mentions.within(read.sent.start, read.sent.end):
        start, end = read.paragraph.span(found.start, found.end)
        yield ActorFound(start=start, end=end, text=text[start:end], actor=found.actor, form=found.form, how=found.how)


def _triggers(text: str, read: Read, reader: FrenchReader) -> Iterator[Trigger]:
    lexicon = reader.lexicon
    tables: tuple[tuple[FrameKind, Mapping[str, tuple[Rule, ...]]], ...] = (
        ("verb", lexicon.verbs),
        ("noun", lexicon.nouns),
        ("predicate", lexicon.predicates),
    )
    for token in read.sent:
        for kind, table in tables:
            rules = table.get(token.lower_)
            if rules and not read.paragraph.mentions.at(token):
                start, end = read.paragraph.span(token.i, token.i + 1)
                yield Trigger(
                    start=start,
                    end=end,
                    text=text[start:end],
                    kind=kind,
                    rules=len(rules),
                    unread=_why_unread(token, kind),
                )


def _why_unread(token: Token, kind: FrameKind) -> str:
    wanted = {"verb": "VERB", "noun": "NOUN"}.get(kind, token.pos_)
    return "" if token.pos_ == wanted else f"the parser tags it {token.pos_}"


def _fired(text: str, report: Report, read: Read, reader: FrenchReader) -> Fired:
    evidence = report.evidence
    plain = (evidence.polarity, evidence.modality) == ("affirmed", "actual")
    return Fired(
        relation=report.relation.id,
        rule_of=report.relation.id,
        pattern=evidence.rule.partition(": ")[2],
        source=report.source,
        target=report.target,
        trigger=text[slice(*evidence.trigger_span)],
        evidence=evidence,
        status_words=() if plain else _status_words(text[slice(*evidence.trigger_span)], read, reader),
        date=report.date,
        place=report.place,
    )


def _status_words(trigger: str, read: Read, reader: FrenchReader) -> tuple[str, ...]:
    """Return the words of a sentence that may have made a status what it is; the trigger, by its tense, where none do."""
    sections = [reader.modifiers[name] for name in ("negation", "planned", "possible", "hypothetical")]
    words = tuple(
        token.text
        for token in read.sent
        if token.text != trigger
        and any(
            token.lower_ in part.words or (token.pos_ == "VERB" and token.lower_ in part.verbs) for part in sections
        )
    )
    return words or (trigger,)


def _beaten(claim: Claim, read: Read) -> Beaten:
    better = beaten_by(claim, read.best, deed=deed)
    return Beaten(
        relation=claim.rule.relation.id,
        pattern=claim.rule.pattern,
        source=claim.source.actor,
        target=claim.target.actor,
        trigger=claim.trigger.text,
        trust=claim.trust,
        by_relation=better.rule.relation.id,
        by_pattern=better.rule.pattern,
    )
