"""A job heard; the messages of its result said: the work of the process that `kg.bounded` starts and stops."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from kg.bounded import READY, Job, to_messages
from kg.child.memory import limit_memory
from kg.errors import QueryError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.child.serve import Parent

_MB: Final = 1024 * 1024


def answer(parent: Parent) -> None:
    """Hear a job and answer it: first that its store is open, and then with the messages of its result."""
    from kg.query import run_query
    from kg.store import open_built

    logging.basicConfig(level=logging.WARNING, format="kg: %(message)s")
    job = cast("Job", parent.listen())
    store = open_built(job.turtle_path, on_build=_tell)
    # Before the limit is set and the clock runs.
    parent.say(READY)
    # When memory runs out, Oxigraph tells its own story, which says less than ours.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    if job.memory_mb is not None:
        limit_memory(job.memory_mb)
    for message in to_messages(run_query(store, _sparql(job, store), max_rows=job.max_rows)):
        parent.say(message)


def _sparql(job: Job, store: ox.Store) -> str:
    from kg.question import is_name

    if not is_name(job.query):
        if job.values:
            raise QueryError(f"SPARQL takes no values such as {next(iter(job.values))}; write them into the query")
        return job.query
    from kg.query import run_query
    from kg.question import find_query, to_sparql

    return to_sparql(find_query(job.query), job.values, ask=lambda sparql: run_query(store, sparql))


def _tell(turtle_path: Path) -> None:
    """Say on a terminal that a store is built, which takes a while."""
    if sys.stderr.isatty():
        size = turtle_path.stat().st_size / _MB
        sys.stderr.write(f"kg: {turtle_path} ({size:.0f} MB) is new or has changed; its store is built once\n")
