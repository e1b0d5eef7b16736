"""Two processes want to write to one workspace: the second is told so, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import WorkspaceError
from kg.workspace.lock import writing
from tests.factories import article
from tests.workspace.standin import workspace

_HOLD = """
import sys, time
from pathlib import Path
from kg.workspace.lock import writing
with writing(Path(sys.argv[1]), "kg add"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_the_second_writer_is_told_who_writes_and_what_to_do(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")
    other = subprocess.Popen([sys.executable, "-c", _HOLD, str(place.folder)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    try:
        with pytest.raises(
            WorkspaceError,
            match=rf"w: another kg is writing to it \(process {other.pid}, kg add\); wait until it is done, or stop it",
        ):
            place.add([article("a", "Ana met-with Ben")])
        assert place.status().articles == 0  # who only looks need not wait
    finally:
        other.kill()
        other.wait()
        other.stdout.close()

    assert place.add([article("a", "Ana met-with Ben")]).added == ("a",)


def test_one_process_that_wants_to_write_twice_is_told_so_too(tmp_path: Path) -> None:
    place = workspace(tmp_path / "w")

    with writing(place.folder, "kg build"), pytest.raises(WorkspaceError, match="another kg is writing to it"):
        place.remove("a")
