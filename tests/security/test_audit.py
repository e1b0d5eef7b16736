"""Packages and lines that must not be shipped in; what the audit of CI says of them out."""

from __future__ import annotations

import importlib.util
from email.message import Message
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module", name="audit")
def _audit() -> ModuleType:
    pytest.importorskip("packaging", reason="packaging is not installed: pip install '.[dev]'")
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _package(**fields: str) -> SimpleNamespace:
    told = Message()
    for name, value in fields.items():
        told[name.replace("_", "-")] = value
    return SimpleNamespace(metadata=told)


@pytest.mark.parametrize(
    "fields",
    [
        {"License_Expression": "MIT"},
        {"License_Expression": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later"},
        {"Classifier": "License :: OSI Approved :: BSD License"},
        {"License": "Apache License 2.0\n\nlong text that names the GPL"},
    ],
)
def test_a_licence_that_asks_for_a_notice_passes(audit: ModuleType, fields: dict[str, str]) -> None:
    assert list(audit.bad_licences({"a": _package(**fields)})) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"License_Expression": "GPL-3.0-or-later"},
        {"License_Expression": "LGPL-2.1-only"},
        {"License_Expression": "MIT AND AGPL-3.0-only"},
        {"Classifier": "License :: OSI Approved :: GNU General Public License v3 (GPLv3)"},
        {"License": "GNU Lesser General Public License"},
        {"License": "Proprietary"},
        {"Name": "a"},
    ],
)
def test_any_other_licence_is_told(audit: ModuleType, fields: dict[str, str]) -> None:
    (told,) = audit.bad_licences({"a": _package(**fields)})

    assert told.startswith("a: licence ")


def test_required_packages_are_all_that_kg_needs_and_what_that_needs(audit: ModuleType) -> None:
    found = audit.required()

    assert {"spacy", "polars", "lxml", "markupsafe"} <= {name.lower() for name in found}
    assert "pytest" not in found
    assert len(found) > 60


@pytest.mark.parametrize(
    "line",
    ["x = '/" + "root/x'", "cd /" + "work/a", "see /" + "home/maria/x", "pip install --index-" + "url x",
     "https://packages.example.org/" + "simple/", "-----BEGIN " + "PRIVATE KEY-----", "AKIA" + "A" * 16],
)  # fmt: skip
def test_a_line_that_names_a_machine_or_a_secret_is_found(audit: ModuleType, line: str) -> None:
    assert audit.MACHINE.search(line)


@pytest.mark.parametrize("line", ["/home/x/out", "https://example.org/work/a", "a/root/b", "framework/ work/"])
def test_other_lines_are_not(audit: ModuleType, line: str) -> None:
    assert not audit.MACHINE.search(line)


def test_no_file_of_this_project_names_a_machine(audit: ModuleType) -> None:
    assert list(audit.bad_files()) == []
