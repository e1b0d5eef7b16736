"""Clauses parsed by hand in; who says so out."""

from __future__ import annotations

import pytest

from kg.extract.attribution import attribution_of
from kg.extract.lexicon import load_modifiers
from kg.extract.mentions import Mention
from kg.model import Actor
from tests.extract.parses import KIM, RUSSIA, UKRAINE, doc, found, mentions, sentence, token


def _said(
    text: str,
    trigger: str,
    *names: Mention,
    source: Actor = RUSSIA,
    spoken: bool = False,
    last: Mention | None = None,
) -> tuple[str, str]:
    """Return the speaker and the word of saying for a claim about what the source did."""
    parsed = doc(text)
    speaker, verb = attribution_of(
        token(parsed, trigger),
        sentence(parsed),
        mentions(parsed, *names),
        load_modifiers()["report"],
        source=source.id,
        spoken=spoken,
        last=last,
    )
    return speaker, verb.text if verb is not None else ""


def test_the_subject_of_the_verb_of_saying_above_the_clause_says_so() -> None:
    text = "Kim/NNP/nsubj/1 said/VBD/ROOT/1 Russia/NNP/nsubj/3 attacked/VBD/ccomp/1 Ukraine/NNP/dobj/3"

    assert _said(text, "attacked", found(KIM, 0), found(RUSSIA, 2), found(UKRAINE, 4)) == ("Kim Jong Un", "said")


def test_a_speaker_that_is_no_actor_is_quoted_in_its_words_without_the_article() -> None:
    text = "Russia/NNP/nsubj/1 attacked/VBD/ccomp/5 ,/,/punct/5 state/NN/compound/4 media/NNS/nsubj/5 reported/VBD/ROOT/5 Thursday/NNP/npadvmod/5"

    assert _said(text, "attacked", found(RUSSIA, 0)) == ("state media", "reported")


def test_according_to_names_the_speaker() -> None:
    text = (
        "Russia/NNP/nsubj/1 attacked/VBD/ROOT/1 Ukraine/NNP/dobj/1 according/VBG/prep/1 to/IN/prep/3 "
        "the/DT/det/7 news/NN/compound/7 agency/NN/pobj/4"
    )

    assert _said(text, "attacked", found(RUSSIA, 0), found(UKRAINE, 2)) == ("news agency", "according")


def test_a_verb_of_saying_above_the_clause_comes_before_according_to() -> None:
    text = "Kim/NNP/nsubj/1 said/VBD/ROOT/1 Russia/NNP/nsubj/3 attacked/VBD/ccomp/1 according/VBG/prep/1 to/IN/prep/4 Yonhap/NNP/pobj/5"

    assert _said(text, "attacked", found(KIM, 0), found(RUSSIA, 2))[0] == "Kim Jong Un"


def test_the_article_speaks_for_itself_where_nobody_is_named() -> None:
    assert _said("Russia/NNP/nsubj/1 attacked/VBD/ROOT/1 Ukraine/NNP/dobj/1", "attacked", found(RUSSIA, 0)) == ("", "")


def test_a_verb_of_saying_is_not_attributed_to_its_own_subject() -> None:
    assert _said("Kim/NNP/nsubj/1 said/VBD/ROOT/1 so/RB/advmod/1", "said", found(KIM, 0)) == ("", "")


def test_a_deed_that_only_its_actor_tells_of_is_attributed_to_the_actor() -> None:
    text = "Kim/NNP/nsubj/1 said/VBD/ROOT/1 he/PRP/nsubj/3 visited/VBD/ccomp/1 Russia/NNP/dobj/3"

    assert _said(text, "visited", found(KIM, 0), found(RUSSIA, 4), source=KIM) == ("Kim Jong Un", "said")


def test_a_word_is_an_act_of_its_speaker_told_by_the_article() -> None:
    text = "Kim/NNP/nsubj/1 said/VBD/ROOT/1 he/PRP/nsubj/3 supports/VBZ/ccomp/1 Russia/NNP/dobj/3"

    assert _said(text, "supports", found(KIM, 0), found(RUSSIA, 4), source=KIM, spoken=True) == ("", "said")


def test_who_reports_a_word_says_that_it_was_said() -> None:
    text = (
        "Yonhap/NNP/nsubj/1 reported/VBD/ROOT/1 Kim/NNP/nsubj/3 said/VBD/ccomp/1 he/PRP/nsubj/5 supports/VBZ/ccomp/3 "
        "Russia/NNP/dobj/5"
    )

    assert _said(text, "supports", found(KIM, 2), found(RUSSIA, 6), source=KIM, spoken=True) == ("Yonhap", "said")


