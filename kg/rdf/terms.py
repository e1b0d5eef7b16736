"""The terms of triples, which need no RDF library, and their form in Turtle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from kg.ontology import IR
from kg.rdf.namespaces import RDF, XSD


class Iri(str):
    """An IRI in full."""

    __slots__ = ()


class Literal(NamedTuple):
    """A literal; ``datatype`` is "" for plain strings and for text with a language."""

    value: str
    datatype: str = ""
    language: str = ""


Term = Iri | Literal
Triple = tuple[Iri, Iri, Term]
Description = tuple[Iri, list[tuple[Iri, Term]]]
"""A subject with its predicates and objects, in the order in which Turtle shows them."""

TYPE: Final = Iri(RDF + "type")

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_%.-]*[A-Za-z0-9_%-])?")
_ESCAPES: Final[Mapping[int, str]] = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\n"): "\\n",
    ord("\r"): "\\r",
    ord("\t"): "\\t",
}
_BARE: Final = re.compile(r"[^\x00-\x1f\"\\\x7f\ud800-\udfff\ufffe\uffff]*")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_INTEGER: Final = XSD + "integer"
_DECIMAL: Final = XSD + "decimal"


@cache
def ir(name: str) -> Iri:
    """Return the term of kg's ontology with that local name."""
    return Iri(IR + name)


def present(*pairs: tuple[Iri, Term | None]) -> list[tuple[Iri, Term]]:
    """Return the pairs of predicate and object that have an object."""
    return [(predicate, term) for predicate, term in pairs if term is not None]


def to_date(day: date | None) -> Literal | None:
    """Return the day as an xsd:date, None where it is not known."""
    return None if day is None else Literal(day.isoformat(), XSD + "date")


def to_decimal(number: float) -> Literal:
    """Return the number as a canonical xsd:decimal, which stores give back as it is.

    >>> to_decimal(0.9).value, to_decimal(1.0).value, to_decimal(1e-7).value
    ('0.9', '1', '0.0000001')
    """
    text = format(Decimal(repr(number + 0.0)), "f")
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, _DECIMAL)


def to_turtle_iri(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI as a prefixed name where its last part allows it, else in angle brackets."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    space = iri[:cut]
    for prefix, namespace in prefixes.items():
        if namespace == space and _LOCAL.fullmatch(iri, cut):
            return f"{prefix}:{iri[cut:]}"
    return f"<{iri}>"


def to_turtle_literal(literal: Literal, prefixes: Mapping[str, str]) -> str:
    """Return the literal in Turtle; integers and decimals with a fraction need no quotation marks."""
    value, datatype, language = literal
    if datatype == _INTEGER or (datatype == _DECIMAL and "." in value):
        return value
    quoted = f'"{value if _BARE.fullmatch(value) else _escape(value)}"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^{to_turtle_iri(datatype, prefixes)}" if datatype else quoted


def _escape(text: str) -> str:
    """Escape what Turtle cannot hold; a lone surrogate, which no encoding holds, becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text).translate(_ESCAPES)
