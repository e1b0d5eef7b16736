"""A request in; the answer of a SPARQL server out, after retries, or an error that says what to do."""

from __future__ import annotations

import logging
import re
import time
from base64 import b64encode
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlencode

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from urllib3.exceptions import HTTPError, NewConnectionError, ReadTimeoutError

from kg.errors import RemoteError
from kg.remote.address import check_address, is_loopback, shown
from kg.remote.refusal import Answer, refusal

RETRIES: Final = 4
TIMEOUT: Final = 60.0
"""Seconds that a server may take for one answer."""

MAX_BYTES: Final = 64 * 1024 * 1024
"""Of one answer: half a million rows or so."""

_CONNECT_SECONDS: Final = 10.0
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_CHUNK: Final = 65536
_TRY_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
_REDIRECTS: Final = range(300, 400)
_UNAUTHORISED: Final = 401
_CONNECTION: Final = re.compile(r"^HTTPS?Connection(?:Pool)?\([^)]*\): ")
"""What urllib3 puts before its reasons."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who asks: a user with a password (basic or digest, as the server asks for), or a bearer token; or nobody."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must be shown nowhere, the longest first, should a server send it back."""
        basic = b64encode(f"{self.user}:{self.password}".encode()).decode() if self.password else ""
        return tuple(secret for secret in (basic, self.password, self.token) if secret)