def test_whom_an_agency_cites_says_so() -> None:
    text = (
        "Russia/NNP/nsubj/1 attacked/VBD/ccomp/5 Ukraine/NNP/dobj/1 ,/,/punct/5 Yonhap/NNP/nsubj/5 cites/VBZ/ROOT/5 "
        "Kim/NNP/dobj/5"
    )

    assert _said(text, "attacked", found(RUSSIA, 0), found(UKRAINE, 2), found(KIM, 6))[0] == "Kim Jong Un"


THE_STATEMENT = (
    "Russia/NNP/nsubj/1 attacked/VBD/ccomp/6 Ukraine/NNP/dobj/1 ,/,/punct/6 the/DT/det/5 statement/NN/nsubj/6 "
    "said/VBD/ROOT/6"
)


def test_the_statement_is_that_of_who_spoke_last() -> None:
    assert _said(THE_STATEMENT, "attacked", found(RUSSIA, 0), last=found(KIM, 0))[0] == "Kim Jong Un"


def test_a_statement_with_an_owner_of_its_own_is_not_that_of_who_spoke_last() -> None:
    text = THE_STATEMENT.replace("the/DT/det/5", "joint/JJ/amod/5")

    assert _said(text, "attacked", found(RUSSIA, 0), last=found(KIM, 0))[0] == "joint statement"


def test_a_charge_that_is_denied_is_not_told_by_who_denies_it() -> None:
    text = (
        "Ukraine/NNP/nsubj/1 accused/VBD/ccomp/7 Russia/NNP/dobj/1 ,/,/punct/7 a/DT/det/5 charge/NN/dobj/7 "
        "Kim/NNP/nsubj/7 denies/VBZ/ROOT/7"
    )

    assert _said(text, "accused", found(UKRAINE, 0), found(RUSSIA, 2), found(KIM, 6), source=UKRAINE) == ("", "")


@pytest.mark.parametrize("modal", ["would", "will", "could", "might"])
def test_a_clause_with_a_modal_is_said_by_the_subject_above(modal: str) -> None:
    text = f"Kim/NNP/nsubj/1 said/VBD/ROOT/1 Russia/NNP/nsubj/4 {modal}/MD/aux/4 attack/VB/ccomp/1 Ukraine/NNP/dobj/4"

    assert _said(text, "attack", found(KIM, 0), found(RUSSIA, 2), found(UKRAINE, 5))[0] == "Kim Jong Un"


def test_an_order_to_do_something_is_no_report_of_it() -> None:
    text = "Kim/NNP/nsubj/1 told/VBD/ROOT/1 Russia/NNP/dobj/1 to/TO/aux/4 attack/VB/xcomp/1 Ukraine/NNP/dobj/4"

    assert _said(text, "attack", found(KIM, 0), found(RUSSIA, 2), found(UKRAINE, 5)) == ("", "")


def test_an_accusation_of_a_deed_is_attributed_to_the_accuser() -> None:
    text = "Kim/NNP/nsubj/1 accused/VBD/ROOT/1 Russia/NNP/dobj/1 of/IN/prep/1 attacking/VBG/pcomp/3 Ukraine/NNP/dobj/4"

    assert _said(text, "attacking", found(KIM, 0), found(RUSSIA, 2), found(UKRAINE, 5)) == ("Kim Jong Un", "accused")


def test_a_pronoun_that_stands_for_nobody_is_no_speaker() -> None:
    text = "They/PRP/nsubj/1 said/VBD/ROOT/1 Russia/NNP/nsubj/3 attacked/VBD/ccomp/1"

    assert _said(text, "attacked", found(RUSSIA, 2)) == ("", "")


def test_who_is_quoted_by_an_agency_is_attributed_to_the_agency() -> None:
    text = (
        "I/PRP/nsubj/1 support/VBP/ccomp/5 Russia/NNP/dobj/1 Kim/NNP/nsubjpass/5 was/VBD/auxpass/5 quoted/VBN/ROOT/5 "
        "by/IN/agent/5 Yonhap/NNP/pobj/6"
    )

    assert _said(text, "support", found(RUSSIA, 2), found(KIM, 3), source=KIM)[0] == "Yonhap"


