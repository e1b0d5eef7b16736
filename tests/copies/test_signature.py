"""Signatures: the same bytes everywhere, from the text alone, and how alike two of them are."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.copies import Rule, likeness, signature
from kg.copies.signature import Signature, read_signature
from tests.factories import article

TEXT = "Kim Jong Un met Vladimir Putin on Monday and gave him 12 swords."


def _read(text: str) -> Signature:
    found = read_signature(signature(article(text=text)))
    assert found is not None
    return found


def test_a_signature_is_the_same_on_every_machine() -> None:
    # Taken once; another one means that those which workspaces keep have to be made anew, and that the mark must change.
    assert signature(article(text="Kim Jong Un met Putin.")).hex() == "6b676331000000008a5a0ccdd56a4fd83e0584db"


def test_a_signature_does_not_hang_on_the_seed_of_the_hashes_of_strings() -> None:
    code = f"from kg.copies import signature; from kg.model import Article; print(signature(Article(id='a', text={TEXT!r})).hex())"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert run.stdout.strip() == signature(article(text=TEXT)).hex()


def test_a_signature_follows_from_the_text_alone() -> None:
    one, other = article("a1", TEXT, title="One", source="Wire"), article("a2", TEXT, title="Other")

    assert signature(one) == signature(other)


@pytest.mark.parametrize("kept", [b"", b"kgc0\0\0\0\0", b"kgc1", b"kgc1\x02\0\0\0abcd", b"kgc1\0\0\0\0abc"])
def test_bytes_that_are_no_signature_are_not_read(kept: bytes) -> None:
    found = read_signature(kept)

    assert found is None or not len(found.shingles)


def test_likeness_counts_what_two_texts_share() -> None:
    # Three words in a row: a b c, b c d, c d e; and b c d, c d e, d e f.
    found = likeness(_read("aa bb cc dd ee"), _read("bb cc dd ee ff"))

    assert (found.shared, found.smaller, found.larger) == (2, 3, 3)
    assert found.jaccard == 2 / 4
    assert found.containment == 2 / 3
    assert found.figures is None


def test_the_order_of_words_tells() -> None:
    assert likeness(_read("aa bb cc"), _read("cc bb aa")).shared == 0


def test_texts_without_words_are_not_alike() -> None:
    found = likeness(_read(""), _read(""))

    assert (found.jaccard, found.containment, found.share) == (0.0, 0.0, 0.0)
    assert not Rule().holds(found)


def test_figures_are_compared_where_there_are_enough() -> None:
    one, other = (_read(f"on monday {n} men {n + 1} guns {n + 2} ships and {n + 3} planes") for n in (10, 12))

    # Of monday, 10, 11, 12 and 13 the other has monday, 12 and 13.
    assert likeness(one, other).figures == 3 / 5
