"""A parsed paragraph in, its named actors out: tables before the recogniser, titles and appositions read along."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from spacy.tokens import Doc, Span

from kg.extract.found import Form, Found, Mentions
from kg.extract.gazetteer import Entry, Gazetteer, surnames
from kg.extract.roles import HONORIFICS, ORGAN_NOUNS, PAST_QUALIFIERS, PERSON_ROLES, QUALIFIERS
from kg.model import Actor, ActorId, Article, slug

_NOT_NAMES: Final = frozenset(
    "victory easter christmas covid covid-19 internet bible koran quran pm gmt utc monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december president minister".split()
)
_ORG_LABELS: Final = frozenset({"ORG"})
_SURNAME_TAGS: Final = frozenset({"NNP", "NNPS", "NNS", "NN"})
_SURNAME_LABELS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_COMMON_SURNAMES: Final = frozenset("Brown Bush Young Green White Major King Moon Bishop Cook Price Power Grant Marsh Field Rice Wolf Sharp May March Long".split())
"""Surnames of office holders that are common words too: they count only where the recogniser sees a name."""
_SHORTEST_SURNAME: Final = 5
_FORM: Final[dict[str, Form]] = {
    "name": "name", "adjective": "adjective", "capital": "place", "seat": "name", "organ": "organ",
    "medium": "medium", "context": "name",
}  # fmt: skip


@dataclass(slots=True)
class Known:
    """What an article has told so far: people by short name, states by how often they were named."""

    article: Article
    people: dict[str, Found] = field(default_factory=dict)
    states: Counter[str] = field(default_factory=Counter)
    titles: dict[tuple[str, ...], Found] = field(default_factory=dict)

    @property
    def published(self) -> date | None:
        """Return the day of the article, by which offices and relative dates are read."""
        return self.article.published


def find_names(doc: Doc, *, gazetteer: Gazetteer, known: Known) -> Mentions:
    """Return the named actors of a paragraph: states, organisations, organs and people."""
    mentions = Mentions(doc)
    persons = [ent for ent in doc.ents if ent.label_ == "PERSON"]
    for start, end, entries in gazetteer.find(doc):
        _add_known(mentions, doc, start, end, entries, known=known, persons=persons, gazetteer=gazetteer)
    _add_surnames(mentions, doc, gazetteer=gazetteer, known=known)
    for ent in persons:
        _add_person(mentions, ent, gazetteer=gazetteer, known=known)
    for ent in doc.ents:
        if ent.label_ in _ORG_LABELS:
            _add_organisation(mentions, ent)
    for found in [found for found in mentions if found.kind == "person"]:
        _read_titles(mentions, found, gazetteer=gazetteer, known=known)
    return mentions


def _add_known(
    mentions: Mentions, doc: Doc, start: int, end: int, entries: tuple[Entry, ...], *, known: Known, persons: list[Span], gazetteer: Gazetteer
) -> None:
    entry = entries[0]
    if entry.form == "context":
        named = [e for e in entries if known.states[e.actor.name]]
        if len(named) != 1:
            return
        entry = named[0]
    if entry.person is None:
        # "Chad Wolf", "Victoria Nuland": a place name inside a longer name of a person is no place.
        inside = [ent for ent in persons if ent.start <= start and end <= ent.end and len(ent) > end - start]
        if inside and entry.form in {"name", "capital", "adjective"} and start == inside[0].start and entry.actor.kind == "state":
            rest = doc[end : inside[0].end]
            if len(rest) and rest[0].lower_ not in PERSON_ROLES and rest[0].lower_ not in QUALIFIERS and entry.form != "adjective":
                return
        if entry.actor.kind == "state":
            known.states[entry.actor.name] += 1
    gender = entry.person.gender if entry.person else ""
    actor = gazetteer.acting(entry.person, on=known.published) if entry.person else entry.actor
    found = Found(start=start, end=end, actor=actor, form=_form(doc, start, end, entry), how=entry.form, gender=gender)
    mentions.add(found)
    if entry.person is not None:
        _remember(found, doc, known)


def _form(doc: Doc, start: int, end: int, entry: Entry) -> Form:
    """Return how an entry is used: a demonym that stands alone is a noun ("the Russians", "Palestinians")."""
    form = _FORM[entry.form]
    if form == "adjective":
        last = doc[end - 1]
        if last.tag_ in {"NNS", "NNPS"} or (last.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"} and last.tag_ in {"NNP", "NN"}):
            return "people" if last.tag_ in {"NN", "NNP"} and end < len(doc) and doc[end].tag_.startswith("NN") else "name"
    return form


def _add_surnames(mentions: Mentions, doc: Doc, *, gazetteer: Gazetteer, known: Known) -> None:
    for token in doc:
        if token.tag_ not in _SURNAME_TAGS or not token.text[0].isupper() or mentions.at(token):
            continue
        nearby = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if nearby is not None and nearby.tag_ in _SURNAME_TAGS and nearby.ent_type_ == "PERSON" and token.ent_type_ == "PERSON":
            continue  # a first name
        before = doc[token.i - 1] if token.i else None
        if before is not None and before.ent_type_ == "PERSON" and token.ent_type_ == "PERSON" and before.lower_ not in HONORIFICS and (
            before.lower_ not in PERSON_ROLES and not mentions.at(before)
        ):
            continue  # the last word of another person's full name
        earlier = known.people.get(token.text)
        if earlier is not None:
            mentions.add(replace(earlier, start=token.i, end=token.i + 1, how="surname", title=(), owner=None))
            continue
        titled = before is not None and (before.lower_ in PERSON_ROLES or before.lower_ in HONORIFICS)
        if not titled and (token.ent_type_ in {"DATE", "EVENT", "WORK_OF_ART", "FAC"} or len(token.text) < 3 and token.text != "Xi"):
            continue
        person = gazetteer.by_surname(token.text, on=known.published, heads_only=not titled)
        plain = len(token.text) >= _SHORTEST_SURNAME and token.text not in _COMMON_SURNAMES and not token.ent_type_
        if person is not None and (titled or token.ent_type_ in _SURNAME_LABELS or plain):
            found = Found(start=token.i, end=token.i + 1, actor=gazetteer.acting(person, on=known.published), form="name", how="surname of an office holder", gender=person.gender)
            mentions.add(found)
            _remember(found, doc, known)


def _add_person(mentions: Mentions, ent: Span, *, gazetteer: Gazetteer, known: Known) -> None:
    start, end = ent.start, ent.end
    while start < end and (ent.doc[start].lower_ in HONORIFICS or ent.doc[start].lower_ in PERSON_ROLES or ent.doc[start].tag_ in {"DT", "POS"}
                           or mentions.at(start)):
        start += 1
    while end > start and (ent.doc[end - 1].tag_ in {"POS", ",", ".", ":", "HYPH"} or ent.doc[end - 1].text in {"'s", "’s", "-"}):
        end -= 1
    if start >= end or not mentions.is_free(start, end) or not ent.doc[end - 1].text[0].isupper():
        return
    name = ent.doc[start:end].text
    if slug(name) in _NOT_NAMES or not slug(name) or any(c.isdigit() for c in name):
        return
    if end - start == 1 and name not in known.people and not _is_titled(ent.doc, start):
        return  # one unknown word is too little to make a person of
    if end - start == 1 and start and ent.doc[start - 1].lower_ in {"sir", "dame"}:
        # "Sir Keir": British usage puts the title before the first name
        name = next((full for full in known.people if full.startswith(f"{name} ")), name)
    earlier, person = known.people.get(name), gazetteer.person_spelled(name)
    gender = earlier.gender if earlier else ""
    if earlier:
        actor = earlier.actor
    elif person:
        actor, gender = gazetteer.acting(person, on=known.published), person.gender
    else:
        actor = Actor(id=ActorId(slug(name)), name=name, kind="person")
    found = Found(start=start, end=end, actor=actor, form="name", how="recognised", gender=gender)
    mentions.add(found)
    _remember(found, ent.doc, known)


def _is_titled(doc: Doc, i: int) -> bool:
    return i > 0 and (doc[i - 1].lower_ in HONORIFICS or doc[i - 1].lower_ in PERSON_ROLES)


def _add_organisation(mentions: Mentions, ent: Span) -> None:
    start, end = ent.start, ent.end
    if ent.doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    if start < end and ent.doc[end - 1].tag_ == "POS":
        end -= 1
    inside = [found for i in range(start, end) for found in mentions.at(i)]
    if start >= end or any(found.form not in {"adjective", "place", "name"} or found.kind != "state" for found in inside):
        return
    last = ent.doc[end - 1]
    if inside and (last.lower_ in ORGAN_NOUNS or last.lower_ in PERSON_ROLES or inside[0].end >= end):
        return  # "the Russian Foreign Ministry" is read as an organ of its state
    if not inside and (end - start < 2 and not last.text.isupper()):
        return  # a single unknown word labelled ORG is most often a person or a place
    name = ent.doc[start:end].text
    if not any(c.isupper() for c in name) or last.lower_ in PERSON_ROLES or last.lower_ in ORGAN_NOUNS or not slug(name):
        return
    state = inside[0].actor.state if inside else ""
    actor = Actor(id=ActorId(slug(name)), name=name, kind="organization", state=state)
    new = Found(start=start, end=end, actor=actor, form="name", how="recognised")
    if inside:
        mentions.replace(inside[0], new)
    else:
        mentions.add(new)


def _remember(found: Found, doc: Doc, known: Known) -> None:
    name = doc[found.start : found.end].text
    for text in (name, found.actor.name):
        for short in (text, *surnames(text, found.actor.state)):
            known.people.setdefault(short, found)


def _read_titles(mentions: Mentions, found: Found, *, gazetteer: Gazetteer, known: Known) -> None:
    """Widen a person's mention by the title before it and learn from title or apposition whom the person acts for."""
    doc = mentions.doc
    start, title, state = _title_before(mentions, found)
    if not title:
        title, owner = _title_after(mentions, found)
        state = state or owner
    if start == found.start and not title:
        return
    actor = found.actor
    if state is not None and not actor.state and actor.id not in gazetteer.reference.persons:
        actor = replace(actor, state=state.actor.state or "")
    new = replace(found, start=start, actor=actor, title=title, owner=state)
    mentions.replace(found, new)
    if title:
        _relearn(new, doc, found, known)


