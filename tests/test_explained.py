"""Passages in, what `kg explain` and `kg.explain` say of them, word for word, out; rules are the test's own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.extract.find import Extractor, load_extractor
from kg.extract.lexicon import build_lexicon
from kg.extract.pipeline import DEFAULT_MODEL
from kg.readers import SUFFIXES
from tests.extract.parses import rule

Out = pytest.CaptureFixture[str]

PASSIVE = (
    "Chile to be feted in Oslo\n\nUganda was feted by Kenya's foreign ministry on Monday. It gave a feast for Rwanda."
)
NEGATED = "Chile will not boycott Peru, Norway said."
NEAR_MISS = "Rome doffed its cap to Canada."


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the shipped tables and model work with a few rules that no other change touches."""
    lexicon = build_lexicon(
        [
            rule("A fete|lionise|garland|adorn|serenade B", "praised"),
            rule("A fete B on", "praised", confidence=0.4),
            rule("A boycott B", "sanctioned"),
            rule("A doff|tip hat to B", "praised"),
            rule("A's feast for B", "hosted"),
        ]
    )

    def load(model: str) -> Extractor:
        return replace(load_extractor(model, "rules"), lexicon=lexicon)

    monkeypatch.setattr("kg.extract.find.load_extractor", load)


def explained(capsys: Out, *arguments: str) -> str:
    """Return what the command prints; it must not fail."""
    code = main(["explain", *arguments])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    return out


@pytest.mark.model
def test_a_passive_and_a_reference_are_explained(capsys: Out) -> None:
    assert explained(capsys, PASSIVE, "--published", "2024-05-10") == (
        "Sentence 1, 0-25, headline (it stands before the first sentence and does not end like one)\n"
        '  "Chile to be feted in Oslo"\n'
        "  actors\n"
        '    "Chile"  Chile   (state)  name\n'
        '    "Oslo"   Norway  (state)  place, by: capital\n'
        "  trigger words\n"
        '    "feted"  2 rules as verb\n'
        "  fired: nothing\n"
        "  nearly fired, the nearest 2 of 2 rules tried in vain\n"
        '    praised by "feted": A fete|... B\n'
        "      no actor stands where A should; B would be Chile\n"
        '    praised by "feted": A fete B on\n'
        '      behind B there is no "on"\n'
        "\n"
        "Sentence 2, 27-82\n"
        '  "Uganda was feted by Kenya\'s foreign ministry on Monday."\n'
        "  actors\n"
        '    "Uganda"                    Uganda  (state)                    name\n'
        '    "Kenya\'s foreign ministry"  Kenya   (state, foreign ministry)  organ\n'
        "  trigger words\n"
        '    "feted"  2 rules as verb\n'
        "  fired\n"
        "    Kenya praised Uganda  (trust 0.40; kg leaves out what has less than 0.5)\n"
        '      by "feted": A fete B on\n'
        '      date 2024-05-06 ("on Monday")\n'
        "  lost against a better reading\n"
        "    Kenya praised Uganda  (trust 0.90)\n"
        '      by "feted": A fete|... B\n'
        "      beaten by praised: A fete B on\n"
        "\n"
        "Sentence 3, 83-110\n"
        '  "It gave a feast for Rwanda."\n'
        "  actors\n"
        '    "It"      Uganda  (state)  pronoun; takes up "Uganda", the subject of sentence 2\n'
        '    "Rwanda"  Rwanda  (state)  name\n'
        "  trigger words\n"
        '    "feast"  1 rule as noun\n'
        "  fired: nothing\n"
        "  nearly fired, the nearest 1 of 1 rule tried in vain\n"
        '    hosted by "feast": A\'s feast for B\n'
        "      no actor stands where B should; A would be Uganda\n"
        "\n"
        'To add a trigger: ontology/rules/en/RELATION.toml: "A give feast for B", with the example ["It gave a feast for Rwanda.", "Uganda", "Rwanda"] (kg ontology lists the relations)\n'
    )


