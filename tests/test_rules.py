"""Tables from English patterns to frames, and every way in which a rules file can be wrong with what is said about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import KgError, RuleError
from kg.frames import PREPOSITIONS, Frame, Step, compile_pattern
from kg.rules import Rule, RuleFile, load_rule_files, load_toml


def _words(words: frozenset[str]) -> str:
    return "|".join(sorted(words))


def _step(step: Step | None) -> str:
    return "" if step is None else f"{_words(step.preps)}+{_words(step.words)}"


def _show(frame: Frame) -> str:
    """Return a frame in one line: kind heads particle; steps; how B hangs; what must follow."""
    head = " ".join(part for part in (frame.kind, _words(frame.heads), frame.particle) if part)
    path = " ".join(map(_step, frame.path))
    target = " ".join(part for part in (frame.target, _words(frame.preps)) if part)
    return "; ".join((head, path, target, _step(frame.rest)))


FRAMES = [
    ("A condemn B", "verb condemn; ; object; "),
    ("A condemn|denounce B", "verb condemn|denounce; ; object; "),
    ("A agree with B", "verb agree; ; prep with; "),
    ("A agree on|with B", "verb agree; ; prep on|with; "),
    ("A pull out of B", "verb pull out; ; prep of; "),
    ("A hit back at B", "verb hit back; ; prep at; "),
    ("A single out B", "verb single out; ; object; "),
    ("A meet up with B", "verb meet up; ; prep with; "),
    ("A call on B", "verb call; ; prep on; "),
    ("A call off talk with B", "verb call off; +talk; prep with; "),
    ("A impose sanction on B", "verb impose; +sanction; prep on; "),
    ("A hold|have talk|discussion with B", "verb have|hold; +discussion|talk; prep with; "),
    ("A accept B's invitation", "verb accept; +invitation; poss; "),
    ("A respond to B's call", "verb respond; to+call; poss; "),
    ("A hold B responsible", "verb hold; ; object; +responsible"),
    ("A put B on list", "verb put; ; object; on+list"),
    ("A accuse B of", "verb accuse; ; object; of+"),
    ("A accuse B of terrorism", "verb accuse; ; object; of+terrorism"),
    ("A urge B to stop", "verb urge; ; object; to+stop"),
    ("A engage in talk with B", "verb engage; in+talk; prep with; "),
    ("A come to aid of B", "verb come; to+aid; prep of; "),
    ("A be at war with B", "verb be; at+war; prep with; "),
    ("A demand that B", "verb demand; ; clause; "),
    ("A demand that B withdraw", "verb demand; ; clause; +withdraw"),
    ("A threaten to * B", "verb threaten; ; infinitive; "),
    ("A be critical of B", "predicate critical; ; prep of; "),
    ("A be ally of B", "predicate ally; ; prep of; "),
    ("A's visit to B", "noun visit; ; prep to; "),
    ("A's attack|strike on|against B", "noun attack|strike; ; prep against|on; "),
    ("A's letter of congratulation to B", "noun letter; of+congratulation; prep to; "),
    ("A's acceptance of B's invitation", "noun acceptance; of+invitation; poss; "),
    ("A send congratulatory_message to B", "verb send; +congratulatory_message; prep to; "),
]


@pytest.mark.parametrize(("pattern", "frame"), FRAMES)
def test_a_pattern_compiles_to_its_frame(pattern: str, frame: str) -> None:
    assert _show(compile_pattern(pattern)) == frame


BROKEN_PATTERNS = [
    ("", "needs exactly one B"),
    ("A meet", "needs exactly one B"),
    ("A tell B about B", "needs exactly one B"),
    ("A tell B B's plan", "needs exactly one B"),
    ("B meet A", "must begin with A or A's"),
    ("meet B", "must begin with A or A's"),
    ("a meet B", "must begin with A or A's"),
    ("A's visit B", "an event noun needs a preposition before B"),
    ("A's B", "B stands where a word is needed"),
    ("A be ally B", "an adjective or predicate noun needs a preposition before B"),
    ("A be B's ally", "B's stands where a word is needed"),
    ("A accept B's", "B's needs the noun it possesses"),
    ("A accept B's of", "B's needs the noun it possesses"),
    ("A meet A B", "A stands where a word is needed"),
    ("A tell B about A", "A stands where a word is needed"),
]


@pytest.mark.parametrize(("pattern", "message"), BROKEN_PATTERNS)
def test_a_broken_pattern_is_refused_with_the_reason(pattern: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", ["A meet| B", "A Meet B", "A * B", "A meet , B", "A hold talk| with B"])
def test_a_pattern_that_can_never_match_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"meet|Meet|\*|,|talk"):
        compile_pattern(pattern)


words = st.sampled_from(
    ["A", "A's", "B", "B's", "meet", "be", "talk|visit", "with", "on|to", "out", "off", "that", "to", "*", "in"]
)


@given(st.lists(words, max_size=7).map(" ".join))
def test_any_pattern_compiles_or_is_a_value_error(pattern: str) -> None:
    try:
        frame = compile_pattern(pattern)
    except ValueError:
        return
    assert frame.heads


@given(st.sampled_from(sorted(PREPOSITIONS)))
def test_every_preposition_may_lead_to_the_target_of_a_noun(preposition: str) -> None:
    assert compile_pattern(f"A's talk {preposition} B").preps == {preposition}


# ---- rules files


def _folder(folder: Path, content: str, name: str = "met-with.toml") -> Path:
    (folder / name).write_text(content, encoding="utf-8")
    return folder


def _rules(folder: Path, content: str) -> tuple[Rule, ...]:
    (file,) = load_rule_files(_folder(folder, content))
    return file.rules


MET = 'relation = "met-with"\n'


def test_a_group_gives_its_settings_to_each_of_its_patterns(tmp_path: Path) -> None:
    content = (
        MET + '[[group]]\nconfidence = 0.6\nsource = ["person"]\ntarget = ["state", "group"]\n'
        'polarity = "negated"\nmodality = "planned"\npatterns = ["A snub B", "A call off meeting with B"]\n'
    )

    rules = _rules(tmp_path, content)

    assert [rule.pattern for rule in rules] == ["A snub B", "A call off meeting with B"]
    for rule in rules:
        assert (rule.confidence, rule.polarity, rule.modality) == (0.6, "negated", "planned")
        assert rule.source_kinds == frozenset({"person"})
        assert rule.target_kinds == frozenset({"state", "group"})


def test_a_group_without_settings_is_an_affirmed_fact_between_any_actors(tmp_path: Path) -> None:
    (rule,) = _rules(tmp_path, MET + '[[group]]\npatterns = ["A meet B"]\n')

    assert (rule.confidence, rule.polarity, rule.modality) == (0.85, "affirmed", "actual")
    assert rule.source_kinds == rule.target_kinds == {"person", "state", "organization", "group"}


def test_a_rule_is_named_after_relation_frame_and_pattern(tmp_path: Path) -> None:
    (rule,) = _rules(tmp_path, MET + '[[group]]\npatterns = ["A\'s talk with B"]\n')

    assert rule.name == "met-with/noun: A's talk with B"


def test_examples_and_counterexamples_are_kept_in_their_order(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        MET + 'examples = [["A met B.", "A", "B"], ["C met D.", "C", "D"]]\nunmet = [["E saw F.", "E", "F"]]\n'
        'counterexamples = ["G met its target."]\n',
    )

    (file,) = load_rule_files(folder)

    assert isinstance(file, RuleFile)
    assert file.examples == (("A met B.", "A", "B"), ("C met D.", "C", "D"))
    assert (file.unmet, file.counterexamples) == ((("E saw F.", "E", "F"),), ("G met its target.",))


def test_files_come_in_the_order_of_their_names_and_underscored_ones_are_passed_over(tmp_path: Path) -> None:
    for relation in ("visited", "accused", "met-with"):
        _folder(tmp_path, f'relation = "{relation}"\n', f"{relation}.toml")
    _folder(tmp_path, "[light]\n", "_modifiers.toml")

    assert [file.relation.id for file in load_rule_files(tmp_path)] == ["accused", "met-with", "visited"]


# What the file says, then what the message must hold: what was found, and what to do about it.
WRONG_FILES = [
    ('relation = "met-wth"\n', "relation 'met-wth' is not in ontology/ir.ttl", "add its stanza there or use one of"),
    ("", "relation None is not in ontology/ir.ttl", "add its stanza there or use one of"),
    ("relation = 3\n", "relation 3 is not in ontology/ir.ttl", "add its stanza there or use one of"),
    ('relation = "visited"\n', "holds relation 'visited'", "name the file visited.toml"),
    (MET + "pattern = []\n", "unknown key 'pattern'", "allowed are counterexamples, examples, group, relation, unmet"),
    (
        MET + "[[group]]\npattern = []\n",
        "unknown key 'pattern'",
        "allowed are confidence, modality, mutual, patterns, polarity, source, target",
    ),
    (MET + 'examples = [["A met B.", "A"]]\n', "example ['A met B.', 'A']", "is not [sentence, source, target]"),
    (MET + 'examples = ["A met B."]\n', "example 'A met B.'", "is not [sentence, source, target]"),
    (MET + 'unmet = [["A met B.", "A", 3]]\n', "example ['A met B.', 'A', 3]", "is not [sentence, source, target]"),
    (MET + "[[group]]\nconfidence = 1.5\npatterns = []\n", "confidence 1.5", "is not a number above 0 and up to 1"),
    (MET + '[[group]]\nmutual = "no"\npatterns = []\n', "mutual 'no'", "is neither true nor false"),
    (MET + "[[group]]\nconfidence = 0\npatterns = []\n", "confidence 0", "is not a number above 0 and up to 1"),
    (
        MET + '[[group]]\nconfidence = "high"\npatterns = []\n',
        "confidence 'high'",
        "is not a number above 0 and up to 1",
    ),
    (
        MET + '[[group]]\nsource = ["people"]\npatterns = ["A meet B"]\n',
        "'people'",
        "is not one of person, state, organization, group",
    ),
    (MET + '[[group]]\npolarity = "no"\npatterns = ["A meet B"]\n', "'no'", "is not one of affirmed, negated"),
    (
        MET + '[[group]]\nmodality = "maybe"\npatterns = ["A meet B"]\n',
        "'maybe'",
        "is not one of actual, planned, possible, hypothetical",
    ),
    (
        MET + '[[group]]\npatterns = ["A meet"]\n',
        "pattern 'A meet': needs exactly one B",
        "see ontology/rules/README.md",
    ),
    (
        MET + '[[group]]\npatterns = ["A\'s visit B"]\n',
        "an event noun needs a preposition",
        "see ontology/rules/README.md",
    ),
]


@pytest.mark.parametrize(("content", "what", "fix"), WRONG_FILES)
def test_a_wrong_file_is_refused_with_its_name_the_value_and_the_fix(
    tmp_path: Path, content: str, what: str, fix: str
) -> None:
    with pytest.raises(RuleError) as error:
        load_rule_files(_folder(tmp_path, content))

    message = str(error.value)
    assert message.startswith("met-with.toml: ")
    assert what in message
    assert fix in message


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(MET + '[group]\npatterns = ["A meet B"]\n', id="group-has-single-brackets"),
        pytest.param(MET + '[[group]]\nsource = "person"\npatterns = ["A meet B"]\n', id="source-is-a-string"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_file(tmp_path: Path, content: str) -> None:
    with pytest.raises(RuleError, match=r"^met-with\.toml: "):
        load_rule_files(_folder(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(MET + '[[group]]\npatterns = "A meet B"\n', id="patterns-is-a-string"),
        pytest.param(MET + "[[group]]\npatterns = 3\n", id="patterns-is-a-number"),
        pytest.param(MET + "[[group]]\npatterns = [3]\n", id="a-pattern-is-a-number"),
        pytest.param(MET + "[[group]]\nconfidence = 0.9\n", id="patterns-is-missing"),
        pytest.param(MET + "group = 3\n", id="group-is-a-number"),
        pytest.param(MET + "examples = 3\n", id="examples-is-a-number"),
        pytest.param(MET + "counterexamples = [3]\n", id="a-counterexample-is-a-number"),
        pytest.param(MET + 'counterexamples = "G met its target."\n', id="counterexamples-is-a-string"),
        pytest.param(MET + '[[group]]\nconfidence = true\npatterns = ["A meet B"]\n', id="confidence-is-true"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_its_key(tmp_path: Path, content: str) -> None:
    with pytest.raises(
        RuleError,
        match=r"^met-with\.toml.*(patterns|group|counterexample|examples|confidence).*(list|number|missing|table|string)",
    ):
        load_rule_files(_folder(tmp_path, content))


def test_bad_toml_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"^met-with\.toml: not valid TOML: .*line 3.*; mend the file$"):
        load_rule_files(_folder(tmp_path, MET + "\nexamples = [oops]\n"))


def test_a_file_that_is_not_utf_8_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "met-with.toml"
    path.write_bytes(MET.encode() + b"# \xff\n")

    with pytest.raises(RuleError, match=r"^met-with\.toml: not valid TOML: .*byte 0xff"):
        load_toml(path)


def test_a_folder_without_rules_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(
        RuleError, match=r"no rule files \(\*\.toml\) found; reinstall kg or name another folder"
    ) as error:
        load_rule_files(tmp_path)

    assert str(error.value).startswith(str(tmp_path))


def test_a_pattern_may_not_stand_in_two_files(tmp_path: Path) -> None:
    group = '[[group]]\npatterns = ["A meet B"]\n'
    _folder(tmp_path, MET + group)

    with pytest.raises(RuleError) as error:
        load_rule_files(_folder(tmp_path, 'relation = "visited"\n' + group, "visited.toml"))

    assert str(error.value) == "visited.toml: pattern 'A meet B' is in met-with.toml too; keep it in one of them"


def test_a_rule_error_is_one_a_user_can_mend() -> None:
    assert issubclass(RuleError, KgError)


# ---- the shipped rules


def _odd_words(*, lower_case: bool) -> list[str]:
    def is_plain(word: str) -> bool:
        if word in {"A", "A's", "B", "B's", "*"}:
            return True
        return word == word.lower() if lower_case else all(word.split("|"))

    return [
        f"{file.relation.id}: {rule.pattern}"
        for file in load_rule_files()
        for rule in file.rules
        if not all(is_plain(word) for word in rule.pattern.split())
    ]


def test_no_shipped_pattern_has_an_empty_alternative() -> None:
    assert _odd_words(lower_case=False) == []


def test_every_shipped_pattern_is_in_lower_case() -> None:
    assert _odd_words(lower_case=True) == []


def test_no_shipped_pattern_stands_twice_in_its_file() -> None:
    double = []
    for file in load_rule_files():
        patterns = [rule.pattern for rule in file.rules]
        double += [f"{file.relation.id}: {pattern}" for pattern in sorted(set(patterns)) if patterns.count(pattern) > 1]
    assert double == []
