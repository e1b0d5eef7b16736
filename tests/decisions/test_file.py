"""The file of decisions: what stands in it, what people write in it and what is wrong with it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.decision import DECISION_KINDS, Decision, Told
from kg.decisions import add_decisions, read_decisions, undo_decision
from kg.errors import DecisionError, InputError, KgError
from tests.decisions.deciding import decide

MERGE = decide("merge-actors", "un", "united-nations", into="united-nations", why='one "body"')
APART = decide("keep-apart", "un", "u-n")
TOLD = Told(event="2024-05-01-attacked-a-b-0123456789abcdef", article="a1", quote="A hit B.", relation="attacked")
EVERY_KIND = (
    decide("merge-actors", "un", into="united-nations", label="the UN", name="m"),
    decide(
        "split-actor", "j", into="j-2", label="J II", actor_kind="person", state="Peru", articles=("a1",),
        told=(TOLD, Told(event="e2")), name="s",
    ),
    decide("rename-actor", "un", label="the UN", name="r"),
    decide("keep-apart", "a", "b", name="k"),
    decide("correct-date", told=(TOLD,), earliest=date(2024, 5, 9), latest=date(2024, 5, 12), name="d"),
    decide("correct-date", told=(TOLD,), name="undated"),
    decide("correct-place", told=(TOLD,), place="Geneva", country="Switzerland", name="place"),
    decide("correct-place", told=(TOLD,), name="unplaced"),
    decide("correct-relation", told=(TOLD,), relation="met-with", swap=True, name="c"),
    decide("reject-event", told=(TOLD,), name="n"),
    decide("affirm-event", told=(Told(event="", article="a1", quote="A hit B."),), name="y"),
    decide("leave-out-article", articles=("a1", "reuters/a 2"), name="o"),
)  # fmt: skip


def unnamed(decision: Decision) -> Decision:
    return Decision(**{**{key: getattr(decision, key) for key in Decision.__slots__}, "name": ""})


def test_every_kind_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"

    add_decisions(path, EVERY_KIND)

    assert read_decisions(path) == EVERY_KIND
    assert {each.kind for each in EVERY_KIND} == set(DECISION_KINDS)


def test_the_file_is_readable(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"

    add_decisions(path, [unnamed(MERGE)])

    assert path.read_text(encoding="utf-8") == (
        "# What people decided about this graph; kg applies it on every build, in this order.\n"
        "# Made by kg decide, and fit to be edited by hand and kept under version control.\n"
        "# One is undone by: kg decide undo NAME\n"
        "\n"
        "[[decision]]\n"
        'name = "merge-un-united-nations"\n'
        'kind = "merge-actors"\n'
        'who = "Ana"\n'
        "when = 2026-11-26\n"
        'why = "one \\"body\\""\n'
        'actors = ["un", "united-nations"]\n'
        'into = "united-nations"\n'
    )


HAND_MADE = """\
# Our rules of thumb: see the handbook.

# --- actors ---

# agreed on Tuesday
[[decision]]
kind = "merge-actors"   # one body
name = "un"
who = "Bo"
when = 2026-01-02
actors = [
    "un",  # as the wires have it
    "united-nations",
]
into = "united-nations"
# end of the first

# --- events ---

[[decision]]
name = "no"
kind = "reject-event"
who = "Bo"
when = 2026-01-03
event = "e1"
why = \"\"\"
[[decision]]
is only text here
# and so is this\"\"\"

# the end
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "decisions.toml"
    path.write_text(HAND_MADE, encoding="utf-8")
    return path


def test_what_people_write_into_the_file_stays_when_a_decision_is_added(kept: Path) -> None:
    add_decisions(kept, [APART])

    assert kept.read_text(encoding="utf-8").startswith(HAND_MADE)
    assert [each.name for each in read_decisions(kept)] == ["un", "no", "keep-apart"]


def test_an_undone_decision_goes_with_its_own_comments_and_no_others(kept: Path) -> None:
    undo_decision(kept, "un")

    text = kept.read_text(encoding="utf-8")
    assert text == HAND_MADE[: HAND_MADE.index("# agreed")] + HAND_MADE[HAND_MADE.index("# --- events") :]


def test_the_last_decision_is_undone_without_the_comment_below_it(kept: Path) -> None:
    undo_decision(kept, "no")

    text = kept.read_text(encoding="utf-8")
    assert text == HAND_MADE[: HAND_MADE.index("[[decision]]\nname")] + "# the end\n"


def test_adding_and_undoing_gives_the_file_of_before(kept: Path) -> None:
    add_decisions(kept, [APART])
    undo_decision(kept, "keep-apart")

    assert kept.read_text(encoding="utf-8") == HAND_MADE


def test_line_ends_of_another_system_stay(kept: Path) -> None:
    kept.write_bytes(HAND_MADE.replace("\n", "\r\n").encode())

    add_decisions(kept, [APART])

    raw = kept.read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > HAND_MADE.count("\n")
    assert len(read_decisions(kept)) == 3


