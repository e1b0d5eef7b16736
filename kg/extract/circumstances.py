"""The trigger of a claim in, when, where and on what occasion out, each only as far as the text says it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.dates import DateMention, find_dates
from kg.extract.mentions import Mentions
from kg.extract.slots import is_verb
from kg.model import DateRange, Place

_OCCASION: Final = re.compile(
    r"\b((?:[A-Z][\w'’-]+ ){0,3}(?:Day|Anniversary|New Year|Christmas|Easter|Nowruz|Ramadan|Eid al-Fitr|Eid al-Adha|Olympics|World Cup|Lunar New Year|"
    r"Summit|Congress|Assembly))\b"
)
_PLACE_PREPS: Final = frozenset({"in", "at", "near", "outside", "around"})
_PLACE_LABELS: Final = frozenset({"GPE", "LOC", "FAC"})
_WEEKDAY: Final = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEK: Final = 7
_TIMES_OF_DAY: Final = frozenset(
    "dawn hours hour morning evening night afternoon midnight noon sunrise sunset day end start".split()
)
_FAR: Final = 9


class Calendar:
    """The date expressions of one paragraph, to be asked for the one that belongs to a trigger."""

    def __init__(self, doc: Doc, *, published: date | None) -> None:
        self._doc = doc
        self._dates: dict[int, list[tuple[DateMention, Token]]] = defaultdict(list)
        for mention in find_dates(doc.text, published=published):
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None and len(span):
                root = span.root
                self._dates[root.sent.start].append((mention, root))

    def of(self, trigger: Token, report: Token | None, *, actual: bool) -> DateRange | None:
        """Return the date of an event: the one nearest in the parse, else the day on which it was reported.

        The day of the report stands in only for what had just happened ("has sent ..., media said Thursday").
        """
        best: tuple[int, int] | None = None
        chosen: DateMention | None = None
        reported: DateMention | None = None
        for mention, token in self._dates.get(trigger.sent.start, ()) if self._dates else ():
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


def ahead(when: DateRange | None, published: date | None) -> DateRange | None:
    """Return the date of a plan: a bare weekday read as the last one is the next one ("to meet on Friday")."""
    if when is None or published is None or when.precision != "day" or not _WEEKDAY.search(when.text):
        return when
    days = (published - when.latest).days
    if not 0 < days < _WEEK:
        return when
    week = timedelta(days=_WEEK)
    return DateRange(earliest=when.earliest + week, latest=when.latest + week, text=when.text)


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
        ):
            break
        node, steps = node.head, steps + 1
    node, up = token, 0
    while node.i not in line:
        if node.head == node or up > _FAR:
            return None
        if is_verb(node) and node.dep_ in {"ccomp", "relcl", "advcl", "parataxis", "acl"}:
            return None
        own_object = node.head == trigger and node.dep_ in {"dobj", "nsubjpass", "attr"}
        if (
            up
            and node.tag_ in {"NN", "NNS"}
            and node.lower_ not in _TIMES_OF_DAY
            and node.dep_ not in {"npadvmod", "tmod"}
            and node.ent_type_ != "DATE"
            and not own_object
        ):
            return None  # "the message since the war in 2022": the date belongs to another noun
        node, up = node.head, up + 1
    return up + line[node.i]


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


def place_of(trigger: Token, mentions: Mentions, capitals: Mapping[str, str]) -> Place | None:
    """Return where an event happened: a place after "in", "at" or "near" that hangs on the trigger or its verb."""
    node = trigger
    for _ in range(3):
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in _PLACE_PREPS:
                place = _place(child, mentions, capitals)
                if place is not None:
                    return place
            for inner in child.children if child.dep_ in {"dobj", "pobj"} else ():
                if inner.dep_ == "prep" and inner.lower_ in _PLACE_PREPS:
                    place = _place(inner, mentions, capitals)
                    if place is not None:
                        return place
        if node.head == node or node.dep_ in {"ccomp", "relcl", "advcl"}:
            return None
        node = node.head
    return None


def _place(prep: Token, mentions: Mentions, capitals: Mapping[str, str]) -> Place | None:
    for obj in prep.children:
        if obj.dep_ != "pobj":
            continue
        named = obj.ent_type_ in _PLACE_LABELS or any(
            found.form in {"name", "place"} and found.kind == "state" for found in mentions.at(obj)
        )
        site = obj.tag_ in {"NNP", "NNPS"} or any(child.tag_ == "NNP" for child in obj.children)
        if not (
            named or (site and obj.ent_type_ not in {"DATE", "TIME", "PERSON", "CARDINAL"} and not mentions.at(obj))
        ):
            continue
        name = _place_name(obj)
        country = capitals.get(name, "")
        for found in mentions.at(obj):
            if found.kind == "state":
                country = found.actor.state
        if not country:
            country = next((f.actor.state for t in obj.subtree for f in mentions.at(t) if f.kind == "state"), "")
        return Place(name=name, country=country)
    return None


def _place_name(noun: Token) -> str:
    left = [t for t in noun.lefts if t.dep_ in {"compound", "nmod", "amod"} and t.tag_ in {"NNP", "NNPS"}]
    tokens = sorted([*(t for child in left for t in child.subtree), noun], key=lambda t: t.i)
    return noun.doc[tokens[0].i : tokens[-1].i + 1].text


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
