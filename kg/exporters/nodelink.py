"""A corpus in; node-link JSON out, which NetworkX and web pages read: an edge for each event."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.exporters.contract import Exporter
from kg.files import open_atomic, to_json_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import TextIO

    from kg.exporters.contract import Export, Notes


def write_nodelink(export: Export, path: Path) -> Notes:
    """Write the graph of `kg.Graph.to_networkx` for ``networkx.node_link_graph(json.load(file), edges="edges")``."""
    import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

    from kg.graph import to_networkx
    from kg.ontology import load_relations

    data = nx.node_link_data(to_networkx(export.corpus, relations=load_relations()), edges="edges")
    nodes, edges = data.pop("nodes"), data.pop("edges")
    with open_atomic(path) as out:
        out.write(json.dumps(data)[:-1])
        _write_list(out, "nodes", nodes)
        _write_list(out, "edges", export.told(edges, total=len(edges)))
        out.write("}\n")
    return ()


def _write_list(out: TextIO, name: str, rows: Iterable[dict[str, object]]) -> None:
    """Write the rows a line each, so that two versions of the file can be compared line by line."""
    out.write(f', "{name}": [')
    out.writelines((",\n" if number else "\n") + to_json_line(row) for number, row in enumerate(rows))
    out.write("\n]")


NODELINK: Final = Exporter(
    name="nodelink",
    suffix=".json",
    about="node-link JSON for NetworkX and D3: an edge for each event",
    write=write_nodelink,
)
