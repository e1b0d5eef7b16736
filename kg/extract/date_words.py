"""Words in which English names dates go in; one compiled pattern with a named group per rule comes out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTH_NAMES: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: First three letters, lower case -> 1 (January) to 12.
MONTHS: Final = {name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES, start=1)}
#: First three letters, lower case -> 0 (Monday) to 6, as in ``date.weekday``.
WEEKDAYS: Final = {name[:3].lower(): number for number, name in enumerate(_WEEKDAY_NAMES)}
#: Season -> first month; every season has three months, northern hemisphere.
SEASONS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
ORDINALS: Final = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
#: Number word -> count; counts that are left vague are missing.
NUMBERS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7} | {
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
#: Words that place one day near the publication date -> days from it.
NEAR_DAYS: Final = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "the previous day": -1,
    "last night": -1,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
}

# Explicit blanks instead of \s: the relative words are matched in ASCII mode, where \s has no no-break space.
_WS: Final = "(?:[ \\t\\r\u00a0\u2009\u202f]{1,3}\\n?|\\n)"
_DASH: Final = "[-\u2010-\u2015]"


def _words(pattern: str) -> str:
    """Write a lower-case pattern so that it matches in any case, with ``_`` for a blank."""
    return f"(?ai:{pattern.replace('_', ' ').replace(' ', _WS)})"


def _names(names: tuple[str, ...]) -> str:
    return "|".join(form for name in names for form in (name, name.upper()))


_MONTH: Final = rf"(?:(?:{_names(_MONTH_NAMES)})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY: Final = rf"(?:{_names(_WEEKDAY_NAMES)})\b"
_WEEKDAY_FIRST: Final = rf"(?:(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?),?{_WS})?"
# "in 2000 villages" counts, "in 2000" dates.
_COUNTED: Final = _words(
    "_(?:troops|soldiers|people|persons|men|women|children|civilians|police|officers|fighters|militants|rebels|"
    "protesters|demonstrators|prisoners|hostages|refugees|migrants|workers|ships|tanks|missiles|drones|aircraft|"
    "vehicles|villages|towns|cities|places|countries|members|votes|cases|deaths|homes|houses|km|kilomet(?:er|re)s|"
    r"miles|met(?:er|re)s|tons|tonnes|barrels|percent|per_cent|million|billion|thousand|dollars|euros|rubles|gmt|utc|hours|local_time)\b"
)
_YEAR: Final = rf"(?:1[6-9]|20)[0-9]{{2}}(?![0-9%]|[,.:][0-9]|\w|{_COUNTED})"
_MANY: Final = _words(r"_(?:percent|per_cent|million|billion|thousand|hundred)\b")
_DAY: Final = rf"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9%])(?![,.:/][0-9])(?!{_MANY})"
_ORDINAL: Final = r"(?:st|nd|rd|th)?\b"
_JOIN: Final = rf"(?:{_WS}?{_DASH}{_WS}?|{_words('_(?:to|and|through|until)_')})"
_DAYS: Final = rf"(?P<day>{_DAY}){_ORDINAL}(?:{_JOIN}(?P<day2>{_DAY}){_ORDINAL})?"
_REL_YEAR: Final = _words(r"(?P<relyear>last|this|next)_year\b")
_IN_YEAR: Final = rf"(?:,?{_WS}(?:(?P<year>{_YEAR})|{_words('(?:of_)?')}{_REL_YEAR}))"
_PART: Final = _words(
    "(?:(?P<part>early|mid|late)(?:_in)?(?:_|-)|(?:at_)?(?:the_)?(?P<edge>beginning|start|middle|end)_of_)"
)
_NEAR: Final = "|".join(sorted(NEAR_DAYS, key=len, reverse=True))
_REL: Final = "(?P<rel>(?:this_)?(?:last|past|next|coming)|this)"
_UNIT: Final = "(?P<unit>day|week|month|year)(?P<plural>s)?"
_NUMBER: Final = "(?P<count>" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + "|[0-9]{1,3})"
_VAGUE: Final = "(?P<vague>(?:a_)?few|several|a_couple_of)"
_DAYTIME: Final = _words("_(?:morning|afternoon|evening|night)")
# "Monday and Thursday" are two dates, "Monday and Tuesday" is one stretch.
_NEIGHBOURS: Final = "|".join(
    rf"(?<={day}){_words('_and_')}(?={_WEEKDAY_NAMES[(i + 1) % 7]}\b)" for i, day in enumerate(_WEEKDAY_NAMES)
)
_PAPERS: Final = r"(?:Times|Telegraph|Mirror|Mail|Post|Express|Herald|Independent|World|Agreement|Addams|Harbor)\b"
_NOT_PART: Final = r"(?![0-9]|[-/.:,][0-9])"

#: Rule name -> pattern. Of two rules that may start at one place, the one that can take more text comes first.
_RULES: Final = {
    "iso": rf"(?<![-0-9/.,:])(?P<year>[12][0-9]{{3}})(?P<sep>[-/])(?P<month>[0-9]{{1,2}})(?P=sep)"
    rf"(?P<day>[0-9]{{1,2}}){_NOT_PART}",
    "numeric": rf"(?<![-0-9/.,:])(?P<first>[0-9]{{1,2}})(?P<sep>[./])(?P<second>[0-9]{{1,2}})(?P=sep)"
    rf"(?P<year>(?:19|20)[0-9]{{2}}){_NOT_PART}",
    "september_11": rf"(?<![-0-9/.,:])9/11(?![0-9/])(?![-.:,][0-9])(?!{_words(' (?:of|percent)')})",
    "day_month": rf"{_words('(?:(?:from|between)_)?')}{_WEEKDAY_FIRST}{_words('(?:the_)?')}(?<![-0-9/.,:$€£]){_DAYS}"
    rf"{_words('(?:_of)?')}{_WS}(?P<month>{_MONTH})(?!{_WS}[0-9]{{1,2}}\b){_IN_YEAR}?",
    "month_day": rf"{_words('(?:(?:from|between)_)?')}{_WEEKDAY_FIRST}(?P<month>{_MONTH}){_WS}{_words('(?:the_)?')}"
    rf"{_DAYS}{_IN_YEAR}?",
    "day_only": rf"{_words('the_')}(?P<day>{_DAY})(?:st|nd|rd|th)(?= ?[,.(]|{_WS}(?:of{_WS}this{_WS}month|local)\b|\Z)",
    "month_span": rf"{_words('(?P<span>(?:from|between)_)?')}(?P<month>{_MONTH}){_JOIN}(?P<month2>{_MONTH})"
    rf"(?!{_WS}[0-9]{{1,2}}\b){_IN_YEAR}?",
    "month_year": rf"{_PART}?(?P<month>{_MONTH})(?:,?{_WS}{_words('(?:of_)?')})(?:(?P<year>{_YEAR})|{_REL_YEAR})",
    "month": rf"{_PART}?{_words(f'(?:{_REL}_)?')}"
    rf"(?P<month>{_MONTH})(?!{_WS}[0-9])",
    "half": rf"{_words('(?:the_)?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)_(?P<piece>half|quarter)_of_')}"
    rf"(?:(?P<year>{_YEAR})|{_REL_YEAR}|{_words('(?P<this>the_year)')}\b)",
    "quarter": rf"Q(?P<ordinal>[1-4]){_WS}(?P<year>{_YEAR})",
    "season": rf"{_words('(?:the_)?(?P<season>spring|summer|autumn|fall|winter)_(?:of_)?')}"
    rf"(?:(?P<year>{_YEAR})|{_REL_YEAR})",
    "near_season": _words(rf"{_REL}_(?P<season>spring|summer|autumn|fall|winter)\b"),
    "decade": rf"{_words('(?:the_)?')}{_PART}?{_words('(?:the_)?')}(?P<year>(?:1[6-9]|20)[0-9]0)s\b",
    "year_span": rf"{_words('(?:from|between)_')}(?P<year>{_YEAR})"
    rf"{_words('_(?:to|and|until|through)_')}(?P<year2>{_YEAR})",
    "years": rf"(?<![-0-9/.,:])(?P<year>(?:1[6-9]|20)[0-9]{{2}}){_DASH}(?P<year2>(?:1[6-9]|20)[0-9]{{2}}|[0-9]{{2}})"
    rf"(?!\w|{_DASH}\w|[.,:/][0-9]|{_COUNTED})",
    "year": rf"{_words('(?P<named>the_year_)?')}{_PART}?(?<![0-9/.,:$€£])(?P<year>{_YEAR})(?!{_DASH}[0-9])",
    "weekday": rf"{_words('(?:(?:early|late|later)_(?:on_)?)?')}"
    rf"{_words(f'(?:{_REL}_)?')}(?P<weekday>{_WEEKDAY})"
    rf"(?:(?:{_WS}?{_DASH}{_WS}?|{_words('_(?:to|through)_')}|{_NEIGHBOURS})(?P<weekday2>{_WEEKDAY}))?"
    rf"(?!{_WS}{_PAPERS})(?:{_words('_(?:of_)?(?P<week>last|this|next)_week')}\b)?(?:{_DAYTIME}\b)?",
    "near_day": _words("(?:(?:earlier|later|late|early)_)?(?P<near>" + _NEAR + ")") + rf"\b(?:{_DAYTIME}\b)?",
    "weekend": _words(rf"(?:(?P<the>(?:over|at)_the)|{_REL})_weekend\b"),
    "ago": _words(rf"(?:{_VAGUE}|{_NUMBER})_{_UNIT}_ago\b"),
    "span": _words(
        rf"(?:(?:over|within)_)?(?:the_(?P<rel>past|last|next|coming)_(?:(?:{_VAGUE}|{_NUMBER})_)?"
        rf"|(?P<rel2>past|last|next|coming)_(?:{_VAGUE.replace('vague', 'vague2')}"
        rf"|{_NUMBER.replace('count', 'count2')})_){_UNIT}\b(?!_of\b)"
    ),
    "recent": _words(r"(?:over_)?(?:the_)?(?P<rel>recent|coming)_(?P<unit>day|week|month|year)s\b"),
    "near_unit": rf"(?:{_PART}|{_words('(?P<shift>earlier|later)_(?:in_)?')})?"
    + _words(rf"{_REL}_(?P<unit>week|month|year)\b(?!_of\b)"),
    "the_unit": rf"(?:{_PART}|{_words('(?P<shift>earlier|later)_in_')})"
    rf"{_words('the_(?P<unit>week|month|year)')}\b(?!-)",
}


def _numbered(name: str, pattern: str) -> str:
    """Give the inner groups of a rule their own names, for a pattern may name a group once."""
    return f"(?P<{name}>" + re.sub(r"\?P(<|=)", rf"?P\g<1>{name}__", pattern) + ")"


#: All rules, each optionally after "on", "in", "since" or "during" (group ``prep``).
#: The name of the rule that matched is ``match.lastgroup``, and its inner groups are ``<rule>__<group>``.
PATTERN: Final = re.compile(
    rf"(?<![\w])(?:(?P<prep>{_words('on|in|since|during')}){_WS})?(?:"
    + "|".join(_numbered(name, pattern) for name, pattern in _RULES.items())
    + ")"
)
#: Rule -> ((group in ``PATTERN``, short name), ...).
GROUPS: Final = {
    rule: tuple((name, name.partition("__")[2]) for name in PATTERN.groupindex if name.startswith(f"{rule}__"))
    for rule in _RULES
}

#: Words before a date that place it in the future, and those after which the past counts again.
FUTURE: Final = re.compile(
    _words(
        r"\b(?:will|won't|won’t|shall|would|due|set_to|set_for|scheduled|next|planned|expected|upcoming|forthcoming|"
        r"(?:plans|planning|intends|hopes|about|going|is|are|was|were)_to|ahead_of|slated)\b|['’]ll\b|\blater_\Z"
    )
)
PAST: Final = re.compile(
    r"(?<!be )(?<!is )(?<!are )"
    + _words(
        r"\b(?:said|says|told|announced|stated|added|reported|wrote|warned|tweeted|posted|confirmed|declared|insisted|"
        r"met|was|were|had|has|did)\b"
    )
)
SENTENCE_END: Final = re.compile(r"(?<!\b[A-Z])[.!?][\"”')]?\s+(?:(?=[A-Z\"“])|\Z)|\n\s*\n")
#: A month or year without "in" counts only after one of these; "by May" and "after May" are as often the person.
DATE_CUE: Final = re.compile(_words("(?:of|by|until|till|through|before|after|from|for)_") + r"\Z")
MAY_CUE: Final = re.compile(_words("(?:until|till|through)_") + r"\Z")
RANGE_FROM: Final = re.compile(_words(r"\b(from|between)_") + r"\Z")
RANGE_GAP: Final = re.compile(rf"(?:{_WS}?(?P<dash>{_DASH}){_WS}?|{_words('_(?P<word>to|and|through|until)_')})")
#: Before a month, weekday or season: part of another name, or what makes the count after it vague.
NAME_BEFORE: Final = {
    "month": re.compile(
        r"\b(?:Theresa|Brian|Minister|Premier|Secretary|PM|Mrs\.?|Mr\.?|Ms\.?|Long|Lady|(?:confidence|trust|faith|belief))"
        + f"(?:{_WS}in)?{_WS}"
        + r"\Z"
    ),
    "weekday": re.compile(
        r"\b(?:Black|Good|Bloody|Ash|Palm|Easter|Super|Fat|Shrove|Maundy|Holy|Cyber|Whit|Ruby|Sheffield|Girl|Man)"
        + _WS
        + r"\Z"
    ),
    "ago": re.compile(_words("(?:than|over|least|under|and)_") + r"\Z"),
    "word": re.compile(r"\b(?!(?:In|On|Since|During|But|And|By|Until)\b)[A-Z][\w’'-]*[ \t\u00a0]{1,3}\Z"),
}


class NotADateError(ValueError):
    """The words match a rule but name no date, or need a publication date that is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMatch:
    """A match of one rule, with its named groups in lower case.

    ``before`` is the text in front of the match and ``sentence`` the part of it in the same sentence, both cut short.
    ``year_hint`` is the year a neighbour gives ("from May 3 to June 2, 2021").
    """

    start: int
    end: int
    rule: str
    groups: Mapping[str, str]
    before: str
    prep: str
    published: date | None
    year_hint: int | None = None

    def today(self) -> date:
        """Return the publication date."""
        if self.published is None:
            raise NotADateError
        return self.published

    def is_future(self) -> bool:
        """Tell whether the last cue before the date in its sentence looks ahead."""
        sentence = self.before[max((end.end() for end in SENTENCE_END.finditer(self.before)), default=0) :]
        future = max((cue.end() for cue in FUTURE.finditer(sentence)), default=-1)
        past = max((cue.end() for cue in PAST.finditer(sentence)), default=-1)
        return future >= 0 and future >= past

    def year(self) -> int | None:
        """Return the year the text gives, None if it gives none."""
        if "year" in self.groups:
            return int(self.groups["year"])
        if "relyear" in self.groups:
            return self.today().year + step(self.groups["relyear"])
        return self.year_hint

    def step(self) -> int:
        """Return -1 for last, 0 for this, 1 for next."""
        return step(self.groups.get("rel") or self.groups.get("rel2") or "this")


def step(word: str) -> int:
    """Return -1 for words that end in last or past, 1 for next or coming, else 0."""
    return {"last": -1, "past": -1, "next": 1, "coming": 1}.get(word.split(" ")[-1], 0)
