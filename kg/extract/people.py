"""A parsed paragraph with its known names in, its people out: surnames, names the recogniser saw, names after a title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.first_names import gender_of_first_name
from kg.extract.gazetteer import NAME_PARTICLES, Gazetteer
from kg.extract.known import Known
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import HONORIFICS, ORGAN_NOUNS, PERSON_ROLES, QUALIFIERS, STORMS
from kg.model import Actor, ActorId, slug

_NOT_NAMES: Final = frozenset(
    "victory easter christmas covid covid-19 internet bible koran quran pm gmt utc monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december president minister".split()
)
_SURNAME_TAGS: Final = frozenset({"NNP", "NNPS", "NNS", "NN"})
_SURNAME_LABELS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
COMMON_SURNAMES: Final = frozenset(
    "Brown Bush Young Green White Major King Moon Bishop Hill Lake Snow Key Fox Hunt Gates Burns Straw English Austin Scotland "
    "Nepal Magyar Khan Rama Park Long Sall Craft Muscat Cook Price Power Grant Marsh Field Rice Wolf Sharp May March Parts Pence "
    "Coats Fore Fried Gang Hook Mills Pace Pen Shah Sing Son Song Store Struck Sultan Sun Wade Win Wine Won Bar Cannon".split()
)
"""Surnames of office holders that are common words too: they count only where the recogniser sees a name."""
_SHORTEST_SURNAME: Final = 4
_LONGEST_NAME: Final = 5
_RELATIVES: Final = frozenset({"who", "whose", "whom"})
_LOWER_OFFICES: Final = frozenset(
    "ambassador envoy governor mayor general colonel commander admiral captain judge senator congressman congresswoman "
    "representative lawmaker spokesman spokeswoman spokesperson consul counsellor".split()
)
"""Titles that no head of state or government bears: "Ambassador Huang" is none of the ministers called Huang."""


def find_people(mentions: Mentions, *, persons: list[Span], body: int, gazetteer: Gazetteer, known: Known) -> None:
    """Add the people of a paragraph: ``persons`` are the spans of the recogniser, ``body`` is where the text begins."""
    _add_surnames(mentions, gazetteer=gazetteer, known=known)
    for ent in persons:
        _add_person(mentions, *_whole_name(ent, mentions), gazetteer=gazetteer, known=known)
    for start, end in _unseen_names(mentions, body):
        _add_person(mentions, start, end, gazetteer=gazetteer, known=known)


def continues(doc: Doc, end: int, persons: list[Span]) -> bool:
    """Return whether a longer name of a person goes on after ``end``: "Yoon" of "Yoon Young-Kwan" is not Yoon Suk Yeol."""
    rest = next((doc[end : ent.end] for ent in persons if ent.start < end < ent.end), None)
    return rest is not None and all(
        token.tag_ in {"NNP", "HYPH"} and token.lower_ not in PERSON_ROLES and token.lower_ not in QUALIFIERS
        for token in rest
    )


def is_end_of_name(doc: Doc, start: int, persons: list[Span]) -> bool:
    """Return whether first names stand before a surname: "Chang" of "Spokeswoman Mei Chang" is not the premier Chang."""
    before = next((doc[ent.start : start] for ent in persons if ent.start < start < ent.end), None)
    return before is not None and any(
        token.tag_ == "NNP"
        and token.lower_ not in PERSON_ROLES
        and token.lower_ not in HONORIFICS
        and token.lower_ not in QUALIFIERS
        for token in before
    )


def _add_surnames(mentions: Mentions, *, gazetteer: Gazetteer, known: Known) -> None:
    doc = mentions.doc
    for token in doc:
        if token.tag_ not in _SURNAME_TAGS or not token.text[0].isupper() or mentions.at(token):
            continue
        if _is_first_name(token):
            continue
        before = doc[token.i - 1] if token.i else None
        if (
            before is not None
            and before.ent_type_ == "PERSON"
            and token.ent_type_ == "PERSON"
            and before.lower_ not in HONORIFICS
            and (before.lower_ not in PERSON_ROLES and not mentions.at(before))
        ):
            continue  # the last word of another person's full name
        earlier = known.people.get(token.text)
        if earlier is not None:
            mentions.add(replace(earlier, start=token.i, end=token.i + 1, how="surname", title=(), owner=None))
            continue
        titled = before is not None and (before.lower_ in PERSON_ROLES or before.lower_ in HONORIFICS)
        if not titled and (
            token.ent_type_ in {"DATE", "EVENT", "WORK_OF_ART", "FAC"} or len(token.text) < 3 and token.text != "Xi"
        ):
            continue
        if before is not None and before.lower_ in _LOWER_OFFICES:
            continue
        person = gazetteer.by_surname(token.text, on=known.published, heads_only=not titled)
        long_enough = len(token.text) >= _SHORTEST_SURNAME or token.text == "Xi"
        if not titled and not long_enough and token.ent_type_ != "PERSON":
            continue  # "Pak" for Pakistan
        plain = long_enough and token.text not in COMMON_SURNAMES and not token.ent_type_
        if person is not None and (titled or token.ent_type_ in _SURNAME_LABELS or plain):
            found = Mention(
                start=token.i,
                end=token.i + 1,
                actor=gazetteer.acting(person, on=known.published),
                form="name",
                how="surname of an office holder",
                gender=person.gender,
            )
            mentions.add(found)
            known.remember(found, doc)


def _is_first_name(token: Token) -> bool:
    """Return whether a longer name goes on after a token: "Ahmed" of "Ahmed Hussen" is not Abiy Ahmed."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.doc[token.i + 1]
    if following.tag_ in _SURNAME_TAGS and following.ent_type_ == "PERSON" and token.ent_type_ == "PERSON":
        return True
    return token.dep_ == "compound" and token.head.tag_ in {"NNP", "NNPS"} and 0 < token.head.i - token.i < 5


