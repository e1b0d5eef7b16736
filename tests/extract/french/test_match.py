"""Hand-built French parses and the claims that rules make of them."""

from __future__ import annotations

import pytest

from kg.extract.french.lexicon import build_lexicon
from kg.extract.french.match import FrenchMatcher
from kg.extract.french.status import load_modifiers, read_status
from kg.french_frames import compile_french
from kg.model import ACTOR_KINDS, RelationId
from kg.ontology import load_relations
from kg.rules import Rule
from tests.extract.french.parses import FRANCE, IRAN, mentions, parsed

PERFECT = "Tense=Past|VerbForm=Part"
IS = "Mood=Ind|Tense=Pres|VerbForm=Fin"

ACTIVE = f"""
France PROPN nsubj 2
a AUX aux:tense 2 {IS}
condamné VERB ROOT 2 {PERFECT}
l' DET det 4
Iran PROPN obj 2
"""
PASSIVE = f"""
Iran PROPN nsubj:pass 3
a AUX aux:tense 3 {IS}
été AUX aux:pass 3 {PERFECT}
condamné VERB ROOT 3 {PERFECT}
par ADP case 5
France PROPN obl:agent 3
"""
RELATIVE = f"""
France PROPN ROOT 0
qui PRON nsubj 3
a AUX aux:tense 3 {IS}
condamné VERB acl:relcl 0 {PERFECT}
l' DET det 5
Iran PROPN obj 3
"""
OWNED = f"""
France PROPN nsubj 2
a AUX aux:tense 2 {IS}
condamné VERB ROOT 2 {PERFECT}
l' DET det 4
attaque NOUN obj 2
de ADP case 6
Iran PROPN nmod 4
"""
SHARED = f"""
France PROPN nsubj 2
a AUX aux:tense 2 {IS}
averti VERB ROOT 2 {PERFECT}
et CCONJ cc 4
condamné VERB conj 2 {PERFECT}
Iran PROPN obj 4
"""


def _rule(pattern: str, relation: str = "condemned") -> Rule:
    return Rule(
        relation=load_relations()[RelationId(relation)],
        pattern=pattern,
        frame=compile_french(pattern),
        confidence=0.9,
        source_kinds=frozenset(ACTOR_KINDS),
        target_kinds=frozenset(ACTOR_KINDS),
        polarity="affirmed",
        modality="actual",
    )


def _claims(rows: str, *rules: Rule) -> list[tuple[str, str, str]]:
    doc = parsed(rows)
    at = {token.i: FRANCE if token.text == "France" else IRAN for token in doc if token.text in {"France", "Iran"}}
    matcher = FrenchMatcher(build_lexicon(rules), load_modifiers()["light"].verbs)
    best, _ = matcher.claims(doc[:], mentions(doc, at))
    return [(claim.rule.relation.id, claim.source.actor.name, claim.target.actor.name) for claim in best]


@pytest.mark.parametrize("rows", [ACTIVE, PASSIVE, RELATIVE, OWNED, SHARED])
def test_a_verb_and_its_object_are_found_however_the_clause_turns_them(rows: str) -> None:
    assert _claims(rows, _rule("A condamner B")) == [("condemned", "France", "Iran")]


IMPOSED = f"""
France PROPN nsubj 2
a AUX aux:tense 2 {IS}
imposé VERB ROOT 2 {PERFECT}
de DET det 5
nouvelles ADJ amod 5
sanctions NOUN obj 2
à ADP case 8
l' DET det 8
Iran PROPN nmod 5
"""


def test_a_noun_on_the_way_leads_to_the_target_wherever_the_parser_hangs_it() -> None:
    rule = _rule("A imposer sanction à|contre B", "sanctioned")

    assert _claims(IMPOSED, rule) == [("sanctioned", "France", "Iran")]
    assert _claims(IMPOSED.replace("nmod 5", "obl:arg 2"), rule) == [("sanctioned", "France", "Iran")]
    assert _claims(IMPOSED.replace("sanctions", "idées"), rule) == []


REFLEXIVE = f"""
France PROPN nsubj 3
s' PRON expl:comp 3
est AUX aux:tense 3 {IS}
entretenu VERB ROOT 3 {PERFECT}
avec ADP case 6
l' DET det 6
Iran PROPN obl:arg 3
"""


def test_a_reflexive_pattern_needs_its_pronoun() -> None:
    rule = _rule("A s'entretenir avec B", "met-with")

    assert _claims(REFLEXIVE, rule) == [("met-with", "France", "Iran")]
    assert _claims(REFLEXIVE.replace("s' PRON expl:comp", "y PRON iobj"), rule) == []


BETWEEN = """
La DET det 1
rencontre NOUN ROOT 1
entre ADP case 3
France PROPN nmod 1
et CCONJ cc 6
l' DET det 6
Iran PROPN conj 3
"""


def test_an_event_noun_joins_those_between_whom_it_is() -> None:
    assert _claims(BETWEEN, _rule("rencontre de A avec B", "met-with")) == [("met-with", "France", "Iran")]


def test_states_beside_words_of_sport_are_teams() -> None:
    rows = ACTIVE + "en ADP case 6\nfinale NOUN obl:mod 2\n"

    assert _claims(rows, _rule("A condamner B")) == []


NEGATED = f"""
France PROPN nsubj 4
n' ADV advmod 4
a AUX aux:tense 4 {IS}
pas ADV advmod 4
condamné VERB ROOT 4 {PERFECT}
Iran PROPN obj 4
"""
FUTURE = "France PROPN nsubj 1\ncondamnera VERB ROOT 1 Mood=Ind|Tense=Fut|VerbForm=Fin\nIran PROPN obj 1"
MAY = f"""
France PROPN nsubj 1
peut VERB ROOT 1 {IS}
condamner VERB xcomp 1 VerbForm=Inf
Iran PROPN obj 2
"""
REFUSES = MAY.replace("peut", "refuse")
WANTS = MAY.replace("peut", "veut")
REPORTED = f"""
France PROPN nsubj 2
aurait AUX aux:tense 2 Mood=Cnd|Tense=Pres|VerbForm=Fin
condamné VERB ROOT 2 {PERFECT}
Iran PROPN obj 2
"""
IF = f"""
Si SCONJ mark 2
France PROPN nsubj 2
condamne VERB ROOT 2 {IS}
Iran PROPN obj 2
"""


@pytest.mark.parametrize(
    ("rows", "trigger", "status"),
    [
        (ACTIVE, 2, ("affirmed", "actual")),
        (NEGATED, 4, ("negated", "actual")),
        (FUTURE, 1, ("affirmed", "planned")),
        (MAY, 2, ("affirmed", "possible")),
        (REFUSES, 2, ("negated", "actual")),
        (WANTS, 2, ("affirmed", "planned")),
        (REPORTED, 2, ("affirmed", "possible")),
        (IF, 2, ("affirmed", "hypothetical")),
    ],
)
def test_the_words_around_a_trigger_tell_its_status(rows: str, trigger: int, status: tuple[str, str]) -> None:
    found = read_status(parsed(rows)[trigger], load_modifiers())

    assert (found.polarity, found.modality) == status
