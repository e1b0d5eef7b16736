"""A paragraph with its names in, the roles and organs among its nouns out: "the French president", "Russian troops"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Doc

from kg.extract.gazetteer import Gazetteer
from kg.extract.known import Known, plain_title
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import ORGAN_NOUNS, PAST_QUALIFIERS, PEOPLE_NOUNS, PERSON_ROLES, QUALIFIERS, offices_of

_LEFT_REACH: Final = 7
_OWNER_FORMS: Final = frozenset({"adjective", "name", "place", "organ"})
_NO_TITLE_WORDS: Final = frozenset(
    "the a an two three four five six seven eight nine ten several some many all country".split()
)
_NOT_OWN: Final = frozenset({"country", "nation", "state", "side", "kingdom", "republic", "federation"})
"""Nouns that mean the state itself, not an organ of it."""
_HEAD_NOUNS: Final = frozenset(ORGAN_NOUNS) | PERSON_ROLES | PEOPLE_NOUNS


def find_organs(mentions: Mentions, *, gazetteer: Gazetteer, known: Known) -> None:
    """Add the organs and unnamed office holders of a paragraph whose state or organisation is said beside them."""
    doc = mentions.doc
    for token in doc:
        lower = token.lower_
        if lower not in _HEAD_NOUNS or not token.tag_.startswith("NN") or not _is_free(mentions, token.i):
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if (
            following is not None
            and following.lower_ in _HEAD_NOUNS
            and following.tag_.startswith("NN")
            and _is_free(mentions, following.i)
        ):
            continue  # the last noun of "foreign ministry spokesman" is read
        start, words, owner = _owner_before(mentions, token.i)
        end = token.i + 1
        if owner is None:
            end, owner, more = _owner_after(mentions, token.i)
            words = (*words, *more)
        if owner is None or owner.form == "medium":
            earlier = _same_title(words, token.i, doc, known)
            if earlier is not None:
                mentions.add(
                    replace(
                        earlier,
                        start=start,
                        end=token.i + 1,
                        form="role",
                        how="title of a person named before",
                        title=(),
                        owner=None,
                    )
                )
            continue
        found = resolve_organ(words, owner, start, end, lower, gazetteer=gazetteer, known=known)
        if found is not None:
            others = [
                resolve_organ(words, more, start, end, lower, gazetteer=gazetteer, known=known)
                for more in _owners_beside(mentions, owner)
            ]
            _put(mentions, found, *(other for other in others if other is not None))


def _put(mentions: Mentions, found: Mention, *others: Mention) -> None:
    inside = [old for i in range(found.start, found.end) for old in mentions.at(i)]
    if any(old.kind == "person" or old.form == "role" for old in inside):
        return
    if others:
        mentions.overrule(found, *others)
    elif inside:
        mentions.replace(inside[0], found)
    else:
        mentions.add(found)


def _owners_beside(mentions: Mentions, owner: Mention) -> tuple[Mention, ...]:
    """Return the states coordinated before the owner: "senior Indian and Pakistani officials"."""
    doc, i, found = mentions.doc, owner.start - 1, []
    while i > 0 and doc[i].lower_ in {"and", ",", "or", "&"}:
        at = mentions.at(i - 1)
        if not at or at[0].form != owner.form or at[0].kind != owner.kind:
            break
        found.append(at[0])
        i = at[0].start - 1
    return tuple(reversed(found))


def _is_free(mentions: Mentions, i: int) -> bool:
    return not mentions.at(i)


def _owner_before(mentions: Mentions, i: int) -> tuple[int, tuple[str, ...], Mention | None]:
    """Walk left from a noun over its modifiers to the state or organisation that has it."""
    doc, words, start = mentions.doc, [doc_word(mentions.doc, i)], i
    for j in range(i - 1, max(-1, i - 1 - _LEFT_REACH), -1):
        token = doc[j]
        at = mentions.at(j)
        if at:
            if at[0].form in _OWNER_FORMS and at[0].kind != "person" and _may_own(doc, j):
                return at[0].start, tuple(reversed(words)), at[0]
            return start, tuple(reversed(words)), None
        if token.tag_ == "POS" or token.text in {"'s", "'", "-", "’s"}:
            continue
        if (
            token.lower_ in QUALIFIERS
            or token.tag_ in {"JJ", "JJS", "JJR", "NN", "NNP", "VBN", "CD", "HYPH"}
            or token.lower_ in PERSON_ROLES
        ):
            words.append(token.lower_)
            start = j
            continue
        break
    return start, tuple(reversed(words)), None


def _may_own(doc: Doc, j: int) -> bool:
    """Return whether a name right before a noun can own it: not across a comma."""
    following = doc[j + 1] if j + 1 < len(doc) else None
    return following is None or following.text != ","


def doc_word(doc: Doc, i: int) -> str:
    """Return the lower-case text of a token."""
    return doc[i].lower_


def _owner_after(mentions: Mentions, i: int) -> tuple[int, Mention | None, tuple[str, ...]]:
    """Read "president of the Russian Federation", "ambassador to China of Russia", "troops from Chad"."""
    doc = mentions.doc
    words: list[str] = []
    limit = min(len(doc), i + 7)
    j = i + 1
    if j >= len(doc) or doc[j].lower_ not in {"of", "from", "for"}:
        return i + 1, None, ()
    while j < limit:
        at = mentions.at(j)
        if at:
            return (
                (at[0].end, at[0], tuple(words))
                if at[0].form in _OWNER_FORMS and at[0].kind != "person"
                else (i + 1, None, ())
            )
        if doc[j].lower_ not in {
            "of",
            "from",
            "for",
            "the",
            "and",
            "foreign",
            "affairs",
            "defence",
            "defense",
            "external",
            "interior",
            "state",
        }:
            break
        words.append(doc[j].lower_)
        j += 1
    return i + 1, None, ()


def resolve_organ(
    words: tuple[str, ...], owner: Mention, start: int, end: int, noun: str, *, gazetteer: Gazetteer, known: Known
) -> Mention | None:
    """Return the mention of an organ or office by its words and the state or organisation that has it."""
    actor = owner.actor
    clean = tuple(word for word in plain_title(words) if word.isalpha() and word not in _NO_TITLE_WORDS)
    if noun in PEOPLE_NOUNS and noun not in ORGAN_NOUNS:
        return Mention(start=start, end=end, actor=actor, form="people", how="people of a state", plural=True)
    past = any(word in PAST_QUALIFIERS for word in words)
    earlier = known.titles.get((actor.id, *clean))
    if earlier is not None and noun in PERSON_ROLES:
        return replace(
            earlier, start=start, end=end, form="role", how="title of a person named before", title=(), owner=None
        )
    offices = offices_of(clean)
    if offices and not past:
        person = gazetteer.holder(offices, actor.id, on=known.published)
        if person is None:
            # "the Israeli leader": of president and prime minister the one whom the article names
            both = [p for p in gazetteer.holders(offices, actor.id, on=known.published) if p.actor.id in known.named]
            person = both[0] if len(both) == 1 else None
        if person is not None:
            return Mention(
                start=start,
                end=end,
                actor=person.actor,
                form="role",
                how="office holder on that day",
                gender=person.gender,
                owner=owner,
            )
    if noun in _NOT_OWN:
        return Mention(start=start, end=end, actor=actor, form="organ", how="state")
    organ = " ".join(word for word in clean if word not in {"of", "for", "from"})
    if actor.kind == "state":
        actor = replace(actor, organ=actor.organ or organ)
    return Mention(
        start=start,
        end=end,
        actor=actor,
        form="organ",
        how="organ",
        plural=noun.endswith("s"),
        owner=owner,
        title=clean,
    )


def _same_title(words: tuple[str, ...], i: int, doc: Doc, known: Known) -> Mention | None:
    """Return the person whom the article introduced with this very title: "the president", "the envoy"."""
    if doc[i].lower_ not in PERSON_ROLES or i == 0:
        return None
    j = i
    while j > 0 and doc[j - 1].lower_ in QUALIFIERS:
        j -= 1
    if j == 0 or doc[j - 1].lower_ != "the":
        return None
    clean = plain_title(words)
    matches = {found.actor.id: found for title, found in known.titles.items() if title[-len(clean) :] == clean}
    return next(iter(matches.values())) if len(matches) == 1 else None
