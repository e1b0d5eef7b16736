"""A query with limits of time and memory in; its result out, found by a process of its own that can be stopped."""

from __future__ import annotations

import contextlib
import math
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from kg.errors import KgError, QueryError
from kg.results import QueryResult

DEFAULT_TIMEOUT_SECONDS: Final = 60.0
DEFAULT_MAX_ROWS: Final = 10_000
DEFAULT_MEMORY_MB: Final = 4096
_TURN_SECONDS: Final = 0.2

# The folders where modules lie are those of this process, and so the current folder is among them only if it was.
_START: Final = (
    "import sys, pickle; sys.path[:] = pickle.load(sys.stdin.buffer); from kg.query_worker import main; main()"
)

READY: Final = "ready"
"""What the process says when the store is open, before the query is run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A query over a Turtle file: SPARQL, or the name of a query with values; None is no limit.

    ``timeout_seconds`` is for the query; opening the store, or building it, is not counted. ``memory_mb`` is what
    the query may take beyond what the open store takes, where the system can limit it (Linux).
    """

    turtle_path: Path
    query: str
    values: Mapping[str, str] = field(default_factory=dict)
    timeout_seconds: float | None = DEFAULT_TIMEOUT_SECONDS
    max_rows: int | None = DEFAULT_MAX_ROWS
    memory_mb: int | None = DEFAULT_MEMORY_MB


def run_bounded(job: Job) -> QueryResult:
    """Return the result of a query, found by a process that ends with it, at its limits or with this process.

    Raises
    ------
    QueryError
        If the query cannot be parsed or run, or reaches a limit.
    KgError
        If the graph cannot be read, or a value of a parameter is not understood.
    """
    process = subprocess.Popen([sys.executable, "-P", "-c", _START], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    assert process.stdin is not None and process.stdout is not None  # noqa: PT018  # they are pipes
    threading.Thread(target=_listen, args=(process.stdout, answers), daemon=True).start()
    whole = False
    try:
        _send(process.stdin, job)
        answer = _next(answers, None)
        if answer == READY:
            answer = _next(answers, job.timeout_seconds)
        whole = True
    except queue.Empty:
        raise QueryError(
            f"the query was stopped after {job.timeout_seconds:g} seconds; narrow it, or allow more with --timeout"
        ) from None
    finally:
        process.kill()
        process.wait()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        if not whole:
            _clean_up(job, process.pid)
    if isinstance(answer, KgError):
        raise answer
    if isinstance(answer, QueryResult):
        return answer
    raise QueryError(_died(job))


def _next(answers: queue.SimpleQueue[object], timeout_seconds: float | None) -> object:
    """Return the next answer; raises queue.Empty after the time.

    It waits in short turns: where a library has threads of its own, Ctrl-C may reach one of these, and the main thread
    hears of it only when it wakes.
    """
    end = math.inf if timeout_seconds is None else time.monotonic() + timeout_seconds
    while True:
        left = end - time.monotonic()
        try:
            return answers.get(timeout=max(0.0, min(left, _TURN_SECONDS)))
        except queue.Empty:
            if left <= _TURN_SECONDS:
                raise


def _send(pipe: IO[bytes], job: Job) -> None:
    try:
        pickle.dump(sys.path, pipe)
        pickle.dump(job, pipe)
        # The pipe stays open: the process ends when it closes, even if this one is killed.
        pipe.flush()
    except BrokenPipeError:
        return  # it died; what it left unsaid is told below


def _listen(pipe: IO[bytes], answers: queue.SimpleQueue[object]) -> None:
    with pipe:
        while True:
            try:
                answers.put(pickle.load(pipe))  # from our own process
            except (EOFError, OSError, pickle.UnpicklingError):
                answers.put(None)
                return


def _died(job: Job) -> str:
    limit = "" if job.memory_mb is None else f", most likely for want of memory ({job.memory_mb} MB are allowed)"
    return f"the query's process ended without an answer{limit}; narrow the query, or allow more with --memory"


def _clean_up(job: Job, pid: int) -> None:
    """Remove what a store that was being built left."""
    from kg.store import drop_part

    drop_part(job.turtle_path, pid)
