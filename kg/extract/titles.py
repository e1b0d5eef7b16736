"""A named person in, the title before or after the name out: what office it is, and of which state or organisation."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract.apposed import apposed_title, named_of_state, state_taken_for_granted
from kg.extract.gazetteer import Gazetteer
from kg.extract.known import Known
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import HONORIFICS, ORGAN_NOUNS, PAST_QUALIFIERS, PERSON_ROLES, QUALIFIERS

_WITH_PORTFOLIO: Final = frozenset({"minister", "secretary"})
_HEADING: Final = frozenset(
    "president secretary-general secretary chief chair chairman chairwoman chairperson head director director-general "
    "commissioner representative".split()
)
_ENVOYS: Final = frozenset("ambassador envoy delegate permanent to".split())
_CROWNS: Final = frozenset({"king", "queen", "emperor", "emir", "sultan"})
_AND: Final = frozenset({"and", "&"})
_PORTFOLIO_TAGS: Final = frozenset({"NNP", "NN", "NNS", "NNPS"})


def read_titles(mentions: Mentions, found: Mention, *, gazetteer: Gazetteer, known: Known) -> None:
    """Widen a person's mention by the title before it and learn from title or apposition whom the person acts for."""
    doc = mentions.doc
    start, title, state = _title_before(mentions, found)
    if _is_foreign(found, state, gazetteer):
        start, title, state = found.start, (), None
    if not title:
        title, owner = _title_after(mentions, found)
        if _is_foreign(found, owner, gazetteer):
            title, owner = (), None  # "said Zelensky, the Chinese leader agreed": somebody else
        state = state or owner
    if state is None:
        beside, owner = apposed_title(mentions, replace(found, start=start))
        if not beside and not title:
            beside, owner = named_of_state(mentions, found, gazetteer=gazetteer, known=known)
        if beside and not _is_foreign(found, owner, gazetteer):
            title, state = title or beside, owner
    if not title and doc[found.start].lower_ in _CROWNS and found.actor.id in gazetteer.reference.persons:
        title = (doc[found.start].lower_,)  # "King Mohammed VI": the title is part of the name
    if state is None and title and not found.actor.state:
        state = state_taken_for_granted(mentions, replace(found, start=start), title)
    if start == found.start and not title:
        return
    actor = found.actor
    if state is not None and _heads_body(title, state):
        actor = replace(actor, state="")  # "Charles Michel, president of the European Council," acts for no state
    elif state is not None and not actor.state and actor.id not in gazetteer.reference.persons:
        actor = replace(actor, state=state.actor.state or "")
    new = replace(found, start=start, actor=actor, title=title, owner=state)
    mentions.replace(found, new)
    if title:
        known.learn_title(new, doc, found)


def _is_foreign(found: Mention, owner: Mention | None, gazetteer: Gazetteer) -> bool:
    """Return whether a known person has never been in office for the state whose office a title is."""
    return owner is not None and gazetteer.serves_another(found.actor.id, owner.actor)


def _heads_body(title: tuple[str, ...], owner: Mention) -> bool:
    """Return whether a title is that of a body of several states, now and not as somebody's envoy there."""
    if owner.kind != "organization" or owner.actor.state:
        return False
    return bool(_HEADING & set(title)) and not (_ENVOYS | PAST_QUALIFIERS) & set(title)


