"""Events, evidence, actors and articles in; how they are shown, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.notebook.known import known_of
from kg.notebook.parts import ROWS, Act, Facts, Figure, Line, Link, Marked, Shown, Status, Table, of_all
from kg.notebook.words import plural, span_words
from kg.ontology import load_relations

if TYPE_CHECKING:
    from kg.listing import Listing
    from kg.model import Actor, Article, Corpus, Event, Evidence, RelationId
    from kg.notebook.known import Known
    from kg.notebook.parts import Cell, Part, Role

_WIKIDATA: Final = "https://www.wikidata.org/wiki/"
_EXCERPT: Final = 600


def events_shown(events: Listing[Event]) -> Shown:
    """Return the first events in a table, each with the sentence that tells it best."""
    known = known_of(events.origin)
    span = f", {span_words(*events.span)}" if events.span else ""
    rows = tuple(
        (
            event.date,
            actor_words(event.source),
            act(event.relation),
            actor_words(event.target),
            status_of(event, known),
            sentence(_best(event)),
            source_of(_best(event).article, known),
            len(event.evidence),
        )
        for event in events[:ROWS]
    )
    columns = ("Day", "Who", "Does what", "To whom", "Status", "In the words of the text", "Told by", "Sentences")
    return Shown(title="", parts=(Table(caption=of_all(len(events), events.noun) + span, columns=columns, rows=rows),))


def event_shown(event: Event, known: Known) -> Shown:
    """Return the claim with its circumstances, then every sentence that tells it."""
    facts = Facts(
        rows=(
            ("Does what", act(event.relation)),
            ("Status", status_of(event, known)),
            ("Day", event.date),
            (
                "In the words",
                f"\N{LEFT DOUBLE QUOTATION MARK}{event.date.text}\N{RIGHT DOUBLE QUOTATION MARK}"
                if event.date and event.date.text
                else None,
            ),
            ("Place", _place(event)),
            ("Occasion", event.occasion),
            ("According to", event.attribution),
            ("Confidence", Figure(value=event.confidence)),
            ("Id", event.id),
        )
    )
    title = f"{actor_words(event.source)} \N{RIGHTWARDS ARROW} {relation_words(event.relation)} \N{RIGHTWARDS ARROW} {actor_words(event.target)}"
    return Shown(title=title, parts=(facts, claims_table(event.evidence, known)))


def evidence_shown(evidence: Evidence, known: Known) -> Shown:
    """Return one sentence with its marks and what is known of it."""
    return Shown(title="", parts=(claims_table((evidence,), known), Facts(rows=(("Rule", evidence.rule),))))


def claims_table(claims: tuple[Evidence, ...], known: Known, *, caption: str = "") -> Table:
    """Return a row for each sentence: its words with actors and trigger marked, and who says so and when."""
    rows = tuple(
        (
            sentence(each),
            source_of(each.article, known),
            _published(each, known),
            each.attribution or None,
            Status(polarity=each.polarity, modality=each.modality),
            Figure(value=each.confidence),
        )
        for each in claims
    )
    columns = ("Sentence", "Told by", "Published", "According to", "Status", "Confidence")
    return Table(caption=caption or plural(len(claims), "sentence"), columns=columns, rows=rows, full=True)


def sentence(evidence: Evidence) -> Marked:
    """Return the quote with source, target and trigger marked; spans count from the start of the article."""
    spans: tuple[tuple[tuple[int, int], Role], ...] = (
        (evidence.source_span, "source"),
        (evidence.target_span, "target"),
        (evidence.trigger_span, "trigger"),
    )
    size = len(evidence.quote)
    marks = tuple(
        (start - evidence.start, end - evidence.start, role)
        for (start, end), role in spans
        if 0 <= start - evidence.start < end - evidence.start <= size
    )
    return Marked(text=evidence.quote, marks=marks)


def actor_shown(actor: Actor, _known: Known) -> Shown:
    """Return who an actor is, with a link to Wikidata."""
    return Shown(
        title=actor.name,
        parts=(
            Facts(
                rows=(
                    ("Kind", actor.kind),
                    ("State", actor.state),
                    ("Organ", actor.organ),
                    ("Wikidata", wikidata(actor)),
                    ("Id", actor.id),
                )
            ),
        ),
    )


def wikidata(actor: Actor) -> Link | None:
    """Return the link to an actor's item, None where none is known."""
    return Link(words=actor.wikidata, url=f"{_WIKIDATA}{actor.wikidata}") if actor.wikidata else None


