"""What `benchmarks/fuzz.py` throws its inputs at: each a name, small valid inputs, and a check that raises at a fault."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import fuzz_seeds
from kg.errors import KgError
from kg.files import data_path, to_json_line
from kg.model import Article, Skipped
from kg.readers import File, Hints, UnreadableError, read_file
from kg.readers.apart_worker import guarded

_MEMORY_MB: Final = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Bytes that are mutated, and what packs them into an input afterwards: a damaged text in a sound archive."""

    data: bytes
    wrap: Callable[[bytes], bytes] = bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that is given bytes: ``run`` returns whether they were of use, and raises what must not be.

    ``share`` is how many inputs it gets, compared to others. ``bounded`` says that kg ends it by a limit of time of its
    own, so that an input which takes long is no failure. ``ready`` is entered before the first input.
    """

    name: str
    about: str
    seeds: Callable[[], Sequence[Seed]]
    run: Callable[[bytes], bool]
    share: int = 10
    bounded: bool = False
    ready: Callable[[], AbstractContextManager[object]] = contextlib.nullcontext


def check(items: Iterator[Article | Skipped]) -> bool:
    """Return whether there is an article; raises ValueError where one breaks what its type promises."""
    useful = False
    for item in items:
        if isinstance(item, Skipped):
            if not item.where or not item.why:
                raise ValueError(f"{item} says nothing")
            continue
        useful = True
        for text in (item.id, item.text, item.title, item.source, item.url, item.language):
            (text or "").encode()
        if not item.id or not item.text.strip():
            raise ValueError(f"article {item.id!r} is blank")
        for mark in item.mentions:
            if not 0 <= mark.start < mark.end <= len(item.text):
                raise ValueError(f"{mark} is not in a text of {len(item.text)} characters")
    return useful


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
        with _folder() as folder:
            place[:] = [folder / "input"]
            yield

    def run(data: bytes) -> bool:
        from importlib import import_module

        place[0].write_bytes(data)
        useful = False
        try:
            for row in guarded(import_module(module).read, place[0], {}, memory_mb=_MEMORY_MB):
                if "text" in row:
                    article = Article(
                        id="a", text=str(row["text"]), title=None if row["title"] is None else str(row["title"])
                    )
                    useful = check(iter([article])) or useful
        except UnreadableError as error:
            check(iter([Skipped(where="a", why=error.why)]))
        return useful

    return Target(name=name, about=about, seeds=seeds, run=run, share=2, bounded=True, ready=ready)


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


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, 1, mtime=0)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Give a folder in memory, where there is one."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


class _InFile:
    """A check of a file in a folder of its own, which takes what a user can mend as an answer."""

    def __init__(self, name: str, read: Callable[[Path], object]) -> None:
        self._name = name
        self._read = read
        self._path = Path()

    @contextlib.contextmanager
    def ready(self) -> Iterator[None]:
        with _folder() as folder:
            self._path = folder / self._name
            yield

    def run(self, data: bytes) -> bool:
        self._path.write_bytes(data)
        try:
            self._read(self._path)
        except KgError as error:
            if not str(error):
                raise ValueError("an error says nothing") from error
            return False
        return True


def _read_rules(path: Path) -> None:
    from kg import rules

    # Below the cache, which would keep every input.
    rules._load.__wrapped__(path.parent, "en")  # noqa: SLF001


def _rules_seeds() -> Sequence[Seed]:
    """Return the smallest rule files, each as that of one relation."""
    folder = data_path("ontology", "rules", "en")
    files = sorted(folder.glob("[!_]*.toml"), key=lambda path: (path.stat().st_size, path.name))
    own = f'relation = "{_RELATION}"'.encode()
    return [Seed(data=re.sub(rb'(?m)^relation = ".*"', own, path.read_bytes())) for path in files[:8]]


def _read_decisions(path: Path) -> None:
    from kg.decisions import read_decisions

    for each in read_decisions(path):
        if not each.name:
            raise ValueError(f"{each} has no name")


_DECISIONS: Final = b"""# decisions
[[decision]]
name = "one-kim"
kind = "merge-actors"
who = "N. N."
when = 2024-05-09
why = "the same person"
actors = ["kim", "kim-jong-un"]
into = "kim-jong-un"

[[decision]]
name = "no-event"
kind = "reject-event"
who = "N. N."
when = 2024-05-10
why = "misread"
event = "2023-09-13-met-with-a-b-0123456789abcdef"
article = "a1"
quote = "Kim met Putin."
"""


def _read_events(path: Path) -> None:
    from kg.exporters.events import read_events

    for event in read_events(path):
        for each in event.evidence:
            spans = (each.source_span, each.target_span, each.trigger_span)
            if each.end - each.start != len(each.quote) or any(start > end or start < 0 for start, end in spans):
                raise ValueError(f"evidence of {event.id!r} has offsets that do not hold")


def _events_seeds() -> Sequence[Seed]:
    from kg.exporters.events import event_to_dict
    from tests.factories import actor, day, event, evidence

    one = event("met-with", actor(), actor("Vladimir Putin"), when=day(), claims=[evidence(attribution="TASS")])
    two = event("attacked", actor("Russia", "state"), actor("Ukraine", "state"), polarity="negated")
    lines = [to_json_line(event_to_dict(each)) for each in (one, two)]
    return [Seed(data="".join(f"{line}\n" for line in lines).encode()), *(Seed(data=line.encode()) for line in lines)]


_RELATION: Final = "met-with"
_RULES: Final = _InFile(f"{_RELATION}.toml", _read_rules)
_DECIDED: Final = _InFile("decisions.toml", _read_decisions)
_EVENTS: Final = _InFile("events.jsonl", _read_events)

TARGETS: Final[Sequence[Target]] = (
    _reader("text", ".txt", share=40),
    _reader("html", ".html", share=2),
    _reader("jsonl", ".jsonl", share=40),
    _reader("csv", ".csv", lambda: [Seed(data=fuzz_seeds.delimited(each)) for each in ",;|"], share=40),
    _reader("tsv", ".tsv", share=20),
    _reader("zip", ".zip", _zip_seeds, share=10),
    _reader("tar", ".tar", _tar_seeds, share=10),
    _reader("gz", ".jsonl.gz", _packed_seeds(_gzip), share=10),
    _reader("bz2", ".jsonl.bz2", _packed_seeds(bz2.compress), share=5),
    _reader("xz", ".jsonl.xz", _packed_seeds(lzma.compress), share=5),
    _reader("parquet", ".parquet", share=1, bounded=True),
    _inner("pdf", "what reads .pdf in a process apart, in this one", "kg.readers.pdf_text", _pdf_seeds),
    _inner("docx", "what reads .docx in a process apart, in this one", "kg.readers.docx_text", _docx_seeds),
    Target(name="rules", about="the loader of rules", seeds=_rules_seeds, run=_RULES.run, ready=_RULES.ready, share=2),
    Target(
        name="decisions",
        about="the file of decisions",
        seeds=lambda: [Seed(data=_DECISIONS)],
        run=_DECIDED.run,
        ready=_DECIDED.ready,
    ),
    Target(
        name="events",
        about="the reader of events and the offsets of their evidence",
        seeds=_events_seeds,
        run=_EVENTS.run,
        ready=_EVENTS.ready,
    ),
)
"""Every target; another one is one entry here."""
