"""Codes and names of acts and actors in; kg's relations and identities out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.eventdata.actors import FIELD, coded, named
from kg.eventdata.acts import STATEMENT, any_act, cameo_act, plover_act
from kg.eventdata.codes import actor_codes, cameo_labels, cameo_relations, code_of_label, plover_relations
from kg.eventdata.icews import ICEWS
from kg.ontology import PLOVER_TYPES, load_relations
from kg.reference import load_reference

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
NEAR = {"040": "met-with", "04": "met-with"}
"""Codes with another relation than the ontology's: consultations of no certain kind come in pairs, one row each way."""


def test_every_code_but_statements_has_a_relation() -> None:
    assert {code for code, relation in cameo_relations().items() if not relation} == {
        code for code in cameo_relations() if code.startswith("01") and code != "019"
    }


@pytest.mark.parametrize("code", [code for code, relation in cameo_relations().items() if relation])
def test_a_code_that_the_ontology_has_is_read_as_one_of_its_relations(code: str) -> None:
    owners = {
        each.id: max((len(own) for own in each.cameo if code.startswith(own)), default=0)
        for each in load_relations().values()
    }
    longest = max(owners.values())

    if longest and code not in NEAR:
        assert owners[load_relations()[cameo_relations()[code]].id] == longest  # type: ignore[index]


def test_cooperation_is_never_read_as_hostile_nor_conflict_as_friendly() -> None:
    """CAMEO's roots 02 to 08 are cooperation, 09 to 20 conflict; appeals, 02, count for neither side in kg."""
    for code, relation in cameo_relations().items():
        if relation:
            sign = load_relations()[relation].sign  # type: ignore[index]
            assert sign >= 0 if code < "09" else sign < 0, code


def test_codes_stand_in_order_and_each_has_its_root() -> None:
    codes = list(cameo_relations())

    assert codes == sorted(codes)
    assert {code[:2] for code in codes} == {f"{root:02}" for root in range(1, 21)}
    assert all(code[:-1] in cameo_relations() for code in codes if len(code) > 2)


def test_every_label_leads_to_a_code_with_its_relation() -> None:
    for code, label in cameo_labels().items():
        found = code_of_label(label.upper())

        assert cameo_relations()[found] == cameo_relations()[code]


@pytest.mark.skipif(not SHARED.exists(), reason="no cameo_goldstein.csv beside the checkout (../shared/data)")
def test_the_table_has_every_code_of_goldsteins_scale() -> None:
    with (SHARED / "cameo_goldstein.csv").open(encoding="utf-8") as handle:
        assert {row["code"] for row in csv.DictReader(handle)} <= set(cameo_relations())


def test_every_type_of_plover_has_a_relation_of_one_of_its_roots() -> None:
    assert {kind for kind, mode in plover_relations() if not mode} == PLOVER_TYPES | {"DEMAND"}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Express intent to meet or negotiate", "invited"),
        ("0233", "appealed-to"),
        ("1831", "attacked"),
        ("Consult, not specified below", "met-with"),
        ("COERCE", "coerced"),
        ("assault abduct", "coerced"),
        ("protested-against", "protested-against"),
    ],
)
def test_an_act_may_be_a_code_a_label_a_type_or_a_relation(text: str, relation: str) -> None:
    assert any_act(text).relation == relation


def test_what_is_no_act_says_why() -> None:
    assert cameo_act("0123").why == STATEMENT
    assert cameo_act("21").why == "a code or text that kg has no relation for"
    assert plover_act("DANCE").shown == "DANCE"
    assert any_act("42").why == "a code or text that kg has no relation for"


