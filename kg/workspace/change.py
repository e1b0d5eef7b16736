"""What an addition, an update or a removal did to a workspace; its text for people out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.report import count, skipped_lines
from kg.visible import on_one_line
from kg.workspace.origins import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model import Skipped

_LISTED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An article that a file no longer holds, or whose file is no longer there.

    It is not ``sure`` where something in the file cannot be read: it may be that.
    """

    article: str
    origin: str
    sure: bool = True

    def seen_from(self, folder: Path) -> Gone:
        """Return the same with the path of the file, which is named as the workspace in ``folder`` calls it."""
        return replace(self, origin=str(path_of(self.origin, folder)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Ids of the articles that were added, updated, removed or found as they were, in the order in which they came.

    Among the updated, a row without an id that was edited has the id of what it says now.
    ``gone`` are kept though the files that they came from no longer have them; ``events`` is how many events were
    read in what was added and updated, however uncertain; ``skipped`` is what was left out. ``again`` are those among the
    added that were in the last build and removed since: of what was removed before, a workspace knows nothing any more.
    ``let_in`` are those among the updated that were left out by a decision under the id that they had before.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()
    events: int = 0
    skipped: tuple[Skipped, ...] = ()
    again: tuple[str, ...] = ()
    let_in: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether the workspace is another than before."""
        return bool(self.added or self.updated or self.removed)

    def to_text(self, *, nothing: str = "Nothing was changed: no article came in") -> str:
        """Return what was done, in lines for people; ``nothing`` is said where neither an article nor a reason came."""
        done = ((self.added, "added"), (self.updated, "updated"), (self.removed, "removed"), (self.same, "as before"))
        parts = [f"{count(len(articles), 'article')} {word}" for articles, word in done if articles]
        found = (
            f" ({count(self.events, 'event')} read, doubtful ones and repeats included)"
            if self.added or self.updated
            else ""
        )
        if self.skipped:
            were = "was" if len(self.skipped) == 1 else "were"
            nothing = f"Nothing was taken in: {count(len(self.skipped), 'input')} {were} left out"
        lines = [(", ".join(parts) or nothing) + found]
        if self.again:
            lines += ["", f"Taken in again, though removed since the last build: {count(len(self.again), 'article')}"]
            lines += listed(self.again)
            lines.append("  keep them out with: kg decide leave-out ARTICLE --why TEXT, and kg remove ARTICLE")
        if self.let_in:
            lines += [
                "",
                f"Left out by a decision until they were edited, and not any more: {count(len(self.let_in), 'article')}",
            ]
            lines += listed(self.let_in)
            lines.append("  keep them out with: kg decide leave-out ARTICLE --removed --why TEXT")
        for gone, head, then in (
            (
                [each for each in self.gone if each.sure],
                "No longer in their files, and still here",
                "kg update --prune",
            ),
            (
                [each for each in self.gone if not each.sure],
                "Not found in files that cannot be read whole, and still here",
                "kg remove ARTICLE, if they are not to come back",
            ),
        ):
            if gone:
                lines += ["", f"{head}: {count(len(gone), 'article')}"]
                lines += listed(f"{each.article} ({each.origin})" for each in gone)
                lines.append(f"  remove them with: {then}")
        return "\n".join([*map(on_one_line, lines), *skipped_lines(self.skipped)])


def listed(names: Iterable[str]) -> list[str]:
    """Return the first of some names, a line each, and how many more there are."""
    every = list(names)
    more = [f"  and {len(every) - _LISTED:,} more"] if len(every) > _LISTED else []
    return [*(f"  {name}" for name in every[:_LISTED]), *more]
