"""Text from anywhere in; the same text with what a terminal would obey written out, for people to read, out."""

from __future__ import annotations

import re
from typing import Final

_OBEYED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""The controls C0 (without tab and line feed) and C1, those of writing direction, and line and paragraph separators."""


def visible(text: str) -> str:
    r"""Return the text with controls written as ``\x1b`` or ``\u202e``; line feeds and tabs stay.

    News text can hold what clears a screen, colours a line or shows it backwards.

    >>> print(visible("a\x1b[31mb"))
    a\x1b[31mb
    """
    return _OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def on_one_line(text: str) -> str:
    r"""Return the text as one line: line ends of every kind shown as ``⏎``, other controls as `visible` does.

    >>> on_one_line("a\r\nb")
    'a ⏎ b'
    """
    return visible(" ⏎ ".join(text.splitlines()))
