"""The answer of a server in; what it says, and for a refusal what to do about it, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from kg.remote.address import USUAL_PATHS, shown
from kg.visible import on_one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

_LONGEST: Final = 300
_TAG: Final = re.compile(
    r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->|</?[A-Za-z!][^>]*>", re.DOTALL | re.IGNORECASE
)

_HINTS: Final = (
    # Virtuoso, by Graph Store Protocol and by update.
    (re.compile("not configured to have default graph|No plain default graph"), "name a graph with --graph-iri"),
    # Virtuoso, by update as a user and without login.
    (re.compile("memory exhausted|exceeded [0-9]+ lines"), "send less at a time with --batch"),
    (re.compile("No permission to execute|Permission denied"), "log in as one who may write, with --user"),
)
"""What to do about what servers say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered: the code, the media type without parameters, the body, and the headers in lower case."""

    status: int
    media_type: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    hidden: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, response: requests.Response, body: bytes, *, hidden: tuple[str, ...] = ()) -> Answer:
        """Return the answer that a response stands for; no message shows what is to be hidden."""
        headers = {name.lower(): value for name, value in response.headers.items()}
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        return cls(status=response.status_code, media_type=media_type, body=body, headers=headers, hidden=hidden)

    @property
    def challenge(self) -> str:
        """Return how the server wants to be told who asks."""
        return self.headers.get("www-authenticate", "")

    @property
    def retry_after(self) -> float | None:
        """Return how many seconds the server asks to wait; None where it does not say so in seconds."""
        text = self.headers.get("retry-after", "").strip()
        return float(text) if text.isascii() and text.isdigit() else None

    @property
    def is_page(self) -> bool:
        """Return whether it is a page for people, which no SPARQL server answers with when all is well."""
        return self.media_type in {"text/html", "application/xhtml+xml"} and bool(self.body.strip())

    @property
    def is_partial(self) -> bool:
        """Return whether the server says that it cut the result, as Virtuoso does at its limits of rows and of time."""
        return "x-sparql-maxrows" in self.headers or "x-sql-state" in self.headers

    @property
    def message(self) -> str:
        """Return the first line of what the server says, or the words of a page, at most 300 characters."""
        text = self.body[: 100 * _LONGEST].decode("utf-8", "replace")
        for secret in self.hidden:
            text = text.replace(secret, "***")
        if self.is_page:
            text = " ".join(unescape(_TAG.sub(" ", text)).split())
        lines = text.split("\n") if self.media_type == "text/plain" else [" ".join(text.split())]
        line = next(filter(None, (on_one_line(line.strip()) for line in lines)), "")
        return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def refusal(url: str, answer: Answer, *, logged_in: bool) -> str:
    """Return the message for an answer with a code from 300 on."""
    place, code = shown(url), answer.status
    said = f": {answer.message}" if answer.message else ""
    if code < HTTPStatus.BAD_REQUEST:
        to = answer.headers.get("location", "")
        where = f" ({shown(urljoin(url, to))})" if to else ""
        return (
            f"{place}: sends on to another address{where}, which kg does not follow; give that address if you trust it"
        )
    if code == HTTPStatus.UNAUTHORIZED and not logged_in:
        return (
            f"{place}: asks who you are (401); give --user NAME with the password in KG_PASSWORD, or --token-env NAME"
        )
    if code == HTTPStatus.UNAUTHORIZED:
        return f"{place}: does not accept the user and password or token (401){said}; check them"
    if code == HTTPStatus.FORBIDDEN:
        return f"{place}: forbids it (403){said}; log in as one who may, with --user"
    if code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}:
        return f"{place}: answered {code}{said}; check the path. Usual ones are: {USUAL_PATHS}"
    if code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return f"{place}: takes no request of this size (413){said}; send less at a time with --batch"
    hint = next((f"; {hint}" for pattern, hint in _HINTS if pattern.search(said)), "")
    return f"{place}: answered {code}{said or ' and said no more'}{hint}"
