"""Which actor a name that a person types in stands for."""

from __future__ import annotations

import pytest

from kg.errors import UnknownActorError
from kg.lookup import actors_called, find_actor
from tests.factories import actor

ARMENIA = actor("Armenia", "state")
OTHER = actor("Armenia", "state", id="azerbaijan")


@pytest.mark.parametrize("given", ["armenia", "azerbaijan"])
def test_an_id_as_it_is_written_wins_over_names(given: str) -> None:
    assert find_actor(given, [ARMENIA, OTHER]).id == given


def test_every_id_that_the_message_offers_is_taken() -> None:
    with pytest.raises(UnknownActorError) as told:
        find_actor("Armenia", [ARMENIA, OTHER])

    assert str(told.value) == ("actor 'Armenia' can be Armenia (armenia), Armenia (azerbaijan); give one of these ids")
    assert [find_actor(each.id, [ARMENIA, OTHER]) for each in actors_called("Armenia", [ARMENIA, OTHER])] == [
        ARMENIA,
        OTHER,
    ]


def test_a_state_that_people_renamed_is_found_by_the_name_of_the_tables() -> None:
    renamed = actor("The Land of Lakes", "state", id="finland")

    assert find_actor("Finland", [renamed, ARMENIA]) == renamed
