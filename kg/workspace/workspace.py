"""A folder in; a workspace to which articles are added, and of which graphs are built, out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.built import Graph
from kg.decisions import DECISIONS_FILE, read_decisions
from kg.errors import InputError, WorkspaceError
from kg.ontology import BASE
from kg.pipeline import make_extractor
from kg.readers import Hints
from kg.workspace.building import corpus_of, read_stale
from kg.workspace.change import Change
from kg.workspace.fingerprint import fingerprint
from kg.workspace.given import make_folder, named, places_of, without
from kg.workspace.located import sources_of
from kg.workspace.lock import writing
from kg.workspace.look import decided, listing, look
from kg.workspace.origins import origin_of
from kg.workspace.schema import is_workspace
from kg.workspace.settings import Settings, read_settings, write_settings
from kg.workspace.shelf import Shelf
from kg.workspace.status import Status
from kg.workspace.take import edited, take, vanished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from kg.inputs import Inputs
    from kg.isolated import Extractor, Failure, OnFailed
    from kg.model import Article
    from kg.pipeline import Progress

DEFAULT_FOLDER: Final = "workspace"


class Workspace:
    """A folder that keeps articles, what was read in them, and what people decided.

    Only what is new is read. A graph of it is the same, byte for byte, whatever the order in which articles came, went
    and changed. What was reported as kept is on the disk, and a process that is killed leaves nothing half done.
    One process writes at a time; any number may look.

    Parameters
    ----------
    folder
        The folder of the workspace; `Workspace.make` makes one.
    extractor
        What finds the events in place of spaCy and kg's rules, for tests and for other coders.
    jobs
        How many processes of this machine find the events; what is found is the same.
    on_failed
        Called for each article on which kg fails, which is kept, told of and tried again by each build.

    Raises
    ------
    WorkspaceError
        If the folder is none, or its settings cannot be read.
    """

    def __init__(
        self,
        folder: Path | str = DEFAULT_FOLDER,
        *,
        extractor: Extractor | None = None,
        jobs: int = 1,
        on_failed: OnFailed | None = None,
    ) -> None:
        self.folder: Final = Path(folder)
        if not is_workspace(self.folder):
            raise WorkspaceError(f"{folder}: is no workspace; make one with: kg add PATH --workspace {folder}")
        self.settings: Final = read_settings(self.folder)
        self._extractor: Final = extractor
        self._jobs: Final = jobs
        self._on_failed: Final = on_failed

    @classmethod
    def make(
        cls,
        folder: Path | str = DEFAULT_FOLDER,
        *,
        settings: Settings | None = None,
        extractor: Extractor | None = None,
        jobs: int = 1,
        on_failed: OnFailed | None = None,
    ) -> Workspace:
        """Make a workspace of a new or empty folder, or open the one that is there.

        Raises
        ------
        WorkspaceError
            If the folder holds something else, or a workspace that reads with other settings than those given.
        """
        place = Path(folder)
        if not is_workspace(place):
            make_folder(place)
            write_settings(place, settings or Settings())
            Shelf(place, create=True).close()
        found = cls(place, extractor=extractor, jobs=jobs, on_failed=on_failed)
        if settings is not None and settings != found.settings:
            raise WorkspaceError(
                f"{place}: reads with other settings than those given; leave --model and --readers out, or change "
                f"{place / 'workspace.toml'}, and the next build reads everything again"
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
        WorkspaceError
            If another process writes to the workspace, or it cannot be used.
        """
        with self._writing("kg add") as shelf:
            hints = Hints(published=published, columns=columns or {})
            given = sources_of(sources, folder=self.folder, known=shelf.files(), hints=hints, prefix=prefix)
            return take(shelf, given, self._ready, reader=self._fingerprint, replacing=False, on_kept=on_kept)

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
        WorkspaceError
            If another process writes to the workspace, or it cannot be used.
        """
        with self._writing("kg update") as shelf:
            known = shelf.files()
            places = None if sources is None else places_of(sources)
            # A path that was read before may be given because its file is no longer there.
            lost = vanished(shelf, self.folder, below=places)
            given = edited(known, self.folder) if sources is None else without(sources, lost, self.folder)
            found = take(
                shelf,
                sources_of(
                    given,
                    folder=self.folder,
                    known=known,
                    hints=Hints(published=published, columns=columns or {}),
                    prefix=prefix,
                ),
                self._ready,
                reader=self._fingerprint,
                replacing=True,
                on_kept=on_kept,
            )
            gone = (*found.gone, *(each for each in lost if each.article not in {*found.added, *found.updated}))
            if not prune:
                return replace(found, gone=gone)
            shelf.remove(each.article for each in gone)
            shelf.set_files({})
            return replace(found, gone=(), removed=tuple(each.article for each in gone))

    def remove(self, names: Iterable[str | Path] | str | Path) -> Change:
        """Remove articles, named by their ids or by the files they came from, with everything that was read in them.

        Raises
        ------
        InputError
            If a name is neither; nothing is removed then.
        WorkspaceError
            If another process writes to the workspace, or it cannot be used.
        """
        with self._writing("kg remove") as shelf:
            kept = shelf.kept()
            given = [names] if isinstance(names, str | Path) else list(names)
            found = dict.fromkeys(article for name in given for article in named(name, kept, self.folder))
            with shelf.at_once():
                shelf.remove(found)
                shelf.set_files({})
            return Change(removed=tuple(found))

    def articles(self) -> tuple[Article, ...]:
        """Return the articles as they are kept, with their texts, sorted by id.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be used.
        """
        with self._open() as shelf:
            return tuple(article for article, _ in shelf.readings())

    def listing(self) -> tuple[tuple[str, str, str], ...]:
        """Return of each article its id, its day of publication and the file it came from, "" where unknown.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be used.
        """
        with self._open() as shelf:
            return listing(shelf, self.folder)

    def graph(
        self, *, today: date | None = None, min_confidence: float | None = None, progress: Progress | None = None
    ) -> Graph:
        """Return the graph of what is kept; what another version of kg or other rules read is read again first.

        Parameters
        ----------
        today
            The day that strengths are as of; None takes the latest day of an event or publication.
        min_confidence
            Events with less confidence are left out, as for `kg.build`.
        progress
            Called with how many articles are read again, and how many are to be.

        Raises
        ------
        InputError
            If nothing is kept.
        WorkspaceError
            If another process writes to the workspace, or it cannot be used.
        """
        with self._writing("kg build") as shelf:
            return self._build(shelf, today, min_confidence, progress)

    def build(
        self,
        out: Path | str,
        *,
        today: date | None = None,
        min_confidence: float | None = None,
        base: str = BASE,
        progress: Progress | None = None,
    ) -> Graph:
        """Return the graph, as `graph` does, with its files written into a folder, as `kg.built.Graph.write` does.

        Raises
        ------
        InputError
            If nothing is kept, or IRIs cannot begin with the base.
        OutputError
            If the folder cannot be written to.
        WorkspaceError
            If another process writes to the workspace, or it cannot be used.
        """
        with self._writing("kg build") as shelf:
            graph = self._build(shelf, today, min_confidence, progress)
            # Until the new files are whole, nothing is said to be built.
            shelf.set_built({}, {"built": ""})
            graph.write(out, base=base)
            digests = {key: kept.digest for key, kept in shelf.kept().items()}
            shelf.set_built(digests, {"built": origin_of(Path(out), self.folder), "decided": decided(self.folder)})
            return graph

    def status(self) -> Status:
        """Return what the workspace holds, what has changed since it was built, and what waits to be done.

        Raises
        ------
        WorkspaceError
            If the workspace cannot be used.
        """
        with self._open() as shelf:
            return look(shelf, self.folder, reader=self._fingerprint)

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return the folder."""
        return f"<kg.Workspace: {self.folder}>"

    @property
    def _fingerprint(self) -> str:
        return fingerprint(self.settings)

    def _ready(self, failed: OnFailed) -> Extractor:
        def tell(failure: Failure) -> None:
            failed(failure)
            if self._on_failed is not None:
                self._on_failed(failure)

        return make_extractor(
            self.settings.model or None,
            self.settings.readers,
            jobs=self._jobs,
            extractor=self._extractor,
            on_failed=tell,
        )

    def _build(
        self, shelf: Shelf, today: date | None, min_confidence: float | None, progress: Progress | None
    ) -> Graph:
        # What cannot be applied is told before the texts are read again, which takes a while.
        decisions = read_decisions(self.folder / DECISIONS_FILE, missing_ok=True)
        failed = read_stale(shelf, self._ready, reader=self._fingerprint, progress=progress)
        corpus = corpus_of(shelf, min_confidence=min_confidence, decisions=decisions, failed=failed)
        if not corpus.articles:
            raise InputError(f"{self.folder}: holds no articles; add some with: kg add PATH --workspace {self.folder}")
        return Graph(corpus=corpus, today=today)

    @contextmanager
    def _open(self) -> Iterator[Shelf]:
        shelf = Shelf(self.folder)
        try:
            yield shelf
        finally:
            shelf.close()

    @contextmanager
    def _writing(self, doing: str) -> Iterator[Shelf]:
        with writing(self.folder, doing), self._open() as shelf:
            yield shelf
