"""The learned reader as a PyTorch module that can be trained; ``kg.learned`` computes the same in NumPy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.learned.weights import INNER, packaged_encoder
from kg.model import MODALITIES

_WIDTH: Final = 384
_HEADS: Final = 12
_DROPPED: Final = 0.1
_SCALE: Final = 2.0


class Map(nn.Module):
    """A linear map of the packaged encoder with a low-rank matrix beside it."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int) -> None:
        super().__init__()
        self.register_buffer("weight", weight)
        self.bias = nn.Parameter(bias)
        self.down = nn.Parameter(torch.randn(rank, weight.shape[1]) / math.sqrt(weight.shape[1]))
        self.up = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, x: Tensor) -> Tensor:
        """Return the mapped vectors."""
        return functional.linear(x, self.weight, self.bias) + _SCALE * functional.linear(
            functional.linear(x, self.down), self.up
        )


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, base: dict[str, Tensor], i: int, rank: int) -> None:
        super().__init__()
        self.maps = nn.ModuleDict(
            {short: Map(base[f"{i}.{short}.weight"], base[f"{i}.{short}.bias"], rank) for short in INNER}
        )
        self.norms = nn.ParameterDict(
            {f"{norm}_{part}": base[f"{i}.{norm}.{part}"] for norm in ("norm1", "norm2") for part in ("weight", "bias")}
        )

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vectors after the layer and its attention."""
        rows, length, _ = x.shape
        query, key, value = (
            self.maps[name](x).view(rows, length, _HEADS, -1).transpose(1, 2) for name in ("query", "key", "value")
        )
        scores = (query @ key.transpose(-1, -2)) / math.sqrt(_WIDTH // _HEADS)
        attention = functional.softmax(scores.masked_fill(~mask[:, None, None, :], -1e4).float(), -1).to(value.dtype)
        heard = (_drop(attention, self) @ value).transpose(1, 2).reshape(rows, length, _WIDTH)
        x = self._normal(x + _drop(self.maps["output"](heard), self), "norm1")
        wide = functional.gelu(self.maps["widen"](x), approximate="tanh")
        return self._normal(x + _drop(self.maps["narrow"](wide), self), "norm2"), attention

    def _normal(self, x: Tensor, name: str) -> Tensor:
        return functional.layer_norm(x, (_WIDTH,), self.norms[f"{name}_weight"], self.norms[f"{name}_bias"], 1e-12)


def _drop(x: Tensor, module: nn.Module) -> Tensor:
    return functional.dropout(x, _DROPPED, module.training)


class Reader(nn.Module):
    """The encoder with its delta and the heads; ``kg.learned`` computes the same in NumPy."""

    def __init__(self, relations: Sequence[str], *, layers: int, rank: int, hidden: int) -> None:
        super().__init__()
        base = packaged_encoder(layers=layers)
        tensors = {name: torch.from_numpy(np.array(value)) for name, value in base.items()}
        self.register_buffer("words", tensors["words"])
        self.register_buffer("positions", tensors["positions"])
        self.marks = nn.Parameter(torch.randn(2, _WIDTH) * 0.05 + tensors["words"][1000:].mean(0))
        self.norm_weight, self.norm_bias = nn.Parameter(tensors["norm.weight"]), nn.Parameter(tensors["norm.bias"])
        self.layers = nn.ModuleList([Layer(tensors, i, rank) for i in range(layers)])
        self.hidden = nn.Linear(4 * _WIDTH, hidden)
        self.relation = nn.Linear(hidden, len(relations))
        self.polarity = nn.Linear(hidden, 2)
        self.modality = nn.Linear(hidden, len(MODALITIES))

    def forward(self, numbers: Tensor, mask: Tensor, rows: Tensor, a: Tensor, b: Tensor) -> tuple[Tensor, ...]:
        """Return the scores of relation, polarity and modality of pairs: ``a`` and ``b`` are pieces of sentence ``rows``."""
        x = torch.where(
            (numbers < 0)[..., None], self.marks[(-1 - numbers).clamp(min=0)], self.words[numbers.clamp(min=0)]
        )
        x = x + self.positions[: numbers.shape[1]]
        x = _drop(functional.layer_norm(x, (_WIDTH,), self.norm_weight, self.norm_bias, 1e-12), self)
        attention = x
        for layer in self.layers:
            x, attention = layer(x, mask)
        x, attention = x.float(), attention.float()
        source, target = x[rows, a], x[rows, b]
        shared = (attention[rows, :, a] * attention[rows, :, b]).sum(1)
        shared = shared / (shared.sum(-1, keepdim=True) + 1e-9)
        context = (shared[:, :, None] * x[rows]).sum(1)
        hidden = torch.tanh(self.hidden(torch.cat([source, target, source * target, context], -1)))
        hidden = _drop(hidden, self)
        return self.relation(hidden), self.polarity(hidden), self.modality(hidden)

    def shipped(self) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
        """Return the arrays that kg ships: what was learned beside the encoder, and the heads."""
        delta = {"marks": self.marks, "norm.weight": self.norm_weight, "norm.bias": self.norm_bias}
        for i, layer in enumerate(self.layers):
            for short in INNER:
                one = layer.maps[short]
                delta |= {
                    f"{i}.{short}.up": one.up * _SCALE,
                    f"{i}.{short}.down": one.down,
                    f"{i}.{short}.bias": one.bias,
                }
            delta |= {f"{i}.{name.replace('_', '.')}": norm for name, norm in layer.norms.items()}
        heads = {
            f"{name}.{part}": parameter
            for name in ("hidden", "relation", "polarity", "modality")
            for part, parameter in getattr(self, name).named_parameters()
        }
        return delta, heads
