"""Word documents are read in order, with what was inserted and without what was deleted."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import docx
import pytest

from benchmarks.fuzz_seeds import DOCX_PARTS, zipped
from benchmarks.fuzz_seeds import docx as sample
from kg.readers import docx_text
from tests.readers.files import articles, whys

if TYPE_CHECKING:
    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_body(xml: str) -> bytes:
    """Return a document with such a body."""
    body = f'<w:document xmlns:w="{_W}"><w:body>{xml}</w:body></w:document>'
    return zipped({**DOCX_PARTS, "word/document.xml": body.encode()})


def para(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def text_of(data: bytes) -> str:
    (found,) = articles(data, "a.docx")
    return found.text


def test_paragraphs_and_tables_come_in_the_order_of_the_document() -> None:
    (found,) = articles(sample(), "2024-05-09-talks.docx")

    assert found.text == (
        "Talks in Bern\n\nThe foreign ministers of Aland and Borduria met in Bern.\n\n"
        "State\tMinister\n\nAland\tA. Berg\n\nThey agreed on a ceasefire."
    )
    assert (found.id, found.title, found.published) == ("2024-05-09-talks", "Talks in Bern", date(2024, 5, 9))
    assert found.source is None


def test_a_cell_of_several_paragraphs_and_one_over_two_columns_are_read_once() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Aland"
    table.cell(0, 0).add_paragraph("It has two ministers.")
    table.cell(0, 1).text = "Borduria"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Both"

    assert text_of(saved(document)) == "Aland\n\nIt has two ministers.\n\nBorduria\n\nBoth"


def test_a_table_in_a_table_is_read_once() -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "Outer"
    table.cell(0, 0).add_table(1, 1).cell(0, 0).text = "Inner"

    assert text_of(saved(document)) == "Outer\n\nInner"


def test_changes_that_were_tracked_are_read_as_accepted() -> None:
    xml = (
        "<w:p><w:r><w:t>Rome </w:t></w:r><w:ins><w:r><w:t>met</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>fought</w:delText></w:r></w:del><w:r><w:t> Paris.</w:t></w:r></w:p>"
    )

    assert text_of(with_body(xml)) == "Rome met Paris."


def test_controls_fields_links_and_text_boxes_are_read() -> None:
    box = f"<w:p><w:r><w:t>Main</w:t><w:pict><w:txbxContent>{para('Box')}</w:txbxContent></w:pict></w:r></w:p>"
    xml = (
        f"<w:sdt><w:sdtContent>{para('Control')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink><w:r><w:t>Link</w:t></w:r></w:hyperlink><w:fldSimple><w:r><w:t> field</w:t></w:r></w:fldSimple>"
        f"</w:p>{box}"
    )

    assert text_of(with_body(xml)) == "Control\n\nLink field\n\nMain\n\nBox"


def test_line_breaks_and_tabs_within_a_paragraph_stay() -> None:
    xml = "<w:p><w:r><w:t>Rome</w:t><w:br/><w:t>Paris</w:t><w:tab/><w:t>Ulan</w:t><w:noBreakHyphen/><w:t>Ude</w:t></w:r></w:p>"

    assert text_of(with_body(xml)) == "Rome\nParis\tUlan-Ude"


def test_a_title_of_the_properties_is_believed_where_the_text_begins_with_it() -> None:
    for told, expected in (("Talks in Bern", "Talks in Bern"), ("Memo template v3", None)):
        document = docx.Document()
        document.add_heading("Talks in Bern", 1)
        document.add_paragraph("They met.")
        document.core_properties.title = told

        (found,) = articles(saved(document), "a.docx")

        assert found.title == expected


def test_a_document_without_text_is_left_out() -> None:
    assert whys(saved(docx.Document()), "a.docx") == [
        ("a.docx", "has no text; give its text, or run text recognition (OCR) on its pictures")
    ]


def test_an_old_or_encrypted_document_is_left_out() -> None:
    assert whys(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "a.docx") == [
        ("a.docx", "has a password or is of an old version; save it as .docx without a password")
    ]


def test_an_archive_that_is_no_document_is_left_out() -> None:
    ((_, why),) = whys(zipped({"a.txt": b"Rome"}), "a.docx")

    assert why.startswith("is damaged (")


@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE w [<!ENTITY x "' + "ha" * 1000 + '">]>'],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_entities_is_left_out(declared: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declared}' + DOCX_PARTS["word/document.xml"].decode()
    data = zipped({**DOCX_PARTS, "word/document.xml": xml.replace("Rome", "&x;").encode(encoding)})

    assert whys(data, "a.docx") == [("a.docx", "declares a document type, as Word never does; save it anew")]


def test_a_document_that_unpacks_to_more_than_a_book_is_left_out_before_it_is_parsed() -> None:
    data = zipped({**DOCX_PARTS, "word/document.xml": b" " * (docx_text.MAX_XML + 1)})

    assert len(data) < 100_000
    assert whys(data, "a.docx") == [
        ("a.docx", "unpacks to more than 30 MB; take pictures out, split it, or give its text")
    ]


def test_what_a_directory_says_of_sizes_is_not_believed() -> None:
    packed = bytearray(zipped({**DOCX_PARTS, "word/document.xml": b" " * (docx_text.MAX_XML + 1)}))
    directory = packed.rindex(b"PK\x01\x02")
    packed[directory + 24 : directory + 28] = (1000).to_bytes(4, "little")

    ((_, why),) = whys(bytes(packed), "a.docx")

    assert "unpacks to more" in why or "is damaged" in why


def test_a_document_of_many_parts_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_text, "MAX_PARTS", 3)

    with pytest.raises(Exception, match="has more than 3 parts"), io.BytesIO(sample()) as data:
        docx_text.check(data)  # type: ignore[arg-type]  # zipfile takes both


def test_the_sample_is_what_word_would_open() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(DOCX_PARTS))) as archive:
        assert archive.testzip() is None
