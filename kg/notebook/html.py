"""Parts in; HTML without scripts, ids and fixed backgrounds, which light and dark notebooks show alike, out."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kg.model import DateRange
from kg.notebook.parts import (
    Act,
    Chart,
    Code,
    Facts,
    Figure,
    Interval,
    Line,
    Link,
    Marked,
    Signed,
    Status,
    Table,
)
from kg.notebook.words import UNKNOWN, day_words, figure, range_words, signed
from kg.visible import visible

if TYPE_CHECKING:
    from kg.notebook.parts import Cell, Part, Shown

SANDBOX: Final = "allow-scripts allow-downloads"
_WIDE: Final = 110
"""How many pixels the line of an interval is long."""

# Why not great_tables: its colours cannot follow the notebook's theme (issue 781 there), so that its text is dark on
# dark, its column ids clash where a table is shown twice, and it brings 57 MB. kg.table shows any frame instead.
# Doubled class names weigh more than what JupyterLab says of tables. The text is that of the notebook's theme; where
# the theme is dark, which JupyterLab and VS Code tell in these two ways, blue and vermilion are lighter ones. On white,
# vermilion is for marks, and a darker one for words.
_STYLE: Final = """<style>
.kg-nb{--kg-pos:#0072b2;--kg-neg:#b84a00;--kg-hostile:#d55e00;--kg-hair:rgba(128,128,128,.35);--kg-soft:rgba(128,128,128,.13);
font-size:13px;line-height:1.45;overflow-x:auto;margin:2px 0 8px}
[data-jp-theme-light="false"] .kg-nb,.vscode-dark .kg-nb{--kg-pos:#56b4e9;--kg-neg:#f28e4b;--kg-hostile:#f28e4b}
.kg-nb .kg-title{font-size:15px;font-weight:600;margin:2px 0 6px}
.kg-nb.kg-nb table{border-collapse:collapse;border:0;margin:4px 0 10px;font-size:13px;table-layout:auto}
.kg-nb.kg-nb caption{caption-side:top;text-align:left;font-weight:600;padding:2px 0 5px;color:inherit;white-space:nowrap}
.kg-nb.kg-nb tr,.kg-nb.kg-nb tbody tr:nth-child(n){background:none}
.kg-nb.kg-nb tbody tr:nth-child(n):hover{background:var(--kg-soft)}
.kg-nb.kg-nb th,.kg-nb.kg-nb td{text-align:left;vertical-align:top;padding:4px 14px 4px 0;border:0;
border-bottom:1px solid var(--kg-hair);white-space:normal;max-width:44em}
.kg-nb.kg-nb thead th{font-weight:600;border-bottom:2px solid var(--kg-hair);vertical-align:bottom;white-space:nowrap}
.kg-nb.kg-nb tbody th{font-weight:400}
.kg-nb.kg-nb tbody .kg-name{font-weight:600;white-space:nowrap}
.kg-nb.kg-nb caption~tbody .kg-name{white-space:normal}
.kg-nb.kg-nb .kg-num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.kg-nb.kg-nb .kg-one{white-space:nowrap}
.kg-nb.kg-nb .kg-long{min-width:20em}
.kg-nb .kg-pos{color:var(--kg-pos);font-weight:600}
.kg-nb .kg-neg{color:var(--kg-neg);font-weight:600}
.kg-nb .kg-solid{border-bottom:2px solid}
.kg-nb .kg-dashed{border-bottom:2px dashed}
.kg-nb .kg-dotted{border-bottom:2px dotted}
.kg-nb svg{vertical-align:middle;max-width:100%}
.kg-nb.kg-nb .kg-bar{margin-right:8px;max-width:none}
.kg-nb mark{background:var(--kg-soft);color:inherit;border-radius:3px;padding:0 2px;font-weight:600}
.kg-nb mark sup{font-weight:400;font-size:70%;margin-left:2px}
.kg-nb.kg-nb pre{margin:2px 0;padding:6px 8px;background:var(--kg-soft);color:inherit;
white-space:pre-wrap;font-size:12px;font-family:var(--jp-code-font-family,monospace)}
.kg-nb .kg-line{margin:3px 0}
.kg-nb.kg-nb .kg-cell{display:block;margin:0 0 3px}
.kg-nb iframe{box-sizing:border-box;width:100%;border:1px solid var(--kg-hair);border-radius:8px}
</style>"""


def shown_html(shown: Shown) -> str:
    """Return the HTML of what a value tells; nothing in it is executed, and nothing fetched."""
    title = f'<div class="kg-title">{safe(shown.title)}</div>' if shown.title else ""
    return f'{_STYLE}\n<div class="kg-nb">{title}{"".join(map(_part, shown.parts))}</div>'


def safe(text: str) -> str:
    """Return text from anywhere as HTML on one line: markup escaped, controls shown, lone surrogates replaced."""
    return escape(" ".join(visible(text).split()).encode("utf-8", "replace").decode(), quote=True)


def _part(part: Part) -> str:
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Facts):
        known = [(name, cell) for name, cell in part.rows if cell not in (None, "", ())]
        rows = "".join(
            f'<tr><th scope="row" class="kg-name">{safe(name)}</th>{_data(cell)}</tr>' for name, cell in known
        )
        return f"<table><tbody>{rows}</tbody></table>"
    if isinstance(part, Line):
        return f'<div class="kg-line">{" ".join(map(cell_html, part.cells))}</div>'
    if isinstance(part, Chart):
        return part.svg
    return (
        f'<iframe title="{safe(part.title)}" sandbox="{SANDBOX}" style="width:100%;height:{part.height}px" '
        f'srcdoc="{escape(part.document, quote=True)}"></iframe>'
    )


def _table(table: Table) -> str:
    if not table.rows:
        return f'<div class="kg-line"><strong>{safe(table.caption)}</strong></div>'
    kinds = [_kind(column) for column in zip(*table.rows, strict=True)]
    head = "".join(
        f'<th scope="col"{_class(kind)}>{safe(name)}</th>' for name, kind in zip(table.columns, kinds, strict=True)
    )
    body = "".join(
        f'<tr><th scope="row"{_class(kinds[0] or "kg-name")}>{cell_html(row[0])}</th>'
        f"{''.join(f'<td{_class(kind)}>{cell_html(cell)}</td>' for cell, kind in zip(row[1:], kinds[1:], strict=True))}</tr>"
        for row in table.rows
    )
    return f"<table><caption>{safe(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _kind(cells: tuple[Cell, ...]) -> str:
    """Return the class of a column by what stands in it."""
    known = [cell for cell in cells if cell not in (None, "")]
    if known and all(isinstance(cell, int | Signed | Figure) for cell in known):
        return "kg-num"
    if any(isinstance(cell, Marked | tuple) or (isinstance(cell, str) and len(cell) > 60) for cell in known):
        return "kg-long"
    return "kg-one" if all(isinstance(cell, date | DateRange | Interval | Status) for cell in known) else ""


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _data(cell: Cell) -> str:
    return f"<td>{cell_html(cell)}</td>"


def cell_html(cell: Cell) -> str:  # noqa: C901  # one case for each kind of cell
    """Return the HTML of a cell."""
    match cell:
        case None:
            return UNKNOWN
        case str():
            return safe(cell)
        case bool():
            return "yes" if cell else "no"
        case int():
            return figure(cell)
        case date():
            return f'<time datetime="{cell.isoformat()}">{day_words(cell)}</time>'
        case DateRange():
            return f'<time datetime="{cell.earliest.isoformat()}">{range_words(cell)}</time>'
        case Signed():
            return _signed(cell)
        case Figure():
            return figure(cell.value, cell.digits)
        case Interval():
            return _interval(cell)
        case Status():
            return f'<span class="kg-{cell.line}">{safe(cell.words)}</span>'
        case Act():
            mark = {1: '<span class="kg-pos">+</span>&nbsp;', -1: '<span class="kg-neg">\N{MINUS SIGN}</span>&nbsp;'}
            return mark.get(cell.sign, "") + safe(cell.words)
        case Link():
            return _link(cell)
        case Marked():
            return _marked(cell)
        case Code():
            kept = visible(cell.text).encode("utf-8", "replace").decode()
            return f"<pre>{escape(kept, quote=True)}</pre>"
        case _:
            return "".join(f'<span class="kg-cell">{cell_html(each)}</span>' for each in cell)


def _signed(cell: Signed) -> str:
    text = signed(cell.value, cell.digits)
    if not cell.tells or cell.value is None or round(cell.value, cell.digits) == 0:
        return text
    return f'<span class="kg-{"pos" if cell.value > 0 else "neg"}">{text}</span>'


def _interval(cell: Interval) -> str:
    """Return a line for zero with the interval as a bar and the number as a dot, and both ends in words."""
    if cell.low is None or cell.high is None:
        return UNKNOWN
    scale = (_WIDE - 8) / ((cell.most - cell.least) or 1.0)
    left, right, at, zero = (
        round(4 + scale * (max(cell.least, min(cell.most, each)) - cell.least), 1)
        for each in (cell.low, cell.high, cell.at, 0.0)
    )
    name = "pos" if cell.at > 0 else "hostile" if cell.at < 0 else "hair"
    colour = f"var(--kg-{name},#808080)"
    words = f"{signed(cell.low)} to {signed(cell.high)}"
    return (
        f'<svg class="kg-bar" width="{_WIDE}" height="12" viewBox="0 0 {_WIDE} 12" aria-hidden="true">'
        f'<path d="M{zero} 0V12" stroke="currentColor" stroke-opacity=".45"/>'
        f'<path d="M{left} 6H{right}" style="stroke:{colour}" stroke-width="3" stroke-opacity=".55"/>'
        f'<circle cx="{at}" cy="6" r="3.2" style="fill:{colour}"/></svg>{words}'
    )


def _link(cell: Link) -> str:
    words = safe(cell.words)
    try:
        scheme, host = urlsplit(cell.url)[:2]
    except ValueError:  # such as brackets that hold no address
        return words
    if (
        scheme.lower() not in ("http", "https")
        or not host
        or visible(cell.url) != cell.url
        or not cell.url.isprintable()
    ):
        return words
    return f'<a href="{safe(cell.url)}" rel="noopener noreferrer" target="_blank">{words}</a>'


def _marked(cell: Marked) -> str:
    """Return the sentence with each marked stretch in an element that says what it is in words too."""
    pieces, done = [], 0
    for start, end, role in sorted(cell.marks):
        if start < done or end <= start or end > len(cell.text):
            continue
        pieces.append(_piece(cell.text[done:start]))
        pieces.append(f"<mark>{_piece(cell.text[start:end])}<sup>&nbsp;{role}</sup></mark>")
        done = end
    pieces.append(_piece(cell.text[done:]))
    return "".join(pieces)


def _piece(text: str) -> str:
    """Return a piece of a sentence, with the blanks at its ends."""
    inner = safe(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
