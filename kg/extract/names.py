"""A parsed paragraph in, its named actors out: tables before the recogniser, titles and appositions read along."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.gazetteer import Entry, Gazetteer
from kg.extract.known import Known
from kg.extract.mentions import Form, Mention, Mentions
from kg.extract.roles import HONORIFICS, ORGAN_NOUNS, PERSON_ROLES, QUALIFIERS
from kg.extract.titles import read_titles
from kg.model import Actor, ActorId, slug

_NOT_NAMES: Final = frozenset(
    "victory easter christmas covid covid-19 internet bible koran quran pm gmt utc monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december president minister".split()
)
_ORG_LABELS: Final = frozenset({"ORG"})
_SURNAME_TAGS: Final = frozenset({"NNP", "NNPS", "NNS", "NN"})
_SURNAME_LABELS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_COMMON_SURNAMES: Final = frozenset(
    "Brown Bush Young Green White Major King Moon Bishop Hill Lake Snow Key Fox Hunt Gates Burns Straw English Austin Scotland Nepal Magyar Khan Rama Park Long Sall Craft Muscat Cook Price Power Grant Marsh Field Rice Wolf Sharp May March Long".split()
)
"""Surnames of office holders that are common words too: they count only where the recogniser sees a name."""
_SHORTEST_DATELINE: Final = 3
_LONGEST_DATELINE: Final = 14
_SHORTEST_SURNAME: Final = 4
_BESIDE_GEORGIA: Final = frozenset(
    "Alabama Arizona Arkansas California Colorado Florida Illinois Kentucky Louisiana Michigan Mississippi Missouri Nevada "
    "Ohio Oklahoma Pennsylvania Tennessee Texas Virginia Wisconsin Carolina Atlanta Savannah".split()
)
"""Names beside which Georgia is the American state."""
_WATERS: Final = frozenset("Ocean Sea Gulf Strait Straits Peninsula Channel Basin Plateau Bay".split())
_ALIGNED: Final = frozenset(
    "backed allied born controlled occupied linked aligned speaking style funded supported trained owned built based "
    "sponsored made held administered friendly educated ruled origin".split()
)
_FORM: Final[dict[str, Form]] = {
    "name": "name", "adjective": "adjective", "capital": "place", "seat": "name", "organ": "organ",
    "medium": "medium", "context": "name",
}  # fmt: skip


def find_names(doc: Doc, *, gazetteer: Gazetteer, known: Known) -> Mentions:
    """Return the named actors of a paragraph: states, organisations, organs and people."""
    mentions = Mentions(doc)
    body = _dateline_end(doc)
    persons = [ent for ent in doc.ents if ent.label_ == "PERSON" and ent.start >= body]
    for start, end, entries in gazetteer.find(doc):
        if start < body:
            continue
        _add_known(mentions, doc, start, end, entries, known=known, persons=persons, gazetteer=gazetteer)
    _add_surnames(mentions, doc, gazetteer=gazetteer, known=known)
    for ent in persons:
        _add_person(mentions, ent, gazetteer=gazetteer, known=known)
    for ent in doc.ents:
        if ent.label_ in _ORG_LABELS and ent.start >= body:
            _add_organisation(mentions, ent)
    for found in [found for found in mentions if found.kind == "person"]:
        read_titles(mentions, found, gazetteer=gazetteer, known=known)
    return mentions


def _dateline_end(doc: Doc) -> int:
    """Return where the text begins after a dateline such as "CAMP DAVID, Md. —", 0 where there is none."""
    if not len(doc) or not doc[0].text.isupper() or len(doc[0]) < _SHORTEST_DATELINE:
        return 0
    for token in doc[1:_LONGEST_DATELINE]:
        if token.text in {"—", "–", "--"} or (token.text == "-" and doc[token.i - 1].whitespace_):
            return token.i + 1
    return 0


def _add_known(
    mentions: Mentions,
    doc: Doc,
    start: int,
    end: int,
    entries: tuple[Entry, ...],
    *,
    known: Known,
    persons: list[Span],
    gazetteer: Gazetteer,
) -> None:
    if _is_geography(doc, start, end) or _is_alignment(doc, start, end):
        return
    entry = entries[0]
    if entry.form == "context":
        named = [e for e in entries if known.states[e.actor.name]]
        if len(named) != 1:
            return
        entry = named[0]
    if entry.actor.kind == "organization" and _is_national(doc, start, gazetteer):
        return  # "Kyrgyzstan's Security Council" is read as an organ of its state
    if entry.person is None:
        # "Chad Wolf", "Victoria Nuland": a place name inside a longer name of a person is no place.
        inside = [ent for ent in persons if ent.start <= start and end <= ent.end and len(ent) > end - start]
        if (
            inside
            and entry.form in {"name", "capital", "adjective"}
            and start == inside[0].start
            and entry.actor.kind == "state"
        ):
            rest = doc[end : inside[0].end]
            if (
                len(rest)
                and rest[0].lower_ not in PERSON_ROLES
                and rest[0].lower_ not in QUALIFIERS
                and entry.form != "adjective"
            ):
                return
        if entry.actor.kind == "state":
            known.states[entry.actor.name] += 1
    gender = entry.person.gender if entry.person else ""
    actor = gazetteer.acting(entry.person, on=known.published) if entry.person else entry.actor
    found = Mention(start=start, end=end, actor=actor, form=_form(doc, end, entry), how=entry.form, gender=gender)
    mentions.add(found)
    if entry.person is not None:
        known.remember(found, doc)


def _is_geography(doc: Doc, start: int, end: int) -> bool:
    """Return whether a name is part of one for water or land, or an American state: "the Sea of Japan", "Georgia"."""
    if doc[start].text in {"Georgia", "Georgian"} and any(token.text in _BESIDE_GEORGIA for token in doc):
        return True
    if end < len(doc) and doc[end].text in _WATERS:
        return True
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].text in _WATERS


def _is_national(doc: Doc, start: int, gazetteer: Gazetteer) -> bool:
    """Return whether a state's name in the possessive stands right before a name: the council is that state's own."""
    if start < 2 or doc[start - 1].tag_ != "POS":
        return False
    owner = gazetteer.entry(doc[start - 2].text)
    return owner is not None and owner.actor.kind == "state"


def _is_alignment(doc: Doc, start: int, end: int) -> bool:
    """Return whether a name only tells whose side someone is on: "pro-Iranian", "Iranian-backed"."""
    if start > 1 and doc[start - 1].text in {"-", "–"} and doc[start - 2].lower_ in {"pro", "anti", "non"}:
        return True
    return end + 1 < len(doc) and doc[end].text in {"-", "–"} and doc[end + 1].lower_ in _ALIGNED


def _form(doc: Doc, end: int, entry: Entry) -> Form:
    """Return how an entry is used: a demonym that stands alone is a noun ("the Russians", "Palestinians")."""
    form = _FORM[entry.form]
    if form == "adjective":
        last = doc[end - 1]
        if last.tag_ in {"NNS", "NNPS"} or (
            last.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj"} and last.tag_ in {"NNP", "NN"}
        ):
            before_noun = last.tag_ in {"NN", "NNP"} and end < len(doc) and doc[end].tag_.startswith("NN")
            return "people" if before_noun else "name"
    return form


def _add_surnames(mentions: Mentions, doc: Doc, *, gazetteer: Gazetteer, known: Known) -> None:
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
        person = gazetteer.by_surname(token.text, on=known.published, heads_only=not titled)
        long_enough = len(token.text) >= _SHORTEST_SURNAME or token.text == "Xi"
        plain = long_enough and token.text not in _COMMON_SURNAMES and not token.ent_type_
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


def _add_person(mentions: Mentions, ent: Span, *, gazetteer: Gazetteer, known: Known) -> None:
    start, end = ent.start, ent.end
    while start < end and (
        ent.doc[start].lower_ in HONORIFICS
        or ent.doc[start].lower_ in PERSON_ROLES
        or ent.doc[start].tag_ in {"DT", "POS"}
        or mentions.at(start)
    ):
        start += 1
    while end > start and (
        ent.doc[end - 1].tag_ in {"POS", ",", ".", ":", "HYPH"} or ent.doc[end - 1].text in {"'s", "’s", "-"}
    ):
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
    found = Mention(start=start, end=end, actor=actor, form="name", how="recognised", gender=gender)
    mentions.add(found)
    known.remember(found, ent.doc)


def _is_titled(doc: Doc, i: int) -> bool:
    return i > 0 and (doc[i - 1].lower_ in HONORIFICS or doc[i - 1].lower_ in PERSON_ROLES)


def _add_organisation(mentions: Mentions, ent: Span) -> None:
    start, end = ent.start, ent.end
    if ent.doc[start].lower_ in {"the", "a", "an"}:
        start += 1
    if start < end and ent.doc[end - 1].tag_ == "POS":
        end -= 1
    inside = [found for i in range(start, end) for found in mentions.at(i)]
    if start >= end or any(
        found.form not in {"adjective", "place", "name"} or found.kind != "state" for found in inside
    ):
        return
    last = ent.doc[end - 1]
    if inside and (last.lower_ in ORGAN_NOUNS or last.lower_ in PERSON_ROLES or inside[0].end >= end):
        return  # "the Russian Foreign Ministry" is read as an organ of its state
    if not inside and (end - start < 2 and not last.text.isupper()):
        return  # a single unknown word labelled ORG is most often a person or a place
    name = ent.doc[start:end].text
    if (
        "," in name
        or "-led" in name
        or not any(c.isupper() for c in name)
        or last.lower_ in PERSON_ROLES
        or last.lower_ in ORGAN_NOUNS
        or not slug(name)
    ):
        return
    state = inside[0].actor.state if inside else ""
    actor = Actor(id=ActorId(slug(name)), name=name, kind="organization", state=state)
    new = Mention(start=start, end=end, actor=actor, form="name", how="recognised")
    if inside:
        mentions.replace(inside[0], new)
    else:
        mentions.add(new)
