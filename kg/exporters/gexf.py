"""A corpus and its ties in; a GEXF file for Gephi out, one weighted and signed edge for each tie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

from kg.exporters.contract import Exporter
from kg.exporters.plain import for_xml, forbidden_in_xml, graph_texts, xml_notes, xml_text
from kg.files import write_text_atomic
from kg.graph import tie_graph

if TYPE_CHECKING:
    from pathlib import Path

    from kg.exporters.contract import Export, Notes

_STAMP: Final = re.compile(r' lastmodifieddate="[^"]*"')


def write_gexf(export: Export, path: Path) -> Notes:
    """Write the ties as GEXF 1.2: actors with their names as labels, ``weight`` for Gephi, all parts of strength.

    Where people decided something, an actor and a tie carry ``decisions``, ``decided_by``, ``decided_on`` and ``decided``, and
    the description in the head has a line for each decision. The date that NetworkX stamps into the head is taken out.
    """
    graph = tie_graph(export.corpus, export.ties())
    write_text_atomic(path, gexf_text(graph))
    return xml_notes(forbidden_in_xml(graph_texts(graph)))


def gexf_text(graph: nx.Graph[str]) -> str:
    """Return a graph as GEXF with the ``name`` of each node as its label, and without a date."""
    names = nx.get_node_attributes(graph, "name")
    plain = for_xml(graph)
    nx.set_node_attributes(plain, {xml_text(node): xml_text(name) for node, name in names.items()}, "label")
    text = _STAMP.sub("", "\n".join(nx.generate_gexf(plain)), count=1) + "\n"
    decided = graph.graph.get("decisions")
    if not decided:
        return text
    # NetworkX writes nothing about the graph as a whole.
    head, end, rest = text.partition("</creator>")
    return f"{head}{end}\n    <description>{escape(xml_text(decided), {chr(13): '&#13;'})}</description>{rest}"


GEXF: Final = Exporter(
    name="gexf",
    suffix=".gexf",
    about="GEXF for Gephi: actors and their ties, weighted and signed",
    write=write_gexf,
    built=True,
)
