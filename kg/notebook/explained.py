"""An explanation of a passage in; how it is shown, sentence by sentence, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notebook.events import act
from kg.notebook.parts import Facts, Figure, Line, Marked, Shown, Status, Table
from kg.notebook.words import plural
from kg.reasons import short_pattern, why_not

if TYPE_CHECKING:
    from kg.explained import Explained
    from kg.extract.explanation import Explanation, Fired, Sentence
    from kg.notebook.known import Known
    from kg.notebook.parts import Cell, Part, Role


def explained_shown(explained: Explained, known: Known) -> Shown:
    """Return each sentence with actors and triggers marked, the rules that fired, and those that nearly did."""
    return explanation_shown(explained.explanation, known)


def explanation_shown(explanation: Explanation, _known: Known) -> Shown:
    """Return the same of the values of an explanation."""
    parts: list[Part] = [Line(cells=(f"Note: {note}",)) for note in explanation.notes]
    for unread in explanation.unread:
        text = explanation.text[unread.start : unread.end]
        parts.append(Line(cells=(f"Left unread ({unread.kind}, {unread.why}):", text[:200])))
    for each in explanation.sentences:
        parts += _sentence_parts(each)
    fired = sum(len(each.fired) for each in explanation.sentences)
    day = f", published {explanation.published}" if explanation.published else ""
    return Shown(
        title=f"{plural(len(explanation.sentences), 'sentence')}, {plural(fired, 'rule')} fired{day}",
        parts=tuple(parts),
    )


def sentence_shown(sentence: Sentence, _known: Known) -> Shown:
    """Return one sentence of an explanation."""
    return Shown(title="", parts=tuple(_sentence_parts(sentence)))


def _sentence_parts(sentence: Sentence) -> list[Part]:
    actors: tuple[tuple[int, int, Role], ...] = tuple(
        (each.start - sentence.start, each.end - sentence.start, "actor") for each in sentence.actors
    )
    triggers: tuple[tuple[int, int, Role], ...] = tuple(
        (each.start - sentence.start, each.end - sentence.start, "trigger") for each in sentence.triggers
    )
    marks = tuple(sorted({*actors, *triggers}))
    parts: list[Part] = [
        Line(cells=(f"{sentence.number}.", Marked(text=sentence.text, marks=marks))),
        Facts(
            rows=(
                ("Not matched", sentence.unread),
                ("Actors", tuple(f"{each.text} = {each.actor.name} ({each.how})" for each in sentence.actors)),
            )
        ),
    ]
    if sentence.fired:
        columns = ("Who", "Does what", "To whom", "Status", "According to", "Day", "Place", "Confidence", "Rule")
        parts.append(
            Table(
                caption=f"{plural(len(sentence.fired), 'rule')} fired",
                columns=columns,
                rows=tuple(map(_fired, sentence.fired)),
            )
        )
    elif not sentence.unread:
        parts.append(Line(cells=("No rule fired.",)))
    if sentence.beaten:
        rows = tuple(
            (each.trigger, act(each.relation), each.source.name, each.target.name, act(each.by_relation))
            for each in sentence.beaten
        )
        parts.append(
            Table(
                caption=f"{plural(len(rows), 'reading')} lost against a better one",
                columns=("Trigger", "Read as", "Who", "To whom", "Lost against"),
                rows=rows,
            )
        )
    if sentence.near:
        near = tuple(
            (each.trigger, act(each.relation), short_pattern(each.pattern, sentence.text), why_not(each))
            for each in sentence.near
        )
        caption = f"Nearly fired, the nearest {len(near)} of {plural(sentence.missed, 'rule')} tried in vain"
        parts.append(Table(caption=caption, columns=("Trigger", "Relation", "Rule", "Why not"), rows=near))
    if sentence.suggestion is not None:
        told = sentence.suggestion
        words = f"To join {told.source} and {told.target}, a rule could read:"
        parts.append(Line(cells=(words, told.pattern)))
    return parts


def _fired(each: Fired) -> tuple[Cell, ...]:
    status = Status(polarity=each.evidence.polarity, modality=each.evidence.modality)
    place = each.place.name if each.place else None
    return (
        each.source.name,
        act(each.relation),
        each.target.name,
        status,
        each.evidence.attribution or None,
        each.date,
        place,
        Figure(value=each.evidence.confidence),
        short_pattern(each.pattern, each.evidence.quote),
    )
