"""The answer to who a phrase names in; a text or a row for JSON out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.phrases.answer import Who


def to_text(answer: Who) -> str:
    """Return an answer for people: what was found, then the words that decided or those that were tried."""
    if not answer.known:
        tried = ", ".join(answer.tried) or "no word"
        return f"{answer.phrase}: unknown\n  tried: {tried}"
    codes = "+".join(filter(None, (answer.code, answer.second))) or "-"
    country = f"{answer.country} ({answer.state})" if answer.state else answer.country or "-"
    actor = f", {answer.actor.name} ({answer.actor.id})" if answer.actor else ""
    lines = [f"{answer.phrase}: {country}, {codes}{actor}", f"  because {'; '.join(answer.reasons)}"]
    if answer.tried:
        lines.append(f"  in no table: {', '.join(answer.tried)}")
    return "\n".join(lines)


def to_dict(answer: Who) -> dict[str, object]:
    """Return an answer as a row for JSON; empty strings are unknown, ``actor`` is null where the tables have none."""
    return {
        "phrase": answer.phrase,
        "known": answer.known,
        "country": answer.country,
        "state": answer.state,
        "code": answer.code,
        "second": answer.second,
        "actor": None if answer.actor is None else {"id": answer.actor.id, "name": answer.actor.name},
        "reasons": list(answer.reasons),
        "tried": list(answer.tried),
    }
