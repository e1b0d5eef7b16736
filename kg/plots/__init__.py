"""A graph and what is to be shown of it in; a figure fit for a paper, with a caption that states what was left out, out.

One way: corpus + selection -> shown (actors, pairs) or told (events of a pair) -> caption -> sheet in millimetres -> file.
"""

from kg.plots.make import Plot, plot

__all__ = ["Plot", "plot"]
