"""Texts as nobody should write them, and what is asked with words, as targets of `benchmarks/fuzz.py`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from benchmarks.fuzz_kinds import Seed, Target, answered
from kg.errors import QueryError, UnknownActorError
from kg.model import Article

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.extract.find import Extractor
    from kg.results import QueryResult

_NEWS: Final = (
    "SEOUL (Reuters) - Kim Jong Un met Vladimir Putin in Moscow on 3 May 2024.\r\n\r\n“We agree,” the café’s owner told TASS; "
    "Košice, Kos\u030cice and of\ufb01cials of NATO\u200b did not.\nThe U.S. said it would sanction Iran, Tehran/Qom (IRNA) "
    "said.\n\nMOST POPULAR\nTeaser here\n© 2024 Wire. All rights reserved."
)
_OTHERS: Final = (
    "PRESIDENT XI JINPING VISITED FRANCE ON MONDAY, THE ÉLYSÉE SAID. HE WAS TO MEET EMMANUEL MACRON.",
    "\u202eKim\u202c \U0001d40a\U0001d422\U0001d426 ＰＵＴＩＮ met \U0001f1eb\U0001f1f7 e\u0301\u0323\u0300"
    + "\u0301" * 12
    + " \ufeffRome.\x00\x0b\x85",
    "Глава России Путин встретил Си. 金正恩は日本を訪問した。 التقى الرئيس. Le président français a rencontré Vladimir Poutine.",
    "a" * 300 + " Iran attacked Iraq. " + "x\u0308" * 150 + "\n" + "The line is wrapped at a width\n" * 6,
)
_LONGEST: Final = 20_000


def text_of(data: bytes) -> str:
    """Return bytes as a text of any code points, lone surrogates too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _texts() -> Sequence[Seed]:
    return [Seed(data=text.encode()) for text in (_NEWS, *_OTHERS)]


def _places(data: bytes) -> bool:
    """Check that paragraphs lie in their text in order, and that each character of a parse stands where it says."""
    from kg.extract.plain import plain_text
    from kg.extract.segment import segments

    text = text_of(data)
    last = 0
    found = segments(text)
    for each in found:
        if not last <= each.start < each.end <= len(text) or text[each.start : each.end].strip() == "":
            raise ValueError(f"{each} is not in its place")
        last = each.end
        written = text[each.start : each.end]
        plain, places = plain_text(written)
        same, _ = plain_text(written, same_length=True)
        if len(same) != len(written) or (places is None and len(plain) != len(written)):
            raise ValueError("a text has lost characters and does not say where")
        if any("\ud800" <= c <= "\udfff" for c in plain):
            raise ValueError("a surrogate would be parsed")
        if places is not None:
            pairs = list(zip(places.starts, places.ends, strict=True))
            if len(pairs) != len(plain) or any(not 0 <= start < end <= len(written) for start, end in pairs):
                raise ValueError("a character of a parse stands outside its paragraph")
            if any(start > after for (start, _), (after, _) in pairwise(pairs)):
                raise ValueError("characters of a parse stand in another order")
    return bool(found)


@cache
def _extractor() -> Extractor:
    from kg.extract.find import load_extractor

    return load_extractor(readers="rules")


def _evidence(data: bytes) -> bool:
    """Check that each piece of evidence is what stands at its offsets, and that what was found lies in it."""
    article = Article(id="a", text=text_of(data)[:_LONGEST], published=date(2024, 5, 9))
    events = [event for _, events in _extractor().events([article]) for event in events]
    for event in events:
        for each in event.evidence:
            if article.text[each.start : each.end] != each.quote:
                raise ValueError(f"{each.quote!r} is not at its place")
            for start, end in (each.source_span, each.target_span, each.trigger_span):
                if not 0 <= start < end <= len(article.text):
                    raise ValueError(f"{start}:{end} is not in the text")
            start, end = each.trigger_span
            if not each.start <= start < end <= each.end:
                raise ValueError(f"the trigger {start}:{end} is not in {each.quote!r}")
    return bool(events)


