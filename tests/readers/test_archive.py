"""Archives are read in place: members are files, nothing is written under their names, and what explodes is stopped."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import tarfile
import tracemalloc
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzz_seeds import docx, jsonl, parquet, pdf, tarred, zipped
from kg.model import Article, Skipped
from kg.readers import File, Hints, UnreadableError, read_articles
from kg.readers.archive import TarReader, ZipReader
from kg.readers.limits import Allowance, Limits
from kg.readers.members import Member, choose
from kg.readers.packed import PackedReader
from tests.readers.files import articles, read, whys
from tests.readers.files import ids as ids_of

ODD = "pack the files themselves, by paths within one folder"
PACKS = {".zip": zipped, ".tar": tarred}
MB = 1_000_000


def ids(data: bytes, name: str) -> list[str]:
    return ids_of(articles(data, name))


@pytest.mark.parametrize("suffix", PACKS)
def test_members_of_all_kinds_are_read_by_the_readers_of_their_suffixes(suffix: str) -> None:
    members = {
        "a.txt": b"Rome met Paris.",
        "d/b.jsonl": jsonl(),
        "d/c.pdf": pdf(),
        "d/d.docx": docx(),
        "e.parquet": parquet(),
        "notes.md": b"x",
    }

    found = read(PACKS[suffix](members), f"news{suffix}")

    assert ids_of(found) == [
        "news/a", "r1", "7", "news/d/b-#", "news/d/c", "news/d/d", "r1", "7", "news/e-#",
    ]  # fmt: skip
    (left_out,) = [item for item in found if isinstance(item, Skipped)]
    assert left_out.where == f"news{suffix}!notes.md"
    assert left_out.why.startswith(".md files are not read; give ")


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("news.tar", bytes),
        ("news.tar.gz", gzip.compress),
        ("news.tgz", gzip.compress),
        ("news.tar.bz2", bz2.compress),
        ("news.tar.xz", lzma.compress),
        ("NEWS.TAR.GZ", gzip.compress),
    ],
)
def test_a_tar_is_read_whatever_packs_it(name: str, pack: type[bytes]) -> None:
    data = pack(tarred({"x/a.txt": b"Rome", "x/b.csv": b"text\nParis\n"}))

    stem = name.partition(".")[0]
    assert ids(data, name) == [f"{stem}/x/a", f"{stem}/x/b-#"]


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_file_that_is_packed_by_itself_is_called_as_if_it_were_not(suffix: str, pack: type[bytes]) -> None:
    (text,) = read(pack(b"Rome"), f"2024-05-09-a.txt{suffix}")
    (row, bad) = read(pack(b'{"text": "Rome"}\n{}\n'), f"rows.jsonl{suffix}")

    assert isinstance(text, Article)
    assert isinstance(row, Article)
    assert (text.id, str(text.published), *ids_of([row])) == ("2024-05-09-a", "2024-05-09", "rows-#")
    assert isinstance(bad, Skipped)
    assert bad.where == f"rows.jsonl{suffix}:2"


def test_members_that_differ_in_their_suffix_only_keep_it_and_others_of_one_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "news.zip"
    path.write_bytes(zipped({"x/a.txt": b"Rome", "x/a.csv": b"text\nParis\n", "y/a.txt": b"Lima"}))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("y/a.txt", "Oslo")

    found = list(read_articles(path))

    assert ids_of(found) == ["news/x/a.txt", "news/x/a.csv-#", "news/y/a"]
    assert [item.why for item in found if isinstance(item, Skipped)] == [
        f"id 'news/y/a' was read before, from {path}!y/a.txt; give each article its own id"
    ]


def test_two_archives_of_one_stem_are_told_apart_as_files_are(tmp_path: Path) -> None:
    for name, data in (("news.zip", zipped({"a.txt": b"Rome"})), ("news.tar", tarred({"a.txt": b"Paris"}))):
        (tmp_path / name).write_bytes(data)

    found = [item.id for item in read_articles(tmp_path) if isinstance(item, Article)]

    assert found == ["news.tar/a", "news.zip/a"]


def test_hidden_members_and_what_kg_built_are_passed_over_as_in_folders() -> None:
    members = dict.fromkeys((".a.txt", "x/.b/c.txt", "__MACOSX/d.txt", "out/graph.ttl", "out/graph.html"), b"x")

    found = read(zipped({**members, "out/events.jsonl": b"x", "out/mine.txt": b"Rome"}), "news.zip")

    assert [item.id for item in found if isinstance(item, Article)] == ["news/out/mine"]
    assert [(item.where, item.why) for item in found if isinstance(item, Skipped)] == [
        ("news.zip!out", "holds a graph that kg built; its files are no news and are not read")
    ]


EVIL = ("../evil.txt", "a/../../evil.txt", "/tmp/evil.txt", "C:\\evil.txt", "..\\evil.txt", "\\\\host\\evil.txt")


@pytest.mark.parametrize("suffix", PACKS)
def test_names_that_lead_out_are_passed_over_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    data = PACKS[suffix]({**dict.fromkeys(EVIL, b"Rome"), "x/./good.txt": b"Paris"})

    assert ids(data, f"news{suffix}") == ["news/x/good"]
    assert whys(data, f"news{suffix}") == [
        (f"news{suffix}", f"6 members whose names lead out of the archive are passed over; {ODD}")
    ]
    assert list(tmp_path.iterdir()) == []


def test_links_and_devices_of_a_tar_are_passed_over_and_counted() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE), ("d", tarfile.DIRTYPE),
        ):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)

    assert read(out.getvalue(), "news.tar") == [
        Skipped(where="news.tar", why=f"1 member that is a device or sparse is passed over; {ODD}"),
        Skipped(where="news.tar", why=f"2 members that are links are passed over; {ODD}"),
    ]


def test_links_of_a_zip_are_passed_over() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert whys(out.getvalue(), "news.zip") == [("news.zip", f"1 member that is a link is passed over; {ODD}")]


def test_a_sparse_member_which_is_a_few_bytes_for_as_many_zeros_as_it_likes_is_passed_over() -> None:
    header = bytearray(tarfile.TarInfo("a.txt").tobuf(tarfile.GNU_FORMAT))
    header[156:157] = tarfile.GNUTYPE_SPARSE
    header[483:495] = b"77777777777\0"  # the size that it stands for
    header[148:156] = b"        "
    header[148:156] = b"%06o\0 " % sum(header)

    assert whys(bytes(header) + b"\0" * 1024, "news.tar") == [
        ("news.tar", f"1 member that is a device or sparse is passed over; {ODD}")
    ]


def test_a_member_with_a_password_is_left_out_and_the_others_are_read() -> None:
    data = bytearray(zipped({"a.txt": b"Rome", "b.txt": b"Paris"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1

    assert ids(bytes(data), "news.zip") == ["news/b"]
    assert whys(bytes(data), "news.zip") == [("news.zip!a.txt", "has a password; unpack it, and give what it holds")]


def test_a_damaged_member_is_left_out_and_the_others_are_read() -> None:
    data = zipped({"a.txt": b"Rome met Paris.", "b.txt": b"Paris"}, packed=False).replace(b"Rome met", b"Rome set")

    assert ids(data, "news.zip") == ["news/b"]
    assert whys(data, "news.zip") == [("news.zip!a.txt", "is damaged (Bad CRC-32 for file 'a.txt'); pack it anew")]


def test_a_tar_that_is_cut_short_is_read_up_to_there() -> None:
    data = tarred({"a.txt": b"Rome", "b.txt": b"x" * 5000})[:3000]

    assert ids(data, "news.tar") == ["news/a"]
    assert whys(data, "news.tar") == [
        ("news.tar!b.txt", "is damaged (unexpected end of data); pack it anew"),
        ("news.tar", "is damaged (unexpected end of data); pack it anew"),
    ]


def test_a_gzip_that_is_cut_short_gives_the_rows_up_to_there() -> None:
    rows = b"".join(b'{"text": "%s"}\n' % os.urandom(40).hex().encode() for _ in range(5000))
    found = read(gzip.compress(rows)[:-2000], "rows.jsonl.gz")

    assert len(found) > 3000
    assert all(isinstance(item, Article) for item in found[:-1])
    assert isinstance(found[-1], Skipped)
    assert found[-1].why.startswith("is damaged (Compressed file ended before")


def test_a_tar_that_declares_a_huge_member_is_told_as_what_it_is() -> None:
    info = tarfile.TarInfo("a.txt")
    info.size = 1 << 62
    data = info.tobuf(tarfile.GNU_FORMAT) + b"Rome" + b"\0" * 2000

    assert [why for _, why in whys(data, "news.tar")] == ["is damaged (unexpected end of data); pack it anew"] * 2


def limited(reader: type[ZipReader | TarReader | PackedReader], data: bytes, **limits: int) -> list[str]:
    """Return what a reader with limits yields of bytes, read as files as far as they are."""
    suffix = {ZipReader: ".zip", TarReader: ".tar", PackedReader: ".txt.gz"}[reader]
    file = File.of_bytes(data, name=f"news{suffix}")
    return list(_texts(reader(limits=Limits(**limits)), file))


def _texts(reader: ZipReader | TarReader | PackedReader, file: File) -> Iterator[str]:
    try:
        for item in reader.read(file, hints=Hints()):
            if isinstance(item, Skipped):
                yield item.why
                continue
            try:
                yield f"{item.identifier}: {len(item.read_bytes())}"
            except UnreadableError as error:
                yield error.why
    except UnreadableError as error:
        yield f"end: {error.why}"


UNPACK = "unpack it yourself, and give the folder"


@pytest.mark.parametrize(("reader", "pack"), [(ZipReader, zipped), (TarReader, lambda members: tarred(members))])
def test_an_archive_of_too_many_members_is_not_read(reader: type[ZipReader], pack: object) -> None:
    data = pack({f"{number}.txt": b"x" for number in range(4)})  # type: ignore[operator]  # packs members

    assert len(limited(reader, data, members=4)) == 4
    assert limited(reader, data, members=3)[-1] == f"end: has more than 3 members, the limit for one archive; {UNPACK}"


def test_an_archive_that_unpacks_to_too_much_in_all_is_read_up_to_there() -> None:
    data = zipped({f"{number}.txt": os.urandom(500) for number in range(4)})

    why = f"unpacks to more than 0.0012 MB, the limit for one archive; {UNPACK}"
    assert limited(ZipReader, data, size=1200) == ["news/0: 500", "news/1: 500", why, f"end: {why}"]


def test_what_unpacks_to_many_times_its_size_is_stopped_long_before_its_end() -> None:
    bomb = gzip.compress(b"\0" * (300 * MB), 9)
    tracemalloc.start()

    found = limited(PackedReader, bomb, grace=MB, ratio=10)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [f"unpacks to more than 10 times its size, as no texts do; {UNPACK}"]
    assert peak < 30 * MB


def test_members_that_share_their_packed_bytes_are_measured_by_the_archive() -> None:
    # One kernel of zeros, to which a directory of many entries points.
    single = zipped({"0.txt": b"\0" * (2 * MB)})
    start = single.rindex(b"PK\x01\x02")
    local, end = single[:start], single.rindex(b"PK\x05\x06")
    entry = single[start:end]
    count = 50
    tail = bytearray(single[end:])
    tail[8:10] = tail[10:12] = count.to_bytes(2, "little")
    tail[12:16] = (count * len(entry)).to_bytes(4, "little")

    found = limited(ZipReader, local + entry * count + bytes(tail), grace=5 * MB, ratio=10)

    assert found[-1] == f"end: unpacks to more than 10 times its size, as no texts do; {UNPACK}"
    assert len(found) < 6


def test_a_directory_that_is_larger_than_the_members_that_are_allowed_is_not_loaded() -> None:
    data = zipped({"x" * 60_000: b"x"})

    assert limited(ZipReader, data, members=10) == [
        f"end: has more than 10 members, the limit for one archive; {UNPACK}"
    ]


def nested(levels: int) -> bytes:
    data = zipped({"a.txt": b"Rome"})
    for _ in range(levels - 1):
        data = zipped({"in.zip": data})
    return data


def test_archives_in_archives_are_read_to_a_depth() -> None:
    assert ids(nested(3), "news.zip") == ["news/in/in/a"]
    assert read(nested(4), "news.zip") == [
        Skipped(where="news.zip!in.zip!in.zip!in.zip", why="lies 3 archives deep; unpack it, and give what it holds")
    ]


def test_layers_of_packing_count_as_archives() -> None:
    data = b"Rome"
    for _ in range(5):
        data = gzip.compress(data)

    ((_, why),) = whys(data, "a.txt" + ".gz" * 5)

    assert why == "lies 3 archives deep; unpack it, and give what it holds"


def test_limits_hold_for_all_archives_in_one_together() -> None:
    inner = {f"{number}.zip": zipped({"a.txt": os.urandom(400)}) for number in range(4)}
    file = replace(File.of_bytes(zipped(inner), name="news.zip"), allowance=Allowance(Limits(size=2500)))
    from kg.readers import read_file

    found = list(read_file(file))

    assert sum("unpacks to more" in item.why for item in found if isinstance(item, Skipped)) >= 2
    assert len(found) < 8


def test_an_archive_attached_to_a_mail_in_an_archive_is_under_the_same_limits() -> None:
    import base64

    attached = base64.encodebytes(nested(3))
    mail = (
        b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: text/plain\r\n\r\nRome met Paris.\r\n--b\r\nContent-Type: application/zip\r\n"
        b"Content-Disposition: attachment; filename=in.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + attached
        + b"--b--\r\n"
    )

    found = read(zipped({"mail.eml": mail}), "news.zip")

    assert [type(item) for item in found] == [Article, Skipped]
    assert str(found[1]).count("!in.zip") == 2
    assert "lies 3 archives deep" in str(found[1])


def test_names_that_are_no_utf_8_are_shown_with_marks() -> None:
    data = tarred({"caf\udce9.txt": b"Rome"})

    assert ids(data, "news.tar") == ["news/caf\ufffd"]


NAMES = st.text(st.sampled_from("ab./\\:~é\udce9 "), min_size=1, max_size=12)


@given(names=st.lists(NAMES, max_size=6, unique=True))
def test_no_path_of_a_member_leads_out_of_its_archive(names: Sequence[str]) -> None:
    chosen = choose([Member(name=name) for name in names], where="x.zip", identifier="x")

    assert chosen.paths.keys() == chosen.identifiers.keys()
    for number, path in chosen.paths.items():
        assert not Path("/base", path).is_absolute() or Path(os.path.normpath(Path("/base", path))).is_relative_to(
            "/base"
        )
        assert ".." not in path.split("/")
        assert chosen.identifiers[number].startswith("x/")
        chosen.identifiers[number].encode()


@given(
    members=st.dictionaries(st.sampled_from(["a.txt", "b/c.txt", "ü.txt"]), st.binary(max_size=40).filter(bytes.strip))
)
def test_what_is_packed_is_what_is_read(members: Mapping[str, bytes]) -> None:
    for reader, pack in ((ZipReader(), zipped(members)), (TarReader(), tarred(members))):
        file = File.of_bytes(pack, name="x.y")
        found = {item.where: item.read_bytes() for item in reader.read(file, hints=Hints()) if isinstance(item, File)}
        assert found == {f"x.y!{name}": data for name, data in members.items()}
