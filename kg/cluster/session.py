"""The address of a Spark cluster in; an open session with the settings that kg needs out."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import EngineError
from kg.workers.process import ONE_THREAD

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyspark.sql import SparkSession

DEFAULT_MASTER: Final = "local[*]"
TRIES: Final = 4
"""How often a part of the work is tried before the whole is given up, on this machine as on a cluster."""
_LOCAL: Final = re.compile(r"local(?:\[(\d+|\*)\])?")


@contextmanager
def open_session(master: str = DEFAULT_MASTER) -> Iterator[SparkSession]:
    """Open a session on a cluster, or on this machine, and close it at the end; one that is open already is used.

    Raises
    ------
    EngineError
        If PySpark or Java is not installed, or the cluster cannot be reached.
    """
    try:
        # It warns of versions of pandas, which kg does not use with it.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError(
            "PySpark is not installed; run: pip install 'kg-international-relations[spark]', "
            "or leave out --engine spark"
        ) from error
    given = _active()
    if given is not None:
        yield given
        return
    home = os.environ.get("JAVA_HOME")
    if not shutil.which(Path(home, "bin", "java") if home else "java"):
        raise EngineError("Spark needs Java, and none is installed; install Java 17 or later, or set JAVA_HOME")
    builder = SparkSession.builder.appName("kg")
    for key, value in _settings(master).items():
        builder = builder.config(key, value)
    if _LOCAL.match(master):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            session: SparkSession = builder.getOrCreate()
    except (PySparkException, RuntimeError) as error:
        raise EngineError(
            f"no Spark session can be opened on {master!r}: {_first_line(error)}; check --master"
        ) from error
    except Exception as error:
        # What comes from Java has a type of its own for each mistake.
        if type(error).__name__ not in {"Py4JJavaError", "Py4JError", "Py4JNetworkError"}:
            raise
        raise EngineError(f"no Spark session can be opened on {master!r}: {_cause(error)}; check --master") from error
    try:
        yield session
    finally:
        session.stop()


def _active() -> SparkSession | None:
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


def _settings(master: str) -> Mapping[str, str]:
    local = _LOCAL.fullmatch(master)
    found = {
        # On this machine nothing is tried again unless the address says so.
        "spark.master": f"local[{local[1] or 1},{TRIES}]" if local else master,
        "spark.task.maxFailures": str(TRIES),
        "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(),
        "spark.log.level": "ERROR",
        **{f"spark.executorEnv.{name}": value for name, value in ONE_THREAD.items()},
    }
    if _LOCAL.match(master):
        found |= {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            # Processes on this machine find kg where this one found it; on a cluster it is installed.
            "spark.executorEnv.PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
    return found


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _cause(error: Exception) -> str:
    """Return what Java says is the reason, without its stack."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith(("at ", "An error occurred", "..."))]
    return told[0].removeprefix(": ") if told else type(error).__name__
