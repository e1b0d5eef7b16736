"""Articles in, read by real processes that raise, die and are replaced; the same events as from one process out."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from kg.errors import ModelError, WorkerError
from kg.exporters.events import event_to_dict
from kg.files import sample, to_json_line
from kg.isolated import Failure, isolated
from kg.model import Article
from kg.pipeline import find_events
from kg.workers import read_in_workers
from tests.factories import article
from tests.workers.poisoned import Poisoned


def _read(folder: Path, *ids: str, jobs: int = 2) -> tuple[list[str], list[Failure]]:
    failures: list[Failure] = []
    articles = [article(each) for each in ids]
    found = read_in_workers(articles, load=Poisoned(folder=folder), jobs=jobs, on_failed=failures.append)
    return [read.id for read, events in found if [each.article for each in events] == [read.id]], failures


def _tries(folder: Path) -> list[str]:
    return [line.partition(" ")[2] for line in (folder / "tried").read_text(encoding="utf-8").splitlines()]


def test_events_come_out_as_they_were_found(tmp_path: Path) -> None:
    alone = list(Poisoned(folder=tmp_path)()([article("a1")]))

    assert (
        list(read_in_workers([article("a1")], load=Poisoned(folder=tmp_path), jobs=1, on_failed=_no_failure)) == alone
    )


def test_an_extractor_that_finds_what_is_no_event_costs_the_article(tmp_path: Path) -> None:
    found, (failure,) = _read(tmp_path, "a1", "unsure", "a2")

    assert found == ["a1", "a2"]
    assert failure.skipped.why == "could not be read: NoEvents: confidence is 2.0, which is not a number in [0, 1]"


def test_a_loader_that_pickle_cannot_name_is_an_error_and_leaves_no_process() -> None:
    before = _children()

    with pytest.raises((AttributeError, pickle.PicklingError)):
        list(read_in_workers([article("a1")], load=lambda: iter, jobs=1, on_failed=_no_failure))  # type: ignore[arg-type,return-value]  # is never called

    assert _children() == before


def test_articles_come_in_their_order_whoever_reads_them(tmp_path: Path) -> None:
    ids = [f"a{number}" for number in range(300)]

    assert _read(tmp_path, *ids, jobs=3) == (ids, [])
    assert len({line.split()[0] for line in (tmp_path / "tried").read_text(encoding="utf-8").splitlines()}) == 3


def test_an_article_that_raises_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    found, (failure,) = _read(tmp_path, "a1", "raises", "a2")

    assert found == ["a1", "a2"]
    assert (failure.id, failure.error, failure.message) == ("raises", "ValueError", "this one is poison")
    assert failure.where.startswith("tests/workers/poisoned.py:")
    assert failure.skipped.why == "could not be read: ValueError: this one is poison"


@pytest.mark.parametrize(
    ("poison", "why"),
    [
        ("exits", "the process that read it ended with exit code 7"),
        ("killed", "the process that read it was ended by SIGKILL, most likely for want of memory"),
        ("no-memory", "there was not enough memory"),
    ],
)
def test_an_article_that_ends_its_process_is_tried_once_more_and_then_told(
    tmp_path: Path, poison: str, why: str
) -> None:
    ids = ["a1", "a2", f"{poison}:1", "a3", f"{poison}:2", *(f"b{number}" for number in range(40))]

    found, failures = _read(tmp_path, *ids)

    assert found == [each for each in ids if not each.startswith(poison)]
    assert [(each.id, each.where, each.error, each.message) for each in failures] == [
        (f"{poison}:1", "", "ProcessDied", why),
        (f"{poison}:2", "", "ProcessDied", why),
    ]
    assert [_tries(tmp_path).count(f"{poison}:{number}") for number in (1, 2)] == [2, 2]


def test_an_article_that_ends_its_process_once_is_read_at_the_second_try(tmp_path: Path) -> None:
    assert _read(tmp_path, "a1", "once", "a2", "a3") == (["a1", "once", "a2", "a3"], [])


def test_the_second_try_is_alone(tmp_path: Path) -> None:
    _read(tmp_path, "exits", *(f"a{number}" for number in range(30)))

    tried = _tries(tmp_path)
    second = len(tried) - 1 - tried[::-1].index("exits")
    before = set(tried[:second]) - {"exits"}
    assert before.isdisjoint(tried[second + 1 :])


def test_no_more_articles_are_taken_in_than_may_wait(tmp_path: Path) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Article]:
        for number in count():
            taken.append(number)
            yield article(f"a{number}")

    found = read_in_workers(endless(), load=Poisoned(folder=tmp_path), jobs=2, on_failed=_no_failure)
    for _ in range(50):
        next(found)

    assert len(taken) <= 50 + 2 * 64
    found.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_process_that_has_read_its_share_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.workers.pool._LIFE", 10)
    ids = [*(f"a{number}" for number in range(25)), "exits", "raises", *(f"b{number}" for number in range(25))]

    found, failures = _read(tmp_path, *ids)

    assert found == [each for each in ids if each[0] in "ab"]
    assert [each.id for each in failures] == ["exits", "raises"]
    tried = Counter(line.split()[0] for line in (tmp_path / "tried").read_text(encoding="utf-8").splitlines())
    assert len(tried) >= 6
    assert max(tried.values()) <= 10


def test_closing_the_iterator_ends_the_processes_even_one_that_hangs(tmp_path: Path) -> None:
    found = read_in_workers(
        [article("a1"), article("hangs:1"), article("hangs:2")],
        load=Poisoned(folder=tmp_path), jobs=2, on_failed=_no_failure,
    )  # fmt: skip
    next(found)

    found.close()  # type: ignore[attr-defined]  # it is a generator

    assert not any(_alive(pid) for pid in _pids(tmp_path))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_processes_end_with_the_one_that_started_them(tmp_path: Path, how: signal.Signals) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.workers import read_in_workers;"
        "from tests.workers.poisoned import Poisoned; from tests.factories import article;"
        "list(read_in_workers((article(f'hangs:{n}') for n in range(9)), load=Poisoned(folder=Path(sys.argv[1])),"
        " jobs=2, on_failed=print))"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    _wait_for(lambda: (tmp_path / "tried").exists() and len(_pids(tmp_path)) == 2)

    (os.killpg if how == signal.SIGINT else os.kill)(parent.pid, how)

    _, error = parent.communicate(timeout=60)
    assert error.count("Traceback") == (how == signal.SIGINT)  # that of KeyboardInterrupt, and none of a child
    _wait_for(lambda: not any(_alive(pid) for pid in _pids(tmp_path)))


def test_what_a_user_can_mend_is_raised_and_not_told_of_an_article(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model; install it"):
        _read(tmp_path, "a1", "no-model", "a2")


def test_processes_that_never_begin_are_given_up(tmp_path: Path) -> None:
    (tmp_path / "no-start").touch()

    with pytest.raises(WorkerError, match=r"^3 processes in a row ended before they could read: .* exit code 3; use"):
        _read(tmp_path, "a1", "a2", "a3")


def test_no_articles_take_no_process_and_give_nothing(tmp_path: Path) -> None:
    assert _read(tmp_path) == ([], [])


def test_one_process_passes_over_an_article_that_raises_as_well(tmp_path: Path) -> None:
    failures: list[Failure] = []
    extractor = isolated(Poisoned(folder=tmp_path)(), on_failed=failures.append)

    found = [read.id for read, _ in extractor([article("a1"), article("raises"), article("a2")])]

    assert (found, [each.id for each in failures]) == (["a1", "a2"], ["raises"])


@pytest.mark.model
def test_two_processes_write_the_same_bytes_as_one() -> None:
    one, two = ([to_json_line(event_to_dict(each)) for each in find_events(sample(), jobs=jobs)] for jobs in (1, 2))

    assert len(one) > 100
    assert one == two


def _no_failure(failure: Failure) -> None:
    pytest.fail(str(failure))


def _pids(folder: Path) -> set[int]:
    return {int(line.split()[0]) for line in (folder / "tried").read_text(encoding="utf-8").splitlines()}


def _children() -> set[int]:
    paths = Path("/proc/self/task").glob("*/children")
    return {int(word) for path in paths for word in path.read_text(encoding="ascii").split()}


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _wait_for(what: Callable[[], bool]) -> None:
    for _ in range(600):
        if what():
            return
        time.sleep(0.1)
    pytest.fail("waited a minute in vain")
