"""The claims of the rules and what the learned reader thinks in, the claims of a sentence with calibrated trust out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from spacy.tokens import Span, Token

from kg.extract.candidates import Candidates, find_candidates
from kg.extract.claims import Claim, LearnedRule, bar_between
from kg.extract.mentions import Mention, Mentions
from kg.extract.slots import is_noun, is_verb
from kg.extract.status import Status
from kg.learned import NONE, Calibration, Question, Reading
from kg.model import RelationId
from kg.ontology import RelationType, load_relations

_LEAST: Final = 0.2
"""Trust below which a claim of the reader is not even made."""


class ReadsPairs(Protocol):
    """Anything that can tell how likely each relation between two mentions of a sentence is."""

    def read(self, questions: Sequence[Question]) -> list[list[Reading]]:
        """Return for each question a reading of each of its pairs."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its mentions and what the rules claim that it says."""

    sent: Span
    mentions: Mentions
    claims: Sequence[Claim]


class SecondReader:
    """Lets the learned reader confirm or doubt what the rules claim, and claim what no rule has words for.

    Parameters
    ----------
    reader
        The learned reader of pairs.
    calibration
        How the trust of both makes the share that is right.
    """

    def __init__(self, reader: ReadsPairs, calibration: Calibration) -> None:
        self._reader: Final = reader
        self._calibration: Final = calibration

    def claims(self, article: Sequence[Told]) -> list[list[Claim]]:
        """Return the claims of each sentence of an article after both readers, in the order of their triggers."""
        found = [find_candidates(told.sent, told.mentions) for told in article]
        asked = [i for i, candidates in enumerate(found) if candidates.pairs]
        answers = self._reader.read([_question(article[i].sent, found[i]) for i in asked])
        readings = {
            i: {(each.source, each.target): each for each in answer} for i, answer in zip(asked, answers, strict=True)
        }
        return [
            self._both(told, found[i], readings[i]) if i in readings else list(told.claims)
            for i, told in enumerate(article)
        ]

    def _both(self, told: Told, candidates: Candidates, readings: Mapping[tuple[int, int], Reading]) -> list[Claim]:
        confirmed = [self._weighed(claim, candidates, readings) for claim in told.claims]
        taken = {_sides(claim.source, claim.target) for claim in confirmed}
        claims = [*confirmed, *self._own(candidates, readings, told.mentions, taken)]
        return sorted(claims, key=lambda claim: (claim.trigger.i, claim.source.start, claim.target.start))

    def _weighed(self, claim: Claim, candidates: Candidates, readings: Mapping[tuple[int, int], Reading]) -> Claim:
        """Return a rule's claim with the trust that it has after the reader's say."""
        reading = self._reading_of(claim, candidates, readings)
        if reading is None:
            return claim
        agreed = support(reading, claim.rule.relation)
        return replace(claim, trust=self._calibration.of_rule(claim.trust, agreed))

    def _reading_of(
        self, claim: Claim, candidates: Candidates, readings: Mapping[tuple[int, int], Reading]
    ) -> Reading | None:
        """Return the reading of a claim's pair, the one that supports it most where several mentions fit."""
        sources, targets = _numbers(claim.source, candidates), _numbers(claim.target, candidates)
        found = [readings[a, b] for a in sources for b in targets if (a, b) in readings]
        if claim.rule.relation.symmetric:
            found += [readings[b, a] for a in sources for b in targets if (b, a) in readings]
        return max(found, key=lambda reading: support(reading, claim.rule.relation), default=None)

    def _own(
        self,
        candidates: Candidates,
        readings: Mapping[tuple[int, int], Reading],
        mentions: Mentions,
        taken: set[tuple[str, ...]],
    ) -> Iterator[Claim]:
        """Yield the likeliest claim of each two sides between which no rule sees anything."""
        best: dict[tuple[str, ...], Claim] = {}
        for (a, b), reading in readings.items():
            source, target = candidates.mentions[a], candidates.mentions[b]
            sides = _sides(source, target)
            if sides in taken:
                continue
            relation = likeliest(reading)
            trust = self._calibration.of_reader(support(reading, relation))
            if trust < _LEAST or bar_between(source, target, relation) is not None:
                continue
            if sides not in best or trust > best[sides].trust:
                best[sides] = Claim(
                    LearnedRule(relation),
                    source,
                    target,
                    common_head(source, target, mentions),
                    trust,
                    _status(reading),
                )
        yield from best.values()


def _question(sent: Span, candidates: Candidates) -> Question:
    start, end = sent.start, sent.end
    return Question(
        words=[token.text for token in sent],
        spans=[(found.start - start, min(found.end, end) - start) for found in candidates.mentions],
        pairs=candidates.pairs,
    )


def likeliest(reading: Reading) -> RelationType:
    """Return the likeliest relation of a pair, given that it has one."""
    relations = load_relations()
    name = max((name for name in reading.probabilities if name != NONE), key=reading.probabilities.__getitem__)
    return relations[RelationId(name)]


def support(reading: Reading, relation: RelationType) -> float:
    """Return how likely the reader finds a relation or one of the same root."""
    relations = load_relations()
    return sum(
        share
        for name, share in reading.probabilities.items()
        if name != NONE and relations[RelationId(name)].root == relation.root
    )


def common_head(source: Mention, target: Mention, mentions: Mentions) -> Token:
    """Return the word that joins two mentions in the parse: the verb or noun above both, or on the way between them."""
    one, two = mentions.head(source), mentions.head(target)
    above = [one, *one.ancestors]
    path = [two, *two.ancestors]
    meeting = next((token for token in above if token in path), two.sent.root)
    inner = {i for found in (source, target) for i in range(found.start, found.end)}
    if meeting.i not in inner and (is_verb(meeting) or is_noun(meeting)):
        return meeting
    between = [*above[: above.index(meeting)], *path[: path.index(meeting)]] if meeting in path else []
    words = [token for token in between if token.i not in inner and (is_verb(token) or is_noun(token))]
    return next((token for token in words if is_verb(token)), words[0] if words else two.sent.root)


def _status(reading: Reading) -> Status:
    negated = reading.negated > 0.5
    return Status("negated" if negated else "affirmed", reading.modality, refused=negated)


def _numbers(found: Mention, candidates: Candidates) -> list[int]:
    same = [i for i, one in enumerate(candidates.mentions) if one.actor.id == found.actor.id]
    exact = [i for i in same if candidates.mentions[i].start == found.start]
    return exact or same


def _sides(source: Mention, target: Mention) -> tuple[str, ...]:
    """Return the two sides of a claim, a person standing for the state that he or she acts for."""
    return tuple(sorted(found.actor.state or found.actor.id for found in (source, target)))
