"""The ontology in; one HTML page about it that needs no network out."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import jinja2
from markupsafe import Markup

from kg.page.class_diagram import class_diagram

if TYPE_CHECKING:
    from kg.page.vocabulary import Term, Vocabulary

_SECTIONS: Final = (
    ("Actors", ("ir:Entity", "ir:Person", "ir:State", "ir:Organization", "ir:Group", "ir:OfficeTerm")),
    ("Events", ("ir:Event", "ir:Place", "ir:Dispute", "ir:Decision")),
    ("Evidence", ("ir:Evidence", "ir:Article")),
)
"""The domains whose properties stand under one head; the other properties are about relation types."""


def to_vocabulary_html(vocabulary: Vocabulary) -> str:
    """Return the page as one HTML document, the same bytes for the same file; it fetches nothing."""
    script = _asset("page.js")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, keep_trailing_newline=True, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.from_string(_asset("page.html.j2")).render(
        vocabulary=vocabulary,
        diagram=class_diagram(vocabulary),
        properties=_properties(vocabulary),
        style=Markup(_asset("page.css")),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


def _properties(vocabulary: Vocabulary) -> list[tuple[str, list[Term]]]:
    """Return the properties under the heads of their domains, each once, in file order."""
    left = list(vocabulary.properties)
    found = []
    for head, domains in _SECTIONS:
        members = [term for term in left if any(term.has("rdfs:domain", domain) for domain in domains)]
        left = [term for term in left if term not in members]
        found.append((head, members))
    return [*found, ("Relation types", left)]


def _asset(name: str) -> str:
    return files("kg.page").joinpath("vocabulary_assets", name).read_text(encoding="utf-8")