def _title_before(mentions: Mentions, found: Mention) -> tuple[int, tuple[str, ...], Mention | None]:
    doc, i = mentions.doc, found.start
    words: list[str] = []
    owner: Mention | None = None
    if _is_apposed(doc, found):
        i -= 1  # "Russia's foreign minister, Sergei Lavrov, ..."
    apposed = i < found.start
    while i > 0:
        token = doc[i - 1]
        at = mentions.at(token)
        if at and at[0] is not found:
            # "Russian President", "Russia's President", "NATO Secretary General", "President of Russia"
            if (
                at[0].form in {"adjective", "name", "organ", "place"}
                and at[0].kind != "person"
                and (at[0].form == "adjective" or (words and words[-1] not in _AND))  # not "Moscow and President X"
                and owner is None
            ):
                owner, i = at[0], at[0].start
                if any(word in PERSON_ROLES for word in words):
                    if i > 0 and doc[i - 1].lower_ in PAST_QUALIFIERS:
                        words.append(doc[i - 1].lower_)
                    break
                if i > 1 and doc[i - 1].lower_ == "of":
                    i -= 1
                    words.append("of")
                    continue
                if i > 2 and doc[i - 1].lower_ == "the" and doc[i - 2].lower_ == "of":
                    i -= 2
                    words.append("of")
                    continue
            else:
                break
        elif (
            token.lower_ in {"the", "presidency", "council", "treasury"}
            and i > 1
            and doc[i - 2].lower_ in {"of", "the"}
        ):
            i -= 1  # "Secretary of the Presidency Paul Oquist"
            words += [token.lower_] if token.lower_ != "the" else []
        elif _is_portfolio(token, words) or (
            token.lower_ in PERSON_ROLES
            or token.lower_ in HONORIFICS
            or token.lower_ in QUALIFIERS
            or token.tag_ == "POS"
            or (token.text in {"-", "of", "for", "and", "&"} and words)
        ):
            words.append(token.lower_)
            i -= 1
        else:
            break
    words = [w for w in reversed(words) if w not in {"'s", "'", "-"}]
    while words and words[0] in {"of", "for", "and", "&"}:
        words.pop(0)
        i += owner is None  # "and Prime Minister X": the title begins after it
    if not any(word in PERSON_ROLES for word in words) or (apposed and owner is None):
        # "the Russian Putin" is no title, and "US and Kim" no name.
        return (found.start - sum(w in HONORIFICS for w in words[-1:]), (), None)
    return i, tuple(words), owner


def _is_portfolio(token: Token, words: list[str]) -> bool:
    """Return whether a word tells what a role is for: "Mining Minister", "Russia's Balkan envoy"; ``words`` follow it."""
    if not words:
        return False
    if words[-1] in _WITH_PORTFOLIO and token.tag_ in _PORTFOLIO_TAGS and not token.ent_type_:
        return True
    owned = token.i > 0 and token.doc[token.i - 1].tag_ == "POS"
    return owned and token.tag_ in {"JJ", "NNP"} and bool(PERSON_ROLES & set(words))


def _is_apposed(doc: Doc, found: Mention) -> bool:
    """Return whether a name stands between commas after a noun for a role."""
    if found.start < 2 or doc[found.start - 1].text != "," or doc[found.start - 2].lower_ not in PERSON_ROLES:
        return False
    return found.end >= len(doc) or doc[found.end].text in {",", ".", ";", ")", ":", "and"}


def _title_after(mentions: Mentions, found: Mention) -> tuple[tuple[str, ...], Mention | None]:
    """Read "X, the Russian foreign minister," and "X, president of Brazil," up to the next comma."""
    doc, i = mentions.doc, found.end
    if i + 1 >= len(doc) or doc[i].text not in {",", "("}:
        return (), None
    words: list[str] = []
    owner: Mention | None = None
    last = i
    for token in doc[i + 1 : i + 13]:
        at = mentions.at(token)
        if at and at[0].kind == "person":
            break
        if at and owner is not None and not at[0].start <= token.i - 1 < at[0].end:
            break
        if at:
            owner = owner or (at[0] if at[0].form in {"adjective", "name", "organ", "place"} else None)
            if "of" in words and token.i + 1 == at[0].end:
                break
        elif (
            token.lower_ in PERSON_ROLES
            or token.lower_ in QUALIFIERS
            or token.lower_ in {"of", "for", "to", "and"}
            or token.lower_ in ORGAN_NOUNS
            and words
            and {"of", "for", "at"} & set(words)
        ):
            words.append(token.lower_)
        elif token.tag_ not in {"DT", "POS", "PRP$", "HYPH"}:
            break
        last = token.i
    while words and words[-1] in {"of", "for", "to", "and"}:
        words.pop()
    if _is_subject(doc, last + 1):
        return (), None  # a headline: "Roh, Japanese foreign minister confer"
    return (tuple(words), owner) if any(word in PERSON_ROLES for word in words) else ((), None)


def _is_subject(doc: Doc, i: int) -> bool:
    """Return whether a plural verb follows directly: what stands before it acts itself."""
    return i < len(doc) and doc[i].tag_ == "VBP"
