from __future__ import annotations

import hashlib
import json
import re
from importlib.machinery import ModuleSpec
from importlib.metadata import distribution
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.errors import WorldMapError
from kg.model import Actor, ActorId, ActorKind
from kg.page import world
from kg.page.outlines import HALF_WIDTH, area, equal_earth, inner_point, joined_at_date_line, simplified
from kg.page.world import WIDTH, state_of, world_outline
from kg.reference import load_reference

if TYPE_CHECKING:
    from pathlib import Path

    from kg.page.outlines import Ring

NO_MORE = {"CSK", "DDR", "SCG", "SUN", "YMD", "YUG"}
"""States of kg's tables that have a code of their time and are not on today's map."""


def rings_of(path: str) -> list[Ring]:
    """Return the corners of an SVG path of the map, read by the grammar of SVG and not by how kg writes it."""
    rings = []
    for part in path.split("z")[:-1]:
        numbers = [int(each) for each in re.findall(r"-?\d+", part)]
        assert re.fullmatch(r"M-?\d+ -?\d+l[-\d ]+", part)
        rings.append(np.cumsum(np.array(numbers, dtype=float).reshape(-1, 2), axis=0))
    return rings


def test_every_state_of_today_has_a_point_where_its_ties_begin() -> None:
    codes = {state.iso3 for state in load_reference().states.values() if state.iso3}

    assert codes - set(world_outline().at) == NO_MORE


def test_only_small_states_and_groups_of_islands_have_no_outline() -> None:
    members = {state.iso3 for state in load_reference().states.values() if state.sovereign and state.iso3} - NO_MORE

    assert members - set(world_outline().paths) == set(
        "AND ATG BHR BRB FSM GRD KIR KNA LCA LIE MCO MDV MHL MLT NRU PLW SGP SMR SYC TON TUV VAT VCT".split()
    )


def test_nothing_lies_outside_the_map_and_antarctica_is_not_on_it() -> None:
    shown = world_outline()

    for path in (*shown.paths.values(), shown.rest):
        corners = np.vstack(rings_of(path))
        assert corners.min() >= 0
        assert corners[:, 0].max() <= shown.width
        assert corners[:, 1].max() <= shown.height
    assert all(0 <= x <= shown.width and 0 <= y <= shown.height for x, y in shown.at.values())
    assert "ATA" not in shown.at


def test_no_line_runs_across_the_map() -> None:
    longest = {
        code: max(float(np.hypot(*(b - a))) for ring in rings_of(path) for a, b in pairwise([*ring, ring[0]]))
        for code, path in world_outline().paths.items()
    }

    # By far the longest straight line of a border is that of Canada and the United States along 49 degrees north.
    assert max(longest, key=lambda code: longest[code]) in {"CAN", "USA"}
    assert max(longest.values()) < 140


def test_russia_is_one_land_across_the_date_line() -> None:
    largest = max(rings_of(world_outline().paths["RUS"]), key=area)
    # Cape Dezhnev, the easternmost point of the mainland: 66.08 N, 169.65 W.
    line, cape = (
        WIDTH / 2 * (1 + equal_earth(np.array([east - world.MIDDLE]), np.array([66.08]))[0, 0] / HALF_WIDTH)
        for east in (180.0, 360.0 - 169.65)
    )

    assert largest[:, 0].max() == pytest.approx(cape, abs=3)
    assert cape - line > 30


@pytest.mark.parametrize(
    ("one", "other"), [("FRA", "DEU"), ("CHN", "IND"), ("USA", "MEX"), ("NOR", "SWE"), ("UKR", "RUS"), ("LSO", "ZAF")]
)
def test_neighbours_meet_in_the_same_corners(one: str, other: str) -> None:
    corners = [
        {tuple(corner) for ring in rings_of(world_outline().paths[each]) for corner in ring} for each in (one, other)
    ]

    assert len(corners[0] & corners[1]) >= 5


def test_areas_are_in_proportion() -> None:
    size = {code: sum(map(area, rings_of(world_outline().paths[code]))) for code in ("BRA", "AUS", "GRL", "COD")}

    # Square kilometres by the CIA World Factbook: 8,515,770 / 7,741,220 / 2,166,086 / 2,344,858.
    assert size["BRA"] / size["AUS"] == pytest.approx(8.516 / 7.741, rel=0.03)
    assert size["GRL"] / size["COD"] == pytest.approx(2.166 / 2.345, rel=0.06)


