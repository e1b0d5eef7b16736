"""Paths heard; the rows of their files said: the work of `kg.readers.apart`."""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from kg.child.memory import limit_memory
from kg.readers.file import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.child.serve import Parent

    Row = Mapping[str, object]
    Inner = Callable[..., Iterator[Row]]

_SHOWN: Final = 120


def read(parent: Parent) -> None:
    """Answer what is asked, one after the other, as long as something is: each row of a file, and why there are no more."""
    logging.disable()
    while True:
        asked = cast("dict[str, Any]", parent.listen())
        if asked["memory_mb"] is not None:
            # What the libraries take is not the file's.
            limit_memory(None)
        module, _, name = asked["inner"].partition(":")
        inner: Inner = getattr(import_module(module), name)
        if asked["memory_mb"] is not None:
            limit_memory(asked["memory_mb"])
        why = None
        try:
            for row in guarded(inner, Path(asked["path"]), asked["options"]):
                parent.say({"row": row})
        except UnreadableError as error:
            why = error.why
        parent.say({"why": why})


def guarded(inner: Inner, path: Path, options: Row) -> Iterator[Row]:
    """Yield what a function yields for a path; what else it raises, but for want of memory, is made an UnreadableError."""
    try:
        yield from inner(path, **options)
    except (UnreadableError, GeneratorExit, MemoryError):
        raise
    # A library that reads hostile bytes raises anything, and what comes of Rust is no Exception.
    except BaseException as error:
        raise UnreadableError(f"is damaged ({reason(error)}); save it anew, or give its text") from error


def reason(error: BaseException) -> str:
    """Return what an error says, on one line of bearable length."""
    said = " ".join(str(error).split())
    return said[:_SHOWN] + ("..." if len(said) > _SHOWN else "") or type(error).__name__
