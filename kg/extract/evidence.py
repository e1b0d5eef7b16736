"""Token spans of a parsed sentence in, evidence with offsets in characters of the article out."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span

from kg.extract.mentions import Mention
from kg.extract.pipeline import Paragraph
from kg.model import Article, Evidence


def evidence_of(
    article: Article,
    paragraph: Paragraph,
    sent: Span,
    source: Mention,
    target: Mention,
    trigger: tuple[int, int],
    **status: object,
) -> Evidence:
    """Return the evidence of one sentence with all offsets in characters of the article."""
    doc = paragraph.doc

    def span(start: int, end: int) -> tuple[int, int]:
        return paragraph.characters(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))

    first, last = sent.start, sent.end
    while first < last - 1 and doc[first].is_space:
        first += 1
    while first < last - 1 and doc[last - 1].is_space:
        last -= 1
    start, end = span(first, last)
    quote = article.text[start:end]
    stripped = quote.strip()
    start += quote.find(stripped) if stripped else 0
    plain = Evidence(
        article=article.id, start=start, end=start + len(stripped), quote=stripped,
        source_span=span(*(source.anchor or (source.start, source.end))), target_span=span(*(target.anchor or (target.start, target.end))), trigger_span=span(*trigger),
    )  # fmt: skip
    return replace(plain, **status)  # type: ignore[arg-type] # checked by Evidence itself
