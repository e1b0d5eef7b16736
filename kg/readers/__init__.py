"""Files and folders in; articles, and what was left out with the reason, out."""

from kg.readers.contract import Hints, Reader
from kg.readers.file import File, UnreadableError
from kg.readers.folder import list_files, read_articles
from kg.readers.registry import READERS, SUFFIXES, read_file, read_with_origin

__all__ = [
    "READERS",
    "SUFFIXES",
    "File",
    "Hints",
    "Reader",
    "UnreadableError",
    "list_files",
    "read_articles",
    "read_file",
    "read_with_origin",
]
