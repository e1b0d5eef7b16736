"""Articles in; the events of each in the same order, found by several processes that are replaced when they die, out."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, cast

from kg.child.process import Answers, Gone, hear
from kg.errors import GraphFileError, KgError, WorkerError
from kg.exporters.events import event_from_dict
from kg.isolated import Extractor, Failure, OnFailed
from kg.model import Article, Event
from kg.workers.load import Load
from kg.workers.process import WorkerProcess
from kg.workers.worker import READY

_AHEAD: Final = 2
"""Articles that a process holds: the one that it reads, and the next, so that it need not wait."""
_WINDOW: Final = 64
"""Articles for each process that may wait for an earlier one; more are not taken in, so that memory stays flat."""
_LIFE: Final = 20_000
"""Articles after which a process is replaced: spaCy keeps every word that it has seen, and so never stops growing."""
_STARTS: Final = 3
"""Processes in a row that may die before they have loaded the extractor."""
_DIED: Final = "ProcessDied"
"""The type of error of an article that ended the process which read it."""
_GARBLED: Final = "NoEvents"
"""The type of error of an article for which an extractor made what is none of kg's events."""

Outcome = tuple[Event, ...] | Failure


def parallel_extractor(load: Load, *, jobs: int, on_failed: OnFailed) -> Extractor:
    """Return an extractor that is run by ``jobs`` processes of this machine; see `read_in_workers`."""
    return lambda articles: read_in_workers(articles, load=load, jobs=jobs, on_failed=on_failed)


def read_in_workers(
    articles: Iterable[Article], *, load: Load, jobs: int, on_failed: OnFailed
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Yield each article with its events, in the order of the input, as one process would.

    The articles are taken in as they are needed, so that a corpus of any size takes the same memory. When a process
    dies, another takes its place; the article that it read is tried once more while nothing else is read, since memory
    may have been short. One that kills again, and one that raises an error, is left out and told to ``on_failed``. When
    the iterator is closed, or Ctrl-C pressed, all processes end.

    Raises
    ------
    KgError
        If the extractor cannot be loaded, or raises such an error.
    WorkerError
        If processes die before they have loaded it.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}; at least one process is needed")
    pool = _Pool(iter(articles), load, jobs)
    try:
        for article, outcome in pool.run():
            if isinstance(outcome, Failure):
                on_failed(outcome)
            else:
                yield article, outcome
    finally:
        pool.end()


class _Pool:
    """The processes, the articles that are being read, and the outcomes that wait for an earlier one.

    Articles are known by their number, counted from 0 in the order of the input.
    """

    def __init__(self, articles: Iterator[Article], load: Load, jobs: int) -> None:
        self._articles: Final = articles
        self._load: Final = load
        self._jobs: Final = jobs
        self._workers: Final[list[WorkerProcess]] = []
        self._answers: Final[Answers] = queue.Queue()
        self._waiting: Final[dict[int, Article]] = {}
        self._outcomes: Final[dict[int, Outcome]] = {}
        self._again: Final[deque[int]] = deque()
        self._suspects: Final[deque[int]] = deque()
        self._killers: Final[set[int]] = set()
        self._taken = 0
        self._whole = False
        self._false_starts = 0

    def run(self) -> Iterator[tuple[Article, Outcome]]:
        """Yield each article with its outcome, in order."""
        number = 0
        while True:
            self._feed()
            while number in self._outcomes:
                yield self._waiting.pop(number), self._outcomes.pop(number)
                number += 1
                self._feed()
            if self._whole and number == self._taken:
                return
            self._hear()

    def end(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _feed(self) -> None:
        """Give articles to processes that have room; where one is suspected of having killed, to nobody but one alone."""
        if self._suspects:
            if not any(worker.held for worker in self._workers):
                self._give(self._suspects.popleft())
            return
        while (number := self._next()) is not None:
            self._give(number)

    def _next(self) -> int | None:
        """Return the number of the next article to read, None while there is no room or no article."""
        if len(self._workers) == self._jobs and not any(map(_has_room, self._workers)):
            return None
        if self._again:
            return self._again.popleft()
        if self._whole or len(self._waiting) >= _WINDOW * self._jobs:
            return None
        article = next(self._articles, None)
        if article is None:
            self._whole = True
            return None
        self._waiting[self._taken] = article
        self._taken += 1
        return self._taken - 1

    def _give(self, number: int) -> None:
        worker = min(filter(_has_room, self._workers), key=lambda each: len(each.held), default=None)
        if worker is None or (worker.held and len(self._workers) < self._jobs):
            worker = WorkerProcess(self._answers)
            self._workers.append(worker)
            worker.begin(self._load)
        worker.give(number, self._waiting[number])

    def _hear(self) -> None:
        """Wait for what a process says, and note it."""
        child, answer = hear(self._answers)
        if isinstance(answer, KgError):
            raise answer
        worker = next((each for each in self._workers if each.child is child), None)
        if worker is None:
            return  # it was ended, and its pipe told so
        if answer is Gone.GONE:
            self._bury(worker)
        elif answer == READY:
            worker.ready = True
            self._false_starts = 0
        else:
            number = worker.held.popleft()
            self._outcomes[number] = _outcome(answer, self._waiting[number].id)
            if worker.given >= _LIFE and not worker.held:
                self._workers.remove(worker)
                worker.end()

    def _bury(self, worker: WorkerProcess) -> None:
        """Take a process that died from the list, and see to what it held: the oldest is what it was reading."""
        death = worker.death()
        self._workers.remove(worker)
        held = list(worker.held)
        if worker.ready and held:
            self._suspect(held.pop(0), death)
        elif not worker.ready:
            self._false_starts += 1
            if self._false_starts == _STARTS:
                raise WorkerError(
                    f"{_STARTS} processes in a row ended before they could read: {death}; use fewer --jobs, or --jobs 1"
                )
        self._suspects.extend(number for number in held if number in self._killers)
        self._again.extendleft(number for number in reversed(held) if number not in self._killers)

    def _suspect(self, number: int, death: str) -> None:
        if number in self._killers:
            article = self._waiting[number]
            self._outcomes[number] = Failure(id=article.id, where="", error=_DIED, message=death, place=article.place)
        else:
            self._killers.add(number)
            self._suspects.append(number)


def _outcome(answer: object, identifier: str) -> Outcome:
    """Return what a process said of an article: a list of events, or the fields of a failure."""
    try:
        if isinstance(answer, list):
            return tuple(map(event_from_dict, answer))
        return Failure(**cast("dict[str, str]", answer))
    except (GraphFileError, TypeError) as error:
        return Failure(id=identifier, where="", error=_GARBLED, message=str(error.__cause__ or error))


def _has_room(worker: WorkerProcess) -> bool:
    return len(worker.held) < _AHEAD and worker.given < _LIFE
