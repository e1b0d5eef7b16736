"""The state of a workspace: what it holds, what has changed since it was built, and what waits to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.report import count, skipped_lines
from kg.visible import on_one_line
from kg.workspace.change import Gone, listed

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model import Skipped
    from kg.workspace.made import LastBuild


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What a workspace holds, beside what was built of it and the files that it came from; ids are sorted.

    ``events`` counts what was read, before what is not trusted is left out and what several tell is made one.
    ``added``, ``changed`` and ``removed`` are since the ``last`` build, None where there was none; ``decided`` is whether
    decisions or settings have changed since. ``stale`` were read by another version of
    kg, its rules or its tables. ``edited`` are files that hold something else by now, and ``gone`` articles whose files
    are no longer there. ``broken`` is what SQLite finds wrong with the database.
    """

    folder: Path
    articles: int
    events: int
    decisions: int = 0
    last: LastBuild | None = None
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    decided: bool = False
    stale: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()
    left_out: tuple[Skipped, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def built(self) -> str:
        """Return the folder of the last build, "" where there was none."""
        return "" if self.last is None else str(self.last.folder)

    @property
    def unchanged(self) -> bool:
        """Return whether a build with the options of the last one would give the same now."""
        since = (self.added, self.changed, self.removed, self.decided, self.stale)
        return self.last is not None and not self.last.replaced and not self.last.missing and not any(since)

    @property
    def up_to_date(self) -> bool:
        """Return whether a plain build now would give what the last one gave."""
        return self.last is not None and self.unchanged and not self.last.options

    def to_text(self) -> str:
        """Return the state in lines for people, with what to do next."""
        parts = [
            count(self.articles, "article"),
            f"{count(self.events, 'event')} read (doubtful ones and repeats included)",
            count(self.decisions, "decision"),
        ]
        lines = [f"{self.folder}: {', '.join(parts)}", *self._since(), *self._files()]
        if self.broken:
            lines += ["", "Broken: move the database away and add the articles again", *listed(self.broken)]
        return "\n".join([*map(on_one_line, lines), *skipped_lines(self.left_out)])

    def _since(self) -> list[str]:
        last = self.last
        if last is None:
            return ["Never built; build it with: kg build"]
        made = f", with {last.command}" if last.options else ""
        lines = [f"Built: {self.built} is up to date{made}"] if self.unchanged else self._changes(last)
        if last.options:
            lines += ["A plain kg build would change that:", *(f"  it {each}" for each in last.plainly)]
        return lines

    def _changes(self, last: LastBuild) -> list[str]:
        """Return what has changed since the last build."""
        lines: list[str] = []
        if last.replaced:
            lines.append(f"Replaced: {self.built} holds another graph than this workspace wrote there")
        if last.missing:
            lines.append(f"Missing: {self.built} no longer has {', '.join(last.missing)}")
        changes = ((self.added, "added"), (self.changed, "changed"), (self.removed, "removed"))
        parts = [f"{count(len(articles), 'article')} {word}" for articles, word in changes if articles]
        parts += ["decisions or settings changed"] if self.decided else []
        made = f" with {last.command}" if last.options else ""
        lines += [f"Since {self.built} was built{made}: {', '.join(parts)}"] if parts else []
        if lines:
            lines[-1] += f"; build it with: kg build{f' {last.command}' if made else ''}"
        if self.stale:
            number = count(len(self.stale), "article")
            lines.append(f"Read by another kg, or with other rules: {number}; the next build reads them again")
        return lines

    def _files(self) -> list[str]:
        lines: list[str] = []
        if self.edited:
            head = f"Files that have changed since they were added: {len(self.edited):,}; take them in with: kg update"
            lines += ["", head, *listed(self.edited)]
        if self.gone:
            head = f"Files that are no longer there: articles {len(self.gone):,}; remove them with: kg update --prune"
            lines += ["", head, *listed(f"{each.article} ({each.origin})" for each in self.gone)]
        return lines
