"""What a long command is doing in; a bar on a terminal out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress_bar(doing: str, *, unit: str, scale: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """Give what draws a bar, called with how many units are done and how many there are.

    With ``scale``, large numbers are shown as k and M. None is given where the error stream is a file or a pipe. A number of 0 is one that nobody knows.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # type: ignore[import-untyped]  # tqdm ships no types

    with tqdm(unit=f" {unit}", unit_scale=scale, desc=doing, leave=False, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total or None
            bar.update(done - bar.n)

        yield progress


@contextmanager
def counter(doing: str, *, unit: str, verbose: bool = False) -> Iterator[Callable[[str], None]]:
    """Give what is called with the name of each thing done, where nobody knows how many there will be.

    On a terminal it counts them; with ``verbose``, each is printed at once instead.
    """
    if verbose:

        def named(name: str) -> None:
            print(visible(name), flush=True)

        yield named
        return
    with progress_bar(doing, unit=unit) as progress:
        done = 0

        def counted(_name: str) -> None:
            nonlocal done
            done += 1
            if progress is not None:
                progress(done, 0)

        yield counted
