"""A real Spark session on two cores of this machine, opened once, which the code under test uses since it is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.cluster.session import open_session
from kg.errors import EngineError


@pytest.fixture(scope="session")
def spark() -> Iterator[None]:
    try:
        with open_session("local[2]"):
            yield
    except EngineError as error:
        pytest.skip(str(error))
