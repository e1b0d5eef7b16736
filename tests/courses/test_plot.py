"""Courses in, pictures out: the same bytes each time, with what they must say."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kg.courses import Course, course
from kg.errors import OutputError
from tests.courses.tables import background, table


def told() -> Course:
    acts = [("a", "praised" if week < 60 else "accused", "b", 7 * week) for week in range(120)]
    return course(table([*acts, *background(120), ("a", "met-with", "b", None)]), "a", "b", sources=["made.parquet"])


def test_a_picture_is_the_same_bytes_each_time_and_bears_no_date(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")
    heads = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}
    for suffix, head in heads.items():
        one, other = tmp_path / f"one.{suffix}", tmp_path / f"other.{suffix}"

        told().plot(one)
        told().plot(other)

        assert one.read_bytes() == other.read_bytes()
        assert one.read_bytes().startswith(head)
        assert not re.search(rb"CreationDate|<dc:date>", one.read_bytes())


def test_a_picture_says_what_it_shows() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")
    from kg.courses.plot import draw_course

    figure = draw_course(told())

    words = " ".join(text.get_text() for text in [*figure.texts, *figure.axes[0].texts]).replace("\n", " ")
    assert "A and B, 2010-01-01 to 2012-04-30, by month; 120 acts." in words
    assert "1 act of no known day is left out. Sources: made.parquet." in words
    assert "half after 365 days" in words
    assert "broke Feb 2011" in words
    assert [axes.get_ylabel() for axes in figure.axes] == ["Strength", "Affinity", "Engagement", "Acts"]


def test_a_course_of_one_period_can_be_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plot]'")

    course(table([("a", "appealed-to", "b", 0)]), "a", "b").plot(tmp_path / "one.svg")

    assert (tmp_path / "one.svg").stat().st_size > 1000


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"x\.gif: pictures end in \.svg, \.png, \.pdf; give one of these"):
        told().plot(tmp_path / "x.gif")


def test_without_matplotlib_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(
        OutputError, match=r"not installed; get it with: pip install 'kg-international-relations\[plot\]'"
    ):
        told().plot(tmp_path / "x.svg")

    assert not list(tmp_path.iterdir())
