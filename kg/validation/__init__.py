"""A graph in some RDF format in; what is wrong with it, by the shapes and the checks across nodes, out."""

from kg.validation.checks import Check, load_checks, read_checks
from kg.validation.findings import Finding, Validation
from kg.validation.validate import validate

__all__ = ["Check", "Finding", "Validation", "load_checks", "read_checks", "validate"]
