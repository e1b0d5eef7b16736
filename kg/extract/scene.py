"""Occurrences of an article in, the same with the place of a meeting for what its participants did there out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.extract.occurrence import Occurrence
from kg.extract.story import Story
from kg.model import Actor, Place

_MEETINGS: Final = frozenset({"met-with", "negotiated-with", "visited", "hosted", "mediated-between", "agreed-with"})
"""What two sides do in one place; calls and messages are none of these."""
_REMOTE: Final = frozenset({"spoke-with", "sent-message-to", "invited"})


def place_by_scene(found: Sequence[Occurrence], story: Story) -> None:
    """Give occurrences without a place that of the meeting they belong to.

    A meeting of the same two sides on a day that can be the same is the scene of what they agree; on the very same
    day, it is that of what one says to or of the other. "Here" is the town of the dateline.
    """
    for one in found:
        if one.place is None and any(report.here for report in one.reports):
            one.place = story.town
    scenes = [(one, place) for one in found if (place := _place_of_meeting(one)) is not None]
    for one in found:
        if one.place is None:
            places = [place for scene, place in scenes if scene is not one and _belongs(one, scene)]
            one.place = places[0] if places else None


def _place_of_meeting(one: Occurrence) -> Place | None:
    first = one.reports[0]
    if first.relation.id not in _MEETINGS:
        return None
    if one.place is None and first.relation.id == "visited" and first.target.kind == "state":
        return Place(name=first.target.name, country=first.target.name)
    return one.place


def _belongs(one: Occurrence, scene: Occurrence) -> bool:
    report, meeting = one.reports[0], scene.reports[0]
    relation = report.relation
    if relation.static or relation.quad not in {"VC", "XC"} or relation.id in _REMOTE | {"visited"}:
        return False
    if (report.evidence.modality == "actual") != (meeting.evidence.modality == "actual"):
        return False
    present = _sides(meeting.source) | _sides(meeting.target)
    if not _sides(report.target) & present:
        return False
    if relation.id != "mediated-between" and not _sides(report.source) & present:
        return False
    if one.date is not None and scene.date is not None:
        return one.date.overlaps(scene.date)
    return relation.id in _MEETINGS and one.date is None and scene.date is None


def _sides(actor: Actor) -> frozenset[str]:
    """Return what an actor stands for: itself and its state."""
    return frozenset({str(actor.id), actor.name, actor.state} - {""})
