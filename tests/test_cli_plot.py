"""``kg plot``: what it writes, and what it says, word for word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kg.cli import main
from kg.rdf.turtle import write_turtle
from tests.page.invented import invented_corpus

pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")

Out = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(name="graph", scope="module")
def _graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("built")
    write_turtle(invented_corpus(events=200), folder / "graph.ttl")
    return str(folder)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def words_of(path: str) -> str:
    texts = ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")
    return " ".join(each.text or "" for each in texts)


def test_it_prints_the_caption_that_stands_in_the_figure_and_the_name_of_the_file(graph: str, capsys: Out) -> None:
    code = main(["plot", "network", graph])

    caption, wrote = capsys.readouterr().out.splitlines()
    assert code == 0
    assert wrote == "wrote network-30-actors.svg"
    assert caption.startswith("Network of 30 of 34 actors, ")
    assert caption in words_of("network-30-actors.svg")


def test_options_stand_before_or_after_the_folder(graph: str, capsys: Out) -> None:
    assert main(["plot", "matrix", "--actors", "12", "--width", "85", graph, "-o", "m.png"]) == 0

    caption, wrote = capsys.readouterr().out.splitlines()
    assert wrote == "wrote m.png"
    assert caption.startswith("Signed strength between 12 of 34 actors, ")
    assert Path("m.png").read_bytes().startswith(b"\x89PNG")


def test_a_timeline_is_named_for_its_two_actors(graph: str, capsys: Out) -> None:
    assert main(["plot", "timeline", "norland", "Marenga", graph, "--by", "quarter", "--status", "done"]) == 0

    caption, wrote = capsys.readouterr().out.splitlines()
    assert wrote == "wrote timeline-norland-marenga-only-events-that-are-done-or-in-force.svg"
    assert "at the end of each quarter" in caption
    assert "Events are filtered: only events that are done or in force." in caption


def test_every_filter_is_in_the_caption(graph: str, capsys: Out) -> None:
    filters = ["--group", "XC", "--group", "MX", "--relation", "accused", "--relation", "Attacked", "--kind", "state"]
    filters += ["--status", "done", "--news-source", "Harbour Times", "--since", "2023-02-01", "--until", "2024-03-01"]

    assert main(["plot", "network", graph, *filters, "--least", "0.01", "-o", "x.svg"]) == 0

    caption = capsys.readouterr().out
    assert (
        "Filters: only words of conflict and deeds of conflict; only the relations accused and attacked; only states; "
        "only events that are done or in force; only the news source Harbour Times; events from 2023-02-01 to "
        "2024-03-01; |strength| at least 0.01." in caption
    )
    assert "Strength as of 2024-03-01, over all reports" in caption


def test_around_an_actor_by_its_name(graph: str, capsys: Out) -> None:
    assert main(["plot", "network", graph, "--around", "Rustam Beg", "--steps", "2", "-o", "x.pdf"]) == 0

    assert "Filters: around Rustam Beg, 2 steps." in capsys.readouterr().out


def test_a_figure_shows_what_the_page_shows_at_an_address(graph: str, capsys: Out) -> None:
    address = "file:///home/x/out/graph.html#view=network&no-kind=person&no-kind=group&to=2024-03-01"

    assert main(["plot", "network", graph, "--like", address, "-o", "x.svg"]) == 0

    caption = capsys.readouterr().out
    # The page has months here, and takes the whole one in which a day lies.
    assert "Filters: without persons and groups; events until 2024-03-31." in caption
    assert "Strength as of 2024-03-31" in caption


def test_an_option_narrows_what_the_page_shows(graph: str, capsys: Out) -> None:
    assert main(["plot", "network", graph, "--like", "#no-kind=person", "--kind", "state", "--actors", "8"]) == 0

    assert "only states; without persons" in capsys.readouterr().out


def test_a_timeline_may_take_its_pair_from_the_address(graph: str, capsys: Out) -> None:
    assert main(["plot", "timeline", graph, "--like", "#tie=marenga%7Enorland", "-o", "x.svg"]) == 0

    assert capsys.readouterr().out.startswith("Marenga and Norland, ")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["network", "GRAPH", "--relation", "danced with"], "no relation is called 'danced-with'; one of accused, "),
        (["network", "GRAPH", "--news-source", "X"], "no news source is called 'X'; one of Agence Centrale, "),
        (["network", "GRAPH", "--least", "99"], "nothing to draw: no tie passes (|strength| at least 99); leave a filter out"),
        (["network", "GRAPH", "--around", "Atlantis"], "actor 'Atlantis' is not in the graph"),
        (["network", "GRAPH", "--like", "#ego=mu~1"], "the graph has no actor 'mu'; the address is of the page of another"),
        (["network", "GRAPH", "--like", "France"], "'France' is no address of the page; copy it from the browser"),
        (["network", "GRAPH", "--steps", "2"], "--steps goes with --around ACTOR"),
        (["network", "GRAPH", "--width", "12"], "width is 12 mm; give 60 to 400, a column has about 85, a page 180"),
        (["network", "GRAPH", "-o", "x.gif"], "x.gif: pictures end in .svg, .png, .pdf; give one of these"),
        (["network", "GRAPH", "extra"], "kg plot network takes one folder; 'extra' is one word too many"),
        (["network", "nowhere"], "nowhere: no such file or folder; make one with: kg build PATH --out nowhere"),
        (["timeline", "Norland", "GRAPH"], "kg plot timeline takes two actors, such as: kg plot timeline France Germany"),
        (["timeline", "Norland"], "kg plot timeline takes two actors, such as: kg plot timeline France Germany out"),
        (["matrix", "GRAPH", "--since", "2024-01-01", "--until", "2023-01-01"], "since 2024-01-01 is after until 2023-01-01"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said_in_one_line_and_nothing_is_written(
    words: list[str], message: str, graph: str, capsys: Out
) -> None:
    code = main(["plot", *(graph if word == "GRAPH" else word for word in words)])

    captured = capsys.readouterr()
    assert code == 2
    assert captured.err.startswith(f"kg: {message}")
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert not list(Path().iterdir())


@pytest.mark.parametrize("option", ["--least=0.1", "--around=Norland", "--steps=1", "--actors=5"])
def test_a_timeline_does_not_take_what_says_nothing_of_two_actors(option: str, graph: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["plot", "timeline", "Norland", "Marenga", graph, option])

    assert ended.value.code == 2
    assert f"unrecognized arguments: {option}" in capsys.readouterr().err


def test_another_run_writes_the_same_bytes(graph: str) -> None:
    for seed in ("1", "2"):
        for kind in ("network", "matrix"):
            subprocess.run(
                [sys.executable, "-m", "kg", "plot", kind, graph, "-o", f"{kind}-{seed}.svg"],
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
                check=True,
                capture_output=True,
            )

    for kind in ("network", "matrix"):
        assert Path(f"{kind}-1.svg").read_bytes() == Path(f"{kind}-2.svg").read_bytes()
