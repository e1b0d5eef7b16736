"""A query with limits of time and memory in; its result out, found by a process of its own that can be stopped."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, cast

from kg.child.memory import enforceable
from kg.child.process import Child, ChildDiedError, ChildLateError, Death
from kg.errors import QueryError
from kg.results import Cell, Kind, QueryResult, Row, TermKind

DEFAULT_TIMEOUT_SECONDS: Final = 60.0
DEFAULT_MAX_ROWS: Final = 10_000
DEFAULT_MEMORY_MB: Final = 4096

_WORK: Final = "kg.query_worker:answer"
READY: Final = "ready"
"""What the process says when the store is open, before the query is run."""
_AT_ONCE: Final = 1000
"""So many rows are said in one message, so that none is large."""
_AHEAD: Final = 16
"""So many messages may wait, so that a result does not lie in memory twice."""


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
    allowed = replace(job, memory_mb=enforceable(job.memory_mb))
    opened = False
    child = Child(_WORK, ahead=_AHEAD)
    try:
        child.tell(allowed)
        child.hear()
        opened = True
        until = math.inf if job.timeout_seconds is None else time.monotonic() + job.timeout_seconds
        return from_messages(_heard(child, until))
    except ChildLateError:
        raise QueryError(
            f"the query was stopped after {job.timeout_seconds:g} seconds; narrow it, or allow more with --timeout"
        ) from None
    except ChildDiedError as error:
        raise QueryError(_why(error.death, allowed) if opened else _why_closed(error.death, job)) from None
    finally:
        child.end()
        if not opened:
            _clean_up(job, child.pid)


def to_messages(result: QueryResult) -> Iterator[object]:
    """Yield what JSON can say of a result: its rows, some at a time, and then the rest of it."""
    for start in range(0, len(result.rows), _AT_ONCE):
        yield [
            [None if cell is None else (cell.kind, cell.value, cell.datatype, cell.language) for cell in row]
            for row in result.rows[start : start + _AT_ONCE]
        ]
    yield {
        "columns": result.columns,
        "kind": result.kind,
        "truncated": result.truncated,
        "prefixes": dict(result.prefixes),
    }


def from_messages(messages: Iterator[object]) -> QueryResult:
    """Return the result that messages tell of; no more of them are taken. The inverse of `to_messages`."""
    rows: list[Row] = []
    for message in messages:
        if isinstance(message, list):
            rows += [tuple(None if cell is None else _cell(*cell) for cell in row) for row in message]
        else:
            rest = cast("dict[str, object]", message)
            return QueryResult(
                columns=tuple(cast("list[str]", rest["columns"])),
                rows=tuple(rows),
                kind=cast("Kind", rest["kind"]),
                truncated=cast("bool", rest["truncated"]),
                prefixes=cast("dict[str, str]", rest["prefixes"]),
            )
    raise ValueError("the messages tell of no whole result")


def _cell(kind: TermKind, value: str, datatype: str, language: str) -> Cell:
    return Cell(kind=kind, value=value, datatype=datatype, language=language)


def _heard(child: Child, until: float) -> Iterator[object]:
    while True:
        yield child.hear(until=until)


def _why(death: Death, job: Job) -> str:
    """Return why there is no result; a limit of memory is named only where there is one."""
    more = "" if job.memory_mb is None else ", or allow more with --memory"
    if death.no_memory:
        most = "memory than there is" if job.memory_mb is None else f"than {job.memory_mb} MB of memory"
        return f"the query needs more {most}; narrow it{more}"
    limit = "" if job.memory_mb is None else f", most likely for want of memory ({job.memory_mb} MB are allowed)"
    return f"the query's process ended without an answer{limit}; narrow the query{more}"


def _why_closed(death: Death, job: Job) -> str:
    return f"{job.turtle_path}: the process that was to open it {death}; end other programs, or ask a smaller graph"


def _clean_up(job: Job, pid: int) -> None:
    """Remove what a store that was being built left."""
    from kg.store import drop_part

    drop_part(job.turtle_path, pid)
