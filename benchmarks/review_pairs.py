"""A table of pairs that a person has judged in; profiles to compare and how well the chances hold out."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast, get_args

from kg.errors import InputError
from kg.model import Actor, ActorId, ActorKind
from kg.review.merges import compare
from kg.review.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

COLUMNS: Final = ("a", "a_kind", "a_state", "b", "b_kind", "b_state", "same")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPair:
    """Two actors by name, kind and state, and whether they are one; nothing else is known of them."""

    a: Profile
    b: Profile
    same: bool

    @property
    def held_out(self) -> bool:
        """Whether the pair is kept from fitting: every other one, decided by its names alone, so that it stays so."""
        names = f"{self.a.actor.name}\n{self.b.actor.name}"
        return hashlib.sha256(names.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """How well pairs are ranked: pairs, those that are one, the share of right ones among the likeliest k, by k.

    ``precision`` and ``recall`` take a chance of one half as the answer yes; ``brier`` is the mean squared error of the
    chances (Brier 1950, Monthly Weather Review 78(1), p. 1-3).
    """

    pairs: int
    same: int
    at: tuple[tuple[int, float], ...]
    precision: float
    recall: float
    brier: float


def read_judged(path: Path) -> tuple[JudgedPair, ...]:
    """Return the pairs of a table.

    Raises
    ------
    InputError
        If the header is another, or a kind or an answer is none.
    """
    found = []
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise InputError(f"{path}: header is {reader.fieldnames}; it must be {','.join(COLUMNS)}")
        for row in reader:
            where = f"{path}: line {reader.line_num}"
            if row["same"] not in {"yes", "no"}:
                raise InputError(f"{where}: same is {row['same']!r}; write yes or no")
            sides = (_profile(row, side, f"{reader.line_num}{side}", where) for side in ("a", "b"))
            found.append(JudgedPair(a=next(sides), b=next(sides), same=row["same"] == "yes"))
    return tuple(found)


def rank(pairs: Iterable[JudgedPair], *, tops: Sequence[int]) -> Ranking:
    """Return how well the chances rank pairs; ties are broken by names."""
    scored = sorted(
        ((compare(each.a, each.b).chance, each) for each in pairs),
        key=lambda one: (-one[0], one[1].a.actor.name, one[1].b.actor.name),
    )
    same = sum(each.same for _, each in scored)
    taken = [each.same for chance, each in scored if chance >= 0.5]
    return Ranking(
        pairs=len(scored),
        same=same,
        at=tuple((top, sum(each.same for _, each in scored[:top]) / top) for top in tops if top <= len(scored)),
        precision=sum(taken) / len(taken) if taken else 0.0,
        recall=sum(taken) / same if same else 0.0,
        brier=sum((chance - each.same) ** 2 for chance, each in scored) / len(scored) if scored else 0.0,
    )


def _profile(row: dict[str, str], side: str, identifier: str, where: str) -> Profile:
    kind = row[f"{side}_kind"]
    if kind not in get_args(ActorKind):
        raise InputError(f"{where}: {side}_kind is {kind!r}; write one of {', '.join(get_args(ActorKind))}")
    actor = Actor(id=ActorId(identifier), name=row[side], kind=cast("ActorKind", kind), state=row[f"{side}_state"])
    return Profile(actor=actor)
