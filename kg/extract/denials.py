"""What a claim says in, the denial that answers it out: "rejected the charge that", "called false a report that"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.denial_words import ASIDE, CLAIMS, FALSE, NAMING, REJECTING
from kg.extract.slots import is_verb
from kg.extract.status_cases import is_presupposed

_LINKS: Final = frozenset(
    {"dobj", "pobj", "oprd", "attr", "advcl", "acomp", "xcomp", "conj", "appos", "nsubjpass", "prep"}
)
_UP: Final = 4
"""Words between a claim and the verb that denies it: "described as false and baseless a report"."""


def denial_of(node: Token) -> Token | None:
    """Return the verb that denies the claim whose content a word heads, None where it is no claim or nobody denies it.

    The content is a clause ("the claim that it attacked B"), a gerund ("claims of having attacked B") or a noun
    ("reports of an attack").
    """
    noun = claim_of(node)
    if noun is None:
        return None
    passed = [node, noun]
    while not is_verb(passed[-1].head):
        word = passed[-1]
        if word.head == word or len(passed) > _UP or not {word.dep_, word.head.dep_} & _LINKS:
            return None
        passed.append(word.head)
    verb, link = passed[-1].head, passed[-1].dep_
    put_aside = any(child.lower_ in ASIDE.get(verb.lower_, ()) for child in verb.children)
    rejected = (verb.lower_ in REJECTING or put_aside) and link in _LINKS
    called_false = verb.lower_ in NAMING and any(_is_called_false(word, node) for word in (*passed, verb))
    return verb if rejected or called_false else None


def claim_of(node: Token) -> Token | None:
    """Return the noun whose claim a word tells the content of: "charge" for "attacked" in "the charge that A attacked B"."""
    head = node.head
    if head.lower_ in CLAIMS and not is_verb(head) and node.i > head.i:
        that = any(child.dep_ == "mark" and child.lower_ == "that" for child in node.children)
        subject = any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in node.children)
        if node.dep_ in {"acl", "ccomp"} and (that or subject) or (node.dep_ == "relcl" and that):
            return head
    if head.lower_ == "of" and head.dep_ == "prep" and head.head.lower_ in CLAIMS and not is_verb(head.head):
        if node.dep_ == "pcomp" and is_verb(node):
            return head.head
        if node.dep_ == "pobj" and node.tag_ in {"NN", "NNS"} and not is_presupposed(node):
            return head.head
    return None


def _is_called_false(word: Token, content: Token) -> bool:
    """Return whether a word, or one that hangs on it, calls a claim false; on its content only what ends the clause."""
    return word.lower_ in FALSE or any(
        child.lower_ in FALSE or (child.lower_ == "as" and any(inner.lower_ in FALSE for inner in child.children))
        for child in (word.rights if word == content else word.children)
    )
