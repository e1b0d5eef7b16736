"""Addresses of feeds and pages in; what became of each, one after the other, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.fetch.cache import Cache, conditions
from kg.fetch.hosts import REDIRECTS, TRY_AGAIN, Hosts
from kg.fetch.outcome import Got, Left, NotGotError, Outcome, Read
from kg.fetch.pages import page_article
from kg.model import Skipped, slug
from kg.readers.address import article_id, linked_address
from kg.readers.contract import Hints
from kg.readers.feed import Entry, entry_article, is_feed, parse_feed
from kg.readers.file import UnreadableError

if TYPE_CHECKING:
    from kg.fetch.limits import Limits
    from kg.fetch.wire import Answer
    from kg.model import Article

_OK, _NOT_MODIFIED = 200, 304


@dataclass(slots=True, kw_only=True)
class _Visit:
    """An address that was named, and where it has led so far."""

    url: str
    at: str
    feed: str | None = None
    entry: Entry | None = None
    redirects: int = 0
    tries: int = 0


@dataclass(slots=True, kw_only=True)
class Walk:
    """One after the other, the host that has rested longest enough first, so that no host waits for another.

    ``most`` is how many entries of each feed are taken, from its top; None takes all. With ``feeds_only`` the text
    is what the feed holds, and no page is asked for.
    """

    hosts: Hosts
    cache: Cache
    limits: Limits
    most: int | None = None
    feeds_only: bool = False
    _queue: list[_Visit] = field(default_factory=list)
    _named: set[str] = field(default_factory=set)
    _given: set[str] = field(default_factory=set)

    def outcomes(self, urls: Iterable[str]) -> Iterator[Outcome]:
        """Yield what became of each address, and of each entry of the feeds among them, as it is known."""
        for url in urls:
            self._add(_Visit(url=url, at=url))
        while self._queue:
            visit = min(self._queue, key=lambda one: self.hosts.ready(one.at))
            self._queue.remove(visit)
            if not self.hosts.knows(visit.at):
                # Then the host rests, and others have their turn.
                self.hosts.learn(visit.at)
                self._queue.insert(0, visit)
                continue
            try:
                yield from self._step(visit)
            except NotGotError as error:
                yield _left(visit, error.why)

    @property
    def waiting(self) -> int:
        """Return how many addresses are still to be asked for."""
        return len(self._queue)

    def _add(self, visit: _Visit) -> None:
        name = article_id(visit.url)
        if name not in self._named:
            self._named.add(name)
            self._queue.append(visit)

    def _step(self, visit: _Visit) -> Iterator[Outcome]:
        answer = self._ask(visit)
        if answer is None:
            return
        if is_feed(answer.body):
            if visit.entry is not None:
                raise NotGotError("is a feed, where a feed named an article")
            yield from self._read_feed(visit, answer)
        elif self.feeds_only:
            raise NotGotError("is no feed, and only feeds are asked for")
        else:
            yield from self._give(visit, page_article(answer, visit.at, visit.entry))

    def _ask(self, visit: _Visit) -> Answer | None:
        """Return the whole answer; None where the address leads on, or is put off: then it is asked for again."""
        kept = self.cache.get(visit.at)
        try:
            answer = self.hosts.ask(visit.at, headers=conditions(kept))
        except NotGotError as error:
            if not error.passing or visit.tries >= self.limits.retries:
                raise
            self.hosts.rest(visit.at, max(self.limits.delay, 1.0) * 2**visit.tries)
            self._again(visit)
            return None
        if answer.status == _NOT_MODIFIED and kept is not None:
            return kept
        if answer.status == _OK:
            self.cache.put(visit.at, answer)
            return answer
        if answer.status in REDIRECTS:
            self._follow(visit, answer)
            return None
        if answer.status in TRY_AGAIN:
            self.hosts.put_off(visit.at, answer, tries=visit.tries)
            self._again(visit)
            return None
        raise NotGotError(f"answered {answer.status}")

    def _again(self, visit: _Visit) -> None:
        visit.tries += 1
        self._queue.append(visit)

    def _follow(self, visit: _Visit, answer: Answer) -> None:
        target = linked_address(visit.at, answer.headers.get("location", ""))
        if target is None:
            raise NotGotError("leads to what is no http or https address")
        visit.redirects += 1
        if visit.redirects > self.limits.redirects:
            raise NotGotError(f"leads on and on, more than {self.limits.redirects} times")
        visit.at = target
        self._queue.append(visit)

    def _read_feed(self, visit: _Visit, answer: Answer) -> Iterator[Outcome]:
        try:
            feed = parse_feed(answer.body, address=visit.at, content_type=answer.headers.get("content-type"))
        except UnreadableError as error:
            raise NotGotError(error.why.partition(";")[0]) from error
        entries = feed.entries[: self.most]
        yield Read(url=visit.url, final=visit.at, title=feed.title, entries=len(entries))
        for entry in entries:
            yield from self._take(entry, visit)

    def _take(self, entry: Entry, visit: _Visit) -> Iterator[Outcome]:
        """Queue the page of an entry, or give the text that the feed has of it where pages are not asked for."""
        named = _Visit(url=entry.link or visit.at, at=entry.link or visit.at, feed=visit.at, entry=entry)
        if not self.feeds_only:
            if entry.link is None:
                yield _left(named, "the entry of a feed has no link to a page")
            else:
                self._add(named)
            return
        within = f"{article_id(visit.at)}/{slug(entry.title)[:60].strip('-') or 'entry'}"
        item = entry_article(entry, visit.at, within=within, hints=Hints())
        if isinstance(item, Skipped):
            yield _left(named, "the entry of a feed has no text")
        else:
            yield from self._give(named, item)

    def _give(self, visit: _Visit, article: Article) -> Iterator[Outcome]:
        """Give the article, unless another address led to the same one."""
        if article.id in self._given:
            same = (
                "says the same as an entry before it"
                if article.place
                else "is the page of another address that was asked for"
            )
            yield _left(visit, same)
            return
        self._given.add(article.id)
        got = Got(url=visit.url, final=visit.at, article=article, feed=visit.feed, entry=visit.entry)
        yield replace(got, page=not self.feeds_only)


def _left(visit: _Visit, why: str) -> Left:
    return Left(url=visit.url, final=visit.at, why=why, feed=visit.feed, entry=visit.entry)
