"""A proposal in; the commands that settle it with yes and with no out, to be pasted into a shell."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from kg.review.merges import Likeness

if TYPE_CHECKING:
    from kg.review.propose import Proposal


def commands_for(proposal: Proposal) -> tuple[str, str]:
    """Return the command for yes, and the one for no."""
    about = proposal.about
    if isinstance(about, Likeness):
        keep, drop = about.keep.id, about.drop.id
        return _command("merge", drop, keep), _command("keep-apart", drop, keep)
    return _command("affirm", about.event.id), _command("reject", about.event.id)


def _command(*words: str) -> str:
    return shlex.join(("kg", "decide", *words))
