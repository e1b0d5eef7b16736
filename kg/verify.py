"""A built graph and articles in; whether every quote still stands in its article at its offsets out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from kg.errors import GraphFileError
from kg.model import Article, Skipped
from kg.ontology import IR
from kg.rdf.namespaces import from_local
from kg.rdf.wellformed import check_xml

Status = Literal["stands", "changed", "contradicted", "missing", "new"]

_NEEDED: Final = frozenset(IR + name for name in "articleId textSha256 article quote beginChar endChar".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quote of the graph: the id of its evidence, its words, and where they begin and end in the article."""

    evidence: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostQuote:
    """A quote that does not stand at its offsets; ``moved_to`` is its nearest place in the text, None where it is gone."""

    quote: Quote
    moved_to: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCheck:
    """What became of an article of the graph, or that one is new.

    It ``stands`` if its text has the digest and every quote at its place. It is ``changed`` if the digest is
    another one, and ``contradicted`` if the digest is right but a quote is not in the text: then the graph was
    altered. It is ``missing`` if no such article was read. ``quotes`` counts those that the graph has of it.
    ``same_as`` is, of a missing article, a new one of the same text, "" where there is none. ``line_ends`` says
    that a changed text differs by its line ends alone.
    """

    article: str
    status: Status
    quotes: int = 0
    lost: tuple[LostQuote, ...] = ()
    same_as: str = ""
    line_ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What became of every article, in the order read, those that are missing last; and what could not be read."""

    articles: tuple[ArticleCheck, ...]
    skipped: tuple[Skipped, ...]

    @property
    def stands(self) -> bool:
        """Return whether every article of the graph has the text that its quotes were taken from."""
        return all(each.status in {"stands", "new"} for each in self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An article as the graph has it."""

    id: str
    digest: str
    quotes: tuple[Quote, ...]


def verify(graph: Path | str, articles: Iterable[Article | Skipped]) -> Verification:
    """Return whether the quotes of a graph stand in the articles; these are read one at a time.

    The graph is a file in Turtle, or in another syntax that its suffix tells.

    Raises
    ------
    GraphFileError
        If the file cannot be read, or lacks what tells where a quote stands.
    """
    known = _read_quotes(graph)
    checks: list[ArticleCheck] = []
    skipped: list[Skipped] = []
    seen: set[str] = set()
    new: dict[str, str] = {}
    for item in articles:
        if isinstance(item, Skipped):
            skipped.append(item)
        elif item.id in known:
            seen.add(item.id)
            checks.append(_check(known[item.id], item))
        else:
            new.setdefault(item.sha256, item.id)
            checks.append(ArticleCheck(article=item.id, status="new"))
    for key in sorted(known.keys() - seen):
        same = new.get(known[key].digest, "")
        checks.append(ArticleCheck(article=key, status="missing", quotes=len(known[key].quotes), same_as=same))
    return Verification(articles=tuple(checks), skipped=tuple(skipped))


def _check(known: _Known, article: Article) -> ArticleCheck:
    text = article.text
    lost = tuple(
        LostQuote(quote=quote, moved_to=_nearest(text, quote))
        for quote in known.quotes
        if text[quote.start : quote.end] != quote.text
    )
    same = article.sha256 == known.digest
    status: Status = "contradicted" if same and lost else "stands" if same else "changed"
    return ArticleCheck(
        article=known.id,
        status=status,
        quotes=len(known.quotes),
        lost=lost,
        line_ends=status == "changed" and known.digest in _digests_of_other_line_ends(text),
    )


def _nearest(text: str, quote: Quote) -> int | None:
    """Return where the words stand nearest to their old place, None where they do not."""
    if not quote.text:
        return None
    before = text.rfind(quote.text, 0, quote.start + len(quote.text))
    after = text.find(quote.text, quote.start)
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - quote.start), default=None)


def _digests_of_other_line_ends(text: str) -> set[str]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return {Article(id="text", text=plain.replace("\n", end)).sha256 for end in ("\n", "\r\n", "\r") if plain}


def _read_quotes(path: Path | str) -> Mapping[str, _Known]:
    """Return the articles of a graph by id, with their quotes in the order of the text."""
    nodes = _nodes(path)
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for iri, node in nodes.items():
        if "article" in node or "quote" in node:
            try:
                quote = Quote(
                    evidence=from_local(iri),
                    text=node["quote"],
                    start=int(node["beginChar"]),
                    end=int(node["endChar"]),
                )
                quotes[node["article"]].append(quote)
            except (KeyError, ValueError) as error:
                raise GraphFileError(
                    f"{path}: <{iri}>: {error} is not what tells where its quote stands; see kg validate {path}"
                ) from error
    known: dict[str, _Known] = {}
    for iri, node in nodes.items():
        if "articleId" in node:
            own = sorted(quotes.pop(iri, ()), key=lambda quote: (quote.start, quote.end, quote.evidence))
            known[node["articleId"]] = _Known(
                id=node["articleId"], digest=node.get("textSha256", ""), quotes=tuple(own)
            )
    if quotes:
        raise GraphFileError(f"{path}: <{min(quotes)}> has quotes but no ir:articleId; see kg validate {path}")
    if not known:
        raise GraphFileError(f"{path}: no ir:Article; give the graph.ttl of a kg build")
    return known


def _nodes(path: Path | str) -> Mapping[str, Mapping[str, str]]:
    nodes: dict[str, dict[str, str]] = defaultdict(dict)
    syntax = ox.RdfFormat.from_extension(Path(path).suffix[1:]) or ox.RdfFormat.TURTLE
    try:
        if syntax == ox.RdfFormat.RDF_XML:
            check_xml(path)
        for subject, name, value in _triples(Path(path).read_bytes(), syntax):
            nodes[subject][name] = value
    except SyntaxError as error:
        raise GraphFileError(f"{path}:{error.lineno}: not {syntax.name}: {error.msg}") from error
    except OSError as error:
        raise GraphFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    return nodes


def _triples(content: bytes, syntax: ox.RdfFormat) -> Iterator[tuple[str, str, str]]:
    for quad in ox.parse(content, format=syntax):
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if predicate in _NEEDED and isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            yield subject.value, predicate.removeprefix(IR), value.value
