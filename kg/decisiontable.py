"""A table of the decisions file in; the decision that it holds out, and back again, as TOML too."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, cast

from kg.decision import DECISION_KINDS, EVENT_KINDS, Decision, DecisionKind, Told
from kg.errors import DecisionError
from kg.model import ACTOR_KINDS
from kg.ontology import load_relations

Table = Mapping[str, object]

COMMON: Final = ("name", "kind", "who", "when", "why")
_EVENT: Final = ("event", "article", "quote", "relation", "source", "target")
_KEYS: Final[Mapping[DecisionKind, tuple[str, ...]]] = {
    "merge-actors": ("actors", "into", "label"),
    "split-actor": ("actor", "into", "label", "actor_kind", "state", "articles", "events"),
    "rename-actor": ("actor", "label"),
    "keep-apart": ("actors",),
    "correct-date": (*_EVENT, "earliest", "latest", "undated"),
    "correct-place": (*_EVENT, "place", "country", "unplaced"),
    "correct-relation": (*_EVENT, "to", "swap"),
    "reject-event": _EVENT,
    "affirm-event": _EVENT,
    "leave-out-article": ("articles",),
}
"""The keys of a table of each kind beside those that all have; ``relation`` is the one that the event has or had."""

_LONGEST: Final = 60
"""Characters of a wrong value that a message shows."""


def decision_of(table: Table) -> Decision:
    """Return the decision that a table holds.

    Raises
    ------
    DecisionError
        If a key is unknown or missing, or a value is none that it may have; the message names the key.
    """
    kind = _kind(table)
    keys = (*COMMON, *_KEYS[kind])
    for key in table:
        if key not in keys:
            near = difflib.get_close_matches(key[:_LONGEST], keys, n=1) or keys
            raise DecisionError(f"unknown key {_shown(key)} for a {kind}; write {' or '.join(near)}")
    asked = {"name": _text(table, "name"), "kind": kind, "who": _text(table, "who"), "when": _day(table, "when")}
    if not asked["name"]:
        raise DecisionError("name is missing; write one that no other decision has, such as merge-un")
    if asked["when"] is None:
        raise DecisionError("when is missing; write the day of the decision, as 2024-05-09")
    asked["why"] = _text(table, "why")
    content = _event_content(table, kind) if kind in EVENT_KINDS else _actor_content(table, kind)
    try:
        return Decision(**asked, **content)  # type: ignore[arg-type]  # each field has the type of its name
    except ValueError as error:
        raise DecisionError(str(error)) from None


def table_of(decision: Decision) -> dict[str, object]:
    """Return the decision as plain TOML values, in the order in which the file shows them; the inverse of `decision_of`."""
    found: dict[str, object] = {
        "name": decision.name,
        "kind": decision.kind,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
    }
    if decision.event is not None:
        found |= _told_to_table(decision.event)
    elif "actor" in _KEYS[decision.kind]:
        found["actor"] = decision.actors[0]
    else:
        found["actors"] = list(decision.actors)
    for key in ("into", "label", "actor_kind", "state"):
        found[key] = getattr(decision, key)
    found["articles"] = list(decision.articles)
    if decision.kind == "split-actor":
        found["events"] = [_told_to_table(told) for told in decision.told]
    if decision.kind == "correct-date":
        found |= {"earliest": decision.earliest, "latest": decision.latest, "undated": decision.earliest is None}
    if decision.kind == "correct-place":
        found |= {"place": decision.place, "country": decision.country, "unplaced": not decision.place}
    found |= {"to": decision.relation, "swap": decision.swap}
    return {key: value for key, value in found.items() if value}


def check_relation(text: str, *, field: str = "relation") -> str:
    """Return the id of the relation.

    Raises
    ------
    DecisionError
        If the ontology has none of that name; the message has the nearest ones.
    """
    known = load_relations()
    if text in known:
        return text
    begun = [name for name in known if text and name.startswith(text)]
    near = begun or difflib.get_close_matches(text[:80], known, n=3) or list(known)[:3]
    shown = text if len(text) <= 80 else f"{text[:80]}…"
    raise DecisionError(f"{field} is {shown!r}, which the ontology has not; did you mean {', '.join(near)}?")


def to_toml(table: Table) -> str:
    """Return the keys and values of a table as TOML; tables in it stand a line each."""
    import tomlkit

    document = tomlkit.document()
    for key, value in table.items():
        if isinstance(value, list) and any(isinstance(each, dict) for each in value):
            rows = tomlkit.array().multiline(multiline=True)
            for each in value:
                row = tomlkit.inline_table()
                row.update(each)
                rows.append(row)
            document.append(key, rows)
        else:
            document.append(key, tomlkit.item(value))
    return tomlkit.dumps(document)


def content_to_toml(decision: Decision) -> str:
    """Return what a decision says as TOML, without its name, its kind, and who decided it when and why."""
    return to_toml({key: value for key, value in table_of(decision).items() if key not in COMMON}).rstrip()


def content_from_toml(text: str, common: Table) -> Decision:
    """Return the decision of what it says and its common values; the inverse of `content_to_toml`.

    Raises
    ------
    DecisionError
        If the text is no TOML, or the decision is none.
    """
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DecisionError(f"not TOML: {error}") from None
    return decision_of({**content, **common})


def _kind(table: Table) -> DecisionKind:
    kind = _text(table, "kind")
    if not kind:
        raise DecisionError(f"kind is missing; write one of {', '.join(DECISION_KINDS)}")
    if kind not in DECISION_KINDS:
        near = difflib.get_close_matches(kind[:_LONGEST], DECISION_KINDS, n=1)
        options = near or DECISION_KINDS
        one = "one of " if len(options) > 1 else ""
        raise DecisionError(f"kind is {_shown(kind)}; write {one}{', '.join(options)}")
    return kind


def _actor_content(table: Table, kind: DecisionKind) -> dict[str, object]:
    content: dict[str, object] = {key: _text(table, key) for key in ("into", "label", "actor_kind", "state")}
    if content["actor_kind"] not in {"", *ACTOR_KINDS}:
        raise DecisionError(f"actor_kind is {_shown(content['actor_kind'])}; write one of {', '.join(ACTOR_KINDS)}")
    if "actor" in _KEYS[kind]:
        content["actors"] = (_text(table, "actor"),) if table.get("actor") else ()
        if not content["actors"]:
            raise DecisionError("actor is missing; write the id of an actor, such as united-nations")
    else:
        content["actors"] = _texts(table, "actors")
    content["articles"] = _texts(table, "articles")
    events = table.get("events", [])
    if not isinstance(events, list) or not all(isinstance(each, dict) for each in events):
        raise DecisionError(f'events is {_shown(events)}; write tables in brackets, as [{{event = "..."}}]')
    content["told"] = tuple(_told(cast("Table", each), only=True) for each in events)
    return content


def _event_content(table: Table, kind: DecisionKind) -> dict[str, object]:
    content: dict[str, object] = {"told": (_told(table, only=False),)}
    if kind == "correct-relation":
        to = _text(table, "to")
        content |= {"relation": check_relation(to, field="to") if to else "", "swap": _flag(table, "swap")}
    if kind == "correct-date":
        earliest, latest = _day(table, "earliest"), _day(table, "latest")
        undated = _flag(table, "undated")
        if undated == bool(earliest or latest):
            raise DecisionError("write either earliest and latest, or undated = true where the date is not known")
        content |= {"earliest": earliest, "latest": latest}
    if kind == "correct-place":
        content |= {"place": _text(table, "place"), "country": _text(table, "country")}
        if _flag(table, "unplaced") == bool(content["place"]):
            raise DecisionError("write either place, or unplaced = true where it is not known")
    return content


def _told(table: Table, *, only: bool) -> Told:
    if only:
        for key in table:
            if key not in _EVENT:
                raise DecisionError(f"unknown key {_shown(key)} in events; write {', '.join(_EVENT)}")
    texts = {key: _text(table, key) for key in _EVENT}
    if texts["relation"]:
        check_relation(texts["relation"])
    try:
        return Told(**texts)
    except ValueError as error:
        raise DecisionError(str(error)) from None


def _told_to_table(told: Told) -> dict[str, object]:
    return {key: getattr(told, key) for key in _EVENT if getattr(told, key)}


def _text(table: Table, key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise DecisionError(f"{key} is {_shown(value)}; write text in quotation marks")
    return value


def _texts(table: Table, key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise DecisionError(f'{key} is {_shown(value)}; write texts in brackets, as ["un", "united-nations"]')
    return tuple(value)


def _day(table: Table, key: str) -> date | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise DecisionError(f"{key} is {_shown(value)}; write a day without quotation marks, as 2024-05-09")
    return value


def _flag(table: Table, key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise DecisionError(f"{key} is {_shown(value)}; write true or false")
    return value


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
