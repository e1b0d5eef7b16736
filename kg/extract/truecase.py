"""Text in capitals in, the same text with the capitals of a newspaper out: only names begin with one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from kg.extract.first_names import gender_of_first_name
from kg.extract.gazetteer import surnames
from kg.extract.inflect import noun_base, verb_base
from kg.extract.people import COMMON_SURNAMES
from kg.extract.roles import HONORIFICS, PERSON_ROLES
from kg.phrases.tables import load_phrase_tables
from kg.reference import load_reference

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHOUTED: Final = re.compile(r"\b[^\W\d_a-z]{2,}(?:[\W\d_]+[^\W\d_a-z]+){2}\b")
_END: Final = re.compile(r"[.!?:]['\"’”)\]]*\s+[^\w\s]*$")
_FEWEST: Final = 3
"""Words in capitals in a row, of two letters or more, below which they are names or stress and stay."""
_LITTLE: Final = frozenset(
    "a about after again against ahead all also amid among an and any are as at away back be because been before behind being "
    "between both but by can could despite did do does down during each even ever for from get gets go goes got had has have "
    "he her here hers herself him himself his how i if in into is it its itself just last like make makes may me might more "
    "most must my near never new next no nor not now of off on once one only or other our out over own per put puts s same "
    "say says set sets she should since so some still such t take takes than that the their them then there these they this "
    "those through to too two under until up upon us via vs was we were what when where which while who whom whose why will "
    "with within without would yet you your first second three four five six seven eight nine ten old former late early top "
    "big high low told said met won lost".split()
)
_ALWAYS_SMALL: Final = _LITTLE - {"us"}
"""What is never a name in capitals although a table has it as one: WHO and IT; but US most often is."""
_BODIES_TOO: Final = frozenset({"who", "it", "us", "un", "am", "is"})
"""Little words that may be abbreviations: alone they do not show that a row of words in capitals is a sentence."""
_OF_US: Final = frozenset(
    "all both each let many most one some tell telling told gives gave give help helped none".split()
)
"""Words before "us" where it is the pronoun."""
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october "
    "november december".split()
)
_SHORT: Final = 4


def shouts(text: str) -> bool:
    """Return whether a text may have a run of words in capitals that is worth a closer look."""
    return _SHOUTED.search(text) is not None


def table_names(words: Container[str], acts: Container[str]) -> Iterator[str]:
    """Yield the names of the reference tables that are to be written as there, those of states first.

    Of single words, no organisation that is one of the ``words`` (unless its name is in capitals), and nothing else but
    a state that is one of the ``acts`` (words that are not only nouns) is among them: in capitals they are more often
    the common word.
    """
    reference = load_reference()
    for state in reference.states.values():
        yield from (state.actor.name, *state.aliases, *state.context_aliases, *state.demonyms, *state.seats)
    for organisation in reference.organisations.values():
        names = (organisation.actor.name, *organisation.aliases)
        yield from (name for name in names if " " in name or name.lower() not in (acts if name.isupper() else words))
    people = reference.persons.values()
    yield from (name for person in people for name in (person.actor.name, *person.aliases) if " " in name)
    places = [capital for state in reference.states.values() for capital in state.capitals]
    places += [city for city, _ in load_phrase_tables().cities]
    places += [name for region in load_phrase_tables().regions for name in (*region.names, *region.demonyms)]
    single = [name for person in people for name in (*person.aliases, *surnames(person.actor.name, person.actor.state))]
    for name in (*places, *single):
        if " " in name or (name.lower() not in acts and name not in COMMON_SURNAMES):
            yield name


class Truecaser:
    """Writes text in capitals as a newspaper would.

    Parameters
    ----------
    names
        Names as they are written; of two spellings that differ in capitals only the first holds.
    words
        Words in lower case and base form that are no names as such; nothing if that is not known.
    """

    def __init__(self, names: Iterable[str], words: AbstractSet[str] = frozenset()) -> None:
        self._words: Final = words
        by_first: dict[str, dict[str, str]] = defaultdict(dict)
        for name in names:
            low = _lower(name)
            first = _WORD.search(low)
            if first is not None and not first.start() and len(low) == len(name) and low not in _ALWAYS_SMALL:
                by_first[first[0]].setdefault(low, name)
        self._names: Final = {
            first: tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
            for first, found in by_first.items()
        }

    def restore(self, text: str, learned: set[str]) -> str:
        """Return a text of the same length with its runs of words in capitals written small but for names.

        ``learned`` has the last names that the article told so far, in lower case, and gets those told here.
        """
        parts: list[str] = []
        at = 0
        low = _lower(text)
        for run in _runs(text):
            cased = list(self._cased(text, low, run, learned))
            if cased:
                for start, end, new in cased:
                    parts += [text[at:start], new]
                    at = end
        return "".join([*parts, text[at:]])

    def _cased(
        self, text: str, low: str, run: list[tuple[int, int]], learned: set[str]
    ) -> Iterator[tuple[int, int, str]]:
        """Yield the words of a run as they are to be written; nothing where all are names."""
        found: list[tuple[int, int, str]] = []
        sure, i, first = False, 0, False
        while i < len(run):
            start, end = run[i]
            word = low[start:end]
            name = self._name_at(low, start, run[-1][1])
            if word == "us" and i and low[slice(*run[i - 1])] in _OF_US:
                name = None
            if name is not None:
                found.append((start, start + len(name), name))
                first = gender_of_first_name(name) != "" and " " not in name
                while i < len(run) and run[i][0] < start + len(name):
                    i += 1
                continue
            before = low[slice(*run[i - 1])] if i else ""
            titled = before in PERSON_ROLES or before in HONORIFICS
            person = (first or titled) and self._may_be_surname(word)
            if person:
                learned.add(word)
            first = gender_of_first_name(word) != "" and word not in _LITTLE and len(word) > 1
            kept = self._keeps_capitals(word)
            if person or first or word in learned or word in _CALENDAR:
                new = text[start] + low[start + 1 : end]
            elif kept:
                new = text[start:end]
            elif self._is_word(word):
                sure = sure or (end - start > 1 and word not in _BODIES_TOO)
                new = low[start:end]
                if _begins_sentence(text, start) or word == "i":
                    new = text[start] + new[1:]
            else:
                new = text[start] + low[start + 1 : end]
            found.append((start, end, new))
            i += 1
        if sure:
            yield from found

    def _name_at(self, low: str, start: int, stop: int) -> str | None:
        first = _WORD.match(low, start)
        for name, written in self._names.get(first[0] if first else "", ()):
            end = start + len(name)
            if end <= stop and low.startswith(name, start) and not low[end : end + 1].isalnum():
                return written
        return None

    def _may_be_surname(self, word: str) -> bool:
        return len(word) > 1 and word not in _LITTLE and word not in PERSON_ROLES and verb_base(word) == word

    def _keeps_capitals(self, word: str) -> bool:
        """Return whether a word without a vowel or unknown and short is an abbreviation."""
        return len(word) > 1 and word not in _LITTLE and (
            not set(word) & set("aeiouy") or (len(word) <= _SHORT and bool(self._words) and not self._is_word(word))
        )  # fmt: skip

    def _is_word(self, word: str) -> bool:
        """Return whether a word is an ordinary one, in any form; every word is where no words are known."""
        if not self._words or word in _LITTLE or word in PERSON_ROLES or len(word) == 1:
            return True
        forms = (word, verb_base(word), noun_base(word), word.removesuffix("ly"), word.removesuffix("er"))
        return any(form in self._words for form in forms)


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the words of each run of words in capitals, where it is long enough to be a sentence or a headline."""
    run: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        if match[0].isupper():
            run.append(match.span())
            continue
        if sum(end - start > 1 for start, end in run) >= _FEWEST:
            yield run
        run = []
    if sum(end - start > 1 for start, end in run) >= _FEWEST:
        yield run


def _begins_sentence(text: str, start: int) -> bool:
    return not text[:start].strip("\"'([ ") if start < _SHORT else bool(_END.search(text, max(0, start - 8), start))


def _lower(text: str) -> str:
    """Return a text in lower case with every character in its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
