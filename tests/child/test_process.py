"""A process that a test starts: told things, heard under limits, dying in every way, and never left behind."""

from __future__ import annotations

import errno
import queue
import sys
import threading
import time
from pathlib import Path
from typing import IO, cast

import pytest

from kg.child.process import Answers, Child, ChildDiedError, ChildLateError, Death, Gone, hear
from kg.errors import KgError, QueryError


def child(work: str, **fields: object) -> Child:
    return Child(f"tests.child.working:{work}", **fields)  # type: ignore[arg-type]  # tests pass what Child takes


def soon(seconds: float = 60.0) -> float:
    return time.monotonic() + seconds


def death_of(work: str, *told: object, **fields: object) -> Death:
    with child(work, **fields) as made:
        for each in told:
            made.tell(each)
        with pytest.raises(ChildDiedError) as caught:
            made.hear(until=soon())
    return caught.value.death


def test_what_is_said_comes_in_its_order_whatever_text_it_is() -> None:
    told = [1, "half of a pair \ud800", ["a\nb", None, 0.1], {"é": True}]

    with child("echo") as made:
        for each in told:
            made.tell(each)

        assert [made.hear(until=soon()) for _ in told] == told


def test_what_cannot_be_pickled_is_told_to_nobody_and_the_rest_is() -> None:
    with child("echo") as made:
        with pytest.raises((TypeError, AttributeError)):
            made.tell(["whole", threading.Lock()])
        made.tell("sound")

        assert made.hear(until=soon()) == "sound"


def test_what_libraries_print_is_nothing_that_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    with child("print_much", quiet=True) as made:
        assert made.hear(until=soon()) == "heard"

    assert capfd.readouterr() == ("", "")


def test_work_that_is_done_ends_the_process() -> None:
    assert death_of("echo", "end") == Death(code=0)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (7, "ended with exit code 7"),
        (12, "had not enough memory"),
        (-6, "was ended by SIGABRT"),
        (-9, "was ended by SIGKILL, most likely for want of memory"),
    ],
)
def test_how_a_process_died_is_told(code: int, words: str) -> None:
    death = death_of("leave", code)

    assert (death, str(death)) == (Death(code=code), words)


def test_a_signal_without_a_name_is_told_by_its_number() -> None:
    assert str(Death(code=-250)) == "was ended by signal 250"


def test_want_of_memory_is_told_apart_from_other_deaths() -> None:
    assert death_of("hoard").no_memory
    assert not death_of("leave", 7).no_memory


def test_an_error_that_nobody_foresaw_ends_the_process_and_shows_its_trace(capfd: pytest.CaptureFixture[str]) -> None:
    assert death_of("stumble") == Death(code=1)
    assert capfd.readouterr().err.endswith("ValueError: not foreseen\n")


def test_an_error_that_a_user_can_mend_is_raised_here() -> None:
    with child("refuse") as made, pytest.raises(QueryError, match="^mend this$"):
        made.hear(until=soon())


def test_an_error_of_an_unknown_kind_is_one_of_kg() -> None:
    with child("refuse_strangely") as made, pytest.raises(KgError, match="^mend that$") as caught:
        made.hear(until=soon())

    assert type(caught.value) is KgError


def test_who_says_nothing_in_time_is_late_and_can_be_ended() -> None:
    with child("hang") as made:
        assert made.hear(until=soon()) == "begun"
        begun = time.monotonic()

        with pytest.raises(ChildLateError):
            made.hear(until=soon(0.5))

        assert 0.5 <= time.monotonic() - begun < 30
        assert made.alive
    assert not made.alive


def test_a_time_that_is_over_waits_no_more() -> None:
    with child("hang") as made, pytest.raises(ChildLateError):
        made.hear(until=time.monotonic() - 1)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell would touch the file")
def test_a_pickle_of_a_process_that_was_taken_over_does_nothing(tmp_path: Path) -> None:
    death = death_of("deceive", str(tmp_path / "touched"))

    assert str(death) == "was ended, since what it said made no sense"
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"no JSON\n", b"\xff\xfe\n", b"[]\n", b"5\n", b"null\n", b"{}\n", b'{"error": 5}\n', b'{"error": [[], "a"]}\n',
        b'{"error": ["a"]}\n', b"[" * 100_000 + b"\n", b'{"said": ' + b"9" * 10_000 + b"}\n",
    ],
)  # fmt: skip
def test_what_makes_no_sense_ends_who_says_it(raw: bytes) -> None:
    assert death_of("deceive", raw).garbled


def test_an_answer_that_is_cut_short_is_none() -> None:
    with child("deceive") as made:
        made.tell(b'{"said": 12')
        time.sleep(1)
        made._process.kill()  # noqa: SLF001  # is no matter of those who use it

        with pytest.raises(ChildDiedError, match="^the process was ended by SIGKILL"):
            made.hear(until=soon())


class _Closed:
    """A pipe to a process that is gone, as Windows tells of it."""

    def write(self, _data: bytes) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    flush = close = lambda _self: _Closed.write(_Closed(), b"")


def test_writing_to_a_process_that_died_is_heard_and_not_raised_on_windows_too(monkeypatch: pytest.MonkeyPatch) -> None:
    made = child("leave")
    made.tell(3)
    made._process.wait()  # noqa: SLF001  # is no matter of those who use it
    pipe = made._stdin  # noqa: SLF001  # is no matter of those who use it
    monkeypatch.setattr(made, "_stdin", cast("IO[bytes]", _Closed()))

    made.tell("anybody there?")

    with pytest.raises(ChildDiedError) as caught:
        made.hear(until=soon())
    assert caught.value.death == Death(code=3)
    pipe.close()


def test_a_process_that_died_is_told_things_without_an_error() -> None:
    with child("leave") as made:
        made.tell(3)
        made._process.wait()  # noqa: SLF001  # is no matter of those who use it

        made.tell("a" * 1_000_000)

        with pytest.raises(ChildDiedError):
            made.hear(until=soon())


def test_a_process_waits_where_nobody_takes_what_it_says_and_ends_all_the_same() -> None:
    threads = threading.active_count()
    made = child("count_up", ahead=3)
    assert [made.hear(until=soon()) for _ in range(5)] == [0, 1, 2, 3, 4]
    time.sleep(0.5)

    assert made._answers.qsize() <= 3  # noqa: SLF001  # is no matter of those who use it
    made.end()

    assert not made.alive
    end = soon(20)
    while threading.active_count() > threads and time.monotonic() < end:
        time.sleep(0.02)
    assert threading.active_count() == threads


def test_several_processes_are_heard_together_and_the_last_of_each_is_that_it_is_gone() -> None:
    answers: Answers = queue.Queue()
    both = [child("echo", answers=answers) for _ in range(2)]
    for number, each in enumerate(both):
        each.tell(number)
        each.tell("end")

    said = [hear(answers, until=soon()) for _ in range(4)]

    for number, each in enumerate(both):
        assert [what for who, what in said if who is each] == [number, Gone.GONE]
        assert each.death() == Death(code=0)


def test_ctrl_c_is_left_to_the_process_that_waits() -> None:
    with child("ignore_ctrl_c") as made:
        assert made.hear(until=soon()) == "unmoved"


def test_a_process_that_cannot_be_started_whole_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def interrupted(self: Child, _data: bytes) -> None:
        begun.append(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(Child, "_send", interrupted)

    with pytest.raises(KeyboardInterrupt):
        child("hang")

    assert not begun[0].alive
