"""A small vocabulary and words in; numbers of pieces out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.learned.wordpieces import WordPieces

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", "met", "##ro", "rome", "'", "s", "e", "##u", "x"]


@pytest.fixture
def pieces(tmp_path: Path) -> WordPieces:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(VOCABULARY), encoding="utf-8")
    return WordPieces(path)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("met", ["met"]),
        ("Metro", ["met", "##ro"]),
        ("Romé's", ["rome", "'", "s"]),  # accents are dropped, punctuation stands apart
        ("metz", ["[UNK]"]),  # no pieces reach its end
        ("x" * 101, ["[UNK]"]),  # longer than the limit of the encoder's own tokenizer
        ("\u200b", []),
    ],
)
def test_a_word_is_cut_into_the_longest_known_pieces(pieces: WordPieces, word: str, expected: list[str]) -> None:
    assert [VOCABULARY[number] for number in pieces.of(word)] == expected
