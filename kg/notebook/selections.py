"""What is to be shown of a graph in; how that is said out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notebook.parts import Line, Shown

if TYPE_CHECKING:
    from kg.model import ActorId
    from kg.notebook.known import Known
    from kg.page.selection import Selection


def selection_shown(selection: Selection, known: Known) -> Shown:
    """Return what passes and what is left out, in the words of a caption."""
    names: dict[ActorId, str] = {each: known.name(each) for each in (selection.around, *selection.brought) if each}
    return Shown(title="Selection", parts=(Line(cells=(selection.in_words(names) or "Nothing is left out.",)),))
