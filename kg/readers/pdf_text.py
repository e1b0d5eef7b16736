"""The path of a PDF in; its text and title out, for the process apart in which `kg.readers.pdf` runs it."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pypdf

from kg.readers.apart_worker import reason
from kg.readers.file import UnreadableError
from kg.readers.paragraphs import Line, mend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

MAX_PAGES: Final = 3000
MAX_CHARACTERS: Final = 20_000_000

_LIGATURES: Final = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_NO_TEXT: Final = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNREADABLE: Final = re.compile("[\0-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
"""What stands in place of letters where a font does not say which letters its shapes are."""
_MOST_UNREADABLE: Final = 0.2
_TITLE_WITHIN: Final = 3000
"""In how many characters from the beginning a title must stand to be believed."""


def read(path: Path) -> Iterator[Mapping[str, object]]:
    """Yield a reason for each page that cannot be read, and the text with the title, None where it is not trusted.

    Many programs write the name of a file or of a form as the title; it is trusted where the text begins with it.

    Raises
    ------
    UnreadableError
        If there is no text, or more than is read.
    """
    reader = pypdf.PdfReader(path)
    if reader.is_encrypted:
        raise UnreadableError("is encrypted; save it without a password, or give its text")
    number = len(reader.pages)
    if number > MAX_PAGES:
        raise UnreadableError(f"has {number} pages, more than the {MAX_PAGES} that are read; split it")
    pages: list[Sequence[Line]] = []
    size = 0
    for at in range(number):
        try:
            pages.append(_lines(reader.pages[at]))
        # pypdf raises whatever its code stumbles over; the other pages may be sound.
        except Exception as error:
            if isinstance(error, MemoryError):
                raise
            yield {"skipped": f"page {at + 1} cannot be read ({reason(error)}); the others are"}
        size += sum(len(line.text) for line in pages[-1]) if pages else 0
        if size > MAX_CHARACTERS:
            raise UnreadableError(f"has more than {MAX_CHARACTERS:,} characters; split it")
    text = "\n\n".join(mend(pages))
    if not text:
        raise UnreadableError("has no text, as a scan has none; run text recognition (OCR) on it, or give its text")
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len(text):
        raise UnreadableError("does not say which letters its fonts show; run text recognition (OCR) on it")
    text = _UNREADABLE.sub("", text)
    yield {"text": text, "title": _title(reader, text)}


class _Lines:
    """The lines of a page, as pypdf tells of their parts."""

    def __init__(self) -> None:
        self.done: list[Line] = []
        self._parts: list[str] = []
        self._place: tuple[float, float] | None = None
        self._sizes: Counter[float] = Counter()

    def add(self, text: str, outer: Sequence[float], inner: Sequence[float], _font: object, size: float) -> None:
        """Take a part with its matrices; line breaks may be parts of their own or stand in others."""
        first, *others = text.split("\n")
        self._part(first, outer, inner, size)
        for other in others:
            self.end()
            self._part(other, outer, inner, size)

    def _part(self, text: str, outer: Sequence[float], inner: Sequence[float], size: float) -> None:
        if not text.strip():
            if text and self._parts:
                self._parts.append(" ")
            return
        a, b, c, d, e, f = (float(value) for value in outer)
        x, y = float(inner[4]), float(inner[5])
        if self._place is None:
            self._place = _finite(a * x + c * y + e), _finite(b * x + d * y + f)
        height = abs(float(size)) * math.hypot(float(inner[2]), float(inner[3])) * math.hypot(c, d)
        self._sizes[round(_finite(height), 1)] += len(text)
        self._parts.append(text)

    def end(self) -> None:
        """End the line, if there is one."""
        if self._place is not None:
            (size, _), *_ = self._sizes.most_common(1)
            text = _NO_TEXT.sub("", "".join(self._parts).translate(_LIGATURES))
            self.done.append(Line(text=text, x=self._place[0], y=self._place[1], size=size))
        self._parts, self._place = [], None
        self._sizes.clear()


def _lines(page: pypdf.PageObject) -> list[Line]:
    lines = _Lines()
    page.extract_text(visitor_text=lines.add)
    lines.end()
    return lines.done


def _finite(value: float) -> float:
    return value if math.isfinite(value) else 0.0


def _title(reader: pypdf.PdfReader, text: str) -> str | None:
    try:
        told = reader.metadata.title if reader.metadata else None
    except Exception:  # noqa: BLE001  # as with pages; nothing but the title is lost
        return None
    title = " ".join(_NO_TEXT.sub("", str(told or "")).split())
    return title if title and title.casefold() in " ".join(text[:_TITLE_WITHIN].split()).casefold() else None
