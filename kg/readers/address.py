"""The address of an article in; its id, the same however the link to it was tracked, out."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from kg.model import slug

_TRACKING: Final = re.compile(
    r"utm_\w+|mc_[ce]id|(?:fb|g|dc|ms|y)clid|gbraid|wbraid|at_(?:medium|campaign|link\w*|bbc\w*)|cmp(?:id)?|ns_\w+|ito|ocid",
    re.IGNORECASE,
)
"""Parameters that tell by which link a reader came, and never which article is read."""

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_LONGEST_NAME: Final = 60


def web_address(text: str) -> str | None:
    """Return an http or https address without its fragment, None for anything else.

    An address with a user or password is None as well: it would be kept and shown.

    >>> web_address(" https://example.org/talks#comments "), web_address("javascript:alert(1)")
    ('https://example.org/talks', None)
    """
    text = text.strip()
    parts = _split(text)
    if parts is None or not all(char.isprintable() and not char.isspace() for char in text):
        return None
    return urlunsplit(parts._replace(fragment=""))


def linked_address(base: str, link: str) -> str | None:
    """Return the http or https address of a link on a page, None where it leads to nothing of the kind.

    >>> linked_address("https://example.org/world/", "../talks#top")
    'https://example.org/talks'
    """
    try:
        return web_address(urljoin(base, link)) if link.strip() else None
    except ValueError:
        return None


def plain_address(address: str) -> str:
    """Return an http or https address without the parameters that only track readers.

    >>> plain_address("https://example.org/news?id=7&utm_source=rss")
    'https://example.org/news?id=7'
    """
    parts = _split(address)
    return address if parts is None else urlunsplit(parts._replace(query=_plain_query(parts.query), fragment=""))


def article_id(address: str) -> str:
    """Return the id of the article at an address: its host, the last part of its path, and digits of its hash.

    The scheme, the fragment and parameters that only track readers make no difference.

    >>> article_id("https://example.org/2024/treaty-signed.html?utm_source=rss")
    'example.org/treaty-signed-c8b3cc6965af'
    """
    parts = _split(address)
    if parts is None or parts.hostname is None:
        return f"article-{_digits(address)}"
    port = "" if parts.port in {None, _DEFAULT_PORTS[parts.scheme]} else f":{parts.port}"
    digits = _digits(f"{parts.hostname}{port}{parts.path.rstrip('/')}?{_plain_query(parts.query)}")
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = slug(re.sub(r"\.\w{1,5}$", "", last))[:_LONGEST_NAME].strip("-")
    return f"{parts.hostname}/{name}-{digits}" if name else f"{parts.hostname}/{digits}"


def _plain_query(query: str) -> str:
    return "&".join(part for part in query.split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0]))


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    known = parts.scheme in _DEFAULT_PORTS and parts.hostname and port != 0 and "@" not in parts.netloc
    return parts if known else None


def _digits(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
