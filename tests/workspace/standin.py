"""A stand-in for spaCy and kg's rules: texts of lines such as "Ana met-with Ben on 2024-05-09", and their events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from kg.model import Article, DateRange, Event
from kg.ontology import load_relations
from kg.workspace import Workspace
from tests.factories import actor, event, evidence


def read_lines(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Yield each article with an event for every line that has the form of one."""
    for article in articles:
        found = {each.id: each for each in _events(article)}
        yield article, tuple(found.values())


def workspace(folder: Path) -> Workspace:
    """Return the workspace of a folder, made where there is none, which reads with `read_lines`."""
    return Workspace.make(folder, extractor=read_lines)


def built(place: Workspace, out: Path) -> dict[str, bytes]:
    """Build a workspace into a folder, and return the files by name."""
    place.build(out)
    return {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}


def _events(article: Article) -> Iterator[Event]:
    start = 0
    for line in article.text.split("\n"):
        words = line.split()
        if len(words) >= 3 and words[1] in load_relations():
            day = date.fromisoformat(words[4]) if len(words) >= 5 else None
            yield event(
                words[1],
                actor(words[0]),
                actor(words[2]),
                article=article.id,
                claims=[evidence(line, article=article.id, start=start)],
                when=DateRange(earliest=day, latest=day) if day else None,
            )
        start += len(line) + 1
