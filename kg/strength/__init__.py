"""Events in; for every pair of actors a signed strength with its interval, its parts and its receipt out."""

from kg.strength.ties import Contribution, Measure, Tie, habit_balance, tie_strengths

__all__ = ["Contribution", "Measure", "Tie", "habit_balance", "tie_strengths"]