def test_an_unknown_name_is_not_undone(kept: Path) -> None:
    with pytest.raises(DecisionError, match="no decision has the name 'u'; there are un, no"):
        undo_decision(kept, "u")

    assert kept.read_text(encoding="utf-8") == HAND_MADE


def test_undoing_names_later_decisions_about_the_same(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    add_decisions(path, [MERGE, decide("rename-actor", "united-nations", label="UN"), decide("keep-apart", "a", "b")])

    undone = undo_decision(path, "merge-actors")

    assert [each.name for each in undone.later] == ["rename-actor"]


def test_a_layout_that_kg_cannot_change_is_said_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    text = 'decision = [{name = "k", kind = "keep-apart", who = "Bo", when = 2026-01-02, actors = ["a", "b"]}]\n'
    path.write_text(text, encoding="utf-8")

    for change in (lambda: add_decisions(path, [MERGE]), lambda: undo_decision(path, "k")):
        with pytest.raises(DecisionError, match="its layout is none that kg can change"):
            change()

    assert path.read_text(encoding="utf-8") == text


def test_two_decisions_of_the_same_content_name_get_different_names(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    first = decide("rename-actor", "un", label="One", name="")
    second = decide("rename-actor", "un", label="Two", name="")

    added = add_decisions(path, [first, second])

    assert [each.decision.name for each in added] == ["rename-un", "rename-un-2"]


def test_the_same_decision_is_not_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    add_decisions(path, [MERGE])
    text = path.read_text(encoding="utf-8")

    (again,) = add_decisions(path, [unnamed(decide("merge-actors", *MERGE.actors, into=MERGE.into, who="Bo", why=""))])

    assert (again.new, again.decision.name) == (False, "merge-actors")
    assert path.read_text(encoding="utf-8") == text


def test_the_same_decision_is_written_again_after_one_that_contradicts_it(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    yes, no = (decide(kind, told=(TOLD,), name="") for kind in ("affirm-event", "reject-event"))

    added = add_decisions(path, [yes, no, yes])

    assert [each.new for each in added] == [True, True, True]


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    add_decisions(path, [decide("keep-apart", "a", "b", name="x")])

    with pytest.raises(DecisionError, match="a decision has the name 'x' already; give another, or undo that one"):
        add_decisions(path, [decide("keep-apart", "c", "d", name="x")])


def test_a_file_that_is_not_there_is_an_error_unless_it_need_not_be(tmp_path: Path) -> None:
    path = tmp_path / "none.toml"

    assert read_decisions(path, missing_ok=True) == ()
    with pytest.raises(InputError, match="cannot be read"):
        read_decisions(path)


def test_many_who_decide_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    code = (
        "import sys, datetime; from kg.decision import Decision; from kg.decisions import add_decisions\n"
        "for n in range(5):\n"
        "    add_decisions(sys.argv[1], [Decision(kind='rename-actor', who='A', when=datetime.date(2026, 1, 1),"
        " actors=(f'{sys.argv[2]}-{n}',), label='X')])\n"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(number)], cwd=Path(__file__).parents[2])
        for number in range(3)
    ]

    assert [each.wait(timeout=120) for each in running] == [0, 0, 0]
    assert len(read_decisions(path)) == 15


def test_what_was_reported_as_noted_is_there_whenever_the_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    code = (
        "import sys, datetime; from kg.decision import Decision; from kg.decisions import add_decisions\n"
        "for n in range(1000):\n"
        "    add_decisions(sys.argv[1], [Decision(kind='rename-actor', who='A', when=datetime.date(2026, 1, 1),"
        " actors=(f'{sys.argv[2]}-{n}',), label='X')])\n"
        "    print(f'{sys.argv[2]}-{n}', flush=True)\n"
    )
    clock = random.Random(1)
    told: list[str] = []
    for number in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(path), str(number)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            told.append(child.stdout.readline().strip())
            time.sleep(clock.uniform(0, 0.3))
            child.kill()
            told += child.stdout.read().split()

    there = {each.actors[0] for each in read_decisions(path)}
    assert {each for each in told if each} <= there
    assert len(there) >= 8


GOOD = 'name = "k"\nkind = "keep-apart"\nwho = "Bo"\nwhen = 2026-01-02\nactors = ["a","b"]\n'
EVENT = 'name = "d"\nkind = "correct-date"\nwho = "Bo"\nwhen = 2026-01-02\nevent = "e"\n'


WRONG = """
[[decision] | d.toml: not TOML: {syntax}; mend it, or take it from version control
x = 1 | d.toml: unknown key 'x'; write [[decision]] above each decision
decision = 1 | d.toml: decision is no list of tables; write [[decision]] above each decision
[[decision]] | d.toml: decision 1: kind is missing; write one of {kinds}
[[decision]]/GOOD/[[decision]]/GOOD | d.toml: decision 2 (k): name is that of decision 1 already; write another
[[decision]]/GOOD keep-apart keep-a-part | d.toml: decision 1 (k): kind is 'keep-a-part'; write keep-apart
[[decision]]/GOOD/actor = "a" | d.toml: decision 1 (k): unknown key 'actor' for a keep-apart; write actors
[[decision]]/GOOD 2026-01-02 "2026-01-02" | d.toml: decision 1 (k): when is '2026-01-02'; write a day without quotation \
marks, as 2024-05-09
[[decision]]/GOOD "Bo" 7 | d.toml: decision 1 (k): who is 7; write text in quotation marks
[[decision]]/GOOD "Bo" "" | d.toml: decision 1 (k): who is missing; write the name of the person who decided
[[decision]]/GOOD ["a","b"] "a" | d.toml: decision 1 (k): actors is 'a'; write texts in brackets, as ["un", "united-nations"]
[[decision]]/GOOD "k" "k/2" | d.toml: decision 1 (k/2): name is 'k/2'; write letters, digits, hyphens and dots, such as \
merge-un
[[decision]]/EVENT | d.toml: decision 1 (d): write either earliest and latest, or undated = true where the date is not known
[[decision]]/EVENT/earliest = 2024-05-09 | d.toml: decision 1 (d): only one of earliest and latest is given; give both, or \
none where the date is not known
[[decision]]/EVENT/earliest = 2024-05-09/latest = 2024-05-08 | d.toml: decision 1 (d): earliest is 2024-05-09 and latest \
2024-05-08; write the earlier day first
[[decision]]/EVENT/undated = true/relation = "atacked" | d.toml: decision 1 (d): relation is 'atacked', which the ontology \
has not; did you mean attacked, thanked?
""".replace(
    "\\\n", ""
)  # lines of a file with / between them, and of GOOD with a word and its replacement | the message


def _file_of(cell: str) -> str:
    lines: list[str] = []
    for part in cell.split("/") if '"k/2"' not in cell else cell.split("/", 1):
        head, old, new = (*part.split(" "), "", "")[:3] if part.startswith("GOOD") else (part, "", "")
        block = {"GOOD": GOOD, "EVENT": EVENT}.get(head, f"{head}\n")
        lines.append(block.replace(old, new) if old else block)
    return "".join(lines)


@pytest.mark.parametrize("row", [line for line in WRONG.splitlines() if line])
def test_what_is_wrong_is_told_with_its_place_and_the_fix(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell, _, message = row.partition(" | ")
    monkeypatch.chdir(tmp_path)
    Path("d.toml").write_text(_file_of(cell), encoding="utf-8")
    with pytest.raises(ValueError) as syntax:  # noqa: PT011  # whatever it says
        tomllib.loads("[[decision]\n")

    with pytest.raises(DecisionError) as caught:
        read_decisions("d.toml")

    assert str(caught.value) == message.format(syntax=syntax.value, kinds=", ".join(DECISION_KINDS))


def test_a_file_in_another_encoding_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(b"# caf\xe9\n")

    with pytest.raises(InputError, match="byte 6 is not UTF-8; save the file as UTF-8"):
        read_decisions(path)


def _refused(path: Path) -> str | None:
    """Return the file that the refusal begins with, None where the file is read; any other exception fails the test."""
    try:
        read_decisions(path)
    except KgError as error:
        return str(error).partition(": ")[0]
    return None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_arbitrary_bytes_are_read_or_refused_with_a_message(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(raw)

    assert _refused(path) in {None, str(path)}


KEYS = st.sampled_from(
    "name kind who when why actor actors into label actor_kind state articles events event article quote relation source "
    "target earliest latest undated to swap other".split()
)
SCALARS = (
    st.text(max_size=8) | st.sampled_from([*DECISION_KINDS, "met-with", "un"]) | st.booleans() | st.integers()
    | st.floats() | st.dates() | st.datetimes()
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=8), max_size=3))
def test_arbitrary_tables_are_read_or_refused_with_a_message(tmp_path: Path, tables: list[dict[str, object]]) -> None:
    path = tmp_path / "d.toml"
    text = "".join(f"[[decision]]\n{tomlkit.dumps(table)}\n" for table in tables)
    try:
        tomllib.loads(text)
    except ValueError:
        return  # nested tables of one get the head of another
    path.write_text(text, encoding="utf-8")

    assert _refused(path) in {None, str(path)}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
TOLDS = st.builds(Told, event=TEXTS, article=TEXTS, quote=TEXTS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    TEXTS, TEXTS.filter(str.strip), st.dates(), TEXTS, TEXTS.filter(str.strip), st.lists(TOLDS, min_size=1, max_size=2)
)
def test_whatever_people_write_comes_back_from_the_file(
    tmp_path: Path, why: str, who: str, when: date, label: str, actor: str, told: list[Told]
) -> None:
    path = tmp_path / "d.toml"
    path.unlink(missing_ok=True)
    split = Decision(
        kind="split-actor",
        who=who,
        when=when,
        why=why,
        actors=(actor,),
        into=f"{actor}-2",
        label=label,
        told=tuple(told),
    )

    (added,) = add_decisions(path, [split])

    assert read_decisions(path) == (added.decision,)
    assert unnamed(added.decision) == split
