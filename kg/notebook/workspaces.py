"""Workspaces and what was done to them in; how they are shown, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notebook.parts import Code, Line, Shown

if TYPE_CHECKING:
    from kg.notebook.known import Known
    from kg.workspace import Change, Status, Workspace


def workspace_shown(workspace: Workspace, known: Known) -> Shown:
    """Return the state of a workspace as it is now."""
    return status_shown(workspace.status(), known)


def status_shown(status: Status, _known: Known) -> Shown:
    """Return what a workspace holds, and what waits to be done."""
    return Shown(title=f"Workspace {status.folder}", parts=(Line(cells=(Code(text=status.to_text()),)),))


def change_shown(change: Change, _known: Known) -> Shown:
    """Return what was done to a workspace."""
    return Shown(title="", parts=(Line(cells=(Code(text=change.to_text()),)),))