def _whole_name(ent: Span, mentions: Mentions) -> tuple[int, int]:
    """Return the span of a name with the words that the recogniser cut off: "Ana Julia Guido" of "De Romero"."""
    doc, start, end = ent.doc, ent.start, ent.end
    if doc[start].lower_ in NAME_PARTICLES or len(ent) == 1:
        while start > 0 and end - start < _LONGEST_NAME and _is_loose(doc[start - 1], mentions):
            start -= 1
    while end < len(doc) and doc[end - 1].dep_ == "compound" and _is_loose(doc[end], mentions):
        end += 1
    if end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        end += 2  # "Cho Tae-yol"
    return start, end


def _is_loose(token: Token, mentions: Mentions) -> bool:
    """Return whether a token can be a part of a person's name that nothing else was made of."""
    return (
        token.tag_ == "NNP"
        and token.ent_type_ in {"", "PERSON"}
        and token.text[0].isupper()
        and not token.text.isupper()
        and token.is_alpha
        and token.lower_ not in PERSON_ROLES
        and token.lower_ not in QUALIFIERS
        and token.lower_ not in HONORIFICS
        and token.lower_ not in ORGAN_NOUNS
        and token.lower_ not in _NOT_NAMES
        and not mentions.at(token)
    )


def _unseen_names(mentions: Mentions, body: int) -> Iterator[tuple[int, int]]:
    """Yield names of two words or more that the recogniser missed, after a title or before ", who"."""
    doc, i = mentions.doc, body
    while i < len(doc):
        if not _is_loose(doc[i], mentions):
            i += 1
            continue
        end = i
        while end < len(doc) and (
            _is_loose(doc[end], mentions)
            or (end + 1 < len(doc) and doc[end].text == "-" and _is_loose(doc[end + 1], mentions))
        ):
            end += 1
        if 2 <= end - i <= _LONGEST_NAME and (_has_title(doc, i) or _has_relative(doc, end)):
            yield i, end
        i = end


def _has_title(doc: Doc, start: int) -> bool:
    """Return whether a title for a person ends right before a token: "Minister of International Development"."""
    for i in range(start - 1, max(-1, start - 6), -1):
        if doc[i].lower_ in PERSON_ROLES:
            return doc[i].tag_ in {"NN", "NNP"}
        if doc[i].lower_ not in QUALIFIERS and doc[i].lower_ not in {"of", "for", "and"}:
            return doc[i].lower_ in HONORIFICS
    return False


def _has_relative(doc: Doc, end: int) -> bool:
    return end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ in _RELATIVES


def _add_person(mentions: Mentions, start: int, end: int, *, gazetteer: Gazetteer, known: Known) -> None:
    doc = mentions.doc
    while start < end and (
        doc[start].lower_ in HONORIFICS
        or doc[start].lower_ in PERSON_ROLES
        or doc[start].tag_ in {"DT", "POS", "IN"}
        or mentions.at(start)
    ):
        start += 1
    while end > start and (
        doc[end - 1].tag_ in {"POS", ",", ".", ":", "HYPH"} or doc[end - 1].text in {"'s", "’s", "-"}
    ):
        end -= 1
    hyphened = end - start > 2 and doc[end - 2].text == "-"
    if start >= end or not mentions.is_free(start, end) or not (doc[end - 1].text[0].isupper() or hyphened):
        return
    name = doc[start:end].text
    if slug(name) in _NOT_NAMES or doc[start].lower_ in STORMS or not slug(name) or any(c.isdigit() for c in name):
        return
    if end - start == 1 and name not in known.people and not _is_titled(doc, start):
        return  # one unknown word is too little to make a person of
    if end - start == 1 and start and doc[start - 1].lower_ in {"sir", "dame"}:
        # "Sir Keir": British usage puts the title before the first name
        name = next((full for full in known.people if full.startswith(f"{name} ")), name)
    earlier, person = known.people.get(name), gazetteer.person_spelled(name)
    gender = (
        earlier.gender
        if earlier
        else gender_said(doc, start) or gender_of_first_name(name) or gazetteer.gender_of(name)
    )
    if earlier:
        actor = earlier.actor
    elif person:
        actor, gender = gazetteer.acting(person, on=known.published), person.gender
    else:
        actor = Actor(id=ActorId(slug(name)), name=name, kind="person")
    found = Mention(start=start, end=end, actor=actor, form="name", how="recognised", gender=gender)
    mentions.add(found)
    known.remember(found, doc)


_MEN: Final = frozenset(
    "mr mr. sir lord king prince emperor sultan emir spokesman chairman congressman actor father".split()
)
_WOMEN: Final = frozenset(
    "mrs mrs. ms ms. miss lady dame madam queen princess spokeswoman chairwoman congresswoman actress mother".split()
)


def gender_said(doc: Doc, start: int) -> str:
    """Return the gender that the word before a name says, "" where it says none."""
    before = doc[start - 1].lower_ if start else ""
    return "m" if before in _MEN else "f" if before in _WOMEN else ""


def _is_titled(doc: Doc, i: int) -> bool:
    return i > 0 and (doc[i - 1].lower_ in HONORIFICS or doc[i - 1].lower_ in PERSON_ROLES)
