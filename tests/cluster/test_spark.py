"""Files in, read by a real Spark session of two cores; the same events as from one process, byte for byte, out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from kg.cluster import extract_with_spark
from kg.cluster.lines import path_of
from kg.errors import EngineError, InputError, OutputError
from kg.exporters.events import event_to_dict
from kg.files import sample, to_json_line
from kg.isolated import Failure
from kg.model import Skipped
from kg.pipeline import find_events
from tests.workers.poisoned import Poisoned

pytestmark = [pytest.mark.spark, pytest.mark.usefixtures("spark")]

TEXT = "Kim Jong Un met Vladimir Putin."
GERMAN = "Russland hat am Montag die Ukraine angegriffen und das ist nicht das erste Mal, sagte der Minister."


def _rows(*ids: str, text: str = TEXT) -> str:
    return "".join(f"{json.dumps({'id': each, 'text': text})}\n" for each in ids)


def _write(folder: Path, **files: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / f"{name}.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def _here(paths: Path | Iterable[Path], tried: Path) -> tuple[list[str], list[Skipped], list[Failure]]:
    """Return the lines of events, what was left out and what failed, of one process."""
    skipped: list[Skipped] = []
    failures: list[Failure] = []
    events = find_events(
        paths, extractor=Poisoned(folder=tried)(), on_skipped=skipped.append, on_failed=failures.append
    )  # fmt: skip
    return [to_json_line(event_to_dict(event)) for event in events], skipped, failures


def _by_spark(paths: Path | list[Path], tried: Path) -> tuple[list[str], list[Skipped], list[Failure]]:
    given = [paths] if isinstance(paths, Path) else paths
    with extract_with_spark(given, load=Poisoned(folder=tried)) as found:
        return list(found.lines()), list(found.skipped()), list(found.failures)


def ids(lines: Iterable[str]) -> list[str]:
    return [re.sub(r"-[0-9a-f]{16}$", "-#", json.loads(line)["article"]) for line in lines]


def _same(paths: Path | list[Path], tried: Path) -> list[str]:
    here, skipped, failures = _here(paths, tried)
    lines, others, failed = _by_spark(paths, tried)
    assert lines == here
    assert sorted(others, key=repr) == sorted(skipped, key=repr)
    assert failed == failures
    return lines


def test_events_skipped_rows_and_notices_are_those_of_one_process_whatever_the_files_hold(tmp_path: Path) -> None:
    held: dict[str, str | bytes] = {
        "a": b"\xef\xbb\xbf" + _rows("a1", "a2").encode() + b"\n \r\n" + _rows("a1", "", "a3").encode(),
        "b x, [1]": _rows("b1", "a2").replace("\n", "\r\n") + _rows("de", text=GERMAN),
        "c": _rows("de") + '{"id": "c1", "text": "", "more": 1}\n{"id": "c2", "text": "Rome.", "more": 1}\nno json\n',
        "d": b'{"id": "d1", "text": "\xff"}\n[1]\n{"id": "d2", "text": "x\\u0000"}\r{"id": "d3"}\n',
        "empty": "",
        "_under": _rows("u1", "a3"),
        "last": _rows("l1").rstrip("\n"),
    }
    news = _write(tmp_path / "news", **held)
    (news / "z.txt").write_text(TEXT, encoding="utf-8")
    (news / "a1.txt").write_text(TEXT, encoding="utf-8")
    (news / "notes.md").write_text("x", encoding="utf-8")
    (news / "more").mkdir()
    _write(news / "more", a=_rows("", "m1", "m1"))

    lines = _same(news, tmp_path)

    assert len(lines) == 12


def test_rows_without_an_id_that_say_the_same_are_read_once_and_told_with_their_line(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("", text=GERMAN) + _rows("", "raises", ""), b=_rows(""))
    pl.DataFrame({"text": [TEXT, "", TEXT]}).write_parquet(news / "c.parquet")

    lines = _same(news, tmp_path)

    assert ids(lines) == ["a-#", "b-#", "c-#"]
    _, skipped, _ = _by_spark(news, tmp_path)
    told = {each.where.replace(f"{news}/", "") for each in skipped}
    assert {"a.jsonl:4", "c.parquet:2", "c.parquet:3"} < told
    assert any(where.endswith("(a.jsonl:1)") for where in told), "what is in another language is told with its line"


def test_the_order_of_the_paths_is_that_of_the_events_and_the_first_of_an_id_is_read(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("a1", "x"), b=_rows("x", "b1"))

    lines = _same([news / "b.jsonl", news / "a.jsonl"], tmp_path)

    assert [json.loads(line)["article"] for line in lines] == ["x", "b1", "a1"]


def test_a_file_in_parts_gives_its_rows_in_their_order_with_the_numbers_of_their_lines(tmp_path: Path) -> None:
    news = _write(
        tmp_path / "news", big="".join(_rows(f"i{n}") + "\n" + _rows("", text=f"{TEXT} {n}") for n in range(1500))
    )

    lines = _same(news, tmp_path)

    assert len(lines) == 3000
    assert ids(lines[:4]) == ["i0", "big-#", "i1", "big-#"]
    assert len({line.split()[0] for line in (tmp_path / "tried").read_text(encoding="utf-8").splitlines()}) >= 3


def test_an_article_that_raises_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("a1", "raises", "a2"))

    lines = _same(news, tmp_path)

    assert len(lines) == 2


def test_an_article_that_ends_its_worker_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("a1", "exits", "a2"), b=_rows("b1", "killed", "b2"))

    lines, skipped, failures = _by_spark(news, tmp_path)

    assert [json.loads(line)["article"] for line in lines] == ["a1", "a2", "b1", "b2"]
    assert [(each.id, each.error) for each in failures] == [("exits", "ProcessDied"), ("killed", "ProcessDied")]
    assert [each.where for each in skipped] == ["article exits", "article killed"]


def test_a_part_that_fails_once_is_done_again(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("a1", "once", "a2"))

    lines, _, failures = _by_spark(news, tmp_path)

    tried = [line.split()[1] for line in (tmp_path / "tried").read_text(encoding="utf-8").splitlines()]
    assert [json.loads(line)["article"] for line in lines] == ["a1", "once", "a2"]
    assert failures == []
    assert tried.count("once") == 2


def test_an_article_that_is_short_of_memory_is_tried_in_a_process_of_its_own(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("a1", "no-memory", "a2"))

    lines, _, failures = _by_spark(news, tmp_path)

    assert len(lines) == 2
    assert [(each.id, each.message) for each in failures] == [("no-memory", "there was not enough memory")]


def test_what_a_user_can_mend_on_the_workers_is_said(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("no-model"))

    with pytest.raises(EngineError, match="^a worker of Spark gave up: no such model; install it$"):
        _by_spark(news, tmp_path)


def test_a_folder_holds_the_parts_of_the_events_in_order_with_the_errors_and_what_was_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cluster.extraction._ROWS_PER_PART", 40)
    ids = [f"i{n}" for n in range(150)]
    news = _write(tmp_path / "news", a=_rows(*ids), b=_rows("b1", "raises", "i7", "b2"))
    out = tmp_path / "out"

    with extract_with_spark([news], load=Poisoned(folder=tmp_path)) as found:
        found.write(out)
        assert found.count_skipped() == 2

    parts = sorted((out / "events").glob("part-*"))
    here, skipped, (failure,) = _here(news, tmp_path)
    assert len(parts) == 4
    assert b"".join(part.read_bytes() for part in parts).decode() == "".join(f"{line}\n" for line in here)
    assert _table(out / "errors") == [failure.to_dict()]
    told = [{"where": each.where, "why": each.why} for each in skipped]
    assert sorted(_table(out / "skipped"), key=repr) == sorted(told, key=repr)
    assert (out / "_SUCCESS").exists()


def test_a_folder_that_holds_something_is_not_written_over(tmp_path: Path) -> None:
    news = _write(tmp_path / "news", a=_rows("a1"))

    said = "news: is there already; name a folder that is new or empty"
    with extract_with_spark([news], load=Poisoned(folder=tmp_path)) as found, pytest.raises(OutputError, match=said):
        found.write(news)


def test_a_path_that_does_not_exist_is_said_and_a_folder_without_news_gives_nothing(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()

    with pytest.raises(InputError, match="no such file or folder"):
        _by_spark(tmp_path / "missing", tmp_path)
    assert _by_spark(tmp_path / "none", tmp_path) == ([], [], [])


@pytest.mark.parametrize("name", ["a b", "a%b", "a#b?c", "ü,[1]{2}"])
def test_names_of_files_may_hold_any_character(tmp_path: Path, name: str) -> None:
    news = _write(tmp_path / "news", **{name: _rows("a1")})

    assert len(_same(news, tmp_path)) == 1


def test_parquet_is_read_in_parts_with_the_days_ids_and_repetitions_of_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cluster.lines._ROWS", 20)
    news = _write(tmp_path / "news", c=_rows("i3", "c1"))
    ids = [f"i{n}" for n in range(60)]
    days = [datetime(2024, 5, 9, 23, 30, tzinfo=UTC)] * 60
    pl.DataFrame({"id": ids, "Text": [TEXT] * 60, "published": days, "more": [1] * 60}).write_parquet(
        news / "a.parquet"
    )
    pl.DataFrame({"id": [7, 8, 7], "text": [TEXT, "", TEXT]}).write_parquet(news / "b.parquet")
    pl.DataFrame({"id": [7], "body": [TEXT]}).write_parquet(news / "d.parquet")
    (news / "e.parquet").write_bytes(b"PAR1 and nothing")
    (news / "f.parquet").write_bytes(b"")

    lines = _same(news, tmp_path)

    assert [json.loads(line)["article"] for line in lines] == [*ids, "7", "c1"]


def test_columns_that_the_user_names_are_read(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    pl.DataFrame({"key": ["k1"], "body": [TEXT]}).write_parquet(news / "a.parquet")
    (news / "b.jsonl").write_text(json.dumps({"key": "k2", "body": TEXT}), encoding="utf-8")

    with extract_with_spark([news], load=Poisoned(folder=tmp_path), columns={"id": "key", "text": "body"}) as found:
        assert [json.loads(line)["article"] for line in found.lines()] == ["k1", "k2"]
        assert found.skipped() == ()


def test_the_address_of_a_file_is_read_back_as_its_path() -> None:
    assert path_of("file:/news/a%20%23.jsonl") == "/news/a #.jsonl"


@pytest.mark.model
def test_the_sample_gives_the_bytes_of_one_process(tmp_path: Path) -> None:
    lines = (sample() / "dispatches.jsonl").read_bytes().splitlines(keepends=True)
    news = _write(tmp_path / "news", a=b"".join(lines[:12]), b=b"".join(lines[12:20]))

    with extract_with_spark([news], readers="both") as found:
        got = list(found.lines())

    assert got == [to_json_line(event_to_dict(event)) for event in find_events(news)]
    assert len(got) > 50


def _table(folder: Path) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for part in sorted(folder.glob("part-*"))
        for line in part.read_text(encoding="utf-8").splitlines()
    ]
