"""What Spark raises in; an error that a user can understand out."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from kg.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWN: Final = re.compile(r"^kg\.errors\.\w+: (.+)$", re.MULTILINE)
"""An error of kg's own that a worker ended with; its message names the fix."""
_PYTHON: Final = re.compile(r"^([A-Za-z_.]+(?:Error|Exception)): (.+)$", re.MULTILINE)
_LONGEST: Final = 300


@contextmanager
def told_by_spark() -> Iterator[None]:
    """Raise what Spark gives up with as an error of kg's.

    Raises
    ------
    EngineError
        If a part of the work failed as often as it may be tried.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException) as error:
        text = str(error)
        found = _OWN.search(text)
        if found:
            raise EngineError(f"a worker of Spark gave up: {found[1]}") from error
        why = _PYTHON.search(text)
        said = f"{why[1]}: {why[2]}" if why else " ".join(text.split())
        raise EngineError(
            f"Spark gave up, after it had tried a part of the work several times: {said[:_LONGEST]}; "
            "see the log of its workers"
        ) from error
