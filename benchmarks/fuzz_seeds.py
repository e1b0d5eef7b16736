"""A format in; small valid files of it, made here, out: what `benchmarks/fuzz.py` mutates and tests of readers begin with."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Final

TEXT: Final = "Kim Jong Un met Vladimir Putin in Moscow on 3 May 2024. “We agree,” said the café’s owner.\r\n"
ROWS: Final[Sequence[Mapping[str, object]]] = (
    {
        "id": "r1",
        "text": TEXT,
        "title": "Summit",
        "published": "2024-05-09",
        "source": "Hill Post",
        "url": "https://example.org/1",
        "language": "en",
        "mentions": [{"start": 0, "end": 11, "actor": "kim-jong-un"}],
    },
    {"id": 7, "text": "Rome met Paris.", "published": None},
    {"text": "Seoul; “Busan”\nTokyo"},
)
PAGE: Final = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks | Hill Post</title>
<meta property="og:site_name" content="Hill Post"><meta property="article:published_time" content="2023-08-18T22:14:00Z">
<link rel="canonical" href="https://example.org/talks"></head><body><nav><a href="/">Home</a></nav><article><h1>Talks</h1>
<p>The foreign ministers of Aland and Borduria met in Bern on Friday and spoke for more than two hours about a ceasefire.</p>
<p>Both praised the café where the talks took place, and agreed that their deputies would meet again before the summer.</p>
</article><footer><p>All rights reserved.</p></footer></body></html>"""
PAGES: Final[Sequence[Sequence[str]]] = (
    (
        "Talks in Bern",
        "",
        "The foreign ministers of Aland and Borduria met in Bern on Friday for long-",
        "awaited talks, and spoke for more than two hours about a ceasefire in the moun-",
        "tains. Both praised the host.",
        "",
        "Their deputies will meet again before the summer, the hosts said, and talk about",
    ),
    ("prisoners and trade.",),
)


def jsonl(rows: Sequence[Mapping[str, object]] = ROWS) -> bytes:
    """Return the rows as JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def delimited(delimiter: str = ",") -> bytes:
    """Return two articles as a table with a delimiter."""
    rows = [
        ["id", "Text", "published"],
        ["c1", TEXT, "2024-05-09"],
        ["c2", 'Rome; "met", Paris\n\ttoday.', "9 May 2024"],
    ]
    quoted = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join(quoted).encode()


def parquet(rows: Sequence[Mapping[str, object]] = ROWS, *, group: int = 2) -> bytes:
    """Return the rows as Parquet in groups of some rows."""
    import polars as pl

    out = io.BytesIO()
    keys = ("id", "text", "title", "published", "url")
    table = {key: [None if row.get(key) is None else str(row[key]) for row in rows] for key in keys}
    pl.DataFrame(table, schema=dict.fromkeys(keys, pl.String)).write_parquet(out, row_group_size=group)
    return out.getvalue()


_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX_PARTS: Final[Mapping[str, bytes]] = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml"
 ContentType="{_MAIN}"/><Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>""".encode(),
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"
 Type="{_OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2"
 Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""".encode(),
    "docProps/core.xml": f"""<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Talks</dc:title></cp:coreProperties>""".encode(),
    "word/document.xml": f"""<w:document xmlns:w="{_WORD}"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r>
<w:t>Talks</w:t></w:r></w:p><w:p><w:ins><w:r><w:t>Rome met Paris.</w:t><w:tab/><w:br/></w:r></w:ins><w:del><w:r>
<w:delText>Lima</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Aland</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl><w:sdt><w:sdtContent><w:p><w:r><w:t>Bern</w:t></w:r></w:p></w:sdtContent></w:sdt></w:body></w:document>""".encode(),
}
"""The parts of a Word document without the hundred kilobytes of styles that programs write."""


def docx(title: str = "Talks in Bern") -> bytes:
    """Return a Word document with a title, paragraphs and a table."""
    import docx as library

    document = library.Document()
    document.add_heading(title, 0)
    document.add_paragraph("The foreign ministers of Aland and Borduria met in Bern.")
    table = document.add_table(2, 2)
    for row, cells in enumerate((("State", "Minister"), ("Aland", "A. Berg"))):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.add_paragraph("They agreed on a ceasefire.")
    document.core_properties.title = title
    document.core_properties.author = "N. N."
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]] = PAGES, *, title: str = "Talks in Bern", head: str = "") -> bytes:
    """Return a PDF with the lines of each page below one another; an empty line is a gap.

    ``head`` stands above each page, with the number of the page in place of a ``#``.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number, lines in enumerate(pages, 1):
        placed = [(60, 800, head.replace("#", str(number)))] if head else []
        placed += [(60, 740 - 14 * at, line) for at, line in enumerate(lines) if line]
        shown = [f"1 0 0 1 {x} {y} Tm ({_escaped(line)}) Tj" for x, y, line in placed]
        content = ("BT /F1 11 Tf\n" + "\n".join(shown) + "\nET").encode("cp1252")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    objects.append(f"<< /Title ({_escaped(title)}) /Author (N. N.) /CreationDate (D:20240509120000Z) >>".encode())
    return pdf_of(objects, trailer=f"/Info {len(objects)} 0 R")


def pdf_of(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """Return a PDF of the objects, of which the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{out.index(b'xref')}\n%%EOF\n".encode()
    return bytes(out)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def zipped(members: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    """Return a zip archive of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 9, 12, 0, 0)), data, archive.compression)
    return out.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """Return a tar archive of the members."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


MEMBERS: Final[Mapping[str, bytes]] = {
    "a.txt": TEXT.encode(),
    "folder/ü.jsonl": jsonl(),
    "folder/table.csv.gz": gzip.compress(delimited(), mtime=0),
}


def sample(suffix: str) -> bytes:
    """Return a small valid file for an end of a file name that kg reads."""
    makers: Mapping[str, Callable[[], bytes]] = {
        ".txt": TEXT.encode,
        ".html": PAGE.encode,
        ".htm": PAGE.encode,
        ".xhtml": PAGE.encode,
        ".jsonl": jsonl,
        ".ndjson": jsonl,
        ".csv": delimited,
        ".tsv": lambda: delimited("\t"),
        ".parquet": parquet,
        ".docx": docx,
        ".pdf": pdf,
        ".zip": lambda: zipped(MEMBERS),
        ".tar": lambda: tarred(MEMBERS),
        ".tgz": lambda: gzip.compress(tarred(MEMBERS), mtime=0),
        ".gz": lambda: gzip.compress(TEXT.encode(), mtime=0),
        ".bz2": lambda: bz2.compress(TEXT.encode()),
        ".xz": lambda: lzma.compress(TEXT.encode()),
    }
    return makers[suffix]()
