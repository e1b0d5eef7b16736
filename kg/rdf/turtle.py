"""A corpus in; its Turtle out, sorted, one subject at a time, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from kg.files import open_atomic
from kg.model import Corpus
from kg.ontology import BASE
from kg.rdf.describe import describe
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import TYPE, Description, Iri, Term, to_turtle_iri, to_turtle_literal


def write_turtle(corpus: Corpus, path: Path | str, *, base: str = BASE) -> None:
    """Write the corpus as Turtle, all of it or nothing; the data's IRIs begin with ``base``.

    Raises
    ------
    OntologyError
        If an event has a relation that the ontology does not know.
    OutputError
        If the file cannot be written there.
    """
    with open_atomic(path) as handle:
        handle.writelines(turtle_blocks(corpus, base=base))


def to_turtle(corpus: Corpus, *, base: str = BASE) -> str:
    """Return the corpus as Turtle."""
    return "".join(turtle_blocks(corpus, base=base))


def turtle_blocks(corpus: Corpus, *, base: str = BASE) -> Iterator[str]:
    """Yield the prefixes, then one block of Turtle for each subject."""
    names = Namespaces(base=base)
    prefixes = names.prefixes
    yield "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
    short: dict[Iri, str] = {TYPE: "a"}

    def predicate(iri: Iri) -> str:
        if iri not in short:
            short[iri] = to_turtle_iri(iri, prefixes)
        return short[iri]

    def term(value: Term) -> str:
        if isinstance(value, Iri):
            return to_turtle_iri(value, prefixes)
        return to_turtle_literal(value, prefixes)

    def block(description: Description) -> str:
        subject, pairs = description
        lines = [
            f"{predicate(key)} {', '.join(term(value) for _, value in group)}"
            for key, group in groupby(pairs, key=lambda pair: pair[0])
        ]
        return f"\n{term(subject)} " + " ;\n    ".join(lines) + " .\n"

    yield from map(block, describe(corpus, names))
