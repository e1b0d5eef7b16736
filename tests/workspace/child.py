"""Run as ``python -m tests.workspace.child WORKSPACE TEXTS OUT VERSION``: what a test kills; it says what it has done.

It adds what is new, takes in what has changed, removes an article of the version's choice, and builds. A line is
printed for each article when it is reported as kept, and for each step when it is reported as done.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.workspace.standin import workspace


def main(folder: str, texts: str, out: str, version: str) -> None:
    """Do all steps; each goes on where an earlier child was killed."""
    place = workspace(Path(folder))

    def kept(name: str) -> None:
        _say(f"kept {name} {version}")

    _say("ready")
    place.update(texts, prune=True, on_kept=kept)
    _say("updated")
    number = int(version) % 10
    if any(each.id == f"extra{number}" for each in place.articles()):
        place.remove(f"extra{number}")
    _say(f"removed extra{number}")
    if out:
        place.build(out)
        _say("built")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
