"""Mentions in the order of the text in, who was spoken of last out: the memory that references are resolved with."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.mentions import Mention


@dataclass(slots=True)
class Discourse:
    """Who was spoken of, the latest last.

    ``subjects`` are those who acted, ``joint`` those who last acted together, ``speaker`` is who spoke last.
    """

    persons: list[Mention] = field(default_factory=list)
    subjects: list[Mention] = field(default_factory=list)
    states: list[Mention] = field(default_factory=list)
    joint: tuple[Mention, ...] = ()
    speaker: Mention | None = None

    def note(self, found: Mention, *, subject: bool) -> None:
        """Remember a mention."""
        if found.form in {"medium", "adjective", "people"}:
            return
        pile = self.persons if found.kind == "person" else self.states
        pile.append(found)
        if subject:
            self.subjects.append(found)
