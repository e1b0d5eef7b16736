"""An event table in; what a course asks of its events, as far as the table alone tells, out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import polars as pl

from kg.model import Actor, ActorId
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Evidence


class Events(Protocol):
    """An event table with what is known of it, such as `kg.tables.EventSource`."""

    @property
    def table(self) -> pl.DataFrame:
        """The event table, see `kg.eventtable.SCHEMA`."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors of the table."""

    @property
    def evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        """The evidence of events that were read in texts, by id."""


@dataclass(frozen=True)
class TableEvents:
    """A table of which no more is known than it says itself."""

    table: pl.DataFrame

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Return the actors by the names that the table has, and the states that they act for, sorted by id."""
        reference = load_reference()
        found: dict[str, Actor] = {}
        for side in ("source", "target"):
            rows = self.table.select(side, f"{side}_name", f"{side}_state").unique().sort(pl.all()).rows()
            for identifier, name, state in rows:
                if state in reference.states:
                    found.setdefault(state, reference.states[state].actor)
                known = Actor(id=ActorId(identifier), name=name or identifier, kind="organization")
                found.setdefault(identifier, known)
        return tuple(found[each] for each in sorted(found))

    @property
    def evidence(self) -> Mapping[str, tuple[Evidence, ...]]:
        """Return nothing: a table has no sentences."""
        return {}
