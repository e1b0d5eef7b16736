"""The sample in; how well copies of its articles are found among rewrites by known hands, and how fast among many, out."""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.rewrites import Rewrite, false_friends, rewrites
from kg.copies import DEFAULT_RULE, Likeness, find_copies, likeness, signature
from kg.copies.signature import Signature, read_signature
from kg.model import Article
from kg.readers import read_articles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLE: Final = Path(__file__).parents[1] / "data" / "sample"
THRESHOLDS: Final = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts, how they come to be alike, and whether one is a copy of the other."""

    kind: str
    copy: bool
    alike: Likeness


def main() -> None:
    """Print precision and recall by kind of rewrite at several thresholds, what the groups hold, and times."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sizes", type=int, nargs="*", default=[5_000, 20_000], help="numbers of articles to time")
    options = parser.parse_args()
    articles = [each for each in read_articles([SAMPLE]) if isinstance(each, Article)]
    halves = {"chosen on": articles[::2], "reported on": articles[1::2]}
    for name, half in halves.items():
        pairs = _pairs(half, options.seed)
        print(f"\n{name}: {len(half)} articles, {len(pairs):,} pairs")
        _print_thresholds(pairs)
        if name == "reported on":
            _print_kinds(pairs)
    print()
    _print_groups(halves["reported on"], options.seed)
    for size in options.sizes:
        _print_time(articles, size, options.seed)


def _pairs(articles: Sequence[Article], seed: int) -> list[Pair]:
    """Return each rewrite with what it was made of, and pairs that are no copies: other articles, and false friends."""
    made = {article.id: _signature(article) for article in articles}
    found = [
        Pair(kind=each.kind, copy=each.copy, alike=likeness(made[original], _signature(each.article)))
        for each in rewrites(articles, seed=seed)
        for original in each.of
    ]
    found += [
        Pair(kind=kind, copy=False, alike=likeness(_signature(one), _signature(other)))
        for kind, one, other in false_friends(articles, seed=seed)
    ]
    for place, one in enumerate(articles):
        for other in articles[:place]:
            near = (
                one.published is not None
                and other.published is not None
                and abs(one.published - other.published) <= timedelta(days=30)
            )
            kind = "another article of the same month" if near else "another article"
            found.append(Pair(kind=kind, copy=False, alike=likeness(made[one.id], made[other.id])))
    return found


def _print_thresholds(pairs: Sequence[Pair]) -> None:
    print(f"{'containment':>12} {'precision':>10} {'recall':>8} {'F1':>6}   Jaccard alone: precision recall F1")
    for least in THRESHOLDS:
        rule = replace(DEFAULT_RULE, containment=least)
        ours = _scores([(pair.copy, rule.holds(pair.alike)) for pair in pairs])
        alone = _scores([(pair.copy, pair.alike.jaccard >= least) for pair in pairs])
        mark = " <- the rule" if least == DEFAULT_RULE.containment else ""
        print(
            f"{least:12.2f} {ours[0]:10.3f} {ours[1]:8.3f} {ours[2]:6.3f}   {alone[0]:23.3f} {alone[1]:6.3f} {alone[2]:.3f}{mark}"
        )


def _print_kinds(pairs: Sequence[Pair]) -> None:
    kinds: dict[tuple[bool, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        kinds[not pair.copy, pair.kind].append(pair)
    shown = (0.3, 0.4, 0.5, 0.6, 0.7)
    print(
        f"\n{'found at containment':42}"
        + "".join(f"{least:8.2f}" for least in shown)
        + "   pairs   least to most contained"
    )
    for (negative, kind), same in sorted(kinds.items(), key=lambda item: item[0][0]):
        shares = [
            sum(replace(DEFAULT_RULE, containment=least).holds(pair.alike) for pair in same) / len(same)
            for least in shown
        ]
        values = sorted(pair.alike.containment for pair in same)
        name = f"{'not: ' if negative else ''}{kind}"
        print(
            f"{name:42}"
            + "".join(f"{share:8.3f}" for share in shares)
            + f"   {len(same):5,}   {values[0]:.2f} to {values[-1]:.2f}"
        )


def _print_groups(articles: Sequence[Article], seed: int) -> None:
    """Print what `find_copies` makes of originals and all rewrites together, by kind: the right original, another, none."""
    told = [each for each in rewrites(articles, seed=seed) if each.copy]
    told_anew = [each for each in rewrites(articles, seed=seed) if not each.copy]
    corpora: Mapping[str, list[Rewrite]] = {
        "rewrites by one hand": [each for each in told if len(each.of) == 1],
        "round-ups of two": [each for each in told if len(each.of) > 1],
        "told anew": told_anew,
    }
    for name, made in corpora.items():
        found = find_copies([*articles, *(each.article for each in made)])
        right = sum(found.get(each.article.id) in each.of for each in made)
        wrong = sum(each.article.id in found and found[each.article.id] not in each.of for each in made)
        glued = sum(article.id in found for article in articles)
        print(
            f"groups, {name}: {right} of {len(made)} with an original they were made of, {wrong} with another, "
            f"{len(made) - right - wrong} alone; originals made copies: {glued}"
        )


def _print_time(articles: Sequence[Article], size: int, seed: int) -> None:
    made = _many(articles, size, seed)
    start = time.process_time()
    kept = {article.id: signature(article) for article in made}
    signed = time.process_time()
    found = find_copies(made, signatures=kept)
    end = time.process_time()
    print(
        f"{size:,} articles of 400 words, three in ten copies: {len(found):,} copies found; CPU: signatures {signed - start:.1f} s "
        f"({sum(map(len, kept.values())) / size:,.0f} bytes each), finding {end - signed:.1f} s"
    )


def _many(articles: Sequence[Article], size: int, seed: int) -> list[Article]:
    """Return invented texts of 400 words with stock phrases of the sample, three in ten made of an earlier one."""
    random = Random(f"{seed} {size}")
    words = sorted({word for article in articles for word in article.text.split() if word.isalpha()})
    random.shuffle(words)
    weights = [1 / place for place in range(1, len(words) + 1)]
    phrases = [sentence.split()[:8] for article in articles for sentence in article.text.split(". ")]
    made: list[Article] = []
    while len(made) < size:
        told: list[str] = []
        if made and random.random() < 0.3:
            told = random.choice(made).text.split()
            told = told[: random.randrange(150, max(len(told), 150) + 1)]
            told[::11] = random.choices(words, k=len(told[::11]))
        else:
            while len(told) < 400:
                told += random.choice(phrases) if random.random() < 0.3 else random.choices(words, weights, k=12)
        day = date(2024, 1, 1) + timedelta(days=random.randrange(300))
        made.append(Article(id=f"a{len(made):06}", text=" ".join(told), published=day))
    return made


def _scores(judged: Sequence[tuple[bool, bool]]) -> tuple[float, float, float]:
    hit = sum(truth and said for truth, said in judged)
    said, true = sum(said for _, said in judged), sum(truth for truth, _ in judged)
    precision, recall = hit / said if said else 1.0, hit / true
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def _signature(article: Article) -> Signature:
    found = read_signature(signature(article))
    assert found is not None
    return found


if __name__ == "__main__":
    main()
