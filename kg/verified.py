"""A verification of quotes in; its report, as text for people and as JSON writes it, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kg.verify import ArticleCheck, LostQuote, Status, Verification
from kg.visible import on_one_line

_MAX_QUOTE: Final = 60
_STATUS_WORDS: Final[tuple[tuple[Status, str], ...]] = (
    ("stands", "stand"),
    ("changed", "changed"),
    ("contradicted", "altered in the graph"),
    ("missing", "missing"),
    ("new", "not in the graph"),
)


def to_text(verification: Verification) -> str:
    """Return a paragraph for each article that does not stand, what could not be read, and a last line with totals."""
    paragraphs = [_paragraph(each) for each in verification.articles if each.status not in {"stands", "new"}]
    notes = [f"not read: {each.where}: {each.why}" for each in verification.skipped]
    new = [each.article for each in verification.articles if each.status == "new"]
    if new:
        notes.append(f"not in the graph: {', '.join(new[:5])}{f' and {len(new) - 5} more' if len(new) > 5 else ''}")
    return "".join([*paragraphs, *(f"{on_one_line(note)}\n" for note in notes), _totals(verification)])


def to_dict(verification: Verification) -> dict[str, object]:
    """Return the verification as JSON writes it, with every article."""
    return {
        "stands": verification.stands,
        "articles": [_to_dict(each) for each in verification.articles],
        "not_read": [{"where": each.where, "why": each.why} for each in verification.skipped],
    }


def _paragraph(check: ArticleCheck) -> str:
    lines = [f"{check.article}: {_what(check)}", *(f"  {_lost(each)}" for each in check.lost)]
    return "".join(f"{on_one_line(line)}\n" for line in lines)


def _what(check: ArticleCheck) -> str:
    quotes = _counted(check.quotes, "quote")
    if check.status == "missing":
        same = f"; {check.same_as} has the same text" if check.same_as else ""
        return f"missing: no such article was read, {quotes} unchecked{same}"
    if check.status == "contradicted":
        return (
            f"altered in the graph: the text has its digest, but {len(check.lost)} of {quotes} are not in their place"
        )
    how = " in its line ends alone" if check.line_ends else ""
    return f"changed{how}: its text has another digest; {check.quotes - len(check.lost)} of {quotes} stand"


def _lost(lost: LostQuote) -> str:
    quote = lost.quote
    words = " ".join(quote.text.split())
    short = words if len(words) <= _MAX_QUOTE else words[:_MAX_QUOTE] + "…"
    if lost.moved_to is None:
        return f"evd:{quote.evidence}  {quote.start}:{quote.end} gone  “{short}”"
    end = lost.moved_to + len(quote.text)
    return f"evd:{quote.evidence}  {quote.start}:{quote.end} moved to {lost.moved_to}:{end}  “{short}”"


def _totals(verification: Verification) -> str:
    counts = Counter(each.status for each in verification.articles)
    known = [each for each in verification.articles if each.status != "new"]
    lost = [quote for each in known for quote in each.lost]
    moved = sum(quote.moved_to is not None for quote in lost)
    unchecked = sum(each.quotes for each in known if each.status == "missing")
    standing = sum(each.quotes for each in known) - unchecked - len(lost)
    articles = ", ".join(
        f"{counts[status]} {word}" for status, word in _STATUS_WORDS if counts[status] or status == "stands"
    )
    quotes = ", ".join(
        f"{number} {word}"
        for number, word in (
            (standing, "stand"),
            (moved, "moved"),
            (len(lost) - moved, "gone"),
            (unchecked, "unchecked"),
        )
        if number or word == "stand"
    )
    return f"articles: {articles}; quotes: {quotes}\n"


def _to_dict(check: ArticleCheck) -> dict[str, object]:
    found: dict[str, object] = {"article": check.article, "status": check.status, "quotes": check.quotes}
    if check.line_ends:
        found["line_ends"] = True
    if check.same_as:
        found["same_as"] = check.same_as
    if check.lost:
        found["lost"] = list(_lost_to_dicts(check))
    return found


def _lost_to_dicts(check: ArticleCheck) -> Iterator[dict[str, object]]:
    for each in check.lost:
        quote = each.quote
        yield {
            "evidence": quote.evidence,
            "begin": quote.start,
            "end": quote.end,
            "moved_to": each.moved_to,
            "quote": quote.text,
        }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