@pytest.mark.parametrize(
    ("whole", "country", "group", "kind", "identifier", "official"),
    [
        ("HRV", "HRV", "", "", "croatia", True),
        ("HRVGOV", "HRV", "", "GOV", "croatia", True),
        ("HRVMIL", "HRV", "", "MIL", "croatia", True),
        ("HRVBUS", "HRV", "", "BUS", "business-of-croatia", False),
        ("HRVMED", "HRV", "", "MED", "media-of-croatia", False),
        ("HRVSRBREB", "HRV", "", "REB", "rebels-of-croatia", False),
        ("HRVserCHR", "HRV", "", "", "religious-groups-of-croatia", False),
        ("HRVser", "HRV", "", "", "citizens-of-croatia", False),
        ("ROMGOV", "ROM", "", "GOV", "romania", True),
        ("TMP", "TMP", "", "", "east-timor", True),
        ("IGOUNO", "", "UNO", "IGO", "united-nations", True),
        ("IGOEUREEC", "EUR", "EEC", "IGO", "european-union", True),
        ("MNCHRVBUS", "HRV", "", "MNC", "business-of-croatia", False),
        ("PALHMSREB", "PAL", "HMS", "REB", "hamas", True),
    ],
)
def test_the_fields_of_cameo_tell_who_acts(
    whole: str, country: str, group: str, kind: str, identifier: str, *, official: bool
) -> None:
    known = coded(FIELD.join((whole, country, group, kind))).known

    assert known is not None
    assert (known.id, known.official) == (identifier, official)


@pytest.mark.parametrize(
    ("whole", "country", "why"),
    [
        ("", "", "only one actor is named"),
        ("GOV", "", "an actor of no state and of no body that kg knows"),
        ("AFR", "AFR", "an actor of no state and of no body that kg knows"),
        ("QQQ", "QQQ", "an actor code that kg does not know"),
        ("HRVZZZ", "HRV", "an actor code that kg does not know"),
    ],
)
def test_a_code_of_nobody_says_why(whole: str, country: str, why: str) -> None:
    assert coded(FIELD.join((whole, country, "", ""))).why == why


@pytest.mark.parametrize(
    ("name", "identifier", "state", "official"),
    [
        ("Russian Federation", "russia", "russia", True),
        ("Foreign Affairs (Bangladesh)", "bangladesh", "bangladesh", True),
        ("High Ranking Military Personnel (Vietnam)", "vietnam", "vietnam", True),
        ("Citizen (Palestinian Territory, Occupied)", "citizens-of-palestine", "palestine", False),
        ("Lawyer/Attorney (India)", "citizens-of-india", "india", False),
        ("Citizen (Holy See (Vatican City State))", "citizens-of-vatican", "vatican", False),
        ("Member of Legislative (Govt) (Nigeria)", "nigeria", "nigeria", True),
        ("Combatant (Taliban)", "taliban", "", True),
        ("Emmanuel Macron", "emmanuel-macron", "france", True),
        ("Sergey Viktorovich Lavrov", "sergei-lavrov", "russia", True),
        ("North Atlantic Treaty Organization", "nato", "", True),
        ("Lithuanian Armed Forces", "lithuania", "lithuania", True),
        ("USAMIL", "united-states", "united-states", True),
        ("Zorblax of the Invented Isle", "zorblax-of-the-invented-isle", "", True),
    ],
)
def test_a_name_leads_to_who_it_is_in_texts_too(name: str, identifier: str, state: str, *, official: bool) -> None:
    known = named(name).known

    assert known is not None
    assert (known.id, known.state, known.official) == (identifier, state, official)


def test_an_unknown_name_acts_for_its_country_where_its_role_does() -> None:
    minister = ICEWS.actor(FIELD.join(("Vesna Invented", "Croatia", "Elite,Executive,Government"))).known
    trader = ICEWS.actor(FIELD.join(("Vesna Invented", "Croatia", "Business"))).known

    assert minister is not None
    assert trader is not None
    assert (minister.state, minister.official) == ("croatia", True)
    assert (trader.state, trader.official) == ("croatia", False)


@pytest.mark.parametrize("name", ["Middle East", "Citizen (International)"])
def test_a_region_is_no_actor(name: str) -> None:
    assert named(name).why == "an actor of no state and of no body that kg knows"


def test_the_codes_of_countries_do_not_contradict_iso() -> None:
    iso = {state.iso3: state.actor.id for state in load_reference().states.values() if state.iso3}

    assert all(iso.get(code, to) == to for code, to in actor_codes("cameo", "country").items())
    assert not set(actor_codes("cameo", "region")) & set(iso)
