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


def encode(arrays: Mapping[str, Array], pieces: Sequence[int], *, layers: int) -> tuple[Array, Array]:
    """Return the vectors of the pieces (n, 384) and the attention of the last layer (12, n, n).

    A negative number ``-1 - k`` stands for mark ``k``. One sentence is read at a time, so that its figures never
    depend on its neighbours in a batch.

    References
    ----------
    J. Devlin et al.: BERT. NAACL 2019. W. Wang et al.: MiniLM. NeurIPS 2020.
    """
    numbers = np.asarray(pieces[:LONGEST])
    x = np.where(
        (numbers < 0)[:, None],
        arrays["marks"][np.maximum(-1 - numbers, 0)],
        arrays["words"][np.maximum(numbers, 0)],
    )
    x = _normal(x + arrays["positions"][: len(numbers)], arrays, "norm")
    attention = np.zeros((_HEADS, len(numbers), len(numbers)), dtype=np.float32)
    for i in range(layers):
        mixed = _linear(x, arrays, f"{i}.qkv").reshape(len(numbers), 3 * _HEADS, _PER_HEAD).transpose(1, 0, 2)
        query, key, value = mixed[:_HEADS], mixed[_HEADS : 2 * _HEADS], mixed[2 * _HEADS :]
        attention = _softmax(query @ key.transpose(0, 2, 1) / np.float32(_PER_HEAD**0.5))
        heard = (attention @ value).transpose(1, 0, 2).reshape(len(numbers), WIDTH)
        x = _normal(x + _linear(heard, arrays, f"{i}.output"), arrays, f"{i}.norm1")
        wide = _gelu(_linear(x, arrays, f"{i}.widen"))
        x = _normal(x + _linear(wide, arrays, f"{i}.narrow"), arrays, f"{i}.norm2")
    return x, attention


def _linear(x: Array, arrays: Mapping[str, Array], name: str) -> Array:
    return x @ arrays[f"{name}.weight"] + arrays[f"{name}.bias"]


def _normal(x: Array, arrays: Mapping[str, Array], name: str) -> Array:
    x = x - x.mean(-1, keepdims=True)
    scale = np.sqrt(np.einsum("ij,ij->i", x, x) / np.float32(WIDTH) + np.float32(_TINY))
    scaled: Array = x / scale[:, None] * arrays[f"{name}.weight"] + arrays[f"{name}.bias"]
    return scaled


def _softmax(x: Array) -> Array:
    x = np.exp(x - x.max(-1, keepdims=True))
    scaled: Array = x / x.sum(-1, keepdims=True)
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
