"""Articles, actors and events of two graphs: what has come, gone, changed, merged and split."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.blocs import COLUMNS
from kg.built import Graph
from kg.differences import Difference, EventDifference, diff
from kg.errors import GraphFileError, InputError, MeasureError, UnknownActorError
from kg.exporters import Export, exporter_named
from kg.model import Actor, ActorId, Place
from kg.strength import Measure
from tests.differences.invented import FRANCE, GERMANY, MACRON, RUSSIA, SCHOLZ, both, graph, news, told, without
from tests.factories import actor, corpus, day, event, evidence

QUOTE = "France accused Russia on Tuesday."


def accused(when: str | None = "2024-04-23", **fields: object) -> Graph:
    return graph(told("accused", FRANCE, RUSSIA, QUOTE, when=when, **fields))  # type: ignore[arg-type]  # as told takes them


def kinds(found: Difference) -> list[str]:
    return [each.kind for each in found.events]


def only_event(found: Difference) -> EventDifference:
    assert len(found.events) == 1
    return found.events[0]


def changes(each: EventDifference) -> dict[str, tuple[object, object]]:
    return {change.name: (change.before, change.after) for change in each.changes}


def test_an_event_whose_date_was_corrected_is_one_changed_event() -> None:
    before, after = accused("2024-04-23"), accused("2024-04-16")

    changed = only_event(diff(before, after))

    assert before.events[0].id != after.events[0].id
    assert changed.kind == "changed"
    assert changes(changed) == {"date": ("2024-04-23", "2024-04-16")}
    assert (changed.new, changed.gone, changed.follows) == ((), (), False)


def test_an_event_that_gets_a_date_is_one_changed_event() -> None:
    assert changes(only_event(diff(accused(None), accused("2024-04-16")))) == {"date": (None, "2024-04-16")}


def test_an_event_whose_sentence_was_moved_by_text_before_it_has_not_changed() -> None:
    assert diff(accused(start=0), accused(start=200), only=["events"]).same


def test_an_event_whose_sentence_was_edited_is_the_same_event_with_another_sentence() -> None:
    after = graph(told("accused", FRANCE, RUSSIA, "France has accused Russia on Monday.", when="2024-04-22"))

    changed = only_event(diff(accused(), after))

    assert changes(changed) == {"date": ("2024-04-23", "2024-04-22")}
    assert [each.evidence.quote for each in changed.new] == ["France has accused Russia on Monday."]
    assert [each.evidence.quote for each in changed.gone] == [QUOTE]
    assert (changed.new[0].source, str(changed.new[0].published)) == ("Hill Post", "2024-05-02")


def test_an_event_whose_relation_was_corrected_is_one_changed_event() -> None:
    after = graph(told("criticised", FRANCE, RUSSIA, QUOTE, when="2024-04-23"))

    assert changes(only_event(diff(accused(), after))) == {"relation": ("accused", "criticised")}


def test_an_event_whose_direction_was_corrected_is_one_changed_event() -> None:
    claim = evidence(QUOTE)
    turned_claim = type(claim)(
        article=claim.article, start=claim.start, end=claim.end, quote=QUOTE, source_span=claim.target_span,
        target_span=claim.source_span, trigger_span=claim.trigger_span, confidence=0.9,
    )  # fmt: skip
    after = graph(event("accused", RUSSIA, FRANCE, when=day("2024-04-23"), claims=[turned_claim]))

    found = diff(accused(), after)

    assert changes(only_event(found)) == {"source": ("france", "russia"), "target": ("russia", "france")}
    assert found.actors == ()


def test_a_plan_that_is_denied_and_told_of_another_place_has_changed_in_these() -> None:
    claim = evidence(QUOTE, modality="planned")
    denied = evidence(QUOTE, modality="planned", polarity="negated", attribution="Kremlin")
    one = event("accused", FRANCE, RUSSIA, claims=[claim], modality="planned", place=Place(name="Paris"))
    other = event(
        "accused", FRANCE, RUSSIA, claims=[denied], polarity="negated", modality="planned", attribution="Kremlin",
        place=Place(name="Nice", country="France"), occasion="summit",
    )  # fmt: skip

    changed = only_event(diff(graph(one), graph(other)))

    assert changes(changed) == {
        "polarity": ("affirmed", "negated"),
        "attribution": ("", "Kremlin"),
        "place": ("Paris", "Nice, France"),
        "occasion": (None, "summit"),
    }
    assert (len(changed.new), len(changed.gone)) == (1, 1)


@pytest.mark.parametrize(("after", "told_of"), [(0.85, []), (0.84, ["confidence"])])
def test_a_confidence_has_changed_beyond_the_tolerance_alone(after: float, told_of: list[str]) -> None:
    found = diff(accused(confidence=0.9), accused(confidence=after), tolerance=0.05)

    assert [change.name for each in found.events for change in each.changes] == told_of


def test_a_second_article_that_tells_an_event_is_a_new_sentence_of_it() -> None:
    claims = [evidence(QUOTE), evidence("Russia was accused by France.", article="a2")]
    after = graph(event("accused", FRANCE, RUSSIA, when=day("2024-04-23"), claims=claims))

    changed = only_event(diff(accused(), after))

    assert [each.evidence.article for each in changed.new] == ["a2"]
    assert (changed.changes, changed.gone) == ((), ())


def test_two_events_that_became_one_are_a_change_and_a_gone_one_that_names_it() -> None:
    first = told("met-with", MACRON, SCHOLZ, "They met on Monday.", when="2024-04-22")
    second = told("met-with", MACRON, SCHOLZ, "They met again.", by="a2", when="2024-04-23")
    both_claims = [*first.evidence, *second.evidence]
    joined = event("met-with", MACRON, SCHOLZ, when=day("2024-04-22"), claims=both_claims)

    found = diff(graph(first, second), graph(joined))

    assert kinds(found) == ["gone", "changed"]
    assert found.events[0].other == joined.id
    back = diff(graph(joined), graph(first, second))
    assert kinds(back) == ["came", "changed"]
    assert back.events[0].other == joined.id


def test_an_actor_with_another_id_is_one_changed_actor_and_its_events_only_follow() -> None:
    renamed = actor("Emmanuel Macron", state="France", id="macron")
    quotes = [("praised", SCHOLZ, "He praised him."), ("met-with", FRANCE, "He met them.")]
    before = graph(*(told(relation, MACRON, other, quote) for relation, other, quote in quotes))
    after = graph(*(told(relation, renamed, other, quote) for relation, other, quote in quotes))

    found = diff(before, after)

    assert [(each.kind, [change.name for change in each.changes]) for each in found.actors] == [("changed", ["id"])]
    assert [(each.kind, each.follows) for each in found.events] == [("changed", True)] * 2
    assert found.ties == ()


def test_an_actor_all_of_whose_events_went_to_another_was_merged_into_it_and_back_it_is_split() -> None:
    before, after = both()

    merged = [each for each in diff(before, after).actors if each.kind == "merged"]
    split = [each for each in diff(after, before).actors if each.kind == "split"]

    assert [(each.before.id, each.after.id, each.events) for each in merged if each.before and each.after] == [
        ("kim-2", "kim-jong-un", 1)
    ]
    assert [(each.before.id, each.after.id) for each in split if each.before and each.after] == [
        ("kim-jong-un", "kim-2")
    ]


def test_an_actor_most_of_whose_events_are_gone_was_not_merged() -> None:
    other = actor("Olaf Scholz of Berlin", state="Germany", id="other")
    many = [told("praised", other, FRANCE, f"He praised number {number}.", by=f"b{number}") for number in range(3)]
    moved = told("accused", other, RUSSIA, QUOTE)

    others = told("praised", SCHOLZ, GERMANY, "Scholz praised Germany.", by="c1")

    found = diff(graph(*many, moved), graph(told("accused", SCHOLZ, RUSSIA, QUOTE), others))

    assert [each.kind for each in found.actors] == ["came", "came", "gone", "gone"]


def test_an_actor_of_another_kind_and_state_has_changed() -> None:
    before, after = both()

    front = next(each for each in diff(before, after).actors if each.kind == "changed")

    assert [(change.name, change.before, change.after) for change in front.changes] == [
        ("kind", "group", "organization"),
        ("state", "", "Russia"),
    ]


def test_an_edited_article_has_changed_one_under_another_id_is_the_same_and_others_came_or_went() -> None:
    before, after = both()

    found = [
        (
            each.kind,
            each.before and each.before.id,
            each.after and each.after.id,
            [change.name for change in each.changes],
        )
        for each in diff(before, after).articles
    ]

    assert found == [
        ("came", None, "a6", []),
        ("gone", "a4", None, []),
        ("changed", "a2", "a2", ["text"]),
        ("changed", "a3", "a3", ["source"]),
        ("changed", "a5", "lantern-5", ["id"]),
    ]


def test_an_article_whose_text_is_not_loaded_is_the_same_as_one_whose_text_is() -> None:
    loaded = news("a1", "A text.")
    one, other = graph(articles=(loaded,)), Graph(corpus=corpus(articles=[loaded]))

    assert one.articles[0].text == ""
    assert diff(one, other).same


def test_only_what_touches_an_actor_is_told() -> None:
    before, after = both()

    found = diff(before, after, actor="Macron")

    assert found.actor == "Emmanuel Macron"
    assert {end.name for each in found.events for end in ends(each)} == {"Emmanuel Macron", "Germany", "Olaf Scholz"}
    assert {(tie.a_name, tie.b_name) for tie in found.ties} == {
        ("Emmanuel Macron", "Germany"), ("Emmanuel Macron", "Olaf Scholz"),
    }  # fmt: skip
    assert [each.after.id for each in found.articles if each.after] == ["a6", "a2", "lantern-5"]
    assert found.actors == ()


def ends(each: EventDifference) -> list[Actor]:
    found = each.after or each.before
    assert found is not None
    return [found.source, found.target]


def test_between_states_an_actor_stands_for_its_state() -> None:
    before, after = both()

    found = diff(before, after, actor="Macron", measure=Measure(level="state"), only=["ties", "events"])

    assert [{tie.a_name, tie.b_name} for tie in found.ties] == [{"France", "Germany"}, {"France", "United Nations"}]
    assert [each.before.id for each in found.events if each.kind == "gone" and each.before] == [
        event.id for event in before.events if event.source.name == "United Nations"
    ]


def test_between_blocs_ties_are_those_of_blocs(tmp_path: Path) -> None:
    blocs = tmp_path / "blocs.csv"
    blocs.write_text(f"{','.join(COLUMNS)}\nFrance,West,,\nGermany,West,,\nRussia,East,,\n", encoding="utf-8")
    before = graph(told("praised", FRANCE, GERMANY, "It praised it."))
    after = graph(told("accused", FRANCE, RUSSIA, QUOTE), told("praised", FRANCE, GERMANY, "It praised it."))

    found = diff(before, after, blocs=blocs, measure=Measure(level="bloc"))

    assert [(tie.kind, tie.a_name, tie.b_name) for tie in found.ties] == [("came", "East", "West")]


def test_only_the_sections_asked_for_are_compared() -> None:
    before, after = both()

    found = diff(before, after, only=["actors"])

    assert found.sections == ("actors",)
    assert (found.articles, found.events, found.ties) == ((), (), ())
    assert (found.before.ties, len(found.actors)) == (None, 2)
    assert found.notes == ()


def test_an_events_file_is_compared_in_all_but_its_articles_and_says_so(tmp_path: Path) -> None:
    before, _ = both()
    path = tmp_path / "events.jsonl"
    exporter_named("events").write(Export(corpus=before.corpus, ties=lambda: before.ties), path)

    found = diff(path, without(before, before.events[0].id))

    assert found.sections == ("actors", "events", "ties")
    assert kinds(found) == ["gone"]
    assert found.before.articles is None
    assert found.notes[0].startswith(f"{path}: an events file has no articles")


def test_an_event_that_stands_twice_in_an_events_file_is_one(tmp_path: Path) -> None:
    one = accused()
    path = tmp_path / "events.jsonl"
    exporter_named("events").write(Export(corpus=one.corpus, ties=lambda: one.ties), path)
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")

    assert diff(path, one, only=["events", "actors"]).same


def test_what_cannot_be_compared_is_an_error_with_its_reason(tmp_path: Path) -> None:
    one = accused()
    (tmp_path / "table.parquet").write_bytes(b"")

    with pytest.raises(GraphFileError, match="an event table has no articles and sentences to compare"):
        diff(tmp_path / "table.parquet", one)
    with pytest.raises(GraphFileError, match="no such file or folder"):
        diff(one, tmp_path / "none")
    with pytest.raises(InputError, match="there is no section 'people' to compare; give some of articles, decisions"):
        diff(one, one, only=["people"])  # type: ignore[list-item]  # what is wrong here
    with pytest.raises(MeasureError, match="the level bloc and a file"):
        diff(one, one, measure=Measure(level="bloc"))
    with pytest.raises(UnknownActorError, match="actor 'Frence' is not in the graph; did you mean France"):
        diff(one, one, actor="Frence")


def test_an_actor_of_one_graph_alone_can_be_asked_about() -> None:
    before, after = accused(), graph(told("praised", SCHOLZ, RUSSIA, "Scholz praised Russia.", by="a9"))

    assert diff(before, after, actor="france").actor == "France"
    assert diff(before, after, actor="scholz").actor == "Olaf Scholz"


def test_texts_with_half_a_pair_of_surrogates_are_compared_too() -> None:
    odd = actor("Odd \ud800", id=ActorId("odd"))
    before, after = graph(told("praised", odd, FRANCE, "Odd \ud800 praised France.")), accused()

    found = diff(before, after)

    assert sorted(tie.kind for tie in found.ties) == ["came", "gone"]
    assert found.to_json().isascii()
    assert found.to_csv().encode()
