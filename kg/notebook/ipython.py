"""A running IPython in; the same, which shows what kg returns as tables, cards and pictures, out."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from kg.notebook.registry import KINDS, LISTING, TEXT_TOO

if TYPE_CHECKING:
    from collections.abc import Callable

    class _Formatter(Protocol):
        def for_type_by_name(self, module: str, name: str, func: Callable[..., object], /) -> object: ...

    class _Display(Protocol):
        formatters: dict[str, _Formatter]

    class Shell(Protocol):
        """As much of IPython's shell as is needed."""

        display_formatter: _Display
        user_ns: dict[str, object]

    class _Printer(Protocol):
        stack: list[int]

        def text(self, text: str, /) -> None: ...


_LONGEST: Final = 8_000
"""A text longer than this is cut where the console prints it."""


def hook_running() -> None:
    """Show what kg returns if IPython runs and its modules are loaded; it is not imported for this."""
    module: Any = sys.modules.get("IPython")
    running = module.get_ipython() if hasattr(module, "get_ipython") else None
    if getattr(running, "display_formatter", None) is not None:
        hook(cast("Shell", running))


def hook(shell: Shell) -> None:
    """Tell IPython how to show what kg returns; a second time changes nothing."""
    html, plain = (shell.display_formatter.formatters[kind] for kind in ("text/html", "text/plain"))
    for kind in (*KINDS, LISTING):
        module, _, name = kind.partition(":")
        html.for_type_by_name(module, name, partial(_html, shell))
        if kind in TEXT_TOO:
            plain.for_type_by_name(module, name, partial(_text, shell))


def _html(shell: Shell, value: object) -> str | None:
    from kg.notebook import to_html

    return to_html(value, namespace=shell.user_ns)


def _text(shell: Shell, value: object, printer: _Printer, cycle: bool) -> None:  # IPython's order
    from kg.notebook import to_line, to_text

    if cycle:
        printer.text("...")
        return
    # In a tuple or a dict, whole cards would fill the screen, and to look for the graph of each takes time.
    text = to_line(value) if len(printer.stack) > 1 else to_text(value, namespace=shell.user_ns)
    printer.text(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\n...")
