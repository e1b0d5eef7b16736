"""The codes of CAMEO and the event types of PLOVER: each exists, and the weights follow from them."""

from __future__ import annotations

import pytest
import rdflib

from kg.ontology import IR, PLOVER_TYPES, REL, ROOT_QUAD, RelationType, load_relations
from tests.ontology.reading import ontology

CAMEO = {
    code: value
    for value, codes in {
        -10.0: "183 186 190 193 194 195 200 202 203 204",
        -9.5: "182 191 192 196 201",
        -9.2: "171",
        -9.0: "175 180 181",
        -8.0: "163 184 185",
        -7.5: "144 145",
        -7.2: "150 151 152 153 154",
        -7.0: "136 137 138 139 165 166 170",
        -6.5: "140 141 142 143 164",
        -5.8: "131 132 133 134 135",
        -5.6: "162",
        -5.0: "016 100 101 102 103 104 105 106 107 108 125 126 127 128 129 172 173 174",
        -4.4: "130",
        -4.0: "120 121 122 123 124 160 161",
        -2.0: "090 091 092 093 094 110 111 112 113 114 115 116",
        -0.4: "012",
        -0.3: "024 025",
        -0.1: "011",
        0.0: "010 014 015 017",
        0.4: "013",
        1.0: "040 041",
        1.9: "042",
        2.5: "044",
        2.8: "043",
        3.0: "020",
        3.4: "018 019 021 022 023 051",
        3.5: "050 052",
        3.8: "053",
        4.0: "026 027 028 030 036",
        4.5: "032",
        5.0: "037 039 045 080 081 082 083",
        5.2: "031 033",
        6.0: "054 060",
        6.4: "061",
        7.0: "034 035 038 046 055 056 064 070 075 084 085",
        7.4: "062 063 071 073",
        8.0: "057",
        8.3: "072",
        8.5: "074",
        9.0: "086 087",
    }.items()
    for code in codes.split()
}
"""Goldstein's values of CAMEO's codes of three digits, as the CAMEO project publishes them."""

WEIGHED_BY_HAND = set("negotiated-with invited condemned appealed-to leads member-of allied-with".split())
"""The relations whose weight is not the mean of their codes; their editorial notes say why."""

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
    assert not set(relation.cameo) - set(CAMEO)


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda each: str(each.id))
def test_a_weight_is_the_mean_of_its_codes_or_is_known_to_differ_with_a_note(relation: RelationType) -> None:
    values = [CAMEO[code] for code in relation.cameo]
    follows = bool(values) and abs(sum(values) / len(values) - relation.weight) <= 0.05 + 1e-9

    notes = list(GRAPH.objects(rdflib.URIRef(REL + relation.id), NOTE))

    assert follows != (relation.id in WEIGHED_BY_HAND)
    assert follows or notes


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
