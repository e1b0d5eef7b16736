"""Broken, huge, packed and mixed files in; counted skips or one clear error out, never a traceback."""

from __future__ import annotations

import gzip
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, KgError
from kg.eventdata import FORMATS, Imported, Options, import_events
from kg.eventdata import streams as streams_module
from kg.eventdata.streams import DataFile, blocks
from tests.eventdata.invented import gdelt, icews, polecat, write, write_icews, write_polecat


def _left(imported: Imported) -> dict[str, tuple[int, str]]:
    return {each.why: (each.rows, each.first) for each in imported.left}


def _why(imported: Imported) -> list[str]:
    return [each.why for each in imported.skipped]


def _broken_sum(line: str) -> str:
    return line.replace("\t", "", 1)


def test_rows_with_too_few_or_too_many_columns_are_counted_with_their_line(tmp_path: Path) -> None:
    lines = [gdelt(1), _broken_sum(gdelt(2)), "", gdelt(3) + "\tmore", gdelt(4), "901\t20240508"]
    path = write(tmp_path / "day.csv", lines)

    imported = import_events(path)

    assert imported.table["event"].to_list() == ["gdelt:901", "gdelt:904"]
    assert _left(imported) == {
        "a row with too few columns": (2, f"{path}:2"),
        "a row with too many columns": (1, f"{path}:4"),
    }


def test_a_row_without_its_last_field_is_whole_where_the_field_is_there_but_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "day.csv", [gdelt(1, url=""), gdelt(2)])

    assert import_events(path).table["teller"].to_list() == ["", "harbour.example"]


def test_rows_of_commas_that_are_too_short_are_counted_too(tmp_path: Path) -> None:
    path = write(
        tmp_path / "own.csv", ["date,source,relation,target", "2024-05-08,France", "2024-05-08,France,042,Iran"]
    )

    imported = import_events(path)

    assert imported.table.height == 1
    assert _left(imported) == {"a row with too few columns": (1, f"{path}:2")}


def test_a_quote_that_never_closes_costs_its_row_and_not_the_file(tmp_path: Path) -> None:
    rest = ["2024-05-08,France,042,Iran"] * 8000
    path = write(tmp_path / "own.csv", ["date,source,relation,target", '2024-05-08,"France,042,Iran', *rest])

    imported = import_events(path)

    assert imported.table.height > 1000
    assert "a row that is not CSV" in _left(imported)


@pytest.mark.parametrize("place", ["url", "name"])
def test_a_field_of_a_million_characters_is_no_event(tmp_path: Path, place: str) -> None:
    if place == "url":
        path = write(tmp_path / "day.csv", [gdelt(1), gdelt(2, url="https://" + "x" * 1_000_000)])
    else:
        path = write_icews(tmp_path / "a.tab", [icews(1), icews(2, Source_Name="x" * 1_000_000)])

    imported = import_events(path)

    assert imported.table.height == 1
    assert [each.why for each in imported.left] == ["a field of more than 10,000 bytes"]


def test_a_line_without_end_is_an_error_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams_module, "LONGEST_LINE", 1000)
    path = tmp_path / "endless.csv"
    path.write_bytes(b"x" * 3000)
    file = DataFile(where="endless.csv", name="endless.csv", path=path)

    with pytest.raises(streams_module.DamagedError, match="has a line of more than"):
        list(blocks(file, size=500))


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_blocks_of_any_size_hold_the_same_lines(tmp_path: Path, size: int) -> None:
    data = b"".join(b"line %d\n" % number for number in range(50)) + b"last"
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    found = list(blocks(DataFile(where="a", name="a", path=path), size=size))

    assert b"".join(found) == data
    assert all(each.endswith(b"\n") for each in found[:-1])


