"""A parse in, the same with its endless sentences cut into clauses out."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

_LONGEST: Final = 400
"""Tokens of a sentence beyond which it is cut where it can be: so long a one is not read as a whole."""
_JOINED: Final = frozenset({"conj", "ccomp", "parataxis", "advcl"})


def cut_sentences(doc: Doc) -> Doc:
    """Return a parse in which each clause with a subject of its own is a sentence, where its sentence has no end."""
    if len(doc) <= _LONGEST:
        return doc
    clauses = [token.i for sent in doc.sents if len(sent) > _LONGEST for token in sent if _is_clause(token)]
    if not clauses:
        return doc
    tree = doc.to_array(["HEAD", "DEP"])
    tree[clauses, 0] = 0
    tree[clauses, 1] = doc.vocab.strings.add("ROOT")
    return doc.from_array(["HEAD", "DEP"], tree)  # type: ignore[arg-type]  # the stub asks for lists


def _is_clause(token: Token) -> bool:
    return (
        token.dep_ in _JOINED
        and token.tag_.startswith("VB")
        and any(child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i for child in token.children)
    )
