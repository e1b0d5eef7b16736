"""A matched date expression and its publication date come in; the first and last day it may mean go out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from kg.extract.date_words import (
    DATE_CUE,
    MAY_CUE,
    MONTHS,
    NEAR_DAYS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    WEEKDAYS,
    DateMatch,
    NotADateError,
    step,
)

DayRange = tuple[date, date]

#: How far "recent days", "a few weeks" and the like reach, in the unit they name.
_VAGUE_REACH: Final = {"day": 7, "week": 4, "month": 6, "year": 5}
_DAY: Final = timedelta(days=1)
_PARTS: Final = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


def day_range(match: DateMatch) -> DayRange:
    """Return the first and last day a match may mean.

    Raises
    ------
    ValueError
        If it names no date.
    OverflowError
        If the date is outside the calendar of ``datetime.date``.
    """
    earliest, latest = _RESOLVERS[match.rule](match)
    if match.prep == "since":
        latest = max(latest, match.today())
    if latest < earliest:
        raise NotADateError
    return earliest, latest


def _months(year: int, first: int, count: int = 1) -> DayRange:
    """Return ``count`` whole months; ``first`` may lie outside 1 to 12 and counts on into other years."""
    start, last = year * 12 + first - 1, year * 12 + first + count - 2
    return (
        date(start // 12, start % 12 + 1, 1),
        date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1]),
    )


def _around(day: date, unit: str) -> DayRange:
    """Return the calendar week (from Monday), month or year of a day."""
    if unit == "week":
        monday = day - day.weekday() * _DAY
        return monday, monday + 6 * _DAY
    if unit == "month":
        return _months(day.year, day.month)
    return (_months(day.year, 1, 12)) if unit == "year" else (day, day)


def _moved(day: date, unit: str, count: int) -> date:
    """Move a day by whole units; the 31st becomes the last day of a shorter month."""
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    first, last = _months(day.year, day.month + count * (12 if unit == "year" else 1))
    return min(last, first + (day.day - 1) * _DAY)


def _part(match: DateMatch, days: DayRange) -> DayRange:
    """Narrow a week, month, year or decade to its early, middle or late part, if the words say so."""
    word = match.groups.get("part") or match.groups.get("edge")
    if not word:
        return days
    start, end = days
    length, third = (end - start).days + 1, _PARTS[word]
    if length > 31:
        years = end.year - start.year
        bounds = [_months(start.year, 1 + n)[0] for n in ((0, 48, 84) if years else (0, 4, 8))]
    else:
        bounds = [start + n * _DAY for n in ((0, 2, 4) if length == 7 else (0, 10, 20))]
    return bounds[third], end if third == 2 else bounds[third + 1] - _DAY


def _nearest(match: DateMatch, in_year: Callable[[int], DayRange]) -> DayRange:
    """Choose the year: the latest range begun by the publication date, or the first not over if a cue looks ahead."""
    year = match.year()
    if year is not None:
        return in_year(year)
    today, future = match.today(), match.is_future()
    for distance in range(9):
        try:
            days = in_year(today.year + (distance if future else -distance))
        except ValueError:
            # 29 February: at most eight years lie between two of them.
            continue
        if (days[1] >= today) if future else (days[0] <= today):
            return days
    raise NotADateError


def _stepped(match: DateMatch, now: DayRange, in_year: Callable[[int], DayRange]) -> DayRange:
    """Choose the nearest range wholly before, holding or wholly after ``now`` as last, this or next says."""
    options = [in_year(match.today().year + distance) for distance in (-2, -1, 0, 1, 2)]
    if match.step() < 0:
        return max(days for days in options if days[1] < now[0])
    if match.step() > 0:
        return min(days for days in options if days[0] > now[1])
    return next((days for days in options if days[0] <= now[0] <= days[1]), options[2])


def _iso(match: DateMatch) -> DayRange:
    day = date(*(int(match.groups[name]) for name in ("year", "month", "day")))
    return day, day


def _numeric(match: DateMatch) -> DayRange:
    first, second = int(match.groups["first"]), int(match.groups["second"])
    if first <= 12 and second <= 12 and first != second:
        raise NotADateError
    day = date(int(match.groups["year"]), *((second, first) if first > 12 else (first, second)))
    return day, day


def _day_only(match: DateMatch) -> DayRange:
    """Read "on the 23rd": the latest such day up to the publication, or the first one after it for what is to come."""
    if match.prep != "on":
        raise NotADateError
    wanted, today, future = int(match.groups["day"]), match.today(), match.is_future()
    for distance in range(-1, 2)[:: 1 if future else -1]:
        first, last = _months(today.year, today.month + distance)
        day = first + (wanted - 1) * _DAY
        if day <= last and (day >= today if future else day <= today):
            return day, day
    raise NotADateError


def _month_number(word: str) -> int:
    return MONTHS[word[:3]]


def _calendar_day(match: DateMatch) -> DayRange:
    month, first = _month_number(match.groups["month"]), int(match.groups["day"])
    last = int(match.groups.get("day2", first))
    return _nearest(match, lambda year: (date(year, month, first), date(year, month, last)))


def _month(match: DateMatch) -> DayRange:
    month = _month_number(match.groups["month"])
    if "rel" in match.groups:
        days = _stepped(match, _around(match.today(), "month"), lambda year: _months(year, month))
        return _part(match, days)
    cue = MAY_CUE if match.groups["month"] == "may" else DATE_CUE
    sure = match.rule == "month_year" or match.prep in {"in", "since", "during"} or not _whole(match)
    if not sure and (match.prep or not cue.search(match.before)):
        raise NotADateError
    return _part(match, _nearest(match, lambda year: _months(year, month)))


def _whole(match: DateMatch) -> bool:
    return not ({"part", "edge"} & match.groups.keys())


def _month_span(match: DateMatch) -> DayRange:
    first, last = _month_number(match.groups["month"]), _month_number(match.groups["month2"])
    if "span" not in match.groups and match.prep not in {"in", "since", "during"} and match.year() is None:
        raise NotADateError
    count = (last - first) % 12 + 1
    # A year behind the second month is that month's: "from November to February 2022" begins in 2021.
    return _nearest(match, lambda year: _months(year, first if first <= last else first - 12, count))


def _piece_of_year(match: DateMatch) -> DayRange:
    year = match.today().year if "this" in match.groups else match.year()
    number = ORDINALS.get(match.groups["ordinal"]) or int(match.groups["ordinal"])
    length = 6 if match.groups.get("piece") == "half" else 3
    if year is None or number * length > 12:
        raise NotADateError
    return _months(year, (number - 1) * length + 1, length)


def _season(match: DateMatch) -> DayRange:
    first = SEASONS[match.groups["season"]]
    if match.rule == "near_season":
        return _stepped(match, (match.today(), match.today()), lambda year: _months(year, first, 3))
    return _nearest(match, lambda year: _months(year, first, 3))


def _years(match: DateMatch) -> DayRange:
    first, last = int(match.groups["year"]), match.groups.get("year2")
    if match.rule == "decade":
        return _part(match, (date(first, 1, 1), date(first + 9, 12, 31)))
    if last:
        end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        return date(first, 1, 1), date(end, 12, 31)
    sure = match.prep in {"in", "since", "during"} or not _whole(match) or "named" in match.groups
    # "a force of 2000" is more often a count than a year.
    if not sure and (match.prep or first % 100 == 0 or not DATE_CUE.search(match.before)):
        raise NotADateError
    return _part(match, (date(first, 1, 1), date(first, 12, 31)))


def _weekday(match: DateMatch) -> DayRange:
    today, wanted = match.today(), WEEKDAYS[match.groups["weekday"][:3]]
    ahead = (wanted - today.weekday()) % 7
    if "week" in match.groups or match.groups.get("rel") == "this":
        distance = wanted - today.weekday() + 7 * step(match.groups.get("week", "this"))
    elif match.step():
        distance = (ahead or 7) if match.step() > 0 else ahead - 7
    else:
        distance = ahead if ahead == 0 or match.is_future() else ahead - 7
    first = today + distance * _DAY
    second = match.groups.get("weekday2")
    return first, first + ((WEEKDAYS[second[:3]] - wanted) % 7 if second else 0) * _DAY


def _near_day(match: DateMatch) -> DayRange:
    day = match.today() + NEAR_DAYS[match.groups["near"]] * _DAY
    return day, day


def _weekend(match: DateMatch) -> DayRange:
    today = match.today()
    saturday = today + (5 - today.weekday()) * _DAY
    weeks = match.step()
    if "the" in match.groups and saturday > today and not match.is_future():
        weeks = -1
    return saturday + weeks * 7 * _DAY, saturday + (weeks * 7 + 1) * _DAY


def _count(match: DateMatch) -> int | None:
    word = match.groups.get("count") or match.groups.get("count2")
    return None if word is None else NUMBERS.get(word) or int(word)


def _ago(match: DateMatch) -> DayRange:
    today, unit, count = match.today(), match.groups["unit"], _count(match)
    if count is None:
        return _moved(today, unit, -_VAGUE_REACH[unit]), _moved(today, unit, -2)
    return _around(_moved(today, unit, -count), unit)


def _span(match: DateMatch) -> DayRange:
    today, unit, count = match.today(), match.groups["unit"], _count(match)
    vague = match.rule == "recent" or "vague" in match.groups or "vague2" in match.groups or "plural" in match.groups
    # "The next day" and "the last day" belong to the story told, not to the day of publication.
    if count is None and not vague and (unit == "day" or match.groups.get("rel") == "next"):
        raise NotADateError
    reach = count if count is not None else _VAGUE_REACH[unit] if vague else 1
    ends = sorted((today, _moved(today, unit, reach if match.step() > 0 else -reach)))
    return ends[0], ends[1]


def _near_unit(match: DateMatch) -> DayRange:
    today, unit, shift = match.today(), match.groups["unit"], match.groups.get("shift")
    first, last = _around(_moved(today, unit, match.step()), unit)
    if shift and first <= today <= last:
        return (first, max(first, today - _DAY)) if shift == "earlier" else (min(last, today + _DAY), last)
    return _part(match, (first, last))


_RESOLVERS: Final[Mapping[str, Callable[[DateMatch], DayRange]]] = {
    "iso": _iso,
    "numeric": _numeric,
    "september_11": lambda _: (date(2001, 9, 11), date(2001, 9, 11)),
    **dict.fromkeys(("day_month", "month_day"), _calendar_day),
    "day_only": _day_only,
    **dict.fromkeys(("month", "month_year"), _month),
    "month_span": _month_span,
    **dict.fromkeys(("half", "quarter"), _piece_of_year),
    **dict.fromkeys(("season", "near_season"), _season),
    **dict.fromkeys(("decade", "year_span", "years", "year"), _years),
    "weekday": _weekday,
    "near_day": _near_day,
    "weekend": _weekend,
    "ago": _ago,
    **dict.fromkeys(("span", "recent"), _span),
    **dict.fromkeys(("near_unit", "the_unit"), _near_unit),
}
