"""The order of the matrix: friends side by side."""

from __future__ import annotations

from kg.model import ActorId, Corpus
from kg.page.pairs import pairs_of, rank_actors
from kg.page.seriation import SERIATED, camps_of
from tests.page.invented import act, actor, invented_corpus, ties_of


def test_friends_are_in_one_camp_and_foes_in_another() -> None:
    a, b, c, d = (actor(name) for name in "Aland Borland Corland Dorland".split())
    friends = [(a, c), (a, c), (b, d), (b, d)]
    foes = [(a, b), (c, d)]
    events = (
        *(act(x, y, "aided", article=f"a{place}", scope=str(place)) for place, (x, y) in enumerate(friends)),
        *(act(x, y, "attacked", article=f"b{place}", scope=f"b{place}") for place, (x, y) in enumerate(foes)),
    )
    corpus = Corpus(events=events)
    pairs = pairs_of(corpus, ties_of(corpus))

    camps = camps_of(rank_actors(pairs), pairs)

    assert sorted(sorted(camp) for camp in camps) == [["aland", "corland"], ["borland", "dorland"]]


def test_every_actor_is_in_one_camp_and_the_first_comes_first() -> None:
    corpus = invented_corpus(events=200)
    pairs = pairs_of(corpus, ties_of(corpus))
    ranked = rank_actors(pairs)

    camps = camps_of(ranked, pairs)

    assert sorted(actor for camp in camps for actor in camp) == sorted(ranked)
    assert camps[0][0] == ranked[0]
    assert camps == camps_of(ranked, pairs)


def test_only_the_first_by_rank_are_put_in_order() -> None:
    many = tuple(ActorId(f"x{number:03}") for number in range(SERIATED + 5))

    camps = camps_of(many, ())

    assert [actor for camp in camps for actor in camp] == list(many[:SERIATED])
    assert camps_of((), ()) == ()
