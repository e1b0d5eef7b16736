"""A corpus in; its Turtle out, sorted, one subject at a time, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.files import open_atomic
from kg.model import Corpus
from kg.ontology import BASE
from kg.rdf.describe import describe
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import TYPE, Description, Iri, to_turtle_iri, to_turtle_literal

_REMEMBERED: Final = 50_000
"""How many IRIs are remembered in their short form."""


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
    # Terms of the ontology and the actors come back all the time.
    short = lru_cache(maxsize=_REMEMBERED)(lambda iri: to_turtle_iri(iri, prefixes))

    def block(description: Description) -> str:
        subject, pairs = description
        lines: list[str] = []
        last = None
        for predicate, value in pairs:
            term = short(value) if isinstance(value, Iri) else to_turtle_literal(value, prefixes)
            if predicate == last:
                lines[-1] += f", {term}"
            else:
                lines.append(f"{'a' if predicate == TYPE else short(predicate)} {term}")
                last = predicate
        return f"\n{to_turtle_iri(subject, prefixes)} " + " ;\n    ".join(lines) + " .\n"

    yield from map(block, describe(corpus, names))
