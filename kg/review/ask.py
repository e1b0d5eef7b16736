"""Proposals and a person who answers in; decisions, each written as soon as it is made, and a count of them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.decisions import add_decisions, undo_decision
from kg.report import count
from kg.review.answer import decision_for
from kg.review.words import proposal_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from kg.review.propose import Proposal

PROMPT: Final = "      yes, no, skip, back, quit? "
HELP: Final = (
    "      y or n, and after it why, if you like: n the ship was another's. s skips, b goes back to the last question "
    "and takes its answer out of the file, q stops. Every answer is written at once."
)
_WORDS: Final = {"y": "yes", "n": "no", "s": "skip", "b": "back", "q": "quit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How many questions were answered with yes, with no, and passed over, of all that there were."""

    yes: int
    no: int
    skipped: int
    all: int


def ask(
    proposals: Sequence[Proposal],
    *,
    file: Path,
    who: str,
    when: date,
    read: Callable[[str], str],
    say: Callable[[str], None],
) -> Asked:
    """Ask one question after the other, and write each answer into the file of decisions before the next.

    ``read`` shows a prompt and returns a line; at the end of its input it raises EOFError, which stops as "quit" does.

    Raises
    ------
    InputError, DecisionError, OutputError
        As `kg.decisions.file.add_decisions` does.
    """
    names: list[str | None] = []
    answers: list[str] = []
    while len(answers) < len(proposals):
        number = len(answers)
        say("\n".join(["", *proposal_lines(proposals[number], number + 1)]))
        word, why = _answer(read, say)
        if word == "quit":
            break
        if word == "back":
            _go_back(file, names, answers, say)
            continue
        name = None
        if word in {"yes", "no"}:
            decision = decision_for(proposals[number], yes=word == "yes", who=who, when=when, why=why)
            (added,) = add_decisions(file, [decision])
            # What stood there before is not this person's to take back.
            name = added.decision.name if added.new else None
            say(f"      {'written' if added.new else 'stands there already'}: {added.decision.name}")
        names.append(name)
        answers.append(word)
    tally = Asked(yes=answers.count("yes"), no=answers.count("no"), skipped=answers.count("skip"), all=len(proposals))
    say(f"\n{_summary(tally, file)}")
    return tally


def _answer(read: Callable[[str], str], say: Callable[[str], None]) -> tuple[str, str]:
    """Return one of the words, and the reason after it; ask again where it is none."""
    while True:
        try:
            line = read(PROMPT).strip()
        except EOFError:
            return "quit", ""
        first, _, why = line.partition(" ")
        first = first.casefold().rstrip(",.:;")
        word = next((word for letter, word in _WORDS.items() if first in {letter, word}), None)
        if word is not None:
            return word, why.strip()
        say(HELP)


def _go_back(file: Path, names: list[str | None], answers: list[str], say: Callable[[str], None]) -> None:
    if not answers:
        say("      This is the first question.")
        return
    answers.pop()
    name = names.pop()
    if name is not None:
        undo_decision(file, name)
        say(f"      taken out: {name}")


def _summary(tally: Asked, file: Path) -> str:
    answered = tally.yes + tally.no
    left = tally.all - answered
    parts = [
        f"{count(answered, 'answer')} in {file}: {tally.yes} yes, {tally.no} no",
        f"{count(left, 'question')} left open",
    ]
    return "; ".join(parts) + (". They count from the next build on." if answered else ".")
