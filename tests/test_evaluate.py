"""What is found, right, missed and false at each level, and that it is what the scorer beside the checkout says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Evaluation, Mistake, Score, evaluate
from kg.exporters.events import event_to_dict
from kg.files import read_jsonl
from kg.gold import GoldArticle, GoldRelation, read_gold
from kg.matching import LEVELS, Level
from kg.model import Event
from kg.naming import load_names
from tests.factories import actor, day, event, evidence, gold

KIM = actor("Kim Jong Un", state="North Korea")
PUTIN = actor("Vladimir Putin", state="Russia")
NORTH, RUSSIA, FRANCE = actor("North Korea", "state"), actor("Russia", "state"), actor("France", "state")
STATES: Final = ("North Korea", "Russia")
relations = st.sampled_from(["met-with", "visited", "praised", "condemned", "leads", "allied-with"])
actors = st.sampled_from([KIM, PUTIN, NORTH, RUSSIA, FRANCE])
events_ = st.builds(
    lambda relation, source, target, article, polarity, confidence: event(
        relation, source, target, article=article, polarity=polarity, confidence=confidence
    ),
    relations, actors, actors, st.sampled_from(["a1", "a2"]), st.sampled_from(["affirmed", "negated"]), st.floats(0, 1),
)  # fmt: skip


def _against(rows: Sequence[GoldRelation], *events: Event, level: Level = "root") -> Evaluation:
    return evaluate([GoldArticle(id="a1", relations=tuple(rows))], events, level=level)


def _gold_of(events: Sequence[Event], *, core: bool = True) -> list[GoldArticle]:
    """Return gold that says exactly what the events say."""
    return [
        GoldArticle(
            id=article,
            relations=tuple(
                gold(
                    each.relation, each.source.name, each.target.name, states=(each.source.state, each.target.state),
                    polarity=each.polarity, core=core,
                )
                for each in events
                if each.article == article
            ),
        )
        for article in ("a1", "a2")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (gold("met-with", states=STATES), {"pair", "quad", "root", "type"}),
        (gold("met-with", "Vladimir Putin", "Kim Jong Un", states=STATES[::-1]), {"pair", "quad", "root", "type"}),
        (gold("met-with", "North Korea", "Russia"), {"pair", "quad", "root"}),
        (gold("spoke-with", states=STATES), {"pair", "quad", "root"}),
        (gold("agreed-with", states=STATES), {"pair", "quad"}),
        (gold("condemned", states=STATES), {"pair"}),
        (gold("met-with", states=STATES, polarity="negated"), {"pair"}),
        (gold("met-with", "Kim Jong Un", "Xi Jinping", states=("North Korea", "China")), set()),
        (gold("allied-with", states=STATES), set()),
    ],
)
def test_each_level_asks_for_more(row: GoldRelation, right: set[str]) -> None:
    found = _against([row], event("met-with", KIM, PUTIN))

    assert {level for level, score in found.levels.items() if score.right} == right


def test_direction_counts_unless_the_relation_is_symmetric() -> None:
    found = _against([gold("visited", "Russia", "France")], event("visited", FRANCE, RUSSIA))

    assert (found.levels["pair"].right, found.levels["root"].right) == (1, 0)


def test_lasting_relations_are_scored_apart() -> None:
    found = _against(
        [gold("leads", "Vladimir Putin", "Russia", states=("Russia", "Russia"))],
        event("leads", PUTIN, RUSSIA),
        event("allied-with", RUSSIA, NORTH),
    )

    assert found.levels["static"] == Score(right=1, found=2, gold=1)
    assert found.levels["type"] == Score(right=0, found=0, gold=0)
    assert found.by_relation == {
        "leads": Score(right=1, found=1, gold=1),
        "allied-with": Score(right=0, found=1, gold=0),
    }


def test_what_is_not_core_is_neither_right_nor_wrong() -> None:
    found = _against(
        [gold("visited", "France", "Russia", core=False), gold("praised", "France", "Russia")],
        event("visited", FRANCE, RUSSIA),
    )

    assert found.levels["type"] == Score(right=0, found=0, gold=1)
    assert found.neutral == 1
    assert found.reliability.bands == ()


def test_what_is_core_once_is_core() -> None:
    rows = [gold("visited", "France", "Russia", core=False), gold("visited", "France", "Russia")]

    assert _against(rows, event("visited", FRANCE, RUSSIA)).levels["type"] == Score(right=1, found=1, gold=1)


def test_the_same_relation_told_twice_counts_once() -> None:
    rows = [gold("visited", "France", "Russia", date="2023"), gold("visited", "France", "Russia", date="2024")]

    found = _against(rows, event("visited", FRANCE, RUSSIA), event("visited", FRANCE, RUSSIA, when=day()))

    assert found.levels["type"] == Score(right=1, found=1, gold=1)


def test_relations_within_a_state_count_where_persons_are_compared_only() -> None:
    found = _against([], event("praised", PUTIN, actor("Sergei Lavrov", state="Russia")))

    assert {level: score.found for level, score in found.levels.items()} == {
        "pair": 0, "quad": 0, "root": 0, "type": 1, "static": 0,
    }  # fmt: skip


def test_names_are_the_same_by_the_reference_tables() -> None:
    row = gold("sanctioned", "the U.S.", "Türkiye")

    found = _against([row], event("sanctioned", actor("United States", "state"), actor("Turkey", "state")))

    assert found.levels["type"].right == 1


def test_events_of_other_articles_are_left_out_and_counted() -> None:
    found = _against([gold()], event(article="b2"), event(article="b1"), event("praised", article="b1"))

    assert found.left_out == {"b1": 2, "b2": 1}
    assert found.silent == ("a1",)
    assert found.levels["type"] == Score(right=0, found=0, gold=1)


def test_an_event_of_a_built_graph_counts_in_each_article_that_tells_of_it() -> None:
    claims = [evidence(article="a1", polarity="negated"), evidence(article="a2"), evidence(article="x")]
    articles = [
        GoldArticle(id="a1", relations=(gold(polarity="negated"),)),
        GoldArticle(id="a2", relations=(gold(),)),
    ]

    found = evaluate(articles, [event(article="a2", claims=claims, when=day())])

    assert found.levels["type"] == Score(right=2, found=2, gold=2)
    assert found.left_out == {"x": 1}


def test_a_score_worked_out_by_hand() -> None:
    # F1 = 2 * 6 / (8 + 12); F* = 6 / 14, its Wilson interval is .2138 to .6741, and F1 = 2 F* / (1 + F*).
    score = Score(right=6, found=8, gold=12)

    assert (score.precision.value, score.recall.value) == (0.75, 0.5)
    assert score.f1 == pytest.approx(0.6)
    assert score.f1_interval == pytest.approx((2 * 0.2138 / 1.2138, 2 * 0.6741 / 1.6741), abs=1e-4)


def test_nothing_found_and_nothing_to_find_has_no_f1() -> None:
    assert Score(right=0, found=0, gold=0).f1 is None
    assert Score(right=0, found=0, gold=3).f1 == 0.0


def test_confidence_is_judged_event_by_event_at_the_level() -> None:
    events = [
        event("visited", FRANCE, RUSSIA, confidence=0.95),
        event("hosted", FRANCE, RUSSIA, confidence=0.85),
        event("leads", PUTIN, RUSSIA, confidence=0.55),
    ]
    row = gold("visited", "France", "Russia")

    at_root, at_type = _against([row], *events), _against([row], *events, level="type")

    assert [(band.low, band.count, band.share.right) for band in at_root.reliability.bands] == [
        (0.8, 1, 1),
        (0.9, 1, 1),
    ]
    assert [(band.low, band.count, band.share.right) for band in at_type.reliability.bands] == [
        (0.8, 1, 0),
        (0.9, 1, 1),
    ]


def test_a_missed_relation_shows_the_sentence_and_what_was_found_in_its_place() -> None:
    told = event("spoke-with", RUSSIA, FRANCE, claims=[evidence("Russia met\nFrance on Monday.")])

    found = _against([gold("condemned", "France", "Russia", evidence="Russia met France")], told, level="type")

    assert found.missed == (
        Mistake(
            kind="missed", article="a1", source="France", relation=found.missed[0].relation, target="Russia",
            polarity="affirmed", sentence="Russia met France on Monday.", instead=("spoke-with",),
        ),
    )  # fmt: skip
    assert found.missed[0].relation == "condemned"


def test_a_missed_relation_of_another_sentence_shows_the_beginning_that_the_gold_gives() -> None:
    found = _against([gold(evidence="On Monday Kim"), gold("praised")], event("praised", FRANCE, RUSSIA))

    assert [each.sentence for each in found.missed] == ["On Monday Kim", ""]


def test_false_events_come_with_sentence_and_rule_the_most_confident_first() -> None:
    weak = event("visited", FRANCE, RUSSIA, confidence=0.6)
    strong = event("condemned", FRANCE, RUSSIA, confidence=0.9, claims=[
        evidence("One.", confidence=0.2, rule="condemned/noun"), evidence("Two.", confidence=0.8, rule="condemned/verb"),
    ])  # fmt: skip

    found = _against([gold("praised", "Russia", "France")], weak, strong)

    assert [(each.relation, each.confidence, each.sentence, each.rule) for each in found.false] == [
        ("condemned", 0.9, "Two.", "condemned/verb"),
        ("visited", 0.6, "Kim Jong Un met Vladimir Putin.", "met-with/verb"),
    ]
    assert {each.instead for each in found.false} == {("praised",)}


def test_attributes_are_compared_whatever_the_polarity_and_for_rows_that_are_not_core_too() -> None:
    rows = [gold("visited", "France", "Russia", polarity="negated", core=False)]

    found = _against(rows, event("visited", FRANCE, RUSSIA), event("leads", PUTIN, RUSSIA))

    polarity = found.agreement[0]
    assert (polarity.attribute, polarity.said.right, polarity.said.total) == ("polarity", 0, 1)


def test_attributes_of_lasting_relations_are_compared_at_their_level() -> None:
    rows = [gold("leads", "Vladimir Putin", "Russia", modality="actual"), gold("visited", "France", "Russia")]

    found = _against(rows, event("leads", PUTIN, RUSSIA), level="static")

    assert [each.said.total for each in found.agreement] == [0, 1, 0, 0, 0]


# ---- laws


@given(st.lists(events_, max_size=12))
def test_events_held_against_themselves_are_all_right(events: list[Event]) -> None:
    found = evaluate(_gold_of(events), events)

    assert all(score.right == score.found == score.gold for score in found.levels.values())
    assert (found.missed, found.false) == ((), ())


@given(st.lists(events_, max_size=12))
def test_gold_without_core_leaves_nothing_to_judge(events: list[Event]) -> None:
    found = evaluate(_gold_of(events, core=False), events)

    assert set(found.levels.values()) == {Score(right=0, found=0, gold=0)}


@given(st.lists(events_, max_size=10), st.lists(events_, max_size=10), st.sampled_from(list(LEVELS)))
def test_misses_and_false_events_are_what_is_not_right(gold_: list[Event], events: list[Event], level: Level) -> None:
    found = evaluate(_gold_of(gold_), events, level=level)

    score = found.levels[level]
    assert len(found.missed) == score.gold - score.right
    assert len(found.false) == score.found - score.right
    assert sum(each.right for each in found.by_relation.values()) == (
        found.levels["type"].right + found.levels["static"].right
    )


@given(st.lists(events_, max_size=10), st.lists(events_, max_size=10), st.randoms())
def test_the_order_of_the_events_changes_no_score(gold_: list[Event], events: list[Event], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives random.Random

    one, other = evaluate(_gold_of(gold_), events), evaluate(_gold_of(gold_), shuffled)

    assert (one.levels, one.by_relation) == (other.levels, other.by_relation)


@given(st.lists(events_, max_size=10), st.lists(events_, max_size=10))
def test_what_is_never_right_at_a_loose_level_is_not_at_a_strict_one(gold_: list[Event], events: list[Event]) -> None:
    levels = evaluate(_gold_of(gold_), events).levels

    assert (levels["pair"].right == 0) <= (levels["quad"].right == 0) <= (levels["root"].right == 0)


# ---- the scorer

SHARED: Final = Path(__file__).resolve().parents[2] / "shared"
SCORER: Final = SHARED / "tools" / "score_articles.py"
DEV: Final = SHARED / "eval" / "articles_dev"
_LINE: Final = re.compile(r"(\w+)\s+P [\d.]+ \((\d+)/(\d+)\)  R [\d.]+ \((\d+)/(\d+)\)")


@pytest.mark.model
@pytest.mark.skipif(not SCORER.exists(), reason=f"{SCORER.name} is not beside the checkout (../shared/tools)")
@pytest.mark.skipif(not DEV.exists(), reason="articles_dev is not beside the checkout (../shared/eval)")
def test_the_scorer_beside_the_checkout_counts_the_same(tmp_path: Path) -> None:
    from kg.pipeline import find_events

    events = list(find_events(DEV / "articles.jsonl"))
    found = evaluate(read_gold(DEV / "gold.jsonl"), events)

    # The scorer knows fewer names, so it is given those that kg takes for the same already as one.
    _write(tmp_path / "gold.jsonl", read_jsonl(DEV / "gold.jsonl"))
    _write(tmp_path / "events.jsonl", map(event_to_dict, events))
    counted = _scored(tmp_path / "gold.jsonl", tmp_path / "events.jsonl")
    assert counted == {name: (each.right, each.found, each.right, each.gold) for name, each in found.levels.items()}


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write gold articles or events with every name in the form that kg compares."""
    normal = load_names().normal
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            for relation in row.get("relations", [row]):
                for side in (relation["source"], relation["target"]):
                    side.update(name=normal(side["name"]), state=normal(side["state"] or ""))
            out.write(json.dumps(row) + "\n")


def _scored(gold_file: Path, events_file: Path) -> dict[str, tuple[int, ...]]:
    done = subprocess.run(
        [sys.executable, str(SCORER), str(gold_file), str(events_file)], capture_output=True, text=True, check=True
    )
    return {found[1]: tuple(map(int, found.groups()[1:])) for found in _LINE.finditer(done.stdout)}
