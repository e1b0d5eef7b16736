"""A web address in; what the server answers to one request, within limits of time, size and place, out."""

from __future__ import annotations

import socket
import threading
import weakref
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

from kg.fetch.outcome import NotGotError
from kg.readers.served import PackedError, unpack

if TYPE_CHECKING:
    from urllib3.connectionpool import HTTPConnectionPool

    from kg.fetch.limits import Limits

Origin = tuple[str, int]
"""Host and port of an address."""

_OK: Final = 200
_CHUNK: Final = 65_536
_CONNECT_SECONDS: Final = 10.0
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered; ``body`` is unpacked, and is read only where the status is 200.

    The names of ``headers`` are in lower case.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)


class Wire:
    """Requests to public addresses and to those that the user named, one at a time; no redirect is followed.

    A feed or a redirect that leads to an address of a private network is refused, unless the user named that host
    and port: who writes a feed has no business there. No proxy, netrc file or cookie is used.
    """

    def __init__(self, limits: Limits, *, named: Collection[Origin]) -> None:
        self._limits = limits
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._adapters = {scheme: _Guarded(scheme, named=frozenset(named), sockets=self._sockets) for scheme in _PORTS}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for adapter in self._adapters.values():
            adapter.close()

    def get(self, url: str, *, headers: Mapping[str, str]) -> Answer:
        """Return the answer to one request.

        Raises
        ------
        NotGotError
            If there is none, or none within the limits.
        """
        limit = self._limits.timeout
        sent = {
            "User-Agent": self._limits.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
            **headers,
        }
        with self._cut_off(limit) as late:
            try:
                # Without a session, which would follow the redirect as far as to look where it goes.
                request = requests.Request("GET", url, headers=sent).prepare()
                adapter = self._adapters[urlsplit(request.url or url).scheme]
                with adapter.send(request, stream=True, timeout=(min(_CONNECT_SECONDS, limit), limit)) as response:
                    names = {name.lower(): value for name, value in response.headers.items()}
                    body = self._read(response, late) if response.status_code == _OK else b""
                    return Answer(status=response.status_code, headers=names, body=body)
            except NotGotError:
                raise
            except (OSError, HTTPError, UnicodeError) as error:
                raise self._reason(error, late=late.is_set()) from error

    def _read(self, response: requests.Response, late: threading.Event) -> bytes:
        """Return the body, unpacked; neither a long nor a packed one is held beyond the limit."""
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > self._limits.max_bytes:
            raise self._too_long()
        body = bytearray()
        while chunk := response.raw.read1(_CHUNK, decode_content=False):
            body += chunk
            if len(body) > self._limits.max_bytes:
                raise self._too_long()
            if late.is_set():
                raise self._too_slow()
        if late.is_set():
            # Cut off, and not at its end: without a length that looks the same.
            raise self._too_slow()
        try:
            unpacked = unpack(bytes(body), response.headers.get("Content-Encoding", ""), limit=self._limits.max_bytes)
        except PackedError as error:
            raise NotGotError(str(error)) from error
        if len(unpacked) > self._limits.max_bytes:
            raise self._too_long()
        return unpacked

    @contextmanager
    def _cut_off(self, seconds: float) -> Iterator[threading.Event]:
        """Break the connection after so many seconds: time-outs of sockets see no trickle of bytes."""
        late = threading.Event()

        def cut() -> None:
            late.set()
            for one in list(self._sockets):
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue

        timer = threading.Timer(seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()

    def _reason(self, error: Exception, *, late: bool) -> NotGotError:
        if isinstance(error, InvalidIPAddress):
            why = "leads into a private network; name such an address yourself if it is meant"
            return NotGotError(why, host=True)
        if isinstance(error, requests.exceptions.SSLError):
            return NotGotError("the host has no certificate that can be trusted", host=True)
        if late or isinstance(error, requests.exceptions.ReadTimeout | ReadTimeoutError):
            return self._too_slow()
        if isinstance(error, requests.exceptions.InvalidURL | UnicodeError):
            return NotGotError("is no address that can be asked")
        if isinstance(error, requests.exceptions.ConnectTimeout):
            return NotGotError("the host does not answer", host=True)
        if isinstance(error, HTTPError | requests.exceptions.ChunkedEncodingError):
            return NotGotError("the answer broke off", passing=True)
        return NotGotError("the host cannot be reached, or hangs up", passing=True, host=True)

    def _too_long(self) -> NotGotError:
        return NotGotError(f"is larger than {self._limits.max_bytes / 1e6:g} MB")

    def _too_slow(self) -> NotGotError:
        return NotGotError(f"took longer than {self._limits.timeout:g} s")


def origin(url: str) -> Origin:
    """Return the host and port of an http or https address.

    >>> origin("https://example.org/talks")
    ('example.org', 443)
    """
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


class _Guarded(IPFilterAdapter):
    """Connects to public addresses and to the named ones, and knows the sockets that are open.

    The address that was checked is the one that is connected to, so that a name cannot change its mind in between.
    """

    def __init__(self, scheme: str, *, named: Collection[Origin], sockets: weakref.WeakSet[socket.socket]) -> None:
        super().__init__(is_https_proto=scheme == "https")
        self._named = named
        self._sockets = sockets

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: bool | str, cert: str | tuple[str, str] | None = None
    ) -> Any:  # noqa: ANN401  # names of types that requests keeps to itself
        """Return what tells connections apart, with the checked address in place of the name of a host."""
        if origin(request.url or "") in self._named:
            return HTTPAdapter.build_connection_pool_key_attributes(self, request, verify, cert)
        return super().build_connection_pool_key_attributes(request, verify, cert)

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:  # noqa: ANN401  # handed on
        """Return the pool of connections, which note their sockets."""
        pool: HTTPConnectionPool = super().get_connection_with_tls_context(*args, **kwargs)
        kind, sockets = type(pool).ConnectionCls, self._sockets

        def connect(connection: HTTPConnection) -> None:
            kind.connect(connection)
            if isinstance(connection.sock, socket.socket):
                sockets.add(connection.sock)

        pool.ConnectionCls = type(kind.__name__, (kind,), {"connect": connect})
        return pool
