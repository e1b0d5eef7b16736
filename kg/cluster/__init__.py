"""Files of articles in; their events, found by Apache Spark on one machine or many, out."""

from kg.cluster.extraction import Extraction, extract_with_spark

__all__ = ["Extraction", "extract_with_spark"]
