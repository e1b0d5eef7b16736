"""The name of a relation in; the same out where the ontology has it."""

from __future__ import annotations

import difflib

from kg.errors import DecisionError
from kg.ontology import load_relations


def check_relation(text: str, *, field: str = "relation") -> str:
    """Return the id of the relation.

    Raises
    ------
    DecisionError
        If the ontology has none of that name; the message has the nearest ones.
    """
    known = load_relations()
    if text in known:
        return text
    begun = [name for name in known if text and name.startswith(text)]
    near = begun or difflib.get_close_matches(text[:80], known, n=3) or list(known)[:3]
    shown = text if len(text) <= 80 else f"{text[:80]}…"
    raise DecisionError(f"{field} is {shown!r}, which the ontology has not; did you mean {', '.join(near)}?")
