"""A parsed paragraph in, its named actors out: tables before the recogniser, titles and appositions read along."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.bodies import find_bodies
from kg.extract.gazetteer import Entry, Gazetteer
from kg.extract.known import Known
from kg.extract.mentions import Form, Mention, Mentions
from kg.extract.people import continues, find_people, is_end_of_name
from kg.extract.roles import PERSON_ROLES, QUALIFIERS
from kg.extract.titles import read_titles
from kg.model import Actor

_SHORTEST_DATELINE: Final = 3
_LONGEST_DATELINE: Final = 14
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
    _add_koreas(mentions, gazetteer)
    find_people(mentions, persons=persons, body=body, gazetteer=gazetteer, known=known)
    find_bodies(mentions, body=body)
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
    if _is_told_otherwise(doc[start:end], entry, known, persons) or _is_in_a_name(doc[start:end], entry, persons):
        return
    if entry.person is None and entry.actor.kind == "state":
        known.states[entry.actor.name] += 1
    gender = entry.person.gender if entry.person else ""
    actor = gazetteer.acting(entry.person, on=known.published) if entry.person else entry.actor
    found = Mention(start=start, end=end, actor=actor, form=_form(doc, end, entry), how=entry.form, gender=gender)
    mentions.add(found)
    if entry.person is not None:
        known.remember(found, doc)
    if entry.actor.kind == "group":
        known.group = found


def _is_told_otherwise(span: Span, entry: Entry, known: Known, persons: list[Span]) -> bool:
    """Return whether the article itself said what a short name stands for: an acronym, or somebody's last name."""
    if span.text in known.bodies or (entry.form == "capital" and span.text in known.people):
        return True  # "Paris" after "Valeska Paris" is she
    if entry.person is None or len(span) > 1:
        return False
    if span.text in known.people or continues(span.doc, span.end, persons):
        return True
    return any(ent[-1].text == span.text and is_end_of_name(span.doc, ent.end - 1, [ent]) for ent in persons)


def _is_in_a_name(span: Span, entry: Entry, persons: list[Span]) -> bool:
    """Return whether a place name is part of a longer name of a person: "Chad Wolf", "Victoria Nuland"."""
    if entry.person is not None or entry.actor.kind != "state" or entry.form not in {"name", "capital"}:
        return False
    inside = [ent for ent in persons if ent.start <= span.start and span.end <= ent.end and len(ent) > len(span)]
    if not inside:
        return False
    if span.start == inside[0].start:
        rest = span.doc[span.end]
        return rest.lower_ not in PERSON_ROLES and rest.lower_ not in QUALIFIERS
    return entry.form == "capital" and span.end == inside[0].end and _is_loose_start(span.doc, inside[0].start)


def _is_loose_start(doc: Doc, i: int) -> bool:
    """Return whether a span of the recogniser begins with a name and not with a role or a state."""
    return doc[i].tag_ == "NNP" and doc[i].lower_ not in PERSON_ROLES and doc[i].lower_ not in QUALIFIERS


def _add_koreas(mentions: Mentions, gazetteer: Gazetteer) -> None:
    """Let "the two Koreas" stand for both."""
    if "Koreas" not in mentions.doc.text:
        return
    both = [state for name in ("North Korea", "South Korea") if (state := gazetteer.by_state_name.get(name))]
    for token in mentions.doc:
        if token.text == "Koreas" and both and not mentions.at(token):
            mentions.add(*(_named(token, state.actor, how="both Koreas") for state in both))


def _named(token: Token, actor: Actor, *, how: str) -> Mention:
    return Mention(start=token.i, end=token.i + 1, actor=actor, form="name", how=how)


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
