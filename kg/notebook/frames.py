"""Graphs that a browser draws in; sandboxed frames that need no network, out."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from kg.notebook.parts import Frame, Shown
from kg.notebook.words import plural
from kg.page.html import escaped_json, vis_network
from kg.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyvis.network import Network  # type: ignore[import-untyped]  # pyvis ships no types

    from kg.notebook.known import Known

_HEIGHT: Final = 560

_DRAW: Final = """"use strict";
const told = JSON.parse(document.getElementById("told").textContent);
// A title with markup would be parsed as such.
for (const each of [...told.nodes, ...told.edges]) delete each.title;
const plain = {font: {size: 22, color: "#1a1a1a", strokeWidth: 5, strokeColor: "#ffffff"},
               color: {background: "#4a4f57", border: "#2b2f36", highlight: "#4a4f57", hover: "#4a4f57"}};
const options = {...told.options, nodes: {...plain, ...told.options.nodes}};
const network = new vis.Network(document.getElementById("drawn"), {nodes: told.nodes, edges: told.edges}, options);
network.once("afterDrawing", () => network.fit());
"""


def network_shown(network: Network, _known: Known) -> Shown:
    """Return a pyvis network in a frame of its own.

    pyvis's own ``show`` writes a file and a folder, and fetches from a content delivery network.
    """
    words = f"{plural(len(network.nodes), 'node')}, {plural(len(network.edges), 'edge')}"
    frame = Frame(title=f"Network: {words}", document=_document(network), height=_HEIGHT)
    return Shown(title=words, parts=(frame,))


def _document(network: Network) -> str:
    options = network.options if isinstance(network.options, dict) else {}
    told = escaped_json({"nodes": _labelled(network.nodes), "edges": _labelled(network.edges), "options": options})
    hashes = " ".join(f"'sha256-{_hash(text)}'" for text in (vis_network(), _DRAW))
    policy = f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>Network</title>'
        "<style>html,body{margin:0;height:100%;background:#fff;color:#1a1a1a}#drawn{height:100%}</style></head>"
        f'<body><div id="drawn" role="img" aria-label="Network of {len(network.nodes)} nodes"></div>'
        f'<script type="application/json" id="told">{told}</script>'
        f"<script>{vis_network()}</script><script>{_DRAW}</script></body></html>"
    )


def _labelled(drawn: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Return nodes or edges whose labels are as they are read."""
    return [{**each, "label": visible(str(each["label"]))} if each.get("label") else {**each} for each in drawn]


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
