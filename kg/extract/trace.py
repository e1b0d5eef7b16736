"""What the matcher tries, sentence by sentence, in; told to one who asks why a rule fired or not, to nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from spacy.tokens import Span, Token

from kg.extract.claims import Claim
from kg.extract.fillers import Filler
from kg.extract.mentions import Mentions
from kg.extract.occurrence import Report
from kg.extract.pipeline import Paragraph
from kg.rules import Rule

Miss = Literal["words", "particle", "path", "target", "both", "rest", "head", "without", "undone"]
"""Where a try of a rule ended before its sides were known, in the words of `kg.extract.explanation.Why`."""


class Trace(Protocol):
    """Whoever is told what became of each rule that a word of a sentence can start, and of the sentence."""

    def missed(self, rule: Rule, trigger: Token, why: Miss) -> None:
        """Hear that the words around a trigger are not those of a rule."""

    def filled(self, rule: Rule, trigger: Token, sources: Sequence[Filler], targets: Sequence[Filler]) -> None:
        """Hear who fills the sides of a rule whose words fit; that may be nobody."""

    def chose(self, best: Sequence[Claim], found: Sequence[Claim]) -> None:
        """Hear which of the claims found in a sentence are kept."""

    def ended(self, paragraph: Paragraph, sent: Span, mentions: Mentions, told: Sequence[Report]) -> None:
        """Hear what a sentence told, after everything else about it; one too long to be matched told nothing."""
