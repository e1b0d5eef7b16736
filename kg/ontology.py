"""The ontology file in; the relation types with their group, root, sign and weight out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.files import data_path
from kg.model import RelationId

BASE: Final = "https://w3id.org/kg-ir/"
"""Where kg's terms live, and its data unless the user says otherwise; a placeholder until it is registered."""

IR: Final = BASE + "ontology#"
"""Namespace of kg's classes and properties."""

ONTOLOGY: Final = BASE + "ontology"
"""The ontology itself."""

REL: Final = BASE + "relation#"
"""Namespace of the relation types, their roots and groups."""

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUB_PROPERTY: Final = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"
_SYMMETRIC_PROPERTY: Final = "http://www.w3.org/2002/07/owl#SymmetricProperty"

ROOT_QUAD: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("CONSULT", "SUPPORT", "AGREE", "REQUEST"), "VC"),
        **dict.fromkeys(("COOPERATE", "AID", "CONCEDE"), "MC"),
        **dict.fromkeys(("ACCUSE", "DEMAND", "REJECT", "THREATEN", "PROTEST"), "XC"),
        **dict.fromkeys(("MOBILIZE", "SANCTION", "COERCE", "ASSAULT"), "MX"),
        "STATIC": "ST",
    }
)
"""The group of each root; ``load_relations`` checks that the ontology says the same."""

PLOVER_TYPES: Final = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
"""The sixteen event types of PLOVER as POLECAT is coded with them; PLOVER 0.8 still has DEMAND for REQUEST."""

_Stanza = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """What one actor can do to another, or be to it.

    ``weight`` lies on Goldstein's scale from -10 (hostile) to 10 (friendly), and ``sign`` is its sign.
    ``cameo`` and ``plover`` are the codes and event types that cover it; empty for static types, which are no acts.
    ``direct_property`` is a local name in ``IR``.
    """

    id: RelationId
    label: str
    definition: str
    example: str
    quad: str
    root: str
    cameo: tuple[str, ...]
    plover: tuple[str, ...]
    sign: int
    weight: float
    symmetric: bool
    static: bool
    direct_property: str


@cache
def load_relations() -> Mapping[RelationId, RelationType]:
    """Return the relation types that kg ships, by id, sorted by id.

    Raises
    ------
    OntologyError
        If a stanza of ``ontology/ir.ttl`` lacks something or contradicts another one.
    """
    return read_relations(data_path("ontology", "ir.ttl"))


def read_relations(path: Path | str) -> Mapping[RelationId, RelationType]:
    """Return the relation types of an ontology file, by id, sorted by id.

    Raises
    ------
    OntologyError
        If the file is not Turtle, or a stanza lacks something or contradicts another one.
    """
    stanzas = _stanzas(path)
    _check_roots(path, stanzas)
    types = {
        RelationId(subject.removeprefix(REL)): _relation(subject, stanzas, f"{path}: rel:{subject.removeprefix(REL)}")
        for subject, stanza in sorted(stanzas.items())
        if IR + "RelationType" in stanza.get(_RDF_TYPE, ()) and subject.startswith(REL)
    }
    if not types:
        raise OntologyError(f"{path}: no subject is an ir:RelationType; is this kg's ontology?")
    return MappingProxyType(types)


def read_triples(path: Path | str) -> tuple[tuple[ox.Triple, ...], Mapping[str, str]]:
    """Return the triples of a Turtle file in their order, and its namespaces by prefix.

    Raises
    ------
    OntologyError
        If the file cannot be read or is not Turtle; the message has the line.
    """
    try:
        parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        triples = tuple(quad.triple for quad in parser)
    except SyntaxError as error:
        raise OntologyError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error
    except OSError as error:
        raise OntologyError(f"{path}: cannot be read ({error}); check the path") from error
    return triples, MappingProxyType(dict(parser.prefixes))


