"""The readable settings of a workspace, ``workspace.toml``, in and out."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Final, get_args

from kg.errors import WorkspaceError
from kg.files import write_text_atomic
from kg.inputs import codes_of
from kg.model import Readers
from kg.workers import OwnExtractor

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS: Final = "workspace.toml"
_HEAD: Final = """\
# How this workspace reads: after a change, all its articles are read again. model: an English
# spaCy pipeline, "" for kg's own. readers: both, rules or learned. languages: such as "en,fr", "" for all that are installed.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a workspace reads its articles.

    ``model`` is an installed spaCy pipeline for English, "" the one that kg comes with; ``languages`` are codes such as
    "en,fr", "" for all whose pipeline is installed.
    """

    model: str = ""
    readers: Readers = "both"
    languages: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the languages that are read.

        Raises
        ------
        InputError
            If one is named that kg does not read.
        ModelError
            If the pipeline of one that is named is not installed.
        """
        return codes_of([each.strip() for each in self.languages.split(",")] if self.languages else None)

    @property
    def own(self) -> OwnExtractor:
        """Return what loads the extractor."""
        return OwnExtractor(model=self.model or None, readers=self.readers, languages=self.codes)


def read_settings(folder: Path) -> Settings:
    """Return the settings of a workspace; what its file does not say is as kg has it.

    Raises
    ------
    WorkspaceError
        If the file cannot be read, or has an unknown key or value.
    """
    path = folder / SETTINGS
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError) as error:
        raise WorkspaceError(
            f"{path}: cannot be read ({error}); mend it, or remove it for kg's own settings"
        ) from error
    known = [field.name for field in fields(Settings)]
    for key, value in found.items():
        if key not in known:
            raise WorkspaceError(f"{path}: {key!r} is no setting; choose from {', '.join(known)}")
        if not isinstance(value, str):
            raise WorkspaceError(f"{path}: {key} is {value!r}; write it in quotes")
    settings = Settings(**found)
    if settings.readers not in get_args(Readers):
        raise WorkspaceError(f"{path}: readers is {settings.readers!r}; choose from {', '.join(get_args(Readers))}")
    return settings


def write_settings(folder: Path, settings: Settings) -> None:
    """Write the settings, all of them.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    # A string of JSON is one of TOML, but for what TOML has no escapes for, which is no name of a pipeline.
    lines = (f"{key} = {json.dumps(value)}" for key, value in asdict(settings).items())
    write_text_atomic(folder / SETTINGS, _HEAD + "\n".join(lines) + "\n")
