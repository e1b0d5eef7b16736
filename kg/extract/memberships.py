"""Sentences with their actors in, `member-of` reports out: who a sentence lists as a member of a body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.evidence import evidence_of
from kg.extract.mentions import Mention, Mentions
from kg.extract.occurrence import Report
from kg.extract.pipeline import Paragraph
from kg.extract.slots import coordinated, subjects
from kg.model import Article, RelationId
from kg.ontology import load_relations

_MEMBER_OF: Final = RelationId("member-of")
_TRUST: Final = 0.85
_MEMBERS: Final = frozenset({"member", "members", "signatory", "signatories"})
_MEMBER_KINDS: Final = frozenset({"state", "states", "country", "countries", "nation", "nations"})
_WHICH: Final = frozenset(
    "founding fellow new newest core other permanent non-permanent current full key leading its the 's ' and".split()
)
_BEFORE_NAMES: Final = frozenset({",", "such", "as", "like", "including", "include", "are", "(", ":", "—", "–", "-"})
_CONSISTING: Final = frozenset(
    "groups comprises comprising comprised consists consisting unites uniting gathers includes include composed made brings".split()
)
_PARTICIPLES: Final = {"made": "up", "composed": "of", "consists": "of", "consisting": "of", "brings": "together"}
"""What must follow some of these verbs: a bloc is "made up" of its members."""
_SHORTEST_LIST: Final = 3
_BODIES: Final = frozenset({"organization", "group"})

_Membership = tuple[Mention, Mention, Token, str]


def membership_claims(article: Article, paragraph: Paragraph, sent: Span, mentions: Mentions) -> Iterator[Report]:
    """Yield a report for each state that a sentence lists, names or describes as a member of a body."""
    relation = load_relations()[_MEMBER_OF]
    found: dict[tuple[str, str], _Membership] = {}
    for row in _memberships(sent, mentions):
        if row[0].actor.id != row[1].actor.id:
            found.setdefault((row[0].actor.id, row[1].actor.id), row)
    for member, body, token, rule in found.values():
        yield Report(
            relation=relation,
            source=member.actor,
            target=body.actor,
            evidence=evidence_of(
                article, paragraph, sent, member, body, (token.i, token.i + 1),
                confidence=_TRUST, rule=f"member-of/{rule}",
            ),
        )  # fmt: skip


def _memberships(sent: Span, mentions: Mentions) -> Iterator[_Membership]:
    for token in sent:
        if token.lower_ in _MEMBERS:
            yield from _named(token, sent, mentions)
            yield from _described(token, mentions)
        elif token.lower_ in _CONSISTING or token.text == ":":
            yield from _listed(token, sent, mentions)


def _named(token: Token, sent: Span, mentions: Mentions) -> Iterator[_Membership]:
    """Read "NATO members A and B", "the bloc's founding members, A and B", "fellow EU member state A"."""
    doc, i = token.doc, token.i - 1
    while i >= sent.start and doc[i].lower_ in _WHICH and not mentions.at(i):
        i -= 1
    body = _body(mentions, i) if i >= sent.start else None
    if body is None:
        return
    i = token.i + 1
    while i < sent.end and (doc[i].lower_ in _MEMBER_KINDS or doc[i].lower_ in _BEFORE_NAMES):
        i += 1
    if i > token.i + 1 and doc[i - 1].text == "," and token.lower_ in {"member", "signatory"}:
        return  # "an EU member, Russia said" names no member
    yield from ((member, body, token, "members named") for member in _run(i, sent, mentions))


def _described(token: Token, mentions: Mentions) -> Iterator[_Membership]:
    """Read "the bloc, of which A and B are members", "A and B, both members of C" and "as a member of C, A ..."."""
    verb = token.head
    if token.dep_ == "attr" and verb.dep_ == "relcl":
        asked = any(word.lower_ == "which" for child in (token, verb) for word in child.subtree if word.i < token.i)
        body = next((at for node in (verb.head, *verb.head.lefts) if (at := _body(mentions, node.i))), None)
        if asked and body is not None:
            yield from ((one, body, token, "of which") for one in _states(subjects(verb), mentions))
        return
    body = next(
        (
            at
            for prep in token.children
            if prep.lower_ == "of"
            for obj in prep.children
            if obj.dep_ == "pobj" and (at := _body(mentions, obj.i))
        ),
        None,
    )
    if body is None:
        return
    if token.dep_ == "appos":
        yield from ((one, body, token, "apposition") for one in _states(coordinated(verb), mentions))
    elif token.dep_ == "pobj" and verb.lower_ == "as" and verb.head.tag_.startswith("VB"):
        yield from ((one, body, token, "as a member") for one in _states(subjects(verb.head), mentions))


def _listed(token: Token, sent: Span, mentions: Mentions) -> Iterator[_Membership]:
    """Read "C groups twelve countries: A, B and D" and "C, which consists of A, B and D"."""
    doc = token.doc
    follows = _PARTICIPLES.get(token.lower_)
    if follows is not None and (
        token.i + 1 >= sent.end or all(t.lower_ != follows for t in doc[token.i + 1 : sent.end])
    ):
        return
    if token.text == ":" and not any(t.lower_ in _MEMBER_KINDS | _MEMBERS for t in doc[sent.start : token.i]):
        return
    body = next((at for i in range(token.i - 1, sent.start - 1, -1) if (at := _body(mentions, i))), None)
    start = next((i for i in range(token.i + 1, sent.end) if mentions.at(i)), None)
    if body is None or start is None or any(at.kind == "person" for at in mentions.at(start)):
        return
    if token.text == ":" and not any(
        t.lower_ in _CONSISTING or t.lower_ in _MEMBERS for t in doc[sent.start : token.i]
    ):
        return
    members = _run(start, sent, mentions)
    if len(members) >= _SHORTEST_LIST:
        yield from ((member, body, token, "list of members") for member in members)


def _run(start: int, sent: Span, mentions: Mentions) -> tuple[Mention, ...]:
    """Return the states named one after the other from a token on: "A, B and C"."""
    found: list[Mention] = []
    i = start
    while i < sent.end:
        at = [one for one in mentions.at(i) if one.kind == "state" and one.form == "name"]
        if at:
            found.append(at[0])
            i = at[0].end
        elif sent.doc[i].lower_ in {",", "and", "the", "&"} and not mentions.at(i):
            i += 1
        else:
            break
    return tuple(found)


def _body(mentions: Mentions, i: int) -> Mention | None:
    return next((one for one in mentions.at(i) if one.kind in _BODIES and one.form != "medium"), None)


def _states(tokens: tuple[Token, ...], mentions: Mentions) -> Iterator[Mention]:
    for token in dict.fromkeys(each for one in tokens for each in coordinated(one)):
        yield from (one for one in mentions.at(token) if one.kind == "state" and one.form in {"name", "pronoun"})
