"""The page of the ontology: every term is on it, every link leads somewhere, and it needs no network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import OntologyError
from kg.files import data_path
from kg.page.class_diagram import class_diagram, drawn_classes, drawn_lines
from kg.page.vocabulary import Term, read_vocabulary
from kg.page.vocabulary_html import to_vocabulary_html

SOURCE = data_path("ontology", "ir.ttl")
VOCABULARY = read_vocabulary(SOURCE)
PAGE = to_vocabulary_html(VOCABULARY)


class _Reader(HTMLParser):
    """Takes down the ids, links and loaded files of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(  # type: ignore[explicit-override] # typing has no override before Python 3.12
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if tag == "a" and name == "href":
                self.links.append(value or "")
            elif name in {"src", "srcset", "action"} or (tag == "link" and name == "href"):
                self.loaded.append(value or "")


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


READ = _read(PAGE)


@pytest.mark.parametrize("term", VOCABULARY.terms.values(), ids=lambda term: term.name)
def test_every_term_is_at_its_own_name(term: Term) -> None:
    assert READ.ids.count(term.anchor) == 1


def test_every_link_within_the_page_leads_somewhere() -> None:
    within = {link.removeprefix("#") for link in READ.links if link.startswith("#")}

    assert len(within) > 150
    assert not within - set(READ.ids)


def test_no_two_parts_have_the_same_id() -> None:
    assert len(READ.ids) == len(set(READ.ids))


def test_the_page_fetches_nothing() -> None:
    assert READ.loaded == ["data:,"]
    assert "default-src 'none'" in PAGE
    assert not re.findall(r"url\((?!#section-)", PAGE)
    assert "@import" not in PAGE


def test_definitions_examples_and_sources_are_on_the_page() -> None:
    text = re.sub(r"&#39;", "'", re.sub(r"&#34;", '"', PAGE))

    for term in VOCABULARY.terms.values():
        assert term.text("skos:definition") in text, term.name
        assert term.text("skos:example") in text, term.name


def test_a_relation_shows_its_codes_sign_weight_and_direction() -> None:
    card = PAGE[PAGE.index('<article id="met-with"') : PAGE.index('<article id="visited"')]
    shown = re.sub(r"<[^>]+>", "", card)

    for part in ("Weight +2.5", "Sign friendly (1)", "Direction both ways alike", "CAMEO 044", "PLOVER CONSULT"):
        assert part in shown
    assert 'id="metWith"' in card


def test_a_direct_property_of_the_same_name_is_at_its_relation() -> None:
    card = PAGE[PAGE.index('<article id="condemned"') : PAGE.index('<article id="accused"')]

    assert "<code>ir:condemned</code>" in card


def test_alignments_link_to_the_terms_of_others() -> None:
    assert '<a class="term" href="http://semanticweb.cs.vu.nl/2009/11/sem/Event" rel="external">sem:Event</a>' in PAGE
    assert '<a class="term" href="http://www.w3.org/ns/prov#wasDerivedFrom" rel="external">' in PAGE


def test_what_the_file_says_cannot_change_the_page(tmp_path: Path) -> None:
    path = tmp_path / "ir.ttl"
    text = SOURCE.read_text(encoding="utf-8").replace('"Kim Jong Un"@en', '"<script>alert(1)</script>"@en')
    path.write_text(text, encoding="utf-8")

    page = to_vocabulary_html(read_vocabulary(path))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<script>") == 1


def test_the_picture_has_every_property_between_its_classes() -> None:
    drawn = {term.name for term in drawn_classes(VOCABULARY)}
    lines = drawn_lines(VOCABULARY)
    named = {name for line in lines for name in line.names}

    assert named == {
        "directRelation", "actsFor", "holdsOffice", "officeOf", "relationType", "participant", "place", "evidence",
        "filedUnder", "copyOf", "disputedEvent", "assertion", "denial", "article", "attributedTo", "quad", "skos:broader",
    }  # fmt: skip
    assert len([line for line in lines if not line.names]) == 4
    # Actors, events and evidence alike can be changed by a decision, so that no one line leads to it.
    assert {end for line in lines for end in (line.start, line.end)} == drawn - {"ir:Decision"}


def test_no_box_of_the_picture_lies_on_another_one_and_a_new_class_finds_its_place(tmp_path: Path) -> None:
    path = tmp_path / "ir.ttl"
    more = '\nir:Treaty a owl:Class ; rdfs:label "treaty"@en .\nir:Court a owl:Class ; rdfs:label "court"@en .\n'
    path.write_text(SOURCE.read_text(encoding="utf-8") + more, encoding="utf-8")

    picture = class_diagram(read_vocabulary(path))

    boxes = [tuple(map(float, each)) for each in re.findall(r'class="box" x="([\d.]+)" y="([\d.]+)"', picture)]
    assert len(boxes) == 17
    assert not [
        (one, two)
        for i, one in enumerate(boxes)
        for two in boxes[:i]
        if abs(one[0] - two[0]) < 130 and abs(one[1] - two[1]) < 40
    ]


def test_a_file_without_an_ontology_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("<http://example.org/a> <http://example.org/b> 1 .", encoding="utf-8")

    with pytest.raises(OntologyError, match=r"x\.ttl: nothing is an owl:Ontology"):
        read_vocabulary(path)


def test_the_command_writes_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "kg", "ontology", "--html", f"{tmp_path}/{seed}.html"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )

    first = (tmp_path / "1.html").read_bytes()
    assert first == (tmp_path / "2.html").read_bytes() == PAGE.encode()


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, turtle = tmp_path / "o.html", tmp_path / "o.ttl"

    assert main(["ontology", "--html", str(page)]) == 0
    assert main(["ontology", "--turtle", str(turtle)]) == 0

    assert capsys.readouterr().out == f"Written: {page}\nWritten: {turtle}\n"
    assert turtle.read_bytes() == SOURCE.read_bytes()


def test_a_page_that_cannot_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    assert main(["ontology", "--html", str(tmp_path / "file" / "o.html")]) == 2

    err = capsys.readouterr().err
    assert err.startswith(f"kg: {tmp_path}/file/o.html: cannot be written")
    assert err.count("\n") == 1
