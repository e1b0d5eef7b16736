"""Short texts of several languages in; whether they may be English out."""

from __future__ import annotations

import pytest

from kg.extract.english import looks_english
from kg.extract.languages import UNKNOWN, article_language, other_language


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De president van Rusland is in Nederland aangekomen en heeft met de minister gesproken.", "Dutch"),
        ("Prezydent nie spotkał się z ministrem, który jest w Warszawie.", "Polish"),
        ("Presidenten har inte träffat ministern och det är inte klart för alla.", "Swedish"),
        ("Президент України не зустрівся з міністром.", "Ukrainian"),
        ("رئیس جمهور پاکستان گفت", "Persian"),
        ("总统会见了总理。", "Chinese"),
        ("大統領は首相と会談した。", "Japanese"),
        ("Note 0 follows. Russia attacked Ukraine. Ukraine met Russia.", None),
        ("Las Vegas and Los Angeles met San Jose de la Costa.", None),
        ("1 Ajax 12 8 2 2 31:14 26", None),
    ],
)
def test_the_language_has_its_name(text: str, language: str | None) -> None:
    assert other_language(text) == language


def test_an_article_is_english_where_one_paragraph_is_whatever_else_it_quotes() -> None:
    french = "Le président est arrivé dans la capitale avec une lettre pour le roi, et il ne partira pas."
    english = "The president arrived in the capital with a letter to the king, and he will not leave."

    assert article_language(f"{french}\n\n{french}") == "French"
    assert article_language(f"{french}\n\n{french}\n\n{english}") is None


def test_a_long_article_without_any_little_word_of_english_is_in_no_known_language() -> None:
    assert article_language("mivu lotra sebin darko " * 20) == UNKNOWN
    assert article_language("mivu lotra sebin darko") is None
