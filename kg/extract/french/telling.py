"""The claims of a French sentence in, reports with status, speaker, date, place and evidence out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.claims import Claim
from kg.extract.french.match import fill
from kg.extract.french.parse import Parsed
from kg.extract.french.slots import is_verb, obliques, prepositions, subjects
from kg.extract.french.status import FrenchWords, read_status, tense_of
from kg.extract.mentions import Mention, Mentions
from kg.extract.occurrence import Report
from kg.extract.plain import Places
from kg.extract.segment import Segment
from kg.extract.status import Status
from kg.model import Article, DateRange, Evidence, Place, Polarity

_AT: Final = frozenset({"à", "en", "dans", "près"})
_SPEAKERS: Final = frozenset({"je", "j'", "nous"})
_PRONOUNS: Final = {"il": "m", "elle": "f"}
_LONGEST_SPEAKER: Final = 80
_LASTING: Final = frozenset({"cooperates-with", "traded-with", "at-war-with"})
_MOST_STEPS: Final = 8


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
        start, end = paragraph.span(sent.start, _last(sent) + 1)
        quote = self.article.text[start:end]
        stripped = quote.strip()
        start += quote.find(stripped) if stripped else 0
        evidence = Evidence(
            article=self.article.id,
            start=start,
            end=start + len(stripped),
            quote=stripped,
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
                node.dep_ == "xcomp" and _is_perfect(node)
            )
            if is_verb(head) and head.lower_ in self.modifiers["report"].verbs and said and head != trigger:
                return head
            node = head
        return next(
            (
                child
                for child in node.children
                if child.dep_ in {"parataxis", "punct", "dep", "ccomp", "conj", "advcl"}
                and child != trigger
                and child.lower_ in self.modifiers["report"].verbs
                and child.i > trigger.i
                and _is_apart(child)
            ),
            None,
        )

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
            if not _is_told_by(claim.trigger, named):
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


def speakers(verb: Token) -> tuple[Token, ...]:
    """Return the subjects of a verb of saying, the one that stands behind it in "a déclaré X" included."""
    own = subjects(verb)
    if own and own[0].i < verb.i and own[0].dep_.startswith("nsubj"):
        return own
    behind = tuple(
        child
        for child in verb.children
        if child.i > verb.i
        and child.dep_ in {"nsubj", "obj", "punct", "flat:name", "obl:arg"}
        and child.pos_ in {"PROPN", "NOUN"}
    )
    return behind or own


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


def settled_pronouns(sent: Span, mentions: Mentions, modifiers: Mapping[str, FrenchWords]) -> None:
    """Let "nous" and "je" in a sentence stand for whoever is said to have said it."""
    said = [token for token in sent if token.lower_ in modifiers["report"].verbs and _is_apart(token)]
    pronouns = [token for token in sent if token.lower_ in _SPEAKERS and not mentions.at(token)]
    if not said or not pronouns:
        return
    who = next((f for token in speakers(said[-1]) for f in fill([token], mentions, acting=True)), None)
    if who is None:
        return
    for token in pronouns:
        mentions.add(
            replace(
                who.found, start=token.i, end=token.i + 1, form="pronoun", how="speaker",
                anchor=(who.found.start, who.found.end),
            )
        )  # fmt: skip


@dataclass(slots=True)
class LastSubject:
    """The person who was the subject of the sentence before, for whom "il" or "elle" stands."""

    found: Mention | None = None

    def settle(self, sent: Span, mentions: Mentions) -> None:
        """Let a pronoun that is the subject of a sentence stand for the last subject, and remember the new one."""
        subject = next((token for token in sent if token.dep_ in {"nsubj", "nsubj:pass"}), None)
        if subject is None:
            return
        gender = _PRONOUNS.get(subject.lower_)
        if gender is not None:
            if self.found is not None and self.found.gender in {gender, ""}:
                mentions.add(
                    replace(self.found, start=subject.i, end=subject.i + 1, form="pronoun", how="last subject")
                )
            return
        at = mentions.at(subject)
        self.found = at[0] if len(at) == 1 and at[0].kind == "person" else None


def _is_apart(verb: Token) -> bool:
    """Return whether a verb of saying stands in a clause of its own behind what is said: ", a déclaré X"."""
    first = verb
    while first.i > first.sent.start and first.nbor(-1).dep_.startswith("aux"):
        first = first.nbor(-1)
    return first.i > first.sent.start and first.nbor(-1).text in {",", "»", '"'}


def _is_told_by(trigger: Token, named: Token) -> bool:
    """Return whether "selon X" stands with the clause of a trigger: with its own verb, or before all of them."""
    above = named.head
    node = trigger
    while node.head != node:
        if node == above:
            return True
        node = node.head
    return node == above and (
        named.i < trigger.i
        or not any(child.dep_ in {"conj", "parataxis"} and child.i < named.i for child in node.children)
    )


def _is_perfect(verb: Token) -> bool:
    return any(child.dep_.startswith("aux") for child in verb.children)


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
