"""Reports of checks in; how they are shown, out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.notebook.parts import ROWS, Line, Shown, Table, of_all
from kg.notebook.words import plural
from kg.rdf.terms import to_turtle_iri

if TYPE_CHECKING:
    from kg.notebook.known import Known
    from kg.notebook.parts import Cell, Part
    from kg.validation.findings import Validation
    from kg.verify import ArticleCheck, Verification


def validation_shown(validation: Validation, _known: Known) -> Shown:
    """Return whether a graph conforms, what is wrong with it, and what was checked."""
    parts: list[Part] = []
    if validation.findings:
        rows = tuple(
            (
                each.message,
                _short(each.node, validation),
                _short(each.property, validation),
                ", ".join(_short(value, validation) for value in each.values),
                each.severity,
            )
            for each in validation.findings[:ROWS]
        )
        columns = ("What is wrong", "Node", "Property", "Values", "Severity")
        parts.append(Table(caption=of_all(len(validation.findings), "finding"), columns=columns, rows=rows))
    counts = tuple(sorted(validation.counts.items(), key=lambda item: (-item[1], item[0])))
    parts.append(Table(caption="What was checked", columns=("Class", "Nodes"), rows=counts))
    verdict = "conforms" if validation.conforms else f"does not conform, {plural(len(validation.findings), 'finding')}"
    return Shown(title=f"{validation.path}: {verdict}", parts=tuple(parts))


def _short(term: str, validation: Validation) -> str:
    """Return an IRI as a prefixed name; other terms, and paths, as they are."""
    if term.startswith("<") and term.endswith(">") and ">" not in term[:-1]:
        return to_turtle_iri(term[1:-1], validation.prefixes)
    return term


def verification_shown(verification: Verification, _known: Known) -> Shown:
    """Return how many articles stand, and what became of the others."""
    tally = Counter(each.status for each in verification.articles)
    others = [each for each in verification.articles if each.status not in ("stands", "new")]
    parts: list[Part] = [
        Table(
            caption=plural(len(verification.articles), "article"),
            columns=("Status", "Articles"),
            rows=tuple(sorted(tally.items())),
        )
    ]
    if others:
        rows = tuple((each.article, each.status, each.quotes, len(each.lost), _why(each)) for each in others[:ROWS])
        caption = of_all(len(others), "article") + " that cannot be relied on"
        parts.append(Table(caption=caption, columns=("Article", "Status", "Quotes", "Lost", ""), rows=rows))
    if verification.skipped:
        left = tuple((each.where, each.why) for each in verification.skipped[:ROWS])
        caption = f"Left out: {of_all(len(verification.skipped), 'input', which='first ')}"
        parts.append(Table(caption=caption, columns=("Where", "Why"), rows=left))
    verdict = "Every quote stands in its article" if verification.stands else "Not every quote stands in its article"
    return Shown(title=verdict, parts=tuple(parts) if verification.articles else (Line(cells=("no article",)),))


def _why(check: ArticleCheck) -> Cell:
    if check.same_as:
        return f"the same text is in {check.same_as}"
    return "differs by its line ends alone" if check.line_ends else ""
