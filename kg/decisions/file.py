"""The file of decisions in; its decisions out, and the file with one more or one less."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, cast

import filelock

from kg.decision import Decision
from kg.decisions.naming import name_of
from kg.decisiontable import COMMON, Table, decision_of, table_of, to_toml
from kg.errors import DecisionError, InputError, OutputError
from kg.files import write_text_atomic

_HEAD: Final = """\
# What people decided about this graph; kg applies it on every build, in this order.
# Made by kg decide, and fit to be edited by hand and kept under version control.
# One is undone by: kg decide undo NAME
"""
_HEADER: Final = re.compile(r"""[ \t]*\[\[[ \t]*(?:decision|"decision"|'decision')[ \t]*\]\]""")
_WAIT_SECONDS: Final = 30.0
_LOOK_SECONDS: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A decision as it stands in the file; ``new`` is False where the same stood there before."""

    decision: Decision
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A decision that was taken out of the file, and later ones that are about the same actors or events."""

    decision: Decision
    later: tuple[Decision, ...]


def read_decisions(path: Path | str, *, missing_ok: bool = False) -> tuple[Decision, ...]:
    """Return the decisions of a file in its order; none where it does not exist and need not.

    Raises
    ------
    InputError
        If the file cannot be read.
    DecisionError
        If the file is not TOML, or a table breaks the schema; the message has its number, counted from 1.
    """
    if missing_ok and not Path(path).exists():
        return ()
    return _parsed(_read(Path(path)), str(path))


def add_decisions(path: Path | str, decisions: Iterable[Decision]) -> tuple[Added, ...]:
    """Add decisions at the end of a file, which is made if need be; all that stands in it stays as it is.

    A decision without a name gets one made of what it says. One that says the same as one that stands there is not
    written again, unless a later one is about the same.

    Raises
    ------
    InputError
        If the file cannot be read.
    DecisionError
        If the file is not as it should be, a name is taken, or another kg is writing to the file.
    OutputError
        If the file cannot be written.
    """
    path = Path(path)
    with _held(path):
        text = _read(path) if path.exists() else _HEAD
        standing = list(_parsed(text, str(path)))
        taken = {each.name for each in standing}
        latest = {subject: each for each in standing for subject in _subjects(each)}
        places = {each.name: place for place, each in enumerate(standing)}
        added: list[Added] = []
        for decision in decisions:
            same = _standing(decision, latest, places)
            if same is not None:
                added.append(Added(decision=same, new=False))
                continue
            named = _named(decision, taken, path)
            places[named.name] = len(standing)
            latest |= dict.fromkeys(_subjects(named), named)
            taken.add(named.name)
            standing.append(named)
            added.append(Added(decision=named, new=True))
        new = [each.decision for each in added if each.new]
        if new:
            end = _line_end(text)
            blocks = (f"[[decision]]\n{to_toml(table_of(each))}".rstrip().replace("\n", end) for each in new)
            _write(path, (end * 2).join((text.rstrip(), *blocks)) + end, standing)
    return tuple(added)


def undo_decision(path: Path | str, name: str) -> Undone:
    """Take the decision of that name out of a file, with the comment lines right above it.

    Raises
    ------
    InputError
        If the file cannot be read.
    DecisionError
        If it has none of that name, is not as it should be, or another kg is writing to it.
    OutputError
        If the file cannot be written.
    """
    path = Path(path)
    with _held(path):
        text = _read(path)
        standing = _parsed(text, str(path))
        at = next((at for at, decision in enumerate(standing) if decision.name == name), None)
        if at is None:
            names = ", ".join(decision.name for decision in standing) or "none"
            raise DecisionError(f"{path}: no decision has the name {name!r}; there are {names}")
        _write(path, _without(text, at), [*standing[:at], *standing[at + 1 :]])
    gone = standing[at]
    return Undone(decision=gone, later=tuple(each for each in standing[at + 1 :] if _same_subject(each, gone)))


def _parsed(text: str, where: str) -> tuple[Decision, ...]:
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise DecisionError(f"{where}: not TOML: {error}; mend it, or take it from version control") from None
    for key in content:
        if key != "decision":
            raise DecisionError(f"{where}: unknown key {key[:60]!r}; write [[decision]] above each decision")
    tables = content.get("decision", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise DecisionError(f"{where}: decision is no list of tables; write [[decision]] above each decision")
    found: list[Decision] = []
    numbers: dict[str, int] = {}
    for number, table in enumerate(cast("list[Table]", tables), 1):
        name = table.get("name")
        label = f"{where}: decision {number}" + (f" ({name[:60]})" if isinstance(name, str) and name else "")
        try:
            decision = decision_of(table)
        except DecisionError as error:
            raise DecisionError(f"{label}: {error}") from None
        first = numbers.setdefault(decision.name, number)
        if first != number:
            raise DecisionError(f"{label}: name is that of decision {first} already; write another")
        found.append(decision)
    return tuple(found)


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a file that kg decide wrote") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start + 1} is not UTF-8; save the file as UTF-8") from error


def _write(path: Path, text: str, expected: Sequence[Decision]) -> None:
    """Write the text, which must hold the expected decisions."""
    try:
        whole = _parsed(text, str(path)) == tuple(expected)
    except DecisionError:
        whole = False
    if not whole:
        raise DecisionError(
            f"{path}: its layout is none that kg can change; write [[decision]] above each decision, or change it by hand"
        )
    write_text_atomic(path, text, durable=True)


def _without(text: str, at: int) -> str:
    """Return the text without the table of that number and the comment lines right above it."""
    lines = re.split(r"(?<=\n)", text)
    headers = _headers(lines)
    if at >= len(headers):
        return text
    start = headers[at]
    while start and _is_comment(lines[start - 1]):
        start -= 1
    last = headers[at + 1] if at + 1 < len(headers) else len(lines)
    # Comments and sections below the table are about what follows, but for those right below it.
    end = next(end for end in range(last, start, -1) if lines[end - 1].strip() and not _is_comment(lines[end - 1]))
    while end < last and _is_comment(lines[end]):
        end += 1
    while end < len(lines) and not lines[end].strip():
        end += 1
    return "".join((*lines[:start], *lines[end:])).rstrip() + _line_end(text)


def _headers(lines: Sequence[str]) -> list[int]:
    """Return the numbers of the lines above tables; each is looked for from the last on, or a long file takes minutes."""
    found: list[int] = []
    for number, line in enumerate(lines):
        if _HEADER.match(line) and _is_toml(lines[found[-1] if found else 0 : number]):
            found.append(number)
    return found


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _is_toml(lines: Sequence[str]) -> bool:
    """Return whether the lines are whole: a header inside a text of several lines is none."""
    try:
        tomllib.loads("".join(lines))
    except (ValueError, RecursionError):
        return False
    return True


def _named(decision: Decision, taken: Container[str], path: Path) -> Decision:
    if not decision.name:
        return replace(decision, name=name_of(decision, taken))
    if decision.name in taken:
        raise DecisionError(
            f"{path}: a decision has the name {decision.name!r} already; give another, or undo that one"
        )
    return decision


def _standing(
    decision: Decision, latest: Mapping[tuple[str, ...], Decision], places: Mapping[str, int]
) -> Decision | None:
    """Return the decision that says the same, if none after it is about the same; ``latest`` is by what they are about."""
    about = [latest[subject] for subject in _subjects(decision) if subject in latest]
    last = max(about, key=lambda each: places[each.name], default=None)
    return last if last is not None and _content(last) == _content(decision) else None


def _content(decision: Decision) -> Table:
    return {key: value for key, value in table_of(decision).items() if key == "kind" or key not in COMMON}


def _same_subject(one: Decision, other: Decision) -> bool:
    return bool(_subjects(one) & _subjects(other))


def _subjects(decision: Decision) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = {("actor", actor) for actor in (*decision.actors, decision.into) if actor}
    if decision.kind == "leave-out-article":
        found |= {("article", article) for article in decision.articles}
    for told in decision.told:
        if told.event:
            found.add(("event", told.event))
        if told.quote:
            found.add(("quote", told.article, told.quote))
    return found


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep others from changing the file between its reading and its writing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(
            path.with_name(f".{path.name}.lock"), timeout=_WAIT_SECONDS, poll_interval=_LOOK_SECONDS
        )
        lock.acquire()
    except filelock.Timeout:
        raise DecisionError(f"{path}: another kg is writing to it; try again when that is done") from None
    except OSError as error:
        why = error.strerror or str(error)
        raise OutputError(f"{path}: cannot be written ({why}); choose a folder that you may write to") from error
    try:
        yield
    finally:
        lock.release()