def test_gzip_and_zip_are_read_like_plain_files(tmp_path: Path) -> None:
    plain = write(tmp_path / "in" / "day.csv", [gdelt(1), gdelt(2)])
    (tmp_path / "day.csv.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(tmp_path / "day.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, "day.csv")

    expected = import_events(plain).table

    assert import_events(tmp_path / "day.csv.gz").table.equals(expected)
    assert import_events(tmp_path / "day.zip").table.equals(expected)


def test_all_members_of_an_archive_are_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("b.csv", gdelt(2) + "\n")
        archive.writestr("a.csv", gdelt(1) + "\n")
        archive.writestr("__MACOSX/a.csv", "x")
        archive.writestr("read me.txt", "Events of a day.\n")

    imported = import_events(tmp_path / "all.zip")

    assert imported.table["event"].to_list() == ["gdelt:901", "gdelt:902"]
    assert [each.where for each in imported.skipped] == [f"{tmp_path / 'all.zip'}:read me.txt"]


def test_a_gzip_file_that_was_cut_short_gives_what_came_before_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams_module, "BLOCK", 20_000)
    whole = "".join(gdelt(number, url=f"https://{number * 7919}.example/{number}") + "\n" for number in range(2000))
    packed = gzip.compress(whole.encode())
    (tmp_path / "day.csv.gz").write_bytes(packed[: len(packed) // 2])

    imported = import_events(tmp_path / "day.csv.gz")

    assert 0 < imported.table.height < 2000
    (why,) = _why(imported)
    assert why.startswith("ends early or is damaged (")
    assert why.endswith(f"; fetch it again (kept are the {imported.rows:,} rows before)")


def test_a_damaged_archive_alone_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "day.zip").write_bytes(b"PK\x03\x04 but no archive")

    with pytest.raises(InputError, match=r"day\.zip: is a damaged zip archive"):
        import_events(tmp_path / "day.zip")


def test_what_unpacks_to_far_more_than_its_size_is_not_read_on(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("day.csv", (gdelt(1) + "\n") * 100_000)

    imported = import_events(tmp_path / "bomb.zip")

    assert imported.rows < 100_000
    assert "unpacks to more than 150 times its size" in _why(imported)[0]


def test_an_encrypted_or_strange_member_is_a_skip(tmp_path: Path) -> None:
    write(tmp_path / "day.csv", [gdelt(1)])
    with zipfile.ZipFile(tmp_path / "locked.zip", "w") as archive:
        archive.writestr("day.csv", gdelt(2) + "\n")
    data = bytearray((tmp_path / "locked.zip").read_bytes())
    data[6] |= 1  # the bit that says a member is encrypted, in its own header ...
    data[data.index(b"PK\x01\x02") + 8] |= 1  # ... and in the directory of the archive
    (tmp_path / "locked.zip").write_bytes(bytes(data))

    imported = import_events(tmp_path)

    assert imported.table["event"].to_list() == ["gdelt:901"]
    assert "encrypted" in _why(imported)[0]


def test_rows_in_another_encoding_are_read_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.tab"
    lines = write_icews(path, [icews(1, Publisher="El País"), icews(2)]).read_text(encoding="utf-8")
    path.write_bytes(lines.encode("latin-1"))

    imported = import_events(path)

    assert imported.table["teller"].to_list() == ["El País", "Harbour Wire"]
    assert [(each.why, each.rows) for each in imported.changed] == [
        ("rows that are not UTF-8 were read as Windows-1252", 1)
    ]


def test_utf16_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("date,source,relation,target\n", encoding="utf-16")

    with pytest.raises(InputError, match="is UTF-16; save it as UTF-8"):
        import_events(tmp_path / "a.csv")


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path, mark: str) -> None:
    comma, tab = tmp_path / "a.csv", tmp_path / "b.tsv"
    comma.write_text(f"{mark}date,source,relation,target\r\n2024-05-08,France,042,Iran\r\n", encoding="utf-8")
    tab.write_text(f"{mark}date\tsource\trelation\ttarget\r\n2024-05-08\tFrance\t042\tIran\r\n", encoding="utf-8")

    assert import_events([comma, tab]).table["target"].to_list() == ["iran", "iran"]


def test_what_is_no_event_data_is_left_out_of_a_folder_and_an_error_alone(tmp_path: Path) -> None:
    note = write(tmp_path / "read me.txt", ["Events of a day."])
    write(tmp_path / "empty.csv", [])
    write(tmp_path / "day.csv", [gdelt(1)])
    write(tmp_path / ".hidden.csv", [gdelt(2)])

    imported = import_events(tmp_path)

    assert imported.table.height == 1
    assert [Path(each.where).name for each in imported.skipped] == ["empty.csv", "read me.txt"]
    with pytest.raises(InputError, match="is no event data that kg knows; say what it is with --format"):
        import_events(note)


def test_a_format_that_does_not_fit_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path / "day.csv", [gdelt(1)])

    with pytest.raises(InputError, match=r"is not gdelt2 \(GDELT 2\.0 event files"):
        import_events(path, format="gdelt2")
    with pytest.raises(InputError, match="format 'gdelt' is not known; choose one of gdelt2, gdelt1"):
        import_events(path, format="gdelt")


