"""The name of a format, or the first lines of a file, in; the format that codes its rows out."""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.eventdata.gdelt import GDELT1, GDELT2
from kg.eventdata.icews import ICEWS, QUADRUPLES
from kg.eventdata.plain import PLAIN
from kg.eventdata.polecat import POLECAT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.eventdata.contract import EventFormat, Head, Layout, Options

FORMATS: Final[Mapping[str, EventFormat]] = MappingProxyType(
    {each.name: each for each in (GDELT1, GDELT2, ICEWS, POLECAT, QUADRUPLES, PLAIN)}
)
"""Every format by its name, the surest first; a new one is a module and one entry here, and the contract tests cover it."""


def format_named(name: str) -> EventFormat:
    """Return a format by its name.

    Raises
    ------
    InputError
        If there is none; the message has the nearest ones.
    """
    if name not in FORMATS:
        near = difflib.get_close_matches(name.lower(), FORMATS, n=3) or sorted(FORMATS)
        raise InputError(f"format {name!r} is not known; choose one of {', '.join(near)}")
    return FORMATS[name]


def recognised(head: Head, options: Options) -> tuple[EventFormat, Layout] | None:
    """Return the format of a file and where its columns stand, None where no format knows it.

    Columns that the user names settle it: the file is a plain table.
    """
    for each in (PLAIN,) if options.columns else FORMATS.values():
        layout = each.layout(head, options)
        if layout is not None:
            return each, layout
    return None
