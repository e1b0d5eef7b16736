"""What the fuzzer found once, in; the error that it is now out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import GraphFileError
from kg.eventtable import read_table, table_of
from kg.exporters.events import event_to_dict, read_events
from tests.factories import corpus, event


@pytest.mark.parametrize(
    "span", [[4, 3], [-1, 3], [1e400, 5], [0, 2.5], ["0", "3"], [0], [0, 1, 2], {"a": 1, "b": 2}, None]
)
@pytest.mark.parametrize("name", ["source_span", "target_span", "trigger_span"])
def test_offsets_that_are_none_are_told_with_their_line(span: object, name: str, tmp_path: Path) -> None:
    row = json.loads(json.dumps(event_to_dict(event())))
    row["evidence"][0][name] = span
    (tmp_path / "events.jsonl").write_text(json.dumps(row))

    with pytest.raises(GraphFileError, match=r"events\.jsonl:1: .* are no offsets"):
        list(read_events(tmp_path / "events.jsonl"))


def test_evidence_before_its_text_is_told(tmp_path: Path) -> None:
    row = json.loads(json.dumps(event_to_dict(event())))
    row["evidence"][0] |= {"start": -5, "end": len(row["evidence"][0]["quote"]) - 5}
    (tmp_path / "events.jsonl").write_text(json.dumps(row))

    with pytest.raises(GraphFileError, match="are no offsets"):
        list(read_events(tmp_path / "events.jsonl"))


def test_an_event_table_that_brings_its_reader_down_is_an_error(tmp_path: Path) -> None:
    """In a page of Parquet stands how much it unpacks to; Rust asks for so much, gets none, and ends the process."""
    path = tmp_path / "events.parquet"
    table_of(corpus(event())).write_parquet(path)
    sound = path.read_bytes()
    assert read_table(path).height == 1

    told: set[int | str] = set()
    for place in range(4, len(sound) - 8, len(sound) // 4):
        path.write_bytes(sound[:place] + b"\xff\xff\xff\x7f" + sound[place + 4 :])
        try:
            told.add(read_table(path).height)
        except GraphFileError as error:
            told.add(str(error).partition("(")[0])

    assert f"{path}: not Parquet " in told
