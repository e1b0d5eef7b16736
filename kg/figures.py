"""An evaluation or an audit in; tables for people, and plain values for machines, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from kg.matching import LEVELS
from kg.report import count

if TYPE_CHECKING:
    from pathlib import Path

    from kg.audit import Audit, Precision, Sample
    from kg.evaluate import Evaluation, Mistake, Score
    from kg.intervals import Reliability, Share

Json = dict[str, object]

_LISTED: Final = 5
_LONGEST_RULE: Final = 80


def evaluation_text(evaluation: Evaluation, *, errors: int) -> str:
    """Return tables of levels, relations, attributes and confidence, then at most ``errors`` mistakes of each kind."""
    blocks = [
        _head(evaluation),
        _table(
            "Levels",
            ("", *_SCORE_HEAD, "F1", "95 %", "what is compared"),
            [
                (name, *_score(score), _number(score.f1), _ends(score.f1_interval), LEVELS[name])
                for name, score in evaluation.levels.items()
            ],
        ),
        _table(
            "Relations (levels type and static)",
            ("", *_SCORE_HEAD),
            [(name, *_score(score)) for name, score in evaluation.by_relation.items()],
        ),
        _table(
            "Attributes, where relation and actors are right",
            ("", "said", "right", "missing", "share", "95 %", "silent", "left open", "share", "95 %"),
            [
                (each.attribute, *_counted(each.said, f"{each.missing:,}"), *_counted(each.silent))
                for each in evaluation.agreement
            ],
        ),
        _reliability_text(evaluation.reliability, head=f"Confidence (level {evaluation.level})"),
        _mistakes_text("Missed", evaluation.missed, evaluation.level, errors, other="the events have"),
        _mistakes_text("False", evaluation.false, evaluation.level, errors, other="the gold has"),
    ]
    return "\n\n".join(block for block in blocks if block)


def evaluation_to_dict(evaluation: Evaluation, *, errors: int) -> Json:
    """Return everything an evaluation found out as plain JSON values, with at most ``errors`` mistakes of each kind."""
    return {
        "level": evaluation.level,
        "articles": evaluation.articles,
        "relations": evaluation.relations,
        "neutral": evaluation.neutral,
        "events": evaluation.events,
        "articles_without_events": list(evaluation.silent),
        "left_out": dict(evaluation.left_out),
        "levels": {name: _score_to_dict(score) for name, score in evaluation.levels.items()},
        "by_relation": {name: _score_to_dict(score) for name, score in evaluation.by_relation.items()},
        "attributes": {
            each.attribute: {
                "said": {**_share_to_dict(each.said), "missing": each.missing},
                "silent": _share_to_dict(each.silent),
            }
            for each in evaluation.agreement
        },
        "confidence": _reliability_to_dict(evaluation.reliability),
        "missed": {"count": len(evaluation.missed), "listed": [asdict(each) for each in evaluation.missed[:errors]]},
        "false": {"count": len(evaluation.false), "listed": [asdict(each) for each in evaluation.false[:errors]]},
    }


def sample_text(sample: Sample, *, path: Path, carried: int | None = None) -> str:
    """Return what was drawn into a sheet and how to go on; ``carried`` rows had a judgement already, None: not asked."""
    drawn = f"{path}: {len(sample.rows):,} of {count(sample.events, 'event')}"
    lines = [f"{drawn}, from {count(len(sample.strata), 'relation')}" if len(sample.strata) > 1 else drawn]
    if sample.repeated:
        lines.append(f"Left out: {count(sample.repeated, 'event')} that the same article had told already")
    if carried is not None:
        lines.append(f"Carried over: {count(carried, 'judgement')}")
    lines.append(
        "Fill the column right: yes, no or arguable. Yes means that the sentence says that source did this to target,\n"
        "or denies it where polarity is negated. Rows come in random order, so you may stop early.\n"
        f"Then: kg audit --filled {path}"
    )
    return "\n".join(lines)


def audit_text(audit: Audit) -> str:
    """Return how much is judged, and precision overall, by relation and by confidence."""
    judged = audit.rows - audit.unjudged
    head = [f"{judged:,} of {count(audit.rows, 'row')} judged, {audit.unjudged:,} not filled"]
    if not judged:
        return f"{head[0]}; write yes, no or arguable into the column right"
    if audit.weighted:
        head.append("Drawn by relation: overall and by confidence, a row weighs as many events as it stands for")
    if audit.uncovered:
        named = [f"{name} ({count(events, 'event')})" for name, events in sorted(audit.uncovered.items())]
        head.append(f"Nothing judged yet, so not in the figures: {_some(named)}")
    overall = audit.overall
    rows = [("overall", *_precision(overall)), *((name, *_precision(it)) for name, it in audit.by_relation.items())]
    blocks = [
        "\n".join(head),
        _table("Precision, the arguable left out", ("", "yes", "no", "arguable", "precision", "95 %"), rows),
    ]
    if overall.arguable:
        low, high = _number(overall.strict.value), _number(overall.lenient.value)
        blocks.append(f"Overall with the arguable as wrong {low}, as right {high}")
    blocks.append(_reliability_text(audit.reliability, head="Confidence"))
    return "\n\n".join(block for block in blocks if block)


def audit_to_dict(audit: Audit) -> Json:
    """Return everything an audit found out as plain JSON values."""
    return {
        "rows": audit.rows,
        "unjudged": audit.unjudged,
        "weighted": audit.weighted,
        "uncovered": dict(audit.uncovered),
        "overall": _precision_to_dict(audit.overall),
        "by_relation": {name: _precision_to_dict(each) for name, each in audit.by_relation.items()},
        "confidence": _reliability_to_dict(audit.reliability),
    }


_SCORE_HEAD: Final = ("found", "right", "gold", "precision", "95 %", "recall", "95 %")


def _head(evaluation: Evaluation) -> str:
    gold = f"{count(evaluation.articles, 'article')} with {count(evaluation.relations, 'relation')}"
    lines = [f"{gold}, {evaluation.neutral:,} of them not core; {count(evaluation.events, 'event')} compared"]
    if evaluation.left_out:
        events, articles = sum(evaluation.left_out.values()), len(evaluation.left_out)
        lines.append(
            f"Left out: {count(events, 'event')} of {count(articles, 'article')} that the gold lacks "
            f"({_some(evaluation.left_out)})"
        )
    if evaluation.silent:
        lines.append(f"Without events: {count(len(evaluation.silent), 'article')} ({_some(evaluation.silent)})")
    if evaluation.left_out and not evaluation.events:
        lines.append("No event is of an article of the gold: are the ids of the articles the same in both files?")
    return "\n".join(lines)


def _reliability_text(found: Reliability, *, head: str) -> str:
    if found.error is None:
        return ""
    rows = [
        (f"{band.low:.2f} to {band.high:.2f}", f"{band.count:,}", _number(band.mean), *_of(band.share))
        for band in found.bands
    ]
    table = _table(head, ("", "events", "mean", "right", "95 %"), rows)
    return f"{table}\n  Expected calibration error {found.error:.3f}"


def _mistakes_text(title: str, mistakes: Sequence[Mistake], level: str, most: int, *, other: str) -> str:
    if not mistakes or not most:
        return ""
    shown = mistakes[:most]
    lines = [f"{title} (level {level}): {len(mistakes):,}{_listed(len(shown), len(mistakes), title)}"]
    for each in shown:
        mark = "" if each.polarity == "affirmed" else f" [{each.polarity}]"
        sure = "" if each.confidence is None else f"  {each.confidence:.2f}"
        lines.append(f"  {each.article}: {each.source} {each.relation} {each.target}{mark}{sure}")
        if each.sentence:
            lines.append(f'      "{each.sentence}"')
        if each.rule:
            lines.append(f"      -- by {_short(each.rule)}")
        if each.instead:
            lines.append(f"      -- {other} for the two: {', '.join(each.instead)}")
    return "\n".join(lines)


def _listed(shown: int, total: int, title: str) -> str:
    if shown == total:
        return ""
    return f", the first {shown:,}" if title == "Missed" else f", the {shown:,} most confident"


def _short(rule: str) -> str:
    return rule if len(rule) <= _LONGEST_RULE else f"{rule[: _LONGEST_RULE - 1]}…"


def _some(names: Iterable[str]) -> str:
    all_names = list(names)
    more = f" and {len(all_names) - _LISTED:,} more" if len(all_names) > _LISTED else ""
    return ", ".join(all_names[:_LISTED]) + more


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the rows under the head, words to the left and numbers to the right; nothing where there is no row."""
    if not rows:
        return ""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    words = [all(not row[i][:1].isdigit() and row[i] != "-" for row in rows) for i in range(len(head))]
    text = [
        "  ".join(
            cell.ljust(width) if word or not i else cell.rjust(width)
            for i, (cell, width, word) in enumerate(zip(line, widths, words, strict=True))
        )
        for line in lines
    ]
    return "\n".join([title, *(f"  {line}".rstrip() for line in text)])


