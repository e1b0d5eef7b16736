"""Queries, patterns, tables and PDFs that would take for ever, or all memory, in; an answer in bounded time out."""

from __future__ import annotations

import contextlib
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.fuzz_seeds import pdf_of
from kg.bounded import Job, run_bounded
from kg.built import Graph
from kg.decisions import read_decisions
from kg.errors import DecisionError, QueryError, RuleError, UnknownActorError, WorkspaceError
from kg.model import Article, Skipped
from kg.phrases.answer import who
from kg.query import run_query
from kg.readers import File, Hints, UnreadableError
from kg.readers.apart import Bounds
from kg.readers.pdf import PdfReader
from kg.workspace.settings import read_settings
from tests.factories import corpus, event


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    Graph(corpus=corpus(event())).export("turtle", tmp_path / "graph.ttl")
    return tmp_path / "graph.ttl"


def test_a_regex_without_end_in_a_query_ends_at_the_time(graph: Path) -> None:
    # Every triple of six is joined with every other, and a pattern tried on each.
    product = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(6))
    sparql = f"SELECT (COUNT(*) AS ?n) {{ {product} FILTER(REGEX(CONCAT(STR(?o0), STR(?o1)), '^(a|a?)+(.*.*)*$')) }}"
    begun = time.monotonic()

    with pytest.raises(QueryError, match="was stopped after 1 seconds"):
        run_bounded(Job(turtle_path=graph, query=sparql, timeout_seconds=1))

    assert time.monotonic() - begun < 60


def test_a_regex_that_goes_back_and_forth_elsewhere_takes_no_time_here(graph: Path) -> None:
    begun = time.process_time()

    found = run_query(graph, f"ASK {{ FILTER(REGEX('{'a' * 40_000}!', '^(a+)+$')) }}")

    assert not found.truth
    assert time.process_time() - begun < 5


NESTED: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: f"ASK {{ FILTER({'(' * n}1{')' * n}) }}",
    "groups": lambda n: f"ASK {{ {'{' * n}{'}' * n} }}",
    "functions": lambda n: f"ASK {{ FILTER({'STR(' * n}1{')' * n}) }}",
    "negations": lambda n: f"ASK {{ FILTER({'!' * n}true) }}",
    "sums": lambda n: f"ASK {{ FILTER({'1+' * n}1) }}",
    "choices": lambda n: f"ASK {{ FILTER({'?a||' * n}true) }}",
    "unions": lambda n: f"ASK {{ {'{?s ?p 1} UNION ' * n}{{}} }}",
    "bindings": lambda n: f"ASK {{ {' '.join(f'BIND(1 AS ?x{k})' for k in range(n))} }}",
}


@pytest.mark.parametrize("form", NESTED)
def test_a_query_that_is_nested_deeper_than_the_stack_is_an_error_and_no_end_of_the_process(
    form: str, graph: Path
) -> None:
    with pytest.raises(QueryError, match="take it apart"):
        run_query(graph, NESTED[form](100_000))

    assert run_query(graph, NESTED[form](50)).kind == "ask"


def test_brackets_in_strings_are_no_brackets(graph: Path) -> None:
    assert run_query(graph, f"ASK {{ FILTER('{'(' * 1000}' != \"{'!' * 5000}\") }}").truth


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000, "a." * 5000 + "b = 1", "[" * 5000, "a = " + "{b=" * 5000, "[[decision]]\n" * 100_000,
     'a = "' + "x" * 5_000_000 + '"', "a = 1" + "0" * 100_000, "\x00", "a = 1e" + "9" * 5000],
    ids=["arrays", "keys", "tables", "inline", "decisions", "long", "digits", "nul", "exponent"],
)  # fmt: skip
def test_no_toml_is_too_deep_or_too_long(text: str, tmp_path: Path) -> None:
    from kg import rules

    begun = time.process_time()
    for name, read, error in (
        ("decisions.toml", read_decisions, DecisionError),
        ("workspace.toml", lambda path: read_settings(path.parent), WorkspaceError),
        ("met-with.toml", lambda path: rules.load_rule_files(path.parent / "rules"), RuleError),
    ):
        path = tmp_path / name
        if error is RuleError:
            path = tmp_path / "rules" / name
            path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
        with pytest.raises(error, match="."):
            read(path)

    assert time.process_time() - begun < 20


