"""Mentions of a paragraph and what the article told before in, pronouns and collectives resolved out."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.collectives import clause_subject, find_collective, together
from kg.extract.discourse import Discourse
from kg.extract.mentions import Mention, Mentions
from kg.extract.takenup import take_up

_HE: Final = frozenset({"he", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "her", "hers", "herself"})
_IT: Final = frozenset({"it", "its", "itself"})
_WE: Final = frozenset({"we", "us", "our", "ours"})
_SPEAKING: Final = ("spokesperson", "spokesman", "spokeswoman")
_I: Final = frozenset({"i", "me", "my"})
_SUBJECT_DEPS: Final = frozenset({"nsubj", "nsubjpass", "poss"})
_OBJECT_DEPS: Final = frozenset({"dobj", "pobj", "dative", "obj"})


def resolve_sentence(sent: Span, mentions: Mentions, discourse: Discourse) -> None:
    """Add the pronouns and collectives of a sentence to the mentions, then remember who was named in it."""
    discourse.next_sentence()
    for token in sent:
        several = find_collective(token, mentions, discourse)
        if several:
            mentions.add(*(_standing_in(found, token, sent, mentions, how="collective") for found in several))
        elif token.tag_ in {"PRP", "PRP$"} and not mentions.at(token):
            found = _pronoun(token, sent, mentions, discourse)
            if found is not None:
                mentions.add(_standing_in(found, token, sent, mentions, how="pronoun"))
        elif token.tag_.startswith("NN") and not mentions.at(token):
            taken, how = take_up(token, mentions, discourse)
            if taken is not None:
                mentions.add(_standing_in(taken, token, sent, mentions, how=how))
        for found in mentions.at(token):
            if found.form != "pronoun" and found.start <= token.i and token == mentions.head(found):
                discourse.note(found, subject=token.dep_ in {"nsubj", "nsubjpass"})
            elif found.form == "pronoun" and token.dep_ in {"nsubj", "nsubjpass"} and len(mentions.at(token)) == 1:
                discourse.subjects.append(found)
    for token in sent:
        if token.dep_ not in {"nsubj", "nsubjpass"}:
            continue
        at = mentions.at(token)
        if len(at) > 1 and at[0].form == "pronoun":
            discourse.joint = at
        elif any(found.form != "pronoun" for found in at):
            discourse.joint = together(token, mentions)
    _note_speaker(sent, mentions, discourse)


def _standing_in(found: Mention, token: Token, sent: Span, mentions: Mentions, *, how: str) -> Mention:
    """Return the mention of an actor by another word, anchored at the name where that is in the same sentence."""
    here = found in mentions and sent.start <= found.start < sent.end
    anchor = (found.start, found.end) if here else None
    return replace(found, start=token.i, end=token.i + 1, form="pronoun", how=how, title=(), owner=None, anchor=anchor)


def _pronoun(token: Token, sent: Span, mentions: Mentions, discourse: Discourse) -> Mention | None:
    word = token.lower_
    if word in _HE or word in _SHE:
        return _person(token, "m" if word in _HE else "f", sent, mentions, discourse)
    if word in _IT:
        return _thing(token, mentions, discourse)
    if word in _I or word in _WE:
        speaker = _speaker_of(sent, mentions) or discourse.speaker
        return _state_of_spokesman(speaker, discourse) if speaker is not None and word in _WE else speaker
    return None


def _state_of_spokesman(speaker: Mention, discourse: Discourse) -> Mention:
    """Return the state for which a spokesman says "we", any other speaker as it is.

    What a minister or president says "we" of may be done by the state or with whom they met: that stays theirs.
    """
    tables = discourse.gazetteer.by_state_name if discourse.gazetteer is not None else {}
    speaks = any(discourse.holds(speaker, office) for office in _SPEAKING)
    if not speaks or speaker.kind != "person" or speaker.actor.state not in tables:
        return speaker
    return replace(speaker, actor=tables[speaker.actor.state].actor, form="name", gender="")


def _person(token: Token, gender: str, sent: Span, mentions: Mentions, discourse: Discourse) -> Mention | None:
    """Return the nearest person of the gender: a subject for a subject, no co-argument for an object."""
    clause = clause_subject(token)
    barred = _speaker_of_quote(token, sent, mentions, discourse)
    if token.dep_ in _OBJECT_DEPS and clause is not None:
        barred |= {found.actor.id for found in mentions.at(clause)}
    if token.dep_ in _SUBJECT_DEPS:
        above = _subject_above(token, gender, mentions)
        if above is not None and above.actor.id not in barred and above.gender:
            return above
    else:
        above = None
    same_sentence = [
        found
        for i in range(sent.start, token.i)
        for found in mentions.at(i)
        if found.kind == "person" and found.form != "pronoun" and mentions.head(found).i == i
    ]
    fits = [f for f in same_sentence if f.gender in {gender, ""} and f.actor.id not in barred]
    fits = [f for f in fits if f.gender] or ([] if above is not None else fits)
    if fits:
        subjects = [f for f in fits if mentions.head(f).dep_ in {"nsubj", "nsubjpass"}]
        if token.dep_ in _SUBJECT_DEPS and subjects:
            return subjects[-1]
        return fits[-1]
    if above is not None and above.actor.id not in barred:
        return above
    for pile in (discourse.subjects, discourse.persons) if token.dep_ in _SUBJECT_DEPS else (discourse.persons,):
        for found in reversed(pile[-8:]):
            if found.kind == "person" and found.gender in {gender, ""} and found.actor.id not in barred:
                return found
    return None


def _speaker_of_quote(token: Token, sent: Span, mentions: Mentions, discourse: Discourse) -> set[str]:
    """Return who speaks the words that a pronoun is part of: "he" in a quotation is somebody else."""
    if not mentions.is_quoted(token):
        return set()
    speaker = _speaker_of(sent, mentions) or discourse.speaker
    return {speaker.actor.id} if speaker is not None else set()


def _subject_above(token: Token, gender: str, mentions: Mentions) -> Mention | None:
    """Return the person who is the subject of a clause above: "Trump met Kim and said he would invite him"."""
    verb = token.head
    while verb.head != verb:
        verb = verb.head
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i:
                for found in mentions.at(child):
                    if found.kind == "person" and found.gender in {gender, ""}:
                        return found
    return None


def _thing(token: Token, mentions: Mentions, discourse: Discourse) -> Mention | None:
    """Return the state or organisation that "it" takes up: the subject of the clause or of the last one."""
    if token.dep_ not in {"nsubj", "nsubjpass", "poss"}:
        return None  # an object "it" is hardly ever an actor
    if (
        token.dep_ == "nsubj"
        and any(child.dep_ in {"acomp", "ccomp", "advcl"} for child in token.head.children)
        and token.head.lower_ in {"is", "was", "'s"}
    ):
        return None  # "it is clear that"
    subject = clause_subject(token)
    if subject is not None and subject != token and token.dep_ == "poss":
        for found in mentions.at(subject):
            if found.kind != "person":
                return found
            return None
    recent = [found for found in discourse.subjects[-2:] if found.kind != "person"]
    return recent[-1] if recent else None


def _speaker_of(sent: Span, mentions: Mentions) -> Mention | None:
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