def _relearn(new: Found, doc: Doc, old: Found, known: Known) -> None:
    name = doc[old.start : old.end].text
    for text in (name, new.actor.name):
        for short in (text, *surnames(text, new.actor.state)):
            if short not in known.people or known.people[short].actor.id == new.actor.id:
                known.people[short] = new
    known.titles[(new.owner.actor.id if new.owner else "", *plain_title(new.title))] = new


def plain_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a title without those that say it is over."""
    return tuple(word for word in words if word not in PAST_QUALIFIERS)


def _title_before(mentions: Mentions, found: Found) -> tuple[int, tuple[str, ...], Found | None]:
    doc, i = mentions.doc, found.start
    words: list[str] = []
    owner: Found | None = None
    if _is_apposed(doc, found):
        i -= 1  # "Russia's foreign minister, Sergei Lavrov, ..."
    apposed = i < found.start
    while i > 0:
        token = doc[i - 1]
        at = mentions.at(token)
        if at and at[0] is not found:
            # "Russian President", "Russia's President", "NATO Secretary General", "President of Russia"
            if at[0].form in {"adjective", "name", "organ", "place"} and at[0].kind != "person" and (words or at[0].form == "adjective") and owner is None:
                owner, i = at[0], at[0].start
                if any(word in PERSON_ROLES for word in words):
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
        elif token.lower_ in PERSON_ROLES or token.lower_ in HONORIFICS or token.lower_ in QUALIFIERS:
            words.append(token.lower_)
            i -= 1
        elif token.tag_ == "POS" or (token.text in {"-", "of", "for", "and", "&"} and words):
            words.append(token.lower_)
            i -= 1
        else:
            break
    words = [w for w in reversed(words) if w not in {"'s", "'", "-"}]
    while words and words[0] in {"of", "for", "and", "&"}:
        words.pop(0)
    if not any(word in PERSON_ROLES for word in words) or (apposed and owner is None):
        # "the Russian Putin" is no title, and "US and Kim" no name.
        return (found.start - sum(w in HONORIFICS for w in words[-1:]), (), None)
    return i, tuple(words), owner


def _is_apposed(doc: Doc, found: Found) -> bool:
    """Return whether a name stands between commas after a noun for a role."""
    if found.start < 2 or doc[found.start - 1].text != "," or doc[found.start - 2].lower_ not in PERSON_ROLES:
        return False
    return found.end >= len(doc) or doc[found.end].text in {",", ".", ";", ")", ":", "and"}


def _title_after(mentions: Mentions, found: Found) -> tuple[tuple[str, ...], Found | None]:
    """Read "X, the Russian foreign minister," and "X, president of Brazil," up to the next comma."""
    doc, i = mentions.doc, found.end
    if i + 1 >= len(doc) or doc[i].text not in {",", "("}:
        return (), None
    words: list[str] = []
    owner: Found | None = None
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
        elif token.lower_ in PERSON_ROLES or token.lower_ in QUALIFIERS or token.lower_ in {"of", "for", "to", "and"}:
            words.append(token.lower_)
        elif token.tag_ not in {"DT", "POS", "PRP$", "HYPH"}:
            break
    while words and words[-1] in {"of", "for", "to", "and"}:
        words.pop()
    return (tuple(words), owner) if any(word in PERSON_ROLES for word in words) else ((), None)
