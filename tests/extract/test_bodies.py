"""Parses written by hand with an acronym in brackets; what the acronym stands for from there on out."""

from __future__ import annotations

from kg.extract.bodies import find_acronyms
from kg.extract.known import Known
from kg.extract.mentions import Mention
from kg.model import Article
from tests.extract.parses import NATO, doc, found, mentions

INTRODUCED = (
    "The/DT/det/3 Valley/NNP/compound/3 Defence/NNP/compound/3 Forces/NNPS/nsubj/7 (/-LRB-/punct/3 VDF/NNP/appos/3 "
    ")/-RRB-/punct/3 moved/VBD/ROOT/7"
)
LATER = "The/DT/det/1 VDF/NNP/nsubj/2 left/VBD/ROOT/2"


def _acronyms(*texts: str, names: tuple[Mention, ...] = ()) -> list[list[tuple[str, str, str]]]:
    """Return the mentions of each paragraph: words, actor, kind."""
    known, all_found = Known(Article(id="a1", text="")), []
    for text in texts:
        marked = mentions(doc(text), *names)
        find_acronyms(marked, known=known)
        all_found.append([(marked.doc[one.start : one.end].text, one.actor.name, str(one.kind)) for one in marked])
    return all_found


def test_an_acronym_stands_for_the_name_that_introduced_it() -> None:
    first, second = _acronyms(INTRODUCED, LATER)

    assert ("VDF", "Valley Defence Forces", "group") in first
    assert second == [("VDF", "Valley Defence Forces", "group")]


def test_an_acronym_takes_its_word_from_the_tables_meaning() -> None:
    known = Known(Article(id="a1", text=""))
    find_acronyms(mentions(doc(INTRODUCED)), known=known)
    marked = mentions(doc(LATER), found(NATO, 1))

    find_acronyms(marked, known=known)

    assert [one.actor.name for one in marked] == ["Valley Defence Forces"]


def test_brackets_whose_letters_do_not_fit_introduce_nothing() -> None:
    assert _acronyms(INTRODUCED.replace("VDF", "UPI"))[0] == []
