"""Text in capitals in, text as a newspaper writes it out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.truecase import Truecaser

CASER = Truecaser(
    ["Russia", "United States", "US", "WHO", "NATO", "Xi Jinping", "Ivory Coast"],
    frozenset("attack warn give minister say troop leave friend tank visit".split()),
)


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("RUSSIA WARNED NATO", "Russia warned NATO"),
        ("THE UNITED STATES WARNED XI JINPING.", "The United States warned Xi Jinping."),
        ("RUSSIA TOLD US TO LEAVE THE US", "Russia told us to leave the US"),
        ("THEY GAVE US TANKS. WHO WARNED US?", "They gave us tanks. Who warned US?"),
        ("MINISTER JOHN TANK SAID TANK FRIENDS LEFT", "Minister John Tank said Tank friends left"),
        ("He said: RUSSIA ATTACKED THE TROOPS, and left.", "He said: Russia attacked the troops, and left."),
        ("RSF ATTACKS TANKS OF QWERT", "RSF attacks tanks of Qwert"),
        ("NATO, US, WHO and RUSSIA", "NATO, US, WHO and RUSSIA"),
        ("WASHINGTON, D.C. - Russia attacked.", "WASHINGTON, D.C. - Russia attacked."),
        ("A US-led force", "A US-led force"),
    ],
)
def test_names_keep_their_capitals_and_words_lose_them(shouted: str, written: str) -> None:
    assert CASER.restore(shouted, set()) == written


def test_a_last_name_that_was_told_is_known_further_down() -> None:
    learned: set[str] = set()
    CASER.restore("MINISTER JOHN FRIEND WARNED RUSSIA", learned)

    assert CASER.restore("THE VISIT OF FRIEND", learned) == "The visit of Friend"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("RUSSIA WARNED İß'.")), max_size=60))
def test_no_character_moves_and_none_becomes_another_letter(text: str) -> None:
    written = CASER.restore(text, set())

    assert len(written) == len(text)
    assert all(a == b or a.lower() == b.lower() for a, b in zip(text, written, strict=True))
