"""Articles in company in; the events of each as if it were alone out."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pytest

from kg.extract.find import extract
from kg.extract.pipeline import load_model, parse
from kg.files import sample
from kg.model import Article, Event
from kg.readers import read_articles

pytestmark = pytest.mark.model

ARTICLES: Final = tuple(item for item in read_articles([sample()]) if isinstance(item, Article))[:24]


class Listening:
    """The trained pipeline, with the texts of each of its runs."""

    def __init__(self) -> None:
        self.runs: list[list[str]] = []

    def pipe(self, texts: Iterable[tuple[str, object]], **settings: Any) -> Iterator[Any]:  # noqa: ANN401  # as spaCy's
        given = list(texts)
        self.runs.append([text for text, _ in given])
        return load_model().pipe(given, **settings)


def _found(articles: Iterable[Article]) -> dict[str, tuple[Event, ...]]:
    return {article.id: events for article, events in extract(articles)}


def test_no_run_of_the_pipeline_holds_paragraphs_of_two_articles() -> None:
    one, two = Article(id="a1", text="Rome met Paris.\n\nIran met Iraq."), Article(id="a2", text="Cuba met Peru.")
    nlp = Listening()

    for _, paragraphs in parse([one, two], nlp=nlp):  # type: ignore[arg-type]  # offers what is used of a pipeline
        list(paragraphs)

    assert nlp.runs == [["Rome met Paris.", "Iran met Iraq."], ["Cuba met Peru."]]


def test_an_article_tells_the_same_alone_in_company_and_in_any_order() -> None:
    shuffled = random.Random(7).sample(ARTICLES, len(ARTICLES))

    together = _found(ARTICLES)

    assert together == _found(shuffled)
    assert together == {article.id: _found([article])[article.id] for article in ARTICLES}


def test_paragraphs_that_nobody_asks_for_are_not_parsed_and_those_of_the_next_article_are_its_own() -> None:
    one, two = Article(id="a1", text="Rome met Paris."), Article(id="a2", text="Iran met Iraq.")
    nlp = Listening()

    (_, _), (_, paragraphs) = parse([one, two], nlp=nlp)  # type: ignore[arg-type]  # as above

    assert [paragraph.doc.text for paragraph in paragraphs] == ["Iran met Iraq."]
    assert nlp.runs == [["Iran met Iraq."]]
