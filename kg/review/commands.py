"""A proposal in; the commands that settle it with yes and with no out, to be pasted into a shell."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from kg.review.merges import Likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.review.propose import Proposal

WHY: Final = "..."
"""What stands in place of the reason, which is the person's to write."""


def commands_for(proposal: Proposal, *, where: Sequence[str] = ()) -> tuple[str, str]:
    """Return the command for yes, and the one for no; ``where`` are their options of graph and file."""
    about = proposal.about
    end = ("--why", WHY, *where)
    if isinstance(about, Likeness):
        keep, drop = about.keep.id, about.drop.id
        return _command("merge", drop, "--into", keep, *end), _command("apart", drop, keep, *end)
    return _command("affirm", about.event.id, *end), _command("reject", about.event.id, *end)


def _command(*words: str) -> str:
    return shlex.join(("kg", "decide", *words))
