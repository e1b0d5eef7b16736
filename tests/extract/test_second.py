"""Claims of rules and made-up readings in; the claims that both readers end with out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.claims import Claim
from kg.extract.second import SecondReader, Told, common_head
from kg.frames import compile_pattern
from kg.learned import Calibration, Question, Reading
from kg.model import RelationId
from kg.ontology import load_relations
from kg.rules import Rule
from tests.extract.parses import RUSSIA, UKRAINE, doc, found, mentions, sentence, token

PARSED = doc("Russia/NNP/nsubj/1 shells/VBZ/ROOT/1 a/DT/det/3 village/NN/dobj/1 of/IN/prep/3 Ukraine/NNP/pobj/4")
SOURCE, TARGET = found(RUSSIA, 0), found(UKRAINE, 5)
HERE = mentions(PARSED, SOURCE, TARGET)
CALIBRATION = Calibration(rule=(0.0, 1.0, 0.2), reader=(0.0, 1.0), marked=(1.0, 1.0))


@dataclass(frozen=True)
class Says:
    """A reader that says the same of the pair (0, 1) whatever it is given, and nothing of the others."""

    relation: str
    share: float
    negated: float = 0.0

    def read(self, questions: Sequence[Question]) -> list[list[Reading]]:
        if not questions:
            return []
        (question,) = questions
        assert [question.words[start] for start, _ in question.spans] == ["Russia", "Ukraine"]
        return [[self._reading(a, b, self.share if (a, b) == (0, 1) else 0.0) for a, b in question.pairs]]

    def _reading(self, a: int, b: int, share: float) -> Reading:
        root = load_relations()[RelationId(self.relation)].root
        roots = dict.fromkeys((each.root for each in load_relations().values()), 0.0) | {root: share}
        return Reading(
            source=a,
            target=b,
            relation=RelationId(self.relation),
            roots=roots,
            none=1.0 - share,
            negated=self.negated,
            modality="actual",
        )


def _read(says: Says, *claims: Claim) -> list[Claim]:
    (found,) = SecondReader(says, CALIBRATION, everywhere=True).claims([Told(sentence(PARSED), HERE, claims)])
    return found


def _by_rule(relation: str, trust: float = 0.8) -> Claim:
    rule = Rule(
        relation=load_relations()[RelationId(relation)],
        pattern="A shell B",
        frame=compile_pattern("A shell B"),
        confidence=trust,
        source_kinds=frozenset({"state"}),
        target_kinds=frozenset({"state"}),
        polarity="affirmed",
        modality="actual",
    )
    return Claim(rule, SOURCE, TARGET, PARSED[1], trust)


def test_what_no_rule_says_is_claimed_by_the_reader_with_its_reason() -> None:
    (claim,) = _read(Says("attacked", 0.9))

    assert (claim.rule.name, claim.source, claim.target) == ("attacked/learned", SOURCE, TARGET)
    assert claim.trigger == token(PARSED, "shells")


def test_a_sentence_without_a_claim_of_the_rules_and_without_marks_is_not_read() -> None:
    assert SecondReader(Says("attacked", 0.99), CALIBRATION).claims([Told(sentence(PARSED), HERE, [])]) == [[]]


def test_a_reader_that_sees_no_relation_claims_none() -> None:
    assert _read(Says("attacked", 0.03)) == []


def test_a_reader_who_agrees_raises_and_one_who_does_not_lowers_the_trust_in_a_rule() -> None:
    (agreed,) = _read(Says("attacked", 0.98), _by_rule("attacked"))
    (doubted,) = _read(Says("attacked", 0.03), _by_rule("attacked"))

    assert agreed.trust > 0.8 > doubted.trust
    assert agreed.rule.name == doubted.rule.name == "attacked/verb: A shell B"


def test_a_relation_of_the_same_root_supports_a_rule() -> None:
    (same_root,) = _read(Says("at-war-with", 0.98), _by_rule("attacked"))

    assert same_root.trust > 0.8


def test_of_two_readers_who_disagree_the_more_trusted_one_speaks() -> None:
    rule_is_sure = _read(Says("criticised", 0.4), _by_rule("attacked"))
    reader_is_sure = _read(Says("criticised", 0.97), _by_rule("attacked", 0.6))

    assert [claim.rule.name for claim in rule_is_sure] == ["attacked/verb: A shell B"]
    assert [claim.rule.name for claim in reader_is_sure] == ["criticised/learned"]


def test_what_two_readers_call_by_two_names_of_one_root_keeps_the_name_of_the_rule() -> None:
    claims = _read(Says("at-war-with", 0.97), _by_rule("attacked", 0.6))

    assert [claim.rule.relation.id for claim in claims] == ["attacked"]


def test_two_actors_that_somebody_marked_are_believed_sooner() -> None:
    source, target = found(RUSSIA, 0, form="marked"), found(UKRAINE, 5, form="marked")
    here = mentions(PARSED, source, target)
    ((marked,),) = SecondReader(Says("attacked", 0.5), CALIBRATION).claims([Told(sentence(PARSED), here, [])])

    (plain,) = _read(Says("attacked", 0.5))

    assert marked.trust > plain.trust


def test_a_negated_reading_is_a_denial() -> None:
    (claim,) = _read(Says("attacked", 0.9, negated=0.9))

    assert claim.status is not None
    assert claim.status.polarity == "negated"


def test_the_word_that_joins_an_owner_and_its_object_is_the_noun_between_them() -> None:
    parsed = doc("Russia/NNP/poss/2 's/POS/case/0 attack/NN/nsubj/5 on/IN/prep/2 Ukraine/NNP/pobj/3 failed/VBD/ROOT/5")
    source, target = found(RUSSIA, 0), found(UKRAINE, 4)

    assert common_head(source, target, mentions(parsed, source, target)).text == "attack"
