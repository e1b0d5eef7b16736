"""A corpus and its ties in; one HTML file that needs no network out."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup

from kg.ontology import BASE
from kg.page.data import page_data
from kg.page.network import OPENING_ACTORS, network_of
from kg.strength import DEFAULT_MEASURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    import polars as pl

    from kg.model import Corpus, RelationId
    from kg.page.data import ShownRelation
    from kg.strength import Measure, Tie

DEFAULT_TITLE: Final = "Relations in the news"
STYLES: Final = (
    "base",
    "frame",
    "find",
    "stage",
    "table",
    "matrix",
    "multiples",
    "map",
    "timeline",
    "drawer",
    "mend",
    "save",
    "narrow",
    "print",
)
"""The parts of the page's style in the order in which they are joined; the last ones change what is before them."""
NOTHING: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})

SCRIPTS: Final = (
    "words.js",
    "model.js",
    "periods.js",
    "state.js",
    "selection.js",
    "address.js",
    "dom.js",
    "svg.js",
    "views.js",
    "focus.js",
    "network.js",
    "wander.js",
    "matrix.js",
    "multiples.js",
    "map_move.js",
    "map.js",
    "table.js",
    "corrections.js",
    "mend.js",
    "evidence.js",
    "course.js",
    "tiepanel.js",
    "actorpanel.js",
    "drawer.js",
    "search.js",
    "filters.js",
    "timeline.js",
    "savenetwork.js",
    "savemap.js",
    "savepicture.js",
    "savetable.js",
    "saveturtle.js",
    "print.js",
    "corrected.js",
    "save.js",
    "theme.js",
    "keys.js",
    "main.js",
)
"""The parts of the page's script in the order in which they are joined."""


def to_html(
    corpus: Corpus,
    ties: Sequence[Tie],
    *,
    relations: Mapping[RelationId, ShownRelation] = MappingProxyType({}),
    aliases: Mapping[str, Iterable[str]] = NOTHING,
    title: str | None = None,
    limit: int | None = None,
    today: date | None = None,
    measure: Measure = DEFAULT_MEASURE,
    base: str = BASE,
    table: pl.DataFrame | None = None,
) -> str:
    """Return the page as one HTML document; it fetches nothing and its policy forbids any request.

    ``aliases`` are further names of actors by actor id; those the articles use are found without them.
    ``limit`` is the number of actors that the page opens with, `OPENING_ACTORS` by default; all others can be brought in by search.
    ``today`` and ``measure`` are those that the ties were made with, ``table`` the events they were made of, where these are
    not the events of the corpus; ``base`` begins the IRIs of the Turtle that the page
    saves.
    Without ``relations`` the labels are the relation ids, and no relation is taken as symmetric.
    """
    title = DEFAULT_TITLE if title is None else title
    limit = OPENING_ACTORS if limit is None else limit
    data = page_data(
        corpus,
        ties,
        relations=relations,
        aliases=aliases,
        limit=limit,
        today=today,
        measure=measure,
        base=base,
        table=table,
    )
    script = "\n".join(['"use strict";', "(() => {", *(_asset(name) for name in SCRIPTS), "})();"])
    library = vis_network()
    network = network_of(data.picture, limit=limit)
    network.set_template_dir(str(files("kg.page").joinpath("assets")), "page.html.j2")
    network.templateEnv.autoescape = True
    network.templateEnv.undefined = jinja2.StrictUndefined
    network.templateEnv.keep_trailing_newline = True
    network.templateEnv.globals.update(
        title=_encodable(title),
        style=_as_is("".join(_asset(f"css/{name}.css") for name in STYLES)),
        library=_as_is(library),
        script=_as_is(script),
        script_hashes=" ".join(f"'sha256-{_sha256(text)}'" for text in (library, script)),
        vis_options=_as_is(escaped_json(network.options)),
        data=_as_is(escaped_json({"title": title, **data.head})),
        courses=_as_is(escaped_json(data.courses)),
        sentences=[_as_is(escaped_json(block)) for block in data.sentences],
    )
    return str(network.generate_html())


def escaped_json(value: object) -> str:
    r"""Return JSON that can stand inside a script element whatever the strings in it hold.

    Left are no ``<``, ``>`` or ``&``, so neither ``</script>`` nor ``<!--`` can end or change the element, and
    no line separators of Unicode.

    >>> escaped_json({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _encodable(text, escape=True)


@cache
def vis_network() -> str:
    """Return the script of vis-network that the installed pyvis carries, its newest version."""
    library = files("pyvis").joinpath("lib")
    versions = sorted(
        (entry for entry in library.iterdir() if entry.name.startswith("vis-")),
        key=lambda entry: [int(part) for part in entry.name.removeprefix("vis-").split(".")],
    )
    return _inlinable(versions[-1].joinpath("vis-network.min.js").read_text(encoding="utf-8"))


def _as_is(text: str) -> Markup:
    """Return text that the template takes as it is: our own files, and JSON that is already escaped."""
    return Markup(text)  # nothing from a text reaches this unescaped


@cache
def _asset(name: str) -> str:
    return _inlinable(files("kg.page").joinpath("assets", name).read_text(encoding="utf-8"))


def _inlinable(script: str) -> str:
    """Return the script without a pointer to a source map, with one kind of line end."""
    lines = script.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _encodable(text: str, *, escape: bool = False) -> str:
    """Return text without lone surrogates, which UTF-8 cannot hold."""
    return text.encode("utf-8", "backslashreplace" if escape else "replace").decode()
