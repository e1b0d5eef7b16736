"""What a test's processes read with: an extractor in which some articles are poison."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import ModelError
from kg.isolated import Extractor
from kg.model import Article, Event
from tests.factories import actor, event


@dataclass(frozen=True, kw_only=True)
class Poisoned:
    """Loads an extractor that finds one event an article, unless the article's id says what it does to its reader.

    ``raises`` raises, ``exits`` and ``killed`` end the process, ``once`` ends it the first time, ``hangs`` never ends,
    ``no-memory`` has none, ``no-model`` finds no model, ``unsure`` finds an event as sure as no event is. ``folder``
    keeps what was tried.
    """

    folder: Path

    def __call__(self) -> Extractor:
        if (self.folder / "no-start").exists():
            os._exit(3)
        return self._read

    def _read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for article in articles:
            with (self.folder / "tried").open("a", encoding="utf-8") as tried:
                tried.write(f"{os.getpid()} {article.id}\n")
            self._swallow(article.id.partition(":")[0])
            found = event("met-with", actor(), actor("Vladimir Putin"), article=article.id)
            yield article, (replace(found, confidence=2.0) if article.id == "unsure" else found,)

    def _swallow(self, poison: str) -> None:
        if poison == "raises":
            raise ValueError("this one\nis poison")
        if poison == "exits" or (poison == "once" and self._first()):
            os._exit(7)
        if poison == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if poison == "hangs":
            time.sleep(600)
        if poison == "no-memory":
            raise MemoryError
        if poison == "no-model":
            raise ModelError("no such model; install it")

    def _first(self) -> bool:
        mark = self.folder / "once"
        first = not mark.exists()
        mark.touch()
        return first
