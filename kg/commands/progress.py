"""What a long command is doing in; a bar on a terminal out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress_bar(doing: str, *, unit: str, scale: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """Give what draws a bar, called with how many units are done and how many there are.

    With ``scale``, large numbers are shown as k and M. None is given where the error stream is a file or a pipe.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # type: ignore[import-untyped]  # tqdm ships no types

    with tqdm(unit=f" {unit}", unit_scale=scale, desc=doing, leave=False, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield progress