def _stanzas(path: Path | str) -> Mapping[str, _Stanza]:
    """Return the values of every predicate of every named subject, in file order."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for triple in read_triples(path)[0]:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            stanza = found[triple.subject.value]
            predicate = triple.predicate.value
            stanza[predicate] = (*stanza.get(predicate, ()), triple.object.value)
    return found


def _check_roots(path: Path | str, stanzas: Mapping[str, _Stanza]) -> None:
    for root, quad in ROOT_QUAD.items():
        found = stanzas.get(REL + root, {}).get(_SKOS + "broader", ())
        if found != (REL + quad,):
            raise OntologyError(f"{path}: rel:{root}: skos:broader is {_show(found)}, expected rel:{quad}")


def _relation(subject: str, stanzas: Mapping[str, _Stanza], where: str) -> RelationType:
    stanza = stanzas[subject]
    identifier = subject.removeprefix(REL)
    label = _one(stanza, _SKOS + "prefLabel", where, hint=f'"{identifier}"@en')
    if label != identifier:
        raise OntologyError(f"{where}: skos:prefLabel is {label!r}; write the id, {identifier!r}")
    root = _one(stanza, _SKOS + "broader", where, hint="rel:CONSULT").removeprefix(REL)
    if root not in ROOT_QUAD:
        raise OntologyError(f"{where}: skos:broader {root!r} is no root; choose one of {', '.join(ROOT_QUAD)}")
    quad = _one(stanza, IR + "quad", where, hint=f"rel:{ROOT_QUAD[root]}").removeprefix(REL)
    if quad != ROOT_QUAD[root]:
        raise OntologyError(f"{where}: ir:quad is {quad!r} but {root} is in {ROOT_QUAD[root]}; make them agree")
    sign, weight = _sign_and_weight(stanza, where)
    symmetric = _boolean(stanza, IR + "symmetric", where)
    return RelationType(
        id=RelationId(identifier),
        label=label,
        definition=_one(stanza, _SKOS + "definition", where, hint='"What counts and what does not."@en'),
        example=_one(stanza, _SKOS + "example", where, hint='"A sentence that tells it."@en'),
        quad=quad,
        root=root,
        cameo=_codes(stanza, IR + "cameoCode", where, hint='"044"'),
        plover=_plover_types(stanza, where),
        sign=sign,
        weight=weight,
        symmetric=symmetric,
        static=root == "STATIC",
        direct_property=_direct_property(stanza, stanzas, where, symmetric=symmetric),
    )


def _codes(stanza: _Stanza, predicate: str, where: str, *, hint: str) -> tuple[str, ...]:
    """Return the codes of another scheme, sorted; a type that has none says why in a note."""
    codes, name = stanza.get(predicate, ()), _short(predicate)
    if not codes and _SKOS + "editorialNote" not in stanza:
        raise OntologyError(
            f"{where}: {name} is missing; add a line such as `{name} {hint} ;`, or a skos:editorialNote that says why "
            "there is none"
        )
    return tuple(sorted(codes))


def _plover_types(stanza: _Stanza, where: str) -> tuple[str, ...]:
    types = _codes(stanza, IR + "ploverType", where, hint='"CONSULT"')
    unknown = sorted(set(types) - PLOVER_TYPES)
    if unknown:
        raise OntologyError(
            f"{where}: ir:ploverType {unknown[0]!r} is not one of PLOVER's; choose of {', '.join(sorted(PLOVER_TYPES))}"
        )
    return types


def _sign_and_weight(stanza: _Stanza, where: str) -> tuple[int, float]:
    signs = {"-1": -1, "0": 0, "1": 1}
    sign = _one(stanza, IR + "sign", where, hint="1")
    if sign not in signs:
        raise OntologyError(f"{where}: ir:sign is {sign!r}; write -1, 0 or 1")
    text = _one(stanza, IR + "weight", where, hint="2.5")
    try:
        weight = float(text)
    except ValueError:
        raise OntologyError(f"{where}: ir:weight is {text!r}; write a decimal such as 2.5") from None
    if not -10 <= weight <= 10:
        raise OntologyError(f"{where}: ir:weight is {text}; it must lie between -10 and 10")
    if (weight > 0) - (weight < 0) != signs[sign]:
        raise OntologyError(f"{where}: ir:sign is {sign} but ir:weight is {text}; make them agree")
    return signs[sign], weight


def _boolean(stanza: _Stanza, predicate: str, where: str) -> bool:
    text = _one(stanza, predicate, where, hint="false")
    if text not in ("true", "false"):
        raise OntologyError(f"{where}: {_short(predicate)} is {text!r}; write true or false")
    return text == "true"


def _direct_property(stanza: _Stanza, stanzas: Mapping[str, _Stanza], where: str, *, symmetric: bool) -> str:
    iri = _one(stanza, IR + "directProperty", where, hint="ir:metWith")
    name = _short(iri)
    declared = stanzas.get(iri, {})
    if not iri.startswith(IR) or IR + "directRelation" not in declared.get(_SUB_PROPERTY, ()):
        raise OntologyError(f"{where}: {name} is not declared; add `{name} rdfs:subPropertyOf ir:directRelation`")
    if symmetric != (_SYMMETRIC_PROPERTY in declared.get(_RDF_TYPE, ())):
        raise OntologyError(
            f"{where}: ir:symmetric is {str(symmetric).lower()}, so {name} must "
            f"{'be' if symmetric else 'not be'} an owl:SymmetricProperty"
        )
    return iri.removeprefix(IR)


def _one(stanza: _Stanza, predicate: str, where: str, *, hint: str) -> str:
    values, name = stanza.get(predicate, ()), _short(predicate)
    if not values:
        raise OntologyError(f"{where}: {name} is missing; add a line such as `{name} {hint} ;`")
    if len(values) > 1:
        raise OntologyError(f"{where}: {name} is given more than once ({_show(values)}); keep one")
    return values[0]


def _show(values: tuple[str, ...]) -> str:
    return ", ".join(map(_short, values)) or "missing"


def _short(iri: str) -> str:
    for prefix, namespace in (("ir:", IR), ("rel:", REL), ("skos:", _SKOS)):
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri
