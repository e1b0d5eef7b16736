"""The claims of the rules and what the learned reader thinks in, the claims of a sentence with calibrated trust out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from spacy.tokens import Span, Token

from kg.extract.candidates import Candidates, find_candidates
from kg.extract.claims import Claim, LearnedRule, bar_between
from kg.extract.mentions import Mention, Mentions
from kg.extract.slots import is_noun, is_verb
from kg.extract.status import Status
from kg.learned import Calibration, Question, Reading
from kg.ontology import load_relations

Sides = tuple[str, str]
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

    It reads the sentences in which a rule claims something or somebody marked an actor. In other sentences of whole
    articles two in three of its claims were wrong or arguable, so it earned no place there.

    Parameters
    ----------
    reader
        The learned reader of pairs.
    calibration
        How the trust of both makes the share that is right.
    everywhere
        Whether it reads the other sentences too.
    """

    def __init__(self, reader: ReadsPairs, calibration: Calibration, *, everywhere: bool = False) -> None:
        self._reader: Final = reader
        self._calibration: Final = calibration
        self._everywhere: Final = everywhere

    def claims(self, article: Sequence[Told]) -> list[list[Claim]]:
        """Return the claims of each sentence of an article after both readers, in the order of their triggers."""
        found = {i: find_candidates(told.sent, told.mentions) for i, told in enumerate(article) if self._is_read(told)}
        asked = [i for i, candidates in found.items() if candidates.pairs]
        answers = self._reader.read([_question(article[i].sent, found[i]) for i in asked])
        readings = {
            i: {(each.source, each.target): each for each in answer} for i, answer in zip(asked, answers, strict=True)
        }
        return [
            self._both(told, found[i], readings[i]) if i in readings else list(told.claims)
            for i, told in enumerate(article)
        ]

    def _is_read(self, told: Told) -> bool:
        return self._everywhere or bool(told.claims) or told.mentions.has_marked(told.sent.start, told.sent.end)

    def _both(self, told: Told, candidates: Candidates, readings: Mapping[tuple[int, int], Reading]) -> list[Claim]:
        """Return the claims of a sentence: of two sides on which the readers disagree, the more trusted one speaks."""
        by_rules: dict[Sides, list[Claim]] = defaultdict(list)
        firmest: dict[Sides, float] = defaultdict(float)
        for claim in told.claims:
            sides = _sides(claim.source, claim.target)
            by_rules[sides].append(self._weighed(claim, candidates, readings))
            firmest[sides] = max(firmest[sides], claim.trust)
        own = dict(self._own(candidates, readings, told.mentions))
        kept = [
            claim
            for sides, claims in by_rules.items()
            for claim in ([own[sides]] if sides in own and _overrules(own[sides], claims, firmest[sides]) else claims)
        ]
        kept += [claim for sides, claim in own.items() if sides not in by_rules]
        return sorted(kept, key=lambda claim: (claim.trigger.i, claim.source.start, claim.target.start))

    def _weighed(self, claim: Claim, candidates: Candidates, readings: Mapping[tuple[int, int], Reading]) -> Claim:
        """Return a rule's claim with the trust that it has after the reader's say."""
        root = claim.rule.relation.root
        sources, targets = _numbers(claim.source, candidates), _numbers(claim.target, candidates)
        pairs = [(a, b) for a in sources for b in targets]
        if claim.rule.relation.symmetric:
            pairs += [(b, a) for a, b in pairs]
        agreed = [readings[pair].roots[root] for pair in pairs if pair in readings]
        return replace(claim, trust=self._calibration.of_rule(claim.trust, max(agreed))) if agreed else claim

    def _own(
        self, candidates: Candidates, readings: Mapping[tuple[int, int], Reading], mentions: Mentions
    ) -> Iterator[tuple[Sides, Claim]]:
        """Yield the likeliest claim of the reader for each two sides."""
        best: dict[Sides, tuple[float, Mention, Mention, Reading]] = {}
        # Where exactly two actors are marked, somebody meant this pair.
        meant = sum(found.form == "marked" for found in candidates.mentions) == 2
        for (a, b), reading in readings.items():
            source, target = candidates.mentions[a], candidates.mentions[b]
            relation = load_relations()[reading.relation]
            marked = meant and source.form == target.form == "marked"
            trust = self._calibration.of_reader(reading.roots[relation.root], marked=marked)
            if trust < _LEAST or bar_between(source, target, relation) is not None:
                continue
            sides = _sides(source, target)
            if sides not in best or trust > best[sides][0]:
                best[sides] = (trust, source, target, reading)
        for sides, (trust, source, target, reading) in best.items():
            rule = LearnedRule(load_relations()[reading.relation])
            head = common_head(source, target, mentions)
            yield sides, Claim(rule, source, target, head, trust, _status(reading))


def _overrules(own: Claim, claims: Sequence[Claim], firmest: float) -> bool:
    """Return whether the reader sees another kind of relation than every rule does, and is surer than the firmest rule.

    The rules' own trust counts here, not the weighed one: it is the share of right matches where the actors are right,
    and the actors are the same for both readers.
    """
    return own.trust > firmest and all(own.rule.relation.root != claim.rule.relation.root for claim in claims)


def _question(sent: Span, candidates: Candidates) -> Question:
    start, end = sent.start, sent.end
    return Question(
        words=[token.text for token in sent],
        spans=[(found.start - start, min(found.end, end) - start) for found in candidates.mentions],
        pairs=candidates.pairs,
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


def _sides(source: Mention, target: Mention) -> Sides:
    """Return the two sides of a claim, a person standing for the state that he or she acts for, unless marked."""
    a, b = (
        f"{found.actor.id}@{found.start}" if found.form == "marked" else found.actor.state or found.actor.id
        for found in (source, target)
    )
    return (a, b) if a <= b else (b, a)
