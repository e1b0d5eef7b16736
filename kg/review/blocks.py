"""Profiles in; the pairs that are worth comparing out, so that fifty thousand actors need not be compared each with each."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from kg.review.profile import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.review.profile import Profile

MOST_IN_BLOCK: Final = 40
"""A key that more actors than this share, such as a common first name, says too little to compare them all for."""

_SURE: Final = frozenset("naw")
"""The sorts of keys that are worth a comparison by themselves; of pairs with others the names must be somewhat alike."""
_ALIKE: Final = 70.0
"""Percent of letters; pairs whose chance is one half have 80 and more."""


def pairs_to_compare(profiles: Sequence[Profile]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of places of profiles that share a key that few others have, sorted; the lower place is first.

    Keys that are shared by accident, such as that of a first name, bring no pair whose names are unlike. Keys are the name without spaces, the sound of each word and of each two words, the first letters of the words against
    a name of one word, other names that the tables or the texts have, and the Wikidata id.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for key in sorted(set(_keys(profile))):
            blocks[key].append(place)
    sure: set[tuple[int, int]] = set()
    maybe: set[tuple[int, int]] = set()
    for key, places in blocks.items():
        if 1 < len(places) <= MOST_IN_BLOCK:
            (sure if key[0] in _SURE else maybe).update(_pairs(key, places, profiles))
    alike = (pair for pair in maybe - sure if _are_alike(profiles[pair[0]], profiles[pair[1]]))
    return tuple(sorted(sure.union(alike)))


def _pairs(key: str, places: Sequence[int], profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block; of first letters, only those of a short name and a long one."""
    for one, other in combinations(places, 2):
        if key[0] != "a" or (len(profiles[one].words) == 1) != (len(profiles[other].words) == 1):
            yield one, other


def _are_alike(a: Profile, b: Profile) -> bool:
    """Return whether one name has the words of the other, or most letters are the same in both."""
    return bool(
        fuzz.token_set_ratio(a.name, b.name, score_cutoff=_ALIKE) or fuzz.ratio(a.name, b.name, score_cutoff=_ALIKE)
    )


def _keys(profile: Profile) -> Iterator[str]:
    """Yield the keys of a profile, each with a mark of its sort before it."""
    whole = profile.name.replace(" ", "")
    yield f"n {whole}"
    for other in (*profile.aliases, *profile.also):
        yield f"n {other.replace(' ', '')}"
    sounds = [sound for word, sound in zip(profile.words, profile.sounds, strict=True) if word not in SMALL]
    yield from (f"s {sound}" for sound in sounds if len(sound) > 1)
    yield from (f"t {one} {other}" for one, other in combinations(sorted(sounds), 2))
    # The vowels of a word and what is doubled in it are what spellings differ in most, its two ends least.
    yield from (f"e {word[:2]}{word[-2:]}" for word in profile.words if len(word) > 4)
    if len(profile.words) == 1:
        yield f"a {whole}"
    elif profile.actor.kind != "person" and len(profile.initials) > 1:
        yield f"a {profile.initials}"
        yield f"a {''.join(word[0] for word in profile.words)}"
    if profile.actor.wikidata:
        yield f"w {profile.actor.wikidata}"
