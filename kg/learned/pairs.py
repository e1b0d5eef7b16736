"""A sentence and its mentions in, a reading of each ordered pair out: relation, polarity and modality with probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from threadpoolctl import ThreadpoolController

from kg.learned.encoder import LONGEST, encode, softmax
from kg.learned.weights import Array, Weights, load_weights, vocabulary_path
from kg.learned.wordpieces import WordPieces
from kg.model import MODALITIES, Modality, RelationId
from kg.ontology import load_relations

NONE: Final = "none"
"""The relation of two actors between whom a sentence reports nothing."""
_OPEN, _CLOSE = -1, -2


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence and what is asked of it.

    ``words`` are its tokens; ``spans`` its mentions, first token and the one after the last; ``pairs`` the numbers of
    the spans to read, source first. A pair with a mention beyond the first 256 word pieces is not read.
    """

    words: Sequence[str]
    spans: Sequence[tuple[int, int]]
    pairs: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader makes of one ordered pair of mentions.

    ``roots`` holds the share of each root of relations, which together with ``none`` sum to 1; ``relation`` is the
    likeliest relation of the likeliest root. ``negated`` is the share for a denial.
    """

    source: int
    target: int
    relation: RelationId
    roots: Mapping[str, float]
    none: float
    negated: float
    modality: Modality


class PairReader:
    """Reads what a sentence tells of every two of its mentions, encoding the sentence once.

    Every mention is set between two marks. A pair is read off the vectors of both opening marks, their product, and
    the words that both attend to.

    References
    ----------
    Z. Zhong, D. Chen: A frustratingly easy approach for entity and relation extraction. NAACL 2021 (marks).
    W. Zhou et al.: Document-level relation extraction with adaptive thresholding and localized context pooling.
    AAAI 2021 (shared attention).
    """

    def __init__(self, weights: Weights, pieces: WordPieces) -> None:
        self._weights: Final = weights
        self._pieces: Final = pieces
        self._none: Final = weights.relations.index(NONE)
        relations = load_relations()
        self._roots: Final = tuple(dict.fromkeys(relation.root for relation in relations.values()))
        self._root_of: Final = np.array(
            [
                [float(name != NONE and relations[RelationId(name)].root == root) for root in self._roots]
                for name in weights.relations
            ],
            dtype=np.float32,
        )

    def read(self, questions: Sequence[Question]) -> list[list[Reading]]:
        """Return for each question of an article a reading of each of its pairs, in their order."""
        marked = [mark(question.words, question.spans, self._pieces) for question in questions]
        # Two threads take twice the processor for the same time, several processes fight for it, and how a product is
        # divided among threads may show in its last bits.
        with _controller().limit(limits=1, user_api="blas"):
            encoded = encode(self._weights.encoder, [numbers for numbers, _ in marked], layers=self._weights.layers)
            return [
                self._readings(question, opening, vectors, attention)
                for question, (_, opening), (vectors, attention) in zip(questions, marked, encoded, strict=True)
            ]

    def _readings(self, question: Question, opening: Sequence[int], vectors: Array, attention: Array) -> list[Reading]:
        asked = [(a, b) for a, b in question.pairs if opening[a] < LONGEST and opening[b] < LONGEST]
        if not asked:
            return []
        rows = np.array([[opening[a], opening[b]] for a, b in asked])
        relation, polarity, modality = self._heads(vectors, attention, rows[:, 0], rows[:, 1])
        roots = relation @ self._root_of
        likeliest = (relation * self._root_of[:, roots.argmax(-1)].T).argmax(-1)
        return [
            Reading(
                source=a,
                target=b,
                relation=RelationId(self._weights.relations[likeliest[row]]),
                roots=dict(zip(self._roots, roots[row].tolist(), strict=True)),
                none=float(relation[row, self._none]),
                negated=float(polarity[row, 1]),
                modality=MODALITIES[int(modality[row].argmax())],
            )
            for row, (a, b) in enumerate(asked)
        ]

    def _heads(
        self, vectors: Array, attention: Array, sources: np.ndarray, targets: np.ndarray
    ) -> tuple[Array, Array, Array]:
        heads = self._weights.heads
        a, b = vectors[sources], vectors[targets]
        shared = (attention[:, sources] * attention[:, targets]).sum(0)
        shared /= shared.sum(-1, keepdims=True) + np.float32(1e-9)
        features = np.concatenate([a, b, a * b, shared @ vectors], axis=-1)
        hidden = np.tanh(features @ heads["hidden.weight"].T + heads["hidden.bias"])
        relation, polarity, modality = (
            softmax(hidden @ heads[f"{name}.weight"].T + heads[f"{name}.bias"])
            for name in ("relation", "polarity", "modality")
        )
        return relation, polarity, modality


def mark(words: Sequence[str], spans: Sequence[tuple[int, int]], pieces: WordPieces) -> tuple[list[int], list[int]]:
    """Return the numbers of a sentence's pieces with marks around its mentions, and where each mention opens."""
    opening = [LONGEST] * len(spans)
    numbers = [pieces.start]
    opens: dict[int, list[int]] = {}
    closes: dict[int, int] = {}
    for i, (start, end) in enumerate(spans):
        opens.setdefault(start, []).append(i)
        closes[end] = closes.get(end, 0) + 1
    for position, word in enumerate(words):
        numbers += [_CLOSE] * closes.get(position, 0)
        for i in opens.get(position, ()):
            opening[i] = len(numbers)
            numbers.append(_OPEN)
        numbers += pieces.of(word)
    numbers += [_CLOSE] * closes.get(len(words), 0)
    numbers.append(pieces.end)
    return numbers, opening


@cache
def _controller() -> ThreadpoolController:
    """Return what sets the threads of the libraries of linear algebra that are loaded; to find them takes a while."""
    return ThreadpoolController()


@cache
def load_pair_reader() -> PairReader:
    """Return the reader with the shipped weights.

    Raises
    ------
    ModelError
        If no installed package has the encoder, or its file is not the published one.
    """
    return PairReader(load_weights(), WordPieces(vocabulary_path()))
