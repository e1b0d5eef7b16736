"""A Turtle file and a graph on a SPARQL 1.1 server in; the triples there, and a count of them, out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import RemoteError
from kg.files import data_path
from kg.remote.address import Protocol, shown
from kg.remote.batches import count_distinct, digest_of, read_batches
from kg.remote.client import Client
from kg.remote.graph import RemoteGraph, Target
from kg.remote.receipt import Progress, Receipt

BATCH_SIZES: Final[Mapping[Protocol, int]] = {"gsp": 10_000, "update": 2_000}
"""Triples sent at a time. Virtuoso's compiler runs out of memory at an update of 5,000."""

_COUNTING_SHARE: Final = 10
"""A point to go on from is noted when ten times as long was spent on sending as its count took."""

OnProgress = Callable[[int, int], None]
"""Called with the bytes of Turtle that were read, and how many there are."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed:
    """What a push did: the triples there are, those sent now, the batches and those passed over as sent before.

    ``held`` is how many triples the graph holds on the server; None where it could not be asked.
    """

    triples: int
    sent: int
    batches: int
    passed_over: int
    held: int | None


def push(
    turtle_path: Path | str,
    target: Target,
    *,
    client: Client,
    batch_size: int | None = None,
    replace: bool = False,
    ontology: bool = True,
    on_progress: OnProgress | None = None,
) -> Pushed:
    """Send the triples of the file, and by default the ontology's, to a server, and count them there.

    Every batch can be sent twice without harm: there are no blank nodes, and a graph is a set. A push that was cut
    short goes on from the last point noted beside the file, if the server still holds as much as it did then;
    otherwise all is sent again. Points are only noted where the server can be asked for its count.

    Parameters
    ----------
    turtle_path
        The Turtle file of a built graph.
    target
        Where to.
    client
        Sends, with its login, time limit and retries.
    batch_size
        Most triples in one request; None takes `BATCH_SIZES`.
    replace
        Remove what the graph held before.
    ontology
        Send kg's ontology to the same graph, as queries by relation, group or weight need it.
    on_progress
        Called after each batch.

    Raises
    ------
    GraphFileError
        If the file cannot be read, is not Turtle or has blank nodes.
    RemoteError
        If the server cannot be reached, refuses, or in the end holds fewer triples than were sent.
    """
    turtle = Path(turtle_path)
    size = batch_size or BATCH_SIZES[target.protocol]
    files = [turtle, *([data_path("ontology", "ir.ttl")] if ontology else [])]
    key = (digest_of(files), target.url, target.protocol, target.graph or "", str(size), str(replace))
    receipt, graph = Receipt(turtle, key=key), RemoteGraph(target, client)
    passed = _passed(receipt, graph, target)
    points = _Points(receipt, graph)
    total = sum(path.stat().st_size for path in files)
    triples = sent = batches = 0
    for batch in read_batches(files, size=size):
        triples, batches = triples + len(batch.triples), batch.number
        if batch.number > passed:
            add = graph.replace if replace and batch.number == 1 else graph.add
            add(batch.to_ntriples())
            sent += len(batch.triples)
            points.note(batch.number)
        if on_progress is not None:
            on_progress(batch.read_bytes, total)
    if replace and not batches:
        graph.replace(b"")
    held = graph.count()
    # Whatever the count: if it is too low, going on from the last point would not mend it.
    receipt.remove()
    if held is not None and held < triples:
        _check_lost(files, held, target)
    return Pushed(triples=triples, sent=sent, batches=batches, passed_over=passed, held=held)


def _passed(receipt: Receipt, graph: RemoteGraph, target: Target) -> int:
    """Return how many batches the server has from a push that was cut short."""
    point = receipt.read()
    held = None if point is None else graph.count()
    if point is None or held is None:
        return 0
    if held < point.held:
        log.warning("%s has lost triples since the last push; all are sent again", shown(target.url))
        return 0
    return point.batches


class _Points:
    """Notes how far a push has come, as often as the counting takes little of the time."""

    def __init__(self, receipt: Receipt, graph: RemoteGraph) -> None:
        self._receipt = receipt
        self._graph = graph
        self._next = time.monotonic()

    def note(self, batches: int) -> None:
        began = time.monotonic()
        if began < self._next:
            return
        held = self._graph.count()
        counted = time.monotonic()
        self._next = counted + _COUNTING_SHARE * (counted - began)
        if held is not None:
            self._receipt.write(Progress(batches=batches, held=held))


def _check_lost(files: Sequence[Path], held: int, target: Target) -> None:
    """Raise an error unless the missing triples are ones that the files say twice, in two places."""
    wanted = count_distinct(files)
    if held < wanted:
        raise RemoteError(
            f"{shown(target.url)}: took all {wanted:,} triples but holds {held:,}; "
            "push again, and see the server's log if it happens again"
        )
