"""How to load an extractor, and then articles, heard; the events of each said: the work of `kg.workers.process`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from kg.exporters.events import event_to_dict
from kg.isolated import Failure, read_alone

if TYPE_CHECKING:
    from kg.child.serve import Parent
    from kg.model import Article
    from kg.workers.load import Load

READY: Final = "ready"
"""What the process says when the extractor is loaded."""


def read(parent: Parent) -> None:
    """Load the extractor and read articles until no more come: a list of events is said for each, or its failure."""
    extractor = cast("Load", parent.listen())()
    parent.say(READY)
    while True:
        found = read_alone(extractor, cast("Article", parent.listen()))
        if not isinstance(found, Failure):
            parent.say([event_to_dict(event) for event in found])
        elif found.error == MemoryError.__name__:
            raise MemoryError  # it is not to be used again
        else:
            parent.say(found.to_dict())
