"""Small valid files in, mutated by the million; what kg raises at them, and how long it takes at most, out.

``python benchmarks/fuzz.py --inputs 1000000`` shares the inputs between all targets, the quick ones get more.
``--target NAME`` (several times) takes some targets; ``--seed`` other inputs; ``--save DIR`` keeps inputs that failed.
A failure is an exception, an article or event that breaks what its type promises, or a target that takes too long.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import logging
import re
import resource
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import FrameType
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fuzz_kinds import Target
from benchmarks.fuzz_targets import TARGETS

_SLOW_SECONDS: Final = 20.0
"""After which an input is given up."""
_SLOW_CPU_SECONDS: Final = 2.0
"""What an input may take of the processor, however busy the machine is; there is none above a few kilobytes."""
_MUCH_MB: Final = 500
_MEMORY: Final = 6 << 30
_SHOWN: Final = 3

_NUMBERS: Final = tuple(
    value.to_bytes(size, order, signed=True)
    for size in (1, 2, 4, 8)
    for order in ("little", "big")
    for value in (0, 1, -1, (1 << (8 * size - 1)) - 1, -(1 << (8 * size - 1)))
)
_TEXTS: Final = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "\u202e".encode(),
    b"\r", b"\n", b"\r\n", b"\t", b'"', b'""', b"'", b"\\", b"\\ud800", b"\\u0000", b"../", b"/", b"..", b"%s", b"{}",
    b"[", b"]", b"{", b"}", b"<", b">", b"&#0;", b"<!--", b"<![CDATA[", b"9" * 40, b"-1", b"1e999", b"NaN", b"null",
    b"true", b"2024-02-30", b"0000-00-00", b"A" * 300, b"[" * 300, b"(" * 300, b"<p>" * 100,
)  # fmt: skip


class TooSlowError(Exception):
    """An input took longer than any may."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of the inputs of one target."""

    name: str
    inputs: int = 0
    useful: int = 0
    """Inputs of which something was read."""
    failures: list[tuple[str, bytes]] = field(default_factory=list)
    given_up: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    """Seconds of the processor, of this process alone."""
    megabytes: float = 0.0
    """By how much the most memory that this process ever had has grown."""


def mutated(data: bytes, other: bytes, random: Random) -> bytes:
    """Return the bytes with one to a few changes: bits, numbers, cuts, repetitions, awkward texts, parts of another."""
    out = bytearray(data)
    for _ in range(1 + int(random.expovariate(0.7))):
        at = random.randrange(len(out) + 1)
        kind = random.randrange(9)
        if kind == 0 and at < len(out):
            out[at] ^= 1 << random.randrange(8)
        elif kind == 1 and at < len(out):
            out[at] = random.randrange(256)
        elif kind == 2:
            number = random.choice(_NUMBERS)
            out[at : at + len(number)] = number
        elif kind == 3:
            del out[at : at + 1 + int(random.expovariate(0.05))]
        elif kind == 4:
            start = random.randrange(len(out) + 1)
            part = out[start : start + 1 + int(random.expovariate(0.02))]
            out[at:at] = part * random.choice((1, 1, 2, 50))
        elif kind == 5:
            out[at:at] = random.choice(_TEXTS)
        elif kind == 6:
            text = random.choice(_TEXTS)
            out[at : at + len(text)] = text
        elif kind == 7:
            start = random.randrange(len(other) + 1)
            out[at : at + random.randrange(64)] = other[start : start + random.randrange(64)]
        elif random.random() < 0.3:
            del out[at:]
    return bytes(out)


def inputs(target: Target, *, number: int, seed: int) -> Iterator[bytes]:
    """Yield the mutated inputs of a target: the same ones for the same seed."""
    random = Random(f"{seed}/{target.name}")
    seeds = target.seeds()
    for _ in range(number):
        each, other = random.choice(seeds), random.choice(seeds)
        yield each.wrap(mutated(each.data, other.data, random))


