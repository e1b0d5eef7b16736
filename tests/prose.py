"""A text in Markdown in; its fenced blocks, run one after the other in a folder, and how their output differs, out.

What stands behind the language of a block says how it is run: ``exit=1`` is the exit code that it ends with, and
``not-run`` that it is only checked for being a command that kg knows. A block of ``text`` after one that was run is what
that one prints; ``...`` stands there for any lines, and within a line for any words.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parent.parent
_BLOCK: Final = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHELLS: Final = {"bash": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}


class Block(NamedTuple):
    """One fenced block of a text."""

    language: str
    marks: tuple[str, ...]
    text: str
    line: int

    @property
    def is_set_up(self) -> bool:
        """Return whether it installs kg, which a test of its own does."""
        return self.language == "bash" and "-m venv" in self.text

    @property
    def is_run(self) -> bool:
        """Return whether a test runs it."""
        return self.language in _SHELLS and not self.is_set_up and "not-run" not in self.marks

    @property
    def exit_code(self) -> int:
        """Return the exit code that it ends with."""
        return next((int(mark.removeprefix("exit=")) for mark in self.marks if mark.startswith("exit=")), 0)


class Ran(NamedTuple):
    """A block that was run, with the block of text that says what it prints, None where none does."""

    block: Block
    done: subprocess.CompletedProcess[str]
    said: Block | None

    @property
    def printed(self) -> str:
        """Return what it printed: its output, or its errors where there is none."""
        return self.done.stdout if self.done.stdout.strip() else self.done.stderr


def blocks_of(text: str) -> list[Block]:
    """Return the fenced blocks of a text in their order."""
    return [
        Block(found[1], tuple(found[2].split()), found[3], text.count("\n", 0, found.start()) + 1)
        for found in _BLOCK.finditer(text)
    ]


def make_folder(folder: Path, *, project: Path = ROOT) -> Path:
    """Return a folder with the sample beside it, as in a checkout, and a ``kg`` command that runs the project."""
    if not (folder / "data").exists():
        (folder / "data").symlink_to(project / "data")
    command = folder / "bin" / "kg"
    command.parent.mkdir(exist_ok=True)
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kg "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder


def run(block: Block, folder: Path, *, project: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a block in a folder that `make_folder` made."""
    environment = {
        **os.environ,
        "BROWSER": "true",  # what opens the page is a program that does nothing
        "COLUMNS": "100",
        "PATH": os.pathsep.join([str(folder / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(project),
    }
    return subprocess.run(
        [*_SHELLS[block.language], block.text],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def run_all(blocks: list[Block], folder: Path, *, project: Path = ROOT) -> list[Ran]:
    """Run the blocks that are to be run, in their order; stop after one that ends otherwise than it says."""
    ran: list[Ran] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if not block.is_run:
            continue
        ran.append(
            Ran(block, run(block, folder, project=project), after if after and after.language == "text" else None)
        )
        if ran[-1].done.returncode != block.exit_code:
            break
    return ran


def complaints(ran: list[Ran], *, where: str) -> list[str]:
    """Return what is wrong with blocks that were run: their exit code, that they print nothing, or something else."""
    wrong = []
    for block, done, said in ran:
        at = f"{where}:{block.line}\n{block.text}"
        printed = done.stdout if done.stdout.strip() else done.stderr
        if done.returncode != block.exit_code:
            wrong.append(f"{at}exit code {done.returncode}, not {block.exit_code}\n{done.stdout}\n{done.stderr}")
        elif not printed.strip():
            wrong.append(f"{at}prints nothing")
        elif said is not None and not matches(said.text, printed):
            wrong.append(f"{at}{where}:{said.line} says:\n{said.text}\nbut it prints:\n{printed}")
    return wrong


def matches(said: str, printed: str) -> bool:
    r"""Return whether what was printed is what was said.

    >>> matches("a ... c\n...\nd\n", "a b c\nx\ny\nd\n"), matches("a\n", "a\nb\n")
    (True, False)
    """
    pattern = "".join(
        r"(?:[^\n]*\n)*?" if line.strip() == "..." else re.escape(line).replace(r"\.\.\.", r"[^\n]*") + r"\n"
        for line in _lines(said)
    )
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in _lines(printed))) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]
