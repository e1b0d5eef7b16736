"""A passage in; why kg finds in it what it finds, and nothing else, out: as values, as text and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.model import Article
from kg.readers import read_articles

if TYPE_CHECKING:
    from kg.extract.explanation import Explanation, Sentence

NEAR: Final = 5
"""Near misses of each sentence that are kept where nobody asks for more or less."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Explained:
    """An explanation that shows itself as text, in a notebook too; its values are below `explanation`."""

    explanation: Explanation

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return what was found and tried in each sentence."""
        return self.explanation.sentences

    def to_text(self, *, parse: bool = False) -> str:
        """Return the explanation as lines for people, with the parse of each sentence if asked."""
        from kg.reasons import explanation_text

        return explanation_text(self.explanation, parse=parse)

    def to_dict(self, *, parse: bool = False) -> dict[str, object]:
        """Return the explanation as a row for JSON, with the parse of each sentence if asked."""
        return {
            **_row(self.explanation, without="sentences"),
            "sentences": [_row(each, without="" if parse else "words") for each in self.sentences],
        }

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        return self.to_text()


def explain(
    passage: str | Article, *, published: date | None = None, model: str | None = None, near: int = NEAR
) -> Explained:
    """Return why a passage gives the events that it gives: actors, triggers, rules that fired, and that nearly did.

    Parameters
    ----------
    passage
        A sentence, a few, or a whole article.
    published
        The day from which "on Tuesday" is counted and by which offices are read, where the passage is no article
        with a day of its own; None where it is not known.
    model
        Name of an installed spaCy pipeline for English; None takes the packaged small one.
    near
        How many of the rules that nearly fired are kept for each sentence.

    Raises
    ------
    InputError
        If there is no text.
    ModelError
        If the spaCy pipeline is not installed or lacks a component.
    """
    article = passage if isinstance(passage, Article) else Article(id="passage", text=passage, published=published)
    if not article.text.strip():
        raise InputError("no text to explain; give at least a sentence")
    from kg.extract.tongues import ENGLISH, TONGUES, language_of

    # What nobody reads is explained as English: it says itself that it is not.
    code = language_of(article)
    tongue = ENGLISH if code is None or not TONGUES[code].is_ready else TONGUES[code]
    return Explained(explanation=tongue.explain(article, model, near))


def read_passage(path: Path, *, published: date | None = None) -> Article:
    """Return the one article of a file, read as `kg.build` reads it.

    Raises
    ------
    InputError
        If there is no such file, it cannot be read, or it holds several articles.
    """
    items = list(read_articles(path, published=published))
    articles = [item for item in items if isinstance(item, Article)]
    if len(articles) == 1:
        return articles[0]
    if articles:
        raise InputError(f"{path}: holds {len(articles)} articles; explain takes one passage, so give a file with one")
    reasons = [f"{item.where}: {item.why}" for item in items if not isinstance(item, Article)]
    raise InputError(reasons[0] if reasons else f"{path}: holds no text; give a file with one article")


def _row(value: object, *, without: str = "") -> dict[str, object]:
    if not is_dataclass(value):
        raise TypeError(f"{value!r} has no fields")
    names = [each.name for each in fields(value) if each.name != without]
    return {name: _plain(getattr(value, name)) for name in names}


def _plain(value: object) -> object:
    if is_dataclass(value):
        return _row(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
