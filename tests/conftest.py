"""Options of the test run, and the notebooks, which tests of two folders run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from nbformat import NotebookNode


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/*.txt and tests/differences/golden.txt anew from what kg finds now, then read the "
        "difference before you commit it",
    )


@pytest.fixture(scope="session")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., NotebookNode]:
    """Run a notebook once, with the variables of the environment that are given; the graph that one wrote serves the next."""
    from tests.notebooks.stories import execute

    done: dict[tuple[object, ...], NotebookNode] = {}
    temporary = tmp_path_factory.mktemp("temporary")

    def run(name: str, **variables: str) -> NotebookNode:
        key = (name, *sorted(variables.items()))
        if key not in done:
            folder = tmp_path_factory.mktemp("elsewhere")
            done[key] = execute(name, folder=folder, temporary=temporary, variables=variables)
        return done[key]

    return run
