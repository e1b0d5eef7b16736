"""The trigger of a claim in, who says so out: speakers, agencies and papers that a claim is attributed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from kg.extract.denials import denial_of
from kg.extract.lexicon import Modifiers
from kg.extract.mentions import Mention, Mentions
from kg.extract.roles import ORGAN_NOUNS, PERSON_ROLES
from kg.extract.slots import is_verb, subjects
from kg.extract.tense import joined_to
from kg.model import ActorId

_MAX_WORDS: Final = 6
_SPEAKERS: Final = (
    frozenset(ORGAN_NOUNS)
    | PERSON_ROLES
    | frozenset(
        "source sources media report reports agency agencies analyst analysts witness witnesses statement statements "
        "newspaper newspapers paper papers television tv radio aide aides diplomat diplomats expert experts critic critics "
        "rebel rebels resident residents broadcaster group groups lawyer lawyers family relatives activist activists "
        "monitor monitors observer observers letter document documents communique daily magazine website channel network "
        "service office militants insurgents opposition doctors medics hospital survivors prosecutors company organisation organization".split()
    )
)
"""Nouns that can say something: a claim is not attributed to "the situation"."""
_QUOTED: Final = frozenset({"quoted", "cited"})
_ACCUSING: Final = frozenset(
    f"{verb}{end}" for verb in ("accus", "blam", "suspect") for end in ("e", "es", "ed", "ing", "", "s")
)
"""Verbs whose "of" or "for" tells what is alleged; what one is criticised or thanked for is taken for a fact."""
_COLON_WITHIN: Final = 5
_ACRONYM: Final = 4
_DENYING: Final = frozenset({"deny", "denies", "denied"})
_DOING: Final = frozenset({"do", "does", "did"})
_CITING: Final = frozenset({"cite", "cites", "cited", "citing", "quote", "quotes", "quoted", "quoting"})
_LEARNING: Final = frozenset({"learn", "learned", "learnt"})
_DOCUMENTS: Final = frozenset("statement release letter post note communique message tweet text document".split())


def attribution_of(
    trigger: Token,
    sent: Span,
    mentions: Mentions,
    report: Modifiers,
    *,
    source: ActorId,
    spoken: bool = False,
    last: Mention | None = None,
) -> tuple[str, Token | None]:
    """Return who says so and the verb of saying, ("", None) where the article speaks for itself.

    The verb that governs the trigger comes before "according to". ``spoken`` tells that saying it is the act itself
    ("Kim said he supports Russia"): then the actor's own word is no attribution, and who reports that word is.
    ``last`` is who spoke last: whose "the statement" is.
    """
    own: Token | None = None
    for verb in _governing_reports(trigger, report):
        for speaker in _speakers(verb, trigger):
            if (
                spoken
                and not _denies(verb, trigger)
                and any(found.actor.id == source for found in mentions.at(speaker))
            ):
                own = own or verb
                break
            name = _name(speaker, mentions, last)
            if name:
                return name, own or verb
    before = _before_colon(trigger, sent)
    is_own = spoken and before is not None and any(found.actor.id == source for found in mentions.at(before))
    if before is not None and not is_own and (name := _name(before, mentions, last)):
        return name, own
    for token in sent:
        if token.lower_ == "according":
            for prep in token.children:
                for child in prep.children:
                    if child.dep_ == "pobj":
                        return _name(child, mentions, last), own or token
    return "", own


def _before_colon(trigger: Token, sent: Span) -> Token | None:
    """Return who speaks in "Kremlin: B attacked Russia", None for a dateline ("MOSCOW: Russia attacked B")."""
    for token in sent[1:_COLON_WITHIN]:
        if token.text == ":" and token.i < trigger.i:
            head = sent[0 : token.i - sent.start].root
            is_dateline = head.text.isupper() and head.text.lower() not in _SPEAKERS and len(head) > _ACRONYM
            return None if is_dateline or is_verb(head) else head
    return None


def _governing_reports(trigger: Token, report: Modifiers) -> list[Token]:
    verbs: list[Token] = []
    node = trigger
    while node.head != node:
        denial = denial_of(node)
        if denial is not None:
            verbs.append(denial)
            node = denial
            continue
        if is_verb(node.head) and _reports(node.head, node, report):
            verbs.append(node.head)
        node = joined_to(node)
    # "..., state media reported": the verb of saying may hang below the clause it reports
    for child in node.children:
        if child.dep_ in {"parataxis", "ccomp"} and child.lower_ in report.verbs and child != trigger:
            verbs.append(child)
    if node.lower_ in _QUOTED:
        verbs.append(node)
    verbs += [
        child
        for child in node.children
        if (child.lower_ in _CITING or child.lower_ in _LEARNING) and child.dep_ in {"ccomp", "parataxis", "conj"}
    ]
    return list(dict.fromkeys(verbs))


def _denies(verb: Token, trigger: Token) -> bool:
    """Return whether a verb tells that what the trigger says is not so."""
    return verb.lower_ in _DENYING or any(denial_of(node) == verb for node in (trigger, *trigger.ancestors))


def _reports(verb: Token, clause: Token, report: Modifiers) -> bool:
    """Return whether a verb says what hangs on it: a clause, or after "accused B of" a deed."""
    if verb.lower_ in _QUOTED:
        return True
    if verb.lower_ in _ACCUSING and clause.dep_ == "prep" and clause.lower_ in {"of", "for"}:
        return True
    if verb.lower_ in _DENYING and any(child.dep_ == "dobj" for child in verb.children):
        return False  # "it accused Iran of the assault, a charge Tehran denies"
    if verb.lower_ in _DENYING and any(token.tag_ == "VBG" for token in (clause, *clause.lefts)):
        return True  # "Rwanda denies having backed the rebels"
    if verb.lower_ in _LEARNING and clause.dep_ == "ccomp":
        return True
    return verb.lower_ in report.verbs and clause.dep_ in {"ccomp", "parataxis", "dep"} and _is_finite(clause)


def _is_finite(clause: Token) -> bool:
    """Return whether a clause states something: "said it would go", "said it did not go", not "told it to go"."""
    return clause.tag_ != "VB" or any(
        child.tag_ == "MD" or (child.dep_ == "aux" and child.lower_ in _DOING) for child in clause.children
    )


def _speakers(verb: Token, trigger: Token) -> Iterator[Token]:
    if verb.lower_ in _QUOTED:
        # "was quoted by X", "was quoted as saying by X"
        for token in verb.subtree:
            if token.lower_ == "by" and token.dep_ in {"agent", "prep"}:
                yield from (obj for obj in token.children if obj.dep_ == "pobj")
    for child in verb.children:
        if verb.lower_ in _CITING and child.dep_ == "dobj":
            yield child  # "the agency cites the palace"
        if verb.lower_ in _LEARNING and child.lower_ == "from":
            yield from (obj for obj in child.children if obj.dep_ == "pobj")
    if verb.dep_ == "acl" and verb.head.lower_ in _DOCUMENTS and is_verb(verb.head.head):
        yield from subjects(verb.head.head)  # "the ministry issued a statement saying"
    for child in (*verb.children, *(subjects(verb) if verb.tag_ in {"VB", "VBG"} else ())):
        if child.dep_ == "nsubj" and child != trigger and trigger not in child.subtree:
            yield child
    for child in verb.children:
        if child.dep_ == "agent":
            yield from (obj for obj in child.children if obj.dep_ == "pobj")


def _name(token: Token, mentions: Mentions, last: Mention | None) -> str:
    """Return the actor's name with the organ it speaks as, or the words of the phrase where it is no actor."""
    for found in mentions.at(token):
        return _spoken_name(found, token)
    if token.lower_ in _DOCUMENTS:
        for child in token.children:
            if child.lower_ in {"by", "from", "of"}:
                for obj in child.children:
                    for found in mentions.at(obj):
                        return _spoken_name(found, obj)
    if token.lower_ in _DOCUMENTS or token.lower_ in PERSON_ROLES:
        modifiers = {child.lower_ for child in token.children if child.i < token.i}
        if last is not None and last.kind == "person" and "the" in modifiers and modifiers <= {"the", "same"}:
            return last.actor.name
    if token.tag_ not in {"NNP", "NNPS"} and token.lower_ not in _SPEAKERS:
        return ""
    words = [
        t
        for t in token.subtree
        if t.dep_ not in {"relcl", "appos"} and t.i <= token.i and t.tag_ not in {"DT", ",", "``", "''"}
    ]
    return " ".join(t.text for t in words[-_MAX_WORDS:])


def _spoken_name(found: Mention, token: Token) -> str:
    actor = found.actor
    if found.how == "seat":  # "the Kremlin said" is not quite "Russia said"
        return token.doc[found.start : found.end].text
    if found.form == "organ" and actor.organ and found.how == "organ":
        return f"{actor.name} {actor.organ}"
    return actor.name
