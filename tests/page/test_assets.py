"""The parts of the page's script and style fit together."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import kg.page
from kg.page.html import SCRIPTS, STYLES

ASSETS = Path(kg.page.__file__).with_name("assets")


def test_no_two_parts_of_the_script_declare_one_name() -> None:
    declared = [
        name
        for part in SCRIPTS
        for line in re.findall(r"^(?:const|let|function) ([^=\n]*)", (ASSETS / part).read_text("utf-8"), re.MULTILINE)
        for name in re.findall(r"[A-Za-z_$][\w$]*", line)
    ]

    assert len(declared) > 100
    assert [name for name, count in Counter(declared).items() if count > 1] == []


def test_every_part_is_joined_once() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in ASSETS.glob("*.js"))
    assert sorted(STYLES) == sorted(path.stem for path in (ASSETS / "css").glob("*.css"))
