"""Graphs in, figures out: what they draw, what they say, and the same bytes each time."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

import kg
from kg.errors import OutputError, SelectionError, UnknownActorError
from kg.model import ActorId
from kg.page.pairs import opening_view, pairs_of
from kg.page.selection import Choice, Selection
from kg.plots import Plot
from kg.rounding import cut
from tests.factories import actor, article, corpus, day, event
from tests.page.invented import invented_corpus

pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")

GRAPH = kg.Graph(corpus=invented_corpus(events=300))
PAIR = ("Norland", "Marenga")
PLOTS: dict[str, Callable[..., Plot]] = {
    "network": lambda **rest: kg.plot(GRAPH, "network", **rest),
    "matrix": lambda **rest: kg.plot(GRAPH, "matrix", **rest),
    "timeline": lambda **rest: kg.plot(GRAPH, "timeline", pair=PAIR, **rest),
}
SVG = "{http://www.w3.org/2000/svg}"
NORTH, SOUTH = ["Norland", "Vesteria", "Ostmark", "Halden"], ["Marenga", "Sulawi", "Tandoria", "Kivuland"]


def texts_of(path: Path) -> list[str]:
    return [each.text or "" for each in ElementTree.parse(path).iter(f"{SVG}text")]  # kg wrote it


def joined(path: Path) -> str:
    return " ".join(texts_of(path))


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_a_picture_is_the_same_bytes_each_time_and_bears_no_date(kind: str, suffix: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"one.{suffix}", tmp_path / f"other.{suffix}"

    PLOTS[kind](path=one)
    PLOTS[kind](path=other)

    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes().startswith({"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[suffix])
    assert not re.search(rb"CreationDate|<dc:date>", one.read_bytes())


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("width", [85.0, 180.0])
def test_the_words_of_a_figure_are_words_and_hold_its_whole_caption(kind: str, width: float, tmp_path: Path) -> None:
    made = PLOTS[kind](path=tmp_path / "x.svg", width=width)

    assert made.caption in joined(tmp_path / "x.svg")
    assert made.caption.endswith(f"kg {kg.__version__}.")
    assert "365 days" in made.caption
    assert re.search(r"told by [\d,]+ of [\d,]+ articles of \d named sources", made.caption)


@pytest.mark.parametrize("kind", PLOTS)
def test_a_png_has_the_width_of_the_column_at_300_dots_an_inch(kind: str, tmp_path: Path) -> None:
    PLOTS[kind](path=tmp_path / "x.png", width=85.0)

    wide, _ = struct.unpack(">II", (tmp_path / "x.png").read_bytes()[16:24])
    assert wide == int(85.0 / 25.4 * 300)


@pytest.mark.parametrize("kind", PLOTS)
def test_a_title_stands_in_the_figure_and_the_caption_can_be_left_out(kind: str, tmp_path: Path) -> None:
    made = PLOTS[kind](path=tmp_path / "x.svg", title="Who is at odds", caption=False)

    assert "Who is at odds" in texts_of(tmp_path / "x.svg")
    assert not any(text and text in made.caption and len(text) > 60 for text in texts_of(tmp_path / "x.svg"))
    assert made.caption


@pytest.mark.parametrize("kind", PLOTS)
@pytest.mark.parametrize("width", [85.0, 180.0])
def test_nothing_written_reaches_over_the_edge_of_the_paper(kind: str, width: float) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = PLOTS[kind](width=width).figure
    figure.set_dpi(300)
    renderer = FigureCanvasAgg(figure).get_renderer()
    high, wide = figure.bbox.height, figure.bbox.width

    for text in figure.axes[0].texts:
        box = text.get_window_extent(renderer)
        assert box.x0 >= 0, text
        assert box.y0 >= 0, text
        assert box.x1 <= wide, text
        assert box.y1 <= high, text


def test_the_network_draws_the_actors_and_ties_that_the_page_opens_with(tmp_path: Path) -> None:
    symmetric = frozenset(str(key) for key, kind in kg.ontology.load_relations().items() if kind.symmetric)
    actors, drawn = opening_view(pairs_of(GRAPH.corpus, GRAPH.ties, symmetric=symmetric), limit=20)
    names = {each.id: each.name for each in kg.graph.actors_of(GRAPH.corpus)}

    made = kg.plot(GRAPH, "network", tmp_path / "x.svg", selection=Selection(actors=20))

    assert f"Network of {len(actors)} of 34 actors, {len(drawn)} of " in made.caption
    words = joined(tmp_path / "x.svg")
    assert [names[each] for each in actors if names[each].split()[0] not in words] == []
    signs = [text for text in texts_of(tmp_path / "x.svg") if text in "+\N{MINUS SIGN}"]
    # One more is that of the legend; the halo of a sign is an outline and no text.
    for sign, text in ((1, "+"), (-1, "\N{MINUS SIGN}")):
        drawn_so = sum(pair.sign == sign for pair in drawn)
        assert signs.count(text) == drawn_so + (drawn_so > 0)
    assert len(signs) > 20


@pytest.mark.parametrize("width", [85.0, 180.0])
def test_labels_of_the_network_do_not_overlap(width: float) -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = kg.plot(GRAPH, "network", width=width).figure
    renderer = FigureCanvasAgg(figure).get_renderer()
    names = {word for each in kg.graph.actors_of(GRAPH.corpus) for word in each.name.split()}
    boxes = [
        text.get_window_extent(renderer).shrunk(1.0, 0.8)
        for text in figure.axes[0].texts
        if text.get_zorder() == 6.0 and not text.get_path_effects() and set(text.get_text().split()) & names
    ]

    assert len(boxes) >= 30
    assert [(one, other) for n, one in enumerate(boxes) for other in boxes[:n] if one.overlaps(other)] == []


def test_planned_and_denied_ties_are_drawn_with_other_lines() -> None:
    a, b, c, d = (actor(name, "state") for name in ("Ghana", "Togo", "Benin", "Mali"))
    told = corpus(
        event("accused", a, b, when=day()),
        event("accused", b, c, modality="planned", when=day()),
        event("accused", c, d, polarity="negated", when=day()),
    )

    made = kg.plot(kg.Graph(corpus=told), "network")

    lines = {line.get_linestyle() for line in made.figure.axes[0].lines}
    assert {"-", "--"} <= lines
    assert "solid: done or in force, long dash: only planned or possible, dotted: only denied" in made.caption


def test_blocs_stand_side_by_side_in_the_matrix() -> None:
    graph = kg.Graph(corpus=invented_corpus(events=2500))
    made = kg.plot(graph, "matrix")

    rows = [
        text.get_text()
        for text in made.figure.axes[0].texts
        if text.get_ha() == "right" and not text.get_rotation() and text.get_text()[0].isalpha()
    ]
    for bloc in (NORTH, SOUTH):
        places = sorted(rows.index(name) for name in bloc)
        assert places[-1] - places[0] < 10, rows


def test_the_order_of_the_matrix_is_a_permutation_in_which_friends_are_near() -> None:
    from kg.plots.matrix import seriated
    from kg.plots.shown import find_shown

    shown = find_shown(GRAPH.corpus, GRAPH.ties, Selection(), limit=20)
    ties = {(tie.a, tie.b): tie for tie in GRAPH.ties}
    order = seriated(shown.inside, ties)

    def beside(actors: tuple[ActorId, ...]) -> float:
        found = (ties.get((min(pair), max(pair))) for pair in pairwise(actors))
        return float(np.sum([tie.strength if tie else 0.0 for tie in found]))

    assert sorted(order) == sorted(shown.inside)
    assert beside(order) > beside(shown.inside)


def test_a_strength_whose_interval_spans_0_has_a_smaller_square_and_a_sign() -> None:
    made = kg.plot(kg.Graph(corpus=invented_corpus(events=2500)), "matrix", selection=Selection(actors=12))
    canvas = made.figure.axes[0]

    cells = [each for each in canvas.patches if each.get_zorder() == 2 and each.get_width() == each.get_height()]
    small = sum(each.get_width() < 0.7 * max(cell.get_width() for cell in cells) for each in cells)
    found = re.search(r"spans 0 \((\d+) of (\d+)\)", made.caption)
    assert found
    doubted, ties = int(found[1]), int(found[2])
    assert 0 < doubted < ties
    assert (small, len(cells)) == (2 * doubted + 1, 2 * ties + 1)  # the one more is that of the legend


def test_a_matrix_that_the_paper_cannot_hold_says_how_many_it_can() -> None:
    with pytest.raises(SelectionError, match=r"names of 34 actors do not fit a matrix 60 mm wide; show \d+ at most"):
        kg.plot(GRAPH, "matrix", selection=Selection(actors=60), width=60.0)


def test_the_timeline_marks_what_is_done_planned_and_denied_and_names_the_heaviest(tmp_path: Path) -> None:
    a, b = actor("Ghana", "state"), actor("Togo", "state")
    told = corpus(
        event("attacked", a, b, when=day("2023-01-05")),
        event("accused", b, a, modality="planned", when=day("2023-03-05")),
        event("aided", a, b, polarity="negated", when=day("2023-05-05")),
        event("met-with", a, b, when=day("2023-06-01", "2023-06-30")),
        event("praised", a, b, scope="x"),
        articles=[article("a1", published=date(2023, 7, 1), source="Courier")],
    )

    made = kg.plot(kg.Graph(corpus=told), "timeline", tmp_path / "x.svg", pair=("Togo", "Ghana"))

    words = texts_of(tmp_path / "x.svg")
    assert {"attacked", "accused", "aided", "met with", "praised"} <= set(words)
    assert {"by Ghana", "by Togo", "mutual", "planned or possible", "denied", "Strength"} <= set(words)
    marks = [line for line in made.figure.axes[0].lines if line.get_marker() not in {"None", "", None}]
    assert sum(line.get_markerfacecolor() == "white" for line in marks) == 2 + 2  # two events, two of the legend
    assert "Ghana and Togo, 2023-01-05 to 2023-07-01: 5 of 5 events" in made.caption.replace(
        "Togo and Ghana", "Ghana and Togo"
    )
    assert "1 event of no known day at the day of the first report" in made.caption


def test_a_timeline_without_an_act_that_counts_has_no_course_and_says_so() -> None:
    a, b = actor("Ghana", "state"), actor("Togo", "state")
    told = corpus(event("accused", a, b, modality="planned", when=day()))

    made = kg.plot(kg.Graph(corpus=told), "timeline", pair=("Ghana", "Togo"))

    assert "No course of strength: " in made.caption
    assert [axes.get_ylabel() for axes in made.figure.axes] == ["", "Weight of event"]


def test_events_of_one_day_stand_beside_each_other() -> None:
    from kg.plots.marks import Scale, marks_of
    from kg.plots.paper import Paper
    from kg.plots.told import find_told

    a, b = actor("Ghana", "state"), actor("Togo", "state")
    told = corpus(*(event(name, a, b, when=day()) for name in ("accused", "criticised", "condemned", "aided")))
    found = find_told(told, a, b, Selection())

    marks = marks_of(found.events, Scale(days=(19500.0, 19700.0), reach=11.5, frame=(0, 0, 100, 50)), Paper())

    hostile = sorted(mark.x for mark in marks if mark.told.weight < 0)
    assert len(hostile) == 3
    assert all(right - left > 0.5 for left, right in pairwise(hostile))
    assert len({mark.true for mark in marks}) == 1


def test_a_stem_rises_from_the_day_and_the_caption_says_how_far_its_mark_stands_beside_it() -> None:
    a, b = actor("Ghana", "state"), actor("Togo", "state")
    days = ("2024-01-01", "2024-05-09", "2024-05-09", "2024-05-09")
    acts = zip(("aided", "accused", "criticised", "condemned"), days, strict=True)
    told = corpus(*(event(name, a, b, when=day(when)) for name, when in acts))

    made = kg.plot(kg.Graph(corpus=told), "timeline", pair=("Ghana", "Togo"))

    stems = [line for line in made.figure.axes[0].lines if line.get_zorder() == 2.2]
    feet, tops = ([round(float(line.get_xdata()[end]), 6) for line in stems] for end in (0, 1))
    assert (len(set(feet)), len(set(tops))) == (2, 4)
    left, right = made.figure.axes[1].get_xlim()
    wide = made.figure.axes[1].get_position().width * made.figure.get_figwidth() * 25.4
    furthest = max(abs(foot - top) for foot, top in zip(feet, tops, strict=True)) / wide * (right - left)
    assert f"side by side, up to {furthest:.1f} days off; stems rise from the day" in made.caption


def test_the_caption_of_a_timeline_explains_only_what_is_drawn_and_gives_every_parameter() -> None:
    a, b = actor("Ghana", "state"), actor("Togo", "state")
    told = corpus(event("accused", a, b, when=day()), event("accused", b, a, when=day("2024-01-01")))

    made = kg.plot(kg.Graph(corpus=told), "timeline", pair=("Ghana", "Togo"))

    assert "Events: hostile below 0; height, weight of the relation on Goldstein's scale; filled: " in made.caption
    assert not re.search(r"cooperative above|on it|hollow|dotted|bars|side by side", made.caption, re.IGNORECASE)
    assert "affinity times log2(1 + lift)" in made.caption
    for name in kg.Measure.names():
        assert name == "half_life_days" or name.replace("_", " ") in made.caption


def test_the_strength_is_dotted_where_the_two_had_no_act_for_a_year() -> None:
    a, b = actor("Ghana", "state"), actor("Togo", "state")
    days = ("2020-01-10", "2020-02-10", "2023-05-09")
    told = corpus(*(event("accused", a, b, when=day(when)) for when in days))

    made = kg.plot(kg.Graph(corpus=told), "timeline", pair=("Ghana", "Togo"), by="quarter")

    lines = [each for each in made.figure.axes[2].lines if len(each.get_xdata()) == 2 and each.get_zorder() == 3]
    dotted = [each.get_linestyle() == "--" for each in lines]  # so matplotlib calls what has a pattern of its own
    assert dotted == [False] * 3 + [True] * (len(lines) - 3)
    assert "Dotted: the two had no act in the year before" in made.caption
    assert "point with its interval: one period with such an act" in made.caption


def test_the_periods_of_a_timeline_follow_its_span_unless_they_are_given() -> None:
    assert "at the end of each month" in PLOTS["timeline"]().caption
    assert "at the end of each quarter" in PLOTS["timeline"](by="quarter").caption


def test_the_caption_says_what_was_left_out() -> None:
    chosen = Selection(groups=Choice.of("XC", "MX"), until=date(2023, 12, 31), least=0.01)

    made = kg.plot(GRAPH, "network", selection=chosen)

    assert (
        "Filters: only words of conflict and deeds of conflict; events until 2023-12-31; |strength| at least 0.01."
        in made.caption
    )
    assert "Strength as of 2023-12-31" in made.caption
    assert re.search(r"\(\d+ actors and \d+ pairs pass the filters\)", made.caption)
    assert made.name.endswith(
        "-actors-only-words-of-conflict-and-deeds-of-conflict-events-until-2023-12-31-strength-at"
    )


def test_strengths_are_not_as_of_a_day_after_the_last_report() -> None:
    assert "Strength as of 2024-05-18" in kg.plot(GRAPH, "matrix", selection=Selection(until=date(2030, 1, 1))).caption


def test_around_one_actor_all_ties_between_it_and_its_neighbours_are_drawn() -> None:
    from kg.plots.shown import find_shown

    shown = find_shown(GRAPH.corpus, GRAPH.ties, Selection(around=ActorId("karistan")), limit=300)

    near = {"karistan"} | {
        end for pair in shown.picture.pairs for end in (pair.a, pair.b) if "karistan" in (pair.a, pair.b)
    }
    assert set(shown.inside) == near
    assert set(shown.drawn) == {pair for pair in shown.passing if {pair.a, pair.b} <= near}


@pytest.mark.parametrize("kind", ["network", "matrix"])
def test_around_one_actor_the_caption_says_how_many_of_the_neighbours_are_shown(kind: str) -> None:
    made = PLOTS[kind](selection=Selection(around=ActorId("karistan"), actors=4))
    every = PLOTS[kind](selection=Selection(around=ActorId("karistan"), actors=300))
    far = PLOTS[kind](selection=Selection(around=ActorId("karistan"), actors=4, steps=2))

    pairs = pairs_of(GRAPH.corpus, GRAPH.ties, symmetric=frozenset())
    near = len({end for pair in pairs for end in (pair.a, pair.b) if "karistan" in (pair.a, pair.b)}) - 1
    assert f"are Karistan and the strongest 3 of its {near} neighbours" in made.caption
    assert f"are Karistan and all {near} neighbours" in every.caption
    assert re.search(r"are Karistan and 3 of the \d+ actors within 2 steps, neighbours first", far.caption)


def test_a_caption_says_all_where_nothing_is_left_out() -> None:
    a, b, c = (actor(name, "state") for name in ("Ghana", "Togo", "Benin"))
    acts = (event("accused", a, b, when=day()), event("accused", b, c, when=day()), event("aided", a, c, when=day()))
    graph = kg.Graph(corpus=corpus(*acts))

    everything = kg.plot(graph, "network").caption
    passing = kg.plot(graph, "network", selection=Selection(relations=Choice.of("aided"))).caption
    some = kg.plot(GRAPH, "network", selection=Selection(actors=20)).caption

    assert "Drawn are all 3 actors, with all 3 pairs between them." in everything
    assert "Drawn are all 2 actors that pass, with the only pair between them." in passing
    assert "Drawn are the strongest 20 of 34 actors, each with about four of its strongest ties." in some


@pytest.mark.parametrize(("kind", "what"), [("network", "olour and width are those"), ("matrix", "olour is that")])
def test_beside_the_colours_stands_that_they_are_of_acts_not_shown_too(kind: str, what: str, tmp_path: Path) -> None:
    note = "(by all acts, not only those shown)"
    for number, choice in enumerate((Choice.of("MX", "XC"), Choice.without("VC"))):
        made = PLOTS[kind](selection=Selection(groups=choice), path=tmp_path / f"{number}.svg")
        assert f"{what} of all acts, not only of those shown" in made.caption
        assert note in texts_of(tmp_path / f"{number}.svg")

    plain = PLOTS[kind](path=tmp_path / "plain.svg")
    assert what not in plain.caption
    assert note not in texts_of(tmp_path / "plain.svg")


def test_a_label_stands_where_fewest_ties_cross_it_and_touches_nothing() -> None:
    from kg.plots.labels import Label, label_places

    at = np.array([[50.0, 50.0], [50.0, 20.0], [50.0, 59.0]])
    labels = [Label(radius=1.0, wide=10.0, high=3.0)] * 3
    starts, ends = at[[0]], at[[1]]

    free = label_places(labels, at, starts, ends, frame=(0, 0, 100, 100))
    # Above stands the label of another, and to the right ends the paper.
    tight = label_places(labels, at, starts, ends, frame=(0, 0, 55, 100))

    assert free[0].tolist() == [51.5, 48.5, 61.5, 51.5]
    assert tight[0].tolist() == [38.5, 48.5, 48.5, 51.5]
    assert free[1].tolist() == [45.0, 15.5, 55.0, 18.5]


def test_signs_stay_in_the_cells_of_a_matrix_as_long_as_they_can_be_read_and_else_the_caption_says_so() -> None:
    from kg.plots.caption import matrix_caption
    from kg.plots.matrix import draw_matrix, grid_of
    from kg.plots.paper import Paper
    from kg.plots.shown import find_shown

    shown = find_shown(GRAPH.corpus, GRAPH.ties, Selection(), limit=300)
    captions, signs = [], []
    for width in (180.0, 69.0):
        grid = grid_of(shown, Paper(width=width))
        words = {"corpus": GRAPH.corpus, "measure": kg.Measure(), "as_of": date(2024, 5, 18)}
        captions.append(matrix_caption(shown, grid, Selection(), **words))  # type: ignore[arg-type]  # as it takes them
        sheet = draw_matrix(grid, Paper(width=width), caption="")
        signs.append(sum(line.get_zorder() == 3 for line in sheet.canvas.lines))

    assert "blue and + cooperative" in captions[0]
    assert signs[0] > len(shown.inside)
    assert "too small for signs" in captions[1]
    assert signs[1] == 0


def test_an_actor_that_was_brought_in_is_drawn_beside_the_strongest() -> None:
    from kg.plots.shown import find_shown

    plain = find_shown(GRAPH.corpus, GRAPH.ties, Selection(), limit=10)
    outsider = plain.picture.order[-1]

    shown = find_shown(GRAPH.corpus, GRAPH.ties, Selection(brought=(outsider,)), limit=10)

    assert outsider not in plain.inside
    assert outsider in shown.tied
    assert set(plain.inside) < set(shown.inside)


@pytest.mark.parametrize("past", [False, True])
def test_a_tie_of_the_least_strength_in_the_digits_of_the_page_is_drawn(past: bool) -> None:
    from kg.plots.shown import find_shown, latest_day_of, ties_as_of

    standing = ties_as_of(GRAPH, date(2023, 12, 31) if past else latest_day_of(GRAPH))
    unit = 0.01 if past else 1e-6
    tie, least = next(
        (each, number)
        for each in (standing or GRAPH.ties)
        if (number := abs(round(each.strength, 2) if past else cut(each.strength, 6) / 1e6)) > 0.1
        # Of the past one that is rounded up: it passes by what the page says of it and would not by what it is.
        if not past or abs(each.strength) < number - 0.001
    )

    def passes(least: float) -> bool:
        shown = find_shown(GRAPH.corpus, GRAPH.ties, Selection(least=least), limit=60, standing=standing)
        return (tie.a, tie.b) in {(pair.a, pair.b) for pair in shown.passing}

    assert (standing is not None) == past
    assert passes(least)
    assert not passes(least + unit)


def test_an_act_of_which_nobody_knows_the_day_is_no_part_of_a_past_one() -> None:
    from kg.plots.shown import ties_as_of

    a, b, c = (actor(name, "state") for name in ("Ghana", "Togo", "Benin"))
    undated, dated = event("accused", a, b), event("accused", b, c, when=day("2024-01-01"))
    told = corpus(undated, dated, articles=[article("a1", published=None)])
    graph = kg.Graph(corpus=told, today=date(2024, 6, 1))

    assert {(tie.a, tie.b) for tie in graph.ties} == {("benin", "togo"), ("ghana", "togo")}
    assert {(tie.a, tie.b) for tie in ties_as_of(graph, date(2024, 3, 1)) or ()} == {("benin", "togo")}
    assert ties_as_of(graph, date(2024, 6, 1)) is None


@pytest.mark.parametrize(
    ("address", "since", "until", "actors"),
    [
        ("#", None, None, 60),
        ("#actors=7", None, None, 7),
        ("#actors=7&ego=norland~1", None, None, 300),
        ("#from=2023-06-11&to=2023-07-10", date(2023, 6, 1), date(2023, 7, 31), 60),
        ("#from=1990-01-01&to=2023-07-31", None, date(2023, 7, 31), 60),
        ("#from=2023-01-20&to=2024-05-02", None, None, 60),
    ],
)
def test_an_address_is_taken_as_the_page_of_the_graph_takes_it(
    address: str, since: date | None, until: date | None, actors: int
) -> None:
    from kg.plots.like import as_on_page

    found = as_on_page(Selection.from_address(address), GRAPH)

    assert (found.since, found.until, found.actors) == (since, until, actors)


def test_days_of_an_address_say_nothing_of_a_graph_that_knows_none() -> None:
    from kg.plots.like import as_on_page

    told = event("accused", actor("Ghana", "state"), actor("Togo", "state"))
    graph = kg.Graph(corpus=corpus(told, articles=[article("a1", published=None)]))

    found = as_on_page(Selection.from_address("#from=2024-01-01&to=2024-02-01"), graph)

    assert (found.since, found.until) == (None, None)


def test_strengths_do_not_change_with_a_filter() -> None:
    from kg.plots.shown import find_shown

    everything = find_shown(GRAPH.corpus, GRAPH.ties, Selection(), limit=60)
    conflict = find_shown(GRAPH.corpus, GRAPH.ties, Selection(groups=Choice.of("MX")), limit=60)

    of = {(pair.a, pair.b): pair.tie for pair in everything.passing}
    assert conflict.passing
    assert all(of[pair.a, pair.b] == pair.tie for pair in conflict.passing)


@pytest.mark.parametrize("kind", PLOTS)
def test_a_selection_that_leaves_nothing_says_so(kind: str) -> None:
    with pytest.raises(SelectionError, match=r"nothing to draw: .*\(only the relation conceded to\); leave"):
        PLOTS[kind](selection=Selection(relations=Choice.of("conceded-to")))


def test_a_graph_without_events_says_so() -> None:
    with pytest.raises(SelectionError, match="no event joins two actors"):
        kg.plot(kg.Graph(corpus=corpus()), "network")


def test_a_matrix_of_pairs_without_an_act_says_so() -> None:
    told = corpus(event("accused", actor("Ghana", "state"), actor("Togo", "state"), modality="planned", when=day()))

    with pytest.raises(SelectionError, match="no act that counts joins two of the actors shown"):
        kg.plot(kg.Graph(corpus=told), "matrix")


def test_actors_that_nothing_joins_have_no_timeline() -> None:
    a, b, c = (actor(name, "state") for name in ("Ghana", "Togo", "Benin"))
    graph = kg.Graph(corpus=corpus(event("accused", a, b, when=day()), event("accused", b, c, when=day())))

    with pytest.raises(SelectionError, match="no event joins Ghana and Benin; kg show 'Ghana'"):
        kg.plot(graph, "timeline", pair=("Ghana", "Benin"))
    with pytest.raises(SelectionError, match="Ghana is given twice"):
        kg.plot(graph, "timeline", pair=("Ghana", "ghana"))
    with pytest.raises(SelectionError, match="a timeline takes two actors"):
        kg.plot(graph, "timeline")
    with pytest.raises(UnknownActorError, match="Atlantis"):
        kg.plot(graph, "timeline", pair=("Ghana", "Atlantis"))


@pytest.mark.parametrize(
    ("rest", "error", "words"),
    [
        ({"width": 20.0}, SelectionError, "width is 20 mm; give 60 to 400"),
        ({"path": "x.gif"}, OutputError, r"x\.gif: pictures end in \.svg, \.png, \.pdf"),
        ({"selection": Selection(around=ActorId("mu"))}, UnknownActorError, "no actor 'mu'"),
    ],
)
def test_what_cannot_be_drawn_is_refused(rest: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        PLOTS["network"](**rest)


def test_another_kind_of_picture_is_refused() -> None:
    with pytest.raises(SelectionError, match="no picture is called 'pie'; one of network, matrix, timeline"):
        kg.plot(GRAPH, "pie")  # type: ignore[arg-type]  # that is the point


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(OutputError, match=r"get it with: pip install 'kg-international-relations\[plot\]'"):
        kg.plot(GRAPH, "network")


@pytest.mark.parametrize("kind", PLOTS)
def test_a_name_may_hold_anything(kind: str, tmp_path: Path) -> None:
    hostile = actor(
        '<script>alert("1")</script> & $x_{2}$ \x1b[31m\ud800\uffff 中国 ' + "Verylongname" * 20, id="hostile"
    )
    graph = kg.Graph(corpus=corpus(event("accused", hostile, actor("Togo $5", "state", id="togo"), when=day())))

    made = kg.plot(graph, kind, tmp_path / "x.svg", pair=("hostile", "togo"), title="$\\frac{1$ <b>")  # type: ignore[arg-type]  # a kind of PLOTS

    assert joined(tmp_path / "x.svg")
    assert made.missing[:2] == "中国"
    made.save(tmp_path / "x.png")
    made.save(tmp_path / "x.pdf")


@pytest.mark.parametrize("kind", PLOTS)
def test_a_picture_shows_itself_in_a_notebook_with_its_caption_for_those_who_cannot_see_it(kind: str) -> None:
    made = PLOTS[kind](width=85.0)

    shown = made._repr_html_()  # what a notebook calls

    assert re.match(r'<img alt="[^"<>]+" style="width:321px;max-width:100%" src="data:image/png;base64,iVBOR', shown)
    assert repr(made).startswith(f"<kg.Plot: {kind}-")
