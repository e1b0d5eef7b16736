"""A difference in; lines for people out: what came, went and changed, with the sentences that did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from kg.differences.events import days_of
from kg.report import count
from kg.rounding import signed
from kg.visible import on_one_line

if TYPE_CHECKING:
    from datetime import date

    from kg.differences.find import Difference
    from kg.differences.values import (
        ActorDifference,
        ArticleDifference,
        ClaimDifference,
        DecisionDifference,
        EventDifference,
        FieldChange,
        Quoted,
        Reason,
        Side,
        Standing,
        TieDifference,
    )
    from kg.model import Event

_MARKS: Final = {"came": "+", "gone": "-", "changed": "~", "merged": ">", "split": "<"}
_WORDS: Final = {
    "came": "came", "gone": "gone", "changed": "changed", "merged": "merged into others", "split": "split from others",
}  # fmt: skip
_LABELS: Final = {"teller": "told by"}
_SENTENCES: Final = 5
"""How many sentences of an event or a tie are shown; JSON has all."""


class _Kinded(Protocol):
    @property
    def kind(self) -> str: ...


_Entry = TypeVar("_Entry", bound=_Kinded)


def difference_text(found: Difference, *, top: int) -> str:
    """Return what the two graphs are, then each section: how much came, went and changed, and at most ``top`` of it.

    ``+`` came, ``-`` is gone, ``~`` changed, ``>`` is an actor that was merged into another, ``<`` one that was split off.
    """
    lines = [f"before: {_side(found.before)}", f"after:  {_side(found.after)}"]
    lines += [f"Note: {note}." for note in found.notes]
    lines += [f"Only what touches {found.actor}."] if found.actor else []
    follow = sum(each.follows for each in found.events)
    few = f"{found.least:g}"
    sections = (
        _section("Articles", found.articles, top, _article_lines),
        _section("Decisions", found.decisions, top, _decision_lines),
        _section("Actors", found.actors, top, _actor_lines),
        _section(
            "Events",
            [each for each in found.events if not each.follows],
            top,
            _event_lines,
            rest=f"{count(follow, 'event')} only with other ids of actors or articles" if follow else "",
        ),
        _section(
            "Ties",
            found.ties,
            top,
            lambda tie: _tie_lines(tie, found),
            rest=f"{count(found.smaller, 'tie')} changed by less than {few}" if found.smaller else "",
        ),
    )
    lines += [line for section in sections for line in section]
    if found.same:
        lines += ["", "No differences."]
    return "\n".join(map(on_one_line, lines))


def summary_line(found: Difference) -> str:
    """Return how much differs in each section on one line.

    >>> from kg.built import Graph
    >>> from kg.differences import diff
    >>> from kg.model import Corpus
    >>> summary_line(diff(Graph(corpus=Corpus()), Graph(corpus=Corpus())))
    'no differences'
    """
    entries: Mapping[str, Sequence[_Kinded]] = {
        "articles": found.articles,
        "decisions": found.decisions,
        "actors": found.actors,
        "events": found.events,
        "ties": found.ties,
    }
    return "; ".join(f"{section}: {_tally(each)}" for section, each in entries.items() if each) or "no differences"


def change_words(change: FieldChange) -> str:
    """Return what changed in one particular; of a text only that it did."""
    if change.name == "text":
        return "text"
    return f"{_LABELS.get(change.name, change.name)} {_value(change.before)} -> {_value(change.after)}"


def event_changes(each: EventDifference) -> Iterator[str]:
    """Yield in words what changed in an event, or what its sentence tells of in the other graph."""
    for change in each.changes:
        if change.name in ("source", "target") and each.before and each.after:
            one, other = (getattr(event, change.name) for event in (each.before, each.after))
            # Two actors of one name differ by their ids.
            yield f"{change.name} {one.name} -> {other.name}" if one.name != other.name else change_words(change)
        else:
            yield change_words(change)
    if each.other:
        yield f"{'its sentence told of' if each.kind == 'came' else 'its sentence now tells of'} {each.other}"


def cited(claim: ClaimDifference) -> str:
    """Return the news source of the article in which a sentence stands, the article where none is named."""
    return claim.outlet or f"article {claim.article}"


def copied(claim: ClaimDifference) -> str:
    """Return of whose text a sentence is a copy, "" where its own article counts as its teller."""
    return f", a copy of {claim.teller}" if claim.teller != cited(claim) else ""


def reason_words(reason: Reason, tie: TieDifference, found: Difference) -> str:
    """Return why a tie changed, in words."""
    ends = f"{tie.a_name} and {tie.b_name}"
    before, after = tie.before, tie.after
    if reason.cause in ("merged", "split"):
        return _moved(reason.cause, {tie.a, tie.b}, found)
    part = "" if reason.part is None else f" ({signed(reason.part)})"
    if reason.cause == "day":
        days = f"{found.before.as_of.isoformat()} to {found.after.as_of.isoformat()}"
        return f"the day that strengths are as of moved from {days}{part}"
    if reason.cause == "prominence":
        expected = f", expected acts {before.expected:.2g} -> {after.expected:.2g}" if before and after else ""
        return f"the prominence of {ends} changed{expected}{part}"
    affinity = f", affinity {signed(before.affinity)} -> {signed(after.affinity)}" if before and after else ""
    return f"how {ends} behave toward others changed{affinity}{part}"


def _moved(kind: str, ends: set[str], found: Difference) -> str:
    """Return which of two actors became another; where actors were not compared only that one did."""
    words = [
        f"{each.before.name} is now {each.after.name}"
        if kind == "merged"
        else f"{each.after.name} was {each.before.name}"
        for each in found.actors
        if each.kind == kind and each.before and each.after and ends & {each.before.id, each.after.id}
    ]
    return ", ".join(words) or f"one of the two was {'merged into' if kind == 'merged' else 'split from'} another actor"


def standing_words(standing: Standing | None) -> str:
    """Return a strength with its interval."""
    if standing is None:
        return "no tie"
    return f"{signed(standing.strength)} ({signed(standing.low)} to {signed(standing.high)})"


def _value(value: str | float | None) -> str:
    if value is None or value == "":
        return "none"
    return value if isinstance(value, str) else f"{value:.2f}"


def _side(side: Side) -> str:
    parts = [] if side.articles is None else [count(side.articles, "article")]
    parts += [count(side.actors, "actor"), count(side.events, "event")]
    if side.ties is not None:
        parts.append(f"{count(side.ties, 'tie')} as of {side.as_of.isoformat()}")
    return f"{side.name} ({', '.join(parts)})"


def _tally(entries: Sequence[_Kinded]) -> str:
    numbers = Counter(each.kind for each in entries)
    return ", ".join(f"{numbers[kind]:,} {words}" for kind, words in _WORDS.items() if numbers[kind])


def _section(
    title: str, entries: Sequence[_Entry], top: int, lines_of: Callable[[_Entry], Iterator[str]], *, rest: str = ""
) -> list[str]:
    if not entries and not rest:
        return []
    lines = ["", f"{title}: {'; '.join(filter(None, (_tally(entries), rest)))}"]
    for each in entries[:top]:
        first, *others = lines_of(each)
        lines += [f"  {_MARKS[each.kind]} {first}", *(f"      {line}" for line in others)]
    if len(entries) > top:
        lines.append(f"  {len(entries) - top:,} more; --top N shows more of them")
    return lines


def _article_lines(each: ArticleDifference) -> Iterator[str]:
    article = _either(each.after, each.before)
    title = f' "{article.title}"' if article.title else ""
    told = _from(article.source or "", article.published)
    yield f"{article.id}{title}{told}{_listed(map(change_words, each.changes))}"


def _decision_lines(each: DecisionDifference) -> Iterator[str]:
    decided = _either(each.after, each.before)
    decision = decided.decision
    why = f': "{decision.why}"' if decision.why else ""
    yield f"{decision.name} ({decision.kind}, {decision.who}, {decision.when.isoformat()}){why}"
    if each.changes:
        yield ", ".join(map(change_words, each.changes))


def _actor_lines(each: ActorDifference) -> Iterator[str]:
    if each.kind == "merged" and each.before and each.after:
        yield f"{each.before.name} ({each.before.id}) is now {each.after.name} ({each.after.id})"
    elif each.kind == "split" and each.before and each.after:
        yield f"{each.after.name} ({each.after.id}) was {each.before.name} ({each.before.id})"
    else:
        actor = _either(each.after, each.before)
        what = f"{actor.kind}, {actor.state}" if actor.state and actor.kind != "state" else actor.kind
        yield f"{actor.name} ({what}): {', '.join(map(change_words, each.changes)) or count(each.events, 'event')}"


def _event_lines(each: EventDifference) -> Iterator[str]:
    yield _act(_either(each.after, each.before)) + _listed(event_changes(each))
    sentences = [*(("+", quoted) for quoted in each.new), *(("-", quoted) for quoted in each.gone)]
    for mark, quoted in sentences[:_SENTENCES]:
        yield f"{mark} {_sentence(quoted)}"
    yield from _more(len(sentences))


def _act(event: Event) -> str:
    day = days_of(event.date) or "no date"
    status = _status(event.polarity, event.modality)
    return f"{day}  {event.source.name} {event.relation} {event.target.name}{status}"


def _sentence(quoted: Quoted) -> str:
    evidence = quoted.evidence
    according = f", according to {evidence.attribution}" if evidence.attribution else ""
    told = _from(quoted.source or f"article {evidence.article}", quoted.published, according)
    return f'"{_plain(evidence.quote)}"{told}{_status(evidence.polarity, evidence.modality)}'


def _tie_lines(tie: TieDifference, found: Difference) -> Iterator[str]:
    standings = f"{standing_words(tie.before)} -> {standing_words(tie.after)}"
    yield f"{signed(tie.change):>5}  {tie.a_name} - {tie.b_name}  {standings}"
    # Copies speak with one voice: what they tell in the same words is one line here, and stands apart in JSON.
    told = tuple(dict.fromkeys(tuple(_claim_lines(claim)) for claim in tie.claims))
    for lines in told[:_SENTENCES]:
        yield from lines
    yield from _more(len(told))
    for reason in tie.reasons:
        yield f"because {reason_words(reason, tie, found)}"


def _claim_lines(claim: ClaimDifference) -> Iterator[str]:
    day = claim.day.isoformat() if claim.day else "no date"
    act = f"{day}  {claim.source} {claim.relation} {claim.target}"
    yield f"{_MARKS[claim.kind]} {act}{_listed(map(change_words, claim.changes))}"
    # As in the section of events: a sentence is cited from where it stands, whoever counts as its teller.
    yield f'    "{_plain(claim.quote)}"{_from(cited(claim), claim.published, copied(claim))}'


def _more(sentences: int) -> Iterator[str]:
    if sentences > _SENTENCES:
        yield f"{count(sentences - _SENTENCES, 'more sentence')}; --format json has them"


def _listed(words: Iterator[str]) -> str:
    found = ", ".join(words)
    return f": {found}" if found else ""


def _from(source: str, published: date | None, more: str = "") -> str:
    told = ", ".join(filter(None, (source, published.isoformat() if published else "")))
    return f" ({told}{more})" if told or more else ""


def _status(polarity: str, modality: str) -> str:
    marks = [mark for mark, plain in ((polarity, "affirmed"), (modality, "actual")) if mark != plain]
    return f" [{', '.join(marks)}]" if marks else ""


def _plain(quote: str) -> str:
    return " ".join(quote.split())


_Value = TypeVar("_Value")


def _either(one: _Value | None, other: _Value | None) -> _Value:
    found = one if one is not None else other
    if found is None:
        raise ValueError("what differs has to be in one of the graphs")
    return found
