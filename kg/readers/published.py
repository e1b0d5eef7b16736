"""What a user, a file name or a text says of the day of publication in; the day out, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

_IN_NAME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
_IN_HEADER: Final = re.compile(r"\s*(?:published|date)\s*:\s*(\S+)\s*", re.IGNORECASE)

_TIME: Final = r"(?:,?[ T]\s*\d{1,2}:\d{2}[^\n]{0,30})?"
_NAME: Final = r"(?P<month>[A-Za-z]{3,9}\.?)"
_UNMISTAKABLE: Final = (
    re.compile(rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_TIME}", re.ASCII),
    re.compile(rf"(?P<year>\d{{4}})/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}}){_TIME}", re.ASCII),
    re.compile(rf"(?:[A-Za-z]{{3,9}},? )?(?P<day>\d{{1,2}})[ -]{_NAME}[ -](?P<year>\d{{4}}){_TIME}", re.ASCII),
    re.compile(rf"(?:[A-Za-z]{{3,9}},? )?{_NAME} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}}){_TIME}", re.ASCII),
)
_MONTH_NAMES: Final = "january february march april may june july august september october november december".split()
_MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {name: month for month, full in enumerate(_MONTH_NAMES, 1) for name in (full, full[:3])}
    | {"sept": 9}
    | {f"{month:0{width}}": month for month in range(1, 13) for width in (1, 2)}
)


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


def day_of(text: str) -> date | None:
    """Return the day of a cell of a table that can mean one day only, None for all others.

    Beside ISO dates these are 20240509, 2024/05/09, and days with the English name of their month, as mails have them.
    In 09/05/2024 it is not said which number is the month.

    >>> [day_of(text).isoformat() for text in ("20240509", "May 9, 2024", "Thu, 09 May 2024 08:00:00 GMT")]
    ['2024-05-09', '2024-05-09', '2024-05-09']
    """
    found = to_day(text)
    if found is not None:
        return found
    for form in _UNMISTAKABLE:
        match = form.fullmatch(text.strip())
        month = _MONTHS.get(match["month"].casefold().rstrip(".")) if match else None
        if match and month:
            try:
                return date(int(match["year"]), month, int(match["day"]))
            except ValueError:
                return None
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
