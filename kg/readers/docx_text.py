"""The path of a Word document in; its text and title out, for the process apart in which `kg.readers.docx` runs it."""

from __future__ import annotations

import re
import zipfile
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import docx

from kg.readers.file import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

MAX_BYTES: Final = 100_000_000
"""How much a document may unpack to, pictures included: all of it is in memory while it is read."""
MAX_XML: Final = 30_000_000
"""How much its text may unpack to, with all markup: a thousand pages."""
MAX_PARTS: Final = 10_000

_CHUNK: Final = 1 << 16
_DOCTYPE: Final = re.compile(b"<(?:\0)?!(?:\0)?D(?:\0)?O(?:\0)?C(?:\0)?T")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TABLE, _ROW, _CELL, _BOX = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc", "txbxContent"))
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What says again, for old programs, what was said."""
_AROUND: Final = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
"""What stands around paragraphs and tables: controls, marks, and changes that were tracked."""
_LEFT_OUT: Final = frozenset({_FALLBACK, _BOX, *(f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr"))})
_TEXTS: Final = MappingProxyType(
    {
        f"{_W}{name}": text
        for name, text in (("t", ""), ("tab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-"))
    }
)
"""What makes text, with the text where it is always the same."""
_NO_TEXT: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TITLE_WITHIN: Final = 3000
"""In how many characters from the beginning a title must stand to be believed."""


def read(path: Path) -> Iterator[Mapping[str, object]]:
    """Yield the text with the title, None where it is not trusted.

    A title is one in the style of titles at the beginning, or that of the properties where the text begins with it:
    many documents have that of the form that they were made from.

    Raises
    ------
    UnreadableError
        If there is no text, or it unpacks to more than is read.
    """
    check(path)
    document = docx.Document(str(path))
    styles = {style.style_id: style.name or "" for style in document.styles}
    paragraphs = [each for each in _blocks(document.element.body, styles) if each[0].strip()]
    text = "\n\n".join(text for text, _ in paragraphs)
    if not text:
        raise UnreadableError("has no text; give its text, or run text recognition (OCR) on its pictures")
    titles = [text for text, style in paragraphs[:3] if style == "Title"]
    yield {"text": text, "title": titles[0] if titles else _told_title(document, text)}


def check(path: Path) -> None:
    """Tell whether a document unpacks to what can be read; what its directory says of sizes is not trusted.

    Raises
    ------
    UnreadableError
        If it unpacks to more.
    """
    total = 0
    with zipfile.ZipFile(path) as archive:
        if len(archive.infolist()) > MAX_PARTS:
            raise UnreadableError(f"has more than {MAX_PARTS:,} parts; save it anew, or give its text")
        for member in archive.infolist():
            size = 0
            xml = member.filename.endswith((".xml", ".rels"))
            most = MAX_XML if xml else MAX_BYTES
            with archive.open(member) as part:
                while chunk := part.read(_CHUNK):
                    if xml and not size and _DOCTYPE.search(chunk):
                        raise UnreadableError("declares a document type, as Word never does; save it anew")
                    size += len(chunk)
                    if size > most or total + size > MAX_BYTES:
                        raise UnreadableError(
                            f"unpacks to more than {most / 1e6:g} MB; take pictures out, split it, or give its text"
                        )
            total += size


def _blocks(parent: BaseOxmlElement, styles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs with their styles, and the rows of tables, in the order of the document.

    python-docx's own walk passes over what was inserted while changes were tracked, over fields and over text boxes.
    """
    for child in parent:
        if child.tag == _P:
            yield _text(child), styles.get(_style(child), "")
            for box in child.iter(_BOX):
                if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                    yield from _blocks(box, styles)
        elif child.tag == _TABLE:
            for row in _children(child, _ROW):
                yield from ((text, "") for text in _row(row, styles))
        elif child.tag in _AROUND:
            yield from _blocks(child, styles)


def _row(row: BaseOxmlElement, styles: Mapping[str, str]) -> Sequence[str]:
    """Return a row as one line, or, where a cell holds several paragraphs, each paragraph."""
    cells = [[text for text, _ in _blocks(cell, styles) if text.strip()] for cell in _children(row, _CELL)]
    if all(len(texts) <= 1 for texts in cells):
        return ["\t".join(text for texts in cells for text in texts)]
    return [text for texts in cells for text in texts]


def _children(parent: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _children(child, tag)


def _text(paragraph: BaseOxmlElement) -> str:
    """Return what a paragraph says with all changes accepted, without the text boxes that hang on it."""
    parts: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag in _TEXTS:
            parts.append(_TEXTS[child.tag] or child.text or "")
        elif child.tag not in _LEFT_OUT:
            waiting.append(iter(child))
    return _NO_TEXT.sub("", "".join(parts)).strip("\n")


def _style(paragraph: BaseOxmlElement) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else found.get(f"{_W}val", "")


def _told_title(document: Document, text: str) -> str | None:
    title = " ".join(_NO_TEXT.sub("", document.core_properties.title or "").split())
    return title if title and title.casefold() in " ".join(text[:_TITLE_WITHIN].split()).casefold() else None
