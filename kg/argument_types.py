"""Words of the command line in, checked values out."""

from __future__ import annotations

import argparse
import csv
import math
from collections.abc import Mapping
from datetime import date

from kg.errors import InputError


def day(text: str) -> date:
    """Return the day of an ISO date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2024-05-09") from None


def columns(text: str) -> Mapping[str, str]:
    """Return the columns named for keys of an article; a column with a comma in its name stands in double quotes."""
    from kg.readers.contract import Hints

    found: dict[str, str] = {}
    for part in next(csv.reader([text]), []):
        key, equals, column = (each.strip() for each in part.partition("="))
        if not equals:
            raise argparse.ArgumentTypeError(f"{part!r} names no column; write KEY=COLUMN, such as text=body")
        if key in found:
            raise argparse.ArgumentTypeError(f"{key!r} is given twice; name one column for it")
        found[key] = column
    try:
        return Hints(columns=found).columns
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("columns: ")) from None


def days(text: str) -> tuple[date, date] | tuple[()]:
    """Return the first and the last day of a range, none for "unknown"."""
    if text == "unknown":
        return ()
    first, dots, last = text.partition("..")
    try:
        found = date.fromisoformat(first), date.fromisoformat(last if dots else first)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not days such as 2024-05-09, 2024-05-09..2024-05-12 or unknown"
        ) from None
    if found[0] > found[1]:
        raise argparse.ArgumentTypeError(f"{text!r} ends before it begins")
    return found


def place(text: str) -> str:
    """Return the name of a place, "" for "unknown"; an empty one may be a variable that was not set."""
    name = text.strip()
    if not name:
        raise argparse.ArgumentTypeError(f"{text!r} is no place such as Geneva, or unknown")
    return "" if name.casefold() == "unknown" else name


def share(text: str) -> float:
    """Return a number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def seconds(text: str) -> float:
    """Return a number of seconds that is not negative."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds such as 60")
    return value


def strength(text: str) -> float:
    """Return the size of a strength, a finite number that is not negative."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not the size of a strength such as 0.2")
    return value


def count(text: str) -> int:
    """Return a whole number that is not negative."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number such as 5")
    return int(text)


def positive(text: str) -> int:
    """Return a whole number above 0."""
    value = count(text)
    if not value:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return value


def above_zero(text: str) -> float:
    """Return a finite number above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return value


def codes(text: str) -> tuple[str, ...]:
    """Return the codes of a list such as "en,fr"."""
    found = tuple(code.strip().lower() for code in text.split(",") if code.strip())
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} names no language; write codes such as en,fr")
    return found


def base(text: str) -> str:
    """Return an IRI that others can begin with."""
    from kg.rdf.namespaces import Namespaces

    try:
        return Namespaces(base=text).base
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def waiting_seconds(text: str) -> float:
    """Return a number of seconds above 0, at most a day."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.0 < value <= 86_400.0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds such as 30")
    return value


def number(text: str) -> float:
    """Return a number; its range is for others to check."""
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 365") from None
