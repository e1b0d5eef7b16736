"""The codes of CAMEO and the event types of PLOVER: each exists, and the weights follow from them."""

from __future__ import annotations

import pytest
import rdflib

from kg.ontology import IR, PLOVER_TYPES, REL, ROOT_QUAD, RelationType, load_relations
from tests.ontology.reading import ontology

CAMEO = {
    "019": 3.4, "020": 3.0, "024": -0.3, "025": -0.3, "030": 4.0, "031": 5.2, "033": 5.2, "036": 4.0, "040": 1.0,
    "041": 1.0, "042": 1.9, "043": 2.8, "044": 2.5, "045": 5.0, "046": 7.0, "051": 3.4, "052": 3.5, "053": 3.8,
    "054": 6.0, "055": 7.0, "057": 8.0, "060": 6.0, "061": 6.4, "062": 7.4, "063": 7.4, "064": 7.0, "070": 7.0,
    "071": 7.4, "072": 8.3, "073": 7.4, "074": 8.5, "081": 5.0, "084": 7.0, "085": 7.0, "087": 9.0, "090": -2.0,
    "091": -2.0, "092": -2.0, "094": -2.0, "100": -5.0, "111": -2.0, "112": -2.0, "114": -2.0, "120": -4.0,
    "125": -5.0, "129": -5.0, "130": -4.4, "131": -5.8, "138": -7.0, "141": -6.5, "150": -7.2, "152": -7.2,
    "154": -7.2, "161": -4.0, "162": -5.6, "163": -8.0, "164": -6.5, "166": -7.0, "171": -9.2, "173": -5.0,
    "174": -5.0, "190": -10.0, "191": -9.5, "193": -10.0, "194": -10.0, "195": -10.0,
}  # fmt: skip
"""The codes in use with their values on Goldstein's scale, as the CAMEO project publishes them."""

QUADS_OF_PLOVER = {
    "VC": {"AGREE", "CONSULT", "SUPPORT", "CONCEDE"},
    "MC": {"COOPERATE", "AID", "RETREAT"},
    "XC": {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    "MX": {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"},
}
"""The quad category of each PLOVER type; from PLOVER's manual 0.8, with REQUEST in the place of its DEMAND."""

NOTE = rdflib.SKOS.editorialNote
GRAPH = ontology()
RELATIONS = list(load_relations().values())


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: str(each.id))
def test_every_cameo_code_is_one(relation: RelationType) -> None:
    assert set(relation.cameo) <= set(CAMEO)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: str(each.id))
def test_a_weight_is_the_mean_of_its_codes_or_a_note_says_why_not(relation: RelationType) -> None:
    values = [CAMEO[code] for code in relation.cameo]
    follows = bool(values) and abs(sum(values) / len(values) - relation.weight) <= 0.05 + 1e-9

    notes = [str(note) for note in GRAPH.objects(rdflib.URIRef(REL + relation.id), NOTE)]

    assert follows or any("CAMEO" in note for note in notes)


def test_the_types_of_plover_are_the_sixteen() -> None:
    assert set().union(*QUADS_OF_PLOVER.values()) == PLOVER_TYPES
    assert len(PLOVER_TYPES) == 16


def test_every_type_of_plover_is_mapped() -> None:
    assert {each for relation in RELATIONS for each in relation.plover} == PLOVER_TYPES


@pytest.mark.parametrize("root", ROOT_QUAD)
def test_a_root_says_how_it_matches_plover_and_says_so_where_the_group_differs(root: str) -> None:
    term = rdflib.URIRef(REL + root)
    types = {str(each) for each in GRAPH.objects(term, rdflib.URIRef(IR + "ploverType"))}
    (note,) = (str(each) for each in GRAPH.objects(term, NOTE))

    theirs = {quad for quad, members in QUADS_OF_PLOVER.items() if members & types}

    assert bool(types) == (root != "STATIC")
    assert note.startswith(("Exact match", "Close match", "No match"))
    if note.startswith("Exact match"):
        assert types == {root}
        assert theirs == {ROOT_QUAD[root]}
    if theirs - {ROOT_QUAD[root]}:
        assert "conflict" in note or "cooperation" in note


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: str(each.id))
def test_a_relation_has_a_type_of_its_root_or_a_note_says_why_not(relation: RelationType) -> None:
    of_root = {
        str(each) for each in GRAPH.objects(rdflib.URIRef(REL + relation.root), rdflib.URIRef(IR + "ploverType"))
    }
    notes = [str(note) for note in GRAPH.objects(rdflib.URIRef(REL + relation.id), NOTE)]

    assert (set(relation.plover) <= of_root and bool(relation.plover)) or any("PLOVER" in note for note in notes)
