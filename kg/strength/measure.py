"""The parameters of strength: one frozen value, with the defaults of the validation, that is written into every output."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

from kg.errors import MeasureError
from kg.model import MODALITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Modality

Level = Literal["actor", "state", "bloc"]
LEVELS: Final[tuple[Level, ...]] = ("actor", "state", "bloc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What counts for strength, and how much.

    ``half_life_days`` is the age at which an act counts half; ``reliability`` r the chance that one source is right;
    ``modalities`` those that count as the act; ``official_only`` lets only states, their officials and bodies of states
    count for affinity once acts are rolled up to states (a company's deed is not its state's); ``level`` says whether
    each actor acts for itself, people and organs for their states, or these for the blocs that `kg.blocs` gives them.
    ``lift_prior`` is the pseudo-count a of engagement, ``balance_prior`` the pseudo-acts k of affinity, ``actor_prior``
    those that shrink an actor's own share, ``pull`` the factor g of the actors' habits.
    ``burst`` and ``swing`` are the factors by which counts and signs vary more than independent acts would, because one
    story brings many of them; ``drift`` and ``wander`` are what stays uncertain of lift and of affinity however much is
    known, because relations change: they widen the interval (see `kg.strength.posterior`).
    Unless ``habits_overrule``, p stays on the side of a pair's own acts while these all agree, if the habits of one of the
    two are more assumption than acts (of less weight than ``actor_prior``), so that in a small graph one attack among
    friendly news cannot come out as friendship.
    """

    half_life_days: float = 365.0
    reliability: float = 0.7
    modalities: tuple[Modality, ...] = ("actual",)
    official_only: bool = True
    level: Level = "actor"
    lift_prior: float = 0.1
    balance_prior: float = 4.0
    actor_prior: float = 5.0
    pull: float = 0.5
    burst: float = 4.0
    swing: float = 1.0
    drift: float = 0.05
    wander: float = 0.05
    habits_overrule: bool = False

    def __post_init__(self) -> None:
        positive = ("half_life_days", "lift_prior", "balance_prior", "actor_prior")
        for name in positive:
            if not getattr(self, name) > 0:
                raise MeasureError(f"{name} is {getattr(self, name)}; give a number above 0")
        for name in ("burst", "swing"):
            if not getattr(self, name) >= 1:
                raise MeasureError(f"{name} is {getattr(self, name)}; give 1 for independent acts, or more")
        if not (0.0 <= self.drift < math.inf and 0.0 <= self.wander < 1.0):
            raise MeasureError(f"drift is {self.drift}, wander {self.wander}; give 0 or more, wander below 1")
        if not 0.0 < self.reliability <= 1.0:
            raise MeasureError(f"reliability is {self.reliability}; give a share above 0, at most 1")
        if not self.modalities or not set(self.modalities) <= set(MODALITIES):
            raise MeasureError(f"modalities are {self.modalities}; give one or more of {', '.join(MODALITIES)}")
        if self.level not in LEVELS:
            raise MeasureError(f"level is {self.level!r}; give one of {', '.join(LEVELS)}")

    def to_dict(self) -> Mapping[str, object]:
        """Return the parameters by name, as every output carries them."""
        return {**asdict(self), "modalities": list(self.modalities)}

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the parameters."""
        return tuple(field.name for field in fields(cls))


DEFAULT_MEASURE: Final = Measure()
