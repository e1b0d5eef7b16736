"""What a server answered in; the article of the page out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.fetch.outcome import NotGotError
from kg.model import Article
from kg.readers import read_file
from kg.readers.address import article_id, plain_address
from kg.readers.served import media_type, served_file

if TYPE_CHECKING:
    from kg.fetch.wire import Answer
    from kg.readers.feed import Entry


def page_article(answer: Answer, url: str, entry: Entry | None) -> Article:
    """Return the article of a page; title, day and source of the feed stand in for what the page does not say.

    Raises
    ------
    NotGotError
        If it is no page, or has no article.
    """
    content_type = answer.headers.get("content-type", "")
    file = served_file(answer.body, content_type=content_type, where=url, identifier=article_id(url))
    if file is None:
        raise NotGotError(f"is {media_type(content_type) or 'nothing that is known'}, neither a page nor a feed")
    (item,) = read_file(file)
    if not isinstance(item, Article):
        raise NotGotError(item.why.partition(";")[0])
    if entry is None:
        return replace(item, url=plain_address(url))
    return replace(
        item,
        url=plain_address(url),
        title=item.title or entry.title or None,
        published=item.published or entry.published,
        source=item.source or entry.source or None,
        language=item.language or entry.language,
    )
