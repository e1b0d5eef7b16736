"""Mentions of a paragraph and what the article told before in, pronouns and collectives resolved out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.found import Found, Mentions

_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_IT: Final = frozenset({"it", "its", "itself"})
_THEY: Final = frozenset({"they", "them", "their"})
_WE: Final = frozenset({"we", "us", "our", "ours"})
_I: Final = frozenset({"i", "me", "my"})
_PAIR_WORDS: Final = frozenset({"two", "both"})
_PAIR_PEOPLE: Final = frozenset(
    "leaders presidents ministers diplomats counterparts heads envoys premiers statesmen".split()
)
_PAIR_STATES: Final = frozenset(
    "countries sides nations states neighbours neighbors governments parties capitals allies rivals powers armies militaries foes".split()
)
_SHARED: Final = frozenset(
    "talks meeting meetings summit conversation call discussions negotiations letters encounter handshake".split()
)
"""What two have together: "their talks" were held by the last two spoken of."""
_OBJECT_DEPS: Final = frozenset({"dobj", "pobj", "dative", "obj"})


@dataclass(slots=True)
class Discourse:
    """Who was spoken of, the latest last; ``subjects`` are those who acted."""

    persons: list[Found] = field(default_factory=list)
    subjects: list[Found] = field(default_factory=list)
    states: list[Found] = field(default_factory=list)
    speaker: Found | None = None

    def note(self, found: Found, *, subject: bool) -> None:
        """Remember a mention."""
        if found.form in {"medium", "adjective", "people"}:
            return
        pile = self.persons if found.kind == "person" else self.states
        pile.append(found)
        if subject:
            self.subjects.append(found)


def resolve_sentence(sent: Span, mentions: Mentions, discourse: Discourse) -> None:
    """Add the pronouns and collectives of a sentence to the mentions, then remember who was named in it."""
    for token in sent:
        if token.lower_ == "their" and token.head.lower_ in _SHARED:
            pair = (
                _joint_subject(token, mentions)
                or _last_two(discourse, people=True)
                or _last_two(discourse, people=False)
            )
            if pair:
                mentions.add(*(_standing_in(found, token, sent, mentions, how="collective") for found in pair))
        elif token.tag_ in {"PRP", "PRP$"} and not mentions.at(token):
            found = _pronoun(token, sent, mentions, discourse)
            if found is not None:
                mentions.add(_standing_in(found, token, sent, mentions, how="pronoun"))
        elif (
            token.tag_ == "NNS"
            and not mentions.at(token)
            and (token.lower_ in _PAIR_PEOPLE or token.lower_ in _PAIR_STATES)
        ):
            pair = _pair(token, sent, mentions, discourse)
            if pair:
                mentions.add(*(_standing_in(found, token, sent, mentions, how="collective") for found in pair))
        for found in mentions.at(token):
            if found.form != "pronoun" and found.start <= token.i and token == mentions.head(found):
                discourse.note(found, subject=token.dep_ in {"nsubj", "nsubjpass"})
    _note_speaker(sent, mentions, discourse)


def _standing_in(found: Found, token: Token, sent: Span, mentions: Mentions, *, how: str) -> Found:
    """Return the mention of an actor by another word, anchored at the name where that is in the same sentence."""
    here = found in mentions and sent.start <= found.start < sent.end
    anchor = (found.start, found.end) if here else None
    return replace(found, start=token.i, end=token.i + 1, form="pronoun", how=how, title=(), owner=None, anchor=anchor)


def _pronoun(token: Token, sent: Span, mentions: Mentions, discourse: Discourse) -> Found | None:
    word = token.lower_
    if word in _HE or word in _SHE:
        return _person(token, "m" if word in _HE else "f", sent, mentions, discourse)
    if word in _IT:
        return _thing(token, mentions, discourse)
    if word in _I or word in _WE:
        speaker = _speaker_of(sent, mentions) or discourse.speaker
        if speaker is None:
            return None
        return speaker
    return None


def _person(token: Token, gender: str, sent: Span, mentions: Mentions, discourse: Discourse) -> Found | None:
    """Return the nearest person of the gender: a subject for a subject, no co-argument for an object."""
    clause = _clause_subject(token)
    barred: set[str] = set()
    if token.dep_ in _OBJECT_DEPS and clause is not None:
        barred = {found.actor.id for found in mentions.at(clause)}
    same_sentence = [
        found
        for i in range(sent.start, token.i)
        for found in mentions.at(i)
        if found.kind == "person" and found.form != "pronoun" and mentions.head(found).i == i
    ]
    fits = [f for f in same_sentence if f.gender in {gender, ""} and f.actor.id not in barred]
    if fits:
        subjects = [f for f in fits if mentions.head(f).dep_ in {"nsubj", "nsubjpass"}]
        if token.dep_ in {"nsubj", "nsubjpass", "poss"} and subjects:
            return subjects[-1]
        return fits[-1]
    for pile in (
        (discourse.subjects, discourse.persons)
        if token.dep_ in {"nsubj", "nsubjpass", "poss"}
        else (discourse.persons,)
    ):
        for found in reversed(pile[-8:]):
            if found.kind == "person" and found.gender in {gender, ""} and found.actor.id not in barred:
                return found
    return None


def _clause_subject(token: Token) -> Token | None:
    verb = token.head
    while verb.tag_[:2] != "VB" and verb.head != verb:
        verb = verb.head
    return next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)


def _thing(token: Token, mentions: Mentions, discourse: Discourse) -> Found | None:
    """Return the state or organisation that "it" takes up: the subject of the clause or of the last one."""
    if token.dep_ not in {"nsubj", "nsubjpass", "poss"}:
        return None  # an object "it" is hardly ever an actor
    if (
        token.dep_ == "nsubj"
        and any(child.dep_ in {"acomp", "ccomp", "advcl"} for child in token.head.children)
        and token.head.lower_ in {"is", "was", "'s"}
    ):
        return None  # "it is clear that"
    subject = _clause_subject(token)
    if subject is not None and subject != token and token.dep_ == "poss":
        for found in mentions.at(subject):
            if found.kind != "person":
                return found
            return None
    recent = [found for found in discourse.subjects[-2:] if found.kind != "person"]
    return recent[-1] if recent else None


def _pair(token: Token, sent: Span, mentions: Mentions, discourse: Discourse) -> tuple[Found, ...]:
    """Return the last two distinct people or states for "the two leaders", "both countries", "the two sides"."""
    before = {child.lower_ for child in token.children}
    if not before & _PAIR_WORDS and not (
        "the" in before and token.lower_ in {"neighbours", "neighbors", "rivals", "sides"}
    ):
        return ()
    people = token.lower_ in _PAIR_PEOPLE
    pile = [f for f in (discourse.persons if people else discourse.states) if people or f.kind == "state"]
    here = [
        found
        for i in range(sent.start, token.i)
        for found in mentions.at(i)
        if (found.kind == "person") == people
        and found.form not in {"pronoun", "medium"}
        and found.start == i
        and (people or found.kind == "state")
    ]
    latest: dict[str, Found] = {}
    for found in reversed([*pile[-10:], *here]):
        latest.setdefault(found.actor.id, found)
        if len(latest) == 2:
            break
    if len(latest) < 2:
        return ()
    return tuple(sorted(latest.values(), key=lambda found: found.start))


def _joint_subject(token: Token, mentions: Mentions) -> tuple[Found, ...]:
    """Return the two or more who are the subject of the clause: "Trump and Kim cut short their summit"."""
    subject = _clause_subject(token)
    if subject is None:
        return ()
    found = tuple(one for node in (subject, *subject.conjuncts) for one in mentions.at(node) if one.form != "medium")
    return found if len(found) >= 2 else ()


def _last_two(discourse: Discourse, *, people: bool) -> tuple[Found, ...]:
    """Return the last two distinct people, or states, spoken of just before, nothing if there are not two."""
    latest: dict[str, Found] = {}
    for found in reversed((discourse.persons if people else discourse.states)[-4:]):
        latest.setdefault(found.actor.id, found)
    return tuple(list(latest.values())[:2]) if len(latest) >= 2 else ()


def _speaker_of(sent: Span, mentions: Mentions) -> Found | None:
    """Return who speaks in a sentence that quotes: the subject of its verb of saying."""
    for token in sent:
        if token.lower_ in {"said", "says", "told", "added", "wrote", "declared", "stated", "warned", "stressed"}:
            for child in token.children:
                if child.dep_ == "nsubj":
                    for found in mentions.at(child):
                        return found
        if token.lower_ == "quoted":
            for child in token.children:
                if child.dep_ == "nsubjpass":
                    for found in mentions.at(child):
                        return found
    return None


def _note_speaker(sent: Span, mentions: Mentions, discourse: Discourse) -> None:
    speaker = _speaker_of(sent, mentions)
    if speaker is not None:
        discourse.speaker = speaker
