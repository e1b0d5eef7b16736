"""PDFs are read as the text that they were set from, as far as that can be told, within bounds of time and memory."""

from __future__ import annotations

import io
import os
import time
from datetime import date
from pathlib import Path

import matplotlib as mpl
import pypdf
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from benchmarks.fuzz_seeds import PAGES, pdf, pdf_of
from kg.model import Article, Skipped
from kg.readers import File, Hints, UnreadableError, read_file
from kg.readers import pdf_text as inner
from kg.readers.apart import Bounds
from kg.readers.pdf import PdfReader
from tests.readers.files import articles, whys


def text_of(data: bytes) -> str:
    (found,) = articles(data, "a.pdf")
    return found.text


def test_lines_are_paragraphs_again_and_words_that_were_cut_are_whole() -> None:
    (found,) = articles(pdf(), "2024-05-09-talks.pdf")

    assert found.text == (
        "Talks in Bern\n\n"
        "The foreign ministers of Aland and Borduria met in Bern on Friday for long-awaited talks, and spoke for more than "
        "two hours about a ceasefire in the mountains. Both praised the host.\n\n"
        "Their deputies will meet again before the summer, the hosts said, and talk about prisoners and trade."
    )
    assert (found.id, found.title, found.published) == ("2024-05-09-talks", "Talks in Bern", date(2024, 5, 9))


def test_the_day_on_which_it_was_made_is_no_day_of_publication_and_its_author_no_source() -> None:
    (found,) = articles(pdf(), "a.pdf")

    assert (found.published, found.source) == (None, None)


def test_the_day_that_the_user_names_goes_before_that_of_the_name() -> None:
    file = File.of_bytes(pdf(), name="2024-05-09-a.pdf")

    (found,) = read_file(file, hints=Hints(published=date(2021, 1, 1)))

    assert isinstance(found, Article)
    assert found.published == date(2021, 1, 1)


def test_a_title_is_believed_where_the_text_begins_with_it() -> None:
    (found,) = articles(pdf(title="Microsoft Word - draft_7.doc"), "a.pdf")

    assert found.title is None


def test_what_stands_on_every_page_is_left_out() -> None:
    pages = [
        [
            f"Paragraph {name} is long enough to fill the line of a page from one side to the other.",
            f"It ends as {name}.",
        ]
        for name in "abcd"
    ]

    found = text_of(pdf(pages, head="News of the day, page #"))

    assert "News of the day" not in found
    assert all(f"Paragraph {name}" in found for name in "abcd")


def test_a_pdf_of_matplotlib_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    with mpl.rc_context({"pdf.fonttype": 42}), PdfPages(path) as pages:
        figure = Figure(figsize=(8, 4))
        figure.text(0.1, 0.9, "Kim Jong Un met Vladimir Putin in the Far East, and both praised")
        figure.text(0.1, 0.85, "the café where they had met before.")
        pages.savefig(figure)

    (found,) = read_file(File.of_path(path))

    assert isinstance(found, Article)
    assert found.text == (
        "Kim Jong Un met Vladimir Putin in the Far East, and both praised the café where they had met before."
    )


def test_an_encrypted_pdf_is_left_out() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)

    assert whys(out.getvalue(), "a.pdf") == [("a.pdf", "is encrypted; save it without a password, or give its text")]


def test_a_scan_is_left_out() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    out = io.BytesIO()
    writer.write(out)

    assert whys(out.getvalue(), "a.pdf") == [
        ("a.pdf", "has no text, as a scan has none; run text recognition (OCR) on it, or give its text")
    ]


def test_a_pdf_of_too_many_pages_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inner, "MAX_PAGES", 1)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())

    with pytest.raises(UnreadableError, match="has 2 pages, more than the 1 that are read; split it"):
        list(inner.read(path))


def test_a_page_that_cannot_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([*PAGES, ["The end of it."]]))
    sound = inner._lines  # noqa: SLF001  # is made to fail
    seen = []

    def lines(page: pypdf.PageObject) -> object:
        seen.append(page)
        if len(seen) == 2:
            raise KeyError("/F9")
        return sound(page)

    monkeypatch.setattr(inner, "_lines", lines)
    skipped, whole = inner.read(path)

    assert skipped == {"skipped": "page 2 cannot be read ('/F9'); the others are"}
    assert str(whole["text"]).endswith("The end of it.")


def _endless() -> bytes:
    """Return a PDF whose one page shows a form that shows another ten times, and so on, ten levels deep."""
    levels = 10
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length 4 >>\nstream\n/F Do\nendstream",
    ]
    for level in range(levels):
        content = b"/F Do " * 10 if level < levels - 1 else b"BT (x) Tj ET"
        objects.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F %d 0 R >> >> /Length %d >>\n"
            b"stream\n%s\nendstream" % (6 + level if level < levels - 1 else 5 + level, len(content), content)
        )
    return pdf_of(objects)


def test_a_pdf_that_would_take_for_ever_is_given_up_and_the_next_is_read() -> None:
    reader = PdfReader(bounds=Bounds(seconds=1.5))
    begun = time.monotonic()

    with pytest.raises(UnreadableError, match=r"was given up after 1\.5 seconds; give its text, or split it"):
        list(reader.read(File.of_bytes(_endless(), name="a.pdf"), hints=Hints()))

    assert time.monotonic() - begun < 30
    assert [type(item) for item in read_file(File.of_bytes(pdf(), name="b.pdf"))] == [Article]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is limited on Linux only")
def test_a_pdf_that_would_take_too_much_memory_is_left_out() -> None:
    reader = PdfReader(bounds=Bounds(memory_mb=40))
    data = pdf([["Rome met Paris."]]) + os.urandom(1) + b" " * 60_000_000

    (found,) = _told(reader, data)

    assert isinstance(found, str)
    assert "memory" in found


def _told(reader: PdfReader, data: bytes) -> list[Article | Skipped | str]:
    try:
        return list(reader.read(File.of_bytes(data, name="a.pdf"), hints=Hints()))
    except UnreadableError as error:
        return [error.why]