def _score(score: Score) -> tuple[str, ...]:
    counts = (f"{score.found:,}", f"{score.right:,}", f"{score.gold:,}")
    return (*counts, *_of(score.precision), *_of(score.recall))


def _precision(found: Precision) -> tuple[str, ...]:
    return (f"{found.yes:,}", f"{found.no:,}", f"{found.arguable:,}", *_of(found.share))


def _counted(share: Share, *more: str) -> tuple[str, ...]:
    return (f"{share.total:,.0f}", f"{share.right:,.0f}", *more, *_of(share))


def _of(share: Share) -> tuple[str, str]:
    return _number(share.value), "-" if share.value is None else _ends(share.interval)


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _ends(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.2f} to {interval[1]:.2f}"


def _share_to_dict(share: Share) -> Json:
    low, high = share.interval
    return {"right": share.right, "total": share.total, "share": share.value, "low": low, "high": high}


def _score_to_dict(score: Score) -> Json:
    low, high = score.f1_interval
    return {
        "found": score.found,
        "right": score.right,
        "gold": score.gold,
        "precision": _share_to_dict(score.precision),
        "recall": _share_to_dict(score.recall),
        "f1": {"value": score.f1, "low": low, "high": high},
    }


def _precision_to_dict(found: Precision) -> Json:
    return {
        "yes": found.yes,
        "no": found.no,
        "arguable": found.arguable,
        "precision": _share_to_dict(found.share),
        "arguable_as_wrong": _share_to_dict(found.strict),
        "arguable_as_right": _share_to_dict(found.lenient),
    }


def _reliability_to_dict(found: Reliability) -> Json:
    bands: list[Mapping[str, object]] = [
        {"from": band.low, "to": band.high, "events": band.count, "mean": band.mean, **_share_to_dict(band.share)}
        for band in found.bands
    ]
    return {"bands": bands, "expected_calibration_error": found.error}
