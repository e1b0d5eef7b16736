"""The checks across nodes: queries that any engine can run, each with its message, and clear errors for those that are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.validation import Check, load_checks, read_checks


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.name)
def test_a_check_says_in_a_sentence_what_is_right(check: Check) -> None:
    assert re.fullmatch(r"[A-Z].+\.", check.message)


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.name)
def test_a_check_uses_minus_for_not_exists_takes_minutes_on_large_graphs(check: Check) -> None:
    assert not re.search(r"\bNOT\s+EXISTS\b", check.query, re.IGNORECASE)


def test_no_two_checks_have_one_message() -> None:
    messages = [check.message for check in load_checks()]

    assert len(set(messages)) == len(messages)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?node WHERE { ?node ?p ?o }", r"a\.rq:1: found 'SELECT .*'; begin with the message: # Message: "),
        ("# Message: No.\nSELECT ?node WHERE {", r"a\.rq: .*; mend the query"),
        ("# Message: No.\nASK { ?node ?p ?o }", r"a\.rq: is no SELECT"),
        ("# Message: No.\nSELECT ?node WHERE { ?node ?p ?o }", r"a\.rq: selects node; select \?node, \?property and"),
    ],
)
def test_a_file_that_is_no_check_is_an_error(query: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.rq").write_text(query, encoding="utf-8")

    with pytest.raises(OntologyError, match=message):
        read_checks(tmp_path)
