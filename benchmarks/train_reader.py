"""The labelled corpus in, the weights of the learned reader and the record of how good they are out.

``python benchmarks/train_reader.py --out data/learned`` (needs ``pip install -e '.[train]'``, two cores, about 15 minutes).
The encoder of the package stays as it is; low-rank matrices beside it, its biases and norms, two marks and the heads are
learned. One sentence in ten, by a checksum of its text, is held out and never trained on: the record tells the figures there.

References
----------
E. Hu et al.: LoRA: low-rank adaptation of large language models. ICLR 2022.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import torch
from safetensors.numpy import save_file
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.reader_model import Reader
from kg.corpus import LabelledSentence, is_held_out, load_corpus
from kg.extract.pipeline import load_model
from kg.learned.pairs import NONE, mark
from kg.learned.weights import vocabulary_path
from kg.learned.wordpieces import WordPieces
from kg.model import MODALITIES, RelationId
from kg.ontology import load_relations

_SHORTENED: Final = 0.5
"""Share of mentions that are shortened in training: kg's own mentions leave out titles and articles."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the training depends on beside the corpus."""

    layers: int = 6
    rank: int = 8
    hidden: int = 256
    epochs: int = 6
    batch: int = 32
    rate: float = 1e-3
    none_weight: float = 0.5
    seed: int = 1


@dataclass(slots=True)
class Example:
    """A sentence as numbers: words, spans by letter, and the label of each ordered pair."""

    sentence: LabelledSentence
    words: list[str]
    spans: dict[str, tuple[int, int]]
    pairs: list[tuple[str, str, int, int, int]]


def examples(sentences: Sequence[LabelledSentence], relations: Sequence[str]) -> Iterator[Example]:
    """Yield every sentence with its words, spans in words, and the numbers of the label of each ordered pair."""
    number = {name: i for i, name in enumerate(relations)}
    tokenizer = load_model().tokenizer
    for sentence in sentences:
        doc = tokenizer(sentence.text)
        spans: dict[str, tuple[int, int]] = {}
        for letter, (start, end) in sentence.spans.items():
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is not None and len(span):
                spans[letter] = (span.start, span.end)
        pairs = []
        for a in spans:
            for b in spans:
                if a != b:
                    label = sentence.label(a, b)
                    pairs.append(
                        (a, b, number[NONE], 0, 0)
                        if label is None
                        else (
                            a,
                            b,
                            number[label.relation],
                            int(label.polarity == "negated"),
                            MODALITIES.index(label.modality),
                        )
                    )
        yield Example(sentence, [token.text for token in doc], spans, pairs)


