"""What was found of a graph in; a report for people out, a paragraph for each measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.analysis.result import MEASURES
from kg.analysis.tables import bridges, brokers, frustrated, local_bridges, standing, unexpected
from kg.rounding import signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.analysis.result import ActorFigures, Analysis, Pair, TieFigures, Triangle


class _Words(NamedTuple):
    """The names of actors by id, and the mark of strengths that are not certain: none where no strength is."""

    names: Mapping[str, str]
    mark: str


_MEMBERS: Final = 8
_TELLING_BITS: Final = 4.3


def analysis_text(analysis: Analysis, *, top: int = 10, measures: Sequence[str] = MEASURES) -> str:
    """Return the report: how much there is, then each measure with at most ``top`` lines of a kind."""
    whole = analysis.overall
    head = (
        f"{_count(whole.actors, 'actor')}, {_count(whole.ties, 'tie')} ({whole.friendly_ties:,} friendly, "
        f"{whole.hostile_ties:,} hostile), {_count(whole.components, 'component')}, "
        f"{_count(whole.isolated, 'actor')} without a tie"
    )
    certain = sum(tie.certain for tie in analysis.ties)
    if whole.ties:
        marks = "; ? marks the others" if certain else ""
        head += f"\nThe interval of the strength leaves 0 out for {certain:,} of {_count(whole.ties, 'tie')}{marks}"
    words = _Words({actor.id: actor.name for actor in analysis.actors}, " ?" if certain else "")
    blocks = [head, *("\n".join(_SECTIONS[measure](analysis, words, top)) for measure in measures)]
    return "\n\n".join(blocks) + "\n"


def _communities(analysis: Analysis, words: _Words, top: int) -> list[str]:
    whole = analysis.overall
    lines = [f"Communities: {whole.communities:,} of two or more, signed modularity {whole.modularity:.2f}"]
    for each in analysis.communities[:top]:
        lines.append(f"  {each.number}. {_listed(each.members, words, _MEMBERS)}")
        lines.append(
            f"     inside {each.friendly_inside:.1f} friendly, {each.hostile_inside:.1f} hostile; "
            f"outward {each.friendly_outside:.1f} friendly, {each.hostile_outside:.1f} hostile"
        )
    return [*lines, *_rest(len(analysis.communities), top)]


def _brokerage(analysis: Analysis, _: _Words, top: int) -> list[str]:
    found = [actor for actor in brokers(analysis) if actor.betweenness > 0.0]
    how = "" if analysis.overall.betweenness_exact else " (estimated)"
    lines = [
        f"Brokers: share of friendly paths through each{how}, Burt's constraint, pairs joined within and between communities"
    ]
    for actor in found[:top]:
        roles = ", ".join(
            f"{role} {getattr(actor, role):,}"
            for role in ("coordinator", "itinerant", "gatekeeper", "liaison")
            if getattr(actor, role)
        )
        lines.append(
            f"  {actor.betweenness:.3f}  {actor.name}: constraint {actor.constraint:.2f}, effective size "
            f"{actor.effective_size:.1f} of {_count(actor.friends, 'friend')}{f'; {roles}' if roles else ''}"
        )
    return [*lines, *([] if found else ["  nobody stands between others"])]


def _status(analysis: Analysis, _: _Words, top: int) -> list[str]:
    def line(actor: ActorFigures) -> str:
        return (
            f"  {actor.status:.3f}  {actor.name}: {_count(actor.friends, 'friend')} ({actor.friendly:.2f}), "
            f"{_count(actor.foes, 'foe')} ({actor.hostile:.2f}), PageRank {actor.pagerank:.4f}"
        )

    ranked = [actor for actor in standing(analysis, "status") if actor.friends or actor.foes]
    high = [actor for actor in ranked if actor.status > 1.0][:top]
    low = [actor for actor in reversed(ranked) if actor.status < 1.0][:top]
    lines = ["Standing: friends of good standing raise it, foes lower it, 1 is neutral", *map(line, high)]
    return [*lines, *(["Lowest standing"] if low else []), *map(line, low)]


def _balance(analysis: Analysis, words: _Words, top: int) -> list[str]:
    whole = analysis.overall
    if not whole.triangles:
        return ["Structural balance: no triangles, so nothing is out of balance"]
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in whole.kinds.items())
    lines = [
        (
            f"Structural balance: {_percent(whole.balance)} of {_count(whole.triangles, 'triangle')} balanced, "
            f"{_percent(whole.weighted_balance)} by intensity ({kinds})"
        )
    ]
    if analysis.unbalanced:
        lines.append("  Most intense unbalanced triangles")
    lines += [f"  {_triangle(each, words)}" for each in analysis.unbalanced[:top]]
    number = whole.kinds["++-"] + whole.kinds["---"]
    return [*lines, *_rest(number, top)]


def _triangle(found: Triangle, words: _Words) -> str:
    a, b, c = words.names[found.a], words.names[found.b], words.names[found.c]
    mark = "" if found.certain else words.mark
    return f"{found.intensity:.2f}  {a} {signed(found.ab)} {b}, {a} {signed(found.ac)} {c}, {b} {signed(found.bc)} {c}{mark}"


def _frustration(analysis: Analysis, words: _Words, top: int) -> list[str]:
    whole = analysis.overall
    proof = "proven least" if whole.frustration_exact else f"at least {whole.frustration_least:.2f} whatever the camps"
    lines = [
        (
            f"Camps: two leave {_percent(whole.frustration_share)} of all strength unexplained "
            f"({whole.frustration:.2f} in {_count(whole.frustrated_ties, 'tie')}; {proof})"
        )
    ]
    for number in (1, 2):
        members = analysis.camp(number)
        if members:
            lines.append(f"  Camp {number} of the largest component: {_listed(members, words, 2 * _MEMBERS)}")
    found = frustrated(analysis)
    if found:
        lines.append("  Ties that contradict the camps")
    return [*lines, *(f"  {_tie(tie, words)}" for tie in found[:top]), *_rest(len(found), top)]


def _similarity(analysis: Analysis, words: _Words, top: int) -> list[str]:
    lines = ["Most alike: cosine of what they are to others, ranked lower where few partners are shared"]
    lines += [_pair(pair, words) for pair in analysis.alike[:top]] or ["  no pair shares two partners"]
    if analysis.opposed:
        lines += ["Most opposed", *(_pair(pair, words) for pair in analysis.opposed[:top])]
    return lines


def _pair(pair: Pair, words: _Words) -> str:
    own = f"own tie {signed(pair.strength)}" if pair.strength else "no tie of their own"
    return f"  {signed(pair.similarity):>5}  {words.names[pair.a]} - {words.names[pair.b]} ({pair.shared:,} shared partners, {own})"


def _bridges(analysis: Analysis, words: _Words, top: int) -> list[str]:
    whole = analysis.overall
    found = bridges(analysis)
    wide = [tie for tie in found if tie.far_side > 1]
    lines = [
        (
            f"Bridges: {_count(len(found), 'friendly tie')} without a friendly detour, "
            f"{len(found) - len(wide):,} of them to a single actor"
        )
    ]
    lines += [f"  {_tie(tie, words)}, cuts off {tie.far_side:,}" for tie in wide[:top]]
    lines += _rest(len(wide), top)
    if whole.local_bridges:
        lines.append(f"Local bridges: {_count(whole.local_bridges, 'tie')} between communities without a common friend")
        lines += [f"  {_tie(tie, words)}" for tie in local_bridges(analysis)[:top]]
        lines += _rest(whole.local_bridges, top)
    return lines


def _unexpected(analysis: Analysis, words: _Words, top: int) -> list[str]:
    lines = ["Unexpected ties: bits of surprise, from 4.3 on 20 times as unlikely as what was predicted"]
    kinds = (
        ("Deal with each other more than their prominence predicts", "engagement_surprise", 1),
        ("Deal with each other less than their prominence predicts", "engagement_surprise", -1),
        ("Friendlier than their habits predict", "affinity_surprise", 1),
        ("More hostile than their habits predict", "affinity_surprise", -1),
    )
    for head, figure, sign in kinds:
        found = unexpected(analysis, figure, sign)
        if found:
            telling = sum(abs(getattr(tie, figure)) >= _TELLING_BITS for tie in found)
            lines.append(f"  {head} ({telling:,} of {len(found):,} from 4.3 bits on)")
        for tie in found[:top]:
            measured = (
                f"engagement {signed(tie.engagement)}"
                if figure == "engagement_surprise"
                else f"affinity {signed(tie.affinity)}, predicted {signed(tie.habit)}"
            )
            lines.append(f"  {abs(getattr(tie, figure)):.1f}  {words.names[tie.a]} - {words.names[tie.b]}: {measured}")
    return [*lines, *(["  none: no tie departs from what was predicted"] if len(lines) == 1 else [])]


def _tie(tie: TieFigures, words: _Words) -> str:
    return f"{signed(tie.strength):>5}  {words.names[tie.a]} - {words.names[tie.b]}{'' if tie.certain else words.mark}"


def _listed(members: Sequence[str], words: _Words, most: int) -> str:
    more = f" and {len(members) - most:,} more" if len(members) > most else ""
    return ", ".join(words.names[each] for each in members[:most]) + more


def _rest(number: int, top: int) -> Iterable[str]:
    return [f"  and {number - top:,} more"] if number > top else []


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _percent(share: float) -> str:
    return f"{100.0 * share:.0f} %" if share >= 0.1 or not share else f"{100.0 * share:.1f} %"


_SECTIONS: Final[Mapping[str, Callable[[Analysis, _Words, int], list[str]]]] = dict(
    zip(
        MEASURES,
        (_communities, _brokerage, _status, _balance, _frustration, _similarity, _bridges, _unexpected),
        strict=True,
    )
)
