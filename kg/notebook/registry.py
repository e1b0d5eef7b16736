"""The name of a class in; the function that shows its values, imported when one is shown, out."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from kg.listing import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.notebook.known import Known
    from kg.notebook.parts import Shown

_FIELDS: Final = "kg.notebook.fields:fields_shown"

# Names, not classes: who only imports kg waits neither for polars nor for pyvis.
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kg.model:Actor": "kg.notebook.events:actor_shown",
        "kg.model:Article": "kg.notebook.events:article_shown",
        "kg.model:Corpus": "kg.notebook.events:corpus_shown",
        "kg.model:DateRange": _FIELDS,
        "kg.model:Event": "kg.notebook.events:event_shown",
        "kg.model:Evidence": "kg.notebook.events:evidence_shown",
        "kg.model:MarkedSpan": _FIELDS,
        "kg.model:Place": _FIELDS,
        "kg.model:Skipped": _FIELDS,
        "kg.decision:Decided": _FIELDS,
        "kg.decision:Decision": _FIELDS,
        "kg.decision:Told": _FIELDS,
        "kg.decision:Unmet": _FIELDS,
        "kg.disputes:Claim": "kg.notebook.ties:claim_shown",
        "kg.disputes:Dispute": "kg.notebook.ties:dispute_shown",
        "kg.strength.measure:Measure": "kg.notebook.ties:measure_shown",
        "kg.strength.receipt:Contribution": "kg.notebook.ties:contribution_shown",
        "kg.strength.strengths:Strengths": "kg.notebook.ties:strengths_shown",
        "kg.strength.ties:Tie": "kg.notebook.ties:tie_shown",
        "kg.measured:Measured": "kg.notebook.ties:measured_shown",
        "kg.courses.changes:Change": "kg.notebook.courses:change_shown",
        "kg.courses.changes:ChangeAct": _FIELDS,
        "kg.courses.course:Course": "kg.notebook.courses:course_shown",
        "kg.courses.course:CoursePeriod": _FIELDS,
        "kg.courses.course:Standing": _FIELDS,
        "kg.courses.find:Courses": "kg.notebook.courses:courses_shown",
        "kg.differences.find:Difference": "kg.notebook.differences:difference_shown",
        "kg.differences.values:ActorDifference": _FIELDS,
        "kg.differences.values:ArticleDifference": _FIELDS,
        "kg.differences.values:ClaimDifference": _FIELDS,
        "kg.differences.values:DecisionDifference": _FIELDS,
        "kg.differences.values:EventDifference": _FIELDS,
        "kg.differences.values:FieldChange": _FIELDS,
        "kg.differences.values:Quoted": _FIELDS,
        "kg.differences.values:Reason": _FIELDS,
        "kg.differences.values:Side": _FIELDS,
        "kg.differences.values:Standing": _FIELDS,
        "kg.differences.values:TieDifference": _FIELDS,
        "kg.analysis.result:ActorFigures": _FIELDS,
        "kg.analysis.result:Analysis": "kg.notebook.answers:analysis_shown",
        "kg.analysis.result:CommunityFigures": _FIELDS,
        "kg.analysis.result:Overall": _FIELDS,
        "kg.analysis.result:Pair": _FIELDS,
        "kg.analysis.result:TieFigures": _FIELDS,
        "kg.analysis.result:Triangle": _FIELDS,
        "kg.page.selection:Choice": _FIELDS,
        "kg.page.selection:Selection": "kg.notebook.selections:selection_shown",
        "kg.results:QueryResult": "kg.notebook.answers:result_shown",
        "kg.named_queries:NamedQuery": "kg.notebook.answers:query_shown",
        "kg.named_queries:Parameter": _FIELDS,
        "kg.named_queries:Queries": "kg.notebook.answers:queries_shown",
        "kg.phrases.answer:Who": "kg.notebook.answers:who_shown",
        "kg.explained:Explained": "kg.notebook.explained:explained_shown",
        "kg.extract.explanation:Explanation": "kg.notebook.explained:explanation_shown",
        "kg.extract.explanation:Sentence": "kg.notebook.explained:sentence_shown",
        "kg.validation.findings:Finding": _FIELDS,
        "kg.validation.findings:Validation": "kg.notebook.checks:validation_shown",
        "kg.verify:ArticleCheck": _FIELDS,
        "kg.verify:Verification": "kg.notebook.checks:verification_shown",
        "kg.workspace.change:Change": "kg.notebook.workspaces:change_shown",
        "kg.workspace.change:Gone": _FIELDS,
        "kg.workspace.settings:Settings": _FIELDS,
        "kg.workspace.status:Status": "kg.notebook.workspaces:status_shown",
        "kg.workspace.workspace:Workspace": "kg.notebook.workspaces:workspace_shown",
        "pyvis.network:Network": "kg.notebook.frames:network_shown",
    }
)
"""For each class, as module and name, the function that shows its values, likewise."""

_LISTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "article": "kg.notebook.events:articles_shown",
        "dispute": "kg.notebook.ties:disputes_shown",
        "event": "kg.notebook.events:events_shown",
        "tie": "kg.notebook.ties:ties_shown",
    }
)
LISTING: Final = "kg.listing:Listing"

TEXT_TOO: Final = frozenset({*KINDS, LISTING}) - {
    "kg.explained:Explained",
    "kg.extract.explanation:Explanation",
    "kg.named_queries:Queries",
}
"""The classes whose plain text is that of their parts; the others say in their own words what they are."""


def show(value: object, known: Known) -> Shown:
    """Return what a value tells.

    Raises
    ------
    TypeError
        If it is none of the values that kg shows.
    """
    if isinstance(value, Listing):
        if value.noun not in _LISTINGS:
            raise TypeError(f"there is no listing of {value.noun}s that kg shows")
        listing = cast("Callable[[Listing[object]], Shown]", _function(_LISTINGS[value.noun]))
        return listing(value)
    for each in type(value).__mro__:
        found = KINDS.get(f"{each.__module__}:{each.__qualname__}")
        if found is not None:
            return cast("Callable[[object, Known], Shown]", _function(found))(value, known)
    raise TypeError(f"{type(value).__name__} is no value that kg shows")


def _function(name: str) -> object:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)
