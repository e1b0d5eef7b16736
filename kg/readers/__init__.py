"""Files and folders in; articles, and what was left out with the reason, out."""

from kg.readers.contract import Reader
from kg.readers.folder import list_files, read_articles
from kg.readers.registry import READERS, SUFFIXES

__all__ = ["READERS", "SUFFIXES", "Reader", "list_files", "read_articles"]
