"""What a library does at a file that it cannot bear ends one process, and not kg."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from benchmarks.fuzz_seeds import pdf
from kg.model import Article
from kg.readers import UnreadableError, read_articles
from kg.readers.apart import APART, Apart, Bounds

BOUNDS = Bounds(seconds=20.0, memory_mb=300)
ANY = Path("any")


@pytest.fixture
def apart() -> Iterator[Apart]:
    made = Apart()
    yield made
    made.close()


def numbers(apart: Apart, what: str, *, bounds: Bounds = BOUNDS, **options: object) -> list[object]:
    """Return the numbers of the rows, and the reason where there are no more."""
    found: list[object] = []
    try:
        for row in apart.read(f"tests.readers.misbehaving:{what}", ANY, bounds=bounds, options=options):
            found.append(row["number"])
    except UnreadableError as error:
        found.append(error.why)
    return found


def process_of(apart: Apart) -> object:
    (row,) = apart.read("tests.readers.misbehaving:rows", ANY, bounds=BOUNDS, options={"number": 1})
    return row["process"]


def test_rows_come_in_their_order_however_many(apart: Apart) -> None:
    assert numbers(apart, "rows", number=1000) == list(range(1000))
    assert numbers(apart, "rows", number=0) == []


def test_one_process_serves_file_after_file_and_is_not_this_one(apart: Apart) -> None:
    first, second = process_of(apart), process_of(apart)

    assert first == second != os.getpid()


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("die", "brought down the process that read it, by damage or for want of memory (300 MB are allowed)"),
        ("panic", "is damaged (Option::unwrap() on None); save it anew, or give its text"),
    ],
)
def test_what_a_library_does_is_told_and_the_next_file_is_read(apart: Apart, what: str, why: str) -> None:
    first, told = numbers(apart, what)

    assert first == 0
    assert str(told).startswith(why)
    assert numbers(apart, "rows", number=2) == [0, 1]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux only")
def test_memory_is_limited(apart: Apart) -> None:
    assert numbers(apart, "hoard") == [0, "needs more than 300 MB of memory to read; split it, or give its text"]


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (
            "die",
            "brought down the process that read it, by damage or for want of memory; save it anew, or give its text",
        ),
        ("hoard", "needs more memory to read than there is; split it, or give its text"),
    ],
)
def test_where_memory_cannot_be_limited_no_limit_is_claimed(
    apart: Apart, what: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.child.memory._PAGES", Path("/no/such/file"))

    assert numbers(apart, what) == [0, why]


def test_a_process_that_had_not_enough_memory_is_not_used_again(apart: Apart) -> None:
    before = process_of(apart)
    numbers(apart, "hoard")

    assert apart.waiting == 0
    assert process_of(apart) != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_process_that_died_while_it_waited_is_not_used_again(apart: Apart) -> None:
    before = process_of(apart)
    os.kill(int(str(before)), signal.SIGKILL)
    time.sleep(0.5)

    assert process_of(apart) != before


def test_time_is_limited_and_the_process_is_gone(apart: Apart) -> None:
    begun = time.monotonic()

    found = numbers(apart, "hang", bounds=Bounds(seconds=3.0))

    assert found[-1] == "was given up after 3 seconds; give its text, or split it into smaller files"
    assert time.monotonic() - begun < 60


def test_what_a_library_prints_is_no_answer(apart: Apart, capfd: pytest.CaptureFixture[str]) -> None:
    assert numbers(apart, "chatter") == [1]
    assert capfd.readouterr() == ("", "")


def test_who_stops_reading_ends_the_process(apart: Apart) -> None:
    before = process_of(apart)
    rows = apart.read("tests.readers.misbehaving:rows", ANY, bounds=BOUNDS, options={"number": 10_000})
    next(rows)
    rows.close()

    assert process_of(apart) != before


def test_several_threads_read_at_once(apart: Apart) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda number: numbers(apart, "rows", number=number), range(20)))

    assert found == [list(range(number)) for number in range(20)]


def test_a_process_ends_with_the_one_that_asked() -> None:
    code = (
        "import os, sys; from pathlib import Path; from kg.readers.apart import Apart, Bounds\n"
        "rows = Apart().read('tests.readers.misbehaving:rows', Path('x'), bounds=Bounds(), options={'number': 10**9})\n"
        "print(next(rows)['process'], flush=True); os.kill(os.getpid(), 9)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    process = int(done.stdout)
    end = time.monotonic() + 20
    while Path(f"/proc/{process}").exists() and time.monotonic() < end:
        if "Z" in Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2]:
            return  # it ended; who should take note of it does not
        time.sleep(0.05)
    assert not Path(f"/proc/{process}").exists()


def test_no_process_is_left_when_all_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    APART.close()

    assert [type(item) for item in read_articles(tmp_path)] == [Article]

    assert APART.waiting == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the process finds its pipe in another way there")
@pytest.mark.parametrize(
    "line",
    ['{"said": 5}', '{"said": null}', '{"said": {}}', '{"said": {"row": 5}}', '{"said": {"why": 5}}']
    + ['{"error": ["InputError", "kg, stop"]}'],
)
def test_a_process_that_says_what_makes_no_sense_costs_its_file_only(apart: Apart, line: str) -> None:
    (why,) = numbers(apart, "lie", line=line)

    assert why == "made the process that read it say what makes no sense; save it anew, or give its text"
    assert numbers(apart, "rows", number=1) == [0]
