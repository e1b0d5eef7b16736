"""The settings of a workspace, and who is to do the work, in; what reads articles into it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from kg.pipeline import make_extractor
from kg.readers import Hints
from kg.workspace.fingerprint import fingerprint
from kg.workspace.located import Manner
from kg.workspace.take import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from kg.isolated import Extractor, Failure, OnFailed
    from kg.workspace.settings import Settings


class WorkKeywords(TypedDict, total=False):
    """The keywords of `Work` but for the settings, for functions that take them."""

    extractor: Extractor | None
    jobs: int
    on_failed: OnFailed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Who reads the articles of a workspace, and how.

    Parameters
    ----------
    settings
        Those of the workspace.
    extractor
        What finds the events in place of spaCy and kg's rules, for tests and for other coders.
    jobs
        How many processes of this machine find the events; what is found is the same.
    on_failed
        Called for each article on which kg fails, which is kept, told of and tried again by each build.
    """

    settings: Settings
    extractor: Extractor | None = None
    jobs: int = 1
    on_failed: OnFailed | None = None

    @property
    def reader(self) -> str:
        """Return the fingerprint of what reads."""
        return fingerprint(self.settings)

    def reading(self, on_kept: Callable[[str], None] | None = None) -> Reading:
        """Return what reads articles, and tells of each that is kept."""
        return Reading(ready=self._ready, reader=self.reader, on_kept=on_kept)

    def manner(
        self, *, published: date | None = None, columns: Mapping[str, str] | None = None, prefix: str = ""
    ) -> Manner:
        """Return how files are read of which this is said."""
        hints = Hints(published=published, columns=columns or {})
        return Manner(hints=hints, languages=self.settings.codes, prefix=prefix)

    def _ready(self, failed: OnFailed) -> Extractor:
        def tell(failure: Failure) -> None:
            failed(failure)
            if self.on_failed is not None:
                self.on_failed(failure)

        return make_extractor(self.settings.own, jobs=self.jobs, extractor=self.extractor, on_failed=tell)