class _PassingError(Exception):
    """What may be gone at the next try; ``wait`` is how many seconds the server asks for, if it does."""

    def __init__(self, message: str, *, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What is sent, and how many seconds the answer may take."""

    method: str
    url: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str]
    timeout: float


class Client:
    """Requests to the addresses given and to no other: no redirect, proxy or netrc file is followed.

    What fails in passing (429, 500, 502 to 504, a connection that breaks) is tried again, with pauses that double.
    A server that does not answer in time is not: more time or less work would help, not the same again.
    """

    def __init__(
        self,
        *,
        login: Login | None = None,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        max_bytes: int = MAX_BYTES,
        ca_file: Path | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._login = login or Login()
        self._timeout = timeout
        self._retries = retries
        self._max_bytes = max_bytes
        self._sleep = sleep
        self._reached = False
        self._auth: AuthBase | None = None
        self._session = requests.Session()
        self._session.trust_env = False
        if ca_file is not None:
            self._session.verify = str(ca_file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._session.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        allow: Collection[int] = (),
        patience: int = 1,
    ) -> Answer:
        """Return the answer to a request that can be sent twice without harm.

        ``allow`` lists codes of refusal that the caller wants to read for itself; ``patience`` is how many times as
        long as others this request may take.

        Raises
        ------
        RemoteError
            If the server cannot be reached, breaks off, takes too long, says too much, or refuses.
        """
        check_address(url)
        request = _Request(method=method, url=url, body=body, headers=headers or {}, timeout=self._timeout * patience)
        for attempt in range(self._retries + 1):
            try:
                answer = self._once(request, final=attempt == self._retries)
            except _PassingError as error:
                if attempt == self._retries:
                    tried = f" {attempt + 1} times in a row" if attempt else ""
                    raise RemoteError(f"{shown(url)}: {error}{tried}") from error
                pause = min(_FIRST_PAUSE * 2**attempt if error.wait is None else error.wait, _LONGEST_PAUSE)
                log.info("%s: %s; trying again in %.1f s", shown(url), error, pause)
                self._sleep(pause)
                continue
            if answer.status < _REDIRECTS.start or answer.status in allow:
                return answer
            raise RemoteError(refusal(url, answer, logged_in=self._has_login))
        raise ValueError("the number of retries is negative")

    def query(
        self, url: str, sparql: str, *, accept: str, graph: str | None = None, allow: Collection[int] = ()
    ) -> Answer:
        """Return the answer to a query, over the default graph of the server or a named one in its place.

        Raises
        ------
        RemoteError
            As `send` does.
        """
        form = {"query": sparql} if graph is None else {"query": sparql, "default-graph-uri": graph}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept}
        return self.send("POST", url, body=urlencode(form).encode(), headers=headers, allow=allow)

    @property
    def _has_login(self) -> bool:
        return bool(self._login.user or self._login.token)

    def _once(self, request: _Request, *, final: bool) -> Answer:
        """Return the answer to one try; with a login, the first refusal says how the server wants to hear it."""
        answer = self._exchange(request)
        if answer.status == _UNAUTHORISED and self._auth is None and self._login.user:
            self._auth = self._scheme(request.url, answer.challenge)
            answer = self._exchange(request)
        if answer.status in _TRY_AGAIN and not final:
            raise _PassingError(f"answered {answer.status}", wait=answer.retry_after)
        return answer

    def _scheme(self, url: str, challenge: str) -> AuthBase:
        """Return digest where the server offers it, since it never sends the password, else basic."""
        user, password = self._login.user, self._login.password
        if "digest" in challenge.lower():
            return HTTPDigestAuth(user, password)
        self._warn_if_open(url)
        return HTTPBasicAuth(user.encode(), password.encode())

    def _warn_if_open(self, url: str) -> None:
        if url.startswith("http:") and not is_loopback(url):
            log.warning("%s: the password or token goes there unencrypted; use https", shown(url))

    def _exchange(self, request: _Request) -> Answer:
        url, deadline = request.url, time.monotonic() + request.timeout
        sent = {"User-Agent": "kg", "Accept": "*/*", "Accept-Encoding": "identity", **request.headers}
        if self._login.token:
            if not self._reached:
                self._warn_if_open(url)
            sent["Authorization"] = f"Bearer {self._login.token}"
        try:
            with self._session.request(
                request.method,
                url,
                data=request.body,
                headers=sent,
                auth=self._auth,
                timeout=(min(_CONNECT_SECONDS, request.timeout), request.timeout),
                allow_redirects=False,
                stream=True,
            ) as response:
                self._reached = True
                return Answer.of(response, self._read(request, response, deadline), hidden=self._login.secrets)
        except requests.exceptions.SSLError as error:
            raise RemoteError(
                f"{shown(url)}: no safe connection ({_text(_bottom(error))}); check the address, "
                "or give the certificate of its authority with --ca-file FILE"
            ) from error
        except requests.exceptions.ConnectTimeout as error:
            raise _unreachable(url, "no answer") from error
        except (requests.exceptions.Timeout, ReadTimeoutError) as error:
            raise _too_slow(request) from error
        except (requests.exceptions.InvalidURL, UnicodeError) as error:
            raise RemoteError(f"{shown(url)}: is no address ({error}); check its spelling") from error
        except (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
            bottom = _bottom(error)
            # Where nobody has answered yet, nobody listening is no accident.
            if isinstance(bottom, NewConnectionError) and not self._reached:
                raise _unreachable(url, _text(bottom)) from error
            raise _PassingError(f"the connection broke ({_text(bottom)})") from error
        except OSError as error:
            # Other errors of requests, and a --ca-file that is not there.
            raise RemoteError(f"{shown(url)}: cannot be asked ({error})") from error
        except HTTPError as error:
            raise _PassingError(f"hung up in the middle of its answer ({_text(_bottom(error))})") from error

    def _read(self, request: _Request, response: requests.Response, deadline: float) -> bytes:
        """Return the body, as long as it is neither too long nor too slow: a time-out of sockets sees no trickle."""
        body = bytearray()
        while chunk := response.raw.read1(_CHUNK):
            body += chunk
            if len(body) > self._max_bytes:
                raise RemoteError(
                    f"{shown(request.url)}: the answer is longer than {self._max_bytes // 1024:,} KiB; ask for less with LIMIT"
                )
            if time.monotonic() > deadline:
                raise _too_slow(request)
        return bytes(body)


def _too_slow(request: _Request) -> RemoteError:
    return RemoteError(
        f"{shown(request.url)}: no whole answer within {request.timeout:g} s; "
        "give it more time with --timeout, or less to do"
    )


def _unreachable(url: str, why: str) -> RemoteError:
    return RemoteError(f"{shown(url)}: cannot be reached ({why}); check that the server runs and the address is right")


def _bottom(error: BaseException) -> BaseException:
    """Return the error that others were wrapped around."""
    while True:
        inner = getattr(error, "reason", None) or next((a for a in error.args if isinstance(a, BaseException)), None)
        if not isinstance(inner, BaseException):
            return error
        error = inner


def _text(error: BaseException) -> str:
    return _CONNECTION.sub("", getattr(error, "strerror", None) or str(error))
