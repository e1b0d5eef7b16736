"""The tutorial's first steps in, run once; a folder with the workspace and the graph that they make, for each page, out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kg.docs import page_named
from tests.prose import ROOT, Block, Ran, blocks_of, make_folder, run_all

if TYPE_CHECKING:
    from collections.abc import Callable


class Begun(NamedTuple):
    """The tutorial up to its first build, with its folder; it goes on with the other blocks."""

    folder: Path
    ran: list[Ran]
    rest: list[Block]


@pytest.fixture(scope="session", name="begun")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    folder = make_folder(tmp_path_factory.mktemp("begun"))
    blocks = blocks_of(page_named("tutorial").text)
    until = next(i for i, block in enumerate(blocks) if block.is_run and block.text.startswith("kg build"))
    first = blocks[: until + 2]  # with the text that says what the build prints
    return Begun(folder, run_all(first, folder), blocks[until + 2 :])


@pytest.fixture(name="prepared")
def _prepared(begun: Begun, tmp_path: Path) -> Callable[[], Path]:
    """Return what makes a folder that goes on from the built sample."""

    def make() -> Path:
        for name in ("workspace", "out"):
            shutil.copytree(begun.folder / name, tmp_path / name)
        for name in ("data", "news_fr"):
            if not (tmp_path / name).exists() and (ROOT / name).exists():
                (tmp_path / name).symlink_to(ROOT / name)
        return make_folder(tmp_path)

    return make
