"""What a reader chose, or the address of the page that says it, in; the events that pass, and the choice in words, out."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from kg.errors import SelectionError, UnknownActorError
from kg.graph import actors_of
from kg.model import ACTOR_KINDS, ActorId, ActorKind
from kg.ontology import load_relations
from kg.page.data import GROUPS
from kg.page.facets import STATUSES, days_of, group_of, sources_of, status_of
from kg.page.network import MOST_ACTORS

if TYPE_CHECKING:
    from kg.model import Article, Corpus, Event

KINDS: Final[dict[ActorKind, str]] = {
    "state": "states",
    "person": "persons",
    "organization": "organisations",
    "group": "groups",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which values of one kind are let through: ``only`` some of them, None for all, but none that is left ``out``."""

    only: frozenset[str] | None = None
    out: frozenset[str] = frozenset()

    @classmethod
    def of(cls, *values: str) -> Choice:
        """Return the choice of these alone."""
        return cls(only=frozenset(values))

    @classmethod
    def without(cls, *values: str) -> Choice:
        """Return the choice of all but these."""
        return cls(out=frozenset(values))

    def passes(self, *values: str) -> bool:
        """Return whether a value is let through; what goes by several names, by what is said of any of them."""
        return self.out.isdisjoint(values) and (self.only is None or not self.only.isdisjoint(values))

    def in_words(
        self, noun: str, name: Callable[[str], str] = str, *, order: Iterable[str] = (), between: str = ", "
    ) -> list[str]:
        """Return "only …" and "without …", the noun and the name of each value; sorted, or in the order given."""
        place = {value: number for number, value in enumerate(order)}

        def listed(values: Iterable[str]) -> str:
            names = [name(each) for each in sorted(values, key=lambda each: (place.get(each, 0), each))]
            many = "s" if noun.startswith("the ") and len(names) > 1 else ""
            return " ".join(filter(None, [noun + many, between.join(names) if between != ", " else _and(names)]))

        words = [] if self.only is None else [f"only {listed(self.only)}"]
        return [*words, *([f"without {listed(self.out)}"] if self.out else [])]


