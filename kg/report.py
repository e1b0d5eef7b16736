"""A corpus and its ties in; texts for people out: a summary, and the evidence of one actor or one pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from kg.decisions.words import applied_lines, texts_of_actors, texts_of_events
from kg.disputes import find_disputes
from kg.graph import actors_of
from kg.rounding import signed
from kg.tellers import folded, telling_words
from kg.visible import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import Actor, ActorId, Article, Corpus, Event, Evidence, Skipped
    from kg.strength import Tie

_LISTED_TIES: Final = 5
_LISTED_FILES: Final = 3
_LISTED_OUTLETS: Final = 5
_VERBS: Final = frozenset(("has", "holds", "is", "says", "was"))
"""The verbs with which it is said of one input why it is left out."""


def summary_text(corpus: Corpus, ties: Sequence[Tie]) -> str:
    """Return several lines: how much there is, and of how many events that were read, events by relation, disputes, strongest and most hostile ties, decisions, what was left out.

    A tie is shown with its strength, the interval of it (5th to 95th percentile) and how many of its events count.
    """
    actors = actors_of(corpus)
    names = {actor.id: actor.name for actor in actors}
    numbers = {"actor": actors, "event": corpus.events, "tie": ties}
    lines = [_articles(corpus) + ", ".join(count(len(values), noun) for noun, values in numbers.items())]
    lines += _reading_lines(corpus)
    lines += _language_lines(corpus.articles)
    lines += _relation_lines(corpus.events)
    if disputes := find_disputes(corpus):
        lines += ["", f"Disputed: {count(len(disputes), 'act')} that some affirm and some deny"]
    ranked = sorted(ties, key=lambda tie: (-tie.strength, tie.a, tie.b))
    told = Counter(frozenset((event.source.id, event.target.id)) for event in corpus.events)
    for head, some in (
        ("Strongest ties", [tie for tie in ranked if tie.strength > 0]),
        ("Most hostile ties", [tie for tie in reversed(ranked) if tie.strength < 0]),
    ):
        lines += _tie_lines(head, some, names, told)
    more = [*applied_lines(corpus.decisions, corpus.unmet), *skipped_lines(corpus.skipped)]
    return "\n".join([*map(on_one_line, lines), *more])


def skipped_lines(skipped: Sequence[Skipped]) -> list[str]:
    """Return a head with the number of inputs left out and a line for each reason; nothing where none was."""
    if not skipped:
        return []
    places: dict[str, list[str]] = defaultdict(list)
    for each in skipped:
        places[each.why].append(each.where)
    lines = ["", f"Left out: {count(len(skipped), 'input')}"]
    for why, where in places.items():
        more = f" and {len(where) - _LISTED_FILES} more" if len(where) > _LISTED_FILES else ""
        head = "each " if len(where) > 1 and why.partition(" ")[0] in _VERBS else ""
        lines.append(f"  {_places(where[:_LISTED_FILES], many=len(where) > 1)}{more}: {head}{why}")
    return [on_one_line(line) for line in lines]


def _places(where: Sequence[str], *, many: bool) -> str:
    """Return the places of inputs, with the word for articles once.

    >>> _places(["article a1", "article a2"], many=True)
    'articles a1, a2'
    """
    word = "article "
    if many and all(each.startswith(word) for each in where):
        return f"articles {', '.join(each.removeprefix(word) for each in where)}"
    return ", ".join(where)


def show_text(
    corpus: Corpus, ties: Sequence[Tie], *, actor: Actor, other: Actor | None = None, ids: bool = False
) -> str:
    """Return the ties of an actor, or the one with another, each with its events and their evidence sentences.

    Ties come by the size of their strength; pairs without one (only denied, planned or lasting relations) come last.
    Events come by date, those without one last. An event that is not affirmed and actual is marked, and so is one that
    some affirm and some deny, and the head of a pair says how many of its events count. Copies of an article are named below it. What people decided about actors stands above
    their ties, and about an event below it; with ``ids`` so does its id.
    """
    events: dict[ActorId, list[Event]] = defaultdict(list)
    partners: dict[ActorId, Actor] = {}
    for event in corpus.events:
        ends = {event.source.id: event.source, event.target.id: event.target}
        if actor.id in ends:
            partner = next((end for key, end in ends.items() if key != actor.id), event.target)
            if other is None or partner.id == other.id:
                events[partner.id].append(event)
                partners.setdefault(partner.id, partner)
    strengths = {_other(tie, actor.id): tie for tie in ties if actor.id in {tie.a, tie.b}}
    articles = {article.id: article for article in corpus.articles}
    if not events:
        nothing = f"{actor.name} and {other.name}: no event joins them" if other else f"{actor.name}: no events"
        return on_one_line(nothing)
    order = sorted(events, key=lambda each: (each not in strengths, -abs(_strength(strengths.get(each))), each))
    names = {each.id: each.name for each in actors_of(corpus)}
    disputed = {event for dispute in find_disputes(corpus) for event in dispute.events}
    by_event, by_actor = texts_of_events(corpus.decisions), texts_of_actors(corpus.decisions)
    blocks = (
        ["\n".join(on_one_line(f"{actor.name}: {text}") for text in by_actor[actor.id])] if by_actor[actor.id] else []
    )
    for partner_id in order:
        lines = [_heading(actor.name, names[partner_id], strengths.get(partner_id), len(events[partner_id]))]
        lines += [f"  {names[partner_id]}: {text}" for text in by_actor[partner_id]]
        told = (each.article for event in events[partner_id] for each in event.evidence)
        if words := telling_words(told, articles):
            lines.append(f"  told by {words}")
        for event in sorted(events[partner_id], key=_by_date):
            lines += _event_lines(event, articles, disputed=event.id in disputed)
            lines += [f"      id: {event.id}"] if ids else []
            lines += [f"      decided: {text}" for text in by_event.get(event.id, ())]
        blocks.append("\n".join(map(on_one_line, lines)))
    return "\n\n".join(blocks)


def count(number: int, noun: str) -> str:
    """Return the number with its noun.

    >>> count(1, "event"), count(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _articles(corpus: Corpus) -> str:
    copies = sum(article.copy_of is not None for article in corpus.articles)
    if not copies:
        return f"{count(len(corpus.articles), 'article')}, "
    are = "is a copy of another" if copies == 1 else "are copies of others"
    return f"{count(len(corpus.articles), 'article')}, of which {copies:,} {are}; "


def _language_lines(articles: Sequence[Article]) -> list[str]:
    """Return how many articles there are in each language, nothing where all say English or nothing."""
    total = Counter((article.language or "en").lower().replace("_", "-").partition("-")[0] for article in articles)
    if set(total) <= {"en"}:
        return []
    listed = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return ["", "Articles by language: " + ", ".join(f"{code} {number:,}" for code, number in listed)]


def _relation_lines(events: Sequence[Event]) -> list[str]:
    if not events:
        return []
    total: Counter[str] = Counter(event.relation for event in events)
    open_ones: Counter[str] = Counter(event.relation for event in events if _marks(event.polarity, event.modality))
    width = max(map(len, total))
    lines = ["", "Events by relation"]
    for relation, number in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        note = f"  ({open_ones[relation]:,} not actual or denied)" if open_ones[relation] else ""
        lines.append(f"  {relation:<{width}}  {number:>6,}{note}")
    return lines


def _reading_lines(corpus: Corpus) -> list[str]:
    """Return what became of the events that were read, nothing where each is one of the corpus."""
    reading = corpus.reading
    if reading is None or reading.events == len(corpus.events):
        return []
    merged = reading.events - reading.doubtful - reading.decided - len(corpus.events)
    parts = [
        (reading.doubtful, "doubtful"),
        (reading.decided, "left out by decisions"),
        (merged, "repeats of an act" if merged > 1 else "repeat of an act"),
    ]
    less = ", ".join(f"{number:,} {what}" for number, what in parts if number)
    return [f"{count(len(corpus.events), 'event')} of {reading.events:,} that were read: without {less}"]


def _tie_lines(
    head: str, ties: Sequence[Tie], names: Mapping[ActorId, str], told: Mapping[frozenset[ActorId], int]
) -> list[str]:
    if not ties:
        return []
    return [
        "",
        head,
        *(
            f"  {signed(tie.strength):>5}  {_pair(tie, names)}  ({_figures(tie, told[frozenset((tie.a, tie.b))])})"
            for tie in ties[:_LISTED_TIES]
        ),
    ]


def _pair(tie: Tie, names: Mapping[ActorId, str]) -> str:
    return f"{names[tie.a]} - {names[tie.b]}"


def _figures(tie: Tie, told: int) -> str:
    """Return the interval of a tie, how many of the events that join the two count for it, and the last day of an act."""
    last = f", last {tie.last.isoformat()}" if tie.last else ""
    events = count(told, "event")
    if tie.events != told:
        events = f"{tie.events:,} of {events} count{'s' if tie.events == 1 else ''}"
    return f"{signed(tie.low)} to {signed(tie.high)}, {events}{last}"


def _heading(name: str, other: str, tie: Tie | None, told: int) -> str:
    if tie is None:
        return f"{name} - {other}: no strength (nothing affirmed and actual that is an act)"
    return (
        f"{name} - {other}: strength {signed(tie.strength)} ({_figures(tie, told)}; "
        f"affinity {signed(tie.affinity)}, engagement {signed(tie.engagement)})"
    )


def _event_lines(event: Event, articles: Mapping[str, Article], *, disputed: bool) -> Iterable[str]:
    when = _when(event)
    parts = [f"  {when}  {_end(event.source)} {event.relation} {_end(event.target)}"]
    if event.place:
        parts.append(f"at {event.place.name}")
    if event.occasion:
        parts.append(f"on {event.occasion}")
    yield ", ".join(parts) + _marks(event.polarity, event.modality, *(["disputed"] if disputed else []))
    for first, copies in folded(event.evidence, articles):
        for evidence in first:
            yield f'      "{" ".join(evidence.quote.split())}"'
            yield f"      {_source(evidence, articles.get(evidence.article))}"
        if copies:
            yield f"      and {_copies(copies, articles)}"


def _source(evidence: Evidence, article: Article | None) -> str:
    told_by = [article.source] if article and article.source else []
    told_by.append(f"article {evidence.article}")
    if article and article.published:
        told_by.append(f"published {article.published.isoformat()}")
    if evidence.attribution:
        told_by.append(f"according to {evidence.attribution}")
    return f"-- {', '.join(told_by)}{_marks(evidence.polarity, evidence.modality)}"


def _copies(evidence: Sequence[Evidence], articles: Mapping[str, Article]) -> str:
    ids = list(dict.fromkeys(each.article for each in evidence))
    outlets = [articles[each].source or f"article {each}" for each in ids]
    more = f" and {len(outlets) - _LISTED_OUTLETS} more" if len(outlets) > _LISTED_OUTLETS else ""
    copies = "1 copy" if len(ids) == 1 else f"{len(ids):,} copies"
    return f"{copies} of it, in {', '.join(outlets[:_LISTED_OUTLETS])}{more}"


def _marks(polarity: str, modality: str, *more: str) -> str:
    marks = [mark for mark, plain in ((polarity, "affirmed"), (modality, "actual")) if mark != plain]
    marks += more
    return f" [{', '.join(marks)}]" if marks else ""


def _when(event: Event) -> str:
    if event.date is None:
        return "no date   "
    if event.date.precision == "day":
        return event.date.earliest.isoformat()
    return f"{event.date.earliest.isoformat()} to {event.date.latest.isoformat()}"


def _end(actor: Actor) -> str:
    return f"{actor.name} ({actor.organ})" if actor.organ else actor.name


def _by_date(event: Event) -> tuple[bool, str, str]:
    return event.date is None, event.date.earliest.isoformat() if event.date else "", event.id


def _other(tie: Tie, actor: ActorId) -> ActorId:
    return tie.b if tie.a == actor else tie.a


def _strength(tie: Tie | None) -> float:
    return tie.strength if tie else 0.0
