"""What `benchmarks/fuzz.py` throws its inputs at: every reader of articles here, and what else kg reads."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from benchmarks import fuzz_files, fuzz_seeds, fuzz_texts
from benchmarks.fuzz_kinds import Seed, Target, check, folder
from kg.model import Article, Skipped
from kg.readers import File, Hints, UnreadableError, read_file
from kg.readers.apart_worker import guarded
from tests.readers import wire_seeds


def _reader(name: str, suffix: str, seeds: Callable[[], Sequence[Seed]] | None = None, **fields: object) -> Target:
    """Return the target that reads the input as a file of a suffix."""
    hints = Hints(columns={"text": "text", "published": "date"})

    def run(data: bytes) -> bool:
        return check(read_file(File.of_bytes(data, name=f"a{suffix}"), hints=hints))

    def plain() -> Sequence[Seed]:
        return [Seed(data=fuzz_seeds.sample(suffix))]

    return Target(name=name, about=f"the reader of {suffix}", seeds=seeds or plain, run=run, **fields)  # type: ignore[arg-type]  # fields of a target


def _inner(name: str, about: str, module: str, seeds: Callable[[], Sequence[Seed]]) -> Target:
    """Return the target that reads the input in this process, by what otherwise runs in a process apart."""
    place: list[Path] = []

    @contextlib.contextmanager
    def ready() -> Iterator[None]:
        with folder() as made:
            place[:] = [made / "input"]
            yield

    def run(data: bytes) -> bool:
        from importlib import import_module

        place[0].write_bytes(data)
        useful = False
        try:
            for row in guarded(import_module(module).read, place[0], {}):
                if "text" in row:
                    article = Article(
                        id="a", text=str(row["text"]), title=None if row["title"] is None else str(row["title"])
                    )
                    useful = check(iter([article])) or useful
        except UnreadableError as error:
            check(iter([Skipped(where="a", why=error.why)]))
        except MemoryError:
            return False  # is told by the process that waits for this one
        return useful

    return Target(name=name, about=about, seeds=seeds, run=run, share=6, bounded=True, ready=ready)


def _pdf_seeds() -> Sequence[Seed]:
    plain = fuzz_seeds.pdf()
    small = fuzz_seeds.pdf([["Rome met Paris."]], head="News of the day #")
    return [Seed(data=plain), Seed(data=small), Seed(data=_packed_pdf(small))]


def _packed_pdf(data: bytes) -> bytes:
    """Return the PDF as most programs write it, with packed streams and tables."""
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    for page in writer.pages:
        page.compress_content_streams()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _docx_seeds() -> Sequence[Seed]:
    parts = fuzz_seeds.DOCX_PARTS

    def packed(name: str) -> Callable[[bytes], bytes]:
        return lambda data: fuzz_seeds.zipped({**parts, name: data}, packed=False)

    inner = [Seed(data=data, wrap=packed(name)) for name, data in parts.items()]
    return [Seed(data=fuzz_seeds.zipped(parts)), Seed(data=fuzz_seeds.docx()), *inner, inner[-1], inner[-1]]


def _zip_seeds() -> Sequence[Seed]:
    members = dict(fuzz_seeds.MEMBERS)
    return [
        Seed(data=fuzz_seeds.zipped(members)),
        Seed(data=fuzz_seeds.zipped({"x.zip": fuzz_seeds.zipped(members), "b.txt": b"b"}, packed=False)),
        Seed(data=members["folder/ü.jsonl"], wrap=lambda data: fuzz_seeds.zipped({"a.jsonl": data, "b.csv": data})),
        Seed(data=b"folder/name.txt", wrap=lambda data: fuzz_seeds.zipped({data.decode("utf-8", "replace"): b"text"})),
    ]


def _tar_seeds() -> Sequence[Seed]:
    members = dict(fuzz_seeds.MEMBERS)
    long_name = fuzz_seeds.tarred({"folder/" * 30 + "a.txt": b"text", "b.txt": b"text"})
    return [Seed(data=fuzz_seeds.tarred(members)), Seed(data=long_name)]


def _packed_seeds(pack: Callable[[bytes], bytes]) -> Callable[[], Sequence[Seed]]:
    return lambda: [Seed(data=pack(fuzz_seeds.jsonl())), Seed(data=fuzz_seeds.jsonl(), wrap=pack)]


def _wire_seeds(*names: str) -> Callable[[], Sequence[Seed]]:
    return lambda: [Seed(data=wire_seeds.seeds()[name]) for name in names]


def _packed_crawl_seeds() -> Sequence[Seed]:
    return [Seed(data=_gzip(wire_seeds.archive())), Seed(data=wire_seeds.archive(), wrap=_gzip)]


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 1, mtime=0)


TARGETS: Final[Sequence[Target]] = (
    _reader("text", ".txt", share=150),
    _reader("html", ".html", share=4),
    _reader("jsonl", ".jsonl", share=150),
    _reader("csv", ".csv", lambda: [Seed(data=fuzz_seeds.delimited(each)) for each in ",;|"], share=150),
    _reader("tsv", ".tsv", share=80),
    _reader("zip", ".zip", _zip_seeds, share=20),
    _reader("tar", ".tar", _tar_seeds, share=15),
    _reader("gz", ".jsonl.gz", _packed_seeds(_gzip), share=60),
    _reader("bz2", ".jsonl.bz2", _packed_seeds(bz2.compress), share=30),
    _reader("xz", ".jsonl.xz", _packed_seeds(lzma.compress), share=10),
    _reader("rss", ".rss", _wire_seeds("rss.rss", "rdf.xml"), share=5),
    _reader("atom", ".atom", _wire_seeds("atom.atom"), share=5),
    _reader("xml", ".xml", _wire_seeds("rss.rss", "rdf.xml", "atom.atom"), share=5),
    _reader("warc", ".warc", _wire_seeds("crawl.warc"), share=3),
    _reader("warc.gz", ".warc.gz", _packed_crawl_seeds, share=3),
    _reader("mail", ".eml", _wire_seeds("mail.eml"), share=20),
    _reader("mbox", ".mbox", _wire_seeds("box.mbox"), share=20),
    _reader("parquet", ".parquet", share=2, bounded=True),
    _inner("pdf", "what reads .pdf in a process apart, in this one", "kg.readers.pdf_text", _pdf_seeds),
    _inner("docx", "what reads .docx in a process apart, in this one", "kg.readers.docx_text", _docx_seeds),
    *fuzz_files.TARGETS,
    *fuzz_texts.TARGETS,
)
"""Every target; another one is one entry here."""
