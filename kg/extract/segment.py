"""An article's text in, its paragraphs out: each with its offset, what it is, and without what no reporter wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from kg.extract.languages import other_language

SegmentKind = Literal["headline", "body", "caption", "boilerplate", "repeated", "foreign"]

UNREAD: Final[frozenset[SegmentKind]] = frozenset({"boilerplate", "repeated", "foreign"})
"""What is no news in English, and not parsed."""

_LONGEST: Final = 20_000
"""Characters of a paragraph that are parsed in one piece; a longer one is cut at a space."""

_LINE: Final = re.compile(r"[^\n]+")
_ENDS_SENTENCE: Final = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_CREDIT: Final = re.compile(
    r"\((?:[^()]*\b(?:AP|AFP|Reuters|Yonhap|EPA|Getty|photo|photograph|picture|image|file|courtesy|handout|KCNA)\b[^()]*)\)\s*$"
    r"|\b(?:Photo|Image|Picture|Credit)s?:\s*\S.*$|/\s*(?:AP|AFP|Reuters|Getty Images)\s*$",
    re.IGNORECASE,
)
_SECTION_HEADING: Final = re.compile(
    r"^(?:most (?:popular|read|viewed)|latest(?: news| stories| headlines)?|related(?: (?:news|stories|articles|topics|content))?|"
    r"trending(?: now)?|recommended(?: for you)?|more (?:from|on|in) .*|top stories|read (?:more|also|next)|also read|you may also like|"
    r"editors?['’]? picks?|comments?|tags?:?.*|share(?: this)?(?: article| story| page)?:?|follow us.*|sponsored(?: content)?|advertisement)\W*$",
    re.IGNORECASE,
)
_SITE_LINE: Final = re.compile(
    r"^(?:back to top|subscribe|sign (?:in|up)|log ?in|register|newsletter|menu|search|home|print|e-?mail|copy link|skip to .*|"
    r"click here.*|read (?:more|also|full story)\b.*|see also\b.*|related:.*|watch:.*|listen:.*|photo gallery.*|video:.*|"
    r"(?:last )?(?:updated|modified|published|posted)\b.{0,60}|"
    r"by [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?:,? .{0,40})?|(?:facebook|twitter|whatsapp|linkedin|telegram|reddit|x)(?:[ ,|/·]+\w+)*|"
    r"\d+ (?:min(?:ute)?s? read|comments?|shares?))\W*$",
    re.IGNORECASE,
)
"""What a site puts around an article; a line that ends like a sentence is none of these."""
_SITE_SENTENCE: Final = re.compile(
    r"^(?:©|\(c\)|copyright\b|click here\b|read more\b|sign up\b|subscribe\b)|"
    r"\b(?:all rights reserved|accept (?:all )?cookies|use of cookies|uses cookies|cookie policy|privacy policy|"
    r"terms of (?:use|service)|sign up for our|subscribe to our|download our app|support our journalism|follow us on)\b",
    re.IGNORECASE,
)
_WRAPPED_WIDTH: Final = range(50, 100)
_SHORT_WORDS: Final = 3
_HEADLINE_WORDS: Final = 30


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph, ``text[start:end]`` of its article; ``why`` tells what makes it anything but body."""

    start: int
    end: int
    kind: SegmentKind
    why: str = field(default="", compare=False)


def segments(text: str, *, language: str = "English") -> tuple[Segment, ...]:
    """Return the paragraphs of a text in order, boilerplate and repetitions marked as such.

    A line is a paragraph, unless a block of lines is evidently one paragraph wrapped at a fixed width.
    Lines after a section heading of a site ("MOST POPULAR") that do not end like sentences are teasers. What is in
    another language than the article's, which is named in English, is foreign.
    """
    found: list[Segment] = []
    seen: set[str] = set()
    in_teasers, body_seen = False, False
    for start, end in _paragraphs(text):
        words = text[start:end]
        kind: SegmentKind = "body"
        why = ""
        ends_sentence = bool(_ENDS_SENTENCE.search(words))
        if not ends_sentence and _SECTION_HEADING.match(words):
            kind, why, in_teasers = "boilerplate", "a section heading of a site", True
        elif site := _of_site(words, ends_sentence=ends_sentence, in_teasers=in_teasers):
            kind, why = "boilerplate", site
        elif words in seen:
            kind, why = "repeated", "the same words stand further up"
        elif _CREDIT.search(words):
            kind, why = "caption", "it ends with a picture credit"
        elif not ends_sentence and len(words.split()) <= _SHORT_WORDS and found:
            kind, why = "boilerplate", "a few words that are no sentence"
        elif not ends_sentence and not body_seen and len(words.split()) <= _HEADLINE_WORDS:
            kind, why = "headline", "it stands before the first sentence and does not end like one"
        other = other_language(words) if kind not in UNREAD else None
        if other is not None and other != language:
            only = "English only" if language == "English" else f"this article in {language}"
            kind, why = "foreign", f"it is in {other}, and kg reads {only}"
        body_seen = body_seen or kind == "body"
        seen.add(words)
        found.append(Segment(start, end, kind, why))
    return tuple(found)


def _of_site(words: str, *, ends_sentence: bool, in_teasers: bool) -> str:
    """Return what makes a paragraph a site's own and no reporter's, "" where nothing does."""
    if not any(c.isalpha() for c in words):
        return "it has no letters"
    if _SITE_SENTENCE.search(words):
        return "a site's notice to its readers"
    if not ends_sentence and in_teasers:
        return "a teaser below a section heading"
    return "a line that sites put around an article" if not ends_sentence and _SITE_LINE.match(words) else ""


def _paragraphs(text: str) -> list[tuple[int, int]]:
    blocks: list[list[tuple[int, int]]] = [[]]
    previous_end = 0
    for line in _LINE.finditer(text):
        start, end = _stripped(text, line.start(), line.end())
        if start == end or text.count("\n", previous_end, line.start()) > 1:
            blocks.append([])
        previous_end = line.end()
        if start < end:
            blocks[-1].append((start, end))
    spans: list[tuple[int, int]] = []
    for block in blocks:
        spans.extend([(block[0][0], block[-1][1])] if _is_wrapped(text, block) else block)
    return spans


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str, block: list[tuple[int, int]]) -> bool:
    """Return whether the lines are one paragraph: of like width and mostly broken within sentences."""
    if len(block) < 2 or any(end - start not in _WRAPPED_WIDTH for start, end in block[:-1]):
        return False
    broken = sum(not _ENDS_SENTENCE.search(text[start:end]) for start, end in block[:-1])
    resumed = sum(text[start].islower() for start, _ in block[1:])
    return broken * 2 >= len(block) - 1 and resumed * 3 >= len(block) - 1


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a paragraph that are parsed one by one: it as a whole, or what it is cut into at spaces."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = start + _LONGEST if cut <= start else cut
        yield start, cut
        start = cut
    yield start, end
