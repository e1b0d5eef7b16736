"""A host in; when it may be asked next, and what its robots.txt allows, out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from protego import Protego

from kg.fetch.outcome import NotGotError
from kg.readers.address import linked_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.fetch.limits import Limits
    from kg.fetch.wire import Answer, Wire

_ROBOTS_BYTES: Final = 512 * 1024
"""How much of a robots.txt is heeded; RFC 9309, section 2.5, asks for 500 KiB at least."""

_ROBOTS_REDIRECTS: Final = 5
"""RFC 9309, section 2.3.1.2."""

TRY_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK: Final = 200
_ASKED_TOO_MUCH: Final = frozenset({429, 503})

log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class _Host:
    ready: float = 0.0
    """When it may be asked next, on the clock given."""
    delay: float
    closed: str = ""
    """Why it is asked no more, "" where it is."""


@dataclass(slots=True, kw_only=True)
class Hosts:
    """The hosts that were asked, each at most once in its delay, and the rules that they publish.

    ``clock`` gives seconds that only go on, ``sleep`` waits for some.
    """

    wire: Wire
    limits: Limits
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _rules: dict[str, Protego | str] = field(default_factory=dict)

    def ready(self, url: str) -> float:
        """Return when the host may be asked, on the clock; 0 where it was never asked, or is asked no more."""
        host = self._host(url)
        return 0.0 if host.closed else host.ready

    def knows(self, url: str) -> bool:
        """Return whether the rules of the site are known."""
        return _site(url) in self._rules

    def learn(self, url: str) -> None:
        """Ask for the rules of a site; where it has none that can be read, for why it must not be asked."""
        site = _site(url)
        self._rules[site] = self._read_rules(f"{site}/robots.txt")

    def ask(self, url: str, *, headers: Mapping[str, str]) -> Answer:
        """Return the answer to one request, asked for when the host's time has come and if its rules, now known, allow it.

        Raises
        ------
        NotGotError
            If it must not be asked for, or there is no answer.
        """
        rules = self._rules[_site(url)]
        if isinstance(rules, str):
            raise NotGotError(rules)
        self._heed(url, rules)
        return self._get(url, headers)

    def put_off(self, url: str, answer: Answer, *, tries: int) -> None:
        """Let the host rest as long as it asks for, or twice as long as the last time.

        Raises
        ------
        NotGotError
            If it was tried often enough, or asks for a longer rest than there is time for. One that says it is asked
            too much (429, 503) is then asked no more.
        """
        host = self._host(url)
        wait = _retry_after(answer)
        if wait is None:
            wait = min(max(self.limits.delay, 1.0) * 2**tries, self.limits.longest_wait)
        if wait > self.limits.longest_wait:
            host.closed = f"the host asks to come back later than in {self.limits.longest_wait:g} s"
            raise NotGotError(host.closed, host=True)
        if tries >= self.limits.retries:
            why = f"answered {answer.status}, {tries + 1} times in a row" if tries else f"answered {answer.status}"
            if answer.status in _ASKED_TOO_MUCH:
                host.closed = f"the host is asked no more: it {why}"
                raise NotGotError(host.closed, host=True)
            raise NotGotError(why)
        self.rest(url, wait)

    def rest(self, url: str, seconds: float) -> None:
        """Leave the host alone for so many seconds from now."""
        host = self._host(url)
        host.ready = max(host.ready, self.clock() + seconds)
        log.info("%s: trying again in %.1f s", urlsplit(url).hostname, seconds)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(urlsplit(url).hostname or "", _Host(delay=self.limits.delay))

    def _get(self, url: str, headers: Mapping[str, str]) -> Answer:
        host = self._host(url)
        if host.closed:
            raise NotGotError(host.closed, host=True)
        wait = host.ready - self.clock()
        if wait > 0:
            self.sleep(wait)
        try:
            return self.wire.get(url, headers=headers)
        finally:
            host.ready = max(host.ready, self.clock() + host.delay)

    def _heed(self, url: str, rules: Protego) -> None:
        if not rules.can_fetch(url, self.limits.name):
            raise NotGotError("its robots.txt does not allow it")
        rate = rules.request_rate(self.limits.name)
        asked = max(rules.crawl_delay(self.limits.name) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        if asked > self.limits.longest_wait:
            raise NotGotError(f"its robots.txt asks for more than {self.limits.longest_wait:g} s between requests")
        host = self._host(url)
        if asked > host.delay:
            host.ready += asked - host.delay
            host.delay = asked

    def _read_rules(self, url: str) -> Protego | str:
        redirects = tries = 0
        while redirects <= _ROBOTS_REDIRECTS:
            try:
                answer = self._get(url, {})
                if answer.status in TRY_AGAIN:
                    self.put_off(url, answer, tries=tries)
                    tries += 1
                    continue
            except NotGotError as error:
                if error.passing and tries < min(self.limits.retries, 1):
                    tries += 1
                    self.rest(url, max(self.limits.delay, 1.0))
                    continue
                # A site that cannot be reached has no other pages either, and a file that is there but cannot be
                # read stands for "nothing is allowed" (RFC 9309, section 2.3.1.4).
                return error.why if error.host else f"its robots.txt cannot be read: {error.why}"
            if answer.status in REDIRECTS:
                target = linked_address(url, answer.headers.get("location", ""))
                if target is None:
                    break
                url, redirects = target, redirects + 1
                continue
            text = answer.body[:_ROBOTS_BYTES].decode("utf-8", "replace") if answer.status == _OK else ""
            return Protego.parse(text)
        return Protego.parse("")


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _retry_after(answer: Answer) -> float | None:
    """Return the seconds that a server asks to wait, None where it does not say.

    >>> from kg.fetch.wire import Answer
    >>> date = "Fri, 10 May 2024 08:00:00 GMT"
    >>> _retry_after(Answer(status=429, headers={"retry-after": "Fri, 10 May 2024 08:00:30 GMT", "date": date}))
    30.0
    """
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
        # The server's own clock, where it shows it: ours may be wrong.
        now = parsedate_to_datetime(answer.headers["date"]) if "date" in answer.headers else datetime.now(UTC)
        return max((until - now).total_seconds(), 0.0)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
