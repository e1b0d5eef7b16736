"""French words in base form and the forms that they must have; expected forms are those of any grammar."""

from __future__ import annotations

import pytest

from kg.extract.french.inflect import adjective_forms, noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        (
            "condamner",
            "condamne condamnent condamné condamnées condamnera condamneraient condamnait condamna condamnèrent",
        ),
        ("menacer", "menace menacent menaçait menaça menacèrent menacera"),
        ("exiger", "exige exigeait exigea exigèrent exigera exigeant"),
        ("appeler", "appelle appellent appellera appelait appelé"),
        ("acheter", "achète achètent achètera achetait acheté"),
        ("libérer", "libère libèrent libéra libéré libérera"),
        ("envoyer", "envoie envoient enverra envoyait envoyé envoyèrent"),
        ("avertir", "avertit avertissent averti avertira avertissait"),
        ("recevoir", "reçoit reçoivent reçu recevra recevait reçut reçurent"),
        ("soutenir", "soutient soutiennent soutenu soutiendra soutenait soutint"),
        ("rompre", "rompt rompent rompu rompra rompait"),
        ("reconnaître", "reconnaît reconnaissent reconnu reconnaîtra reconnut"),
        ("promettre", "promet promettent promis promise promettra promit promirent"),
        ("rejoindre", "rejoint rejoignent rejoindra rejoignait"),
        ("rendre", "rend rendent rendu rendra rendait"),
        ("prévoir", "prévoit prévoient prévu prévue"),
    ],
)
def test_a_verb_has_its_participles_and_third_persons(verb: str, forms: str) -> None:
    assert set(forms.split()) <= verb_forms(verb)


def test_a_verb_has_the_form_by_which_who_speaks_for_several_says_it() -> None:
    assert {"remercions", "condamnons", "exigeons"} <= verb_forms("remercier") | verb_forms("condamner") | verb_forms(
        "exiger"
    )


def test_nouns_and_adjectives_have_their_plurals() -> None:
    assert noun_forms("accord") == {"accord", "accords"}
    assert noun_forms("pays") == {"pays"}
    assert noun_forms("bateau") == {"bateau", "bateaux"}
    assert adjective_forms("allié") == {"allié", "alliée", "alliés", "alliées"}
