"""English news text and its publication date come in; the dates the text names, as ranges of days, go out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.extract.date_ranges import DayRange, day_range
from kg.extract.date_words import GROUPS, NAME_BEFORE, PATTERN, RANGE_FROM, RANGE_GAP, DateMatch

_BEFORE: Final = 40
_SPACE: Final = re.compile(r"\s+")
#: Rules that name a day or month of the calendar: two of them may make a range ("from May 30 to June 2").
_CALENDAR: Final = frozenset({"iso", "numeric", "day_month", "month_day", "month_year", "weekday"})
_LOOKS_LIKE_A_NAME: Final = frozenset({"near_day", "season", "near_season", "near_unit", "weekend"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as the text gives it, and the days it may be.

    ``start`` and ``end`` are characters of the text; a leading "on", "in", "since" or "during" belongs to the mention.
    ``earliest`` and ``latest`` are inclusive; a single day has both the same.
    ``anchored`` is true if the publication date was needed to work it out.
    """

    start: int
    end: int
    text: str
    earliest: date
    latest: date
    anchored: bool

    def __post_init__(self) -> None:
        """Refuse a range that ends before it starts."""
        if self.earliest > self.latest:
            message = f"date {self.text!r}: earliest {self.earliest} is after latest {self.latest}"
            raise ValueError(message)


def find_dates(text: str, *, published: date | None) -> tuple[DateMention, ...]:
    """Find the dates a news text names, in text order, none overlapping another.

    A weekday or a day without a year is the latest one up to the publication date,
    or the first one from it on if a word such as "will" or "scheduled" stands before it in the sentence.
    "since X" runs to the publication date.
    "last Monday" and "next Monday" are the nearest ones before and after the publication date.
    "two weeks ago" is the calendar week of that day, and so for months and years.
    Winter 2021 begins in December 2021.

    Parameters
    ----------
    text
        Any text.
    published
        Day of publication; None means unknown, and what needs it is left out.

    Examples
    --------
    >>> [str(found.earliest) for found in find_dates("They met on Sept. 13.", published=date(2023, 9, 15))]
    ['2023-09-13']
    """
    found = _merge_ranges(text, list(_scan(text, published)))
    return tuple(_mention(text, parts) for parts in found if all(_resolve(part) for part in parts))


def _scan(text: str, published: date | None) -> Iterator[DateMatch]:
    for match in PATTERN.finditer(text):
        rule = match.lastgroup or ""
        groups = {short: _SPACE.sub(" ", match[name]).lower() for name, short in GROUPS[rule] if match[name]}
        start = match.start()
        before = text[max(0, start - _BEFORE) : start]
        prep = (match["prep"] or "").lower()
        core = match[0][len(prep) :].lstrip()
        if not _is_part_of_a_name(rule, core, before=before + match[0].removesuffix(core)):
            yield DateMatch(
                start=start, end=match.end(), rule=rule, groups=groups, before=before, prep=prep, published=published
            )


def _is_part_of_a_name(rule: str, core: str, *, before: str) -> bool:
    if rule.startswith("month") or rule == "day_month":
        return core[:1].isupper() and bool(NAME_BEFORE["month"].search(before))
    if rule in {"weekday", "ago"}:
        return bool(NAME_BEFORE[rule].search(before))
    if rule not in _LOOKS_LIKE_A_NAME or not core[:1].isupper() or core.isupper():
        return False
    words = core.split()
    titled = rule == "near_unit" or rule == "near_day"
    return bool(NAME_BEFORE["word"].search(before)) or (titled and len(words) > 1 and words[-1][0].isupper())


def _merge_ranges(text: str, found: list[DateMatch]) -> Iterator[tuple[DateMatch, ...]]:
    """Join neighbours such as "from May 30" and "to June 2", and let a year of one hold for the other."""
    index = 0
    while index < len(found):
        first = found[index]
        second = found[index + 1] if index + 1 < len(found) else None
        if second is not None and (joined := _joined(text, first, second)):
            yield joined
            index += 2
        else:
            yield (first,)
            index += 1


def _joined(text: str, first: DateMatch, second: DateMatch) -> tuple[DateMatch, DateMatch] | None:
    gap = RANGE_GAP.fullmatch(text, first.end, second.start)
    if not gap or second.prep or first.prep == "since" or not {first.rule, second.rule} <= _CALENDAR:
        return None
    opener = RANGE_FROM.search(first.before)
    opened = opener[1].lower() if opener else text[first.start : first.end].partition(" ")[0].lower()
    needed = {"and": "between", "to": "from", "until": "from"}.get((gap["word"] or "").lower(), opened)
    if opened != needed:
        return None
    start = first.start - len(opener[0]) if opener else first.start
    first = replace(first, start=start)
    try:
        return _with_one_year(first, second)
    except (ValueError, OverflowError):
        return None


def _with_one_year(first: DateMatch, second: DateMatch) -> tuple[DateMatch, DateMatch] | None:
    if "weekday" in {first.rule, second.rule}:
        return (first, second) if day_range(first)[0] <= day_range(second)[1] else None
    if _has_year(second) and not _has_year(first):
        year = day_range(second)[0].year
        first = replace(first, year_hint=year)
        first = first if day_range(first)[0] <= day_range(second)[0] else replace(first, year_hint=year - 1)
    elif not _has_year(second):
        year = day_range(first)[0].year
        second = replace(second, year_hint=year)
        second = second if day_range(first)[0] <= day_range(second)[0] else replace(second, year_hint=year + 1)
    return (first, second) if day_range(first)[0] <= day_range(second)[1] else None


def _has_year(found: DateMatch) -> bool:
    return "year" in found.groups or "relyear" in found.groups


def _resolve(match: DateMatch) -> DayRange | None:
    try:
        return day_range(match)
    except (ValueError, OverflowError):
        return None


def _mention(text: str, parts: tuple[DateMatch, ...]) -> DateMention:
    ranges = [days for part in parts if (days := _resolve(part))]
    start, end = parts[0].start, parts[-1].end
    return DateMention(
        start=start,
        end=end,
        text=text[start:end],
        earliest=ranges[0][0],
        latest=ranges[-1][1],
        anchored=any(part.prep == "since" or _resolve(replace(part, published=None)) is None for part in parts),
    )