@pytest.mark.model
def test_a_negated_plan_is_explained_with_the_words_that_make_it_one(capsys: Out) -> None:
    assert explained(capsys, NEGATED) == (
        "Sentence 1, 0-41\n"
        '  "Chile will not boycott Peru, Norway said."\n'
        "  actors\n"
        '    "Chile"   Chile   (state)  name\n'
        '    "Peru"    Peru    (state)  name\n'
        '    "Norway"  Norway  (state)  name\n'
        "  trigger words\n"
        '    "boycott"  1 rule as verb\n'
        "  fired\n"
        "    Chile sanctioned Peru  (trust 0.90)\n"
        '      by "boycott": A boycott B\n'
        '      negated and planned: "will", "not"; according to Norway\n'
    )


@pytest.mark.model
def test_a_near_miss_is_explained_with_the_pattern_that_would_hit(capsys: Out) -> None:
    assert explained(capsys, NEAR_MISS, "--parse") == (
        "Sentence 1, 0-30\n"
        '  "Rome doffed its cap to Canada."\n'
        "  parse (word/tag dependency>head)\n"
        "    Rome/NNP nsubj>doffed   doffed/VBD ROOT   its/PRP$ poss>cap   cap/NN dobj>doffed   to/IN prep>doffed\n"
        "    Canada/NNP pobj>to   ./. punct>doffed\n"
        "  actors\n"
        '    "Rome"    Italy   (state)  place, by: capital\n'
        '    "its"     Italy   (state)  pronoun; takes up "Rome", the subject of this sentence\n'
        '    "Canada"  Canada  (state)  name\n'
        "  trigger words\n"
        '    "doffed"  1 rule as verb\n'
        "  fired: nothing\n"
        "  nearly fired, the nearest 1 of 1 rule tried in vain\n"
        '    praised by "doffed": A doff|tip hat to B\n'
        '      the sentence has no "hat"; the object of "doffed" is "cap"\n'
        "\n"
        'To add a trigger: ontology/rules/en/praised.toml: "A doff cap to B", with the example ["Rome doffed its cap to Canada.", "Italy", "Canada"] (as in "A doff|tip hat to B"; if it means another relation, see kg ontology)\n'
    )


@pytest.mark.model
def test_segments_that_were_left_unread_are_listed_with_their_reason(capsys: Out) -> None:
    out = explained(capsys, f"{NEGATED}\n\nSign up for our newsletter\n\nMOST READ\n\nRome Waits for Snow")

    assert out.split("\n\n")[0].splitlines() == [
        "Left unread",
        '  43-69  boilerplate, a site\'s notice to its readers: "Sign up for our newsletter"',
        '  71-80  boilerplate, a section heading of a site: "MOST READ"',
        '  82-101  boilerplate, a teaser below a section heading: "Rome Waits for Snow"',
    ]


@pytest.mark.model
def test_a_passage_without_actors_and_triggers_says_so(capsys: Out) -> None:
    assert explained(capsys, "It rained all day.") == (
        "Sentence 1, 0-18\n"
        '  "It rained all day."\n'
        "  actors: none known; one that is missing is a line in data/reference\n"
        "  trigger words: none that a rule starts from\n"
        "  fired: nothing; a relation needs two actors\n"
    )


@pytest.mark.model
def test_a_sentence_of_two_thousand_words_is_one_short_block(capsys: Out) -> None:
    out = explained(capsys, "Chile and Peru and " * 500 + "Chile boycotted Norway.")

    lines = out.splitlines()
    assert len(lines) == 3
    assert lines[2] == "  not matched: 2,004 words; one of more than 400 is taken for a list or table, so split it"
    assert max(map(len, lines)) < 320


@pytest.mark.model
def test_another_language_is_noted_first(capsys: Out) -> None:
    out = explained(capsys, "El presidente viajó con su ministro y se reunió con el rey en una isla.")

    assert out.splitlines()[:2] == ["Note: this does not look like English; it is explained as if it were", ""]


