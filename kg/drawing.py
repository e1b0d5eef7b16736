"""Figures of matplotlib in; SVG, PNG and PDF files in one style out, the same bytes each time."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import OutputError
from kg.files import open_atomic_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from matplotlib.figure import Figure

SUFFIXES: Final = (".svg", ".png", ".pdf")

INK: Final = "#222222"
SOFT: Final = "#555555"
GRID: Final = "#DDDDDD"

STYLE: Final = {
    # DejaVu Sans comes with matplotlib, so that the picture does not hang on the machine's fonts; the others are what
    # the reader of an SVG may have instead, nearest in width first.
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "font.size": 7,
    "text.parse_math": False,  # a name with two dollar signs is no formula
    "svg.hashsalt": "kg",
    "svg.fonttype": "none",  # words stay words, which can be searched, read aloud and edited
    "pdf.fonttype": 42,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": INK,
    "axes.unicode_minus": True,
}
_NO_DATE: Final = {
    ".svg": {"Date": None, "Creator": "kg"},
    ".png": {"Software": "kg"},
    ".pdf": {"CreationDate": None, "ModDate": None, "Creator": "kg", "Producer": "kg"},
}


@contextmanager
def in_style(**changed: object) -> Iterator[None]:
    """Let matplotlib draw and write in kg's style, with what is changed of `STYLE`, dots as underscores."""
    import matplotlib as mpl

    changes = {name.replace("_", "."): value for name, value in changed.items()}
    with mpl.rc_context({**STYLE, **changes}), warnings.catch_warnings():
        # Who draws says which characters the font lacks; matplotlib would say it again for each of them.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def check_picture(path: Path) -> None:
    """Raise OutputError unless a picture can be drawn into a file of this name.

    Raises
    ------
    OutputError
        If matplotlib is not installed, or the suffix is none of `SUFFIXES`.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise OutputError(f"{path}: pictures end in {', '.join(SUFFIXES)}; give one of these")
    check_matplotlib(str(path))


def check_matplotlib(what: str) -> None:
    """Raise OutputError if matplotlib, which draws ``what``, is not installed."""
    try:
        import matplotlib as mpl  # noqa: F401  # asked for before anything is worked out
    except ImportError as error:
        raise OutputError(
            f"{what}: pictures need matplotlib, which is not installed; get it with: "
            "pip install 'kg-international-relations[plot]'"
        ) from error


def save_figure(figure: Figure, path: Path, *, dpi: int) -> None:
    """Write a figure into a file of the kind that its suffix says, all of it or nothing.

    Raises
    ------
    OutputError
        If the suffix is another one, or the file cannot be written.
    """
    check_picture(path)
    with open_atomic_bytes(path) as out:
        write_figure(figure, out, suffix=path.suffix.lower(), dpi=dpi)


def write_figure(figure: Figure, out: BinaryIO, *, suffix: str, dpi: int) -> None:
    """Write a figure as the bytes of one of `SUFFIXES`, without a date."""
    with in_style():
        figure.savefig(out, format=suffix[1:], dpi=dpi, metadata=_NO_DATE[suffix])
