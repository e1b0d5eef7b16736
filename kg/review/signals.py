"""Two profiles in; how far each single sign says that they are one actor, or that they are two, out.

A sign is a function of two profiles that returns a number from 0, it is not there, to 1. Its docstring is the reason that
a person is shown. What each sign weighs stands in `WEIGHTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein

from kg.review.profile import SMALL, Profile, partners_shared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Sign = Callable[[Profile, Profile], float]

_NEAR: Final = 0.66
"""From this share of equal letters on, two words may be one word spelt in two ways."""
_ROMAN: Final = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())
_WAYS: Final = frozenset(
    "north south east west northern southern eastern western central upper lower new old greater first second third".split()
)
"""Words that make another place or body of the same name."""
_GENERIC: Final = frozenset(
    "group movement corporation corp company co inc ltd limited plc technologies holding holdings party organisation "
    "organization agency government regime forces militia network".split()
)
"""Words that a name has or leaves out."""


def same_name(a: Profile, b: Profile) -> float:
    """The names are the same but for accents, capitals, marks or the order of the words."""
    if a.words == b.words or "".join(a.words) == "".join(b.words) or a.letters == b.letters:
        return 1.0
    return 0.9 if sorted(a.words) == sorted(b.words) else 0.0


def words_within(a: Profile, b: Profile) -> float:
    """All words of one name are words of the other, or spellings of them."""
    short, long = sorted((a, b), key=lambda each: len(each.words))
    rest = _left_over(short.words, long.words)
    if len(short.words) == len(long.words) or rest is None:
        return 0.0
    surely = 1.0 if set(short.words) <= set(long.words) else 0.7
    if len(short.words) > 1 or all(word in _GENERIC for word in rest):
        return surely
    return 0.7 * surely if short.words[0] == long.words[-1] and long.actor.kind == "person" else 0.3 * surely


def acronym(a: Profile, b: Profile) -> float:
    """One name is made of the first letters of the other's words."""
    short, long = sorted((a, b), key=lambda each: len(each.name))
    letters = short.name.replace(" ", "")
    if len(letters) < 2 or len(long.words) < 2 or len(short.words) > 1 or long.actor.kind == "person":
        return 0.0
    every = "".join(word[0] for word in long.words)
    if letters in (long.initials, every):
        return 1.0
    # "ASEAN" has two letters of "Southeast".
    near = len(long.initials) < len(letters) <= len(long.initials) + 2
    return 0.8 if near and _in_order(long.initials, letters) and _in_order(letters, "".join(long.words)) else 0.0


def near_spelling(a: Profile, b: Profile) -> float:
    """The names differ in a few letters only."""
    if a.words == b.words or not fuzz.token_sort_ratio(a.name, b.name, score_cutoff=50):
        return 0.0
    pairs = _aligned(a.words, b.words)
    return 0.0 if pairs is None else min(_likeness(one, other) for one, other in pairs)


def same_sound(a: Profile, b: Profile) -> float:
    """The names sound alike, as one name does in two ways of writing it in Latin letters."""
    if sorted(a.words) == sorted(b.words):
        return 0.0
    return 1.0 if sorted(a.sounds) == sorted(b.sounds) else 0.0


def same_last_name_and_state(a: Profile, b: Profile) -> float:
    """Both are persons of one state with the same last name, or one that sounds like it."""
    if not (_both_persons(a, b) and a.actor.state and a.actor.state == b.actor.state and a.words and b.words):
        return 0.0
    return 1.0 if a.words[-1] == b.words[-1] else 0.8 if a.sounds[-1] == b.sounds[-1] else 0.0


def initials_fit(a: Profile, b: Profile) -> float:
    """The last names are the same, and one first name is the initial of the other."""
    if not _both_persons(a, b) or min(len(a.words), len(b.words)) < 2 or a.words[-1] != b.words[-1]:
        return 0.0
    one, other = sorted((a.words[0], b.words[0]), key=len)
    return 1.0 if len(one) == 1 and other.startswith(one) and len(other) > 1 else 0.0


def known_alias(a: Profile, b: Profile) -> float:
    """The reference tables have one name as another name of the other."""
    return 1.0 if a.name in b.aliases or b.name in a.aliases else 0.0


def named_so(a: Profile, b: Profile) -> float:
    """The texts call one of them by the name of the other."""
    return 1.0 if a.name in b.also or b.name in a.also else 0.0


def same_wikidata(a: Profile, b: Profile) -> float:
    """Both have the same Wikidata id."""
    return 1.0 if a.actor.wikidata and a.actor.wikidata == b.actor.wikidata else 0.0


def shared_partners(a: Profile, b: Profile) -> float:
    """Both deal with the same others."""
    shared = partners_shared(a, b)
    least = min(len(a.partners), len(b.partners))
    return shared / least * shared / (shared + 1.0) if shared else 0.0


