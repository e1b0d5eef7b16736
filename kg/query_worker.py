"""A job on standard input in; its result on standard output out: the process that `kg.bounded` starts and stops."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from kg.bounded import READY, Job
from kg.child import end_with_parent, limit_memory
from kg.errors import KgError, QueryError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.results import QueryResult

_MB: Final = 1024 * 1024


def main() -> None:
    """Read a job, answer it and end."""
    # Ctrl-C reaches the whole group of processes; the one that waits says so, this one just ends.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    logging.basicConfig(level=logging.WARNING, format="kg: %(message)s")
    job: Job = pickle.load(sys.stdin.buffer)
    threading.Thread(target=end_with_parent, args=(sys.stdin.buffer,), daemon=True).start()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    try:
        answer: object = _answer(job, out)
    except KgError as error:
        answer = error
    except MemoryError:
        answer = QueryError(
            f"the query needs more than {job.memory_mb} MB of memory; narrow it, or allow more with --memory"
        )
    _say(out, answer)


def _answer(job: Job, out: IO[bytes]) -> QueryResult:
    from kg.query import run_query
    from kg.store import open_built

    store = open_built(job.turtle_path, on_build=_tell)
    # Before the limit is set and the clock runs.
    _say(out, READY)
    # When memory runs out, Oxigraph tells its own story, which says less than ours.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    if job.memory_mb is not None:
        limit_memory(job.memory_mb * _MB)
    return run_query(store, _sparql(job, store), max_rows=job.max_rows)


def _sparql(job: Job, store: ox.Store) -> str:
    from kg.question import is_name

    if not is_name(job.query):
        if job.values:
            raise QueryError(f"SPARQL takes no values such as {next(iter(job.values))}; write them into the query")
        return job.query
    from kg.query import run_query
    from kg.question import find_query, to_sparql

    return to_sparql(find_query(job.query), job.values, ask=lambda sparql: run_query(store, sparql))


def _say(out: IO[bytes], what: object) -> None:
    with contextlib.suppress(BrokenPipeError):
        pickle.dump(what, out)
        out.flush()


def _tell(turtle_path: Path) -> None:
    """Say on a terminal that a store is built, which takes a while."""
    if sys.stderr.isatty():
        size = turtle_path.stat().st_size / _MB
        sys.stderr.write(f"kg: {turtle_path} ({size:.0f} MB) is new or has changed; its store is built once\n")
