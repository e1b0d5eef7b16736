"""A workspace's database in; its articles, readings and notes, put in and taken out in transactions."""

from __future__ import annotations

from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kg.files import WORKSPACE_MARK
from kg.model import Skipped
from kg.workspace.origins import FileRow
from kg.workspace.rows import article_from, content_of, digest_of, events_from, lines_of
from kg.workspace.schema import open_database, told, transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kg.model import Article, Event


_OF: Final = "substr(place || ' (', 1, length(?1) + 10) = 'article ' || ?1 || ' ('"
"""Whether a place is what `kg.model.Article.shown` says of an article."""


class Kept(NamedTuple):
    """What is known of a kept article without reading it: the digest of its row, and the file it came from."""

    digest: str
    origin: str


class Shelf:
    """The articles of a workspace, each with what was read in it: one row for one article, changed as a whole.

    Every method that writes is one transaction, or is part of the one that `at_once` opens.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self._path = folder / WORKSPACE_MARK
        self._connection = open_database(folder, create=create)

    def close(self, *, tidy: bool = False) -> None:
        """Close the database, in which all is that was committed; ``tidy`` empties the log, which may hold what was removed."""
        with told(self._path):
            if tidy:
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()

    @contextmanager
    def at_once(self) -> Iterator[sqlite3.Connection]:
        """Make all that is written in the body appear at once, or nothing of it."""
        if self._connection.in_transaction:
            yield self._connection
            return
        with transaction(self._connection, self._path):
            yield self._connection

    def kept(self) -> Mapping[str, Kept]:
        """Return what is known of each article, by id in sorted order."""
        rows = self._all("SELECT id, digest, origin FROM article ORDER BY id")
        return {key: Kept(digest, origin) for key, digest, origin in rows}

    def put(
        self,
        article: Article,
        events: Iterable[Event],
        *,
        reader: str,
        origin: str,
        rows: Mapping[str, FileRow] = MappingProxyType({}),
    ) -> None:
        """Keep an article with its reading; one of the same id, and everything read in that, is gone.

        ``rows`` are files of which it is kept as well how they were read.
        """
        content = content_of(article)
        with self.at_once() as connection:
            connection.execute("DELETE FROM article WHERE id = ?", (article.id,))
            connection.execute(f"DELETE FROM left_out WHERE {_OF}", (article.id,))
            values = (article.id, content, digest_of(content), origin)
            connection.execute("INSERT INTO article (id, content, digest, origin) VALUES (?, ?, ?, ?)", values)
            connection.execute("INSERT INTO reading VALUES (?, ?, ?)", (article.id, reader, lines_of(events)))
            files = [(name, row.to_json()) for name, row in rows.items()]
            connection.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", files)

    def read_again(self, article: str, events: Iterable[Event], *, reader: str, failed: Skipped | None = None) -> None:
        """Put a new reading of an article in the place of the old one, and why it failed in place of why it did before."""
        with self.at_once() as connection:
            connection.execute("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", (article, reader, lines_of(events)))
            # What is kept of an article does not tell on which line it stood; what was told of it before does.
            before = connection.execute(f"SELECT place FROM left_out WHERE {_OF}", (article,)).fetchone()
            connection.execute(f"DELETE FROM left_out WHERE {_OF}", (article,))
            if failed is not None:
                place = before[0] if before else storable(failed.where)
                row = "SELECT ?, origin, ? FROM article WHERE id = ?"
                connection.execute(f"INSERT INTO left_out {row}", (place, storable(failed.why), article))

    def move(self, origins: Mapping[str, str]) -> None:
        """Keep that articles came from other files than they did before."""
        with self.at_once() as connection:
            connection.executemany("UPDATE article SET origin = ? WHERE id = ?", [(v, k) for k, v in origins.items()])

    def remove(self, articles: Iterable[str]) -> None:
        """Remove articles with everything that was read in them."""
        ids = list(articles)
        with self.at_once() as connection:
            connection.executemany("DELETE FROM article WHERE id = ?", [(each,) for each in ids])
            connection.executemany(f"DELETE FROM left_out WHERE {_OF}", [(each,) for each in ids])

    def article(self, identifier: str) -> Article:
        """Return an article that is kept."""
        (content,) = self._all("SELECT content FROM article WHERE id = ?", identifier)[0]
        return article_from(content)

    def articles_of(self, origin: str) -> Iterator[Article]:
        """Yield the articles that came from a file, sorted by id."""
        with told(self._path):
            rows = self._connection.execute("SELECT content FROM article WHERE origin = ? ORDER BY id", (origin,))
            for (content,) in rows:
                yield article_from(content)

    def stale(self, reader: str) -> tuple[str, ...]:
        """Return the ids of the articles that were not read by this reader, sorted."""
        query = (
            "SELECT id FROM article LEFT JOIN reading ON article = id AND reader = ? WHERE article IS NULL ORDER BY id"
        )
        return tuple(key for (key,) in self._all(query, reader))

    def readings(self) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        """Yield each article with its events, sorted by id; one that was never read has none."""
        with told(self._path):
            rows = self._connection.execute(
                "SELECT content, coalesce(events, '') FROM article LEFT JOIN reading ON article = id ORDER BY id"
            )
            for content, events in rows:
                yield article_from(content), events_from(events)

    def events(self) -> int:
        """Return how many events were read."""
        query = "SELECT coalesce(sum(length(events) - length(replace(events, char(10), ''))), 0) FROM reading"
        return int(self._all(query)[0][0])

    def sign(self, signatures: Mapping[str, bytes]) -> None:
        """Keep the signatures of articles, by which copies are found."""
        with self.at_once() as connection:
            connection.executemany("INSERT OR REPLACE INTO signature VALUES (?, ?)", list(signatures.items()))

    def signatures(self) -> Mapping[str, bytes]:
        """Return the signatures that are kept, by article."""
        return dict(self._all("SELECT article, value FROM signature ORDER BY article"))

    def leave_out(self, skipped: Iterable[tuple[str, Skipped]], *, instead_of: Iterable[str]) -> None:
        """Keep what was left out, with the file it is of, in place of what was left out of some files before.

        An article on which kg failed is told of until something has read it.
        """
        rows = [(storable(each.where), origin, storable(each.why)) for origin, each in skipped]
        unread = f"SELECT 1 FROM reading WHERE reader = '' AND {_OF.replace('?1', 'article')}"
        with self.at_once() as connection:
            connection.executemany(
                f"DELETE FROM left_out WHERE origin = ? AND NOT EXISTS ({unread})", [(each,) for each in instead_of]
            )
            connection.executemany("INSERT INTO left_out VALUES (?, ?, ?)", rows)

    def set_places(self, shown: Mapping[str, str]) -> None:
        """Keep where articles on which kg failed stand by now, as `kg.model.Article.shown` says."""
        with self.at_once() as connection:
            for (article,) in connection.execute("SELECT article FROM reading WHERE reader = ''").fetchall():
                if article in shown:
                    values = (article, storable(shown[article]))
                    connection.execute(f"UPDATE left_out SET place = ?2 WHERE {_OF}", values)

    def left_out(self) -> tuple[Skipped, ...]:
        """Return what was left out, sorted by place."""
        rows = self._all("SELECT place, why FROM left_out ORDER BY place, why")
        return tuple(Skipped(where=place, why=why) for place, why in rows)

    def files(self) -> Mapping[str, FileRow]:
        """Return how each file was read, by origin in sorted order."""
        rows = self._all("SELECT origin, how FROM file ORDER BY origin")
        return {origin: FileRow.from_json(how) for origin, how in rows}

    def set_files(self, rows: Mapping[str, FileRow]) -> None:
        """Keep how files were read, and forget those of which neither an article nor anything left out is left."""
        with self.at_once() as connection:
            values = [(origin, row.to_json()) for origin, row in rows.items()]
            connection.executemany("INSERT OR REPLACE INTO file VALUES (?, ?)", values)
            known = "SELECT origin FROM article UNION SELECT origin FROM left_out"
            connection.execute(f"DELETE FROM file WHERE origin NOT IN ({known})")

    def built(self) -> Mapping[str, str]:
        """Return the digest of each article that the last build was of."""
        return dict(self._all("SELECT article, digest FROM built ORDER BY article"))

    def set_built(self, digests: Mapping[str, str], notes: Mapping[str, str]) -> None:
        """Keep what was built, with notes on it."""
        with self.at_once() as connection:
            connection.execute("DELETE FROM built")
            connection.executemany("INSERT INTO built VALUES (?, ?)", list(digests.items()))
            connection.executemany("INSERT OR REPLACE INTO note VALUES (?, ?)", list(notes.items()))

    def note(self, key: str) -> str:
        """Return a note, "" where there is none."""
        rows = self._all("SELECT value FROM note WHERE key = ?", key)
        return str(rows[0][0]) if rows else ""

    def check(self) -> tuple[str, ...]:
        """Return what is broken in the database, in SQLite's words; nothing where it is sound."""
        found = [str(each) for (each,) in self._all("PRAGMA integrity_check") if each != "ok"]
        found += [f"a row of {table} has no article" for table, *_ in self._all("PRAGMA foreign_key_check")]
        return tuple(found)

    def _all(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with told(self._path):
            return self._connection.execute(query, values).fetchall()


def storable(text: str) -> str:
    """Return the text with what UTF-8 has no bytes for, as in names of files from elsewhere, written out."""
    return text.encode("utf-8", "backslashreplace").decode()
