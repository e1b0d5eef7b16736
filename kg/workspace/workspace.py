"""A folder in; a workspace to which articles are added, and of which graphs are built, out."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Unpack

from kg.asked import GraphKeywords, GraphOptions, spelled_out
from kg.errors import WorkspaceError
from kg.files import DEFAULT_WORKSPACE
from kg.ontology import BASE
from kg.workspace.building import build_into, shelf_graph
from kg.workspace.given import make_folder
from kg.workspace.located import as_they_are, sources_of
from kg.workspace.lock import writing
from kg.workspace.look import look
from kg.workspace.made import LastBuild, last_build
from kg.workspace.origins import path_of
from kg.workspace.schema import is_workspace
from kg.workspace.settings import SETTINGS, Settings, read_settings, write_settings
from kg.workspace.shelf import Shelf
from kg.workspace.status import Status
from kg.workspace.take import renew, take, take_out
from kg.workspace.work import Work, WorkKeywords

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from kg.built import Graph
    from kg.inputs import Inputs
    from kg.model import Article, Skipped
    from kg.pipeline import Progress
    from kg.workspace.change import Change


class Workspace:
    """A folder that keeps articles, what was read in them, and what people decided.

    Only what is new is read. A graph of it is the same, byte for byte, whatever the order in which articles came, went
    and changed. What was reported as kept is on the disk, and a process that is killed leaves nothing half done.
    One process writes at a time; any number may look. Whatever a method does, it raises a `WorkspaceError` where the
    workspace cannot be used, and one that writes where another process does.

    Parameters
    ----------
    folder
        The folder of the workspace; `Workspace.make` makes one.
    extractor, jobs, on_failed
        Who reads the articles, see `kg.workspace.work.Work`: in place of kg's own reader, in several processes, and who is
        told of an article on which kg fails.

    Raises
    ------
    WorkspaceError
        If the folder is none, or its settings cannot be read.
    """

    def __init__(
        self,
        folder: Path | str = DEFAULT_WORKSPACE,
        **work: Unpack[WorkKeywords],
    ) -> None:
        self.folder: Final = Path(folder)
        if not is_workspace(self.folder):
            raise WorkspaceError(f"{folder}: is no workspace; make one with: kg add PATH --workspace {folder}")
        self.settings: Final = read_settings(self.folder)
        self._work: Final = Work(settings=self.settings, **work)

    @classmethod
    def make(
        cls,
        folder: Path | str = DEFAULT_WORKSPACE,
        *,
        settings: Settings | None = None,
        **work: Unpack[WorkKeywords],
    ) -> Workspace:
        """Make a workspace of a folder that is new, empty, or has only settings and decisions, or open the one that is there.

        Raises
        ------
        WorkspaceError
            If the folder holds something else, or a workspace that reads with other settings than those given.
        """
        place = Path(folder)
        if not is_workspace(place):
            make_folder(place)
            if not (place / SETTINGS).exists():
                write_settings(place, settings or Settings())
            Shelf(place, create=True).close()
        found = cls(place, **work)
        if settings is not None and settings != found.settings:
            raise WorkspaceError(
                f"{place}: reads with other settings than those given; leave --model, --readers and --languages out, or "
                f"change {place / 'workspace.toml'}, and the next build reads everything again"
            )
        return found

    def add(
        self,
        sources: Inputs,
        *,
        published: date | None = None,
        columns: Mapping[str, str] | None = None,
        prefix: str = "",
        on_kept: Callable[[str], None] | None = None,
    ) -> Change:
        """Read and keep the articles that are new; what is there already is not read again.

        Parameters
        ----------
        sources
            Paths of files and folders, or articles, or a mixture, as for `kg.build`.
        published, columns
            What is said of the inputs: the publication day of texts that carry none, the columns of tables.
        prefix
            What the ids of these articles begin with, to tell them from others of the same name.
        on_kept
            Called with the id of each article when it is on the disk with all that was read in it.

        Raises
        ------
        InputError
            If a path does not exist.
        """
        with self._writing("kg add") as shelf:
            manner = self._work.manner(published=published, columns=columns, prefix=prefix)
            given = sources_of(sources, manner, folder=self.folder, known=shelf.files())
            return take(shelf, given, self._work.reading(on_kept), replacing=False)

    def update(
        self,
        sources: Inputs | None = None,
        *,
        published: date | None = None,
        columns: Mapping[str, str] | None = None,
        prefix: str = "",
        prune: bool = False,
        on_kept: Callable[[str], None] | None = None,
    ) -> Change:
        """Take in what has changed: an edited article replaces the old one with everything that was read in it.

        Without ``sources``, the files that the articles came from are looked at; each is read in the way that it was
        before. New articles are added as well. Articles that their files hold no longer are told of, and removed with
        ``prune``. The rest is as in `add`.

        Raises
        ------
        InputError
            If a path does not exist.
        """
        with self._writing("kg update") as shelf:
            return renew(
                shelf,
                sources,
                self._work.reading(on_kept),
                self._work.manner(published=published, columns=columns, prefix=prefix),
                folder=self.folder,
                prune=prune,
            )

    def remove(self, names: Iterable[str | Path] | str | Path) -> Change:
        """Remove articles, named by their ids or by the files they came from, with everything that was read in them.

        Raises
        ------
        InputError
            If a name is neither; nothing is removed then.
        """
        with self._writing("kg remove") as shelf:
            return take_out(shelf, names, folder=self.folder)

    def articles(self) -> tuple[Article, ...]:
        """Return the articles as they are kept, with their texts, sorted by id.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be used.
        """
        with self._open() as shelf:
            return tuple(article for article, _ in shelf.readings())

    def as_they_are(self) -> Iterator[Article | Skipped]:
        """Yield the articles of the files as they are now, read and called as when they were added, and what cannot be read.

        Articles that were given as values come first, as they are kept; a file that is no longer there has none.
        """
        with self._open() as shelf:
            given = [shelf.article(key) for key, each in shelf.kept().items() if not each.origin]
            known = shelf.files()
        yield from as_they_are(given, known, self._work.manner(), folder=self.folder)

    def origins(self) -> Mapping[str, Path | None]:
        """Return the file that each article came from, by id in sorted order; None where it was given as a value."""
        with self._open() as shelf:
            kept = shelf.kept().items()
            return {key: path_of(each.origin, self.folder) if each.origin else None for key, each in kept}

    @spelled_out(GraphOptions)
    def graph(self, *, progress: Progress | None = None, **options: Unpack[GraphKeywords]) -> Graph:
        """Return the graph of what is kept; what another version of kg or other rules read is read again first.

        Parameters
        ----------
        progress
            Called with how many articles are read again, and how many are to be.
        known_on, today, min_confidence, copies
            What is asked of the graph, see `kg.asked.GraphOptions`.

        Raises
        ------
        InputError
            If nothing is kept, or nothing was known on the day.
        """
        with self._writing("kg build") as shelf:
            return shelf_graph(shelf, self.folder, self._work.reading(), GraphOptions(**options), progress=progress)

    @spelled_out(GraphOptions)
    def build(
        self,
        out: Path | str,
        *,
        base: str = BASE,
        progress: Progress | None = None,
        **options: Unpack[GraphKeywords],
    ) -> Graph:
        """Return the graph, as `graph` does, with its files written into a folder, as `kg.built.Graph.write` does.

        What it was built with is kept, and told by `status`. A graph as it was known on a day, and one that is built on
        trial with another confidence or without looking for copies, is not what `status` tells of as built, but where it
        takes the place of that.

        Raises
        ------
        InputError
            If nothing is kept, nothing was known on the day, or IRIs cannot begin with the base.
        OutputError
            If the folder cannot be written to.
        """
        with self._writing("kg build") as shelf:
            return build_into(
                shelf,
                Path(out),
                self._work.reading(),
                GraphOptions(**options),
                folder=self.folder,
                base=base,
                progress=progress,
            )

    def status(self) -> Status:
        """Return what the workspace holds, what has changed since it was built, and what waits to be done.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be used.
        """
        with self._open() as shelf:
            return look(shelf, self.folder, reader=self._work.reader)

    @property
    def last_build(self) -> LastBuild | None:
        """Return how the workspace was last built, None where it was not, or the files are gone."""
        with self._open() as shelf:
            return last_build(shelf, self.folder)

    @property
    def last_built(self) -> Path | None:
        """Return the folder that the workspace was last built into, None where it was not."""
        with self._open() as shelf:
            built = shelf.note("built")
            return path_of(built, self.folder) if built else None

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return the folder."""
        return f"<kg.Workspace: {self.folder}>"

    @contextmanager
    def _open(self, *, tidy: bool = False) -> Iterator[Shelf]:
        shelf = Shelf(self.folder)
        try:
            yield shelf
        finally:
            shelf.close(tidy=tidy)

    @contextmanager
    def _writing(self, doing: str) -> Iterator[Shelf]:
        with writing(self.folder, doing), self._open(tidy=True) as shelf:
            yield shelf
