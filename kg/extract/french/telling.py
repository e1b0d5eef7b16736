"""The claims of a French sentence in, reports with status, speaker, date, place and evidence out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.claims import Claim
from kg.extract.french.fillers import fill
from kg.extract.french.inflect import verb_forms
from kg.extract.french.parse import Parsed
from kg.extract.french.slots import is_verb, obliques, prepositions
from kg.extract.french.speakers import is_apart, is_perfect, is_told_by, speakers
from kg.extract.french.status import FrenchWords, read_status, tense_of
from kg.extract.mentions import Mention, Mentions
from kg.extract.occurrence import Report
from kg.extract.plain import Places
from kg.extract.segment import Segment
from kg.extract.status import Status
from kg.model import Article, DateRange, Evidence, Place, Polarity

_AT: Final = frozenset({"à", "en", "dans", "près"})
_LONGEST_SPEAKER: Final = 80
_LASTING: Final = frozenset({"cooperates-with", "traded-with", "at-war-with"})
_MOST_STEPS: Final = 8
_ACCUSING: Final = verb_forms("accuser") | verb_forms("soupçonner")


@dataclass(frozen=True, slots=True)
class FrenchParagraph:
    """A parsed paragraph of an article: its segment, and where its characters stand in the article as written."""

    parsed: Parsed
    segment: Segment
    offset: int
    places: Places | None
    mentions: Mentions

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where tokens, the last exclusive, stand in the article: of an actor its name."""
        return self.characters(self.parsed.characters(start)[0], self.parsed.characters(end - 1)[1])

    def sentence_span(self, sent: Span) -> tuple[int, int]:
        """Return where a sentence stands in the article, without the blanks at its end."""
        return self.characters(self.parsed.extent(sent.start)[0], self.parsed.extent(_last(sent))[1])

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return where characters of the paragraph as parsed stand in the article."""
        if self.places is not None:
            start, end = self.places.characters(start, end)
        return self.offset + start, self.offset + end


@dataclass(frozen=True, slots=True)
class FrenchReporter:
    """Tells what the claims of an article's sentences amount to."""

    article: Article
    modifiers: Mapping[str, FrenchWords]

    def reports(self, paragraph: FrenchParagraph, sent: Span, claims: Sequence[Claim]) -> Iterator[Report]:
        """Yield a report for each claim of a sentence."""
        for claim in claims:
            verb = self._reporting(claim.trigger)
            status = read_status(claim.trigger, self.modifiers, skip=verb)
            yield self._report(paragraph, sent, claim, status, verb)

    def _report(
        self, paragraph: FrenchParagraph, sent: Span, claim: Claim, status: Status, verb: Token | None
    ) -> Report:
        relation = claim.rule.relation
        modality = status.modality if status.modality != "actual" else claim.rule.modality
        speaker, speaking = self._speaker(paragraph, sent, claim, verb)
        if speaking is not None and speaking.actor == claim.source.actor:
            speaker = ""
        when = None if relation.static else date_at(paragraph, sent, claim.trigger, ahead=modality != "actual")
        start, quote = quoted(self.article, paragraph, sent)
        evidence = Evidence(
            article=self.article.id,
            start=start,
            end=start + len(quote),
            quote=quote,
            source_span=paragraph.span(claim.source.start, claim.source.end),
            target_span=paragraph.span(claim.target.start, claim.target.end),
            trigger_span=paragraph.span(claim.trigger.i, claim.trigger.i + 1),
            polarity=_polarity(claim, status),
            modality=modality,
            attribution=speaker,
            confidence=round(claim.trust, 4),
            rule=claim.rule.name,
        )
        return Report(
            relation=relation,
            source=claim.source.actor,
            target=claim.target.actor,
            evidence=evidence,
            date=when,
            place=None if relation.static else self._place(paragraph, claim),
            tense="none" if relation.id in _LASTING else tense_of(claim.trigger),
            headline=paragraph.segment.kind == "headline",
        )

    # ---- who says so

    def _reporting(self, trigger: Token) -> Token | None:
        """Return the verb of saying that governs a trigger's clause or stands beside it, None where there is none."""
        node = trigger
        for _ in range(_MOST_STEPS):
            head = node.head
            if head == node:
                break
            said = node.dep_ in {"ccomp", "parataxis", "advmod", "dep", "conj"} or (
                node.dep_ == "xcomp" and is_perfect(node)
            )
            if is_verb(head) and head.lower_ in self.modifiers["report"].verbs and said and head != trigger:
                return head
            if head.lower_ in _ACCUSING and node.dep_ in {"xcomp", "ccomp", "advcl", "acl"}:
                return head  # "A accuse B d'armer C": that B arms C is what A says
            node = head
        behind = (
            token
            for token in trigger.sent
            if token.i > trigger.i and token.lower_ in self.modifiers["report"].verbs and is_apart(token)
        )
        return next((verb for verb in behind if any(who.i > verb.i for who in speakers(verb))), None)

    def _speaker(
        self, paragraph: FrenchParagraph, sent: Span, claim: Claim, verb: Token | None
    ) -> tuple[str, Mention | None]:
        """Return who says what a claim is about, "" where the article itself does, and the actor that it is."""
        mentions = paragraph.mentions
        if verb is not None:
            for token in speakers(verb):
                at = fill([token], mentions, acting=True)
                if at:
                    return at[0].found.actor.name, at[0].found
                if token.pos_ in {"NOUN", "PROPN"}:
                    return paragraph.parsed.doc[token.left_edge.i : token.right_edge.i + 1].text[
                        :_LONGEST_SPEAKER
                    ], None
        for token in sent:
            if token.lower_ not in self.modifiers["report"].words:
                continue
            named = token.head if token.dep_ == "case" else next(iter(token.children), token)
            if not is_told_by(claim.trigger, named):
                continue
            at = fill([named], mentions, acting=True)
            if at:
                return at[0].found.actor.name, at[0].found
            if named != token:
                return paragraph.parsed.doc[named.left_edge.i + 1 : named.right_edge.i + 1].text[
                    :_LONGEST_SPEAKER
                ], None
        return "", None

    # ---- when and where

    @staticmethod
    def _place(paragraph: FrenchParagraph, claim: Claim) -> Place | None:
        """Return the known town or state in which a claim is said to have happened."""
        groups = paragraph.parsed.groups
        if claim.rule.relation.id == "visited":
            town = groups.get(claim.target.start)
            if town is not None and town.place:
                return Place(name=town.place, country=claim.target.actor.state)
        nodes = [node for node in _line(claim.trigger) if is_verb(node) or node == claim.trigger]
        for token in obliques(nodes, _AT):
            group = groups.get(token.i)
            if group is None or token.i in {claim.source.start, claim.target.start} or group.actors[0].kind != "state":
                continue
            if group.form == "place" and group.place:
                return Place(name=group.place, country=group.actors[0].state)
            if group.form == "name" and group.how == "name" and "en" in prepositions(token):
                return Place(name=group.actors[0].name, country=group.actors[0].state)
        return None


