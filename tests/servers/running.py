"""A folder in; a SPARQL server that keeps its data there and listens to this machine only, out."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from kg.remote.address import Protocol
from kg.remote.client import Login

OXIGRAPH: Final = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO: Final = shutil.which("virtuoso-t")
MOST_ROWS: Final = 20_000
"""That the Virtuoso of the tests gives for one query."""

_SECONDS_TO_START: Final = 60.0
_VIRTUOSO_INI: Final = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
MaxClientConnections = 5
HTTPProxyEnabled = 0

[SPARQL]
ResultSetMaxRows = {most_rows}
"""


class Server(ABC):
    """A server that can be started, killed and started again over the same data."""

    login: Login | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground."""

    @abstractmethod
    def path(self, purpose: Protocol | None) -> str:
        """Return the path for a protocol, or for queries."""

    def url(self, purpose: Protocol | None = None) -> str:
        """Return the address for a protocol, or for queries."""
        return f"http://127.0.0.1:{self.port}{self.path(purpose)}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with (self.folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(self.command(), cwd=self.folder, stdout=output, stderr=output)
        deadline = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError((self.folder / "output.txt").read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.05)

    def kill(self) -> None:
        """End the server at once, without a chance to write what it has not yet written."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url()}?query=ASK%7B%7D", timeout=5) as answer:
                return bool(answer.status == 200)
        except HTTPError as error:
            # One that asks for a login is there too.
            error.close()
            return True
        except (URLError, OSError):
            return False


class OxigraphServer(Server):
    """An Oxigraph server."""

    def command(self) -> list[str]:  # noqa: D102  # as in the base
        return [str(OXIGRAPH), "serve", "--location", "data", "--bind", f"127.0.0.1:{self.port}"]

    def path(self, purpose: Protocol | None) -> str:  # noqa: D102  # as in the base
        return {"gsp": "/store", "update": "/update", None: "/query"}[purpose]


class VirtuosoServer(Server):
    """A Virtuoso server with the user and password that a new one has."""

    login = Login(user="dba", password="dba")

    def command(self) -> list[str]:  # noqa: D102  # as in the base
        ini = _VIRTUOSO_INI.format(port=self.port, sql_port=free_port(), most_rows=MOST_ROWS)
        (self.folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
        # What a killed one left would keep the next from starting.
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        return [str(VIRTUOSO), "+foreground", "+configfile", "virtuoso.ini"]

    def path(self, purpose: Protocol | None) -> str:  # noqa: D102  # as in the base
        return {"gsp": "/sparql-graph-crud-auth", "update": "/sparql-auth", None: "/sparql"}[purpose]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