def articles_shown(articles: Listing[Article]) -> Shown:
    """Return the first articles in a table, each with how many events were found in it."""
    known = known_of(articles.origin)
    told: dict[str, int] = {}
    for event in known.events.values():
        for article in sorted({each.article for each in event.evidence}):
            told[article] = told.get(article, 0) + 1
    span = f", published {span_words(*articles.span)}" if articles.span else ""
    rows = tuple(
        (_linked(each, each.id), each.title, each.source, each.published, told.get(each.id, 0))
        for each in articles[:ROWS]
    )
    caption = of_all(len(articles), articles.noun) + span
    return Shown(
        title="",
        parts=(Table(caption=caption, columns=("Article", "Title", "Source", "Published", "Events"), rows=rows),),
    )


def article_shown(article: Article, _known: Known) -> Shown:
    """Return an article's particulars and the beginning of its text."""
    text = article.text
    parts: list[Part] = [
        Facts(
            rows=(
                ("Source", article.source),
                ("Published", article.published),
                ("Address", Link(words=article.url, url=article.url) if article.url else None),
                ("Language", article.language),
                ("Marked spans", len(article.mentions) or None),
                ("Characters", len(text) or None),
                ("Id", article.id),
                ("Copy of", article.copy_of),
                ("SHA-256", article.digest),
            )
        )
    ]
    if text:
        more = " \N{HORIZONTAL ELLIPSIS}" if len(text) > _EXCERPT else ""
        parts.append(Line(cells=(text[:_EXCERPT] + more,)))
    return Shown(title=article.title or f"Article {article.id}", parts=tuple(parts))


def corpus_shown(corpus: Corpus, _known: Known) -> Shown:
    """Return how much there is, the events by relation, and what was left out."""
    known = known_of(corpus)
    counts: dict[RelationId, int] = {}
    for event in corpus.events:
        counts[event.relation] = counts.get(event.relation, 0) + 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    parts: list[Part] = [
        Table(
            caption=f"Events by relation: {of_all(len(ranked), 'relation', which='first ')}",
            columns=("Relation", "Events"),
            rows=tuple((act(relation), number) for relation, number in ranked[:ROWS]),
        )
    ]
    if corpus.skipped:
        parts.append(
            Table(
                caption=f"Left out: {of_all(len(corpus.skipped), 'input', which='first ')}",
                columns=("Where", "Why"),
                rows=tuple((each.where, each.why) for each in corpus.skipped[:ROWS]),
            )
        )
    sizes = (("article", corpus.articles), ("actor", known.names), ("event", corpus.events))
    return Shown(title=", ".join(plural(len(values), noun) for noun, values in sizes), parts=tuple(parts))


def status_of(event: Event, known: Known) -> Status:
    """Return the status of an event; that some affirm and some deny it is said too."""
    disputed = event.id in known.disputed or len({each.polarity for each in event.evidence}) > 1
    return Status(polarity=event.polarity, modality=event.modality, note="disputed" if disputed else "")


def act(relation: str) -> Act:
    """Return a relation in words with its sign; one that the ontology lacks as it is."""
    found = load_relations().get(relation)  # type: ignore[call-overload]  # any text may be asked for
    return Act(words=relation_words(relation), sign=found.sign if found else 0)


def relation_words(relation: str) -> str:
    """Return the label of a relation as words."""
    found = load_relations().get(relation)  # type: ignore[call-overload]  # any text may be asked for
    return str(found.label if found else relation).replace("-", " ")


def actor_words(actor: Actor) -> str:
    """Return an actor's name, with the organ that acts."""
    return f"{actor.name} ({actor.organ})" if actor.organ else actor.name


def source_of(article: str, known: Known) -> Cell:
    """Return the outlet of an article, or its id where no outlet is known, with a link to it."""
    found = known.articles.get(article)
    return _linked(found, found.source or article) if found else article


def _linked(article: Article, words: str) -> Cell:
    return Link(words=words, url=article.url) if article.url else words


def _published(evidence: Evidence, known: Known) -> Cell:
    found = known.articles.get(evidence.article)
    return found.published if found else None


def _best(event: Event) -> Evidence:
    return max(event.evidence, key=lambda each: each.confidence)


def _place(event: Event) -> str | None:
    if event.place is None:
        return None
    country = event.place.country
    return f"{event.place.name}, {country}" if country and country != event.place.name else event.place.name
