"""The end of a file name in; its reader out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.readers.html import HtmlReader
from kg.readers.jsonl import JsonlReader
from kg.readers.text import TextReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.readers.contract import Reader

READERS: Final[tuple[Reader, ...]] = (TextReader(), HtmlReader(), JsonlReader())
"""Every reader; a new one is a module and one entry here, and the contract tests cover it."""

BY_SUFFIX: Final[Mapping[str, Reader]] = MappingProxyType(
    {suffix: reader for reader in READERS for suffix in reader.suffixes}
)
"""The reader of each end of a file name."""

SUFFIXES: Final = ", ".join(BY_SUFFIX)
"""The ends of the file names that are read, for messages."""
