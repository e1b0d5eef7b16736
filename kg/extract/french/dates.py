"""French news text and its publication day in, the dates that it names out, as ranges of days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kg.model import DateRange

_WEEKDAYS: Final = {name: n for n, name in enumerate("lundi mardi mercredi jeudi vendredi samedi dimanche".split())}
_MONTHS: Final = {
    name: n
    for n, names in enumerate(
        "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre décembre|decembre".split(),
        1,
    )
    for name in names.split("|")
}
_NUMBERS: Final = {
    word: n for n, word in enumerate("un deux trois quatre cinq six sept huit neuf dix onze douze".split(), 1)
} | {"une": 1}
_UNITS: Final = {"jour": "day", "jours": "day", "semaine": "week", "semaines": "week", "mois": "month", "an": "year", "ans": "year",
                 "année": "year", "années": "year"}  # fmt: skip
_NEAR: Final = {"avant-hier": -2, "hier": -1, "aujourd'hui": 0, "demain": 1, "après-demain": 2}
_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_month: Final = "|".join(_MONTHS)
_weekday: Final = "|".join(_WEEKDAYS)
_part: Final = r"(?:\ (?:matin|soir|après-midi|midi))?"
_PATTERN: Final = re.compile(
    rf"""\b(?:
    (?P<full>(?:(?:le|du|au|ce)\ )?(?:(?:{_weekday})\ )?(?P<day>\d{{1,2}}|1er)\ (?P<month>{_month})(?:\ (?P<year>\d{{4}}))?)
    |(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    |(?P<weekday>(?:(?:le|ce)\ )?(?P<name>{_weekday})(?:\ (?P<side>dernier|prochain))?{_part})
    |(?P<near>avant-hier|hier|aujourd'hui|après-demain|demain){_part}
    |(?P<ago>il\ y\ a\ (?P<number>\d{{1,3}}|{"|".join(_NUMBERS)})\ (?P<unit>jours?|semaines?|mois|ans?))
    |(?P<unit_near>(?:la\ semaine|le\ mois|l'an|l'année)\ (?P<unit_side>dernière|dernier|prochaine|prochain|passée|passé))
    |(?P<this>cette\ semaine|ce\ mois-ci|cette\ année)
    |(?P<in_month>(?:en|depuis|fin|début|mi-?)\ ?(?P<month_only>{_month})(?:\ (?P<month_year>\d{{4}}))?)
    |(?P<in_year>(?:en|depuis)\ (?P<year_only>(?:19|20)\d{{2}}))
    )(?![\w-])""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FrenchDate:
    """A date as the text gives it: characters ``start`` to ``end``, and the days it is if past and if to come.

    ``since`` tells that it is only where something lasting began.
    """

    start: int
    end: int
    text: str
    past: tuple[date, date]
    ahead: tuple[date, date]
    since: bool = False

    def days(self, *, ahead: bool) -> DateRange:
        """Return the days of what is told of, which is yet to come or not."""
        first, last = self.ahead if ahead else self.past
        return DateRange(earliest=first, latest=last, text=self.text)


def find_dates(text: str, *, published: date | None) -> tuple[FrenchDate, ...]:
    """Return the dates of a text in order; what needs the day of publication is left out where that is not known.

    >>> [str(found.past[0]) for found in find_dates("Ils se sont vus mardi dernier.", published=date(2024, 5, 14))]
    ['2024-05-07']
    """
    found = []
    for match in _PATTERN.finditer(text):
        both = _resolved(match, published)
        if both is not None:
            since = match[0].lower().startswith("depuis")
            found.append(FrenchDate(match.start(), match.end(), match[0], *both, since=since))
    return tuple(found)


_Days = tuple[date, date]


def _resolved(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    names = ("full", "iso", "weekday", "near", "ago", "unit_near", "this", "in_month", "in_year")
    rule = next(name for name in names if match[name])
    try:
        return _RESOLVERS[rule](match, published)
    except (ValueError, OverflowError):
        return None  # "le 31 février"


def _full(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    day = 1 if match["day"].lower() == "1er" else int(match["day"])
    month = _MONTHS[match["month"].lower()]
    if match["year"]:
        return _both(date(int(match["year"]), month, day))
    if published is None:
        return None
    near = date(published.year, month, day)
    before = near if near <= published else date(published.year - 1, month, day)
    after = near if near >= published else date(published.year + 1, month, day)
    return (before, before), (after, after)


def _iso(match: re.Match[str], _published: date | None) -> tuple[_Days, _Days] | None:
    return _both(date.fromisoformat(match["iso"]))


def _weekday_of(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    if published is None:
        return None
    number = _WEEKDAYS[match["name"].lower()]
    back, on = (published.weekday() - number) % _WEEK, (number - published.weekday()) % _WEEK
    side = (match["side"] or "").lower()
    before = published - timedelta(days=back or (_WEEK if side == "dernier" else 0))
    after = published + timedelta(days=on or (_WEEK if side == "prochain" else 0))
    if side == "dernier":
        return _both(before)
    return _both(after) if side == "prochain" else ((before, before), (after, after))


def _near(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    return None if published is None else _both(published + timedelta(days=_NEAR[match["near"].lower()]))


def _ago(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    if published is None:
        return None
    word = match["number"].lower()
    number = int(word) if word.isdigit() else _NUMBERS[word]
    return _twice(_unit(published, _UNITS[match["unit"].lower()], -number))


def _unit_near(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    if published is None:
        return None
    unit = next(kind for word, kind in _UNITS.items() if re.search(rf"\b{word}\b", match["unit_near"].lower()))
    return _twice(_unit(published, unit, 1 if match["unit_side"].lower().startswith("prochain") else -1))


def _this(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    if published is None:
        return None
    unit = {"cette semaine": "week", "ce mois-ci": "month", "cette année": "year"}[match["this"].lower()]
    return _twice(_unit(published, unit, 0))


def _in_month(match: re.Match[str], published: date | None) -> tuple[_Days, _Days] | None:
    month = _MONTHS[match["month_only"].lower()]
    if match["month_year"]:
        return _twice(_month_of(int(match["month_year"]), month))
    if published is None:
        return None
    before = _month_of(published.year - (month > published.month), month)
    after = _month_of(published.year + (month < published.month), month)
    return before, after


def _in_year(match: re.Match[str], _published: date | None) -> tuple[_Days, _Days] | None:
    year = int(match["year_only"])
    return _twice((date(year, 1, 1), date(year, 12, 31)))


_RESOLVERS: Final[Mapping[str, Callable[[re.Match[str], date | None], tuple[_Days, _Days] | None]]] = {
    "full": _full, "iso": _iso, "weekday": _weekday_of, "near": _near, "ago": _ago, "unit_near": _unit_near, "this": _this,
    "in_month": _in_month, "in_year": _in_year,
}  # fmt: skip


def _both(day: date) -> tuple[_Days, _Days]:
    return (day, day), (day, day)


def _twice(days: _Days) -> tuple[_Days, _Days]:
    return days, days


def _unit(day: date, unit: str, number: int) -> _Days:
    """Return the day, or the calendar week, month or year, that lies some units from a day."""
    if unit == "day":
        moved = day + timedelta(days=number)
        return moved, moved
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=number)
        return monday, monday + timedelta(days=_WEEK - 1)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + number
        return _month_of(months // 12, months % 12 + 1)
    return date(day.year + number, 1, 1), date(day.year + number, 12, 31)


def _month_of(year: int, month: int) -> _Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
