"""A French parse with its actors in, heads and dependencies out that are right around them where it is plainly wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from spacy.tokens import Doc

from kg.extract.french.groups import Group

_JOINING: Final = frozenset({",", "et", "ou", "ainsi"})
_BEFORE_NAMES: Final = frozenset("le la les l' à au aux de du des d' en que avec par".split())
_BEFORE_OBJECTS: Final = frozenset({"le", "la", "les", "l'"})


def mended(doc: Doc, groups: Mapping[int, Group]) -> tuple[list[int], list[str]]:
    """Return the heads and dependencies of a parse, in which ``groups`` tells which tokens are actors.

    An actor right behind a verb is its object, what stands side by side with "et" is coordinated, and nobody hangs on a
    town: "a rencontré à Paris Olaf Scholz".
    """
    heads, deps = [token.head.i for token in doc], [token.dep_ for token in doc]
    for i, group in groups.items():
        above = groups.get(heads[i])
        loose = deps[i] in {"flat:name", "appos", "nmod", "punct"} and heads[i] < i and group.form != "place"
        somewhere = above is not None and (above.form == "place" or above.how == "seat")
        if loose and somewhere and not any(child.dep_ == "case" for child in doc[i].children):
            heads[i], deps[i] = heads[heads[i]], "obj"  # "a rencontré à Paris Olaf Scholz"
        verb = _verb_before(doc, i)
        if verb is not None and deps[i] != "obj" and heads[verb] != i and not _is_above(i, verb, heads):
            heads[i], deps[i] = verb, "obj"  # "« L'Iran menace Israël », a déclaré"
    for chain in _chains(doc, sorted(groups)):
        _mend_chain(chain, heads, deps)
    return heads, deps


def _verb_before(doc: Doc, i: int) -> int | None:
    """Return the verb right before an actor, be it over an article, that has no object; None where there is none."""
    before = i - 1
    if before >= 0 and doc[before].lower_ in _BEFORE_OBJECTS:
        before -= 1
    if before < 0 or doc[before].pos_ != "VERB" or before + 1 < i - 1:
        return None
    taken = any(child.dep_ in {"obj", "ccomp"} or child.dep_ == "obl:agent" for child in doc[before].children)
    return None if taken or "aux:pass" in {child.dep_ for child in doc[before].children} else before


def _chains(doc: Doc, actors: Sequence[int]) -> Iterator[list[int]]:
    """Yield the actors that stand side by side with commas and "et" between: "le Mali, le Niger et le Tchad"."""
    chain: list[int] = []
    ended = False
    for i in actors:
        between = [token.lower_ for token in doc[chain[-1] + 1 : i]] if chain else []
        joins = chain and between and between[0] in _JOINING and set(between[1:]) <= _BEFORE_NAMES and not ended
        if not joins:
            if ended:
                yield chain
            chain, ended = [i], False
            continue
        chain.append(i)
        ended = between[0] != ","
    if ended:
        yield chain


def _mend_chain(chain: list[int], heads: list[int], deps: list[str]) -> None:
    """Let the first of some coordinated actors hang where any of them does, and the others on it."""
    first = chain[0]
    if heads[first] == first or heads[first] in chain:
        anchor = next((i for i in chain[1:] if heads[i] not in chain and deps[i] != "conj"), None)
        if anchor is None:
            if heads[first] in chain:
                return
        else:
            above, dep = heads[anchor], deps[anchor]
            top = above
            while heads[top] != top and heads[top] not in chain:
                top = heads[top]
            if heads[top] in chain:  # "L'Égypte et le Qatar servent": the parser hangs the verb on the first actor
                heads[top], deps[top] = top, "ROOT"
            heads[first], deps[first] = above, dep
    for i in chain[1:]:
        if not _is_above(i, first, heads):
            heads[i], deps[i] = first, "conj"


def _is_above(i: int, below: int, heads: Sequence[int]) -> bool:
    """Return whether a token governs another one, be it over others."""
    for _ in range(len(heads)):
        if heads[below] == below:
            return False
        below = heads[below]
        if below == i:
            return True
    return True
