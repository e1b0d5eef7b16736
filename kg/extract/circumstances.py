"""The trigger of a claim in, when, where and on what occasion out, each only as far as the text says it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.dates import DateMention, find_dates
from kg.extract.pipeline import Paragraph
from kg.extract.roles import PERSON_ROLES
from kg.extract.slots import is_verb
from kg.extract.story import Story
from kg.extract.tense import follows, tense_of
from kg.model import DateRange

_OCCASION: Final = re.compile(
    r"\b((?:[A-Z][\w'’-]+ ){0,3}(?:Day|Anniversary|New Year|Christmas|Easter|Nowruz|Ramadan|Eid al-Fitr|Eid al-Adha|Olympics|World Cup|Lunar New Year|"
    r"Summit|Congress|Assembly))\b"
)
_WEEKDAY: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR_SAID: Final = re.compile(r"\d{4}|\b(?:last|this|next|earlier)\b", re.IGNORECASE)
_WEEK: Final = 7
_DAY: Final = timedelta(days=1)
_TIMES_OF_DAY: Final = frozenset(
    "dawn hours hour morning evening night afternoon midnight noon sunrise sunset day end start".split()
)
_FAR: Final = 9
_DURING: Final = frozenset({"at", "during"})
"""Prepositions whose object dates the deed: "agreed at talks in December"."""


class Calendar:
    """The date expressions of one paragraph, to be asked for the one that belongs to a trigger.

    The paragraph is read when the first date is asked for: most paragraphs tell of no event.
    """

    def __init__(self, doc: Doc, *, published: date | None) -> None:
        self._doc = doc
        self._published = published
        self.is_read = False

    @cached_property
    def _found(self) -> tuple[DateMention, ...]:
        self.is_read = True
        return find_dates(self._doc.text, published=self._published)

    @cached_property
    def _dates(self) -> Mapping[int, list[tuple[DateMention, Token]]]:
        """Return the dates of each sentence with the tokens they hang by, but for the one before a dispatch."""
        before = dateline_of(self._doc.text, self._found)
        found: dict[int, list[tuple[DateMention, Token]]] = defaultdict(list)
        for mention in self._found:
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if mention != before and span is not None and len(span):
                root = span.root
                found[root.sent.start].append((mention, root))
        return found

    def of(self, trigger: Token, report: Token | None, *, actual: bool) -> DateRange | None:
        """Return the date of an event: the one nearest in the parse, else the day on which it was reported.

        The day of the report stands in only for what had just happened ("has sent ..., media said Thursday").
        """
        best: tuple[int, int] | None = None
        chosen: DateMention | None = None
        reported: DateMention | None = None
        for mention, token in self._dates.get(trigger.sent.start, ()):
            if mention.text.lower().startswith("since"):
                continue
            steps = _distance(trigger, token, report)
            if steps is None:
                if report is not None and _distance(report, token, None) is not None:
                    reported = mention
                continue
            rank = (steps, abs(token.i - trigger.i))
            if best is None or rank < best:
                best, chosen = rank, mention
        if (
            chosen is None
            and actual
            and reported is not None
            and report is not None
            and _is_told_by(report, trigger)
            and _has_just_happened(trigger)
            and reported.earliest == reported.latest
        ):
            chosen = reported
        return DateRange(earliest=chosen.earliest, latest=chosen.latest, text=chosen.text) if chosen else None

    @property
    def dateline(self) -> DateRange | None:
        """Return the day that stands before the text: that of the dispatch, not of an event."""
        found = dateline_of(self._doc.text, self._found)
        return DateRange(earliest=found.earliest, latest=found.latest, text=found.text) if found else None

    @property
    def days(self) -> list[DateRange]:
        """Return the single days that the paragraph names up to the day of publication."""
        found = [
            mention
            for dates in self._dates.values()
            for mention, at in dates
            if mention.earliest == mention.latest and is_verb(at.sent.root)
        ]
        return [
            DateRange(earliest=day.earliest, latest=day.latest, text=day.text)
            for day in found
            if self._published and timedelta() <= self._published - day.latest < timedelta(days=_WEEK)
        ]

    def today(self, sent: Span) -> DateRange | None:
        """Return the one day on which a sentence says that what its main clause tells took place or was said."""
        if not is_verb(sent.root) or tense_of(sent.root) == "none":
            return None
        said = [child for child in sent.root.children if child.dep_ == "ccomp" and tense_of(child) == "past"]
        for verb in (sent.root, *said):
            when = self.of(verb, None, actual=True)
            if when is not None and tense_of(verb) in {"past", "perfect"}:
                when = passed(when, self._published)
            if when is not None:
                return when
        return None


_LEAD_SENTENCES: Final = 3
_LEAD_PARAGRAPHS: Final = 3


def note_days(story: Story, paragraph: Paragraph, calendar: Calendar) -> None:
    """Let the story know the days of a paragraph, if dates were read in it or it stands near the head of the text."""
    if paragraph.segment.kind != "body":
        return
    story.paragraphs += 1
    story.begin(paragraph.offset)
    if story.paragraphs <= _LEAD_PARAGRAPHS:
        story.dateline = story.dateline or calendar.dateline
    elif not calendar.is_read:
        return
    story.named += calendar.days
    for sent in paragraph.doc.sents:
        if story.sentences < _LEAD_SENTENCES:
            story.lead = paragraph.offset + sent.end_char
        story.sentences += 1
        story.note(paragraph.offset + sent.start_char, calendar.today(sent))


_FAR_DATELINE: Final = 60
_AFTER_DATELINE: Final = re.compile(r"(?:, \d{4})? ?(?:\([A-Z][^)]{1,25}\)|--|[-–—:] ?|$)")


def dateline_of(text: str, found: Sequence[DateMention]) -> DateMention | None:
    """Return the date that stands before the text of a dispatch: "MOSCOW, June 27 (UPI) --"."""
    first = found[0] if found else None
    if first is None or first.start >= _FAR_DATELINE or first.earliest != first.latest or _WEEKDAY.search(first.text):
        return None
    before = text[: first.start].replace("(", " ").replace("|", " ").split()
    is_head = all(word[0].isupper() and word.lower() not in {"on", "in"} for word in before)
    is_head = is_head and not first.text.lower().startswith(("on ", "in "))
    return first if is_head and _AFTER_DATELINE.match(text, first.end) else None


def ahead(when: DateRange | None, published: date | None) -> DateRange | None:
    """Return the date of a plan: a bare weekday read as the last one is the next one ("to meet on Friday").

    A day before the publication is when the plan was made, not when it is to be carried out.
    """
    if when is None or published is None or published <= when.latest:
        return when
    if when.precision == "month" and not _YEAR_SAID.search(when.text):
        return DateRange(
            earliest=when.earliest.replace(year=when.earliest.year + 1),
            latest=(when.latest + _DAY).replace(year=(when.latest + _DAY).year + 1) - _DAY,
            text=when.text,
        )
    if when.precision != "day" or not _WEEKDAY.search(when.text) or (published - when.latest).days >= _WEEK:
        return None
    week = timedelta(days=_WEEK)
    return DateRange(earliest=when.earliest + week, latest=when.latest + week, text=when.text)


def passed(when: DateRange | None, published: date | None) -> DateRange | None:
    """Return the date of a deed: a bare weekday read as the next one is the last one ("would go, and met Kim on Friday")."""
    if when is None or published is None or when.precision != "day" or not _WEEKDAY.search(when.text):
        return when
    if not 0 < (when.earliest - published).days <= _WEEK or "next" in when.text.lower():
        return when
    week = timedelta(days=_WEEK)
    return DateRange(earliest=when.earliest - week, latest=when.latest - week, text=when.text)


def _distance(trigger: Token, token: Token, report: Token | None) -> int | None:
    """Return the steps from a date up to the trigger or to what governs it, None if it belongs to another clause."""
    line: dict[int, int] = {}
    node, steps = trigger, 0
    while True:
        line[node.i] = steps
        if (
            node.head == node
            or (report is not None and report in (node, node.head))
            or node.dep_ in {"ccomp", "relcl", "parataxis"}
            or follows(node)
        ):
            break
        node, steps = node.head, steps + 1
    node, up = token, 0
    while node.i not in line:
        if node.head == node or up > _FAR:
            return None
        if is_verb(node) and node.dep_ in {"ccomp", "relcl", "advcl", "parataxis", "acl", "pcomp", "xcomp"}:
            return None
        own_object = node.head == trigger and node.dep_ in {"dobj", "nsubjpass", "attr"}
        if (
            up
            and node.tag_ in {"NN", "NNS"}
            and node.lower_ not in _TIMES_OF_DAY | PERSON_ROLES
            and node.dep_ not in {"npadvmod", "tmod"}
            and node.ent_type_ != "DATE"
            and not own_object
            and not (node.head.lower_ in _DURING and node.head.head.i in line)
            and not _trails(token)
        ):
            return None  # "the message since the war in 2022": the date belongs to another noun
        node, up = node.head, up + 1
    return up + line[node.i]


def _trails(token: Token) -> bool:
    """Return whether a date stands behind a comma: "met the minister, Friday morning" dates the meeting."""
    first = token.left_edge
    return first.i > first.sent.start and first.nbor(-1).text == ","


def _is_told_by(report: Token, trigger: Token) -> bool:
    """Return whether a verb of saying governs the very clause of the trigger, not one around it."""
    node = trigger
    while not is_verb(node) and node.head != node:
        node = node.head
    while node.dep_ in {"xcomp", "conj"}:
        node = node.head
    return node.head == report or report.head == node or node == report


def _has_just_happened(trigger: Token) -> bool:
    node = trigger
    while not is_verb(node) and node.head != node:
        node = node.head
    return node.tag_ in {"VBD", "VBN", "VBZ", "VBG"} and not any(c.lower_ == "had" for c in node.children)


_OCCASION_REACH: Final = 15


def occasion_of(trigger: Token, sent: Span) -> str | None:
    """Return the named day or gathering that an event belongs to, None where the sentence names none.

    Only the nearest one within the trigger's clause counts: "a message over Victory Day".
    """
    best: tuple[int, str] | None = None
    for match in _OCCASION.finditer(sent.text):
        span = sent.char_span(match.start(1), match.end(1), alignment_mode="expand")
        if not span or abs(span.root.i - trigger.i) > _OCCASION_REACH or not _shares_clause(trigger, span.root):
            continue
        name = re.sub(r"^(?:The|A|On|In|For|Over) ", "", match.group(1))
        rank = (abs(span.root.i - trigger.i), name)
        best = rank if best is None or rank < best else best
    return best[1] if best else None


def _shares_clause(trigger: Token, token: Token) -> bool:
    shared = {t.i for t in _line(trigger)} & {t.i for t in _line(token)} - {trigger.sent.root.i}
    return bool(shared) or token.sent.root in {trigger, trigger.head}


def _line(token: Token) -> Sequence[Token]:
    """Return a token and what governs it, up to the verb of its clause."""
    line = [token]
    while line[-1].head != line[-1] and line[-1].dep_ not in {"ccomp", "relcl"}:
        line.append(line[-1].head)
    return line
