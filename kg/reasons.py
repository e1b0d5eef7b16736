"""An explanation of a passage in; text for people out: what was read how, what fired, what nearly did and why not."""

from __future__ import annotations

import json
import re
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.assemble import DEFAULT_MIN_CONFIDENCE
from kg.extract.inflect import noun_forms, verb_forms
from kg.report import count
from kg.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.explanation import (
        ActorFound,
        Beaten,
        Explanation,
        Fired,
        NearMiss,
        Sentence,
        Suggestion,
        Trigger,
    )

_WIDTH: Final = 110
_QUOTED: Final = 300
_LISTED_WORDS: Final = 4
_WORD: Final = re.compile(r"[\w-]+")
_RULES: Final = "ontology/rules/en"


def explanation_text(explanation: Explanation, *, parse: bool = False) -> str:
    """Return a block for what was left unread, one for each sentence, and a line for each trigger to add."""
    blocks = [[f"Note: {note}"] for note in explanation.notes]
    if explanation.unread:
        lines = ["Left unread"]
        for part in explanation.unread:
            quote = _shortened(explanation.text[part.start : part.end])
            lines.append(f'  {part.start}-{part.end}  {part.kind}, {part.why}: "{quote}"')
        blocks.append(lines)
    blocks += [_sentence_lines(each, parse=parse) for each in explanation.sentences]
    suggested = [each.suggestion for each in explanation.sentences if each.suggestion is not None]
    if suggested:
        blocks.append([_suggestion_line(each) for each in suggested])
    return visible("\n\n".join("\n".join(lines) for lines in blocks))


def _sentence_lines(sentence: Sentence, *, parse: bool) -> list[str]:
    segment = sentence.segment
    kind = f", {segment.kind} ({segment.why})" if segment.why else ""
    lines = [
        f"Sentence {sentence.number}, {sentence.start}-{sentence.end}{kind}",
        f'  "{_shortened(sentence.text)}"',
    ]
    if sentence.unread:
        lines.append(f"  not matched: {sentence.unread}")
        return lines + _listed("fired", [line for each in sentence.fired for line in _fired_lines(each)], "")
    if parse:
        lines += ["  parse (word/tag dependency>head)", *_parse_lines(sentence)]
    lines += _listed(
        "actors",
        _columns([_actor_cells(each, sentence.number) for each in sentence.actors]),
        "none known; one that is missing is a line in data/reference",
    )
    lines += _listed("trigger words", _columns(list(_trigger_cells(sentence.triggers))), "none that a rule starts from")
    actors = {each.actor.id for each in sentence.actors if each.form != "medium"}
    nothing = "nothing" if len(actors) > 1 else "nothing; a relation needs two actors"
    lines += _listed("fired", [line for each in sentence.fired for line in _fired_lines(each)], nothing)
    if sentence.beaten:
        lines += _listed(
            "lost against a better reading",
            [line for each in sentence.beaten for line in _beaten_lines(each, sentence.text)],
            "",
        )
    if sentence.near:
        title = f"nearly fired, the nearest {len(sentence.near)} of {count(sentence.missed, 'rule')} tried in vain"
        lines += _listed(title, [line for each in sentence.near for line in _near_lines(each, sentence.text)], "")
    return lines


def _listed(title: str, lines: Sequence[str], nothing: str) -> list[str]:
    if lines:
        return [f"  {title}", *(f"    {line}" for line in lines)]
    return [f"  {title}: {nothing}"] if nothing else []


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _parse_lines(sentence: Sentence) -> list[str]:
    words = [word.text for word in sentence.words]
    cells = []
    for i, word in enumerate(sentence.words):
        head = words[word.head] if words.count(words[word.head]) == 1 else f"{words[word.head]}#{word.head}"
        name = word.text if words.count(word.text) == 1 else f"{word.text}#{i}"
        cells.append(f"{name}/{word.tag} {word.dep}" + ("" if word.head == i else f">{head}"))
    # A cell is kept on one line: its blanks are hard ones until the lines are broken.
    hard = "   ".join(cell.replace(" ", "\u00a0") for cell in cells)
    wrapped = textwrap.wrap(hard, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"    {line}".replace("\u00a0", " ") for line in wrapped]


def _actor_cells(found: ActorFound, number: int) -> tuple[str, ...]:
    actor = found.actor
    acts_for = [] if actor.kind == "state" or not actor.state else [f"of {actor.state}"]
    of = ", ".join([actor.kind, *acts_for, *([actor.organ] if actor.organ else [])])
    how = found.form if found.how in {found.form, "name"} else f"{found.form}, by: {found.how}"
    if found.stands_for is not None:
        name = found.stands_for
        where = "this sentence" if name.sentence == number else f"sentence {name.sentence}"
        how += f'; takes up "{name.text}", {"the subject of" if name.subject else "named in"} {where}'
    return f'"{found.text}"', actor.name, f"({of})", how


def _trigger_cells(triggers: Sequence[Trigger]) -> Iterator[tuple[str, ...]]:
    by_place: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        by_place.setdefault(trigger.start, []).append(trigger)
    for same in by_place.values():
        kinds = [
            f"{count(each.rules, 'rule')} as {each.kind}" + (f" not tried, {each.unread}" if each.unread else "")
            for each in sorted(same, key=lambda each: bool(each.unread))
        ]
        yield f'"{same[0].text}"', "; ".join(kinds)


