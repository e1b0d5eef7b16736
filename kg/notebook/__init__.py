"""A value that kg returns in; how it looks in a notebook out, as HTML without scripts and as plain text.

One way: value -> parts, which know nothing of a medium -> HTML, or text. In IPython, `kg.notebook.ipython` calls this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["to_html", "to_line", "to_text"]


def to_html(value: object, *, namespace: Mapping[str, object] | None = None) -> str:
    """Return a value as HTML: a table, a card or a picture, escaped, without scripts and ids, the same bytes each time.

    ``namespace`` holds graphs by any names; from the one that has the value come the names and articles it refers to.

    Raises
    ------
    TypeError
        If it is none of the values that kg shows.
    """
    from kg.notebook.html import shown_html
    from kg.notebook.known import known_in
    from kg.notebook.registry import show

    return shown_html(show(value, known_in(namespace or {}, value)))


def to_text(value: object, *, namespace: Mapping[str, object] | None = None) -> str:
    """Return the same as lines of plain text.

    Raises
    ------
    TypeError
        If it is none of the values that kg shows.
    """
    from kg.notebook.known import known_in
    from kg.notebook.registry import show
    from kg.notebook.text import shown_text

    return shown_text(show(value, known_in(namespace or {}, value)))


def to_line(value: object) -> str:
    """Return the same in a few words, for where the value is one of many.

    Raises
    ------
    TypeError
        If it is none of the values that kg shows.
    """
    from kg.notebook.known import NOTHING
    from kg.notebook.registry import show
    from kg.notebook.text import shown_line

    return f"<{type(value).__name__}: {shown_line(show(value, NOTHING))}>"
