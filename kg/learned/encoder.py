"""Numbers of word pieces in, one vector per piece and the attention of the last layer out: a small transformer in NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from kg.learned.weights import Array

WIDTH: Final = 384
_HEADS: Final = 12
_PER_HEAD: Final = WIDTH // _HEADS
_TINY: Final = 1e-12
LONGEST: Final = 256
"""Pieces; what comes later in a sentence is not read."""


def encode(
    arrays: Mapping[str, Array], sentences: Sequence[Sequence[int]], *, layers: int
) -> list[tuple[Array, Array]]:
    """Return for each sentence the vectors of its pieces (n, 384) and the attention of the last layer (12, n, n).

    A negative number ``-1 - k`` stands for mark ``k``. The sentences go through the linear maps together, which reads
    each weight once; no sentence sees another. Give the sentences of one article at a time: then the figures of an
    article are the same, to the last bit, whatever other articles are read.

    References
    ----------
    J. Devlin et al.: BERT. NAACL 2019. W. Wang et al.: MiniLM. NeurIPS 2020.
    """
    cut = [np.asarray(pieces[:LONGEST]) for pieces in sentences]
    if not cut:
        return []
    ends = np.cumsum([len(each) for each in cut])
    bounds = [slice(end - len(each), end) for end, each in zip(ends.tolist(), cut, strict=True)]
    numbers = np.concatenate(cut)
    x = np.where(
        (numbers < 0)[:, None],
        arrays["marks"][np.maximum(-1 - numbers, 0)],
        arrays["words"][np.maximum(numbers, 0)],
    )
    x = _normal(x + np.concatenate([arrays["positions"][: len(each)] for each in cut]), arrays, "norm")
    attentions: list[Array] = []
    for i in range(layers):
        mixed = _linear(x, arrays, f"{i}.qkv")
        pairs = [_attend(mixed[bound]) for bound in bounds]
        attentions = [attention for _, attention in pairs]
        heard = np.concatenate([each for each, _ in pairs])
        x = _normal(x + _linear(heard, arrays, f"{i}.output"), arrays, f"{i}.norm1")
        x = _normal(x + _linear(_gelu(_linear(x, arrays, f"{i}.widen")), arrays, f"{i}.narrow"), arrays, f"{i}.norm2")
    return [(x[bound], attention) for bound, attention in zip(bounds, attentions, strict=True)]


def _attend(mixed: Array) -> tuple[Array, Array]:
    """Return what each piece of a sentence hears (n, 384), and how much it listens to each other one (12, n, n)."""
    size = len(mixed)
    turned = mixed.reshape(size, 3 * _HEADS, _PER_HEAD).transpose(1, 0, 2)
    query, key, value = turned[:_HEADS], turned[_HEADS : 2 * _HEADS], turned[2 * _HEADS :]
    attention = softmax(query @ key.transpose(0, 2, 1) / np.float32(_PER_HEAD**0.5))
    heard: Array = (attention @ value).transpose(1, 0, 2).reshape(size, WIDTH)
    return heard, attention


def softmax(x: Array) -> Array:
    """Return shares that sum to one along the last axis."""
    x = np.exp(x - x.max(-1, keepdims=True))
    scaled: Array = x / x.sum(-1, keepdims=True)
    return scaled


def _linear(x: Array, arrays: Mapping[str, Array], name: str) -> Array:
    return x @ arrays[f"{name}.weight"] + arrays[f"{name}.bias"]


def _normal(x: Array, arrays: Mapping[str, Array], name: str) -> Array:
    x = x - x.mean(-1, keepdims=True)
    scale = np.sqrt(np.einsum("ij,ij->i", x, x) / np.float32(WIDTH) + np.float32(_TINY))
    scaled: Array = x / scale[:, None] * arrays[f"{name}.weight"] + arrays[f"{name}.bias"]
    return scaled


def _gelu(x: Array) -> Array:
    """Return the Gaussian error linear unit in its tanh form, which differs from the exact one by less than 0.001."""
    cube = x * x * x
    cube *= np.float32(0.044715)
    cube += x
    cube *= np.float32(0.7978845608)
    np.tanh(cube, out=cube)
    cube += np.float32(1.0)
    cube *= x
    cube *= np.float32(0.5)
    return cube
