"""Any frozen value of kg in; its fields as facts, and tuples of values as tables, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.model import DateRange
from kg.notebook.parts import ROWS, Facts, Figure, Shown, Table, of_all

if TYPE_CHECKING:
    from kg.notebook.known import Known
    from kg.notebook.parts import Cell, Part


def fields_shown(value: object, _known: Known) -> Shown:
    """Return the fields of a value by their names; tuples of other values stand below as tables."""
    named = {name.replace("_", " "): each for name, each in _fields(value).items()}
    below = {name: each for name, each in named.items() if _is_rows(each)}
    facts = Facts(rows=tuple((name, _cell(each)) for name, each in named.items() if name not in below))
    parts: list[Part] = [facts] if facts.rows else []
    for name, rows in below.items():
        if isinstance(rows, tuple):
            parts.append(_table(name, rows))
    return Shown(title=type(value).__name__, parts=tuple(parts))


def _table(name: str, values: tuple[object, ...]) -> Table:
    columns = tuple(each.replace("_", " ") for each in _fields(values[0]))
    rows = tuple(tuple(_cell(each) for each in _fields(value).values()) for value in values[:ROWS])
    return Table(caption=f"{name}: {of_all(len(values), 'row', which='first ')}", columns=columns, rows=rows)


def _fields(value: object) -> dict[str, object]:
    if not is_dataclass(value):
        raise TypeError(f"{value!r} has no fields")
    return {each.name: getattr(value, each.name) for each in fields(value) if each.repr}


def _is_rows(value: object) -> bool:
    return (
        isinstance(value, tuple)
        and bool(value)
        and all(is_dataclass(each) and type(each) is type(value[0]) for each in value)
    )


def _cell(value: object) -> Cell:  # one case for each kind of value
    if value is None or isinstance(value, str | int | date | DateRange):
        return value
    if isinstance(value, float):
        return Figure(value=value, digits=3)
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_words(each)}" for name, each in value.items())
    if isinstance(value, tuple | list | frozenset):
        each = sorted(map(_words, value)) if isinstance(value, frozenset) else map(_words, value)
        return ", ".join(each)
    return _words(value)


def _words(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if is_dataclass(value):
        return ", ".join(_words(each) for each in _fields(value).values() if each not in (None, "", ()))
    if isinstance(value, tuple | list):
        return " ".join(map(_words, value))
    return "" if value is None else str(value)
