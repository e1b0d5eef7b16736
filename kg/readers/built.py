"""The names of the files of a folder in; those that `kg build` wrote there, which are no news, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.files import BUILT_FILES

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

BUILT_MARKS: Final = frozenset({"events.jsonl", "graph.ttl", "graph.html"})
"""The files by which a folder of a built graph is known."""
WHY: Final = "holds a graph that kg built; its files are no news and are not read"


def built_files(names: AbstractSet[str]) -> frozenset[str]:
    """Return which of the files of a folder kg wrote; none where it is no folder of a built graph."""
    return frozenset(BUILT_FILES) if names >= BUILT_MARKS else frozenset()
