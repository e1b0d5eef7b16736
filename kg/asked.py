"""What is asked of a graph, and how its texts are read, as keywords in; the two values that every way to build takes out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast

from kg.inputs import codes_of
from kg.readers import Hints
from kg.workers import OwnExtractor

if TYPE_CHECKING:
    from datetime import date

    from kg.model import Readers


_Called = TypeVar("_Called", bound=Callable[..., Any])


class TextKeywords(TypedDict, total=False):
    """The keywords of `TextOptions`, for functions that take them."""

    model: str | None
    readers: Readers
    languages: Iterable[str] | None
    published: date | None
    columns: Mapping[str, str] | None


class GraphKeywords(TypedDict, total=False):
    """The keywords of `GraphOptions`, for functions that take them."""

    known_on: date | None
    today: date | None
    min_confidence: float | None
    copies: bool


class BuildKeywords(TextKeywords, GraphKeywords, total=False):
    """The keywords of both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOptions:
    """How texts are read: by what, in which languages, and what is said of all of them.

    Parameters
    ----------
    model
        Name of an installed spaCy pipeline for English; None takes the packaged small one.
    readers
        Who finds the events: the rules and the learned reader, or one of them alone.
    languages
        Codes of the languages to read, such as "en" and "fr"; None reads all whose pipeline is installed. Articles in
        others are left out.
    published
        The publication day of texts that do not carry one, see `kg.readers`.
    columns
        For keys of an article (text, published, title ...), the columns of CSV, Parquet and JSON Lines that hold them.
    """

    model: str | None = None
    readers: Readers = "both"
    languages: Iterable[str] | None = None
    published: date | None = None
    columns: Mapping[str, str] | None = None

    @property
    def hints(self) -> Hints:
        """Return what is said of all inputs.

        Raises
        ------
        InputError
            If a column is named for what no article has.
        """
        return Hints(published=self.published, columns=self.columns or {})

    def codes(self, extractor: object = None) -> tuple[str, ...]:
        """Return the codes of the languages that are read, see `kg.inputs.codes_of`."""
        return codes_of(self.languages, extractor)

    def own(self, codes: tuple[str, ...]) -> OwnExtractor:
        """Return what loads kg's own extractor for these languages."""
        return OwnExtractor(model=self.model, readers=self.readers, languages=codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphOptions:
    """What is asked of a graph, whether its texts are read now or a workspace keeps what was read in them.

    Parameters
    ----------
    known_on
        Build the graph as it was known on that day: of articles published by then, with strengths as of it unless
        ``today`` is given. Articles without a day of publication are left out. What was planned then is a plan.
    today
        The day that strengths are as of; None takes the latest day of a publication or of what was done.
    min_confidence
        Events with less confidence are left out; None leaves out what is wrong more often than right, but keeps the
        likeliest where the article's actors were marked.
    copies
        Whether copies among the articles are found, see `kg.copies`, so that an agency text that many outlets print is
        one source; if not, every outlet is one.
    """

    known_on: date | None = None
    today: date | None = None
    min_confidence: float | None = None
    copies: bool = True

    @property
    def as_of(self) -> date | None:
        """Return the day that strengths are as of, None where the articles say it."""
        return self.today or self.known_on


def options_of(keywords: BuildKeywords) -> tuple[TextOptions, GraphOptions]:
    """Return the two values of keywords that a user gave.

    Raises
    ------
    TypeError
        If there is one that neither has; the message has all that may be given.
    """
    texts = {each.name for each in fields(TextOptions)}
    graph = {each.name for each in fields(GraphOptions)}
    for name in keywords:
        if name not in texts | graph:
            raise TypeError(f"unexpected keyword argument {name!r}; give {', '.join(sorted(texts | graph))}")
    return (
        TextOptions(**cast("TextKeywords", {key: value for key, value in keywords.items() if key in texts})),
        GraphOptions(**cast("GraphKeywords", {key: value for key, value in keywords.items() if key in graph})),
    )


def spelled_out(*values: type[TextOptions | GraphOptions]) -> Callable[[_Called], _Called]:
    """Let ``help`` and the completion of notebooks show the keywords that a function hands to some values, one by one."""

    def show(function: _Called) -> _Called:
        plain = inspect.signature(function)
        own = [each for each in plain.parameters.values() if each.kind is not inspect.Parameter.VAR_KEYWORD]
        handed = [
            inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type)
            for value in values
            for field in fields(value)
        ]
        vars(function)["__signature__"] = plain.replace(parameters=[*own, *handed])
        return function

    return show
