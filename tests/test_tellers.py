"""Who tells in truth: copies count as their original, whatever outlet printed them."""

from __future__ import annotations

from kg.model import Article
from kg.tellers import folded, original_of, source_of, teller_of, telling, telling_words
from tests.factories import article, evidence


def _articles(*given: Article) -> dict[str, Article]:
    return {each.id: each for each in given}


AGENCY = article("a1", source="Wire")
PRINTED = article("a2", source="Courier", copy_of="a1")
OWN = article("a3", source="Courier")


def test_the_teller_of_a_copy_is_the_source_of_its_original() -> None:
    known = _articles(AGENCY, PRINTED)

    assert teller_of("a2", known) == "Wire"
    assert original_of("a2", known) == "a1"


def test_the_teller_of_an_article_that_is_no_copy_is_its_own_source() -> None:
    assert teller_of("a3", _articles(AGENCY, PRINTED, OWN)) == "Courier"


def test_an_article_without_a_source_is_a_teller_by_itself_and_so_are_all_its_copies() -> None:
    known = _articles(article("a1"), PRINTED)

    assert teller_of("a1", known) == teller_of("a2", known) == "article a1"
    assert source_of("a2", known) is None


def test_a_copy_of_an_article_that_is_not_there_is_told_by_that_article() -> None:
    assert teller_of("a2", _articles(PRINTED)) == "article a1"


def test_an_article_that_is_not_known_is_a_teller_by_itself() -> None:
    assert teller_of("a9", {}) == "article a9"


def test_forty_outlets_that_print_one_text_are_one_independent_source() -> None:
    known = _articles(AGENCY, *(article(f"b{n:02}", source=f"Outlet {n}", copy_of="a1") for n in range(40)), OWN)

    found = telling([*known, *known], known)

    assert (found.articles, found.copies, found.independent) == (42, 40, 2)
    assert telling_words(known, known) == "42 articles, 2 independent sources"


def test_without_copies_nothing_is_said_of_them() -> None:
    assert telling_words(["a1", "a3"], _articles(AGENCY, OWN)) == ""


def test_the_evidence_of_copies_is_folded_under_that_of_the_original() -> None:
    known = _articles(AGENCY, PRINTED, OWN)
    said = [evidence(article=each) for each in ("a2", "a3", "a1", "a2")]

    found = folded(said, known)

    assert [([each.article for each in first], [each.article for each in rest]) for first, rest in found] == [
        (["a1"], ["a2", "a2"]),
        (["a3"], []),
    ]


def test_where_the_original_says_nothing_the_first_copy_stands_for_it() -> None:
    known = _articles(AGENCY, PRINTED, article("a4", copy_of="a1"))

    (group,) = folded([evidence(article="a2"), evidence(article="a4")], known)

    assert [each.article for each in group[0]] == ["a2"]
    assert [each.article for each in group[1]] == ["a4"]
