"""A page that is open in a browser in; what axe-core says against it out."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from selenium.webdriver import Chrome

VERSION: Final = "4.14.1"
SHA512: Final = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
_SECONDS: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule of axe that elements break; ``impact`` is minor, moderate, serious or critical."""

    rule: str
    impact: str
    elements: tuple[str, ...]

    @property
    def is_serious(self) -> bool:
        """Tell whether it keeps people from using the page."""
        return self.impact in {"serious", "critical"}


def fetch_axe(folder: Path) -> str:
    """Return the script of axe-core, fetched by npm into the folder from wherever npm's own settings say.

    The calling test is skipped where there is no npm or no network; a file that is not the known one fails it.
    """
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed, so axe-core cannot be fetched")
    try:
        subprocess.run(
            [npm, "pack", "--silent", "--prefer-offline", f"axe-core@{VERSION}"],
            cwd=folder, check=True, capture_output=True, timeout=_SECONDS,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"npm could not fetch axe-core {VERSION}: {error}")
    archive = folder / f"axe-core-{VERSION}.tgz"
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    assert found == SHA512, f"{archive.name} is not the known file: its sha512 is {found}"
    with tarfile.open(archive) as members:
        script = members.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


def violations_of(browser: Chrome, axe: str) -> Sequence[Violation]:
    """Return the rules that the open page breaks as it stands, with the elements that break them."""
    # A script that the browser is told to run is no part of the page, so the page's policy does not forbid it.
    if browser.execute_script("return typeof axe") == "undefined":
        browser.execute_script(f"{axe}; window.axe = axe;")
    found = browser.execute_async_script(
        """const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ["violations"] }).then(
            ({ violations }) => done(violations.map((each) => [each.id, each.impact, each.nodes.map(
                (node) => `${node.target.join(" ")}  ${node.html.slice(0, 160)}  ${node.failureSummary.split("\\n")[1]}`)])),
            (error) => done(String(error)));"""
    )
    assert isinstance(found, list), f"axe-core broke off: {found}"
    return tuple(Violation(rule=rule, impact=impact, elements=tuple(elements)) for rule, impact, elements in found)
