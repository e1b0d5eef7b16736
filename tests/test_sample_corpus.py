"""Takes the sample corpus that ships with kg and checks its form, its spread and its gold rows."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

SAMPLE: Final = Path(__file__).resolve().parent.parent / "data" / "sample"
GOLD_FILE: Final = Path(__file__).parent / "gold" / "dispatches.jsonl"
KEYS: Final = ["id", "title", "published", "source", "url", "language", "text"]
GOLD_KEYS: Final = [
    "source",
    "type",
    "target",
    "polarity",
    "modality",
    "attribution",
    "date",
    "place",
    "evidence",
    "core",
]
DECLARED: Final = frozenset("ÁÇÑáãçèéíïñóöüćčğş£€—")
RELATIONS: Final = frozenset(
    {
        "sent-message-to",
        "congratulated",
        "spoke-with",
        "met-with",
        "visited",
        "hosted",
        "negotiated-with",
        "mediated-between",
        "invited",
        "praised",
        "supports",
        "agreed-with",
        "promised",
        "recognised",
        "apologised-to",
        "thanked",
        "appealed-to",
        "cooperates-with",
        "aided",
        "supplied-arms-to",
        "traded-with",
        "conceded-to",
        "criticised",
        "condemned",
        "accused",
        "demanded-of",
        "rejected",
        "threatened",
        "warned",
        "protested-against",
        "investigated",
        "mobilised-against",
        "sanctioned",
        "reduced-relations-with",
        "coerced",
        "attacked",
        "at-war-with",
        "leads",
        "member-of",
        "allied-with",
    }
)
_PARTIAL_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def _read(path: Path) -> list[dict[str, Any]]:
    """Return the JSON objects of one file, in file order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _starts_a_sentence(pointer: str, text: str) -> bool:
    """Tell whether the pointer stands in the text at its start or right after a sentence end."""
    places = [match.start() for match in re.finditer(re.escape(pointer), _flat(text))]
    return any(re.search(r'(?:^|[.!?]["”]? )$', _flat(text)[:place]) for place in places)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _described_actor(actor: dict[str, str]) -> bool:
    return list(actor) == ["name", "state", "organ"] and actor["name"] != ""


DISPATCHES: Final = _read(SAMPLE / "dispatches.jsonl")
GOLD: Final = _read(GOLD_FILE)
TEXTS: Final = {dispatch["id"]: dispatch["text"] for dispatch in DISPATCHES}
ROWS: Final = [(line["id"], row) for line in GOLD for row in line["relations"]]


def test_there_are_at_least_72_dispatches_from_at_least_8_outlets() -> None:
    assert len(DISPATCHES) >= 72
    assert len({dispatch["source"] for dispatch in DISPATCHES}) >= 8


def test_every_outlet_has_at_least_three_dispatches() -> None:
    assert min(Counter(dispatch["source"] for dispatch in DISPATCHES).values()) >= 3


def test_ids_are_numbered_from_one_without_gaps_and_dates_never_go_back() -> None:
    expected = [f"s{number:03d}" for number in range(1, len(DISPATCHES) + 1)]
    assert [dispatch["id"] for dispatch in DISPATCHES] == expected
    days = [dispatch["published"] for dispatch in DISPATCHES]
    assert days == sorted(days)


def test_titles_addresses_and_texts_are_unique() -> None:
    for key in ("title", "url", "text"):
        assert max(Counter(dispatch[key] for dispatch in DISPATCHES).values()) == 1, key


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=lambda dispatch: dispatch["id"])
def test_a_dispatch_has_the_declared_form(dispatch: dict[str, str]) -> None:
    assert list(dispatch) == KEYS
    day = date.fromisoformat(dispatch["published"])
    assert day.isoformat() == dispatch["published"]
    assert 2018 <= day.year <= 2025
    assert dispatch["language"] == "en"
    assert re.fullmatch(r"https://example\.org/[a-z0-9/-]+", dispatch["url"])
    assert 80 <= len(dispatch["text"].split()) <= 220
    assert dispatch["title"] not in dispatch["text"]
    assert dispatch["text"] == dispatch["text"].strip()
    assert "  " not in dispatch["text"]


