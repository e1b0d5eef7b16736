"""A corpus and its ties in; a GEXF file for Gephi out, one weighted and signed edge for each tie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

from kg.exporters.plain import for_xml, xml_text
from kg.files import write_text_atomic
from kg.graph import tie_graph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.model import Corpus
    from kg.strength import Tie

_STAMP: Final = re.compile(r' lastmodifieddate="[^"]*"')


class GexfExporter:
    """Write the ties as GEXF 1.2: actors with their names as labels, ``weight`` for Gephi, all parts of strength."""

    name: Final = "gexf"
    suffix: Final = ".gexf"

    def write(self, corpus: Corpus, *, ties: Sequence[Tie], path: Path) -> None:
        """Write the file; the date that NetworkX stamps into the head is taken out."""
        graph = tie_graph(corpus, ties)
        names = nx.get_node_attributes(graph, "name")
        plain = for_xml(graph)
        nx.set_node_attributes(plain, {xml_text(node): xml_text(name) for node, name in names.items()}, "label")
        text = "\n".join(nx.generate_gexf(plain))
        write_text_atomic(path, _STAMP.sub("", text, count=1) + "\n")
