"""What two graphs differ in, in; how it is shown, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.differences.text import change_words, cited, copied, event_changes, reason_words
from kg.notebook.events import act, sentence, status_of
from kg.notebook.known import NOTHING
from kg.notebook.parts import ROWS, Facts, Interval, Line, Marked, Shown, Signed, Table, of_all
from kg.notebook.ties import ends, measure_words
from kg.notebook.words import plural

if TYPE_CHECKING:
    from kg.differences import (
        ActorDifference,
        ArticleDifference,
        ClaimDifference,
        DecisionDifference,
        Difference,
        EventDifference,
        Side,
        Standing,
        TieDifference,
    )
    from kg.notebook.known import Known
    from kg.notebook.parts import Cell, Part

_SENTENCES = 3
_ARTICLE = ("", "Article", "Title", "Source", "Published", "Changes")
_DECISION = ("", "Name", "Kind", "Who", "When", "Why", "Changes")
_ACTOR = ("", "Actor", "Kind", "State", "Changes")
_EVENT = ("", "Day", "Who", "Does what", "To whom", "Status", "Changes", "Sentences")
_TIE = ("", "Actor", "Other", "Change", "Before", "After", "What did it")


def difference_shown(found: Difference, _known: Known) -> Shown:
    """Return the two graphs, and a table of what differs in each section."""
    events = [each for each in found.events if not each.follows]
    parts: list[Part] = [
        Facts(
            rows=(
                ("Before", _side(found.before)),
                ("After", _side(found.after)),
                ("Only of", found.actor or None),
                ("Notes", found.notes or None),
            )
        )
    ]
    if found.articles:
        rows = [_article(each) for each in found.articles[:ROWS]]
        parts.append(_table("article", _ARTICLE, found.articles, rows))
    if found.decisions:
        rows = [_decision(each) for each in found.decisions[:ROWS]]
        parts.append(_table("decision", _DECISION, found.decisions, rows))
    if found.actors:
        parts.append(_table("actor", _ACTOR, found.actors, [_actor(each) for each in found.actors[:ROWS]]))
    if events:
        parts.append(_table("event", _EVENT, events, [_event(each) for each in events[:ROWS]]))
    if found.ties:
        shown = found.ties[:ROWS]
        values = (value for tie in shown for each in (tie.before, tie.after) if each for value in (each.low, each.high))
        least, most = ends(values)
        rows = [_tie(each, found, least, most) for each in shown]
        parts.append(_table("tie", _TIE, found.ties, rows, which="Largest "))
    if len(events) < len(found.events):
        more = plural(len(found.events) - len(events), "event")
        parts.append(Line(cells=(f"{more} only with other ids of actors or articles.",)))
    if found.smaller:
        parts.append(Line(cells=(f"{plural(found.smaller, 'tie')} changed by less than {found.least:g}.",)))
    parts.append(Line(cells=(measure_words(found.measure),)))
    return Shown(title="No differences" if found.same else "", parts=tuple(parts))


def _table(
    noun: str,
    columns: tuple[str, ...],
    of: Sequence[object],
    rows: Sequence[tuple[Cell, ...]],
    *,
    which: str = "First ",
) -> Table:
    return Table(
        caption=f"{of_all(len(of), noun, which=which)} that {'differs' if len(of) == 1 else 'differ'}",
        columns=columns,
        rows=tuple(rows),
    )


def _side(side: Side) -> str:
    parts = [] if side.articles is None else [plural(side.articles, "article")]
    parts += [plural(side.actors, "actor"), plural(side.events, "event")]
    if side.ties is not None:
        parts.append(f"{plural(side.ties, 'tie')} as of {side.as_of.isoformat()}")
    return f"{side.name}: {', '.join(parts)}"


def _article(each: ArticleDifference) -> tuple[Cell, ...]:
    article = each.after or each.before
    if article is None:
        return (each.kind, None, None, None, None, None)
    changes = tuple(map(change_words, each.changes)) or None
    return (each.kind, article.id, article.title, article.source, article.published, changes)


def _decision(each: DecisionDifference) -> tuple[Cell, ...]:
    decided = each.after or each.before
    if decided is None:
        return (each.kind, None, None, None, None, None, None)
    decision = decided.decision
    changes = tuple(map(change_words, each.changes)) or None
    return (each.kind, decision.name, decision.kind, decision.who, decision.when, decision.why, changes)


def _actor(each: ActorDifference) -> tuple[Cell, ...]:
    actor = each.before if each.kind == "merged" else each.after or each.before
    if actor is None:
        return (each.kind, None, None, None, None)
    words: Cell = tuple(map(change_words, each.changes)) or plural(each.events, "event")
    if each.kind == "merged" and each.after:
        words = f"is now {each.after.name} ({each.after.id})"
    elif each.kind == "split" and each.before:
        words = f"was {each.before.name} ({each.before.id})"
    return (each.kind, f"{actor.name} ({actor.id})", actor.kind, actor.state, words)


def _event(each: EventDifference) -> tuple[Cell, ...]:
    event = each.after or each.before
    if event is None:
        return (each.kind, None, None, None, None, None, None, None)
    quotes = [*(("+", quoted) for quoted in each.new), *(("\N{MINUS SIGN}", quoted) for quoted in each.gone)]
    shown: tuple[Cell, ...] = tuple(
        cell for mark, quoted in quotes[:_SENTENCES] for cell in (mark, sentence(quoted.evidence))
    )
    return (
        each.kind,
        event.date,
        event.source.name,
        act(event.relation),
        event.target.name,
        status_of(event, NOTHING),
        tuple(event_changes(each)) or None,
        (*shown, *_more(len(quotes))) or None,
    )


def _tie(tie: TieDifference, found: Difference, least: float, most: float) -> tuple[Cell, ...]:
    claims = tuple(cell for claim in tie.claims[:_SENTENCES] for cell in _claim(claim))
    reasons = tuple(reason_words(each, tie, found) for each in tie.reasons)
    return (
        tie.kind,
        tie.a_name,
        tie.b_name,
        Signed(value=tie.change),
        _standing(tie.before, least, most),
        _standing(tie.after, least, most),
        (*claims, *_more(len(tie.claims)), *reasons) or None,
    )


def _standing(standing: Standing | None, least: float, most: float) -> Cell:
    if standing is None:
        return None
    at = Interval(at=standing.strength, low=standing.low, high=standing.high, least=least, most=most)
    return (Signed(value=standing.strength), at)


def _claim(claim: ClaimDifference) -> tuple[Cell, ...]:
    day = claim.day.isoformat() if claim.day else "no date"
    changes = f": {', '.join(map(change_words, claim.changes))}" if claim.changes else ""
    words = f"{claim.kind}, {day}: {claim.source} {claim.relation} {claim.target}, told by {cited(claim)}{copied(claim)}{changes}"
    return (words, Marked(text=claim.quote))


def _more(sentences: int) -> tuple[str, ...]:
    return (f"{plural(sentences - _SENTENCES, 'more sentence')}",) if sentences > _SENTENCES else ()