@pytest.mark.parametrize("dispatch", DISPATCHES, ids=lambda dispatch: dispatch["id"])
def test_a_dispatch_uses_only_ascii_and_the_declared_characters(dispatch: dict[str, str]) -> None:
    used = set(dispatch["title"] + dispatch["text"])
    strange = {char for char in used if char != "\n" and not " " <= char <= "~"}
    assert strange <= DECLARED


@pytest.mark.parametrize(
    "path", [SAMPLE / "dispatches.jsonl", GOLD_FILE, SAMPLE / "2019-06-23-letter.txt", SAMPLE / "summit.html"]
)
def test_files_end_with_one_newline_and_have_no_carriage_returns(path: Path) -> None:
    raw = path.read_bytes()
    assert raw.endswith(b"\n")
    assert not raw.endswith(b"\n\n")
    assert b"\r" not in raw


def test_gold_covers_15_dispatches_in_order_with_their_own_dates() -> None:
    ids = [line["id"] for line in GOLD]
    assert len(set(ids)) == 15
    assert ids == sorted(ids)
    published = {dispatch["id"]: dispatch["published"] for dispatch in DISPATCHES}
    for line in GOLD:
        assert list(line) == ["id", "published", "relations"]
        assert line["published"] == published[line["id"]]
        assert len(line["relations"]) >= 5


@pytest.mark.parametrize(("article", "row"), ROWS)
def test_a_gold_row_follows_the_codebook(article: str, row: dict[str, Any]) -> None:
    assert list(row) == GOLD_KEYS
    assert _described_actor(row["source"])
    assert _described_actor(row["target"])
    assert row["source"] != row["target"]
    assert row["type"] in RELATIONS
    assert row["polarity"] in {"affirmed", "negated"}
    assert row["modality"] in {"actual", "planned", "possible", "hypothetical"}
    assert row["date"] == "" or _PARTIAL_DATE.fullmatch(row["date"])
    assert row["core"] in (True, False)
    assert len(row["evidence"].split()) == 6
    assert _starts_a_sentence(row["evidence"], TEXTS[article])


def test_no_gold_row_stands_twice() -> None:
    seen = Counter(
        (
            article,
            row["source"]["name"],
            row["type"],
            row["target"]["name"],
            row["date"],
            row["polarity"],
            row["modality"],
        )
        for article, row in ROWS
    )
    assert [key for key, times in seen.items() if times > 1] == []


def test_gold_has_both_signs_and_every_modality() -> None:
    assert {row["polarity"] for _, row in ROWS} == {"affirmed", "negated"}
    assert {row["modality"] for _, row in ROWS} == {
        "actual",
        "planned",
        "possible",
        "hypothetical",
    }


def test_a_pointer_in_the_middle_of_a_sentence_is_not_a_sentence_start() -> None:
    text = "Rain fell. The envoy left Cairo on Monday for talks."
    assert _starts_a_sentence("The envoy left Cairo on Monday", text)
    assert not _starts_a_sentence("envoy left Cairo on Monday for", text)


def test_the_letter_keeps_the_clutter_of_a_web_site() -> None:
    lines = (SAMPLE / "2019-06-23-letter.txt").read_text(encoding="utf-8").splitlines()
    assert "MOST POPULAR" in lines
    assert any("ubscribe" in line for line in lines)
    assert any(first == second != "" for first, second in pairwise(lines))


def test_the_page_has_an_article_among_navigation_cookies_and_footer() -> None:
    page = (SAMPLE / "summit.html").read_text(encoding="utf-8")
    for part in ("<nav", "cookies", "<article>", "</article>", "<footer>", "<time datetime="):
        assert page.count(part) >= 1, part
    assert page.index("<nav") < page.index("<article>") < page.index("<footer>")
