"""A folder that keeps articles, what was read in them and what people decided; graphs of all of it out."""

from kg.workspace.change import Change, Gone
from kg.workspace.made import LastBuild
from kg.workspace.settings import Settings
from kg.workspace.status import Status
from kg.workspace.workspace import Workspace

__all__ = ["Change", "Gone", "LastBuild", "Settings", "Status", "Workspace"]
