"""A corpus in; a GraphML file out, one edge for each event with everything that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

from kg.exporters.plain import for_xml
from kg.files import write_text_atomic
from kg.graph import to_networkx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.model import Corpus
    from kg.strength import Tie


class GraphmlExporter:
    """Write the events as GraphML; each edge also carries the ``strength`` of its pair where there is one.

    ``weight`` is 1 for every event, so that Gephi, which adds up parallel edges, shows the number of events.
    """

    name: Final = "graphml"
    suffix: Final = ".graphml"

    def write(self, corpus: Corpus, *, ties: Sequence[Tie], path: Path) -> None:
        """Write the file."""
        graph = to_networkx(corpus)
        strengths = {(tie.a, tie.b): tie.strength for tie in ties}
        for a, b, attributes in graph.edges(data=True):
            attributes["weight"] = 1.0
            attributes["strength"] = strengths.get((min(a, b), max(a, b)))
        write_text_atomic(path, "\n".join(nx.generate_graphml(for_xml(graph))) + "\n")
