"""The code or label of an act in; the relation it is in kg, or why it is none, out."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kg.eventdata.codes import cameo_labels, cameo_relations, code_of_label, plover_relations
from kg.ontology import load_relations

STATEMENT: Final = "a statement, which is no act"
UNKNOWN_ACT: Final = "a code or text that kg has no relation for"
NO_ACT: Final = "no code or text says what was done"

_CODE: Final = re.compile(r"\d{2,4}")


class Act(NamedTuple):
    """The id of a relation, or the reason why there is none and the code or text as people read it."""

    relation: str = ""
    why: str | None = None
    shown: str = ""


def cameo_act(code: str) -> Act:
    """Return the act of a CAMEO code; a code of four digits that the codebook has not is read as its first three.

    >>> cameo_act("0423").relation, cameo_act("010").why
    ('visited', 'a statement, which is no act')
    """
    relations = cameo_relations()
    known = code if code in relations else code[:3]
    if not _CODE.fullmatch(code) or known not in relations:
        return Act(why=UNKNOWN_ACT if code else NO_ACT, shown=code)
    if not relations[known]:
        return Act(why=STATEMENT, shown=f"{known} {cameo_labels()[known]}")
    return Act(relations[known])


def plover_act(kind: str, mode: str = "") -> Act:
    """Return the act of a PLOVER event type and mode.

    >>> plover_act("CONSULT", "visit").relation
    'visited'
    """
    relations = plover_relations()
    wanted = kind.strip().upper()
    relation = relations.get((wanted, mode.strip().lower())) or relations.get((wanted, ""))
    if relation is None:
        return Act(why=UNKNOWN_ACT if wanted else NO_ACT, shown=kind)
    return Act(relation)


def any_act(text: str) -> Act:
    """Return the act of a CAMEO code, a CAMEO label, a PLOVER type (a space and its mode may follow), or a relation of kg.

    >>> [any_act(each).relation for each in ("042", "Make a visit", "CONSULT visit", "visited")]
    ['visited', 'visited', 'visited', 'visited']
    """
    wanted = text.strip()
    if _CODE.fullmatch(wanted):
        return cameo_act(wanted)
    if code := code_of_label(wanted):
        return cameo_act(code)
    if wanted.casefold() in load_relations():
        return Act(wanted.casefold())
    kind, _, mode = wanted.replace(":", " ").partition(" ")
    act = plover_act(kind, mode)
    return act if act.relation else act._replace(shown=wanted)
