"""The learned reader: a sentence with its mentions in, how likely each relation between two of them is out."""

from kg.learned.calibration import Calibration, load_calibration
from kg.learned.pairs import NONE, PairReader, Question, Reading, load_pair_reader

__all__ = ["NONE", "Calibration", "PairReader", "Question", "Reading", "load_calibration", "load_pair_reader"]
