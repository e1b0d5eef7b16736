"""Paths in; their events, found by Spark, in the order and the bytes of `kg extract` on one machine, out."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack, cast

from kg.asked import TextKeywords, TextOptions, spelled_out
from kg.cluster.lines import spread
from kg.cluster.session import DEFAULT_MASTER, open_session
from kg.cluster.sources import Source, find_sources
from kg.cluster.tasks import END, Key, Kind, Record, Work
from kg.cluster.trouble import told_by_spark
from kg.errors import OutputError
from kg.files import to_json_line
from kg.isolated import Failure
from kg.model import Skipped
from kg.readers.rows import Tally

if TYPE_CHECKING:
    from pyspark import RDD
    from pyspark.sql import SparkSession

    from kg.cluster.tasks import Line, Rejected
    from kg.workers import Load

_ROWS_PER_PART: Final = 20_000
"""Articles whose events make a part of the result, unless these became too many."""
_MOST_PARTS: Final = 2000
_FILES_PER_TASK: Final = 50


@spelled_out(TextOptions)
@contextmanager
def extract_with_spark(
    paths: Iterable[Path | str],
    *,
    master: str = DEFAULT_MASTER,
    min_confidence: float | None = None,
    load: Load | None = None,
    **options: Unpack[TextKeywords],
) -> Iterator[Extraction]:
    """Give the events of files and folders, found by Spark; they are the same as those of `kg.find_events`.

    A part of the work that fails is done again, up to four times. An article that raises an error, or ends the process
    that reads it, is among the failures, and the rest is read.

    Parameters
    ----------
    paths
        Files and folders that every machine of the cluster sees under the same path.
    master
        The address of a cluster, or ``local[N]`` for N cores of this machine. A session that is open goes before it.
    min_confidence
        As for `kg.find_events`.
    load
        Loads what finds the events in place of kg's own extractor, for tests and for other coders.
    model, readers, languages, published, columns
        How the texts are read, see `kg.asked.TextOptions`; kg and the model are installed on every machine.

    Raises
    ------
    InputError
        If a path does not exist.
    EngineError
        If Spark, or what it needs, is not installed, cannot be reached, or gives up.
    """
    texts = TextOptions(**options)
    sources, skipped = find_sources(paths)
    codes = texts.codes(load)
    work = Work(
        sources={source.place: source for source in sources},
        hints=texts.hints,
        load=load or texts.own(codes),
        languages=codes,
        least=min_confidence,
    )
    with open_session(master) as session, told_by_spark():
        yield _extract(session, work, skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What Spark has found; it is there as long as the session is.

    ``skipped`` is all that was left out, in the order of the files, and ``failures`` the articles on which kg failed.
    """

    records: RDD[Record]
    failures: tuple[Failure, ...]
    notices: tuple[tuple[Key, Skipped], ...]

    def lines(self) -> Iterator[str]:
        """Yield the events as lines of JSON, part by part, in the order of the articles and of their texts."""
        return cast("Iterator[str]", self._of("event").toLocalIterator(prefetchPartitions=True))

    def skipped(self) -> tuple[Skipped, ...]:
        """Return everything that was left out, the articles on which kg failed last."""
        found = [(key, Skipped(where=where, why=why)) for key, (where, why) in self._skipped().collect()]
        in_order = sorted([*found, *self.notices], key=lambda each: each[0])
        return (*(skipped for _, skipped in in_order), *(failure.skipped for failure in self.failures))

    def count_skipped(self) -> int:
        """Return how many inputs were left out."""
        return self._skipped().count() + len(self.notices) + len(self.failures)

    def write(self, folder: Path | str) -> None:
        """Write the tables ``events``, ``errors`` and ``skipped``, folders of JSON Lines in parts, and ``_SUCCESS``.

        The parts of the events, one after the other by their names, are the file that one machine writes. The workers
        write them, so that the folder must be one that they see.

        Raises
        ------
        OutputError
            If the folder is there already.
        """
        place = Path(folder).absolute()
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise OutputError(f"{folder}: is there already; name a folder that is new or empty")
        context = self.records.context
        self._of("event").saveAsTextFile((place / "events").as_uri())
        errors = [to_json_line(failure.to_dict()) for failure in self.failures]
        context.parallelize(errors, 1).saveAsTextFile((place / "errors").as_uri())
        more = [(key, (each.where, each.why)) for key, each in self.notices]
        more += [((END, END, 0), (each.skipped.where, each.skipped.why)) for each in self.failures]
        skipped = self._skipped().map(_skipped_line).union(context.parallelize(more, 1).map(_skipped_line))
        skipped.saveAsTextFile((place / "skipped").as_uri())
        (place / "_SUCCESS").touch()

    def _of(self, kind: Kind) -> RDD[object]:
        return self.records.filter(lambda record: record[1][0] == kind).map(lambda record: record[1][1])

    def _skipped(self) -> RDD[tuple[Key, tuple[str, str]]]:
        found = self.records.filter(lambda record: record[1][0] == "skipped").map(
            lambda record: (record[0], record[1][1])
        )
        return cast("RDD[tuple[Key, tuple[str, str]]]", found)


