"""Articles that were fetched and those that a folder holds in; the folder with all of them out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.errors import InputError
from kg.fetch.outcome import Fetched, Got, Left, Outcome, Read
from kg.files import read_jsonl_numbered, write_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kg.model import Article

ARTICLES: Final = "articles.jsonl"
"""What `kg build` and others read: an article a line, sorted by id."""

HIDDEN: Final = ".fetch"
"""The folder, passed over when articles are read, of what `kg fetch` keeps for itself."""

LOG: Final = "addresses.jsonl"
"""In the hidden folder: what became of each address when it was last asked for, sorted by address."""

_Row = dict[str, object]


def check_folder(folder: Path) -> None:
    """Raise InputError if the folder holds a file by the name of ours that kg did not write."""
    _rows(folder / ARTICLES, "id")
    _rows(folder / HIDDEN / LOG, "url")


def keep(folder: Path, outcomes: Iterable[Outcome]) -> Fetched:
    """Put the articles beside those that the folder holds, and return what that changed.

    An article of the same id is replaced, but not that of a page by what a feed tells of it; one that was not asked
    for this time stays. Times are not kept, so that the same answers give the same files.

    Raises
    ------
    InputError
        If the folder holds a file of that name that kg did not write.
    OutputError
        If it cannot be written.
    """
    outcomes = tuple(outcomes)
    got = tuple(one for one in outcomes if isinstance(one, Got))
    held, log = _rows(folder / ARTICLES, "id"), _rows(folder / HIDDEN / LOG, "url")
    whole = {row.get("article") for row in log.values() if row.get("what") == "article"}
    counted: Counter[str] = Counter()
    for one in outcomes:
        if isinstance(one, Got):
            name, row = one.article.id, _to_row(one.article)
            if not one.page and name in whole and name in held:
                # What a feed tells of an article is a piece of the page that is there already.
                counted["same"] += 1
                continue
            counted[_standing(held.get(name), row)] += 1
            held[name] = row
        log[one.url] = _to_log(one)
    _write(folder / ARTICLES, held)
    _write(folder / HIDDEN / LOG, log)
    return Fetched(
        got=got,
        feeds=tuple(one for one in outcomes if isinstance(one, Read)),
        left=tuple(one for one in outcomes if isinstance(one, Left)),
        new=counted["new"],
        changed=counted["changed"],
        same=counted["same"],
        held=len(held),
    )


def _standing(before: Mapping[str, object] | None, now: _Row) -> str:
    if before is None:
        return "new"
    return "same" if before == now else "changed"


def _to_row(article: Article) -> _Row:
    row: _Row = {
        "id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "text": article.text,
    }
    return {key: value for key, value in row.items() if value is not None}


def _to_log(one: Outcome) -> _Row:
    row: _Row = {"url": one.url}
    if one.final != one.url:
        row["final"] = one.final
    if isinstance(one, Read):
        return {**row, "what": "feed", "title": one.title, "entries": one.entries}
    if isinstance(one, Got):
        row |= {"what": "article" if one.page else "entry", "article": one.article.id}
    else:
        row |= {"what": "left", "why": one.why}
    if one.feed is not None and one.entry is not None:
        said = {
            "title": one.entry.title,
            "published": one.entry.published and one.entry.published.isoformat(),
            "source": one.entry.source,
        }
        row |= {"feed": one.feed, "feed_says": {key: value for key, value in said.items() if value}}
    return row


def _rows(path: Path, key: str) -> dict[str, _Row]:
    if not path.exists():
        return {}
    rows: dict[str, _Row] = {}
    for number, row in read_jsonl_numbered(path):
        name = row.get(key)
        if not isinstance(name, str):
            raise InputError(f"{path}:{number}: has no {key!r}, so kg fetch did not write it; give another folder")
        rows[name] = row
    return rows


def _write(path: Path, rows: Mapping[str, _Row]) -> None:
    if rows:
        write_jsonl(path, (rows[name] for name in sorted(rows)))
