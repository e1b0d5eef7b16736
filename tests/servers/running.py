"""A folder in; a SPARQL server that keeps its data there and listens to this machine only, out."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from kg.remote.address import Protocol
from kg.remote.client import Login

OXIGRAPH: Final = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
VIRTUOSO: Final = shutil.which("virtuoso-t")
MOST_ROWS: Final = 20_000
"""That the Virtuoso of the tests gives for one query."""

_OXIGRAPH_PATHS: Final[Mapping[Protocol | None, str]] = {"gsp": "/store", "update": "/update", None: "/query"}
_VIRTUOSO_PATHS: Final[Mapping[Protocol | None, str]] = {
    "gsp": "/sparql-graph-crud-auth",
    "update": "/sparql-auth",
    None: "/sparql",
}
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


class Server:
    """A server that can be started, killed and started again over the same data."""

    def __init__(self, name: str, folder: Path) -> None:
        self.is_virtuoso = name == "virtuoso"
        # The user and password that a new Virtuoso has; Oxigraph knows none.
        self.login = Login(user="dba", password="dba") if self.is_virtuoso else None
        self._folder = folder
        self._port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, purpose: Protocol | None = None) -> str:
        """Return the address for a protocol, or for queries."""
        paths: Mapping[Protocol | None, str] = _VIRTUOSO_PATHS if self.is_virtuoso else _OXIGRAPH_PATHS
        return f"{self.root}{paths[purpose]}"

    @property
    def root(self) -> str:
        """Return the address without a path."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = self._virtuoso_command() if self.is_virtuoso else self._oxigraph_command()
        with (self._folder / "output.txt").open("ab") as output:
            self._process = subprocess.Popen(command, cwd=self._folder, stdout=output, stderr=output)
        deadline = time.monotonic() + _SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError((self._folder / "output.txt").read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.05)

    def kill(self) -> None:
        """End the server at once, without a chance to write what it has not yet written."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _oxigraph_command(self) -> list[str]:
        return [str(OXIGRAPH), "serve", "--location", "data", "--bind", f"127.0.0.1:{self._port}"]

    def _virtuoso_command(self) -> list[str]:
        ini = _VIRTUOSO_INI.format(port=self._port, sql_port=free_port(), most_rows=MOST_ROWS)
        (self._folder / "virtuoso.ini").write_text(ini, encoding="utf-8")
        # What a killed one left would keep the next from starting.
        (self._folder / "virtuoso.lck").unlink(missing_ok=True)
        return [str(VIRTUOSO), "+foreground", "+configfile", "virtuoso.ini"]

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.url()}?query=ASK%7B%7D", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
