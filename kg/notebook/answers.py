"""Answers to questions in (queries, phrases, analyses, checks); how they are shown, out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.notebook.events import wikidata
from kg.notebook.parts import ROWS, Code, Facts, Figure, Line, Link, Shown, Signed, Table, of_all
from kg.notebook.words import plural
from kg.rdf.namespaces import XSD

if TYPE_CHECKING:
    from kg.analysis import Analysis
    from kg.named_queries import NamedQuery, Queries
    from kg.notebook.known import Known
    from kg.notebook.parts import Cell, Part
    from kg.phrases.answer import Who
    from kg.results import Cell as Value
    from kg.results import QueryResult

_REALS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_FOR_MACHINES = ("evt", "evd", "dsp")
_OF_KG = frozenset({"rel", "ir", "ent"})
"""What these prefixes stand for, the name of the column tells."""
_LINKED = ("http://www.wikidata.org/", "https://www.wikidata.org/")


def result_shown(result: QueryResult, _known: Known) -> Shown:
    """Return the first rows of a result; IRIs are shortened, and those of Wikidata are links."""
    if result.kind == "ask":
        return Shown(title="", parts=(Line(cells=("The answer is", "yes." if result.truth else "no.")),))
    noun = "triple" if result.kind == "graph" else "row"
    caption = of_all(len(result.rows), noun)
    if result.truncated:
        caption += ", and there are more"
    kept = _kept(result)
    if len(kept) < len(result.columns):
        caption += "; ids left out, to_table() has them"
    columns = tuple(result.columns[place] for place in kept)
    rows = tuple(tuple(_value(row[place], result) for place in kept) for row in result.rows[:ROWS])
    return Shown(title="", parts=(Table(caption=caption, columns=columns, rows=rows),))


def _kept(result: QueryResult) -> tuple[int, ...]:
    """Return the places of the columns that are for people: ids of events and the like are long, and say little."""
    places = tuple(range(len(result.columns)))
    if result.kind == "graph" or not result.rows:
        return places
    bases = tuple(result.prefixes[name] for name in _FOR_MACHINES if name in result.prefixes)
    kept = tuple(place for place in places if not _are_ids([row[place] for row in result.rows], bases))
    return kept or places


def _are_ids(cells: list[Value | None], bases: tuple[str, ...]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(cell.kind == "uri" and cell.value.startswith(bases) for cell in known)


def _value(cell: Value | None, result: QueryResult) -> Cell:
    if cell is None:
        return None
    text = cell.to_text(result.prefixes)
    if cell.kind == "uri" and cell.value.startswith(_LINKED):
        return Link(words=text, url=cell.value)
    if cell.kind == "uri" and result.kind == "select":
        prefix, _, name = text.partition(":")
        return name if prefix in _OF_KG and name else text
    try:
        return _literal(cell) if cell.kind == "literal" else text
    except ValueError:  # another program's graph can call any text a number or a day
        return text


def _literal(cell: Value) -> Cell:
    if cell.datatype == f"{XSD}integer":
        return Figure(value=int(cell.value))
    if cell.datatype in _REALS:
        return Figure(value=float(cell.value), digits=3)
    return date.fromisoformat(cell.value) if cell.datatype == f"{XSD}date" else cell.value


def query_shown(query: NamedQuery, _known: Known) -> Shown:
    """Return what a named query answers, what it asks for, and its SPARQL."""
    rows = tuple(
        (
            each.name,
            each.type,
            each.meaning,
            "required" if each.required else f"by default {each.default}" if each.default else "optional",
            query.example.get(each.name),
        )
        for each in query.parameters
    )
    parts: list[Part] = [Line(cells=(query.description,))]
    if rows:
        columns = ("Parameter", "Kind", "Meaning", "Needed", "Example")
        parts.append(Table(caption=plural(len(rows), "parameter"), columns=columns, rows=rows))
    parts.append(Line(cells=(Code(text=query.template.strip()),)))
    return Shown(title=f"{query.name}: {query.title}", parts=tuple(parts))


def queries_shown(queries: Queries, _known: Known) -> Shown:
    """Return all named queries: there are few."""
    rows = tuple((each.name, each.title, ", ".join(one.name for one in each.parameters)) for each in queries.values())
    caption = f"{len(rows)} queries that graph.query() knows by name"
    return Shown(title="", parts=(Table(caption=caption, columns=("Name", "Answers", "Parameters"), rows=rows),))


def who_shown(who: Who, _known: Known) -> Shown:
    """Return who a phrase names, and the words that decided."""
    codes = " + ".join(filter(None, (who.code, who.second)))
    country = f"{who.country} ({who.state})" if who.state else who.country
    actor = who.actor
    parts: tuple[Part, ...] = (
        Facts(
            rows=(
                ("Country", country),
                ("Role", codes),
                ("Actor", actor.name if actor else None),
                ("Wikidata", wikidata(actor) if actor else None),
                ("Because", who.reasons),
                ("In no table", ", ".join(who.tried)),
            )
        ),
    )
    if not who.known:
        parts = (Line(cells=("unknown; tried:", ", ".join(who.tried) or "no word")),)
    return Shown(title=f"\N{LEFT DOUBLE QUOTATION MARK}{who.phrase}\N{RIGHT DOUBLE QUOTATION MARK}", parts=parts)


def analysis_shown(analysis: Analysis, _known: Known) -> Shown:
    """Return the whole in a line, the communities, who stands out, and the ties that contradict the camps."""
    from kg.analysis.tables import brokers, frustrated

    names = {actor.id: actor.name for actor in analysis.actors}
    whole = analysis.overall
    head = (
        f"{plural(whole.actors, 'actor')}, {plural(whole.ties, 'tie')} ({whole.friendly_ties:,} friendly, "
        f"{whole.hostile_ties:,} hostile), {plural(whole.components, 'component')}, {whole.isolated:,} without a tie of a sign"
    )
    facts = Facts(
        rows=(
            ("Communities", f"{whole.communities}, modularity {whole.modularity:.2f}"),
            (
                "Balance",
                f"{whole.balance:.0%} of {plural(whole.triangles, 'triangle')}, {whole.weighted_balance:.0%} by strength",
            ),
            (
                "Frustration",
                f"{whole.frustration_share:.0%} of strength contradicts the two camps, in {plural(whole.frustrated_ties, 'tie')}",
            ),
            ("Bridges", f"{whole.bridges:,}, and {whole.local_bridges:,} local ones"),
        )
    )
    communities = Table(
        caption=of_all(len(analysis.communities), "community", rows=8),
        columns=("Community", "Members", "Size", "Friendly inside", "Hostile inside", "Friendly outward", "Hostile outward"),
        rows=tuple(
            (each.number, _members(each.members, names), len(each.members), *(Figure(value=value) for value in (
                each.friendly_inside, each.hostile_inside, each.friendly_outside, each.hostile_outside)))
            for each in analysis.communities[:8]
        ),
    )  # fmt: skip
    actors = Table(
        caption=f"{of_all(len(analysis.actors), 'actor', rows=12, which='')} between most others",
        columns=("Actor", "Kind", "State", "Community", "Camp", "Friends", "Foes", "Betweenness", "Constraint", "Status"),
        rows=tuple(
            (each.name, each.kind, each.state or None, each.community, each.camp or None, each.friends, each.foes,
             Figure(value=each.betweenness, digits=3), Figure(value=each.constraint), Figure(value=each.status, digits=3))
            for each in brokers(analysis)[:12]
        ),
    )  # fmt: skip
    against = frustrated(analysis)
    ties = Table(
        caption=f"{of_all(len(against), 'tie', rows=10, which='Strongest ')} that contradict the camps",
        columns=("Actor", "Other", "Strength", ""),
        rows=tuple(
            (names[tie.a], names[tie.b], Signed(value=tie.strength), "" if tie.certain else "its interval holds 0")
            for tie in against[:10]
        ),
    )
    return Shown(title=head, parts=(facts, communities, actors, ties))


def _members(ids: tuple[str, ...], names: dict[str, str]) -> str:
    more = f" and {len(ids) - 8:,} more" if len(ids) > 8 else ""
    return ", ".join(names.get(each, each) for each in ids[:8]) + more
