"""A corpus in; a folder with the two CSV files that Neo4j's bulk import reads out: nodes and relationships."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.decisions.touched import Touched
from kg.exporters.contract import Exporter
from kg.exporters.rows import Row, Value, actor_row, article_row, event_row, span_row, status_row, write_csv
from kg.files import open_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from kg.decision import Decided
    from kg.exporters.contract import Export, Notes
    from kg.model import Event

NODES_FILE: Final = "nodes.csv"
RELATIONSHIPS_FILE: Final = "relationships.csv"

_SAID: Final[Mapping[str, str]] = {
    **dict.fromkeys(("relation", "root", "quad", "date_precision", "date_text", "place", "country", "occasion"), ""),
    **dict.fromkeys(("earliest", "latest"), "date"),
    **dict.fromkeys(("polarity", "modality", "attribution"), ""),
    "confidence": "double",
}
NODE_COLUMNS: Final[Mapping[str, str]] = {
    "id": "ID",
    "": "LABEL",
    **dict.fromkeys(("key", "name", "kind", "state", "wikidata"), ""),
    **_SAID,
    **dict.fromkeys(("source_state", "source_organ", "target_state", "target_organ"), ""),
    "quote": "",
    **dict.fromkeys(("start", "end", "source_start", "source_end", "target_start", "target_end"), "long"),
    **dict.fromkeys(("trigger_start", "trigger_end"), "long"),
    **dict.fromkeys(("rule", "title", "source"), ""),
    "published": "date",
    **dict.fromkeys(("url", "language", "text_sha256", "copy_of"), ""),
    "who": "",
    "decided_on": "date",
    **dict.fromkeys(("why", "before"), ""),
    "place_in_order": "long",
}
"""The columns of nodes with their types, "" for text; a node has the properties whose fields are not empty."""

RELATIONSHIP_COLUMNS: Final[Mapping[str, str]] = {
    "event": "",
    **_SAID,
    "evidence": "long",
    "quote": "",
    "decisions": "string[]",
}
"""The properties of relationships with their types; ends and type stand before them."""


def write_neo4j(export: Export, path: Path) -> Notes:
    """Write nodes.csv and relationships.csv into the folder, both or neither; other files in it stay.

    Nodes are actors (``:Actor:Person``, ...), events, evidence and articles. An event points at its actors with
    ``SOURCE`` and ``TARGET``, at its evidence with ``EVIDENCE`` and at the article it is filed under with
    ``FILED_UNDER``; evidence points at its article with ``ARTICLE``, and a copy at its original with ``COPY_OF``. Actors are also joined directly, as in
    ``(:Person)-[:MET_WITH]->(:Person)``, once for each event that some evidence affirms as actual, as are the direct
    triples of the Turtle.

    What people decided is a ``:Decision`` each, with ``name``, ``kind``, ``who``, ``decided_on``, ``why``, what was there ``before``
    (a line each) and its ``place_in_order``; actors, events and evidence point at those that changed them with ``CHANGED_BY``, and direct
    relationships have their names in ``decisions``. One that rejected an event has nothing that points at it.

    Fields are exact: a text that begins with ``=`` or ``@`` is left as it is, because the import runs no formulas.
    The files are not for spreadsheets, for which there is the format csv.
    """
    from kg.rdf.canonical import canonical

    # Reports of one event that were not merged yet would be two nodes of one id, which the import refuses.
    export = replace(export, corpus=canonical(export.corpus))
    with open_atomic(path / NODES_FILE) as nodes, open_atomic(path / RELATIONSHIPS_FILE) as relationships:
        header = [f"{name}:{kind}" if kind else name for name, kind in NODE_COLUMNS.items()]
        write_csv(nodes, header, ([row.get(name) for name in NODE_COLUMNS] for row in export.told(_nodes(export))))
        header = [f"{name}:{kind}" if kind else name for name, kind in RELATIONSHIP_COLUMNS.items()]
        write_csv(relationships, [":START_ID", ":TYPE", ":END_ID", *header], export.told(_relationships(export)))
    files = (f"--nodes={path / NODES_FILE}", f"--relationships={path / RELATIONSHIPS_FILE}")
    # Since Neo4j 5.19 the name of the database stands before all options.
    command = "neo4j-admin database import full neo4j --multiline-fields=true"
    return (f"load it with: {command} {shlex.join(files)}",)


def _nodes(export: Export) -> Iterator[Row]:
    from kg.graph import actors_of
    from kg.rdf.describe import evidence_id
    from kg.rdf.labels import decision_label

    for actor in actors_of(export.corpus):
        row = actor_row(actor)
        labels = f"Actor;{actor.kind.capitalize()}"
        yield {**row, "id": f"entity/{actor.id}", "": labels, "key": actor.id}
    for event in export.corpus.events:
        yield {
            "id": f"event/{event.id}",
            "": "Event",
            "key": event.id,
            **event_row(event),
            **status_row(event),
            **{f"{side}_{name}": value for side, name, value in _parts(event)},
        }
        for item in event.evidence:
            key = evidence_id(event.id, item)
            yield {"id": f"evidence/{key}", "": "Evidence", "key": key, **status_row(item), **span_row(item)}
    known = {article.id: article for article in export.corpus.articles}
    for identifier in sorted({*known, *_named_articles(export)}):
        row = article_row(identifier, known.get(identifier))
        yield {**row, "id": f"article/{identifier}", "": "Article", "key": identifier}
    for number, decided in enumerate(export.corpus.decisions, 1):
        decision = decided.decision
        yield {
            "id": f"decision/{decision.name}",
            "": "Decision",
            "key": decision.name,
            "name": decision_label(decision),
            "kind": decision.kind,
            "who": decision.who,
            "decided_on": decision.when,
            "why": decision.why,
            "before": "\n".join(decided.before),
            "place_in_order": number,
        }


def _relationships(export: Export) -> Iterator[list[Value]]:
    from kg.graph import actors_of
    from kg.rdf.describe import evidence_id

    nothing: list[Value] = [None] * len(RELATIONSHIP_COLUMNS)
    touched = Touched(export.corpus.decisions)

    def changed(key: str, decided: Iterable[Decided]) -> Iterator[list[Value]]:
        return ([key, "CHANGED_BY", f"decision/{each.decision.name}", *nothing] for each in decided)

    for actor in actors_of(export.corpus):
        yield from changed(f"entity/{actor.id}", touched.actor(actor.id))
    for event in export.corpus.events:
        source, target, here = f"entity/{event.source.id}", f"entity/{event.target.id}", f"event/{event.id}"
        if any(item.polarity == "affirmed" and item.modality == "actual" for item in event.evidence):
            row: Row = {
                "event": event.id,
                **event_row(event),
                **status_row(event),
                "evidence": len(event.evidence),
                "quote": event.evidence[0].quote,
                "decisions": ";".join(each.decision.name for each in touched.event(event.id)),
            }
            yield [source, to_type(event.relation), target, *(row[name] for name in RELATIONSHIP_COLUMNS)]
        yield [here, "SOURCE", source, *nothing]
        yield [here, "TARGET", target, *nothing]
        yield [here, "FILED_UNDER", f"article/{event.article}", *nothing]
        yield from changed(here, touched.event(event.id))
        for item in event.evidence:
            key = f"evidence/{evidence_id(event.id, item)}"
            yield [here, "EVIDENCE", key, *nothing]
            yield [key, "ARTICLE", f"article/{item.article}", *nothing]
            yield from changed(key, touched.claim(event.id, item.article, item.start))
    for article in export.corpus.articles:
        if article.copy_of is not None:
            yield [f"article/{article.id}", "COPY_OF", f"article/{article.copy_of}", *nothing]


def to_type(relation: str) -> str:
    """Return the type of a relationship as Neo4j's style has it.

    >>> to_type("met-with")
    'MET_WITH'
    """
    return relation.replace("-", "_").upper()


def _parts(event: Event) -> Iterator[tuple[str, str, str]]:
    """Yield the state and organ that each side acts for, which may differ from event to event."""
    for side, actor in (("source", event.source), ("target", event.target)):
        yield side, "state", actor.state
        yield side, "organ", actor.organ


def _named_articles(export: Export) -> Iterator[str]:
    for event in export.corpus.events:
        yield event.article
        yield from (item.article for item in event.evidence)
    yield from (article.copy_of for article in export.corpus.articles if article.copy_of is not None)


NEO4J: Final = Exporter(
    name="neo4j",
    suffix="-neo4j",
    about="a folder with nodes.csv and relationships.csv for neo4j-admin database import",
    write=write_neo4j,
    unit="row",
    folder=True,
)
