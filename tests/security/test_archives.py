"""Archives that would write elsewhere, unpack without end or lie of themselves; the rest is in tests/readers/test_archive.py."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from benchmarks.fuzz_seeds import tarred, zipped
from kg.model import Article, Skipped
from kg.readers import File, read_articles, read_file

MB = 1_000_000


def read(data: bytes, name: str) -> list[Article | Skipped]:
    return list(read_file(File.of_bytes(data, name=name)))


def texts(found: list[Article | Skipped]) -> list[str]:
    return [each.text for each in found if isinstance(each, Article)]


def _tar(*members: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def _member(name: str, **fields: object) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


@pytest.mark.parametrize(
    "kind",
    [tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.CONTTYPE, b"S", b"V", b"Z"],
)  # fmt: skip
def test_only_plain_members_of_a_tar_are_read(kind: bytes, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    lure = _member("a.txt", type=kind, linkname=str(tmp_path / "secret.txt"))

    found = read(_tar((lure, b""), (_member("b.txt", size=4), b"Rome")), "news.tar")

    assert texts(found) == ["Rome"]
    assert "secret" not in " ".join(texts(found))


def test_a_link_and_then_a_file_through_it_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    link = _member("way", type=tarfile.SYMTYPE, linkname="..")

    read(_tar((link, b""), (_member("way/evil.txt", size=4), b"Rome")), "news.tar")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt"])
def test_a_name_in_an_extended_header_leads_out_no_more_than_another(name: str) -> None:
    info = _member("a.txt", size=4, pax_headers={"path": name})

    found = read(_tar((info, b"Rome"), (_member("b.txt", size=5), b"Paris")), "news.tar")

    assert texts(found) == ["Paris"]


@pytest.mark.parametrize(
    "headers",
    [{"size": "99999999999999"}, {"size": "-1"}, {"size": "x"}, {"GNU.sparse.major": "1", "GNU.sparse.minor": "0",
     "GNU.sparse.name": "a.txt", "GNU.sparse.realsize": "99999999999999"}, {"GNU.sparse.size": "9" * 18, "GNU.sparse.map": "0,1"},
     {"path": "x" * 1_000_000}, {"mtime": "nan"}, {"uid": "9" * 5000}],
    ids=["huge", "negative", "no number", "sparse", "old sparse", "long name", "no time", "long number"],
)  # fmt: skip
def test_an_extended_header_that_lies_costs_its_archive_at_most(headers: dict[str, str]) -> None:
    begun = time.process_time()

    found = read(_tar((_member("a.txt", size=4, pax_headers=headers), b"Rome")), "news.tar")

    assert sum(map(len, texts(found))) < 2000
    assert time.process_time() - begun < 5


def test_a_bomb_in_a_bomb_is_stopped() -> None:
    inner = zipped({"a.txt": b"\0" * (30 * MB)})
    nested = zipped({f"{number}.zip": inner for number in range(100)})
    begun = time.process_time()

    found = read(nested, "news.zip")

    assert texts(found) == []
    assert any("as no texts do" in each.why for each in found if isinstance(each, Skipped))
    assert time.process_time() - begun < 60


@pytest.mark.parametrize("size", [0, 1, 4, 0xFFFFFFFF])
def test_sizes_that_a_zip_claims_are_not_believed(size: int) -> None:
    data = bytearray(zipped({"a.txt": b"Rome met Paris. " * 100}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", size)
    data[22:26] = struct.pack("<I", size)

    found = read(bytes(data), "news.zip")

    assert sum(map(len, texts(found))) <= 1600


def test_a_zip_whose_directory_says_to_begin_elsewhere_is_no_way_out() -> None:
    data = bytearray(zipped({"a.txt": b"Rome"}))
    directory = data.rindex(b"PK\x01\x02")
    for offset in (0xFFFFFFFF, len(data), directory, 5):
        data[directory + 42 : directory + 46] = struct.pack("<I", offset)
        assert texts(read(bytes(data), "news.zip")) == []


def test_two_members_of_one_name_are_one_and_names_that_differ_in_the_two_places_none(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "Rome")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Paris")
    lying = zipped({"a.txt": b"Rome"}).replace(b"a.txt", b"b.txt", 1)

    (tmp_path / "news.zip").write_bytes(out.getvalue())
    assert texts(list(read_articles([tmp_path]))) == ["Rome"]
    assert texts(read(lying, "news.zip")) == []


def test_a_chain_of_streams_that_each_hold_the_next_ends_at_the_depth() -> None:
    data = b"Rome"
    for _ in range(200):
        data = gzip.compress(data, 0)

    (only,) = read(data, "a.txt" + ".gz" * 200)

    assert isinstance(only, Skipped)
    assert "archives deep" in only.why


def test_streams_one_behind_another_are_one_stream_under_one_limit() -> None:
    piece = gzip.compress(b"\0" * MB)
    begun = time.process_time()

    found = read(piece * 1000, "a.txt.gz")

    assert texts(found) == []
    assert time.process_time() - begun < 30


def test_an_archive_that_holds_itself_ends() -> None:
    """A directory whose one member is stored bytes that reach over the archive itself, as far as a length can say."""
    name, data = b"a.zip", zipped({"a.txt": b"Rome"})
    local = struct.pack(
        "<IHHHHHIIIHH", 0x04034B50, 20, 0, 0, 0, 0, zlib.crc32(data), len(data), len(data), len(name), 0
    )
    body = local + name + data
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, zlib.crc32(data), len(body), len(body), len(name), 0, 0, 0, 0, 0, 0
    )  # fmt: skip
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry) + len(name), len(body), 0)

    assert all(isinstance(each, Article | Skipped) for each in read(body + entry + name + end, "news.zip"))


def test_a_million_empty_members_are_too_many() -> None:
    header = tarfile.TarInfo("a.txt").tobuf(tarfile.USTAR_FORMAT)
    begun = time.process_time()

    found = read(gzip.compress(header * 150_000, 1), "news.tar.gz")

    assert len(found) <= 10
    assert time.process_time() - begun < 60


def test_nothing_of_an_archive_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    from benchmarks.fuzz_seeds import pdf

    read(tarred({"a.pdf": pdf(), "b.zip": zipped({"c.pdf": pdf()})}), "news.tar")

    assert list(tmp_path.iterdir()) == []
