"""Turtle files in; their triples in batches, never more than one batch in memory, out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphFileError
from kg.ontology import IR, REL


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Triples that are sent together, each once; ``read_bytes`` is how much of the files was read for all so far."""

    number: int
    triples: tuple[ox.Triple, ...] = field(repr=False)
    read_bytes: int

    def to_ntriples(self) -> bytes:
        """Return the triples one a line, which is Turtle as well, and what SPARQL takes between braces."""
        lines = ox.serialize(self.triples, format=ox.RdfFormat.N_TRIPLES)
        # Only a call with a file to write to gives None.
        return lines or b""


def read_batches(paths: Sequence[Path], *, size: int) -> Iterator[Batch]:
    """Yield the triples of the files in their order, at most ``size`` at a time.

    A batch ends where a subject does, so that what is said of one is there whole or not at all; only a subject with
    more than ``size`` triples is cut. The same files give the same batches.

    Raises
    ------
    GraphFileError
        If a file cannot be read, is not Turtle, or has blank nodes or triples as terms.
    """
    number = before = 0
    for path in paths:
        batch: dict[ox.Triple, None] = {}
        read = 0
        for read, block in _blocks(path, size):
            if len(batch) + len(block) > size:
                number += 1
                yield Batch(number=number, triples=tuple(batch), read_bytes=before + read)
                batch = {}
            batch.update(dict.fromkeys(block))
        if batch:
            number += 1
            yield Batch(number=number, triples=tuple(batch), read_bytes=before + read)
        before += path.stat().st_size


def check_terms(path: Path) -> None:
    """Do nothing where a file of Turtle has a term of kg's ontology; it is read no further than to the first.

    Raises
    ------
    GraphFileError
        If it has none, cannot be read or is not Turtle.
    """
    for _, block in _blocks(path, 1000):
        for triple in block:
            if any(isinstance(term, ox.NamedNode) and term.value.startswith((IR, REL)) for term in triple):
                return
    raise GraphFileError(f"{path}: nothing to push: no term of kg, such as ir:Event; give the graph.ttl of a kg build")


def count_distinct(paths: Sequence[Path]) -> int:
    """Return how many different triples the files hold together; 8 bytes of each are kept meanwhile."""
    seen: set[bytes] = set()
    for path in paths:
        for _, block in _blocks(path, 1000):
            seen.update(hashlib.blake2b(str(triple).encode(), digest_size=8).digest() for triple in block)
    return len(seen)


def digest_of(paths: Sequence[Path]) -> str:
    """Return the SHA-256 of the digests of the files, in hexadecimal.

    Raises
    ------
    GraphFileError
        If one cannot be read.
    """
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as handle:
                digest.update(hashlib.file_digest(handle, "sha256").digest())
        except OSError as error:
            raise _unreadable(path, error) from error
    return digest.hexdigest()


def _blocks(path: Path, size: int) -> Iterator[tuple[int, list[ox.Triple]]]:
    """Yield the triples of one subject after the other, in pieces of ``size``, with the bytes read so far."""
    block: list[ox.Triple] = []
    try:
        with path.open("rb") as handle:
            for quad in ox.parse(handle, format=ox.RdfFormat.TURTLE):
                triple = quad.triple
                if block and (len(block) == size or triple.subject != block[0].subject):
                    yield handle.tell(), block
                    block = []
                _check(path, triple)
                block.append(triple)
            if block:
                yield handle.tell(), block
    except SyntaxError as error:
        raise GraphFileError(f"{path}:{error.lineno}: not Turtle: {error.msg}") from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _check(path: Path, triple: ox.Triple) -> None:
    if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
        raise GraphFileError(
            f"{path}: has blank nodes, as in {triple}; a server would double them at every push, so give them IRIs"
        )
    if isinstance(triple.object, ox.Triple):
        raise GraphFileError(f"{path}: has a triple as a term, which SPARQL 1.1 servers do not take; push plain Turtle")


def _unreadable(path: Path, error: OSError) -> GraphFileError:
    return GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path")
