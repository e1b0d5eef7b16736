"""An address in; what it answered when it was asked before, and how to ask whether that still holds, out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kg.fetch.wire import Answer
from kg.files import open_atomic_bytes, write_text_atomic

_KEPT: Final = ("content-type", "etag", "last-modified")
_OK: Final = 200


class Cache:
    """The answers of before, in a folder: for each address a file of the bytes as they came, and one of its headers.

    An answer is never taken without asking the server whether it still holds; what it costs then is a few bytes.
    It is also the archive of the pages as they were served, from which the articles were taken.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Answer | None:
        """Return the last whole answer, None where there is none or its files do not belong together."""
        body_path, headers_path = self._paths(url)
        try:
            body, kept = body_path.read_bytes(), json.loads(headers_path.read_bytes())
        except (OSError, ValueError):
            return None
        if not isinstance(kept, dict) or kept.get("url") != url or kept.get("sha256") != _digest(body):
            return None
        headers = {name: value for name in _KEPT if isinstance(value := kept.get(name), str)}
        return Answer(status=_OK, headers=headers, body=body)

    def put(self, url: str, answer: Answer) -> None:
        """Keep an answer in place of the one of before.

        Raises
        ------
        OutputError
            If it cannot be written.
        """
        body_path, headers_path = self._paths(url)
        headers = {name: answer.headers[name] for name in _KEPT if name in answer.headers}
        with open_atomic_bytes(body_path) as handle:
            handle.write(answer.body)
        kept = {"url": url, "sha256": _digest(answer.body), **headers}
        write_text_atomic(headers_path, json.dumps(kept, indent=1) + "\n")

    def _paths(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode()).hexdigest()[:32]
        return self._folder / f"{name}.body", self._folder / f"{name}.json"


def conditions(answer: Answer | None) -> Mapping[str, str]:
    """Return the headers that ask for an answer only if it is another one by now.

    >>> conditions(Answer(status=200, headers={"etag": '"v1"'}))
    {'If-None-Match': '"v1"'}
    """
    if answer is None:
        return {}
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {asked: answer.headers[name] for name, asked in names.items() if name in answer.headers}


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
