"""Articles in; for each copy the original that it is a copy of out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.copies.candidates import candidates
from kg.copies.likeness import DEFAULT_RULE, likeness
from kg.copies.signature import read_signature, signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.copies.likeness import Rule
    from kg.copies.signature import Signature
    from kg.model import Article


def find_copies(
    articles: Iterable[Article], *, signatures: Mapping[str, bytes] | None = None, rule: Rule = DEFAULT_RULE
) -> Mapping[str, str]:
    """Return the id of each article that is a copy, with that of the original of its group, sorted; the order given is nothing.

    Articles are gone through from the first published on (unknown days last; of one day, shorter ones first). Each is joined to
    all earlier ones with which it is one text as a whole; where there is none, to the one with which it shares most. So a
    chain of rewrites is one group, while a round-up of two stories joins the one that makes up more of it and does not
    make the two one. The original is the first published of a group, of one day the one with the smallest id.

    Parameters
    ----------
    articles
        Each with an id of its own; one without text or signature is no copy and has none.
    signatures
        What `signature` gave for an article, by its id; where one is missing or of another method it is made.
    rule
        When a text is a copy of another.
    """
    kept = signatures or {}
    known = [(article, _read(article, kept.get(article.id))) for article in articles]
    known.sort(key=lambda each: (_day(each[0]), len(each[1].shingles), each[0].id))
    texts = [text for _, text in known]
    groups = _Groups(len(known))
    near = candidates([text.shingles for text in texts], part=rule.containment)
    for late in sorted(near):
        _join(late, near[late], texts, groups, rule)
    members: dict[int, list[Article]] = {}
    for place, (article, _) in enumerate(known):
        members.setdefault(groups.root(place), []).append(article)
    found: dict[str, str] = {}
    for group in members.values():
        original = min(group, key=lambda each: (_day(each), each.id))
        found |= {each.id: original.id for each in group if each.id != original.id}
    return dict(sorted(found.items()))


class _Groups:
    """Which places belong together; the root of a group is its lowest place."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, place: int) -> int:
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low


def _join(late: int, earlier: Sequence[int], texts: Sequence[Signature], groups: _Groups, rule: Rule) -> None:
    parts: dict[int, int] = {}
    joined = False
    for early in earlier:
        if joined and groups.root(early) == groups.root(late):
            continue
        alike = likeness(texts[early], texts[late])
        if not rule.holds(alike):
            continue
        if rule.is_whole(alike):
            groups.join(early, late)
            joined = True
        elif len(texts[late].shingles) == alike.smaller or alike.share >= rule.share:
            root = groups.root(early)
            parts[root] = max(parts.get(root, 0), alike.shared)
    if parts and not joined:
        groups.join(min(parts, key=lambda root: (-parts[root], root)), late)


def _read(article: Article, kept: bytes | None) -> Signature:
    found = None if kept is None else read_signature(kept)
    if found is None:
        found = read_signature(signature(article))
    assert found is not None  # what was just made is of this method
    return found


def _day(article: Article) -> date:
    return article.published or date.max
