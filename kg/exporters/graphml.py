"""A corpus in; a GraphML file out, one edge for each event with everything that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from networkx.readwrite.graphml import GraphMLWriter  # type: ignore[import-untyped]  # networkx ships no types

from kg.exporters.contract import Exporter
from kg.exporters.plain import for_xml, forbidden_in_xml, graph_texts, xml_notes, xml_text
from kg.files import write_text_atomic
from kg.graph import to_networkx

if TYPE_CHECKING:
    from pathlib import Path

    from kg.exporters.contract import Export, Notes


def write_graphml(export: Export, path: Path) -> Notes:
    """Write the events as GraphML; each edge also carries the ``strength`` of its pair where there is one.

    ``weight`` is 1 for every event, so that Gephi, which adds up parallel edges, shows the number of events.
    Where people decided something, an actor and an event carry ``decisions``, ``decided_by``, ``decided_on`` and ``decided``,
    and the graph has ``decisions`` with a line for each.
    """
    graph = to_networkx(export.corpus)
    strengths = {(tie.a, tie.b): tie.strength for tie in export.ties()}
    for a, b, attributes in graph.edges(data=True):
        attributes["weight"] = 1.0
        attributes["strength"] = strengths.get((min(a, b), max(a, b)))
    # Not nx.generate_graphml, which breaks lines at carriage returns inside of texts.
    writer = GraphMLWriter()
    plain = for_xml(graph)
    plain.graph.update({name: xml_text(value) for name, value in graph.graph.items()})
    writer.add_graph_element(plain)
    # A bare carriage return is read as a line feed (XML 1.0, section 2.11); NetworkX escapes it in attributes only.
    write_text_atomic(path, str(writer).rstrip("\n").replace("\r", "&#13;") + "\n")
    return xml_notes(forbidden_in_xml(graph_texts(graph)))


GRAPHML: Final = Exporter(
    name="graphml",
    suffix=".graphml",
    about="GraphML for yEd, Gephi and igraph: an edge for each event",
    write=write_graphml,
    built=True,
)