def test_points_lie_where_the_states_lie() -> None:
    at = world_outline().at

    assert at["USA"][0] < at["BRA"][0] < at["FRA"][0] < at["DEU"][0] < at["IND"][0] < at["JPN"][0] < at["NZL"][0]
    assert at["NOR"][1] < at["DEU"][1] < at["ITA"][1] < at["TCD"][1] < at["ZAF"][1]
    assert at["SGP"] == pytest.approx(at["MYS"], abs=60)


def test_the_map_is_small_and_the_same_each_time_it_is_made() -> None:
    text = json.dumps(world_outline().plain(), ensure_ascii=False, separators=(",", ":"))
    again = json.dumps(world_outline.__wrapped__().plain(), ensure_ascii=False, separators=(",", ":"))

    assert len(text.encode()) < 100_000
    assert again == text


def test_the_package_that_carries_the_outlines_is_of_a_free_licence_and_names_its_source() -> None:
    package = distribution("geo-intel-offline")
    licence = package.read_text("LICENSE") or ""

    assert package.metadata["License"] == "MIT"
    assert licence.startswith("MIT License")
    assert "Data source: [Natural Earth]" in (package.read_text("METADATA") or "")


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "find_spec", lambda _name: None)

    with pytest.raises(WorldMapError, match=re.escape("pip install geo-intel-offline==1.5.0")):
        world_outline.__wrapped__()


def test_other_outlines_than_the_known_ones_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("metadata", "polygons"):
        (tmp_path / "data" / f"{name}.json.gz").write_bytes(b"something else")
    spec = ModuleSpec("geo_intel_offline", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr(world, "find_spec", lambda _name: spec)

    with pytest.raises(WorldMapError, match=hashlib.sha256(b"something else").hexdigest()[:12]):
        world_outline.__wrapped__()


@pytest.mark.parametrize(
    ("kind", "state", "organ", "code"),
    [
        ("state", "France", "", "FRA"),
        ("state", "France", "foreign ministry", "FRA"),
        ("person", "Kosovo", "", "XKX"),
        ("organization", "Qatar", "central bank", "QAT"),
        ("organization", "Qatar", "", ""),
        ("group", "Iraq", "", ""),
        ("person", "", "", ""),
        ("state", "Somaliland", "", ""),
        ("state", "Norland", "", ""),
    ],
)
def test_people_and_bodies_act_for_a_state_and_companies_do_not(
    kind: ActorKind, state: str, organ: str, code: str
) -> None:
    actor = Actor(id=ActorId("someone"), name="Someone", kind=kind, state=state, organ=organ)

    assert state_of(actor) == code


def test_the_pole_is_a_line_of_0_59_times_the_equator() -> None:
    edge = equal_earth(np.array([180.0, 180.0]), np.array([0.0, 90.0]))

    # Both figures by Šavrič, Patterson and Jenny (2018), section 3.
    assert edge[1, 0] / edge[0, 0] == pytest.approx(0.59, abs=0.005)
    assert edge[0, 0] / edge[1, 1] == pytest.approx(2.05458, abs=1e-4)


def test_two_parts_cut_at_the_date_line_become_one() -> None:
    east = np.array(
        [[170.0, 60.0], [179.0, 60.0], [180.0, 60.0], [180.0, 65.0], [180.0, 69.0], [179.0, 70.0], [170.0, 70.0]]
    )
    west = np.array([[180.0, 70.0], [180.0, 60.0], [190.0, 60.0], [190.0, 70.0]])

    joined = joined_at_date_line([east, west])

    assert len(joined) == 1
    assert area(joined[0]) == 200.0


def test_a_border_is_made_simple_once_for_both_its_sides() -> None:
    border = [(10.0, y) if y % 20 else (11.0, y) for y in np.arange(0.0, 101.0, 10.0).tolist()]
    left = np.array([(0.0, 0.0), *border, (0.0, 100.0)])
    right = np.array([(30.0, 100.0), *border[::-1], (30.0, 0.0)])

    one, other = simplified([left, right], tolerance=2.0)

    assert set(one) & set(other) == {(11, 0), (11, 100)}


def test_what_is_too_small_to_be_drawn_is_left_out() -> None:
    speck = np.array([(0.0, 0.0), (0.2, 0.0), (0.2, 0.2)])

    assert simplified([speck], tolerance=1.0) == [[]]


def test_the_inner_point_of_a_bent_land_lies_on_land() -> None:
    horseshoe = np.array(
        [(0, 0), (100, 0), (100, 100), (80, 100), (80, 20), (20, 20), (20, 100), (0, 100)], dtype=float
    )

    x, y = inner_point(horseshoe)

    assert x < 20 or x > 80 or y < 20
