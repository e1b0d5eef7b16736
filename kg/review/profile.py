"""A corpus in; what is known of each actor that helps to tell whether two of them are one out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

import jellyfish

from kg.lookup import aliases_of
from kg.naming import fold
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model import Actor, ActorId, Corpus, Evidence, Span

_LONGEST_NAME: Final = 60
_SAYS_NO_OFFICE: Final = frozenset(
    "a an the his her its their our my this that former ex new acting then mr mrs ms".split()
)


# Not frozen by slots: the parts of a name are worked out once for many comparisons.
@dataclass(frozen=True, kw_only=True)
class Profile:
    """One actor with its other names and its company, as the texts and the reference tables have them; names are folded.

    ``also`` are the names of more than a word that the texts use for it, ``aliases`` those of the tables, and ``listed``
    says whether the tables have the actor under its id. ``offices`` are the words that stand before its name in the texts.
    ``partners`` are the actors that it has an event with, ``articles`` those that name it, ``sentences`` where it is named:
    the article and the place in it.
    """

    actor: Actor
    also: frozenset[str] = frozenset()
    aliases: frozenset[str] = frozenset()
    listed: bool = False
    offices: frozenset[str] = frozenset()
    partners: frozenset[ActorId] = frozenset()
    articles: frozenset[str] = frozenset()
    sentences: frozenset[tuple[str, int]] = frozenset()
    events: int = field(default=0)

    @cached_property
    def name(self) -> str:
        """Return the folded name."""
        return fold(self.actor.name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the words of the folded name but for particles, which are written or not: "al" of "al Assad"."""
        words = self.name.split()
        return tuple(word for word in words if word not in _PARTICLES) or tuple(words)

    @cached_property
    def letters(self) -> str:
        """Return the folded name without spaces."""
        return self.name.replace(" ", "")

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """Return how each word sounds, see `sound_of`."""
        return tuple(map(sound_of, self.words))

    @cached_property
    def initials(self) -> str:
        """Return the first letters of all words but the small ones."""
        return "".join(word[0] for word in self.words if word not in SMALL)


_PARTICLES: Final = frozenset("al el ul bin ibn ben bint".split())
SMALL: Final = frozenset("of the and for in on to de la du des et el los las y da do e und der die das fur".split())
"""Words of names that an acronym has no letter for."""


@cache
def sound_of(word: str) -> str:
    """Return the Metaphone key of a word, the word itself where it has none, as numbers and one-letter names have.

    >>> sound_of("zelenskyy") == sound_of("zelenskiy"), sound_of("m23")
    (True, 'm23')
    """
    key: str = jellyfish.metaphone(word) if word.isascii() and word.isalpha() and len(word) > 2 else ""
    return key or word


def profiles_of(corpus: Corpus) -> tuple[Profile, ...]:
    """Return the profile of every actor of the events, sorted by id."""
    actors: dict[ActorId, Actor] = {}
    spelt: dict[ActorId, set[str]] = defaultdict(set)
    partners: dict[ActorId, set[ActorId]] = defaultdict(set)
    sentences: dict[ActorId, set[tuple[str, int]]] = defaultdict(set)
    events: dict[ActorId, int] = defaultdict(int)
    for event in corpus.events:
        one, other = event.source, event.target
        for actor, partner in ((one, other), (other, one)):
            actors.setdefault(actor.id, actor)
            partners[actor.id].add(partner.id)
            events[actor.id] += 1
        for each in event.evidence:
            for actor, span in ((one, each.source_span), (other, each.target_span)):
                sentences[actor.id].add((each.article, each.start))
                spelt[actor.id] |= set(_spelt(each, span))
    aliases = aliases_of(actors.values())
    listed = _listed()
    return tuple(
        Profile(
            actor=actor,
            also=frozenset(name for name in map(fold, spelt[key]) if " " in name) - {fold(actor.name)},
            aliases=frozenset(map(fold, aliases.get(key, ()))),
            listed=key in listed,
            offices=frozenset(_offices(spelt[key], actor.name)),
            partners=frozenset(partners[key]),
            articles=frozenset(article for article, _ in sentences[key]),
            sentences=frozenset(sentences[key]),
            events=events[key],
        )
        for key, actor in sorted(actors.items())
    )


def _listed() -> frozenset[str]:
    tables = load_reference()
    return frozenset((*tables.states, *tables.organisations, *tables.persons))


def _spelt(evidence: Evidence, span: Span) -> Iterator[str]:
    """Yield the words that the quote itself has for an actor, where they are no pronoun or common noun."""
    if evidence.start <= span[0] < span[1] <= evidence.end:
        words = " ".join(evidence.quote[span[0] - evidence.start : span[1] - evidence.start].split())
        if len(words) <= _LONGEST_NAME and not words.islower():
            yield words


def _offices(spellings: Iterable[str], name: str) -> Iterator[str]:
    """Yield the words before a person's name: "foreign minister" of "Foreign Minister Wang Yi"."""
    known = set(fold(name).split())
    for words in map(str.split, map(fold, spellings)):
        before = next((place for place, word in enumerate(words) if word in known), 0)
        office = " ".join(word for word in words[:before] if word not in _SAYS_NO_OFFICE)
        if office:
            yield office


def partners_shared(a: Profile, b: Profile) -> int:
    """Return how many others both deal with."""
    return len(a.partners & b.partners)
