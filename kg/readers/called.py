"""What a row or an entry without an id says in; what its article is called, wherever it stands, out."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.model import Article

_DIGITS: Final = 16
"""Hexadecimal digits of the hash: in a million rows, two of other content share them once in 37 million tables."""
_END: Final = re.compile(rf"-[0-9a-f]{{{_DIGITS}}}\Z")


def called_by_content(article: Article, *, within: str) -> str:
    """Return the id of an article that has none of its own: ``within``, and digits of the hash of what it says.

    It hangs on nothing else: not on the place, not on other articles, not on what the user says of the file.
    Whoever says the same to the letter is called the same.

    >>> from kg.model import Article
    >>> called_by_content(Article(id="-", text="Rome met Paris."), within="table")
    'table-d427f3bd1896de3e'
    """
    marks = [[mark.start, mark.end, mark.actor] for mark in article.mentions]
    day = article.published.isoformat() if article.published else None
    said = [article.text, article.title, day, article.source, article.url, article.language, marks]
    return f"{within}-{hashlib.sha256(json.dumps(said).encode('ascii')).hexdigest()[:_DIGITS]}"


def is_called_by_content(identifier: str, *, within: str) -> bool:
    """Return whether an id is one that `called_by_content` gives within some name, or one that begins with it.

    >>> is_called_by_content("table-d427f3bd1896de3e", within="table"), is_called_by_content("table-7", within="table")
    (True, False)
    """
    return identifier.startswith(within) and _END.search(identifier, len(within)) is not None
