"""Whatever the order in which articles come, go and change, a build is that of a workspace made anew."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.model import Article
from tests.factories import article
from tests.workspace.standin import built, read_lines, workspace

_NAMES = ("Ana", "Ben", "Cleo")
_LINES = st.builds(
    lambda source, relation, target, day: f"{source} {relation} {target}{day}",
    st.sampled_from(_NAMES),
    st.sampled_from(("met-with", "accused", "supports")),
    st.sampled_from(("Ben", "Cleo", "Dan")),
    st.sampled_from(("", " on 2024-05-09", " on 2024-05-10")),
)
_ARTICLES = st.builds(
    lambda key, lines, source: article(key, "\n".join(lines) or "nothing", source=source),
    st.sampled_from("abcd"),
    st.lists(_LINES, max_size=3),
    st.sampled_from(("Post", "Times", None)),
)
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(_ARTICLES, max_size=3)),
        st.tuples(st.just("update"), st.lists(_ARTICLES, max_size=2)),
        st.tuples(st.just("remove"), st.sampled_from("abcd")),
        st.tuples(st.just("build"), st.just(None)),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(steps=_STEPS, last=_ARTICLES)
def test_a_build_hangs_on_what_is_kept_alone(steps: Sequence[tuple[str, object]], last: Article) -> None:
    with tempfile.TemporaryDirectory() as folder:
        grown = workspace(Path(folder, "grown"))
        for step, what in [*steps, ("update", [last])]:
            if step == "add":
                grown.add(what)  # type: ignore[arg-type]  # a list of articles
            elif step == "update":
                grown.update(what)  # type: ignore[arg-type]  # as above
            elif step == "remove" and any(each.id == what for each in grown.articles()):
                grown.remove(str(what))
            elif step == "build" and grown.articles():
                grown.graph()
        kept = grown.articles()
        anew = workspace(Path(folder, "anew"))
        for each in reversed(kept):
            anew.add([each])

        assert grown.graph().corpus == anew.graph().corpus
        assert anew.graph().export("turtle", Path(folder, "one.ttl")) == ()
        grown.graph().export("turtle", Path(folder, "two.ttl"))
        assert Path(folder, "one.ttl").read_bytes() == Path(folder, "two.ttl").read_bytes()


def test_all_files_of_a_build_are_those_of_a_workspace_made_anew_and_of_a_build_at_once(tmp_path: Path) -> None:
    one = article("one", "Ana met-with Ben on 2024-05-09\nBen accused Cleo", source="Post")
    two = article("two", "Ben met-with Ana on 2024-05-09\nAna supports Dan", source="Times")
    edited = article("two", "Ana met-with Ben on 2024-05-09\nDan accused Ana on 2024-06-01", source="Times")
    gone = article("gone", "Eva sanctioned Dan")
    grown = workspace(tmp_path / "grown")
    grown.add([gone, two])
    grown.build(tmp_path / "out")
    grown.update([edited])
    grown.remove("gone")
    grown.add([one])
    anew = workspace(tmp_path / "anew")
    anew.add([one, edited])
    kg.build([edited, one], extractor=read_lines).write(tmp_path / "once")

    files = built(grown, tmp_path / "out")

    assert set(files) == {"events.jsonl", "graph.ttl", "graph.html", "graph.gexf", "graph.graphml"}
    assert files == built(anew, tmp_path / "other")
    assert files == {path.name: path.read_bytes() for path in (tmp_path / "once").iterdir()}


@pytest.mark.model
def test_what_kg_reads_of_an_article_hangs_on_no_other_article(tmp_path: Path) -> None:
    texts = sorted(kg.sample().glob("*.txt"))[:12]
    once = kg.Workspace.make(tmp_path / "once")
    once.add(texts)
    grown = kg.Workspace.make(tmp_path / "grown")
    for each in reversed(texts):
        grown.add([each])

    assert built(once, tmp_path / "one") == built(grown, tmp_path / "two")
