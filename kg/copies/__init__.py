"""Articles in; which of them are copies of which others out: one agency text in forty outlets is one source, not forty."""

from kg.copies.acts import acts_of_originals
from kg.copies.find import find_copies
from kg.copies.likeness import DEFAULT_RULE, Likeness, Rule, likeness
from kg.copies.signature import read_signature, signature

__all__ = [
    "DEFAULT_RULE",
    "Likeness",
    "Rule",
    "acts_of_originals",
    "find_copies",
    "likeness",
    "read_signature",
    "signature",
]
