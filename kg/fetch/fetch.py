"""Addresses of feeds and pages in; a folder with their articles out, and a report of what came and what did not."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.fetch.cache import Cache
from kg.fetch.folder import HIDDEN, check_folder, keep
from kg.fetch.hosts import Hosts
from kg.fetch.limits import Limits
from kg.fetch.walk import Walk
from kg.fetch.wire import Wire, origin
from kg.files import check_output_folder
from kg.readers.address import web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from kg.fetch.outcome import Fetched, Outcome


def fetch(
    urls: Iterable[str],
    folder: Path,
    *,
    limits: Limits | None = None,
    most: int | None = None,
    feeds_only: bool = False,
    progress: Callable[[int, int], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch the pages, and those that the feeds among the addresses name, and keep their articles in the folder.

    ``most`` is how many entries of each feed are taken; None takes all. With ``feeds_only`` the text of an article is
    what its feed holds of it. ``progress`` is called with how many addresses are done and how many there are.
    What was got when a stop comes is kept.

    Raises
    ------
    InputError
        If an address is none, or the folder holds an ``articles.jsonl`` that kg did not write.
    OutputError
        If the folder cannot be written.
    """
    limits = limits or Limits()
    addresses = [_checked(url) for url in urls]
    check_output_folder(folder)
    check_folder(folder)
    outcomes: list[Outcome] = []
    with Wire(limits, named=frozenset(map(origin, addresses))) as wire:
        hosts = Hosts(wire=wire, limits=limits, clock=clock, sleep=sleep)
        walk = Walk(
            hosts=hosts, cache=Cache(folder / HIDDEN / "answers"), limits=limits, most=most, feeds_only=feeds_only
        )
        try:
            for outcome in walk.outcomes(addresses):
                outcomes.append(outcome)
                if progress is not None:
                    progress(len(outcomes), len(outcomes) + walk.waiting)
        finally:
            fetched = keep(folder, outcomes)
    return fetched


def _checked(url: str) -> str:
    address = web_address(url)
    if address is None:
        raise InputError(
            f"{url!r} is no http or https address without a password; give one such as https://example.org/feed.xml"
        )
    return address
