"""A workspace's shelf in; its state, beside its files and what was built of it, out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kg.decisions import read_decisions
from kg.files import DECISIONS_FILE
from kg.workspace.made import last_build
from kg.workspace.settings import SETTINGS
from kg.workspace.status import Status
from kg.workspace.take import edited, vanished

if TYPE_CHECKING:
    from pathlib import Path

    from kg.workspace.shelf import Shelf


def look(shelf: Shelf, folder: Path, *, reader: str) -> Status:
    """Return the state of a workspace; ``reader`` is the fingerprint of what would read it now."""
    now = {key: kept.digest for key, kept in shelf.kept().items()}
    last = last_build(shelf, folder)
    before = {} if last is None else shelf.built()
    return Status(
        folder=folder,
        articles=len(now),
        events=shelf.events(),
        decisions=len(read_decisions(folder / DECISIONS_FILE, missing_ok=True)),
        last=last,
        added=tuple(key for key in now if key not in before) if last else (),
        changed=tuple(key for key in now if key in before and before[key] != now[key]),
        removed=tuple(key for key in before if key not in now),
        decided=last is not None and shelf.note("decided") != decided(folder),
        stale=shelf.stale(reader),
        edited=tuple(str(path) for path in edited(shelf.files(), folder)),
        gone=tuple(each.seen_from(folder) for each in vanished(shelf, folder)),
        left_out=shelf.left_out(),
        broken=shelf.check(),
    )


def decided(folder: Path) -> str:
    """Return the digest of what people wrote down beside the articles: decisions and settings."""
    digest = hashlib.sha256()
    for name in (DECISIONS_FILE, SETTINGS):
        path = folder / name
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"\0")
    return digest.hexdigest()