def _skipped_line(row: tuple[Key, tuple[str, str]]) -> str:
    _, (where, why) = row
    return to_json_line({"where": where, "why": why})


def _extract(session: SparkSession, work: Work, skipped: tuple[tuple[int, Skipped], ...]) -> Extraction:
    lines = spread(session, (source for source in work.sources.values() if source.way != "whole"), work.hints)
    whole = [source for source in work.sources.values() if source.way == "whole"] + list(lines.whole)
    files = _files(session, whole)
    work = replace(work, rejected=_rejected(session, work, lines.rows, files))
    shared = session.sparkContext.broadcast(work)

    def read(rows: Iterable[Line]) -> Iterator[Record]:
        return shared.value.read(rows, attempt=_attempt())

    def read_files(places: Iterable[int]) -> Iterator[Record]:
        return shared.value.read_files(places, attempt=_attempt())

    parts: list[RDD[Record]] = [each.mapPartitions(read) for each in lines.rows]
    if files is not None:
        parts.append(files.mapPartitions(read_files))
    order = _Order({source.place: lines.counts.get(source.place, 1) for source in work.sources.values()})
    # One shuffle, of what was found: what every later use reads is kept in the files of it.
    records = (
        session.sparkContext.union(parts).repartitionAndSortWithinPartitions(order.parts, order.part_of)
        if parts
        else session.sparkContext.parallelize(cast("list[Record]", []), 1)
    )
    told = records.filter(lambda record: record[1][0] in ("failed", "tally")).collect()
    failures = tuple(Failure(**cast("dict[str, str]", what)) for _, (kind, what) in told if kind == "failed")
    tallies: dict[int, Tally] = defaultdict(Tally)
    for (place, _, _), (kind, what) in told:
        if kind == "tally":
            count, names = cast("tuple[int, dict[str, int]]", what)
            tallies[place].add_part(Tally.of(count, names))
    own = {source.place for source in whole}
    notices = [((place, 0, 0), each) for place, each in skipped]
    notices += [
        ((place, END, number), each)
        for place, source in work.sources.items()
        if place not in own
        for number, each in enumerate(tallies[place].notices(file=source.file(), columns=work.hints.columns))
    ]
    return Extraction(records=records, failures=failures, notices=tuple(sorted(notices, key=lambda each: each[0])))


def _files(session: SparkSession, sources: list[Source]) -> RDD[int] | None:
    if not sources:
        return None
    places = sorted(source.place for source in sources)
    tasks = max(min(len(places), session.sparkContext.defaultParallelism), len(places) // _FILES_PER_TASK)
    return session.sparkContext.parallelize(places, tasks)


def _rejected(session: SparkSession, work: Work, lines: list[RDD[Line]], files: RDD[int] | None) -> Rejected:
    """Return the rows whose id was read before, as `kg.readers` finds them; only ids go from worker to worker."""
    from pyspark.sql import functions as f

    shared = session.sparkContext.broadcast(work)
    found = [each.mapPartitions(lambda rows: shared.value.identifiers(rows)) for each in lines]
    if files is not None:
        found.append(files.mapPartitions(lambda places: shared.value.identifiers_of_files(places)))
    if not found:
        return {}
    schema = "id string, place int, number long, read boolean, origin string"
    table = session.createDataFrame(session.sparkContext.union(found), schema, verifySchema=False)
    rows = f.sort_array(f.collect_list(f.struct("place", "number", "read", "origin"))).alias("rows")
    rejected: dict[tuple[int, int], int | str] = {}
    for repeated in table.groupBy("id").agg(rows).where(f.size("rows") > 1).collect():
        first_in: dict[int, int] = {}
        origin = ""
        for place, number, read, member in repeated["rows"]:
            if not member and place in first_in:
                rejected[place, number] = first_in[place]
                continue
            first_in.setdefault(place, number)
            # What is left out keeps no id for the other files.
            if read and origin:
                rejected[place, number] = origin
            elif read:
                origin = member or work.sources[place].file().where
    return rejected


class _Order:
    """Tells in which part of the result a record lies: the parts are in the order of the files and rows."""

    def __init__(self, counts: Mapping[int, int]) -> None:
        places = sorted(counts)
        self._firsts: Final = dict(zip(places, accumulate([0, *(counts[place] for place in places)]), strict=False))
        self._counts: Final = counts
        total = sum(counts.values())
        self.parts: Final = max(1, min(_MOST_PARTS, -(-total // _ROWS_PER_PART)))
        self._bounds: Final = [total * part // self.parts for part in range(1, self.parts)]

    @property
    def part_of(self) -> Callable[[Key], int]:
        """Return what Spark asks for the part of a key."""
        firsts, counts, bounds = self._firsts, self._counts, self._bounds
        return lambda key: bisect_right(bounds, firsts[key[0]] + min(key[1], counts[key[0]]) - 1)


def _attempt() -> int:
    from pyspark import TaskContext

    context = TaskContext.get()
    return context.attemptNumber() if context is not None else 0
