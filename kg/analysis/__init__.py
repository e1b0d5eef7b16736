"""A graph of signed ties in; its communities, brokers, standing, balance, camps, likeness, bridges and surprises out.

`analyse` measures all at once and `annotate` writes it on a NetworkX graph; each measure is also a function of its own
over a `SignedNetwork`, the sparse matrices that they share.
"""

from kg.analysis.analyse import analyse
from kg.analysis.annotate import annotate
from kg.analysis.network import SignedNetwork
from kg.analysis.result import MEASURES, Analysis

__all__ = ["MEASURES", "Analysis", "SignedNetwork", "analyse", "annotate"]
