"""The unmerged events of all articles in; the same while decisions are applied to them, one after another, out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from kg.cells import on_one_line
from kg.copies import acts_of_originals
from kg.decisions.articles import without_articles
from kg.decisions.identity import new_id
from kg.ontology import load_relations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kg.decision import Decision, Told
    from kg.model import Article, Event

Aspect = Literal["date", "place", "relation", "direction", "status"]
"""What of an event a decision settles; a later decision on the same wins."""


class UnfoundError(Exception):
    """What a decision is about is not there; the text says why. Caught where decisions are applied."""


@dataclass(slots=True, eq=False)
class Item:
    """One event of one article, with all that it was called on the way.

    ``left`` and ``right`` are the ids that its first and second actor had, as they stood when it was read; ``swapped``
    says that they have changed places since. ``settled`` has the number of the decision that settled each aspect.
    """

    event: Event
    trusted: bool
    ids: set[str]
    relations: set[str]
    left: set[str]
    right: set[str]
    swapped: bool = False
    moved: int | None = None
    settled: dict[Aspect, int] = field(default_factory=dict)
    rejected: int | None = None
    affirmed: int | None = None

    @property
    def kept(self) -> bool:
        """Whether the event is in the graph as things stand."""
        return self.rejected is None and (self.trusted or self.affirmed is not None) and not self.joins_itself

    @property
    def joins_itself(self) -> bool:
        """Whether decisions have made one actor of its two."""
        return self.moved is not None and self.event.source.id == self.event.target.id

    @property
    def sources(self) -> set[str]:
        """Return the ids that its source has had."""
        return self.right if self.swapped else self.left

    @property
    def targets(self) -> set[str]:
        """Return the ids that its target has had."""
        return self.left if self.swapped else self.right


class State:
    """All events with what finds them: ids, actors, speakers, and sentences of articles.

    Those of articles that are ``gone``, each by a decision, are not among them.
    """

    def __init__(
        self,
        trusted: Iterable[Event],
        doubted: Iterable[Event],
        articles: Mapping[str, Article],
        *,
        gone: Mapping[str, Decision] = MappingProxyType({}),
    ) -> None:
        self.articles = {key: article for key, article in articles.items() if key not in gone}
        self.gone = gone
        self.items: list[Item] = []
        self.by_actor: dict[str, set[Item]] = defaultdict(set)
        self.by_speaker: dict[str, set[Item]] = defaultdict(set)
        self.owners: dict[str, set[str]] = defaultdict(set)
        self._by_id: dict[str, set[Item]] = defaultdict(set)
        self._by_article: dict[str, list[Item]] = defaultdict(list)
        self._same_text: dict[str, set[str]] = defaultdict(set)
        for article in self.articles:
            self._same_text[self._original(article)].add(article)
        for events, sure in ((trusted, True), (doubted, False)):
            for event in without_articles(events, gone):
                self._add(event, trusted=sure)

    def _add(self, event: Event, *, trusted: bool) -> None:
        item = Item(
            event=event,
            trusted=trusted,
            ids={event.id},
            relations={event.relation},
            left={event.source.id},
            right={event.target.id},
        )
        self.items.append(item)
        self._enter(item)
        for key in {event.article, *(each.article for each in event.evidence)}:
            self._by_article[key].append(item)

    def change(self, item: Item, event: Event) -> None:
        """Put a changed event in the place of the old one, under the id that it has now."""
        for actor in (item.event.source.id, item.event.target.id):
            self.by_actor[actor].discard(item)
            if not self.by_actor[actor]:
                del self.by_actor[actor]
        for speaker in _speakers(item.event):
            self.by_speaker[speaker].discard(item)
        item.event = replace(event, id=new_id(item.event, event))
        item.ids.add(item.event.id)
        item.relations.add(event.relation)
        item.sources.add(event.source.id)
        item.targets.add(event.target.id)
        self._enter(item)

    def _enter(self, item: Item) -> None:
        event = item.event
        self._by_id[event.id].add(item)
        for actor in (event.source, event.target):
            self.by_actor[actor.id].add(item)
            self.owners[actor.name].add(actor.id)
        for speaker in _speakers(event):
            self.by_speaker[speaker].add(item)

    def find(self, told: Told, *, usable: Callable[[Item], bool]) -> list[Item]:
        """Return the events that somebody saw: those trusted before others, by id before by sentence.

        What copies of its article tell in the same sentence is the same event, though it has an id of its own where
        the article is part of it; so is what the graph will make one with it, see `kg.copies.acts_of_originals`.

        Raises
        ------
        UnfoundError
            If there is none, or several differing ones fit the sentence.
        """
        for sure in (True, False):
            for candidates in (self._called(told), self._once_called(told)):
                if found := [item for item in candidates if item.trusted is sure and usable(item)]:
                    return self._with_copies(told, found, usable)
            found = [item for item in self._by_sentence(told) if item.trusted is sure and usable(item)]
            if len({item.event.id for item in found}) > 1:
                raise UnfoundError(
                    f"{len(found)} events of article {told.article} fit its sentence; give the event's id"
                )
            if found:
                # Other articles may tell the same event.
                same = self._called(replace(told, event=found[0].event.id))
                return self._with_copies(told, [each for each in same if each.trusted is sure and usable(each)], usable)
        raise UnfoundError(self._why_not(told))

    def seen(self, told: Told) -> list[Item]:
        """Return all events that could be meant, those that are out of the graph too."""
        return [*self._once_called(told), *self._by_sentence(told)]

    def copies_of(self, article: str) -> set[str]:
        """Return the ids of an article and of those that are copies of it, or of which it is one, as far as they are here."""
        return {article} | self._same_text.get(self._original(article), set())

    def why_absent(self, article: str) -> str:
        """Return why an article is not here, "" where it is."""
        if article in self.gone:
            return f"article {article} is left out by {self.gone[article].name}"
        return "" if article in self.articles else f"article {article} is not among the articles any more"

    def _original(self, article: str) -> str:
        known = self.articles.get(article)
        return known.copy_of or article if known is not None else article

    def _with_copies(self, told: Told, found: list[Item], usable: Callable[[Item], bool]) -> list[Item]:
        here = dict.fromkeys(found)
        for article in self.copies_of(told.article) - {told.article} if told.article else ():
            same = [item for item in self._by_sentence(replace(told, article=article)) if usable(item)]
            if len({item.event.id for item in same}) == 1:
                here |= dict.fromkeys(item for item in same if item.trusted or not found[0].trusted)
        return [*here, *(item for item in self._told_again(list(here)) if item not in here and usable(item))]

    def _told_again(self, found: list[Item]) -> Iterator[Item]:
        """Yield the events that are one with some of those in the graph that comes of them."""
        here = {item.event.article for item in found}
        articles = sorted({article for each in here for article in self.copies_of(each)})
        if len(articles) == len(here):
            return
        items = [
            item
            for key in articles
            for item in self._by_article.get(key, ())
            if item.trusted or item.affirmed is not None or not found[0].trusted
        ]
        homes = acts_of_originals([item.event for item in items], self.articles)
        ids = {_home(item, homes) for item in found}
        yield from dict.fromkeys(item for item in items if _home(item, homes) in ids)

    def _called(self, told: Told) -> list[Item]:
        return [item for item in self._by_id.get(told.event, ()) if item.event.id == told.event]

    def _once_called(self, told: Told) -> list[Item]:
        return list(self._by_id.get(told.event, ()))

    def _by_sentence(self, told: Told) -> list[Item]:
        if not (told.article and told.quote):
            return []
        return [item for item in self._by_article.get(told.article, ()) if _fits(item, told)]

    def _why_not(self, told: Told) -> str:
        if told.article and (absent := self.why_absent(told.article)):
            return absent
        if told.article and told.quote:
            text = self.articles[told.article].text
            if text and not _holds(text, told.quote):
                return f"article {told.article} does not hold its sentence any more"
            return f"kg finds no such event in its sentence of article {told.article} any more"
        return f"no event has the id {told.event} any more"


def _home(item: Item, homes: Mapping[tuple[str, str], Event]) -> str:
    event = item.event
    return homes.get((event.article, event.id), event).id


def _speakers(event: Event) -> set[str]:
    return {event.attribution, *(each.attribution for each in event.evidence)} - {""}


def _fits(item: Item, told: Told) -> bool:
    if told.relation and told.relation not in item.relations:
        return False
    straight = _within(told.source, item.sources) and _within(told.target, item.targets)
    turned = _within(told.source, item.targets) and _within(told.target, item.sources)
    if not (straight or (turned and load_relations()[item.event.relation].symmetric)):
        return False
    # Last, because it is what takes time: a text that hundreds copied may tell of dozens of pairs.
    return any(each.article == told.article and _holds(each.quote, told.quote) for each in item.event.evidence)


def _within(actor: str, known: set[str]) -> bool:
    return not actor or actor in known


def _holds(text: str, quote: str) -> bool:
    """Return whether a text has the quote in it, whatever its line breaks; sheets cut long quotes."""
    return on_one_line(quote).removesuffix("…") in on_one_line(text)