ALL: Final = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is shown of a graph; by default everything.

    ``groups`` are VC, MC, XC, MX and ST, ``relations`` ids of relations, ``statuses`` done, planned and denied, ``sources``
    names of news sources, or "article" with the id of one that names none, of which one of an event's must pass; both actors of an event must be of one of ``kinds``.
    ``since`` and ``until`` are the first and last day, and strengths are as of the last: an event passes whose range of
    days touches them, an undated one by the day of its first report; one whose day nobody knows lies in no such time.
    ``least`` is the smallest |strength| of a tie. ``around`` is the actor in the middle, with who is ``steps`` ties away;
    else the strongest ``actors`` are shown (None: as many as the picture takes), and those ``brought`` in.
    ``tie`` is a pair that is always drawn.
    """

    groups: Choice = ALL
    relations: Choice = ALL
    kinds: Choice = ALL
    statuses: Choice = ALL
    sources: Choice = ALL
    since: date | None = None
    until: date | None = None
    least: float = 0.0
    around: ActorId | None = None
    steps: int = 1
    brought: tuple[ActorId, ...] = ()
    tie: tuple[ActorId, ActorId] | None = None
    actors: int | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise SelectionError(f"since {self.since} is after until {self.until}; swap the two")
        if not 0.0 <= self.least < math.inf:
            raise SelectionError(f"least is {self.least}; strengths begin at 0, give 0 or more")
        if self.steps not in {1, 2}:
            raise SelectionError(f"steps is {self.steps}; give 1 or 2")
        if self.actors is not None and self.actors < 1:
            raise SelectionError(f"actors is {self.actors}; give 1 or more")

    @classmethod
    def from_address(cls, text: str) -> Selection:
        """Return what an address of the interactive page shows, given whole or from its # on; unknown words are ignored.

        Days are those of the address, the earlier one first. The page, which knows its graph, widens them to the periods
        of its time range in which they lie; so does ``kg plot --like``, by `kg.plots.like.as_on_page`.

        >>> Selection.from_address("#ego=france~2&no-group=XC&from=2024-01-01").steps
        2

        Raises
        ------
        SelectionError
            If it is no address, or a day or number in it is none.
        """
        page, mark, words = text.strip().partition("#")
        if not mark and "://" not in page:
            words = page
        if not mark and words and "=" not in words:
            raise SelectionError(
                f"{text!r} is no address of the page; copy it from the browser, such as '#ego=france~1'"
            )
        found = parse_qs(words, keep_blank_values=True)
        first = {key: values[0] for key, values in found.items()}
        ego, _, steps = first.get("ego", "").partition("~")
        a, _, b = first.get("tie", "").partition("~")

        since, until = _day("from", first), _day("to", first)
        if since and until:
            since, until = min(since, until), max(since, until)

        def left_out(key: str) -> Choice:
            return Choice(out=frozenset(found.get(key, ())))

        return cls(
            groups=left_out("no-group"),
            relations=left_out("no-relation"),
            kinds=left_out("no-kind"),
            statuses=left_out("no-status"),
            sources=left_out("no-source"),
            since=since,
            until=until,
            least=_number("least", first) or 0.0,
            around=ActorId(ego) if ego else None,
            steps=2 if steps == "2" else 1,
            brought=tuple(ActorId(each) for each in dict.fromkeys(found.get("with", ()))),
            tie=(ActorId(min(a, b)), ActorId(max(a, b))) if a and b else None,
            actors=_count("actors", first),
        )

    def check(self, corpus: Corpus) -> None:
        """Raise an error if what is asked for is not in a corpus.

        Raises
        ------
        UnknownActorError
            If it has no actor of an id.
        SelectionError
            If no event of it can have a relation, group, kind, status or source.
        """
        if not self._asks:
            return
        known = {actor.id for actor in actors_of(corpus)}
        asked = dict.fromkeys([*([self.around] if self.around else []), *self.brought, *(self.tie or ())])
        unknown = [each for each in asked if each not in known]
        if unknown:
            raise UnknownActorError(
                f"the graph has no actor {', '.join(repr(str(each)) for each in unknown)}; "
                "the address is of the page of another graph, or the id is misspelt"
            )
        articles = {article.id: article for article in corpus.articles}
        for what, choice, values in (
            ("group", self.groups, {*GROUPS, *map(group_of, corpus.events)}),
            ("relation", self.relations, {*load_relations(), *(event.relation for event in corpus.events)}),
            ("kind of actor", self.kinds, set(ACTOR_KINDS)),
            ("status", self.statuses, set(STATUSES)),
            (
                "news source",
                self.sources,
                {name for event in corpus.events for each in sources_of(event, articles) for name in each},
            ),
        ):
            wrong = sorted((choice.only or frozenset()) - values)
            if wrong:
                raise SelectionError(f"no {what} is called {wrong[0]!r}; one of {', '.join(sorted(values))}")

    def select(self, corpus: Corpus) -> Corpus:
        """Return the corpus with the events that pass; its articles stay all.

        The pairs that are too weak, and who is not near, are for who draws to leave out.
        """
        kinds = {actor.id: actor.kind for actor in actors_of(corpus)}
        articles = {article.id: article for article in corpus.articles}
        passing = tuple(
            event
            for event in corpus.events
            if self.kinds.passes(kinds[event.source.id])
            and self.kinds.passes(kinds[event.target.id])
            and self._passes(event, articles)
        )
        return replace(corpus, events=passing)

    def in_words(self, names: Mapping[ActorId, str], *, of_events: bool = False) -> str:
        """Return what is shown and left out, "" for everything; ``names`` are those of the actors by id.

        With ``of_events`` only what is said of events, and not which ties and actors are shown.
        """
        relations = load_relations()
        labels = {str(key): relation.label.replace("-", " ") for key, relation in relations.items()}
        kinds, statuses = (dict[str, str](table.items()) for table in (KINDS, STATUSES))
        words = [
            *self.groups.in_words("", lambda each: GROUPS.get(each, each).lower(), order=GROUPS),
            *self.relations.in_words("the relation", lambda each: labels.get(each, each)),
            *self.kinds.in_words("", lambda each: kinds.get(each, each), order=ACTOR_KINDS),
            *self.statuses.in_words(
                "events that are", lambda each: statuses.get(each, each), order=STATUSES, between=" / "
            ),
            *self.sources.in_words("the news source"),
        ]
        if self.since and self.until:
            words.append(f"events from {self.since} to {self.until}")
        elif self.since:
            words.append(f"events since {self.since}")
        elif self.until:
            words.append(f"events until {self.until}")
        if of_events:
            return "; ".join(words)
        if self.least:
            words.append(f"|strength| at least {self.least:g}")
        if self.around:
            words.append(
                f"around {names.get(self.around, self.around)}, {self.steps} step{'s' if self.steps > 1 else ''}"
            )
        elif self.brought:
            words.append(f"{_and([names.get(each, each) for each in self.brought])} brought in")
        return "; ".join(words)

    def _passes(self, event: Event, articles: Mapping[str, Article]) -> bool:
        if not (
            self.groups.passes(group_of(event))
            and self.relations.passes(event.relation)
            and self.statuses.passes(status_of(event))
            and any(self.sources.passes(*names) for names in sources_of(event, articles))
        ):
            return False
        days = days_of(event, articles)
        if days is None:
            # What nobody knows the day of lies in no time that was chosen.
            return not self.since and not self.until
        return (not self.until or days[0] <= self.until) and (not self.since or days[1] >= self.since)

    @property
    def _asks(self) -> bool:
        """Return whether anything is asked for that a graph may not have."""
        choices = (self.groups, self.relations, self.kinds, self.statuses, self.sources)
        return bool(self.around or self.brought or self.tie or any(each.only is not None for each in choices))


def _day(key: str, words: Mapping[str, str]) -> date | None:
    text = words.get(key, "")
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = None
    # Python knows other ways to write a day too, the page does not.
    if text and (day is None or day.isoformat() != text):
        raise SelectionError(f"{key}={text} in the address is no day such as 2024-05-09")
    return day


def _number(key: str, words: Mapping[str, str]) -> float | None:
    text = words.get(key, "")
    try:
        value = float(text) if text else None
    except ValueError:
        value = math.nan
    if value is not None and not 0.0 <= value < math.inf:
        raise SelectionError(f"{key}={text} in the address is no number such as 20")
    return value


def _count(key: str, words: Mapping[str, str]) -> int | None:
    text = words.get(key, "")
    if not text:
        return None
    # As the page reads it: digits alone, which int() is not content with.
    if re.fullmatch("[1-9][0-9]{0,8}", text) and int(text) <= MOST_ACTORS:
        return int(text)
    raise SelectionError(f"{key}={text} in the address is no whole number from 1 to {MOST_ACTORS}")


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else "nothing"
