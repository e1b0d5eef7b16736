"""An id in; the IRI that stands for it out, and the prefixes that shorten it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from kg.errors import InputError
from kg.model import Place, slug
from kg.ontology import BASE, IR, REL

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
VOID: Final = "http://rdfs.org/ns/void#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
WIKIDATA: Final = "http://www.wikidata.org/entity/"

_PLAIN: Final = re.compile(r"(?:[A-Za-z0-9._~-]*[A-Za-z0-9_~-])?")
_BASE_FORM: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*[/#]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespaces:
    """The namespaces of one graph; ``base`` is where what it describes lives."""

    base: str = BASE

    def __post_init__(self) -> None:
        taken = next((each for each in (IR, REL) if self.base.startswith(each)), None)
        if taken is not None:
            raise InputError(
                f"base {self.base!r}: {taken} is for the terms of kg's ontology; give one of your own for the data, "
                "such as https://example.org/kg/"
            )
        if not _BASE_FORM.fullmatch(self.base):
            raise InputError(
                f"base {self.base!r} cannot begin IRIs; give one that ends in / or #, such as https://example.org/kg/"
            )

    @property
    def prefixes(self) -> Mapping[str, str]:
        """Return the namespaces by prefix, sorted by prefix; none of the data begins another one."""
        return {
            "agt": self.base + "agent/",
            "art": self.base + "article/",
            "dcterms": DCTERMS,
            "dec": self.base + "decision/",
            "dsp": self.base + "dispute/",
            "ent": self.base + "entity/",
            "evd": self.base + "evidence/",
            "evt": self.base + "event/",
            "ir": IR,
            "off": self.base + "office/",
            "owl": OWL,
            "plc": self.base + "place/",
            "prov": PROV,
            "rdf": RDF,
            "rdfs": RDFS,
            "rel": REL,
            "void": VOID,
            "wd": WIKIDATA,
            "xsd": XSD,
        }

    @property
    def dataset(self) -> str:
        """Return the IRI of the graph as a whole."""
        return f"{self.base}graph"

    @property
    def tables(self) -> str:
        """Return the IRI of the reference tables that the graph draws on."""
        return f"{self.base}tables"

    def article(self, identifier: str) -> str:
        """Return the IRI of an article."""
        return f"{self.base}article/{to_local(identifier)}"

    def entity(self, identifier: str) -> str:
        """Return the IRI of an actor."""
        return f"{self.base}entity/{to_local(identifier)}"

    def event(self, identifier: str) -> str:
        """Return the IRI of an event."""
        return f"{self.base}event/{to_local(identifier)}"

    def evidence(self, identifier: str) -> str:
        """Return the IRI of a piece of evidence."""
        return f"{self.base}evidence/{to_local(identifier)}"

    def dispute(self, identifier: str) -> str:
        """Return the IRI of a dispute."""
        return f"{self.base}dispute/{to_local(identifier)}"

    def decision(self, identifier: str) -> str:
        """Return the IRI of a decision, by its name."""
        return f"{self.base}decision/{to_local(identifier)}"

    def agent(self, name: str) -> str:
        """Return the IRI of a person who decides, by the name."""
        return f"{self.base}agent/{to_local(name)}"

    def office(self, identifier: str) -> str:
        """Return the IRI of a term of office."""
        return f"{self.base}office/{to_local(identifier)}"

    def place(self, place: Place) -> str:
        """Return the IRI of a place: its readable name, and a digest that tells apart what reads alike."""
        digest = hashlib.sha256(f"{place.name}|{place.country}".encode("utf-8", "replace")).hexdigest()[:12]
        return f"{self.base}place/{to_local(slug(place.name))}-{digest}"


QUERY_PREFIXES: Final[Mapping[str, str]] = {**Namespaces().prefixes, "skos": SKOS}
"""The prefixes that a query need not declare."""


def to_local(identifier: str) -> str:
    """Return the id as the last part of an IRI: what is not a letter, digit or one of ``-._~`` is percent-encoded.

    Dots at the end are too, for a prefixed name that ends in one is read wrongly by some.

    >>> to_local("news/2024 05.txt"), to_local("U.S.")
    ('news%2F2024%2005.txt', 'U.S%2E')
    """
    if _PLAIN.fullmatch(identifier):
        return identifier
    name = quote(identifier, safe="", errors="replace")
    bare = name.rstrip(".")
    return bare + "%2E" * (len(name) - len(bare))


def from_local(iri: str) -> str:
    """Return the id that an IRI ends in, whatever its base: the inverse of ``to_local``.

    >>> from_local("https://example.org/article/news%2F2024%2005.txt")
    'news/2024 05.txt'
    """
    return unquote(iri.rpartition("/")[2])