def _fired_lines(fired: Fired) -> Iterator[str]:
    evidence = fired.evidence
    trust = f"trust {evidence.confidence:.2f}"
    if evidence.confidence < DEFAULT_MIN_CONFIDENCE:
        trust += f"; kg leaves out what has less than {DEFAULT_MIN_CONFIDENCE}"
    yield f"{fired.source.name} {fired.relation} {fired.target.name}  ({trust})"
    yield f'  by "{fired.trigger}": {short_pattern(fired.pattern, evidence.quote)}'
    facts = [*_status(fired)]
    if evidence.attribution:
        facts.append(f"according to {evidence.attribution}")
    if fired.date:
        days = sorted({fired.date.earliest.isoformat(), fired.date.latest.isoformat()})
        facts.append(f'date {" to ".join(days)} ("{fired.date.text}")')
    if fired.place:
        facts.append(f"place {', '.join(dict.fromkeys(filter(None, (fired.place.name, fired.place.country))))}")
    if fired.occasion:
        facts.append(f"occasion {fired.occasion}")
    if facts:
        yield f"  {'; '.join(facts)}"


def _status(fired: Fired) -> Iterator[str]:
    evidence = fired.evidence
    words = f": {_quoted(fired.status_words)}" if fired.status_words else ", as the pattern says"
    if fired.rule_of != fired.relation:
        yield f"a rule of {fired.rule_of}, which is {'refused' if fired.relation == 'rejected' else 'announced'} here{words}"
    marks = [mark for mark, plain in ((evidence.polarity, "affirmed"), (evidence.modality, "actual")) if mark != plain]
    if marks:
        yield f"{' and '.join(marks)}{words}"


def _beaten_lines(beaten: Beaten, sentence: str) -> Iterator[str]:
    yield f"{beaten.source.name} {beaten.relation} {beaten.target.name}  (trust {beaten.trust:.2f})"
    yield f'  by "{beaten.trigger}": {short_pattern(beaten.pattern, sentence)}'
    yield f"  beaten by {beaten.by_relation}: {short_pattern(beaten.by_pattern, sentence)}"


def _near_lines(near: NearMiss, sentence: str) -> Iterator[str]:
    yield f'{near.relation} by "{near.trigger}": {short_pattern(near.pattern, sentence)}'
    yield f"  {why_not(near)}"


def why_not(near: NearMiss) -> str:
    """Return in words what kept a rule from firing."""
    words = _quoted(near.words, between=" or ")
    sources, targets = ", ".join(near.sources), ", ".join(near.targets)
    side = near.words[0] if near.words else ""
    who = sources if side == "source" else targets
    reasons = {
        "word": f"the sentence has no {words}"
        + (f'; the object of "{near.trigger}" is "{near.instead}"' * bool(near.instead)),
        "preposition": f"the sentence has no {words}",
        "particle": f'"{near.trigger}" has no {words}',
        "path": f"{_quoted(near.words)} and what leads to them are there, but do not hang together as in the pattern",
        "rest": f"behind B there is no {words}",
        "head": f'"{near.trigger}" has no {words} before it',
        "without": f"with {words} it means something else",
        "undone": f"{words} takes it back",
        "source": f"no actor stands where A should; B would be {targets}",
        "target": "no actor stands where B should" + f"; A would be {sources}" * bool(sources),
        "both": "no actor stands where A or B should",
        "kind": f"{who} cannot be {side}: the rule takes {', '.join(near.words[1:])}",
        "owned": f"what stands there belongs to {who}; one meets actors, not what is theirs",
        "modifier": f"{who} only tells what kind of thing is meant",
        "one actor": f"A and B would both be {sources or targets}",
        "one mention": f"A and B would be the same words, for {sources} and {targets}",
        "own state": f"{sources} would act on {targets}, its own state",
        "own people": f"{sources} would act on {targets}, one of its own people",
    }
    return reasons[near.why]


def short_pattern(pattern: str, sentence: str) -> str:
    """Return a pattern whose long lists of alternatives are cut to those that the sentence has, else to the first."""
    words = {word.lower() for word in _WORD.findall(sentence)}

    def cut(place: str) -> str:
        alternatives = place.split("|")
        if len(alternatives) <= _LISTED_WORDS:
            return place
        here = [each for each in alternatives if not words.isdisjoint(_forms(each.rsplit("_", 1)[-1]))]
        return "|".join([*(here or alternatives)[: _LISTED_WORDS - 1], "..."])

    return " ".join(map(cut, pattern.split()))


@cache
def _forms(word: str) -> tuple[str, ...]:
    return (*verb_forms(word), *noun_forms(word))


def _quoted(words: Sequence[str], *, between: str = ", ") -> str:
    shown = between.join(f'"{word}"' for word in words[:_LISTED_WORDS])
    return f"{shown}, ..." if len(words) > _LISTED_WORDS else shown


def _suggestion_line(suggestion: Suggestion) -> str:
    example = json.dumps([suggestion.sentence, suggestion.source, suggestion.target], ensure_ascii=False)
    pattern = json.dumps(suggestion.pattern, ensure_ascii=False)
    if suggestion.relation:
        why = f'as in "{short_pattern(suggestion.like, suggestion.sentence)}"; if it means another relation, see kg ontology'
    else:
        why = "kg ontology lists the relations"
    return f"To add a trigger: {_RULES}/{suggestion.relation or 'RELATION'}.toml: {pattern}, with the example {example} ({why})"


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _QUOTED else f"{plain[:_QUOTED]}..."
