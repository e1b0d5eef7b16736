"""Articles on standard input in; their events on standard output out: the process that `kg.workers.process` starts."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import sys
import threading
from typing import IO, TYPE_CHECKING, Final

from kg.errors import KgError
from kg.isolated import read_alone

if TYPE_CHECKING:
    from kg.model import Article
    from kg.workers.load import Load

READY: Final = "ready"
"""What the process says when the extractor is loaded."""
NO_MEMORY: Final = 12
"""The exit code of a process that had not enough memory; it is not to be used again."""


def main() -> None:
    """Load the extractor and read articles until no more come."""
    # Ctrl-C reaches the whole group of processes; the one that waits ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    load: Load = pickle.load(sys.stdin.buffer)
    articles: queue.SimpleQueue[Article] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(articles,), daemon=True).start()
    try:
        extractor = load()
        _say(out, READY)
        while True:
            found = read_alone(extractor, articles.get())
            if getattr(found, "error", "") == MemoryError.__name__:
                os._exit(NO_MEMORY)
            _say(out, found)
    except KgError as error:
        _say(out, error)


def _listen(articles: queue.SimpleQueue[Article]) -> None:
    """Take in articles at once, so that who gives them need not wait; end the process when no more can come."""
    while True:
        try:
            articles.put(pickle.load(sys.stdin.buffer))  # from our own process
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)


def _say(out: IO[bytes], what: object) -> None:
    try:
        pickle.dump(what, out)
        out.flush()
    except BrokenPipeError:
        os._exit(0)