def test_files_of_the_same_name_keep_their_rows_apart(tmp_path: Path) -> None:
    lines = ["2014-01-01,France,Make a visit,Iran"]
    one, two = write(tmp_path / "1" / "q.csv", lines), write(tmp_path / "2" / "q.csv", lines)

    assert import_events([one, two, one]).table["event"].to_list() == ["q.csv:1", "2/q.csv:1"]
    assert import_events(tmp_path).table["event"].to_list() == ["1/q.csv:1", "2/q.csv:1"]


def _said(path: Path, format: str | None) -> str | None:
    """Return the error that importing a file ends in, None where there is none."""
    try:
        import_events(path, format=format, options=Options())
    except KgError as error:
        return str(error)
    return None


def _mangled(line: str) -> st.SearchStrategy[str]:
    """Return strategies of lines with some fields put in the place of others."""
    fields = line.split("\t")
    junk = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
        ["", "-1", "99999999999", "NaN", '"', "\r"]
    )
    changes = st.dictionaries(st.integers(0, len(fields) + 1), junk, max_size=4)

    def changed(given_changes: dict[int, str]) -> str:
        row = [given_changes.get(place, value) for place, value in enumerate(fields)]
        return "\t".join(row + [value for place, value in given_changes.items() if place >= len(fields)])

    return changes.map(changed)


@settings(max_examples=60, deadline=None)
@given(
    good=st.sampled_from(["gdelt", "icews", "polecat"]),
    data=st.data(),
)
def test_broken_rows_never_break_the_rest(good: str, data: st.DataObject) -> None:
    line = {"gdelt": gdelt(1), "icews": icews(1), "polecat": polecat(1)}[good]
    writer = {"gdelt": write, "icews": write_icews, "polecat": write_polecat}[good]
    bad = data.draw(st.lists(_mangled(line), max_size=4))

    with tempfile.TemporaryDirectory() as folder:
        imported = import_events(writer(Path(folder) / "a.csv", [line, *bad, line.replace("\t", "9\t", 1)]))

    assert imported.table.height >= 2
    assert imported.table.height + sum(each.rows for each in imported.left) == imported.rows


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300), format=st.sampled_from([None, *FORMATS]))
def test_any_bytes_are_events_or_a_clear_error(content: bytes, format: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(content)
        said = _said(path, format)

    assert said is None or str(path) in said


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.text(st.sampled_from('ab,"\n;\t20240508'), max_size=20), max_size=6))
def test_any_rows_behind_a_header_are_events_or_counted(rows: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        imported = import_events(write(Path(folder) / "a.csv", ["date,source,relation,target", *rows]))

    assert imported.table.height + sum(each.rows for each in imported.left) == imported.rows
