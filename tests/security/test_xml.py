"""XML that stands for more than it holds, or for files of this machine; nothing of either read out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.fuzz_seeds import DOCX_PARTS, zipped
from kg.built import Graph
from kg.errors import GraphFileError
from kg.model import Article
from kg.rdf.from_rdf import read_turtle
from kg.readers import File, read_file
from kg.validation.data import read_data
from kg.verify import verify
from tests.factories import corpus, event

SECRET = "the-secret-of-this-machine"
LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "lol lol lol lol lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE r [<!ENTITY k "{"x" * 100_000}">]>'
INCLUDE = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{}"/>'


def outside(secret: str) -> str:
    return f'<!DOCTYPE r [<!ENTITY k SYSTEM "{secret}">]>'


def parameter(secret: str) -> str:
    return f'<!DOCTYPE r [<!ENTITY % p SYSTEM "{secret}"> %p;]>'


def _rss(declared: str, words: str) -> bytes:
    item = f"<item><link>http://example.org/1</link><title>t {words}</title><description>Words {words}</description></item>"
    return f'<?xml version="1.0"?>{declared}<rss version="2.0"><channel>{item}</channel></rss>'.encode()


def _atom(declared: str, words: str) -> bytes:
    inner = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words {words}</p></div></content>'
    entry = f"<entry><id>1</id><title>t</title>{inner}</entry>"
    return f'<?xml version="1.0"?>{declared}<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'.encode()


def _page(declared: str, words: str) -> bytes:
    told = "The foreign ministers of Aland and Borduria met in Bern on Friday and spoke for more than two hours. " * 3
    body = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><article><p>{told}{words}</p></article></body></html>"
    return f'<?xml version="1.0"?>{declared}{body}'.encode()


def _docx(declared: str, words: str) -> bytes:
    text = DOCX_PARTS["word/document.xml"].decode().replace("Rome met Paris.", f"Rome met Paris. {words}")
    return zipped({**DOCX_PARTS, "word/document.xml": f'<?xml version="1.0"?>{declared}{text}'.encode()})


MAKERS: dict[str, Callable[[str, str], bytes]] = {
    ".rss": _rss, ".xml": _rss, ".atom": _atom, ".html": _page, ".xhtml": _page, ".docx": _docx,
}  # fmt: skip


@pytest.mark.parametrize("suffix", MAKERS)
@pytest.mark.parametrize("attack", ["laughs", "quadratic", "outside", "parameter", "include"])
def test_no_entity_grows_and_no_file_of_the_machine_is_read(suffix: str, attack: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    address = (tmp_path / "secret").as_uri()
    declared = {
        "laughs": LAUGHS, "quadratic": QUADRATIC, "outside": outside(address), "parameter": parameter(address), "include": "",
    }[attack]  # fmt: skip
    words = {"laughs": "&k;", "quadratic": "&k;" * 5000, "include": INCLUDE.format(address)}.get(attack, "&k;")
    begun = time.process_time()

    found = list(read_file(File.of_bytes(MAKERS[suffix](declared, words), name=f"a{suffix}")))

    assert SECRET not in str(found)
    assert sum(len(each.text) for each in found if isinstance(each, Article)) < 1_000_000
    assert time.process_time() - begun < 20


def _rdf(declared: str, words: str = "&k;") -> str:
    space = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="https://example.org/"'
    inner = f'<rdf:Description rdf:about="https://example.org/1"><x:p>{words}</x:p></rdf:Description>'
    return f'<?xml version="1.0"?>{declared}<rdf:RDF {space}>{inner}</rdf:RDF>'


READERS: dict[str, Callable[[Path], object]] = {
    "read": read_turtle, "validate": read_data, "verify": lambda path: verify(path, []),
}  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("text", "why"),
    [
        (_rdf(LAUGHS), "entity 'b' is no namespace"),
        (_rdf(QUADRATIC), "entity 'k' is no namespace"),
        (_rdf(outside("file:///etc/passwd")), "entity 'k' is from elsewhere"),
        (_rdf(parameter("file:///etc/passwd")), "entity 'p' is from elsewhere"),
        (_rdf("", "<x:a><x:b>" * 50_000), "more than 100 deep"),
        (_rdf("")[:-5], "not RDF/XML"),
    ],
    ids=["laughs", "quadratic", "outside", "parameter", "deep", "cut short"],
)
def test_a_graph_in_rdf_xml_stands_for_no_more_than_it_holds(reader: str, text: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.rdf"
    path.write_text(text, encoding="utf-8")
    begun = time.process_time()

    with pytest.raises(GraphFileError, match=why) as caught:
        READERS[reader](path)

    assert str(caught.value).startswith(f"{path}:")
    assert time.process_time() - begun < 5


def test_namespaces_as_entities_are_read(tmp_path: Path) -> None:
    path = tmp_path / "graph.rdf"
    Graph(corpus=corpus(event())).export("rdfxml", path)
    text = path.read_text(encoding="utf-8")
    head, rest = text.split("<rdf:RDF", 1)
    path.write_text(f'{head}<!DOCTYPE rdf:RDF [<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">]>\n<rdf:RDF{rest}'.replace(
        '"http://www.w3.org/2001/XMLSchema#date"', '"&xsd;date"'), encoding="utf-8")  # fmt: skip

    assert read_turtle(path).events
