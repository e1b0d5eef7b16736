"""What an extractor is loaded with in; a process that reads articles with it and can die without harm out."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from kg.child.process import Child

if TYPE_CHECKING:
    from kg.child.process import Answers
    from kg.model import Article
    from kg.workers.load import Load

ONE_THREAD: Final = dict.fromkeys(
    ("BLIS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)
"""As many processes as cores each have one; a library that started a thread for each core would make them fight."""


class WorkerProcess:
    """A process that reads articles one after the other.

    ``held`` is what it was given and has not answered, oldest first, and ``given`` how many it was given in all.
    """

    def __init__(self, answers: Answers) -> None:
        self.ready = False
        self.given = 0
        self.held: Final[deque[int]] = deque()
        self.child: Final = Child("kg.workers.worker:read", answers=answers, environment=ONE_THREAD)

    def begin(self, load: Load) -> None:
        """Have it load the extractor; it says when it is ready."""
        self.child.tell(load)

    def give(self, number: int, article: Article) -> None:
        """Give an article to read; it is known by a number."""
        self.held.append(number)
        self.given += 1
        self.child.tell(article)

    def death(self) -> str:
        """Return how a process that is gone ended, for a person to read."""
        death = self.child.death()
        return "there was not enough memory" if death.no_memory else f"the process that read it {death}"

    def end(self) -> None:
        """End the process at once."""
        self.child.end()