def quoted(article: Article, paragraph: FrenchParagraph, sent: Span) -> tuple[int, str]:
    """Return where a sentence begins in the article as written, and its words there without blanks around them."""
    start, end = paragraph.sentence_span(sent)
    quote = article.text[start:end]
    stripped = quote.strip()
    return start + (quote.find(stripped) if stripped else 0), stripped


def day_of(paragraph: FrenchParagraph, sent: Span) -> DateRange | None:
    """Return the day on which a sentence says that what its main clause tells took place, None where it says none."""
    if not is_verb(sent.root) or tense_of(sent.root) != "past":
        return None
    return date_at(paragraph, sent, sent.root, ahead=False)


def date_at(paragraph: FrenchParagraph, sent: Span, trigger: Token, *, ahead: bool) -> DateRange | None:
    """Return the date that hangs on a trigger or on what carries it, the nearest one; None where none does."""
    line = _line(trigger)
    best: tuple[int, int] | None = None
    chosen = None
    for i in range(sent.start, sent.end):
        date = paragraph.parsed.dates.get(i)
        if date is None or date.since:
            continue
        steps = _steps_to(paragraph.parsed.doc[i], line)
        if steps is None:
            continue
        rank = (steps, abs(i - trigger.i))
        if best is None or rank < best:
            best, chosen = rank, date
    return chosen.days(ahead=ahead) if chosen is not None else None


def _line(trigger: Token) -> dict[Token, int]:
    """Return a trigger and what carries it up to the verb of its clause, each with its distance."""
    line, node = {trigger: 0}, trigger
    for steps in range(1, _MOST_STEPS):
        if node.head == node or node.dep_ in {"ccomp", "acl:relcl", "parataxis", "advcl"}:
            break
        if node.dep_ == "conj" and is_verb(node):
            break
        node = node.head
        line[node] = steps
    return line


def _steps_to(token: Token, line: Mapping[Token, int]) -> int | None:
    """Return the steps from a date up to a trigger's line, None where it belongs to another verb."""
    node = token
    for up in range(_MOST_STEPS):
        if node in line:
            return up + line[node]
        if node.head == node or (up and is_verb(node) and node.dep_ != "conj"):
            return None
        node = node.head
    return None


def _last(sent: Span) -> int:
    last = sent.end - 1
    while last > sent.start and sent.doc[last].is_space:
        last -= 1
    return last


def _polarity(claim: Claim, status: Status) -> Polarity:
    if claim.rule.polarity == "affirmed":
        return status.polarity
    return "affirmed" if status.polarity == "negated" else "negated"
