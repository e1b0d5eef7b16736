"""Articles from files in, with what a workspace has already; those to be read, and what is to be told of the others, out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.decisions import skipped_by
from kg.model import Article, Skipped
from kg.workspace.change import Gone
from kg.workspace.rows import content_of, digest_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from kg.decision import Decision
    from kg.workspace.shelf import Kept

_CHANGED: Final = "is kept already with another text or date; take the new one with: kg update"
_TAKEN: Final = (
    "is the id of another article already, from {origin}; give this one a name of its own with --prefix NAME"
)
_TWICE: Final = "its id was read before; give each article its own id"
_SURROGATE: Final = "its id holds half of a surrogate pair, which no file can; give it another id"


class Located(NamedTuple):
    """An article, or what was left out, with the file it came from, "" where it was given as a value.

    ``named`` is whether the article says its id itself, and is not called after its file; ``prefix`` goes before the id.
    ``unread`` is whether it is something that could not be read, so that nobody knows what the file holds there.
    """

    origin: str
    item: Article | Skipped
    named: bool = True
    prefix: str = ""
    unread: bool = False


@dataclass(slots=True, kw_only=True)
class Intake:
    """What comes in while files are read; ``replacing`` is whether an article takes the place of an older one of its id."""

    kept: Mapping[str, Kept]
    replacing: bool
    out: Mapping[str, Decision] = field(default_factory=dict)
    """The articles that people decided to leave out: none of them comes in anew."""
    lost: Collection[str] = ()
    """The files that are no longer there: an article of one that is found elsewhere under its id has moved."""
    origins: dict[str, str] = field(default_factory=dict)
    """The file of each article that is to be read."""
    same: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    """What messages call those that are as before and whose id does not tell where they are."""
    moved: dict[str, str] = field(default_factory=dict)
    """The file in which an article was found as it is kept, where that is another than before."""
    skipped: list[tuple[str, Skipped]] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)
    """The files that were read, in their order."""
    waiting: set[str] = field(default_factory=set)
    """The files that hold an article which was not taken, because one of its id is kept."""
    refused: list[Skipped] = field(default_factory=list)
    """What is told of articles that a decision leaves out; they are not kept, and nothing of them is."""
    damaged: set[str] = field(default_factory=set)
    """The files of which something could not be read."""
    _met: set[str] = field(default_factory=set)

    def to_read(self, items: Iterable[Located]) -> Iterator[Article]:
        """Yield the articles that are new or to be replaced, and note the others."""
        for each in items:
            if each.origin:
                self.files.setdefault(each.origin)
            if each.unread:
                self.damaged.add(each.origin)
            if isinstance(each.item, Skipped):
                self.skipped.append((each.origin, each.item))
                continue
            article = replace(each.item, id=each.prefix + each.item.id) if each.prefix else each.item
            if article.id in self.out and article.id not in self.kept:
                self.refused.append(skipped_by(self.out[article.id], article.id))
                continue
            why = self._refused(article, each)
            if why is not None:
                self.waiting.add(each.origin)
                self.skipped.append((each.origin, Skipped(where=article.shown, why=why)))
            elif article.id in self.origins:
                yield article

    def gone(self) -> tuple[Gone, ...]:
        """Return the articles that the files which were read held before, and hold no longer."""
        return tuple(
            Gone(article=key, origin=kept.origin, sure=kept.origin not in self.damaged)
            for key, kept in self.kept.items()
            if kept.origin in self.files and key not in self._met
        )

    def _refused(self, article: Article, found: Located) -> str | None:
        """Return why an article is not taken; None where it is, or is there already as it is."""
        try:
            article.id.encode()
        except UnicodeEncodeError:
            return _SURROGATE
        if article.id in self._met:
            return _TWICE
        self._met.add(article.id)
        before = self.kept.get(article.id)
        if before is None:
            self.origins[article.id] = found.origin
            return None
        if digest_of(content_of(article)) == before.digest:
            self.same.append(article.id)
            if article.place:
                self.shown[article.id] = article.shown
            if found.origin and found.origin != before.origin:
                self.moved[article.id] = found.origin
            return None
        if not found.named and found.origin != before.origin and before.origin not in self.lost:
            return _TAKEN.format(origin=before.origin or "none of the files")
        if not self.replacing:
            return _CHANGED
        self.origins[article.id] = found.origin
        return None
