"""Annotated articles in; how far rules and learned reader can be trusted, as ``data/learned/calibration.json``, out.

``python benchmarks/calibrate.py ARTICLES.jsonl GOLD.jsonl --out data/learned/calibration.json``: GOLD as for ``kg evaluate``,
of articles that neither the rules nor the corpus were written from. Pairs that somebody marked have a calibration of their
own, from the sentences of the corpus that the reader was not trained on. A claim is right where the gold has a relation of the
same root between the same two sides in its article, core or not. The extractor runs twice, once with the trust of the rules
and once with the support of the reader in the place of the trust, so that every claim shows both.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import permutations
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from numpy.typing import NDArray

from kg.corpus import LabelledSentence, is_held_out, load_corpus
from kg.extract.find import Extractor, load_extractor
from kg.extract.second import SecondReader
from kg.gold import GoldArticle, read_gold
from kg.intervals import Judged, reliability
from kg.learned import Calibration, Question, load_pair_reader
from kg.learned.calibration import log_odds
from kg.matching import claims_of
from kg.model import Article, Event
from kg.naming import load_names
from kg.ontology import load_relations
from kg.readers import read_articles

_RULES: Final = Calibration(rule=(0.0, 1.0, 0.0), reader=(0.0, 1.0), marked=(0.0, 1.0))
_SUPPORT: Final = Calibration(rule=(0.0, 0.0, 1.0), reader=(0.0, 1.0), marked=(0.0, 1.0))
_STEPS: Final = 50
_RIDGE: Final = 1.0
"""Weight of the penalty that keeps figures from few claims small, as one claim's worth of doubt."""

Where = tuple[str, int, str, str, str]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """One claim: what rules and reader think of it, and whether it is right."""

    by_rule: bool
    trust: float
    support: float
    right: bool


def claims(articles: Sequence[Article], gold: Sequence[GoldArticle]) -> list[Told]:
    """Return every claim of the extractor on the articles."""
    trust, support = (_evidence(articles, calibration) for calibration in (_RULES, _SUPPORT))
    right = _right(articles, gold)
    return [
        Told(
            by_rule=not where[2].endswith("/learned"),
            trust=trust[where],
            support=support[where],
            right=(where[0], where[2].split("/", maxsplit=1)[0], *where[3:]) in right,
        )
        for where in sorted(trust.keys() & support.keys())
    ]


def _variant(calibration: Calibration) -> Extractor:
    return replace(load_extractor(), second=SecondReader(load_pair_reader(), calibration))


def _evidence(articles: Sequence[Article], calibration: Calibration) -> dict[Where, float]:
    return {
        (event.article, one.start, one.rule, event.source.id, event.target.id): one.confidence
        for _, events in _variant(calibration).events(articles)
        for event in events
        for one in event.evidence
        if event.relation != "leads" or one.rule.endswith("/learned")
    }


def _right(articles: Sequence[Article], gold: Sequence[GoldArticle]) -> set[tuple[str, str, str, str]]:
    """Return the claims of the extractor, by article, relation and actors, that the gold bears out."""
    events: list[Event] = [event for _, found in _variant(_RULES).events(articles) for event in found]
    compared, _ = claims_of(gold, events, names=load_names())
    right: set[tuple[str, str, str, str]] = set()
    for article in compared:
        for level in ("root", "static"):
            said = {row.key(level) for row in article.gold}
            right |= {
                (article.id, event.what.relation, event.what.source.id, event.what.target.id)
                for event in article.events
                if event.key(level) in said and event.key(level) is not None
            }
    return right


def marked_pairs(sentences: Sequence[LabelledSentence]) -> tuple[Floats, Floats]:
    """Return the reader's support for the likelier direction of every two marked actors, and whether it is right."""
    supports: list[float] = []
    right: list[float] = []
    tokenizer, reader = load_extractor().nlp.tokenizer, load_pair_reader()
    for sentence in sentences:
        doc = tokenizer(sentence.text)
        letters = list(sentence.spans)
        found = [doc.char_span(*sentence.spans[letter], alignment_mode="expand") for letter in letters]
        spans = [(span.start, span.end) for span in found if span is not None]
        pairs = list(permutations(range(len(letters)), 2))
        words = [token.text for token in doc]
        (readings,) = reader.read([Question(words, spans, pairs)])
        by_pair = {(reading.source, reading.target): reading for reading in readings}
        for (a, b), reading in by_pair.items():
            back = by_pair[b, a]
            if max(reading.roots.values()) > max(back.roots.values()):
                label = sentence.label(letters[reading.source], letters[reading.target])
                root = load_relations()[reading.relation].root
                supports.append(reading.roots[root])
                right.append(float(label is not None and load_relations()[label.relation].root == root))
    return np.array(supports), np.array(right)


def fit(features: Floats, right: Floats) -> Floats:
    """Return the weights of a logistic regression, found by Newton's method; the first feature is 1."""
    weights = np.zeros(features.shape[1])
    penalty = np.diag([0.0, *[_RIDGE] * (features.shape[1] - 1)])
    for _ in range(_STEPS):
        shares = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (right - shares) - penalty @ weights
        curvature = (features * (shares * (1 - shares))[:, None]).T @ features + penalty
        weights += np.linalg.solve(curvature, gradient)
    return weights


def calibrated(told: Sequence[Told]) -> Calibration:
    """Return the calibration that fits the claims best."""
    rules, alone = [one for one in told if one.by_rule], [one for one in told if not one.by_rule]
    rule = fit(
        np.array([[1.0, log_odds(one.trust), log_odds(one.support)] for one in rules]),
        np.array([float(one.right) for one in rules]),
    )
    reader = fit(
        np.array([[1.0, log_odds(one.support)] for one in alone]), np.array([float(one.right) for one in alone])
    )
    supports, right = marked_pairs([one for one in load_corpus() if is_held_out(one) and len(one.spans) == 2])
    marked = fit(np.array([[1.0, log_odds(one)] for one in supports]), right)
    a, b, c = (round(float(weight), 3) for weight in rule)
    d, e = (round(float(weight), 3) for weight in reader)
    f, g = (round(float(weight), 3) for weight in marked)
    return Calibration(rule=(a, b, c), reader=(d, e), marked=(f, g))


def table(told: Iterable[Told], calibration: Calibration) -> str:
    """Return how many claims of each band of confidence are right."""
    judged = [
        Judged(
            confidence=calibration.of_rule(one.trust, one.support)
            if one.by_rule
            else calibration.of_reader(one.support),
            right=one.right,
        )
        for one in told
    ]
    found = reliability(judged)
    lines = [f"{'confidence':>12} {'claims':>7} {'right':>6}"]
    lines += [
        f"{band.low:.1f} - {band.high:.1f} {band.share.total:9.0f} {band.share.value:6.2f}"
        for band in found.bands
        if band.share.total
    ]
    return "\n".join([*lines, f"expected calibration error {found.error:.3f}"])


def main() -> None:
    """Fit on the annotated articles, write the weights, and print the reliability table."""
    parser = argparse.ArgumentParser(description="Calibrate the confidence of kg on annotated articles.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    articles = [item for item in read_articles([options.articles]) if isinstance(item, Article)]
    told = claims(articles, read_gold(options.gold))
    calibration = calibrated(told)
    content = asdict(calibration) | {"claims": len(told), "articles": len(articles)}
    options.out.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    print(table(told, calibration))


if __name__ == "__main__":
    main()
