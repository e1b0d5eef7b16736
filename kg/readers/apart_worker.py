"""Paths on standard input in; the rows of their files on standard output out: the process of `kg.readers.apart`."""

from __future__ import annotations

import json
import logging
import os
import queue
import signal
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.child import limit_memory
from kg.readers.file import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Row = Mapping[str, object]
    Inner = Callable[..., Iterator[Row]]

_MB: Final = 1024 * 1024
_SHOWN: Final = 120


def main() -> None:
    """Answer what is asked, one after the other, until the pipe closes."""
    # Ctrl-C reaches the whole group of processes; the one that waits says so, this one just ends.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    logging.disable()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    asked: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    while True:
        request = json.loads(asked.get())
        # What the libraries take is not the file's.
        limit_memory(None)
        module, _, name = request["inner"].partition(":")
        inner: Inner = getattr(import_module(module), name)
        limit_memory(request["memory_mb"] * _MB)
        why = None
        try:
            for row in guarded(inner, Path(request["path"]), request["options"], memory_mb=request["memory_mb"]):
                _say(out, {"row": row})
        except UnreadableError as error:
            why = error.why
        _say(out, {"why": why})


def guarded(inner: Inner, path: Path, options: Row, *, memory_mb: int) -> Iterator[Row]:
    """Yield what a function yields for a path; whatever else it raises is made an UnreadableError."""
    try:
        yield from inner(path, **options)
    except (UnreadableError, GeneratorExit):
        raise
    except MemoryError as error:
        raise UnreadableError(
            f"needs more than {memory_mb} MB of memory to read; split it, or give its text"
        ) from error
    # A library that reads hostile bytes raises anything, and what comes of Rust is no Exception.
    except BaseException as error:
        raise UnreadableError(f"is damaged ({reason(error)}); save it anew, or give its text") from error


def reason(error: BaseException) -> str:
    """Return what an error says, on one line of bearable length."""
    said = " ".join(str(error).split())
    return said[:_SHOWN] + ("..." if len(said) > _SHOWN else "") or type(error).__name__


def _listen(asked: queue.SimpleQueue[bytes]) -> None:
    for line in sys.stdin.buffer:
        asked.put(line)
    # The process that asked is gone, and nobody waits for the answer.
    os._exit(1)


def _say(out: IO[bytes], what: Row) -> None:
    out.write(json.dumps(what).encode() + b"\n")
    out.flush()
