"""News text in; a knowledge graph of who did what to whom, with the sentence behind every edge, out."""

from __future__ import annotations

import sys
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kg.version import VERSION

if TYPE_CHECKING:
    from kg.built import Graph
    from kg.courses import Course, course
    from kg.decision import Decided, Decision, Told, Unmet
    from kg.differences import Difference, diff
    from kg.errors import (
        DecisionError,
        GraphFileError,
        InputError,
        KgError,
        MeasureError,
        ModelError,
        OntologyError,
        OutputError,
        QueryError,
        QueryFileError,
        ReferenceDataError,
        RuleError,
        SelectionError,
        UnknownActorError,
        WorkspaceError,
    )
    from kg.explained import Explained, explain
    from kg.files import sample
    from kg.measured import Measured, strengths
    from kg.model import Actor, Article, Corpus, DateRange, Event, Evidence, MarkedSpan, Place, Skipped
    from kg.named_queries import NamedQuery, queries
    from kg.notebook.ipython import Shell
    from kg.notebook.table import table
    from kg.page.selection import Choice, Selection
    from kg.phrases.answer import Who, who
    from kg.pipeline import build, find_events, read
    from kg.plots import Plot, plot
    from kg.rdf_graph import open_rdf
    from kg.strength import Measure, Tie
    from kg.workspace import Workspace

__version__: Final = VERSION

__all__ = [
    "Actor",
    "Article",
    "Choice",
    "Corpus",
    "Course",
    "DateRange",
    "Decided",
    "Decision",
    "DecisionError",
    "Difference",
    "Event",
    "Evidence",
    "Explained",
    "Graph",
    "GraphFileError",
    "InputError",
    "KgError",
    "MarkedSpan",
    "Measure",
    "MeasureError",
    "Measured",
    "ModelError",
    "NamedQuery",
    "OntologyError",
    "OutputError",
    "Place",
    "Plot",
    "QueryError",
    "QueryFileError",
    "ReferenceDataError",
    "RuleError",
    "Selection",
    "SelectionError",
    "Skipped",
    "Tie",
    "Told",
    "UnknownActorError",
    "Unmet",
    "Who",
    "Workspace",
    "WorkspaceError",
    "__version__",
    "build",
    "course",
    "diff",
    "explain",
    "find_events",
    "open_rdf",
    "plot",
    "queries",
    "read",
    "sample",
    "strengths",
    "table",
    "who",
]

_HOME: Final = MappingProxyType(
    {
        **dict.fromkeys(("build", "find_events", "read"), "kg.pipeline"),
        **dict.fromkeys(
            ("Actor", "Article", "Corpus", "DateRange", "Event", "Evidence", "MarkedSpan", "Place", "Skipped"),
            "kg.model",
        ),
        **dict.fromkeys((name for name in __all__ if name.endswith("Error")), "kg.errors"),
        **dict.fromkeys(("Course", "course"), "kg.courses"),
        **dict.fromkeys(("Decided", "Decision", "Told", "Unmet"), "kg.decision"),
        **dict.fromkeys(("Difference", "diff"), "kg.differences"),
        **dict.fromkeys(("Explained", "explain"), "kg.explained"),
        **dict.fromkeys(("NamedQuery", "queries"), "kg.named_queries"),
        **dict.fromkeys(("Choice", "Selection"), "kg.page.selection"),
        "Graph": "kg.built",
        **dict.fromkeys(("Plot", "plot"), "kg.plots"),
        "open_rdf": "kg.rdf_graph",
        "sample": "kg.files",
        **dict.fromkeys(("Measured", "strengths"), "kg.measured"),
        **dict.fromkeys(("Measure", "Tie"), "kg.strength"),
        "table": "kg.notebook.table",
        "Who": "kg.phrases.answer",
        "who": "kg.phrases.answer",
        "Workspace": "kg.workspace",
    }
)
"""The module of each public name; it is imported when the name is first used, so that ``import kg`` is quick."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def load_ipython_extension(shell: Shell) -> None:
    """Show what kg returns as tables, cards and pictures, for ``%load_ext kg``; to import kg in IPython does it too."""
    from kg.notebook.ipython import hook

    hook(shell)


if "IPython" in sys.modules:
    from kg.notebook.ipython import hook_running

    hook_running()
