"""The store beside a Turtle file: when it is built, and what happens when that goes wrong. Real processes throughout."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphFileError, OutputError
from kg.files import STORE_MARK
from kg.rdf.turtle import write_turtle
from kg.readers import read_articles
from kg.store import drop_part, open_built, open_store, store_folder
from tests.factories import actor, article, corpus, day, event

OPEN = "import sys; from kg.store import open_built; print(len(open_built(sys.argv[1], small_bytes=0)))"
BUILD = "import sys; from kg.store import open_built; open_built(sys.argv[1], small_bytes=0, on_build=lambda p: print('building', flush=True))"


@pytest.fixture(name="graph")
def _graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    write_turtle(corpus(event(when=day())), path)
    return path


@pytest.fixture(name="large", scope="module")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Turtle file that takes long enough to load for a process to be killed meanwhile."""
    path = tmp_path_factory.mktemp("large") / "graph.ttl"
    lines = (f'<urn:s{i}> <urn:p> "value {i}", "other {i}", "third {i}" .\n' for i in range(120_000))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def process(code: str, path: Path, **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload, no-any-return]  # options of the caller


def stores(graph: Path) -> list[str]:
    return sorted(each.name for each in store_folder(graph).iterdir() if each.is_dir())


def test_a_small_file_is_read_into_memory_and_leaves_no_store(graph: Path) -> None:
    store = open_built(graph)

    assert len(store) > 0
    assert not store_folder(graph).exists()


def test_a_store_holds_the_same_triples_as_memory_and_cannot_be_changed(graph: Path) -> None:
    store = open_built(graph, small_bytes=0)

    assert set(store) == set(open_store(graph))
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:b"), ox.NamedNode("a:b")))


def test_a_store_is_built_once_and_anew_when_the_file_has_changed(graph: Path) -> None:
    built: list[Path] = []

    first = open_built(graph, small_bytes=0, on_build=built.append)
    again = open_built(graph, small_bytes=0, on_build=built.append)
    before = stores(graph)
    write_turtle(corpus(event(when=day()), event("thanked")), graph)
    anew = open_built(graph, small_bytes=0, on_build=built.append)

    assert built == [graph, graph]
    assert len(first) == len(again) < len(anew)
    assert len(before) == len(stores(graph)) == 1
    assert before != stores(graph)


def test_a_file_of_the_same_size_and_time_is_still_seen_to_have_changed(graph: Path) -> None:
    open_built(graph, small_bytes=0)
    status = graph.stat()
    graph.write_text(graph.read_text(encoding="utf-8").replace("2023-09-13", "2023-09-14"), encoding="utf-8")
    os.utime(graph, ns=(status.st_atime_ns, status.st_mtime_ns))

    store = open_built(graph, small_bytes=0)

    assert graph.stat().st_size == status.st_size
    assert set(store) == set(open_store(graph))


def test_many_can_read_a_store_at_once(graph: Path) -> None:
    size = len(open_built(graph, small_bytes=0))

    readers = [process(OPEN, graph) for _ in range(4)]

    assert [reader.communicate(timeout=60)[0] for reader in readers] == [f"{size}\n"] * 4


def test_processes_that_build_at_once_all_get_the_whole(large: Path) -> None:
    shutil.rmtree(store_folder(large), ignore_errors=True)

    builders = [process(OPEN, large) for _ in range(3)]

    sizes = {builder.communicate(timeout=120)[0] for builder in builders}
    assert sizes == {f"{len(open_store(large))}\n"}
    assert len(stores(large)) == 1


def test_a_build_that_was_killed_is_not_taken_for_whole_and_is_cleared_away_in_time(large: Path) -> None:
    shutil.rmtree(store_folder(large), ignore_errors=True)
    builder = process(BUILD, large)
    assert builder.stdout is not None
    builder.stdout.readline()
    # Not the mark of the folder, which is written to a part of its own.
    while not any(part.is_dir() for part in store_folder(large).glob(".*.part")):
        time.sleep(0.01)
    builder.send_signal(signal.SIGKILL)
    builder.communicate(timeout=60)
    (left,) = stores(large)
    os.utime(store_folder(large) / left, (0, 0))

    store = open_built(large, small_bytes=0)

    assert left.endswith(".part")
    assert len(store) == len(open_store(large))
    assert left not in stores(large)


