"""A name, small valid inputs and a check in; a target of `benchmarks/fuzz.py` out."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.model import Article, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Bytes that are mutated, and what packs them into an input afterwards: a damaged text in a sound archive."""

    data: bytes
    wrap: Callable[[bytes], bytes] = bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that is given bytes: ``run`` returns whether they were of use, and raises what must not be.

    ``share`` is how many thousand inputs it gets of 1,300,000. ``bounded`` says that kg ends it by a limit of time of its
    own, so that an input which takes long is no failure. ``ready`` is entered before the first input.
    """

    name: str
    about: str
    seeds: Callable[[], Sequence[Seed]]
    run: Callable[[bytes], bool]
    share: int = 20
    bounded: bool = False
    ready: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext


def check(items: Iterator[Article | Skipped]) -> bool:
    """Return whether there is an article; raises ValueError where one breaks what its type promises."""
    useful = False
    for item in items:
        if isinstance(item, Skipped):
            if not item.where or not item.why:
                raise ValueError(f"{item} says nothing")
            continue
        useful = True
        for text in (item.id, item.text, item.title, item.source, item.url, item.language):
            (text or "").encode()
        if not item.id or not item.text.strip():
            raise ValueError(f"article {item.id!r} is blank")
        for mark in item.mentions:
            if not 0 <= mark.start < mark.end <= len(item.text):
                raise ValueError(f"{mark} is not in a text of {len(item.text)} characters")
    return useful


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Give a folder in memory, where there is one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


def in_file(
    name: str,
    about: str,
    *,
    file: str,
    seeds: Callable[[], Sequence[Seed]],
    read: Callable[[Path], object],
    errors: tuple[type[KgError], ...],
    share: int = 20,
) -> Target:
    """Return the target that reads the input as a file in a folder of its own; errors of those types are answers."""
    place: list[Path] = []

    @contextlib.contextmanager
    def ready() -> Iterator[None]:
        with folder() as made:
            place[:] = [made / file]
            yield

    def run(data: bytes) -> bool:
        place[0].write_bytes(data)
        return answered(lambda: read(place[0]), errors)

    return Target(name=name, about=about, seeds=seeds, run=run, share=share, ready=ready)


def answered(ask: Callable[[], object], errors: tuple[type[KgError], ...]) -> bool:
    """Return whether there is an answer, and not an error of one of those types, which must say something."""
    try:
        ask()
    except errors as error:
        if not str(error):
            raise ValueError("an error says nothing") from error
        return False
    return True