def fuzz(target: Target, *, number: int, seed: int = 0, limit_seconds: float = _SLOW_SECONDS) -> Outcome:
    """Throw inputs at a target, and return what came of them."""
    outcome = Outcome(name=target.name)
    start = time.perf_counter()
    with target.ready():
        # What is loaded once is no matter of the first input.
        for each in target.seeds():
            with contextlib.suppress(Exception), _within(limit_seconds):
                target.run(each.wrap(each.data))
        most = _most_memory()
        for data in inputs(target, number=number, seed=seed):
            before = time.process_time()
            try:
                with _within(limit_seconds):
                    outcome.useful += target.run(data)
            except TooSlowError:
                if target.bounded:
                    outcome.given_up += 1
                else:
                    outcome.failures.append((f"took more than {limit_seconds:g} s", data))
            except KeyboardInterrupt:
                raise
            except BaseException as error:  # noqa: BLE001  # whatever it raises is what is looked for
                outcome.failures.append((_told(error), data))
            outcome.inputs += 1
            took = time.process_time() - before
            outcome.slowest = max(outcome.slowest, took)
            if took > _SLOW_CPU_SECONDS and not target.bounded:
                outcome.failures.append((f"took more than {_SLOW_CPU_SECONDS:g} s of the processor", data))
            grown = _most_memory() - most
            if grown - outcome.megabytes > _MUCH_MB:
                outcome.failures.append((f"took more than {_MUCH_MB} MB", data))
            outcome.megabytes = max(outcome.megabytes, grown)
    outcome.seconds = time.perf_counter() - start
    return outcome


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _told(error: BaseException) -> str:
    """Return the error with the innermost line of kg that it passed through."""
    place, trace = "", error.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if "/kg/" in path:
            place = f"kg/{path.rpartition('/kg/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    words = re.sub(r"[0-9]+|/\S*/", "#", " ".join(str(error).split()))
    return f"{type(error).__name__}: {words[:100]} ({place})"


def main() -> int:
    """Fuzz what is asked for, and print a table; the exit code is 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--inputs", type=int, default=20_000, metavar="N", help="how many in all (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--target", action="append", choices=[each.name for each in TARGETS], metavar="NAME")
    parser.add_argument("--save", type=Path, metavar="DIR", help="where to keep inputs that failed")
    parser.add_argument("--list", action="store_true", help="print the targets and stop")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{each.name:<12} {each.about}" for each in TARGETS))
        return 0
    logging.disable()
    # What an input makes kg ask for beyond it is a MemoryError here, and not the end of the machine.
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.RLIM_INFINITY))
    targets = [each for each in TARGETS if not options.target or each.name in options.target]
    total = sum(each.share for each in targets)
    print(
        f"{'target':<12} {'inputs':>9} {'read':>9} {'failed':>7} {'given up':>8} {'slowest ms':>10} {'MB':>5} {'seconds':>8}"
    )
    failed = 0
    outcomes = []
    for target in targets:
        outcome = fuzz(target, number=max(1, options.inputs * target.share // total), seed=options.seed)
        outcomes.append(outcome)
        failed += len(outcome.failures)
        print(
            f"{outcome.name:<12} {outcome.inputs:>9,} {outcome.useful:>9,} {len(outcome.failures):>7,} "
            f"{outcome.given_up:>8,} {outcome.slowest * 1000:>10,.0f} {outcome.megabytes:>5,.0f} "
            f"{outcome.seconds:>8,.0f}",
            flush=True,
        )
    print(
        f"{'all':<12} {sum(each.inputs for each in outcomes):>9,} {sum(each.useful for each in outcomes):>9,} {failed:>7,}"
    )
    for outcome in outcomes:
        _print_failures(outcome, options.save)
    return 1 if failed else 0


def _print_failures(outcome: Outcome, folder: Path | None) -> None:
    kinds: dict[str, list[bytes]] = {}
    for why, data in outcome.failures:
        kinds.setdefault(why, []).append(data)
    for why, found in kinds.items():
        print(f"{outcome.name}: {len(found)} x {why}")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            for data in sorted(found, key=len)[:_SHOWN]:
                path = folder / f"{outcome.name}-{hashlib.sha256(data).hexdigest()[:12]}"
                path.write_bytes(data)
                print(f"  {path}")


if __name__ == "__main__":
    sys.exit(main())