@pytest.mark.model
def test_near_misses_are_left_out_when_none_are_asked_for(capsys: Out) -> None:
    assert "nearly fired" in explained(capsys, NEAR_MISS)
    assert "nearly fired" not in explained(capsys, NEAR_MISS, "--near", "0")


@pytest.mark.model
def test_json_holds_all_values_and_the_parse_only_if_asked(capsys: Out) -> None:
    row = json.loads(explained(capsys, NEGATED, "--format", "json", "--published", "2024-05-10"))
    with_parse = json.loads(explained(capsys, NEGATED, "--format", "json", "--parse"))

    assert list(row) == ["text", "published", "notes", "unread", "sentences"]
    assert row["published"] == "2024-05-10"
    (sentence,) = row["sentences"]
    assert list(sentence) == [
        "number", "start", "end", "text", "segment", "unread", "actors", "triggers", "fired", "beaten", "near",
        "missed", "suggestion",
    ]  # fmt: skip
    (fired,) = sentence["fired"]
    assert (fired["status_words"], fired["evidence"]["polarity"]) == (["will", "not"], "negated")
    assert with_parse["sentences"][0]["words"][0] == {"text": "Chile", "tag": "NNP", "dep": "nsubj", "head": 3}


@pytest.mark.model
def test_the_passage_is_read_from_standard_input_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    (tmp_path / "2024-05-10-note.txt").write_text("Uganda was feted by Kenya on Monday.", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + NEAR_MISS.encode())))

    from_input = explained(capsys, "-")
    from_file = explained(capsys, "--file", str(tmp_path / "2024-05-10-note.txt"))

    assert from_input == explained(capsys, NEAR_MISS)
    assert 'date 2024-05-06 ("on Monday")' in from_file


@pytest.mark.parametrize("text", ["", "  \n "])
def test_an_empty_passage_is_an_error(text: str, capsys: Out) -> None:
    assert main(["explain", text]) == 2
    assert capsys.readouterr().err == "kg: no text to explain; give at least a sentence\n"


def test_input_that_is_no_text_is_an_error(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Rome \xff")))

    assert main(["explain", "-"]) == 2
    assert capsys.readouterr().err == "kg: standard input: byte 6 is not UTF-8; give text in UTF-8\n"


def test_a_file_that_is_not_one_article_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("two.jsonl").write_text('{"text": "Rome slept."}\n{"text": "Oslo slept."}\n', encoding="utf-8")
    Path("notes.md").write_text("Rome slept.", encoding="utf-8")
    Path("nothing").mkdir()

    messages = []
    for name in ("two.jsonl", "notes.md", "nothing", "gone.txt"):
        assert main(["explain", "--file", name]) == 2
        messages.append(capsys.readouterr().err)

    assert messages == [
        "kg: two.jsonl: holds 2 articles; explain takes one passage, so give a file with one\n",
        f"kg: notes.md: .md files are not read; give {SUFFIXES}\n",
        "kg: nothing: holds no text; give a file with one article\n",
        "kg: gone.txt: no such file or folder; check the spelling\n",
    ]


@pytest.mark.model
def test_in_python_an_explanation_shows_itself_and_has_values() -> None:
    found = kg.explain(NEAR_MISS, published=date(2024, 5, 10), near=1)

    (sentence,) = found.sentences
    assert repr(found) == found.to_text()
    assert sentence.suggestion is not None
    assert sentence.suggestion.pattern == "A doff cap to B"
    assert found.explanation.published == date(2024, 5, 10)


@pytest.mark.model
def test_an_article_can_be_explained_with_its_own_day() -> None:
    found = kg.explain(kg.Article(id="a", text=NEAR_MISS, published=date(2019, 1, 2)), published=date(2024, 5, 10))

    assert found.explanation.published == date(2019, 1, 2)


def test_importing_kg_does_not_load_what_explaining_needs() -> None:
    code = "import sys, kg.explained, kg.reasons; sys.exit('spacy' in sys.modules)"
    root = Path(__file__).resolve().parents[1]

    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
    assert DEFAULT_MODEL
