"""What a user, a file name or a text says of the day of publication in; the day out, never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

_IN_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_IN_HEADER: Final = re.compile(r"\s*(?:published|date)\s*:\s*(\S+)\s*", re.IGNORECASE)


def published_of(name: str, text: str) -> date | None:
    """Return the day that a text file says it was published on, None where it does not say.

    It is an ISO date at the start of the file name, else in a first line "Published: 2024-05-09" or "Date: ...".
    What looks like a date and is none ("2024-13-40") counts as not said.

    >>> published_of("2024-05-09-message.txt", "").isoformat()
    '2024-05-09'
    """
    in_name = _IN_NAME.match(name)
    in_header = _IN_HEADER.fullmatch(text.lstrip("\r\n").split("\n", 1)[0])
    for found in (in_name, in_header):
        day = to_day(found[1]) if found else None
        if day is not None:
            return day
    return None


def to_day(text: str) -> date | None:
    """Return the day of an ISO date or date and time as it is written there, None where it is neither.

    >>> to_day("2024-05-09T23:30:00-05:00").isoformat()
    '2024-05-09'
    """
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None
