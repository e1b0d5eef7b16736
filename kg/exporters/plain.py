"""Texts and NetworkX graphs in; what UTF-8 and XML can hold out, and how much had to be replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx  # type: ignore[import-untyped]  # networkx ships no types

    from kg.exporters.contract import Notes

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is outside production Char of XML 1.0 (fifth edition, section 2.2), lone surrogates included."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


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


def forbidden_in_xml(texts: Iterable[str]) -> int:
    """Return how many characters of the texts XML 1.0 forbids."""
    return sum(len(_NOT_XML.findall(text)) for text in texts)


def graph_texts(graph: nx.Graph[str]) -> Iterator[str]:
    """Yield the texts of a graph: its own attributes, the ids of nodes, and the attributes of nodes and edges."""
    yield from (value for value in graph.graph.values() if isinstance(value, str))
    for node, attributes in graph.nodes(data=True):
        yield node
        yield from (value for value in attributes.values() if isinstance(value, str))
    for _, _, attributes in graph.edges(data=True):
        yield from (value for value in attributes.values() if isinstance(value, str))


def xml_notes(replaced: int) -> Notes:
    """Return the note that characters were replaced, none where there were none."""
    if not replaced:
        return ()
    what = "1 character that XML forbids was" if replaced == 1 else f"{replaced} characters that XML forbids were"
    return (f"{what} replaced by U+FFFD",)


def utf8_text(text: str) -> str:
    r"""Return the text with U+FFFD for every lone surrogate, which UTF-8 has no bytes for.

    >>> utf8_text("a\ud800b")
    'a�b'
    """
    return _SURROGATE.sub("\ufffd", text)


def _clean(attributes: dict[str, object]) -> dict[str, object]:
    return {
        name: xml_text(value) if isinstance(value, str) else value
        for name, value in sorted(attributes.items())
        if value is not None
    }
