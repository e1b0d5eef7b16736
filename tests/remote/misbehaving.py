"""What to do with a request in; a real HTTP server on this machine that does so, and notes what it was sent, out."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

JSON: Final = "application/sparql-results+json"
EMPTY_RESULT: Final = b'{"head":{"vars":["n"]},"results":{"bindings":[]}}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the server was sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Handler(BaseHTTPRequestHandler):
    """One request, with ways to answer it badly."""

    protocol_version = "HTTP/1.1"

    def reply(self, status: int, body: bytes = b"", media_type: str = "text/plain", **headers: str) -> None:
        """Answer as a server should."""
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self, length: int | None, media_type: str = JSON) -> None:
        """Begin an answer of so many bytes, or of no said length."""
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()
        self.close_connection = True

    def reset(self) -> None:
        """Break the connection without a word."""
        # With no time to linger, closing sends a reset.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True


Act = Callable[[Handler, Request], None]


@dataclass(slots=True, kw_only=True)
class Running:
    """A server that runs: its address, what it was sent, and a flag that is set when the test is over."""

    url: str
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Say nothing: that clients hang up is what these tests are about."""


@contextmanager
def misbehaving(act: Act, *, certificate: Path | None = None) -> Iterator[Running]:
    """Run a server that does this with every request, over TLS if it has a certificate with its key."""
    running = Running(url="")

    class Acting(Handler):
        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            request = Request(method=self.command, path=self.path, headers=dict(self.headers), body=body)
            running.requests.append(request)
            act(self, request)

        do_GET = do_POST = do_PUT = _do  # noqa: N815  # names that the base asks for

        def log_message(self, *_args: object) -> None:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Acting)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    running.url = f"{'http' if certificate is None else 'https'}://127.0.0.1:{server.server_address[1]}"
    try:
        yield running
    finally:
        running.over.set()
        server.shutdown()
        server.server_close()
        thread.join()