def shortened(words: Sequence[str], span: tuple[int, int], chance: random.Random) -> tuple[int, int]:
    """Return a span as kg may find it: now and then only its last words, or the name without its title."""
    start, end = span
    if end - start < 2 or chance.random() > _SHORTENED:
        return span
    capitals = [i for i in range(start, end) if words[i][:1].isupper()]
    if capitals and chance.random() < 0.7:
        return chance.choice(capitals), end
    return chance.randrange(start, end), end


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded sentences and the pairs asked of them."""

    numbers: Tensor
    mask: Tensor
    rows: Tensor
    a: Tensor
    b: Tensor
    gold: Tensor


def collate(batch: Sequence[Example], pieces: WordPieces, chance: random.Random | None) -> Batch:
    """Return some examples as one batch, with spans shortened by chance where one is given."""
    encoded = []
    for example in batch:
        letters = list(example.spans)
        spans = [example.spans[letter] for letter in letters]
        if chance is not None:
            spans = [shortened(example.words, span, chance) for span in spans]
        numbers, opening = mark(example.words, spans, pieces)
        encoded.append((numbers, dict(zip(letters, opening, strict=True))))
    length = max(len(numbers) for numbers, _ in encoded)
    padded = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.bool)
    rows: list[tuple[int, ...]] = []
    for row, ((numbers, where), example) in enumerate(zip(encoded, batch, strict=True)):
        padded[row, : len(numbers)] = torch.tensor(numbers)
        mask[row, : len(numbers)] = True
        rows += [(row, where[a], where[b], *labels) for a, b, *labels in example.pairs]
    table = torch.tensor(rows)
    return Batch(padded, mask, table[:, 0], table[:, 1], table[:, 2], table[:, 3:])


def train(data: Sequence[Example], settings: Settings, relations: Sequence[str], pieces: WordPieces) -> Reader:
    """Return a reader trained on the examples; prints a line for each pass."""
    torch.manual_seed(settings.seed)
    torch.set_flush_denormal(True)
    chance = random.Random(settings.seed)
    model = Reader(relations, layers=settings.layers, rank=settings.rank, hidden=settings.hidden)
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=settings.rate, weight_decay=0.01)
    steps = settings.epochs * math.ceil(len(data) / settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps)
    )
    for turn in range(settings.epochs):
        model.train()
        started, total = time.monotonic(), 0.0
        batches = _batches(data, settings.batch, chance)
        for batch in batches:
            loss = _loss(model, collate(batch, pieces, chance), settings.none_weight)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"pass {turn + 1}: loss {total / len(batches):.3f}, {time.monotonic() - started:.0f} s", flush=True)
    return model


def _batches(data: Sequence[Example], size: int, chance: random.Random) -> list[list[Example]]:
    """Return the examples in random batches of sentences of like length."""
    order = list(data)
    chance.shuffle(order)
    pools = [order[i : i + size * 16] for i in range(0, len(order), size * 16)]
    batches = [
        pool[i : i + size]
        for pool in (sorted(pool, key=lambda example: len(example.words)) for pool in pools)
        for i in range(0, len(pool), size)
    ]
    chance.shuffle(batches)
    return batches


def _loss(model: Reader, batch: Batch, none_weight: float) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        relation, polarity, modality = model(batch.numbers, batch.mask, batch.rows, batch.a, batch.b)
    gold = batch.gold
    weight = torch.where(gold[:, 0] == 0, none_weight, 1.0)
    loss = (functional.cross_entropy(relation.float(), gold[:, 0], reduction="none") * weight).sum() / weight.sum()
    told = gold[:, 0] != 0
    if told.any():
        loss = loss + 0.3 * functional.cross_entropy(polarity[told].float(), gold[told, 1])
        loss = loss + 0.3 * functional.cross_entropy(modality[told].float(), gold[told, 2])
    return loss


def save(model: Reader, folder: Path) -> None:
    """Write delta and heads as half-precision files of less than a megabyte each."""
    folder.mkdir(parents=True, exist_ok=True)
    delta, heads = model.shipped()
    for name, tensors in (("delta", delta), ("heads", heads)):
        arrays = {
            key: tensor.detach().to(torch.float16).contiguous().numpy() for key, tensor in sorted(tensors.items())
        }
        save_file(arrays, folder / f"{name}.safetensors")


def figures(model: Reader, data: Sequence[Example], relations: Sequence[str], pieces: WordPieces) -> dict[str, float]:
    """Return how right the reader is on ordered pairs: those with a relation, those without, and by root."""
    roots = [NONE, *(load_relations()[RelationId(name)].root for name in relations[1:])]
    told = right = right_root = quiet = false = status = 0
    model.eval()
    with torch.no_grad():
        for start in range(0, len(data), 32):
            batch = collate(data[start : start + 32], pieces, None)
            relation, polarity, modality = model(batch.numbers, batch.mask, batch.rows, batch.a, batch.b)
            rows = zip(
                relation.argmax(-1).tolist(), polarity.argmax(-1).tolist(), modality.argmax(-1).tolist(), strict=True
            )
            for (found, negated, mode), gold in zip(rows, batch.gold.tolist(), strict=True):
                if gold[0] == 0:
                    quiet += 1
                    false += found != 0
                else:
                    told += 1
                    right += found == gold[0]
                    right_root += roots[found] == roots[gold[0]]
                    status += [negated, mode] == gold[1:]
    return {
        "pairs with a relation": told,
        "relation right": round(right / told, 3),
        "root right": round(right_root / told, 3),
        "polarity and modality right": round(status / told, 3),
        "pairs without": quiet,
        "share of them read as a relation": round(false / quiet, 3),
    }


def main() -> None:
    """Train, write the weights, and record how right they are on the sentences held out."""
    parser = argparse.ArgumentParser(description="Train the learned reader on the labelled corpus.")
    parser.add_argument("--out", type=Path, required=True, help="folder of the weights and their record")
    parser.add_argument("--corpus", type=Path, help="folder of the corpus (default: data/corpus)")
    for field in fields(Settings):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    options = parser.parse_args()
    settings = Settings(**{field.name: getattr(options, field.name) for field in fields(Settings)})
    relations = (NONE, *load_relations())
    data = list(examples(load_corpus(options.corpus), relations))
    learned = [example for example in data if not is_held_out(example.sentence)]
    kept = [example for example in data if is_held_out(example.sentence)]
    pieces = WordPieces(vocabulary_path())
    model = train(learned, settings, relations, pieces)
    save(model, options.out)
    record = {
        "layers": settings.layers,
        "relations": list(relations),
        "settings": asdict(settings),
        "sentences": {"learned from": len(learned), "held out": len(kept)},
        "held out": figures(model, kept, relations, pieces),
    }
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    (options.out / "record.json").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
