"""Profiles in; the pairs that are likeliest one actor out, each with its reasons for and against."""

from __future__ import annotations

import inspect
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.review.blocks import pairs_to_compare
from kg.review.signals import BASE, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.model import Actor
    from kg.review.profile import Profile
    from kg.review.signals import Sign

LEAST_CHANCE: Final = 0.3
"""Pairs that are less likely one than this are not proposed: two of three answers would be no."""


_FOR: Final = tuple((sign, weight) for sign, weight in WEIGHTS.items() if weight > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One sign that two actors are one, or two: its name, its sentence, and what it adds to the log-odds."""

    sign: str
    text: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How likely two actors are one: the chance in (0, 1), and the reasons, those that weigh most first.

    ``keep`` is the actor with more events, or the one that the reference tables have; ``drop`` would be merged into it.
    """

    keep: Actor
    drop: Actor
    chance: float
    reasons: tuple[Reason, ...]


def compare(a: Profile, b: Profile) -> Likeness:
    """Return how likely two actors are one.

    The chance is 1 / (1 + exp(-s)), where s is the base, for most pairs are two, and each sign by its weight. So every
    reason has a size that can be read: 0.7 more doubles the odds. The weights are fitted, each within what its sign can
    mean, to half of a list of pairs that was judged by hand (`benchmarks/review_weights.py`); those of the signs that no
    list of names can show, such as one sentence that names both, are set by hand.
    """
    values = ((sign, weight * sign(a, b)) for sign, weight in WEIGHTS.items())
    reasons = [Reason(sign=sign.__name__, text=reason_of(sign), weight=value) for sign, value in values if value]
    keep, drop = sorted((a, b), key=lambda each: (not each.listed, -each.events, each.actor.id))
    return Likeness(
        keep=keep.actor,
        drop=drop.actor,
        chance=chance_of(BASE + math.fsum(each.weight for each in reasons)),
        reasons=tuple(sorted(reasons, key=lambda each: (-abs(each.weight), each.sign))),
    )


def likely_pairs(profiles: Sequence[Profile], *, least: float = LEAST_CHANCE) -> tuple[Likeness, ...]:
    """Return the pairs that are at least so likely one, the likeliest first."""
    pairs = ((profiles[one], profiles[other]) for one, other in pairs_to_compare(profiles))
    compared = (compare(a, b) for a, b in pairs if _highest(a, b) >= least)
    return tuple(sorted((each for each in compared if each.chance >= least), key=_order))


def _highest(a: Profile, b: Profile) -> float:
    """Return the chance that two actors would have if nothing spoke against it."""
    return chance_of(BASE + math.fsum(weight * sign(a, b) for sign, weight in _FOR))


def chance_of(odds: float) -> float:
    """Return the chance of log-odds."""
    return 1.0 / (1.0 + math.exp(-odds))


@cache
def reason_of(sign: Sign) -> str:
    """Return the sentence of a sign, which is its docstring."""
    return inspect.cleandoc(sign.__doc__ or "").removesuffix(".")


def words_of(reasons: Iterable[Reason]) -> str:
    """Return reasons as one line, each with its size.

    >>> words_of([Reason(sign="acronym", text="One is short for the other", weight=4.0)])
    '+4.0 One is short for the other'
    """
    return "; ".join(f"{each.weight:+.1f} {each.text}" for each in reasons)


def _order(each: Likeness) -> tuple[float, str, str]:
    return (-each.chance, each.keep.id, each.drop.id)
