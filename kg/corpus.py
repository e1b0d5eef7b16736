"""The labelled corpus in, sentences with marked actors and the relations between them out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from kg.errors import InputError
from kg.files import data_path
from kg.model import MODALITIES, Modality, Polarity, RelationId
from kg.ontology import load_relations

NONE: Final = RelationId("none")
"""The file of sentences that report nothing between actors A and B."""
STYLES: Final = frozenset("wire headline broadcast communique analysis caption quote web".split())
_MARK: Final = re.compile(r"\{([A-L]) ([^{}]+)\}")
_STATUS: Final = re.compile(r"([+-])([a-z]*)$")
_EXTRA: Final = re.compile(r"([A-L])>([A-L])(?: ([a-z][a-z-]*))?(?: ([+-][a-z]*))?$")
_HAND: Final = "# hand: "
_HELD_OUT: Final = 10
_PLAIN: Final[tuple[Polarity, Modality]] = ("affirmed", "actual")


@dataclass(frozen=True, slots=True)
class Label:
    """What a sentence reports from one of its actors to another."""

    relation: RelationId
    polarity: Polarity
    modality: Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence of the corpus.

    ``spans`` maps the letter of an actor to its characters in ``text``; an ordered pair of letters that is not in
    ``labels`` has no relation. ``hand`` tells who wrote it, ``where`` is its file and line.
    """

    text: str
    spans: dict[str, tuple[int, int]]
    labels: dict[tuple[str, str], Label]
    style: str
    hand: str
    where: str

    def label(self, source: str, target: str) -> Label | None:
        """Return what is reported of an ordered pair; a symmetric relation holds both ways."""
        found = self.labels.get((source, target))
        if found is None:
            back = self.labels.get((target, source))
            return back if back is not None and load_relations()[back.relation].symmetric else None
        return found


def is_held_out(sentence: LabelledSentence) -> bool:
    """Return whether a sentence is kept from all training: one in ten, decided by its text alone, so that it stays so."""
    return int(hashlib.sha256(sentence.text.encode()).hexdigest(), 16) % _HELD_OUT == 0


def load_corpus(folder: Path | None = None) -> tuple[LabelledSentence, ...]:
    """Return the sentences of every file of a folder (kg's own if None), in the order of files and lines.

    Raises
    ------
    InputError
        If a line is not in the form; it names the line and what is wrong.
    """
    home = folder or data_path("data", "corpus")
    return tuple(sentence for path in sorted(home.glob("*.txt")) for sentence in read_corpus_file(path))


def read_corpus_file(path: Path) -> Iterator[LabelledSentence]:
    """Yield the sentences of the file of one relation."""
    relation = RelationId(path.stem)
    if relation != NONE and relation not in load_relations():
        raise InputError(f"{path}: no relation is called {path.stem!r}; name the file after a relation of the ontology")
    hand = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(_HAND):
            hand = line.removeprefix(_HAND)
        elif line.strip() and not line.startswith("#"):
            yield _sentence(line, relation, hand, f"{path.name}:{number}")


def _sentence(line: str, relation: RelationId, hand: str, where: str) -> LabelledSentence:
    parts = [part.strip() for part in line.split(" | ")]
    if len(parts) not in {3, 4}:
        raise InputError(f"{where}: {line!r}: write STYLE | STATUS | SENTENCE, and | EXTRAS where there are more")
    style, status, marked = parts[:3]
    if style not in STYLES:
        raise InputError(f"{where}: no style is called {style!r}; one of {', '.join(sorted(STYLES))}")
    polarity, modality = _status(status, where)
    text, spans = _unmarked(marked)
    if not {"A", "B"} <= spans.keys():
        raise InputError(f"{where}: the sentence has no {{A …}} and {{B …}}; mark both actors")
    labels: dict[tuple[str, str], Label] = {}
    if relation != NONE:
        labels["A", "B"] = Label(relation, polarity, modality)
    for extra in parts[3].split(",") if len(parts) > 3 else ():
        match = _EXTRA.match(extra.strip())
        if match is None or not {match[1], match[2]} <= spans.keys():
            raise InputError(
                f"{where}: {extra.strip()!r} is no extra; write C>B, C>B relation or C>B relation -planned with marked letters"
            )
        other = RelationId(match[3] or relation)
        if other not in load_relations():
            raise InputError(f"{where}: no relation is called {other!r}; name one of the ontology")
        # An extra of the same relation is told with the same words, so it shares the status unless it has its own.
        own = _status(match[4], where) if match[4] else (polarity, modality) if other == relation else _PLAIN
        labels.setdefault((match[1], match[2]), Label(other, *own))
    return LabelledSentence(text=text, spans=spans, labels=labels, style=style, hand=hand, where=where)


def _status(status: str, where: str) -> tuple[Polarity, Modality]:
    match = _STATUS.match(status)
    modality = (match[2] or "actual") if match else ""
    if match is None or modality not in MODALITIES:
        raise InputError(f"{where}: {status!r} is no status; write + or -, with planned, possible or hypothetical")
    return "affirmed" if match[1] == "+" else "negated", cast("Modality", modality)


def _unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return a sentence without its marks, and where each marked actor stands in it."""
    spans: dict[str, tuple[int, int]] = {}
    text, last = "", 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        spans[match[1]] = (len(text), len(text) + len(match[2]))
        text += match[2]
        last = match.end()
    return text + marked[last:], spans
