"""Members of blocs in; ties between blocs out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import kg
from kg.blocs import read_blocs
from kg.cli import main
from kg.model import Corpus
from tests.factories import actor, corpus, day, event

FRANCE, POLAND, RUSSIA = actor("France", "state"), actor("Poland", "state"), actor("Russia", "state")
BLOC = kg.Measure(level="bloc")


@pytest.fixture(name="blocs")
def _blocs(tmp_path: Path) -> Path:
    path = tmp_path / "blocs.csv"
    path.write_text(
        "member,bloc,from,to\nFRA,European Union,1958-01-01,\nPoland,European Union,2004-05-01,\n", encoding="utf-8"
    )
    return path


def _events() -> Corpus:
    return corpus(
        event("praised", FRANCE, RUSSIA, when=day("2003-01-01")),
        event("praised", POLAND, RUSSIA, when=day("2003-01-02"), article="a2"),
        event("condemned", POLAND, RUSSIA, when=day("2010-01-02"), article="a2"),
        event("praised", actor("Emmanuel Macron", state="France"), POLAND, when=day("2020-01-02"), article="a2"),
    )


def test_states_act_for_their_blocs_while_they_are_members(blocs: Path) -> None:
    found = kg.strengths(kg.Graph(corpus=_events()), measure=BLOC, blocs=blocs)

    assert found.frame.select("a", "b", "acts").rows() == [("european-union", "russia", 2), ("poland", "russia", 1)]
    assert found.tie("European Union", "Russia").acts == 2
    assert found.tie("France", "Russia").acts == 2


def test_a_file_of_blocs_makes_the_level_of_a_command(
    blocs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kg.Graph(corpus=_events()).write(tmp_path / "out")

    assert main(["strength", str(tmp_path / "out"), "--blocs", str(blocs)]) == 0
    out = capsys.readouterr().out
    assert "level bloc" in out.splitlines()[0]
    assert "European Union - Russia" in out


def test_blocs_and_their_level_go_together(blocs: Path) -> None:
    graph = kg.Graph(corpus=_events())

    with pytest.raises(kg.MeasureError, match="go together; give both or none"):
        kg.strengths(graph, measure=BLOC)
    with pytest.raises(kg.MeasureError, match="go together; give both or none"):
        kg.strengths(graph, blocs=blocs)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("state,bloc\n", "column member is missing"),
        ("member,bloc\nRuritania,EU\n", r"blocs\.csv:2: 'Ruritania': give a state"),
        ("member,bloc,from\nFrance,EU,soon\n", r"blocs\.csv:2: 'soon' is not a day such as 2004-05-01"),
        ("", "cannot be read"),
    ],
)
def test_a_broken_file_of_blocs_names_the_row(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "blocs.csv").write_text(text, encoding="utf-8")

    with pytest.raises(kg.ReferenceDataError, match=message):
        read_blocs(tmp_path / "blocs.csv")


def test_a_membership_without_days_is_for_always(tmp_path: Path) -> None:
    (tmp_path / "blocs.csv").write_text("member,bloc\nfrance,G7\n", encoding="utf-8")

    assert read_blocs(tmp_path / "blocs.csv").rows() == [("france", "g7", "G7", date.min, date.max)]
