"""Strength and the outside world in; how far each measure agrees with it, and how often its intervals are right, out."""
