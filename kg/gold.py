"""A file of relations that people found in articles in; the articles with their gold relations, checked, out."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from kg.errors import InputError
from kg.files import read_jsonl_numbered
from kg.model import MODALITIES, POLARITIES, DateRange, RelationId
from kg.ontology import load_relations

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Modality, Polarity

_PARTIAL: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_Row = Mapping[str, object]
_Word = TypeVar("_Word", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSide:
    """One actor of a gold relation; ``state`` is the state it acts for, "" for none."""

    name: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """One relation that a person found in an article.

    Attributes that are None were not annotated; "" says that the text is silent.
    ``core`` is False for what is arguable or minor: it is neither right nor wrong to find it.
    ``date`` is an ISO day, month or year, or two of them with a slash between; ``evidence`` begins the sentence.
    """

    source: GoldSide
    relation: RelationId
    target: GoldSide
    core: bool = True
    polarity: Polarity | None = None
    modality: Modality | None = None
    date: str | None = None
    attribution: str | None = None
    place: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """The relations of one article; an article without any is gold as well: all that is found in it is false."""

    id: str
    relations: tuple[GoldRelation, ...] = ()


def read_gold(path: Path | str) -> tuple[GoldArticle, ...]:
    """Return the articles of a JSON Lines file of gold relations, in the order of the file.

    A line is ``{"id": "a1", "relations": [{"source": {"name": "France", "state": "France"}, "type": "visited",
    "target": {"name": "Chad"}}]}``. A relation may further have ``polarity``, ``modality``, ``date``, ``attribution``,
    ``place``, ``evidence`` and ``core``; other keys are passed over.

    Raises
    ------
    InputError
        If the file cannot be read, holds no article, or a line breaks the form; it names the line and the field.
    """
    articles: dict[str, GoldArticle] = {}
    lines: dict[str, int] = {}
    for number, row in read_jsonl_numbered(path):
        article = _article(row, f"{path}:{number}")
        if article.id in articles:
            raise InputError(
                f"{path}:{number}: article {article.id!r} stands on line {lines[article.id]} already; "
                "write all its relations on one line"
            )
        articles[article.id], lines[article.id] = article, number
    if not articles:
        raise InputError(f'{path}: holds no article; write one a line, such as {{"id": "a1", "relations": []}}')
    return tuple(articles.values())


def days_of(text: str) -> DateRange:
    """Return the days of an ISO day, month or year, or from the first to the last of two with a slash between.

    >>> print(days_of("2024-02").latest, days_of("2023/2024-05-09").latest)
    2024-02-29 2024-05-09

    Raises
    ------
    ValueError
        If it is none of these.
    """
    first, slash, last = text.partition("/")
    start, end = _unit(first), _unit(last if slash else first)
    return DateRange(earliest=start.earliest, latest=end.latest, text=text)


def _unit(text: str) -> DateRange:
    found = _PARTIAL.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is not an ISO day, month or year")
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    start, last_month = date(year, month or 1, day or 1), month or 12
    return DateRange(earliest=start, latest=date(year, last_month, day or calendar.monthrange(year, last_month)[1]))


def _article(row: _Row, where: str) -> GoldArticle:
    identifier, relations = row.get("id"), row.get("relations")
    if not isinstance(identifier, str) or not identifier:
        raise InputError(f"{where}: id is {_shown(identifier)}; write the id of the article as text")
    if not isinstance(relations, list):
        raise InputError(f"{where}: relations is {_shown(relations)}; write a list, [] where the article tells of none")
    found = []
    for number, each in enumerate(relations, 1):
        place = f"{where}: relation {number}"
        if not isinstance(each, dict):
            raise InputError(f"{place} is {_shown(each)}; write an object with source, type and target")
        found.append(_relation(each, place))
    return GoldArticle(id=identifier, relations=tuple(found))


def _relation(row: _Row, where: str) -> GoldRelation:
    core = row.get("core", True)
    if not isinstance(core, bool):
        raise InputError(f"{where}: core is {_shown(core)}; write true, or false where the relation is arguable")
    return GoldRelation(
        source=_side(row.get("source"), f"{where}: source"),
        relation=_type(row.get("type", row.get("relation")), where),
        target=_side(row.get("target"), f"{where}: target"),
        core=core,
        polarity=_choice(row, "polarity", POLARITIES, where),
        modality=_choice(row, "modality", MODALITIES, where),
        date=_date(row, where),
        attribution=_text(row, "attribution", where),
        place=_text(row, "place", where),
        evidence=_text(row, "evidence", where) or "",
    )


def _side(value: object, where: str) -> GoldSide:
    if not isinstance(value, dict):
        raise InputError(f'{where} is {_shown(value)}; write an object such as {{"name": "France", "state": "France"}}')
    name = value.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"{where}.name is {_shown(name)}; write the name of the actor as text")
    return GoldSide(name=name, state=_text(value, "state", where) or "")


def _type(value: object, where: str) -> RelationId:
    relations = load_relations()
    if not isinstance(value, str) or value not in relations:
        near = difflib.get_close_matches(str(value), relations, n=3) or sorted(relations)
        raise InputError(f"{where}: type {_shown(value)} is not in the ontology; write one of {', '.join(near)}")
    return RelationId(value)


def _choice(row: _Row, field: str, allowed: tuple[_Word, ...], where: str) -> _Word | None:
    value = row.get(field)
    if value is None:
        return None
    found = next((each for each in allowed if each == value), None)
    if found is None:
        raise InputError(f"{where}: {field} is {_shown(value)}; write one of {', '.join(allowed)}, or leave it out")
    return found


def _text(row: _Row, field: str, where: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise InputError(f'{where}: {field} is {_shown(value)}; write text, or "" where the article is silent')
    return value.strip() if value is not None else None


def _date(row: _Row, where: str) -> str | None:
    text = _text(row, "date", where)
    if text:
        try:
            days_of(text)
        except ValueError as error:
            raise InputError(
                f"{where}: date is {text!r} ({error}); write 2024-05-09, 2024-05, 2024, two of them with a slash "
                'between, or ""'
            ) from error
    return text


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
