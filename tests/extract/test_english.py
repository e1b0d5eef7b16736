"""Short texts of several languages in; whether they may be English out."""

from __future__ import annotations

import pytest

from kg.extract.english import looks_english


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kim Jong Un met Vladimir Putin.",
        "RUSSIA CONDEMNS NEW STRIKES",
        "Charles de Gaulle and Léopold Sédar Senghor spoke of the plan to build a dam in the valley.",
        "Ursula von der Leyen praised Luiz Inácio Lula da Silva.",
        "1914-1918 ... 42 %",
        "😀",
    ],
)
def test_english_and_what_is_too_short_to_tell_may_be_english(text: str) -> None:
    assert looks_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Präsident hat den Minister in der Hauptstadt empfangen und ist mit ihm nicht einig geworden.",
        "El presidente viajó a la capital con su ministro y se reunió con el rey.",
        "Le président est arrivé dans la capitale avec une lettre pour le roi.",
        "Il presidente della repubblica non è arrivato nella capitale con il ministro.",
        "O presidente não viajou com uma carta do ministro.",
        "Президент встретился с министром.",
        "大統領は首相と会談した。",
        "قال الرئيس إن المحادثات مفيدة",
    ],
)
def test_other_languages_are_told_by_their_letters_or_little_words(text: str) -> None:
    assert not looks_english(text)
