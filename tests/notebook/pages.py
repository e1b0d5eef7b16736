"""HTML in; its elements, with what is wrong with them, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_EMPTY: Final = frozenset({"img", "br", "meta", "path", "circle"})
_KEPT: Final = frozenset(
    "a caption circle div iframe mark path pre span strong style sup svg table tbody td text th thead time tr".split()
)
"""The elements that kg writes; any other one came out of a text."""


@dataclass
class Page:
    """What stands in a piece of HTML."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[dict[str, str]]:
        """Return the attributes of the elements of a name."""
        return [attributes for each, attributes in self.elements if each == name]

    def words(self, name: str) -> list[str]:
        """Return the text in each element of a name."""
        return [
            "".join(text.split()) if name == "style" else " ".join(text.split()) for text in self.texts.get(name, [])
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        attributes = {name: value or "" for name, value in attrs}
        self.page.elements.append((tag, attributes))
        if tag not in _KEPT:
            self.page.wrong.append(f"element {tag}")
        self.page.wrong += [f"{tag} {name}" for name in attributes if name.startswith("on") or name == "id"]
        if tag == "a" and not attributes.get("href", "").startswith(("http://", "https://")):
            self.page.wrong.append(f"link to {attributes.get('href')}")
        if tag == "iframe" and attributes.get("sandbox") != "allow-scripts allow-downloads":
            self.page.wrong.append("frame without a sandbox")
        if tag not in _EMPTY:
            self._open.append((tag, []))

    def handle_endtag(self, tag: str) -> None:  # type: ignore[explicit-override]
        if tag in _EMPTY:
            return
        if not self._open or self._open[-1][0] != tag:
            self.page.wrong.append(f"end of {tag}")
            return
        _, texts = self._open.pop()
        self.page.texts.setdefault(tag, []).append("".join(texts))

    def handle_data(self, data: str) -> None:  # type: ignore[explicit-override]
        for _, texts in self._open:
            texts.append(data)


def page_of(html: str) -> Page:
    """Return the elements of a piece of HTML; ``wrong`` is empty where every element is closed, expected and harmless."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.wrong += [f"{tag} left open" for tag, _ in reader._open]  # noqa: SLF001  # its own module
    return reader.page