def test_what_a_stopped_build_left_can_be_dropped_at_once(graph: Path) -> None:
    part = store_folder(graph) / ".abc.4711.part"
    part.mkdir(parents=True)

    drop_part(graph, 4711)

    assert not part.exists()


def test_a_reader_goes_on_when_the_store_is_replaced(graph: Path) -> None:
    old = open_built(graph, small_bytes=0)
    size = len(old)
    write_turtle(corpus(event("thanked")), graph)
    open_built(graph, small_bytes=0)

    assert len(list(old)) == size


def test_a_damaged_store_is_built_anew(graph: Path) -> None:
    open_built(graph, small_bytes=0)
    (name,) = stores(graph)
    (store_folder(graph) / name / "CURRENT").write_text("rubbish", encoding="utf-8")

    store = open_built(graph, small_bytes=0)

    assert set(store) == set(open_store(graph))


def test_where_nothing_can_be_written_the_graph_is_read_into_memory(graph: Path) -> None:
    store_folder(graph).write_text("a file where the folder would be", encoding="utf-8")

    done = subprocess.run([sys.executable, "-c", OPEN, str(graph)], capture_output=True, text=True, check=True)

    assert done.stdout == f"{len(open_store(graph))}\n"
    assert "graph.store: cannot be written" in done.stderr


def _folders(graph: Path) -> list[Path]:
    """Return the folders of the tests that another user has to pass to reach a file."""
    return [folder for folder in graph.parents if folder.is_relative_to(tempfile.gettempdir())][:-1]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_in_a_folder_of_somebody_else_the_graph_is_read_into_memory(graph: Path) -> None:
    for folder in _folders(graph):
        folder.chmod(0o755)
    code = f"import os; os.setuid(65534); {OPEN}".replace(
        "import sys; from kg", "import sys; sys.dont_write_bytecode = True; from kg"
    )
    # The modules are loaded first: the other user may not be allowed to read them.
    code = f"import kg.store, kg.rdf.namespaces; {code}"

    done = subprocess.run([sys.executable, "-c", code, str(graph)], capture_output=True, text=True, check=True)

    assert done.stdout == f"{len(open_store(graph))}\n"
    assert "Permission denied" in done.stderr
    assert not store_folder(graph).exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_a_store_of_somebody_else_can_be_read(graph: Path) -> None:
    open_built(graph, small_bytes=0)
    for place in (*_folders(graph), store_folder(graph), *store_folder(graph).rglob("*")):
        place.chmod(0o755)
    code = f"import os, kg.store, kg.rdf.namespaces; os.setuid(65534); {OPEN}"

    done = subprocess.run([sys.executable, "-c", code, str(graph)], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == (f"{len(open_store(graph))}\n", "")


def test_a_folder_of_something_else_is_not_touched(graph: Path) -> None:
    store_folder(graph).mkdir()
    (store_folder(graph) / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError, match=r"graph\.store: holds files that are not kg's store"):
        open_built(graph, small_bytes=0)

    assert [path.name for path in store_folder(graph).iterdir()] == ["notes.txt"]


def test_a_file_that_is_no_turtle_leaves_no_store(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<a:a> <a:b> 1 .\n<a:a> <a:b .\n", encoding="utf-8")

    with pytest.raises(GraphFileError, match=r"graph\.ttl:2: not Turtle"):
        open_built(path, small_bytes=0)

    assert stores(path) == []


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match=r"gone\.ttl: cannot be read"):
        open_built(tmp_path / "gone.ttl")


def test_a_store_is_no_input_of_a_build(graph: Path) -> None:
    open_built(graph, small_bytes=0)
    (graph.parent / "news.txt").write_text(article().text, encoding="utf-8")
    (store_folder(graph) / "README.txt").write_text("no news", encoding="utf-8")

    found = [getattr(item, "id", None) or getattr(item, "where", "") for item in read_articles(graph.parent)]

    assert (store_folder(graph) / STORE_MARK).is_file()
    assert found == [str(graph), "news"]
    assert actor().id not in found
