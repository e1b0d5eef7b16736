"""An article on which kg fails: it stays, it is told of, and it is tried again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.isolated import Failure
from kg.model import Article, Event
from kg.workspace import Workspace
from tests.factories import article
from tests.workspace.standin import read_lines

MET = "Ana met-with Ben on 2024-05-09"


def failing_on(*ids: str) -> object:
    def extractor(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for each in articles:
            if each.id in ids:
                raise ZeroDivisionError("too odd")
            yield from read_lines([each])

    return extractor


def opened(folder: Path, *ids: str, told: list[Failure] | None = None) -> Workspace:
    on_failed = None if told is None else told.append
    return Workspace.make(folder, extractor=failing_on(*ids), on_failed=on_failed)  # type: ignore[arg-type]  # an extractor


def test_an_article_that_fails_is_kept_told_of_and_read_by_a_kg_that_can(tmp_path: Path) -> None:
    told: list[Failure] = []

    change = opened(tmp_path / "w", "b", told=told).add([article("a", MET), article("b", MET), article("c", MET)])

    assert set(change.added) == {"a", "b", "c"}
    assert [each.why for each in change.skipped] == ["could not be read: ZeroDivisionError: too odd"]
    assert [each.id for each in told] == ["b"]
    status = opened(tmp_path / "w").status()
    assert (status.articles, status.stale) == (3, ("b",))
    assert [each.where for each in status.left_out] == ["article b"]

    graph = opened(tmp_path / "w").graph()

    assert [item.article for item in graph.events[0].evidence] == ["a", "b", "c"]
    assert graph.corpus.skipped == ()
    status = opened(tmp_path / "w").status()
    assert (status.stale, status.left_out) == ((), ())


def test_each_build_tells_of_what_still_fails(tmp_path: Path) -> None:
    place = opened(tmp_path / "w", "b")
    place.add([article("a", MET), article("b", MET)])

    for _ in range(2):
        graph = place.graph()
        assert [item.article for item in graph.events[0].evidence] == ["a"]
        assert [each.where for each in graph.corpus.skipped] == ["article b"]


def test_an_edit_on_which_kg_fails_leaves_nothing_of_the_old_text(tmp_path: Path) -> None:
    opened(tmp_path / "w").add([article("a", MET), article("b", "Ana accused Ben")])
    place = opened(tmp_path / "w", "a")

    place.update([article("a", "Something else")])

    assert [each.relation for each in place.graph().events] == ["accused"]
    assert place.articles()[0].text == "Something else"


def test_one_that_still_cannot_be_read_is_told_of_whatever_else_comes(tmp_path: Path) -> None:
    place = opened(tmp_path / "w", "bad")
    place.add([article("bad", MET), article("a", "Ana met-with Ben on 2024-05-09")])
    told = [each.where for each in place.status().left_out]

    place.add([article("b", "Ana accused Cleo on 2024-05-10")])
    place.add([article("bad", MET)])

    assert told == ["article bad"]
    assert [each.where for each in place.status().left_out] == told


def test_one_that_could_not_be_read_and_is_removed_is_told_of_no_more(tmp_path: Path) -> None:
    place = opened(tmp_path / "w", "bad")
    place.add([article("bad", MET), article("a", "Ana met-with Ben on 2024-05-09")])

    place.remove("bad")

    assert place.status().left_out == ()


def test_one_that_fails_twice_is_told_of_once(tmp_path: Path) -> None:
    place = opened(tmp_path / "w", "bad")
    place.add([article("bad", MET)])

    place.update([article("bad", "Another text")])

    assert [each.where for each in place.status().left_out] == ["article bad"]