@pytest.mark.parametrize("pattern", ["(" * 5000, "a|" * 20_000 + "b", "[" * 2000, "<a> " * 5000 + "X", "a" * 1_000_000])
def test_no_pattern_of_a_rule_takes_long(pattern: str, tmp_path: Path) -> None:
    from kg import rules

    (tmp_path / "met-with.toml").write_text(f'relation = "met-with"\n[[group]]\npatterns = ["{pattern}"]\n')
    begun = time.process_time()

    with contextlib.suppress(RuleError):
        rules.load_rule_files(tmp_path)

    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "phrase",
    ["the " * 2000, "a" * 50_000, "of the president " * 500, "-" * 5000, "(" * 5000, "the\n" * 2000, "É" * 5000],
)  # fmt: skip
def test_no_phrase_takes_long(phrase: str) -> None:
    begun = time.process_time()

    who(phrase)

    assert time.process_time() - begun < 20


def _pages_in_a_ring() -> bytes:
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def _pages_in_pages() -> bytes:
    levels = 5000
    inner = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (3 + n) for n in range(levels)]
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", *inner, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])


def _arrays_in_arrays() -> bytes:
    return pdf_of([b"<< /Type /Catalog /Pages " + b"[" * 200_000 + b" >>"])


def _packed_spaces(megabytes: int) -> bytes:
    """Return many spaces, packed a piece at a time: not even the test has them all."""
    packer = zlib.compressobj(1)
    pieces = [packer.compress(b"BT (x) Tj ET "), *(packer.compress(b" " * 1_000_000) for _ in range(megabytes))]
    return b"".join([*pieces, packer.flush()])


def _page_with(*objects: bytes, resources: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << %s >> >>" % resources
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, *objects])


def _huge_stream() -> bytes:
    data = _packed_spaces(600)
    return _page_with(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(data), data))


def _form_in_itself() -> bytes:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream"
    return _page_with(b"<< /Length 5 >>\nstream\n/F Do\nendstream", form, resources=b"/XObject << /F 5 0 R >>")


def _packed_many_times() -> bytes:
    data = zlib.compress(zlib.compress(_packed_spaces(600)))
    filters = b"/FlateDecode " * 3
    return _page_with(b"<< /Filter [%s] /Length %d >>\nstream\n%s\nendstream" % (filters, len(data), data))


def _length_in_a_ring() -> bytes:
    return _page_with(b"<< /Length 4 0 R >>\nstream\nBT (x) Tj ET\nendstream")


PDFS = (
    _pages_in_a_ring, _pages_in_pages, _arrays_in_arrays, _huge_stream, _form_in_itself, _packed_many_times, _length_in_a_ring,
)  # fmt: skip


@pytest.mark.parametrize("make", PDFS, ids=lambda make: make.__name__.strip("_"))
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux only")
def test_a_hostile_pdf_is_left_out_or_read_within_its_bounds(make: Callable[[], bytes]) -> None:
    reader = PdfReader(bounds=Bounds(seconds=15, memory_mb=400))
    begun = time.monotonic()

    try:
        found = list(reader.read(File.of_bytes(make(), name="a.pdf"), hints=Hints()))
    except UnreadableError as error:
        assert error.why  # noqa: PT017  # that nothing is raised is right too
    else:
        assert all(isinstance(each, Article | Skipped) for each in found)

    assert time.monotonic() - begun < 120


def test_what_is_asked_of_a_named_query_stays_a_value(graph: Path) -> None:
    for value in ('x" } ; DROP ALL #', "<https://example.org/> } UNION { ?s ?p ?o", "\\u0022 }", "a\nb", "$actor"):
        with pytest.raises((QueryError, UnknownActorError)):
            run_bounded(Job(turtle_path=graph, query="ties", values={"actor": value}))
