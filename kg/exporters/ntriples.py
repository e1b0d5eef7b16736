"""A corpus in; its N-Triples out, one triple a line, the lines in the order of their bytes."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import OutputError
from kg.exporters.contract import Exporter
from kg.files import open_atomic_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.exporters.contract import Export, Notes
    from kg.rdf.terms import Triple

RUN: Final = 100_000
"""So many triples are sorted in memory, about 30 MB; more are kept sorted on disk and merged."""


def write_ntriples(export: Export, path: Path) -> Notes:
    """Write the triples as the command ``LC_ALL=C sort`` would leave them, in memory that does not grow with them."""
    from kg.rdf.to_rdf import to_triples

    triples = export.told(to_triples(export.corpus, base=export.base))
    with open_atomic_bytes(path) as out:
        out.writelines(sorted_lines(triples))
    return ()


def sorted_lines(triples: Iterable[Triple], *, run: int = RUN) -> Iterator[bytes]:
    """Yield the lines of the triples in the order of their bytes; ``run`` of them are in memory at a time.

    Raises
    ------
    OutputError
        If the folder for temporary files cannot hold them.
    """
    from kg.rdf.to_ox import to_lines

    rest = iter(triples)
    lines = sorted(to_lines(islice(rest, run)))
    if len(lines) < run:
        yield from lines
        return
    with tempfile.TemporaryDirectory() as folder, ExitStack() as files:
        runs: list[Path] = []
        while lines:
            runs.append(Path(folder) / str(len(runs)))
            try:
                with runs[-1].open("wb") as handle:
                    handle.writelines(lines)
            except OSError as error:
                raise OutputError(
                    f"{folder}: cannot hold temporary files ({error.strerror}); set TMPDIR to a folder with more room"
                ) from error
            lines = sorted(to_lines(islice(rest, run)))
        yield from heapq.merge(*(files.enter_context(each.open("rb")) for each in runs))


NTRIPLES: Final = Exporter(
    name="ntriples",
    suffix=".nt",
    about="RDF as N-Triples, a triple a line, sorted",
    write=write_ntriples,
    unit="triple",
)
