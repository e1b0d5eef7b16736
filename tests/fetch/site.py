"""Pages and misbehaviour by path in; a news site on this machine, and a clock on which nobody waits, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.readers.wire_seeds import page
from tests.remote.misbehaving import Handler, Request, Running, misbehaving

Serve = Callable[[Handler, Request], None]
HTML = "text/html; charset=utf-8"


def gives(body: bytes | str, media_type: str = HTML, status: int = 200, **headers: str) -> Serve:
    """Return what answers with this."""
    data = body.encode() if isinstance(body, str) else body
    return lambda handler, _request: handler.reply(status, data, media_type, **headers)


def leads_to(where: str, status: int = 302) -> Serve:
    return gives(b"", status=status, Location=where)


def fails(status: int, times: int = 10**6, then: Serve | None = None, **headers: str) -> Serve:
    """Return what answers with this so many times, and then with the other."""
    left = [times]

    def serve(handler: Handler, request: Request) -> None:
        left[0] -= 1
        (gives(b"", status=status, **headers) if left[0] >= 0 or then is None else then)(handler, request)

    return serve


def article(title: str = "Talks in Bern", *, head: str = "") -> Serve:
    return gives(page(title=title, head=head))


def feed(*links: str, title: str = "Harbour Wire", extra: str = "") -> Serve:
    """Return what answers with a feed of these links, each with a title and a day."""
    items = "".join(
        f"<item><title>Item {number}</title><link>{link}</link><pubDate>Fri, 10 May 2024 08:00:00 GMT</pubDate>"
        f"<description>What item {number} tells.</description></item>"
        for number, link in enumerate(links, 1)
    )
    text = f'<rss version="2.0"><channel><title>{title}</title>{items}{extra}</channel></rss>'
    return gives(text, "application/rss+xml")


@contextmanager
def site(pages: Mapping[str, Serve]) -> Iterator[Running]:
    """Run a site that has these pages; what it has not is answered with 404, its robots.txt too."""

    def act(handler: Handler, request: Request) -> None:
        pages.get(request.path, gives(b"", status=404))(handler, request)

    with misbehaving(act) as running:
        yield running


def asked(running: Running) -> list[str]:
    """Return the paths that were asked for, but for robots.txt."""
    return [request.path for request in running.requests if request.path != "/robots.txt"]


@dataclass(slots=True)
class Clock:
    """A clock on which sleeping takes no time."""

    now: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
