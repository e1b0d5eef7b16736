"""French words that stand for actors: names, offices with and without a name, bodies of states; no trained pipeline."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.french.parses import groups


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Moscou a protesté.", "Moscou", ("Russia",)),
        ("Le Kremlin a protesté.", "Kremlin", ("Russia",)),
        ("La Maison Blanche a protesté.", "Maison Blanche", ("United States",)),
        ("L'ONU a protesté.", "ONU", ("United Nations",)),
        ("L'Union européenne a protesté.", "Union européenne", ("European Union",)),
        ("L'Arabie saoudite a protesté.", "Arabie saoudite", ("Saudi Arabia",)),
        ("La Corée du Nord a protesté.", "Corée du Nord", ("North Korea",)),
        ("Vladimir Poutine a protesté.", "Vladimir Poutine", ("Vladimir Putin",)),
        ("Stéphane Séjourné a protesté.", "Stéphane Séjourné", ("Stephane Sejourne",)),
        ("Benyamin Netanyahou a protesté.", "Benyamin Netanyahou", ("Benjamin Netanyahu",)),
        ("Les Russes ont protesté.", "Russes", ("Russia",)),
        ("L'armée israélienne a protesté.", "armée israélienne", ("Israel",)),
        ("Le ministère russe de la Défense a protesté.", "ministère russe de la Défense", ("Russia",)),
        ("Le gouvernement du Mali a protesté.", "gouvernement du Mali", ("Mali",)),
        ("Les marines chinoise et russe ont manœuvré.", "marines chinoise et russe", ("China", "Russia")),
    ],
)
def test_a_name_or_body_stands_for_its_actor(text: str, words: str, names: tuple[str, ...]) -> None:
    assert [(found, who) for found, who, _ in groups(text)] == [(words, names)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le président russe a protesté.", "Vladimir Putin"),
        ("Le chef de l'État français a protesté.", "Emmanuel Macron"),
        ("Le chancelier allemand a protesté.", "Olaf Scholz"),
        ("Le ministre allemand des Affaires étrangères a protesté.", "Annalena Baerbock"),
        ("Le chef de la diplomatie iranienne a protesté.", "Hossein Amir-Abdollahian"),
        ("Le secrétaire d'État américain a protesté.", "Antony Blinken"),
        ("Le secrétaire général de l'Otan a protesté.", "Jens Stoltenberg"),
        ("Le chef de la diplomatie européenne a protesté.", "Josep Borrell"),
        ("Le Premier ministre du Japon a protesté.", "Fumio Kishida"),
    ],
)
def test_an_office_with_its_state_is_whoever_held_it_on_the_day(text: str, name: str) -> None:
    ((_, names, form),) = groups(text)

    assert (names, form) == ((name,), "role")


def test_the_holder_of_an_office_changes_with_the_day() -> None:
    assert groups("Le président américain a parlé.", published=date(2019, 3, 1))[0][1] == ("Donald Trump",)
    assert groups("Le président américain a parlé.", published=date(2023, 3, 1))[0][1] == ("Joe Biden",)


def test_without_a_day_an_office_is_its_state() -> None:
    assert groups("Le président américain a parlé.", published=None)[0][1] == ("United States",)


@pytest.mark.parametrize(
    "text",
    [
        "Le président russe Vladimir Poutine a parlé.",
        "Vladimir Poutine, le président russe, a parlé.",
        "Le président russe, Vladimir Poutine, a parlé.",
    ],
)
def test_an_office_and_the_name_beside_it_are_one_actor(text: str) -> None:
    assert groups(text) == [("Vladimir Poutine", ("Vladimir Putin",), "name")]


def test_somebody_whom_no_table_has_is_known_by_an_office() -> None:
    assert groups("Le ministre tchadien Oumar Djibrine Sangaré a parlé.") == [
        ("Oumar Djibrine Sangaré", ("Oumar Djibrine Sangaré",), "name")
    ]


def test_a_counterpart_holds_the_office_that_was_said_before() -> None:
    found = groups("La ministre allemande des Affaires étrangères Annalena Baerbock a vu son homologue ukrainien.")

    assert [names for _, names, _ in found] == [("Annalena Baerbock",), ("Dmytro Kuleba",)]


def test_two_presidents_are_two_actors() -> None:
    ((_, names, _),) = groups("Les présidents russe et turc se sont parlé.")

    assert names == ("Vladimir Putin", "Recep Tayyip Erdogan")


def test_a_last_name_stands_for_who_was_named_in_full_wherever_that_is() -> None:
    found = groups("Sangaré a parlé. Le ministre tchadien Oumar Sangaré a quitté Paris.")

    assert [names for _, names, _ in found][-1] == ("France",)
    assert groups("Emmanuel Macron est arrivé. M. Macron a parlé.")[1][:2] == ("Macron", ("Emmanuel Macron",))


@pytest.mark.parametrize("text", ["Le prorusse a parlé.", "Le parti pro-russe a parlé.", "Jordan Pickford a parlé."])
def test_words_that_only_look_like_a_state_are_none(text: str) -> None:
    assert groups(text) == []


def test_who_opposes_a_state_does_not_act_for_it() -> None:
    assert ("Russia",) not in [
        names for _, names, form in groups("L'opposant russe Ivan Petrov a parlé.") if form == "role"
    ]
