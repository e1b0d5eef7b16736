"""The installed packages and the files under version control in; what must not be shipped, and why, out.

Run by `.ci/run` with the Python of the virtual environment: ``python .ci/audit.py``. Versions must fit together, required
packages must have licences that a program under MIT can build on, files must name no machine, and no known weakness may
be in what is installed. The last needs a service; where it does not answer, that is said. Whether a package is kept up
by anyone is nothing that an installed package tells.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement

ROOT: Final = Path(__file__).resolve().parent.parent

ALLOWED: Final = re.compile(
    r"MIT|BSD|0BSD|Apache|ISC|Zlib|PSF|Python Software Foundation|CNRI|Unlicense|CC0|MPL|Mozilla", re.IGNORECASE
)
"""Licences that ask for a notice at most; the MPL asks that changed files of the package itself stay open, no more."""
COPYLEFT: Final = re.compile(r"[AL]?GPL|General Public|EUPL|CC-BY-SA|SSPL|BUSL|Commons Clause", re.IGNORECASE)
_SHORT: Final = 100
"""Characters of a name of a licence; what is longer is its text."""

MACHINE: Final = re.compile(
    r"""(?<![\w.~-])/(?:work|root|scratch)/ # folders of one machine
    | (?<![\w.~-])/(?:home|Users)/(?!x/|you/|user/)\w # and of people; x, you and user are nobody
    | --(?:extra-)?index-url | --trusted-host
    | (?:https?|file)://[^\s/"']*(?:/[^\s"']*)?/simple/ # where packages come from is each machine's own matter
    | -----BEGIN[ ]\w*[ ]?PRIVATE[ ]KEY | \bAKIA[0-9A-Z]{16}\b | \bgh[pousr]_\w{36}\b""",
    re.VERBOSE,
)
_SERVICE_SECONDS: Final = 60


def required(extras: frozenset[str] = frozenset()) -> dict[str, Distribution]:
    """Return what kg needs to run, and what that needs in turn, by name; ``extras`` are kg's own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(text) for text in project["dependencies"]]
    wanted += [Requirement(text) for name in sorted(extras) for text in project["optional-dependencies"][name]]
    seen: set[tuple[str, str]] = set()
    found: dict[str, Distribution] = {}
    while wanted:
        each = wanted.pop()
        for extra in ("", *sorted(each.extras)):
            if (each.name, extra) in seen or (each.marker and not each.marker.evaluate({"extra": ""})):
                continue
            seen.add((each.name, extra))
            found[each.name] = distribution(each.name)
            for text in found[each.name].requires or []:
                inner = Requirement(text)
                if inner.marker is None or inner.marker.evaluate({"extra": extra}):
                    inner.marker = None
                    wanted.append(inner)
    return found


def licence(package: Distribution) -> str:
    """Return what a package says of its licence: the expression, else the classifiers, else the field or a file."""
    told = package.metadata
    classifiers = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    named = told.get("License-Expression") or ", ".join(each.rpartition(" :: ")[2] for each in classifiers)
    if named:
        return named
    return next((line.strip() for line in (told.get("License") or "").splitlines() if line.strip()), "")[:_SHORT]


def bad_licences(packages: dict[str, Distribution]) -> Iterator[str]:
    """Yield each package whose licence is unknown or asks for more than a notice; one of several may be chosen."""
    for name, package in sorted(packages.items()):
        told = licence(package)
        choices = re.split(r"\bOR\b", told.strip("()"))
        if not any(ALLOWED.search(each) and not COPYLEFT.search(each) for each in choices):
            yield f"{name}: licence {told or 'not told'!r} is not among those that are allowed; take another package"


def bad_files() -> Iterator[str]:
    """Yield each line under version control that names a machine, a registry or a secret."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    for name in sorted(listed.decode().split("\0")):
        path = ROOT / name
        if not path.is_file() or path == Path(__file__):
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            if found := MACHINE.search(line):
                yield f"{name}:{number}: {found[0].strip()!r} is of one machine; leave it out"


def weaknesses() -> tuple[list[str], str]:
    """Return the weaknesses that are known of what is installed, and in words how much was looked at."""
    command = [sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "5"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SERVICE_SECONDS)
        packages = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return [], f"not looked for: the service did not answer within {_SERVICE_SECONDS} seconds"
    except (ValueError, KeyError):
        return [], "not looked for: the service does not answer, or pip-audit is not installed"
    known = [each for each in packages if "vulns" in each]
    # A mirror of packages that has no list of weaknesses answers, but knows none of them.
    told = f"looked for in {len(known)} of {len(packages)} packages" + ("" if known else ": the service knows none")
    return [
        f"{each['name']} {each['version']}: {weak['id']}, mended in {', '.join(weak['fix_versions']) or 'no version'}"
        for each in known
        for weak in each["vulns"]
    ], told


def main() -> int:
    """Print what was found; the exit code is 1 where something must be mended."""
    fits = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    found = [] if fits.returncode == 0 else fits.stdout.splitlines()
    try:
        packages = required()
        found += bad_licences(packages)
    except PackageNotFoundError as error:
        packages = {}
        found.append(f"{error.name}: is required, but not installed")
    found += bad_files()
    weak, told = weaknesses()
    print(f"{len(packages)} required packages; weaknesses {told}")
    print("\n".join([*found, *weak]), end="\n" if found or weak else "")
    return 1 if found or weak else 0


if __name__ == "__main__":
    sys.exit(main())
