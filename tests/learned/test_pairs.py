"""Sentences with their mentions in; marked pieces, and what the shipped reader makes of pairs, out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.learned import Question, load_pair_reader
from kg.learned.encoder import LONGEST
from kg.learned.pairs import mark
from kg.learned.wordpieces import WordPieces
from kg.ontology import load_relations

WORDS = "Russian troops shelled the Ukrainian city of Kharkiv on Tuesday .".split()
QUESTION = Question(words=WORDS, spans=[(0, 2), (4, 8)], pairs=[(0, 1), (1, 0)])
QUIET = Question(
    words="Norway and Chile both publish their figures in May .".split(), spans=[(0, 1), (2, 3)], pairs=[(0, 1)]
)


def test_marks_stand_around_every_mention_and_the_places_of_the_opening_ones_are_told(tmp_path: Path) -> None:
    vocabulary = ["[UNK]", "[CLS]", "[SEP]", "rome", "met", "oslo"]
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(vocabulary), encoding="utf-8")

    numbers, opening = mark(["Rome", "met", "Oslo"], [(0, 1), (2, 3)], WordPieces(path))

    assert numbers == [1, -1, 3, -2, 4, -1, 5, -2, 2]
    assert opening == [1, 5]


@pytest.mark.model
def test_a_plain_attack_is_read_in_its_direction() -> None:
    ((forward, back),) = load_pair_reader().read([QUESTION])

    assert forward.relation == "attacked"
    assert forward.roots["ASSAULT"] > forward.none
    assert forward.negated < 0.5
    assert forward.modality == "actual"
    assert back.roots["ASSAULT"] < forward.roots["ASSAULT"]


@pytest.mark.model
def test_two_who_only_stand_in_one_sentence_have_no_relation() -> None:
    ((reading,),) = load_pair_reader().read([QUIET])

    assert reading.none > max(reading.roots.values())


@pytest.mark.model
def test_the_shares_of_all_roots_and_none_sum_to_one() -> None:
    readings = [one for found in load_pair_reader().read([QUESTION, QUIET]) for one in found]

    for reading in readings:
        assert reading.roots.keys() == {relation.root for relation in load_relations().values()}
        assert sum(reading.roots.values()) + reading.none == pytest.approx(1.0, abs=1e-5)


@pytest.mark.model
def test_a_sentence_is_read_alike_beside_others_and_to_the_last_bit_in_the_same_company() -> None:
    reader = load_pair_reader()

    alone, together, again = reader.read([QUESTION]), reader.read([QUIET, QUESTION]), reader.read([QUIET, QUESTION])

    assert again == together
    assert alone[0][0].roots == pytest.approx(together[1][0].roots, abs=1e-4)


@pytest.mark.model
def test_a_pair_beyond_the_reach_of_the_encoder_is_not_read() -> None:
    words = ["Rome", *["and"] * (LONGEST + 5), "Oslo"]

    assert load_pair_reader().read(
        [Question(words=words, spans=[(0, 1), (len(words) - 1, len(words))], pairs=[(0, 1)])]
    ) == [[]]


@pytest.mark.model
def test_no_question_has_no_answer() -> None:
    assert load_pair_reader().read([]) == []
