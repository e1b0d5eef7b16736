"""Small tables in; what the loader makes of them, and every way in which they can be wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.errors import ReferenceDataError
from kg.reference import Reference, load_reference

HEADERS = {
    "states.csv": "id,name,status,aliases,context_aliases,demonyms,capital,seats,iso3,cow,wikidata",
    "organisations.csv": "id,name,kind,state,organ,aliases,wikidata",
    "leaders.csv": "person,name,aliases,gender,office,of,from,to,wikidata",
    "ministers.csv": "person,name,aliases,gender,office,of,from,to,wikidata",
    "officials.csv": "person,name,aliases,gender,office,of,from,to,wikidata",
}
FRANCE = "france,France,member,French Republic| Republic of France ||,,French|Frenchman,Paris,Elysee|Elysee Palace,FRA,220,Q142"
NATO = "nato,NATO,alliance,,,North Atlantic Treaty Organization,Q7184"
MINISTRY = "french-foreign-ministry,French Foreign Ministry,organ,france,foreign ministry,Quai d'Orsay,"
MACRON = "emmanuel-macron,Emmanuel Macron,,m,president,france,2017-05-14,,Q3052772"


def _folder(folder: Path, **rows: str | tuple[str, ...]) -> Path:
    for file, header in HEADERS.items():
        given = rows.get(file.removesuffix(".csv"), ())
        lines = [given] if isinstance(given, str) else given
        (folder / file).write_text("".join(f"{line}\n" for line in (header, *lines)), encoding="utf-8")
    return folder


def _load(folder: Path, **rows: str | tuple[str, ...]) -> Reference:
    return load_reference(_folder(folder, **{"states": FRANCE, **rows}))


def test_a_state_is_its_own_state_and_lists_are_split_at_bars(tmp_path: Path) -> None:
    france = _load(tmp_path).states["france"]

    assert (france.actor.kind, france.actor.state, france.actor.wikidata) == ("state", "France", "Q142")
    assert france.aliases == ("French Republic", "Republic of France")
    assert (france.capitals, france.seats) == (("Paris",), ("Elysee", "Elysee Palace"))
    assert (france.context_aliases, france.iso3, france.cow) == ((), "FRA", "220")


def test_an_organisation_acts_for_no_state(tmp_path: Path) -> None:
    nato = _load(tmp_path, organisations=NATO).organisations["nato"]

    assert (nato.actor.kind, nato.actor.state) == ("organization", "")
    assert nato.aliases == ("NATO", "North Atlantic Treaty Organization")


def test_an_armed_group_is_a_group(tmp_path: Path) -> None:
    row = "hamas,Hamas,armed-group,,,,"

    assert _load(tmp_path, organisations=row).organisations["hamas"].actor.kind == "group"


def test_an_organ_is_its_state_with_the_organ_beside_it(tmp_path: Path) -> None:
    actor = _load(tmp_path, organisations=MINISTRY).organisations["french-foreign-ministry"].actor

    assert (actor.id, actor.kind, actor.organ) == ("france", "state", "foreign ministry")


def test_a_person_has_the_terms_of_all_tables_in_order_of_time(tmp_path: Path) -> None:
    minister = "emmanuel-macron,Emmanuel Macron,E. Macron,m,economy-minister,france,2014-08-26,2016-08-30,"

    person = _load(tmp_path, leaders=MACRON, ministers=minister).persons["emmanuel-macron"]

    assert [term.office for term in person.terms] == ["economy-minister", "president"]
    assert (person.actor.state, person.actor.wikidata, person.aliases) == ("France", "Q3052772", ("E. Macron",))


def test_a_person_acts_for_the_state_of_the_latest_term_for_a_state(tmp_path: Path) -> None:
    first = "jens-stoltenberg,Jens Stoltenberg,,m,prime-minister,france,2005,2013,"
    second = "jens-stoltenberg,Jens Stoltenberg,,m,secretary-general,nato,2014,2024,"

    person = _load(tmp_path, organisations=NATO, leaders=first, officials=second).persons["jens-stoltenberg"]

    assert person.actor.state == "France"


def test_a_person_who_only_served_organisations_acts_for_no_state(tmp_path: Path) -> None:
    row = "mark-rutte,Mark Rutte,,m,secretary-general,nato,2024-10-01,,"

    assert _load(tmp_path, organisations=NATO, officials=row).persons["mark-rutte"].actor.state == ""


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2013", "2021", date(2013, 1, 1), date(2021, 12, 31)),
        ("2018-06", "2024-02", date(2018, 6, 1), date(2024, 2, 29)),
        ("2018-12", "2019-12", date(2018, 12, 1), date(2019, 12, 31)),
        ("2018-06-05", "2024-02-03", date(2018, 6, 5), date(2024, 2, 3)),
        ("2018-06-05", "", date(2018, 6, 5), None),
        ("", "2020", date.min, date(2020, 12, 31)),
    ],
)
def test_a_partial_date_spans_its_whole_month_or_year(
    tmp_path: Path, start: str, end: str, first: date, last: date | None
) -> None:
    row = f"emmanuel-macron,Emmanuel Macron,,m,president,france,{start},{end},"

    (term,) = _load(tmp_path, leaders=row).persons["emmanuel-macron"].terms

    assert (term.start, term.end) == (first, last)


@pytest.mark.parametrize(
    ("day", "held"),
    [("2017-05-13", False), ("2017-05-14", True), ("2022-05-13", True), ("2022-05-14", False)],
)
def test_a_term_holds_on_its_first_and_last_day(tmp_path: Path, day: str, held: bool) -> None:
    row = "emmanuel-macron,Emmanuel Macron,,m,president,france,2017-05-14,2022-05-13,"

    (term,) = _load(tmp_path, leaders=row).persons["emmanuel-macron"].terms

    assert term.covers(date.fromisoformat(day)) is held


@pytest.mark.parametrize("file", sorted(HEADERS))
def test_another_header_is_refused_with_the_right_one(tmp_path: Path, file: str) -> None:
    folder = _folder(tmp_path)
    (folder / file).write_text("id,nom\n", encoding="utf-8")

    with pytest.raises(ReferenceDataError) as error:
        load_reference(folder)

    assert str(error.value) == f"{file}: header is ['id', 'nom']; it must be {HEADERS[file]}"


@pytest.mark.parametrize("row", ["france,France", FRANCE + ",too,many"])
def test_a_row_of_another_length_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(ReferenceDataError) as error:
        _load(tmp_path, states=(FRANCE.replace("france", "gaul"), row))

    assert str(error.value) == "states.csv line 3: has not 11 fields"


def test_an_office_of_an_unknown_state_is_refused_by_person(tmp_path: Path) -> None:
    row = MACRON.replace(",france,", ",frnace,")

    with pytest.raises(ReferenceDataError) as error:
        _load(tmp_path, leaders=row)

    assert str(error.value) == (
        "leaders.csv: emmanuel-macron: office of 'frnace', which is in neither states.csv nor organisations.csv; "
        "add it there or mend the row"
    )


def test_an_organisation_of_an_unknown_state_is_refused_by_id(tmp_path: Path) -> None:
    with pytest.raises(
        ReferenceDataError, match=r"^organisations\.csv: french-foreign-ministry: state 'frnace' is not in states\.csv"
    ):
        _load(tmp_path, organisations=MINISTRY.replace(",france,", ",frnace,"))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param({"states": (FRANCE, FRANCE)}, id="double-state"),
        pytest.param({"organisations": (NATO, NATO)}, id="double-organisation"),
        pytest.param({"organisations": MINISTRY.replace(",france,", ",,")}, id="organ-without-state"),
        pytest.param({"leaders": MACRON.replace("2017-05-14", "2017-13-14")}, id="no-such-month"),
        pytest.param({"leaders": MACRON.replace("2017-05-14", "May 2017")}, id="not-a-date"),
    ],
)
def test_a_row_that_contradicts_the_tables_is_refused(tmp_path: Path, rows: dict[str, str | tuple[str, ...]]) -> None:
    with pytest.raises(ReferenceDataError, match=r"^(states|organisations|leaders)\.csv"):
        _load(tmp_path, **rows)


def test_a_missing_table_is_refused_by_name(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "ministers.csv").unlink()

    with pytest.raises(ReferenceDataError, match=r"ministers\.csv"):
        load_reference(folder)


def test_a_table_that_is_not_utf_8_is_refused_by_name(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "states.csv").write_bytes(HEADERS["states.csv"].encode() + b"\ncote,C\xf4te,member,,,,,,,,\n")

    with pytest.raises(ReferenceDataError, match=r"states\.csv"):
        load_reference(folder)


def test_the_shipped_tables_load() -> None:
    reference = load_reference()

    assert len(reference.states) > 195
    assert all(term.person == person.actor.id for person in reference.persons.values() for term in person.terms)
