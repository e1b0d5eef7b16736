"""One passage in, why it gives the events that it gives out: the extraction of an article with every step kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span, Token

from kg.extract.claims import Claim, beaten_by
from kg.extract.english import looks_english
from kg.extract.explanation import (
    ActorFound,
    Antecedent,
    Beaten,
    Explanation,
    Fired,
    Sentence,
    Trigger,
    Word,
)
from kg.extract.fillers import Filler
from kg.extract.find import LONGEST_SENTENCE, Extractor
from kg.extract.lexicon import Lexicon
from kg.extract.mentions import Mentions
from kg.extract.near import Try, near_misses
from kg.extract.occurrence import Report
from kg.extract.pipeline import Paragraph, parse
from kg.extract.segment import UNREAD, segments
from kg.extract.status_words import status_words
from kg.extract.suggest import Suggester
from kg.extract.trace import Miss
from kg.frames import FrameKind
from kg.model import ActorId, Article
from kg.rules import Rule


def explain_article(article: Article, *, extractor: Extractor, near: int) -> Explanation:
    """Return what was found and tried in each sentence of an article, with at most ``near`` near misses each."""
    recorder = _Recorder(article.text, extractor.lexicon, near)
    for each, paragraphs in parse([article], nlp=extractor.nlp):
        extractor.events_of(each, paragraphs, trace=recorder)
    unread = tuple(part for part in segments(article.text) if part.kind in UNREAD)
    return Explanation(
        text=article.text,
        published=article.published,
        notes=()
        if looks_english(article.text)
        else ("this does not look like English; it is explained as if it were",),
        unread=unread if not article.mentions else (),
        sentences=tuple(recorder.sentences),
    )


class _Recorder:
    """Keeps what the extraction of one article tells its trace, as values, sentence by sentence."""

    def __init__(self, text: str, lexicon: Lexicon, near: int) -> None:
        self._text = text
        self.sentences: list[Sentence] = []
        self._lexicon = lexicon
        self._near = near
        self._suggester = Suggester(lexicon)
        self._named: dict[ActorId, Antecedent] = {}
        self._forget()

    def _forget(self) -> None:
        self._tries: list[Try] = []
        self._best: Sequence[Claim] = ()
        self._found: Sequence[Claim] = ()
        self._status_words: dict[int, tuple[str, ...]] = {}

    def missed(self, rule: Rule, trigger: Token, why: Miss) -> None:
        self._tries.append(Try(rule, trigger, why))

    def filled(self, rule: Rule, trigger: Token, sources: Sequence[Filler], targets: Sequence[Filler]) -> None:
        self._tries.append(Try(rule, trigger, None, sources, targets))

    def chose(self, best: Sequence[Claim], found: Sequence[Claim]) -> None:
        self._best, self._found = best, found

    def ended(self, paragraph: Paragraph, sent: Span, mentions: Mentions, told: Sequence[Report]) -> None:
        start, end = _characters(sent, paragraph)
        number = len(self.sentences) + 1
        actors = tuple(self._actors(paragraph, sent, mentions, number))
        fired = tuple(self._fired(paragraph, sent, report) for report in told)
        if len(sent) > LONGEST_SENTENCE:
            why = f"{len(sent):,} words; one of more than {LONGEST_SENTENCE} is taken for a list or table, so split it"
            self.sentences.append(
                Sentence(
                    number=number, start=start, end=end, text=self._text[start:end], segment=paragraph.segment,
                    unread=why, actors=actors, fired=fired,
                )
            )  # fmt: skip
            return
        claimed = {(claim.rule.pattern, claim.trigger.i) for claim in self._found}
        failed = [one for one in self._tries if (one.rule.pattern, one.trigger.i) not in claimed]
        near = near_misses(
            failed, mentions, claims=self._found, lexicon=self._lexicon, sent=sent, place=paragraph.characters
        )
        self.sentences.append(
            Sentence(
                number=number,
                start=start,
                end=end,
                text=self._text[start:end],
                segment=paragraph.segment,
                words=tuple(
                    Word(text=token.text, tag=token.tag_, dep=token.dep_, head=token.head.i - sent.start)
                    for token in sent
                ),
                actors=actors,
                triggers=tuple(self._triggers(paragraph, sent, mentions)),
                fired=fired,
                beaten=tuple(self._beaten()),
                near=tuple(near[: self._near]),
                missed=len(failed),
                suggestion=self._suggester.suggest(sent, mentions, fired=fired, near=near, place=paragraph.characters),
            )
        )
        self._forget()

    def _actors(self, paragraph: Paragraph, sent: Span, mentions: Mentions, number: int) -> Iterator[ActorFound]:
        for found in mentions.within(sent.start, sent.end):
            if found not in mentions.at(found.start):
                continue
            name = self._antecedent(sent.doc[found.start : found.end], paragraph, number)
            stands_for = None
            earlier = self._named.get(found.actor.id)
            if found.form != "pronoun":
                # Of two names in one sentence the subject is the one that pronouns take up.
                if name.subject or earlier is None or not earlier.subject or earlier.sentence < number:
                    self._named[found.actor.id] = name
            elif found.anchor is not None and not _are_pronouns(found.anchor, mentions):
                stands_for = self._antecedent(sent.doc[slice(*found.anchor)], paragraph, number)
            else:
                stands_for = earlier
            yield ActorFound(
                start=name.start,
                end=name.end,
                text=name.text,
                actor=found.actor,
                form=found.form,
                how=found.how,
                stands_for=stands_for,
            )

    def _antecedent(self, span: Span, paragraph: Paragraph, number: int) -> Antecedent:
        start, end = _characters(span, paragraph)
        subject = span.root.dep_ in {"nsubj", "nsubjpass"}
        return Antecedent(start=start, end=end, text=self._text[start:end], sentence=number, subject=subject)

    def _triggers(self, paragraph: Paragraph, sent: Span, mentions: Mentions) -> Iterator[Trigger]:
        lexicon = self._lexicon
        tried = {(one.trigger.i, one.rule.frame.kind) for one in self._tries}
        tables: tuple[tuple[FrameKind, Mapping[str, tuple[Rule, ...]]], ...] = (
            ("verb", lexicon.verbs),
            ("noun", lexicon.nouns),
            ("predicate", lexicon.predicates),
        )
        for token in sent:
            start, end = paragraph.characters(token.idx, token.idx + len(token))
            for kind, table in tables:
                rules = table.get(token.lower_)
                if rules:
                    unread = "" if (token.i, kind) in tried else _why_unread(token, kind, mentions)
                    yield Trigger(
                        start=start, end=end, text=self._text[start:end], kind=kind, rules=len(rules), unread=unread
                    )

    def _fired(self, paragraph: Paragraph, sent: Span, report: Report) -> Fired:
        evidence = report.evidence
        pattern = evidence.rule.partition(": ")[2] or evidence.rule
        start, end = evidence.trigger_span
        claim = next(
            (one for one in self._best if one.rule.pattern == pattern and _start(one.trigger, paragraph) == start), None
        )
        trigger = claim.trigger if claim is not None else None
        if trigger is not None and trigger.i not in self._status_words:
            headline = paragraph.segment.kind == "headline"
            words = status_words(sent, trigger, self._lexicon.modifiers, in_headline=headline)
            self._status_words[trigger.i] = tuple(word.text for word in words)
        return Fired(
            relation=report.relation.id,
            rule_of=claim.rule.relation.id if claim is not None else report.relation.id,
            pattern=pattern,
            source=report.source,
            target=report.target,
            trigger=self._text[start:end],
            evidence=evidence,
            status_words=self._status_words[trigger.i] if trigger is not None else (),
            date=report.date,
            place=report.place,
            occasion=report.occasion,
        )

    def _beaten(self) -> Iterator[Beaten]:
        for claim in self._found:
            if claim not in self._best:
                better = beaten_by(claim, self._best)
                yield Beaten(
                    relation=claim.rule.relation.id,
                    pattern=claim.rule.pattern,
                    source=claim.source.actor,
                    target=claim.target.actor,
                    trigger=claim.trigger.text,
                    trust=claim.trust,
                    by_relation=better.rule.relation.id,
                    by_pattern=better.rule.pattern,
                )


def _are_pronouns(anchor: tuple[int, int], mentions: Mentions) -> bool:
    return all(found.form == "pronoun" for found in mentions.at(anchor[0]))


def _why_unread(token: Token, kind: FrameKind, mentions: Mentions) -> str:
    at = mentions.at(token) if kind != "verb" else ()
    return f"it stands for {at[0].actor.name}" if at else f"the parser tags it {token.tag_}"


def _characters(span: Span, paragraph: Paragraph) -> tuple[int, int]:
    return paragraph.characters(span.start_char, span.end_char)


def _start(token: Token, paragraph: Paragraph) -> int:
    return paragraph.characters(token.idx, token.idx + 1)[0]
