"""A NetworkX graph in; a copy that XML can hold out: no None, no characters that XML forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is outside production Char of XML 1.0 (fifth edition, section 2.2), lone surrogates included."""


def for_xml(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a graph of the same kind with attributes that are None left out and strings made fit for XML.

    A character that XML forbids becomes U+FFFD; an id that holds one changes likewise.
    """
    plain = graph.__class__()
    for node, attributes in graph.nodes(data=True):
        plain.add_node(xml_text(node), **_clean(attributes))
    if graph.is_multigraph():
        for a, b, key, attributes in graph.edges(keys=True, data=True):
            plain.add_edge(xml_text(a), xml_text(b), key=xml_text(key), **_clean(attributes))
    else:
        for a, b, attributes in graph.edges(data=True):
            plain.add_edge(xml_text(a), xml_text(b), **_clean(attributes))
    return plain


def xml_text(text: str) -> str:
    r"""Return the text with U+FFFD for every character that XML 1.0 forbids.

    >>> xml_text("a\x00b")
    'a�b'
    """
    return _NOT_XML.sub("\ufffd", text)


def _clean(attributes: dict[str, object]) -> dict[str, object]:
    return {
        name: xml_text(value) if isinstance(value, str) else value
        for name, value in sorted(attributes.items())
        if value is not None
    }