@contextlib.contextmanager
def _loaded() -> Iterator[None]:
    _extractor()
    yield


_PHRASES: Final = (
    "four Saudi soldiers", "the French president Emmanuel Macron", "RUSSIA'S FOREIGN MINISTRY", "NATO (Brussels)",
    "ex-prime minister of the United Kingdom, 2019-2022", "rebels backed by Iran", "Глава России",
)  # fmt: skip


def _who(data: bytes) -> bool:
    from kg.phrases.answer import who
    from kg.phrases.show import to_dict, to_text

    answer = who(text_of(data)[:_LONGEST], on=date(2020, 5, 9))
    to_text(answer)
    to_dict(answer)
    return answer.known


@cache
def _store() -> ox.Store:
    import pyoxigraph as ox

    from kg.rdf.turtle import to_turtle
    from tests.factories import actor, corpus, day, event

    one = event("met-with", actor(), actor("Vladimir Putin"), when=day())
    two = event("attacked", actor("Russia", "state"), actor("Ukraine", "state"))
    store = ox.Store()
    store.load(to_turtle(corpus(one, two)).encode(), format=ox.RdfFormat.TURTLE)
    return store


def _ask(sparql: str) -> QueryResult:
    from kg.query import run_query

    return run_query(_store(), sparql, max_rows=50)


_VALUES: Final = (
    "met-with", "Kim Jong Un", "kim-jong-un", "Russia", "RUS", "2023", "2023-09-13", "verbal conflict", "10",
    '"} UNION { ?s ?p ?o } #', "https://example.org/x> ?p ?o . <y", "a\\\"'\n$actor",
)  # fmt: skip


def _parameters(data: bytes) -> bool:
    """Give every parameter of a named query one of the values, and run what comes of it."""
    from kg.named_queries import queries
    from kg.question import to_sparql

    names, _, rest = text_of(data).partition("\n")
    known = queries()
    query = known[sorted(known)[len(names) % len(known)]]
    values = [*rest.split("\t"), *_VALUES[:3]]
    given = {each.name: values[place % len(values)] for place, each in enumerate(query.parameters)}
    return answered(lambda: _ask(to_sparql(query, given, ask=_ask)), (QueryError, UnknownActorError))


def _value_seeds() -> Sequence[Seed]:
    return [
        Seed(data=("q" * size + "\n" + "\t".join(_VALUES[size % 7 :] + _VALUES[: size % 7])).encode())
        for size in range(24)
    ]


def _sparql(data: bytes) -> bool:
    return answered(lambda: _ask(text_of(data)), (QueryError,))


def _sparql_seeds() -> Sequence[Seed]:
    from kg.named_queries import queries

    own = [
        "SELECT ?name WHERE { ?event a ir:Event ; ir:source/rdfs:label ?name FILTER(REGEX(?name, '^K')) } LIMIT 5",
        "ASK { ?s ?p 1 }",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o OPTIONAL { ?o a ?c } } ORDER BY ?s LIMIT 3",
    ]
    return [Seed(data=text.encode()) for text in [*own, *(each.template for each in queries().values())][:8]]


TARGETS: Final[Sequence[Target]] = (
    Target(name="places", about="paragraphs and places of characters", seeds=_texts, run=_places, share=150),
    Target(name="evidence", about="what is extracted", seeds=_texts, run=_evidence, ready=_loaded, share=3),
    Target(
        name="who",
        about="phrases of kg who",
        seeds=lambda: [Seed(data=phrase.encode()) for phrase in _PHRASES],
        run=_who,
        share=30,
    ),
    Target(name="parameters", about="values of named queries", seeds=_value_seeds, run=_parameters, share=8),
    Target(name="sparql", about="queries", seeds=_sparql_seeds, run=_sparql, share=60, bounded=True),
)
