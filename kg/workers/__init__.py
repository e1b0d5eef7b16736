"""Articles in; the events of each, found by several processes of this machine, out."""

from kg.workers.load import Load, OwnExtractor
from kg.workers.pool import parallel_extractor, read_in_workers

__all__ = ["Load", "OwnExtractor", "parallel_extractor", "read_in_workers"]