@pytest.mark.parametrize(
    ("dep", "head"),
    [
        ("agent", 7),
        ("agent", 5),
        pytest.param(
            "prep",
            7,
        ),
    ],
)
def test_who_is_quoted_as_saying_by_an_agency_is_attributed_to_the_agency(dep: str, head: int) -> None:
    text = (
        "I/PRP/nsubj/1 support/VBP/ccomp/5 Russia/NNP/dobj/1 Kim/NNP/nsubjpass/5 was/VBD/auxpass/5 quoted/VBN/ROOT/5 "
        f"as/IN/prep/5 saying/VBG/pcomp/6 by/IN/{dep}/{head} the/DT/det/10 KCNA/NNP/pobj/8"
    )

    assert _said(text, "support", found(RUSSIA, 2), found(KIM, 3), source=KIM)[0] == "KCNA"


def test_an_organ_speaks_under_its_own_name() -> None:
    text = "Russian/JJ/amod/2 foreign/JJ/amod/2 ministry/NN/nsubj/3 said/VBD/ROOT/3 Ukraine/NNP/nsubj/5 attacked/VBD/ccomp/3"
    ministry = Actor(id=RUSSIA.id, name="Russia", kind="state", state="Russia", organ="foreign ministry")

    assert (
        _said(text, "attacked", found(ministry, 0, 3, form="organ", how="organ"), found(UKRAINE, 4), source=UKRAINE)[0]
        == "Russia foreign ministry"
    )


def test_a_seat_of_power_speaks_under_the_word_of_the_text() -> None:
    text = "The/DT/det/1 Kremlin/NNP/nsubj/2 said/VBD/ROOT/2 Ukraine/NNP/nsubj/4 attacked/VBD/ccomp/2"

    assert _said(text, "attacked", found(RUSSIA, 1, how="seat"), found(UKRAINE, 3), source=UKRAINE)[0] == "Kremlin"


COLON = "Kremlin/NNP/dep/3 :/:/punct/0 Ukraine/NNP/nsubj/3 attacked/VBD/ROOT/3 Russia/NNP/dobj/3"


@pytest.mark.parametrize(("name", "speaker"), [("Kremlin", "Kremlin"), ("MOSCOW", ""), ("NATO", "NATO")])
def test_who_stands_before_a_colon_says_so_but_a_dateline_does_not(name: str, speaker: str) -> None:
    assert (
        _said(COLON.replace("Kremlin", name), "attacked", found(UKRAINE, 2), found(RUSSIA, 4), source=UKRAINE)[0]
        == speaker
    )


def test_who_denies_having_done_it_says_so() -> None:
    text = "Russia/NNP/nsubj/1 denies/VBZ/ROOT/1 having/VBG/aux/3 attacked/VBN/xcomp/1 Ukraine/NNP/dobj/3"

    assert _said(text, "attacked", found(RUSSIA, 0), found(UKRAINE, 4)) == ("Russia", "denies")


def test_a_support_that_its_actor_denies_is_attributed_to_it() -> None:
    text = "Russia/NNP/nsubj/1 denied/VBD/ROOT/1 backing/VBG/xcomp/1 Ukraine/NNP/dobj/2"

    assert _said(text, "backing", found(RUSSIA, 0), found(UKRAINE, 3), spoken=True) == ("Russia", "denied")


@pytest.mark.parametrize(
    "text",
    [
        "Kim/NNP/nsubj/1 said/VBD/ROOT/1 Russia/NNP/nsubj/5 did/VBD/aux/5 not/RB/neg/5 attack/VB/ccomp/1",
        "Russia/NNP/nsubj/3 did/VBD/aux/3 not/RB/neg/3 attack/VB/ccomp/6 ,/,/punct/6 Kim/NNP/nsubj/6 said/VBD/ROOT/6",
        "Kim/NNP/nsubj/1 says/VBZ/ROOT/1 Russia/NNP/nsubj/5 does/VBZ/aux/5 not/RB/neg/5 attack/VB/ccomp/1",
    ],
)
def test_what_one_says_was_not_done_is_attributed_as_what_was_done(text: str) -> None:
    at = {each: i for i, each in enumerate(cell.split("/")[0] for cell in text.split())}

    assert _said(text, "attack", found(KIM, at["Kim"]), found(RUSSIA, at["Russia"]))[0] == "Kim Jong Un"


def test_what_one_is_told_to_do_is_not_attributed() -> None:
    text = "Kim/NNP/nsubj/1 told/VBD/ROOT/1 Russia/NNP/nsubj/4 to/TO/aux/4 attack/VB/ccomp/1"

    assert _said(text, "attack", found(KIM, 0), found(RUSSIA, 2)) == ("", "")
