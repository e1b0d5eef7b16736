"""From articles to a graph, its views, its files and its texts; the events come from a stand-in for spaCy."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.asked import GraphKeywords, GraphOptions, TextKeywords, TextOptions
from kg.model import Article, Event, Skipped
from kg.pipeline import Extractor
from kg.readers import SUFFIXES
from tests.factories import actor, article, day, event, evidence

KIM, PUTIN = actor("Kim Jong Un", state="North Korea"), actor("Vladimir Putin", state="Russia")
RUSSIA, UKRAINE = actor("Russia", "state"), actor("Ukraine", "state")
ONE = article("a1", source="Hill Post", published=date(2023, 9, 14))
TWO = article("a2", source="Lantern Daily", published=date(2023, 9, 15))


def finds(**events: list[Event]) -> Extractor:
    def extractor(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            yield each, tuple(events.get(each.id, ()))

    return extractor


def met(identifier: str = "a1", **fields: object) -> Event:
    return event("met-with", KIM, PUTIN, article=identifier, when=day(), **fields)  # type: ignore[arg-type]  # as event


def summit() -> kg.Graph:
    attacked = event("attacked", RUSSIA, UKRAINE, article="a1", when=day("2023-09-10"))
    planned = event("visited", PUTIN, KIM, article="a2", modality="planned", attribution="Kremlin")
    return kg.build([ONE, TWO], extractor=finds(a1=[met("a1"), attacked], a2=[met("a2"), planned]))


def test_an_event_told_by_two_articles_is_one_event_with_the_evidence_of_both() -> None:
    graph = summit()

    assert [each.relation for each in graph.events] == ["attacked", "met-with", "visited"]
    assert [each.article for each in graph.events[1].evidence] == ["a1", "a2"]


STORY = (
    "The leader of North Korea met the president of Russia at a spaceport in the far east on Wednesday, and the two talked for "
    "more than four hours about rockets, grain and the war, aides of both said after a long dinner of crab and sturgeon."
)
FIRST = article("b1", STORY, source="Wire", published=date(2023, 9, 14))
PRINTED = [article(f"a{n}", STORY, source=f"Outlet {n}", published=date(2023, 9, 15)) for n in range(5)]


def _told(*, copies: bool = True) -> kg.Graph:
    return kg.build(
        [*PRINTED, FIRST], extractor=lambda given: ((each, (met(each.id),)) for each in given), copies=copies
    )


def test_a_text_that_six_outlets_print_is_one_source() -> None:
    graph = _told()

    assert {each.id: each.copy_of for each in graph.articles} == {
        **dict.fromkeys(("a0", "a1", "a2", "a3", "a4"), "b1"),
        "b1": None,
    }
    assert len(graph.events[0].evidence) == 6
    assert (
        graph.ties[0].strength
        == kg.build([FIRST], extractor=finds(b1=[met("b1")]), today=date(2023, 9, 15)).ties[0].strength
    )


def test_every_outlet_counts_if_copies_are_not_looked_for() -> None:
    graph = _told(copies=False)

    assert not [each for each in graph.articles if each.copy_of]
    assert graph.ties[0].strength > _told().ties[0].strength


def test_copies_are_known_to_a_graph_that_is_read_back(tmp_path: Path) -> None:
    graph = _told()
    graph.write(tmp_path)

    back = kg.read(tmp_path)

    assert [each.copy_of for each in back.articles] == [each.copy_of for each in graph.articles]
    assert back.ties == graph.ties


def test_a_copy_that_is_known_as_one_stays_one() -> None:
    given = article("a9", "This is another text, which says something else.", copy_of="b1")

    assert {each.id: each.copy_of for each in kg.build([FIRST, given], extractor=finds()).articles} == {
        "a9": "b1",
        "b1": None,
    }


def test_events_below_the_least_confidence_are_left_out() -> None:
    extractor = finds(a1=[met(confidence=0.4)])

    assert kg.build([ONE], extractor=extractor).events == ()
    assert len(kg.build([ONE], extractor=extractor, min_confidence=0.4).events) == 1
    assert list(kg.find_events([ONE], extractor=extractor)) == []


def test_progress_is_told_before_the_first_and_after_each_article() -> None:
    told: list[tuple[int, int]] = []

    kg.build([ONE, TWO], extractor=finds(), progress=lambda done, total: told.append((done, total)))

    assert told == [(0, 2), (1, 2), (2, 2)]


def test_events_are_found_in_the_order_of_the_inputs_and_not_merged() -> None:
    events = kg.find_events([TWO, ONE], extractor=finds(a1=[met("a1")], a2=[met("a2")]))

    assert [each.article for each in events] == ["a2", "a1"]


def test_inputs_left_out_are_told_when_events_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    told: list[Skipped] = []

    list(kg.find_events(tmp_path, extractor=finds(), on_skipped=told.append))

    assert [Path(each.where).name for each in told] == ["a.md"]


@pytest.mark.parametrize("names", [("it.jsonl", "zz.jsonl"), ("zz.jsonl", "it.jsonl")])
def test_a_text_that_is_left_out_does_not_take_an_id(names: tuple[str, str], tmp_path: Path) -> None:
    italian = '{"id": "x", "text": "Kim Jong Un ha incontrato Vladimir Putin.", "language": "it"}\n'
    english = '{"id": "x", "text": "Kim Jong Un met Vladimir Putin."}\n'
    for name, row in zip(names, (italian, english), strict=True):
        (tmp_path / name).write_text(row, encoding="utf-8")

    graph = kg.build(tmp_path, extractor=finds())

    assert [each.text for each in graph.articles] == ["Kim Jong Un met Vladimir Putin."]


def test_a_second_article_of_an_id_is_left_out() -> None:
    graph = kg.build([ONE, ONE], extractor=finds())

    assert len(graph.articles) == 1
    assert graph.corpus.skipped == (
        Skipped(where="article a1", why="its id was read before; give each article its own id"),
    )


def test_the_columns_of_a_table_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,body,day\na1,Kim met Putin.,2024-05-09\n", encoding="utf-8")

    graph = kg.build(path, columns={"text": "body", "published": "day"}, extractor=finds())

    (found,) = graph.articles
    assert (found.text, str(found.published)) == ("Kim met Putin.", "2024-05-09")
    with pytest.raises(kg.InputError, match=r"columns: 'txt' is not what an article has"):
        kg.build(path, columns={"txt": "body"}, extractor=finds())


def test_inputs_without_any_article_are_an_error_with_the_first_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("", encoding="utf-8")

    with pytest.raises(kg.InputError, match=r"no article could be read, 1 input was left out; .*a\.txt: is empty"):
        kg.build(path, extractor=finds())
    with pytest.raises(kg.InputError, match=r"no article could be read; give files or folders with \.txt"):
        kg.build([], extractor=finds())


def test_the_views_hold_the_same_events() -> None:
    graph = summit()

    rdf, network, page = graph.to_rdf(), graph.to_networkx(), graph.to_html()

    assert len(set(rdf.subjects(object=rdf.namespace_manager.expand_curie("ir:Event")))) == 3
    assert network.number_of_edges() == 3
    assert "Kim Jong Un" in page
    assert {node["label"] for node in graph.to_pyvis().nodes} >= {"Kim Jong Un", "Vladimir Putin"}
    assert "<iframe" in graph._repr_html_()  # the protocol of notebooks
    assert repr(graph) == "<kg.Graph: 2 articles, 3 events, 2 ties>"


def test_the_files_are_written_in_a_fixed_order_and_the_same_every_time(tmp_path: Path) -> None:
    first, second = summit().write(tmp_path / "1"), summit().write(tmp_path / "2")

    assert [path.name for path in first] == ["events.jsonl", "graph.ttl", "graph.html", "graph.gexf", "graph.graphml"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_graph_read_back_has_the_same_events_and_ties_and_writes_the_same_files(tmp_path: Path) -> None:
    graph = summit()
    written = graph.write(tmp_path / "1")

    again = kg.read(tmp_path / "1")

    assert again.events == graph.events
    assert again.ties == graph.ties
    assert kg.read(tmp_path / "1" / "graph.ttl").events == graph.events
    rewritten = again.write(tmp_path / "2")
    # The page also knows the words by which the texts name an actor, and a graph read back has no texts.
    assert [path.read_bytes() for path in rewritten if path.suffix != ".html"] == [
        path.read_bytes() for path in written if path.suffix != ".html"
    ]


def test_the_day_that_strengths_are_as_of_changes_them() -> None:
    extractor = finds(a1=[met()])

    latest = kg.build([ONE], extractor=extractor).ties
    now = kg.build([ONE], extractor=extractor, today=date(2023, 9, 13)).ties
    later = kg.build([ONE], extractor=extractor, today=date(2024, 9, 13)).ties

    # By hand: one source counts 0.7 on the day itself, and half of it 366 days on, about one half-life. Without a day
    # it is that of the article, published a day later.
    assert latest[0].observed == pytest.approx(0.7 * 2 ** (-1 / 365))
    assert now[0].observed == pytest.approx(0.7)
    assert later[0].observed == pytest.approx(0.35, abs=0.001)


def test_a_folder_without_a_graph_is_an_error_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(kg.GraphFileError, match=r"holds no graph\.ttl; make one with: kg build PATH --out "):
        kg.read(tmp_path)
    with pytest.raises(kg.GraphFileError, match="no such file or folder"):
        kg.read(tmp_path / "gone")


def test_an_output_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    place = tmp_path / "taken"
    place.write_text("x", encoding="utf-8")

    with pytest.raises(kg.OutputError, match=r"taken: cannot be written \(File exists\); choose a folder"):
        summit().write(place)


def test_a_query_sees_events_and_ontology() -> None:
    graph = summit()

    found = graph.query("SELECT ?e WHERE { ?e ir:relationType/skos:broader rel:CONSULT }")

    assert len(found.rows) == 2


def test_a_summary_counts_ranks_and_groups_what_is_left_out(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md", "d.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    attacked = event("attacked", RUSSIA, UKRAINE, article="a1", when=day("2023-09-10"))
    planned = event("met-with", RUSSIA, KIM, article="a1", modality="planned")

    text = kg.build([tmp_path, ONE], extractor=finds(a1=[met(), attacked, planned])).summary()

    lines = text.splitlines()
    assert lines[0] == "1 article, 4 actors, 3 events, 2 ties"
    assert "  met-with       2  (1 not actual or denied)" in lines
    assert "  attacked       1" in lines
    strongest, hostile = lines.index("Strongest ties"), lines.index("Most hostile ties")
    assert "Kim Jong Un - Vladimir Putin" in lines[strongest + 1]
    assert "Russia - Ukraine" in lines[hostile + 1]
    assert "1 event, last 2023-09-10" in lines[hostile + 1]
    assert lines[-2] == "Left out: 4 inputs"
    assert lines[-1].endswith(f"c.md and 1 more: .md files are not read; give {SUFFIXES}")


def test_a_pair_is_shown_with_events_by_date_and_their_sentences_sources_and_marks() -> None:
    lines = summit().show("kim", "putin").splitlines()

    assert lines[0].startswith("Kim Jong Un - Vladimir Putin: strength +")
    assert lines[1:] == [
        "  2023-09-13  Kim Jong Un met-with Vladimir Putin",
        '      "Kim Jong Un met Vladimir Putin."',
        "      -- Hill Post, article a1, published 2023-09-14",
        '      "Kim Jong Un met Vladimir Putin."',
        "      -- Lantern Daily, article a2, published 2023-09-15",
        "  no date     Vladimir Putin visited Kim Jong Un [planned]",
        '      "Kim Jong Un met Vladimir Putin."',
        "      -- Lantern Daily, article a2, published 2023-09-15, according to Kremlin [planned]",
    ]


def test_an_actor_is_shown_with_the_strongest_ties_first_and_pairs_without_one_last() -> None:
    denied = event("attacked", UKRAINE, KIM, article="a1", polarity="negated")

    text = kg.build([ONE], extractor=finds(a1=[met(), denied])).show("Kim Jong Un")

    heads = [line for line in text.splitlines() if line.startswith("Kim Jong Un")]
    assert heads[0].startswith("Kim Jong Un - Vladimir Putin: strength")
    assert heads[1] == "Kim Jong Un - Ukraine: no strength (nothing affirmed and actual that is an act)"
    assert "Ukraine attacked Kim Jong Un [negated]" in text


def test_a_pair_that_no_event_joins_says_so() -> None:
    assert summit().show("Kim Jong Un", "Ukraine") == "Kim Jong Un and Ukraine: no event joins them"


@pytest.mark.parametrize("name", ["Russia", "russia", "the Kremlin", "Moscow", "Russian Federation"])
def test_an_actor_is_found_by_id_name_alias_and_seat_of_power(name: str) -> None:
    assert summit().show(name, "Ukraine").startswith("Russia - Ukraine: strength -")


def test_an_unknown_actor_is_an_error_with_the_nearest_names() -> None:
    with pytest.raises(
        kg.UnknownActorError, match="actor 'Vladmir Puttin' is not in the graph; did you mean Vladimir Putin"
    ):
        summit().show("Vladmir Puttin")
    with pytest.raises(kg.UnknownActorError, match="it has Kim Jong Un, Russia, Ukraine, Vladimir Putin"):
        summit().show("Zzyzx")


def test_a_last_name_of_two_persons_is_an_error_with_both() -> None:
    sister = actor("Kim Yo Un", id="kim-yo-un")

    graph = kg.build([ONE], extractor=finds(a1=[event("praised", KIM, sister, claims=[evidence()])]))

    with pytest.raises(
        kg.UnknownActorError, match=r"actor 'Un' can be Kim Jong Un \(kim-jong-un\), Kim Yo Un \(kim-yo-un\)"
    ):
        graph.show("Un")


def test_importing_kg_loads_no_heavy_library() -> None:
    code = "import kg, sys; print(sorted({'spacy', 'rdflib', 'numpy', 'networkx', 'pyoxigraph'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_every_public_name_can_be_had_and_an_unknown_one_is_an_attribute_error() -> None:
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nothing'"):
        getattr(kg, "nothing")  # noqa: B009  # the plain form does not pass the type checker


@pytest.mark.model
def test_a_text_becomes_a_graph_with_the_packaged_model() -> None:
    graph = kg.build([article("a1", "Vladimir Putin met Kim Jong Un in Vladivostok on Sept. 13, 2023.")])

    assert [(each.source.name, each.relation) for each in graph.events if each.relation == "met-with"] == [
        ("Vladimir Putin", "met-with")
    ]


@pytest.mark.model
def test_a_model_that_is_not_installed_is_an_error_with_its_name() -> None:
    with pytest.raises(kg.ModelError, match=r"spaCy pipeline 'xx_nothing' cannot be loaded"):
        kg.build([ONE], model="xx_nothing")


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        (
            "Der Präsident ist nicht in der Hauptstadt und hat den Minister nicht empfangen.",
            None,
            "is in German, and kg reads English and French only; give a translation",
        ),
        (
            "Президент встретился с министром.",
            None,
            "is in Russian, and kg reads English and French only; give a translation",
        ),
        (
            "Rome met Paris.",
            "it",
            "says that its language is 'it', and kg reads English and French only; give a translation",
        ),
    ],
)
def test_an_article_in_another_language_is_left_out_with_the_language(
    text: str, language: str | None, why: str
) -> None:
    foreign = Article(id="f1", text=text, language=language)
    found: list[Skipped] = []

    list(kg.find_events([ONE, foreign], languages=["en"], extractor=finds(f1=[met("f1")]), on_skipped=found.append))

    assert found == [Skipped(where="article f1", why=why)]
    assert kg.build([ONE, foreign], languages=["en"], extractor=finds()).corpus.skipped == tuple(found)


@pytest.mark.parametrize("language", ["en", "en-GB", "English", "und", "", None])
def test_an_article_that_says_english_or_nothing_is_read(language: str | None) -> None:
    english = Article(id="e1", text="Rome met Paris.", language=language)

    assert len(list(kg.find_events([english], extractor=finds(e1=[met("e1")])))) == 1


def test_the_keywords_of_a_build_are_the_fields_of_what_is_asked() -> None:
    # They are written twice, as a type for keywords and as a value.
    for keywords, value in ((TextKeywords, TextOptions), (GraphKeywords, GraphOptions)):
        assert list(keywords.__annotations__) == [each.name for each in fields(value)]


def test_a_keyword_that_a_build_does_not_know_is_told_with_those_that_it_does() -> None:
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'min_confidnce'; give columns, copies, known_on"):
        kg.build([ONE], extractor=finds(), min_confidnce=0.4)  # type: ignore[call-arg]  # misspelt


def test_help_and_completion_show_every_keyword() -> None:
    for function in (kg.build, kg.find_events, kg.Workspace.build):
        names = list(inspect.signature(function).parameters)
        assert "options" not in names
        assert "min_confidence" in names

    assert inspect.signature(kg.build).parameters["copies"].default is True
