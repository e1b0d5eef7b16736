"""Proposals in; the questions, answers, reasons and sentences that a person reads out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.ontology import load_relations
from kg.report import count
from kg.review.commands import commands_for
from kg.review.merges import Likeness
from kg.rounding import signed
from kg.visible import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Actor, Event
    from kg.review.doubts import Doubt
    from kg.review.propose import Proposal, Sentence

_INDENT: Final = "      "


def question_of(proposal: Proposal) -> str:
    """Return the question, which yes or no answers."""
    about = proposal.about
    if isinstance(about, Likeness):
        return f"Are {_who(about.keep)} and {_who(about.drop)} one actor?"
    return f"Is it right: {event_words(about.event)}?"


def event_words(event: Event) -> str:
    """Return who did what to whom, when, and whether it is only planned or denied."""
    relation = load_relations().get(event.relation)
    verb = (relation.label if relation else event.relation).replace("-", " ")
    status = [word for word, plain in ((event.polarity, "affirmed"), (event.modality, "actual")) if word != plain]
    if event.date is None:
        when = "date not said"
    elif event.date.earliest == event.date.latest:
        when = event.date.earliest.isoformat()
    else:
        when = f"{event.date.earliest.isoformat()} to {event.date.latest.isoformat()}"
    return ", ".join([f"{_end(event.source)} {verb} {_end(event.target)}", when, *status])


def answers_of(proposal: Proposal) -> tuple[str, str]:
    """Return what yes changes, and what no does."""
    about = proposal.about
    if isinstance(about, Likeness):
        joined = f", {count(proposal.joined, 'tie')} of them to others that both have" if proposal.joined else ""
        yes = (
            f"{count(proposal.events, 'event')} and {count(len(proposal.ties), 'tie')} of {about.drop.name} go to "
            f"{about.keep.name}{joined}; {sum(abs(tie.strength) for tie in proposal.ties):.2f} of strength moves"
        )
        return yes, "they stay two, and are not proposed again"
    return "it stays, and is not proposed again", _rejected(about)


def chance_words(proposal: Proposal) -> str:
    """Return how likely the answer is that changes the graph, and what makes it doubtful."""
    about = proposal.about
    if isinstance(about, Likeness):
        return f"{proposal.chance:.0%} that they are one"
    reasons = [f"{proposal.chance:.0%} that it is wrong"]
    if about.disputed:
        reasons.append("some deny it")
    if about.without is None:
        reasons.append("the tie stands on it alone")
    return ", ".join(reasons)


def sentence_words(sentence: Sentence) -> str:
    """Return a sentence with its source, as one line."""
    article = sentence.article
    told = [article.source] if article and article.source else []
    told += [f"article {article.id}"] if article else []
    told += [article.published.isoformat()] if article and article.published else []
    names = f"{sentence.names}: " if sentence.names else ""
    return f'{names}"{sentence.quote}" ({", ".join(told)})' if told else f'{names}"{sentence.quote}"'


def proposal_lines(proposal: Proposal, number: int, *, commands: tuple[str, str] | None = None) -> list[str]:
    """Return a proposal as lines for a terminal, with the commands that settle it with yes and with no."""
    about = proposal.about
    lines = [f"{number:>3}.  {question_of(proposal)}  [{chance_words(proposal)}]"]
    lines += [f"{_INDENT}{sentence_words(each)}" for each in proposal.sentences]
    if isinstance(about, Likeness):
        lines += [f"{_INDENT}{each.weight:+.1f}  {each.text}" for each in about.reasons]
    for answer, what, command in zip(("yes", "no"), answers_of(proposal), commands or ("", ""), strict=True):
        lines.append(f"{_INDENT}{answer + ':':<5}{what}")
        if command:
            lines.append(f"{_INDENT}     {command}")
    return [on_one_line(line) for line in lines]


def review_text(proposals: Sequence[Proposal], *, most: int, where: Sequence[str] = ()) -> str:
    """Return all proposals as text, under a line that says what they are and above one that says how to go on.

    ``where`` are options of graph and file for the commands.
    """
    if not proposals:
        return "Nothing to settle: no two actors look like one, and no event that counts is in doubt."
    merges = sum(isinstance(each.about, Likeness) for each in proposals)
    kinds = [count(merges, "merge")] * bool(merges) + [count(len(proposals) - merges, "event")] * (
        merges < len(proposals)
    )
    gain = sum(each.gain for each in proposals)
    time = count(max(1, round(len(proposals) / 2)), "minute")
    head = f"{' and '.join(kinds)} to settle, those first whose answer is expected to change most"
    lines = [f"{head} (strengths by {gain:.2f} in all; about {time})"]
    for number, each in enumerate(proposals, 1):
        lines += ["", *proposal_lines(each, number, commands=commands_for(each, where=where))]
    lines += ["", "Paste the command of your answer, with your reason in place of the dots."]
    if len(proposals) == most:
        lines.append("There may be more questions; --most N shows more of them.")
    return "\n".join(lines)


def _rejected(about: Doubt) -> str:
    tie = about.tie
    event = about.event
    names = {event.source.id: event.source.name, event.target.id: event.target.name}
    pair = f"{names.get(tie.a, tie.a)} - {names.get(tie.b, tie.b)}"
    if about.without is None:
        return f"it is rejected, and the tie {pair} ({signed(tie.strength)}) goes with it"
    return (
        f"it is rejected, and the strength of {pair} moves from {signed(tie.strength)} to about {signed(about.without)}"
    )


def _who(actor: Actor) -> str:
    facts = [actor.kind, *([actor.state] if actor.state and actor.state != actor.name else [])]
    return f"{actor.name} ({', '.join(facts)})"


def _end(actor: Actor) -> str:
    return f"{actor.name} ({actor.organ})" if actor.organ else actor.name
