"""The name of a page in; its text out, from the Markdown files that lie in this folder and travel with kg."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from kg.errors import InputError

SUFFIX: Final = ".md"
_FIRST: Final = ("tutorial",)
"""Who is new begins here."""
_HOWTO: Final = "howto-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the documentation: what it is called, and its Markdown.

    It begins with its title, an empty line, and one sentence that says what it is for.
    """

    name: str
    text: str

    @property
    def title(self) -> str:
        """Return the heading of the page."""
        return self.text.split("\n", 1)[0].removeprefix("# ")

    @property
    def about(self) -> str:
        """Return the sentence under the heading."""
        return self.text.split("\n", 3)[2]


@cache
def pages() -> tuple[Page, ...]:
    """Return all pages: the tutorial, the how-tos, then what explains, each by name."""
    found = [
        Page(name=entry.name.removesuffix(SUFFIX), text=entry.read_text(encoding="utf-8"))
        for entry in files(__package__).iterdir()
        if entry.name.endswith(SUFFIX)
    ]
    return tuple(sorted(found, key=lambda page: (page.name not in _FIRST, not page.name.startswith(_HOWTO), page.name)))


def page_named(name: str) -> Page:
    """Return the page of a name; ``.md`` behind it and ``howto-`` before it may be there or not.

    Raises
    ------
    InputError
        If there is no such page; the message has the nearest ones.
    """
    known = {page.name: page for page in pages()}
    wanted = name.strip().lower().removesuffix(SUFFIX)
    for candidate in (wanted, _HOWTO + wanted):
        if candidate in known:
            return known[candidate]
    near = _near(wanted, known)
    raise InputError(f"page {name!r} is not known; choose one of {', '.join(near or known)}")


def _near(wanted: str, known: dict[str, Page]) -> list[str]:
    """Return the names most like the wanted one, by their last part too; then the pages whose titles have the word."""
    keys = {key: full for full in known for key in (full, full.removeprefix(_HOWTO))}
    by_name = [keys[key] for key in difflib.get_close_matches(wanted, keys, n=3)]
    by_title = [page.name for page in known.values() if wanted and wanted in f"{page.title} {page.about}".lower()]
    return list(dict.fromkeys([*by_name, *by_title]))