def same_office(a: Profile, b: Profile) -> float:
    """The texts give both the same office."""
    return 1.0 if a.offices & b.offices else 0.0


def other_kind(a: Profile, b: Profile) -> float:
    """They are of different kinds."""
    kinds = {a.actor.kind, b.actor.kind}
    if len(kinds) == 1:
        return 0.0
    return 0.4 if kinds == {"group", "organization"} else 1.0


def other_state(a: Profile, b: Profile) -> float:
    """They are of different states."""
    if not (a.actor.state and b.actor.state) or a.actor.state == b.actor.state:
        return 0.0
    # The state of a person whom the tables do not list is read from an article, and may be that of its neighbour.
    return 0.6 if _both_persons(a, b) and not (a.listed and b.listed) else 1.0


def other_wikidata(a: Profile, b: Profile) -> float:
    """They have different Wikidata ids."""
    return 1.0 if a.actor.wikidata and b.actor.wikidata and a.actor.wikidata != b.actor.wikidata else 0.0


def both_listed(a: Profile, b: Profile) -> float:
    """The reference tables have them as two."""
    return 1.0 if a.listed and b.listed else 0.0


def other_number(a: Profile, b: Profile) -> float:
    """The numbers in their names differ."""
    return 1.0 if _numbers(a) != _numbers(b) and _numbers(a) and _numbers(b) else 0.0


def other_word(a: Profile, b: Profile) -> float:
    """Each name has a word that the other has not, and the two words are no spellings of each other."""
    one, other = (_own_words(*each) for each in ((a, b), (b, a)))
    if not (one and other) or same_name(a, b) or acronym(a, b):
        return 0.0
    return 1.0 if _left_over(*sorted((one, other), key=len)) is None else 0.0


def other_place(a: Profile, b: Profile) -> float:
    """One name says north, new or second where the other does not."""
    return 1.0 if set(a.words) & _WAYS != set(b.words) & _WAYS and not acronym(a, b) else 0.0


def act_between(a: Profile, b: Profile) -> float:
    """An event joins the two."""
    return 1.0 if b.actor.id in a.partners else 0.0


def one_sentence(a: Profile, b: Profile) -> float:
    """One sentence names both."""
    return 1.0 if a.sentences & b.sentences else 0.0


def one_article(a: Profile, b: Profile) -> float:
    """One article names both, where it would have told a name and its short form as one."""
    return 1.0 if a.articles & b.articles and not a.sentences & b.sentences else 0.0


WEIGHTS: Final[Mapping[Sign, float]] = MappingProxyType(
    {
        same_name: 6.0,
        words_within: 4.5,
        acronym: 6.0,
        near_spelling: 5.0,
        same_sound: 2.0,
        same_last_name_and_state: 0.5,
        initials_fit: 4.5,
        known_alias: 4.0,
        named_so: 2.5,
        same_wikidata: 7.0,
        shared_partners: 1.5,
        same_office: 1.0,
        other_kind: -2.5,
        other_state: -4.0,
        other_wikidata: -7.0,
        both_listed: -4.0,
        other_number: -5.0,
        other_word: -4.0,
        other_place: -4.0,
        act_between: -2.5,
        one_sentence: -2.0,
        one_article: -0.5,
    }
)
BASE: Final = -2.5


def _both_persons(a: Profile, b: Profile) -> bool:
    return a.actor.kind == b.actor.kind == "person"


def _numbers(profile: Profile) -> frozenset[str]:
    return frozenset(word for word in profile.words if word in _ROMAN or any(c.isdigit() for c in word))


def _own_words(a: Profile, b: Profile) -> list[str]:
    return [word for word in a.words if word not in b.words and word not in SMALL]


def _left_over(short: Sequence[str], long: Sequence[str]) -> list[str] | None:
    """Return the words of a long name that no word of a short one stands for, None where one has no counterpart."""
    left = list(long)
    for word in short:
        best = max(left, key=lambda each: (_spelt_like(word, each), each), default="")
        if not best or not _spelt_like(word, best):
            return None
        left.remove(best)
    return left


def _spelt_like(one: str, other: str) -> float:
    """Return how like two words are, above 0 if they may be one word in two spellings, or a name and its initial."""
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return _NEAR
    return _likeness(one, other)


def _in_order(letters: str, text: str) -> bool:
    """Return whether the letters stand in a text in their order, with others between them or not."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _likeness(one: str, other: str) -> float:
    """Return the share of letters that two words have alike, 0 where that is less than `_NEAR`."""
    found: float = DamerauLevenshtein.normalized_similarity(one, other, score_cutoff=_NEAR)
    return found


def _aligned(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return the words of two names in pairs, each with the likest one left; None where their numbers differ."""
    if len(one) != len(other):
        return None
    left = list(other)
    pairs = []
    for word in one:
        best = max(left, key=lambda each: DamerauLevenshtein.normalized_similarity(word, each))
        left.remove(best)
        pairs.append((word, best))
    return pairs
