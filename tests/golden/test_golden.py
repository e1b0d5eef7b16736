"""Twelve dispatches of the sample in; the events written down in ``<id>.txt`` out, one a line, `--update-golden` rewrites them.

A line is ``source|relation|target|polarity|modality|date|attribution``; a state's organ stands in brackets.
The files say what kg finds, right or wrong: they show what a change changes, `data/sample/gold.jsonl` says what is true.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from kg.files import data_path
from kg.model import Actor, Article, DateRange, Event
from kg.pipeline import find_events
from kg.readers import read_articles

pytestmark = pytest.mark.model

FOLDER: Final = Path(__file__).parent
CHOSEN: Final = ("s001", "s003", "s004", "s013", "s016", "s030", "s031", "s033", "s053", "s057", "s091", "s100")


@cache
def _articles() -> dict[str, Article]:
    items = read_articles(data_path("data", "sample", "dispatches.jsonl"))
    return {item.id: item for item in items if isinstance(item, Article)}


def _actor(actor: Actor) -> str:
    return f"{actor.name} [{actor.organ}]" if actor.organ else actor.name


def _day(when: DateRange | None) -> str:
    if when is None:
        return ""
    first, last = when.earliest.isoformat(), when.latest.isoformat()
    return first if first == last else f"{first}/{last}"


def _line(event: Event) -> str:
    cells = (
        _actor(event.source),
        event.relation,
        _actor(event.target),
        event.polarity,
        event.modality,
        _day(event.date),
        event.attribution,
    )
    return "|".join(cells)


def _found(key: str) -> str:
    return "".join(f"{_line(event)}\n" for event in find_events([_articles()[key]]))


@pytest.mark.parametrize("key", CHOSEN)
def test_a_dispatch_gives_the_events_written_down(key: str, request: pytest.FixtureRequest) -> None:
    path = FOLDER / f"{key}.txt"
    found = _found(key)
    if request.config.getoption("--update-golden"):
        path.write_text(found, encoding="utf-8")

    assert found.splitlines() == path.read_text(encoding="utf-8").splitlines(), f"{key}: see --update-golden"


def test_every_golden_file_belongs_to_a_chosen_dispatch() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(CHOSEN)
