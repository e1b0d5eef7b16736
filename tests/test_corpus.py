"""Files of labelled sentences in; what they say, and clear errors for lines out of form, out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.corpus import NONE, LabelledSentence, load_corpus, read_corpus_file
from kg.errors import InputError
from kg.ontology import load_relations

CORPUS: tuple[LabelledSentence, ...] = load_corpus()


def _write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _relation(sentence: LabelledSentence) -> str:
    return sentence.where.split(".", maxsplit=1)[0]


def test_the_shipped_corpus_has_a_file_for_each_relation_and_one_for_none() -> None:
    counts = Counter(_relation(sentence) for sentence in CORPUS)

    assert counts.keys() == {NONE, *load_relations()}
    assert min(counts.values()) >= 150


def test_the_shipped_corpus_is_large_by_many_hands_and_a_fifth_of_it_says_nothing() -> None:
    quiet = sum(_relation(sentence) == NONE for sentence in CORPUS)

    assert len(CORPUS) >= 8_000
    assert len({sentence.hand for sentence in CORPUS}) >= 6
    assert 0.2 <= quiet / len(CORPUS) <= 0.3


def test_no_sentence_of_the_shipped_corpus_stands_twice() -> None:
    counts = Counter(sentence.text for sentence in CORPUS)

    assert [text for text, count in counts.items() if count > 1] == []


def test_marks_become_spans_of_the_plain_text(tmp_path: Path) -> None:
    path = _write(tmp_path, "praised.txt", "# hand: 1", "wire | + | {A Rome}, said {C aides}, praised {B Oslo}.")

    (sentence,) = read_corpus_file(path)

    assert sentence.text == "Rome, said aides, praised Oslo."
    assert {letter: sentence.text[slice(*span)] for letter, span in sentence.spans.items()} == {
        "A": "Rome",
        "B": "Oslo",
        "C": "aides",
    }
    assert sentence.hand == "1"


def test_extras_of_the_same_relation_share_its_status_and_others_are_plain_facts(tmp_path: Path) -> None:
    line = "wire | -planned | {A Rome} and {C Bern} will not visit {B Oslo}. | C>B, B>A criticised"
    (sentence,) = read_corpus_file(_write(tmp_path, "visited.txt", line))

    same, other = sentence.label("C", "B"), sentence.label("B", "A")

    assert same is not None
    assert (same.relation, same.polarity, same.modality) == ("visited", "negated", "planned")
    assert other is not None
    assert (other.relation, other.polarity, other.modality) == ("criticised", "affirmed", "actual")
    assert sentence.label("A", "C") is None


def test_an_extra_may_have_a_status_of_its_own(tmp_path: Path) -> None:
    line = "wire | + | {A Rome} praised {B Oslo}, which may visit. | B>A visited +possible"
    (sentence,) = read_corpus_file(_write(tmp_path, "praised.txt", line))

    label = sentence.label("B", "A")

    assert label is not None
    assert (label.relation, label.polarity, label.modality) == ("visited", "affirmed", "possible")


def test_a_symmetric_relation_holds_both_ways(tmp_path: Path) -> None:
    (sentence,) = read_corpus_file(_write(tmp_path, "met-with.txt", "wire | + | {A Rome} met {B Oslo}."))

    assert sentence.label("B", "A") == sentence.label("A", "B")


@pytest.mark.parametrize(
    ("name", "line", "message"),
    [
        ("praised.txt", "wire | {A Rome} praised {B Oslo}.", r"praised\.txt:1: .*write STYLE"),
        ("praised.txt", "poem | + | {A Rome} praised {B Oslo}.", "no style is called 'poem'"),
        ("praised.txt", "wire | +soon | {A Rome} praised {B Oslo}.", r"'\+soon' is no status"),
        ("praised.txt", "wire | + | {A Rome} praised Oslo.", "mark both actors"),
        ("praised.txt", "wire | + | {A Rome} praised {B Oslo}. | D>B", "'D>B' is no extra"),
        ("praised.txt", "wire | + | {A Rome} praised {B Oslo}. | B>A adored", "no relation is called 'adored'"),
        ("adored.txt", "wire | + | {A Rome} adored {B Oslo}.", "no relation is called 'adored'"),
    ],
)
def test_a_line_out_of_form_is_refused_by_place_and_value(tmp_path: Path, name: str, line: str, message: str) -> None:
    path = _write(tmp_path, name, line)

    with pytest.raises(InputError, match=message):
        list(read_corpus_file(path))
