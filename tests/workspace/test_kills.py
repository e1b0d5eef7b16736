"""A process that writes to a workspace is killed at random moments; nothing that it reported is lost, and it goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from kg.built import built_file
from kg.files import BUILT_FILES
from kg.pipeline import read
from kg.workspace import Workspace
from tests.workspace.standin import built, read_lines, workspace

KILLS: Final = int(os.environ.get("KG_KILLS", "200"))
_TEXTS: Final = 30
_BUILDS: Final = 10
"""Every so many kills, one is of a process that builds as well, which takes longer."""


def test_nothing_reported_is_lost_by_two_hundred_kills(tmp_path: Path) -> None:
    chance = random.Random(7)
    texts, folder, out = tmp_path / "texts", tmp_path / "w", tmp_path / "out"
    texts.mkdir()
    killed = version = 0
    while killed < KILLS:
        version += 1
        _write(texts, version)
        # After how many lines, and how long after them: both within what the child does next.
        builds = version % _BUILDS == 0
        lines = 10**6 if builds else chance.randrange(_TEXTS // 5 + 8)
        seconds = chance.uniform(0, 1.0 if builds else 0.01)
        said, was_killed = _run(folder, texts, out if builds else None, version, lines, seconds)
        killed += was_killed
        _check(folder, texts, out, said, version)
        assert version < 2 * KILLS  # else hardly a kill meets a process at work

    said, was_killed = _run(folder, texts, out, version, None)

    assert not was_killed
    assert said[-1] == "built"
    anew = workspace(tmp_path / "anew")
    anew.add(sorted(texts.glob("*.txt"), reverse=True))
    if f"extra{version % 10}" in {each.id for each in anew.articles()}:
        anew.remove(f"extra{version % 10}")
    assert built(anew, tmp_path / "other") == {path.name: path.read_bytes() for path in out.iterdir()}


def _text(name: str, version: int) -> str:
    return f"Ana met-with B{name} on 2024-05-09\nC{name} accused Ana\nversion {version}"


def _write(texts: Path, version: int) -> None:
    """Write a new version of some texts, and of texts that come and go."""
    for number in range(_TEXTS):
        if number % 5 == version % 5 or version == 1:
            (texts / f"text{number:02}.txt").write_text(_text(f"text{number:02}", version))
    for number in range(10):
        path = texts / f"extra{number}.txt"
        path.write_text(_text(f"extra{number}", version)) if number % 3 else path.unlink(missing_ok=True)


def _run(
    folder: Path, texts: Path, out: Path | None, version: int, lines: int | None, seconds: float = 0.0
) -> tuple[list[str], bool]:
    """Return what the child said, and whether it was killed: after so many lines, or its last before it builds."""
    command = [sys.executable, "-m", "tests.workspace.child", str(folder), str(texts), str(out or ""), str(version)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said: list[str] = []
    with process.stdout as pipe:
        for line in pipe:
            # A line that the kill cut off was not reported.
            said += [line.rstrip("\n")] if line.endswith("\n") else []
            if lines is not None and (len(said) > lines or line.startswith("removed")):
                lines = None
                time.sleep(seconds)
                process.send_signal(signal.SIGKILL)
    code = process.wait()
    assert code in {0, -signal.SIGKILL}
    return said, code != 0


def _check(folder: Path, texts: Path, out: Path, said: list[str], version: int) -> None:
    """Check that the workspace is sound, and holds what was reported."""
    place = Workspace(folder, extractor=read_lines)
    status = place.status()
    assert status.broken == ()
    articles = {each.id: each.text for each in place.articles()}
    removed = {line.split()[1] for line in said if line.startswith("removed ")}
    # What it was about to remove may be gone without its having said so.
    doomed = {f"extra{version % 10}"}
    for line in said:
        if line.startswith("kept ") and line.split()[1] not in doomed:
            name = line.split()[1]
            assert articles[name] == (texts / f"{name}.txt").read_text(), name
    if "updated" in said:
        assert set(articles) - doomed == {path.stem for path in texts.glob("*.txt")} - doomed
    assert not removed & set(articles)
    # Every article has the events of the very text that it has, old or new, never of another.
    assert status.stale == ()
    graph = place.graph() if articles else None
    for event in graph.events if graph else ():
        for item in event.evidence:
            assert articles[item.article][item.start : item.end] == item.quote
    assert graph is None or len(graph.articles) == len(articles)
    if graph is not None:
        assert status.events == 2 * len(articles)
    if "built" in said:
        assert place.status().up_to_date
    if status.built:
        # What is said to be built is whole.
        assert all(built_file(out, name).stat().st_size for name in BUILT_FILES)
        assert len(read(out).articles) > 0
