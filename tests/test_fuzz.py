"""A few hundred mutated inputs for every target of the fuzzer; `benchmarks/fuzz.py` throws them by the million."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.fuzz import Outcome, fuzz, inputs
from benchmarks.fuzz_kinds import Seed, Target, check
from benchmarks.fuzz_targets import TARGETS
from kg.model import Article, MarkedSpan, Skipped

ROOT = Path(__file__).resolve().parent.parent
FEW: Mapping[str, int] = {
    **dict.fromkeys(("html", "pdf", "docx", "rss", "atom", "xml", "warc", "warc.gz", "mail", "who", "parameters"), 60),
    **dict.fromkeys(("parquet", "table", "rules", "gdelt", "eventdata"), 20),
    "evidence": 6,
}
"""How many inputs of those that take long; the others get 300."""

EACH = [
    pytest.param(each, id=each.name, marks=[pytest.mark.model] if each.name == "evidence" else []) for each in TARGETS
]


@pytest.mark.parametrize("target", EACH)
def test_mutated_inputs_raise_nothing(target: Target) -> None:
    number = FEW.get(target.name, 300)

    outcome = fuzz(target, number=number, seed=7)

    assert [why for why, _ in outcome.failures] == []
    assert outcome.inputs == number


@pytest.mark.parametrize("target", EACH)
def test_what_is_mutated_is_read_as_long_as_it_is_whole(target: Target) -> None:
    with target.ready():
        assert [target.run(seed.wrap(seed.data)) for seed in target.seeds()].count(True) >= 1


def _target(run: object) -> Target:
    return Target(name="own", about="", seeds=lambda: [Seed(data=b"abc")], run=run)  # type: ignore[arg-type]  # tests pass what fails


def test_the_same_seed_makes_the_same_inputs() -> None:
    first, again, other = (list(inputs(TARGETS[0], number=50, seed=seed)) for seed in (1, 1, 2))

    assert first == again != other


def test_what_is_raised_is_a_failure_with_its_input() -> None:
    def run(_data: bytes) -> bool:
        raise KeyError("x")

    outcome: Outcome = fuzz(_target(run), number=3)

    assert [why for why, _ in outcome.failures] == ["KeyError: 'x' ()"] * 3


def test_what_takes_too_long_is_a_failure() -> None:
    def run(_data: bytes) -> bool:
        while True:
            pass

    outcome = fuzz(_target(run), number=1, limit_seconds=0.05)

    assert [why for why, _ in outcome.failures] == ["took more than 0.05 s"]


@pytest.mark.parametrize(
    "item",
    [
        Article(id="a", text="  "),
        Article(id="a", text="x", title="\ud800"),
        Article(id="a", text="x", mentions=(MarkedSpan(start=0, end=2),)),
        Skipped(where="a", why=""),
    ],
)
def test_an_item_that_breaks_its_promise_is_a_failure(item: Article | Skipped) -> None:
    with pytest.raises(ValueError, match="."):
        check(iter([item]))


def test_the_script_prints_a_table() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/fuzz.py", "--inputs", "30", "--target", "text", "--target", "csv"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip

    lines = [line.split()[:2] for line in done.stdout.splitlines()]
    assert lines == [["target", "inputs"], ["text", "15"], ["csv", "15"], ["all", "30"]]
