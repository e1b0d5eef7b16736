"""What the tests of documentation keep: which blocks are run, and when what is printed is what was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.prose import blocks_of, complaints, make_folder, matches, run_all

TEXT = """# Page

```bash
echo one
```

```text
one
```

```bash exit=3
exit 3
```

```bash not-run
kg push
```

```bash
python3 -m venv .venv
```
"""


def test_blocks_are_found_with_their_marks_and_lines() -> None:
    assert [(block.language, block.marks, block.line, block.is_run) for block in blocks_of(TEXT)] == [
        ("bash", (), 3, True),
        ("text", (), 7, False),
        ("bash", ("exit=3",), 11, True),
        ("bash", ("not-run",), 15, False),
        ("bash", (), 19, False),
    ]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("one\n", "one\n"),
        ("one\n...\nfour\n", "one\ntwo\nthree\nfour\n"),
        ("one\n...\ntwo\n", "one\ntwo\n"),
        ("...\n", ""),
        ("a ... c\n", "a b c\n"),
        ("one\n", "\none  \n\n"),
    ],
)
def test_dots_stand_for_any_lines_and_any_words(said: str, printed: str) -> None:
    assert matches(said, printed)


@pytest.mark.parametrize(
    ("said", "printed"),
    [("one\n", "one\ntwo\n"), ("a ... c\n", "a b\nc\n"), ("one\n...\nfour\n", "one\ntwo\n"), ("a.b\n", "axb\n")],
)
def test_what_is_said_otherwise_is_told_from_what_is_printed(said: str, printed: str) -> None:
    assert not matches(said, printed)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("```bash\nexit 2\n```\n", "exit code 2, not 0"),
        ("```bash exit=1\necho fine\n```\n", "exit code 0, not 1"),
        ("```bash\ntrue\n```\n", "prints nothing"),
        ("```bash\necho one\n```\n\n```text\ntwo\n```\n", "page:5 says:\ntwo\n\nbut it prints:\none"),
    ],
)
def test_a_block_that_does_not_do_what_it_says_is_complained_of(text: str, complaint: str, tmp_path: Path) -> None:
    ran = run_all(blocks_of(text), make_folder(tmp_path))

    assert complaint in "".join(complaints(ran, where="page"))


def test_a_block_is_run_where_the_one_before_left_its_files(tmp_path: Path) -> None:
    text = "```bash\necho one | tee file\n```\n```bash\ncat file\n```\n```text\none\n```\n"

    ran = run_all(blocks_of(text), make_folder(tmp_path))

    assert len(ran) == 2
    assert complaints(ran, where="page") == []
