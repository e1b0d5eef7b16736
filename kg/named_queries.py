"""The files under ``ontology/queries`` in; named queries with their parameters, and SPARQL with terms in place, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, get_args

from kg.errors import QueryFileError
from kg.files import data_path
from kg.rdf.namespaces import XSD
from kg.rdf.terms import Iri, Term, to_turtle_iri, to_turtle_literal

ParameterType = Literal["actor", "relation", "state", "code", "group", "source", "date", "integer", "text"]
TYPES: Final[tuple[ParameterType, ...]] = get_args(ParameterType)

SUFFIX: Final = ".rq"
_RESERVED: Final = frozenset({"self", "query", "max_rows"})
"""Names that the arguments of ``Graph.query`` have."""

_BOUNDS: Final[Mapping[str, Literal["first", "last"]]] = MappingProxyType({"since": "first", "until": "last"})
"""The names of dates that begin and end a period; a date of another name is one day."""

_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_HEADER: Final = re.compile(r"# ([a-z]+)(?: ([^:]*))?: (.*)")
_PARAMETER: Final = re.compile(r"([a-z][a-z_]*) ([a-z]+)(?: = (.+))?")
_VALUE: Final = re.compile(r'([a-z][a-z_]*)=(?:"([^"]*)"|([^\s"]+))')
_TOKEN: Final = re.compile(
    r"""(?P<other>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>\s]*>|\#[^\n]*)|\$(?P<name>\w+)"""
)
"""A parameter, or a string, IRI or comment, in which there is none."""

_PREFIX: Final = re.compile(r"PREFIX (\w*): <([^>]*)>\n")
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a named query asks for; ``default`` is None where there is none, and ``meaning`` says what that means."""

    name: str
    type: ParameterType
    meaning: str
    required: bool
    default: str | None = None

    @property
    def bound(self) -> Literal["first", "last"] | None:
        """Return which day of a month or year is meant where only that is given; None where one day must be."""
        return _BOUNDS.get(self.name) if self.type == "date" else None

    def to_text(self) -> str:
        """Return what is to be given for it, for people."""
        partial = f"; a month or year alone stands for its {self.bound} day" if self.bound else ""
        return f"{self.name} ({self.type}): {self.meaning}{partial}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuery:
    """A query that analysts ask, with parameters; ``example`` has values that make sense in most graphs.

    In ``template``, a parameter is a variable with a dollar sign: ``$actor``. An optional one stands only in lines
    without which the query is whole.
    """

    name: str
    title: str
    description: str
    template: str
    parameters: tuple[Parameter, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)

    def fill(self, terms: Mapping[str, Term]) -> str:
        """Return the SPARQL with terms in the place of parameters, complete with its prefixes.

        A term is written as SPARQL writes it, quoted and escaped, so that no value can become part of the query.
        A line with an optional parameter that is not given is left out; a required one that is not given stays as a
        variable.

        Raises
        ------
        ValueError
            If a term has the name of no parameter, or an IRI holds what no IRI can.
        """
        unknown = terms.keys() - {parameter.name for parameter in self.parameters}
        if unknown:
            raise ValueError(f"query {self.name}: no parameter is called {', '.join(sorted(unknown))}")
        prefixes = dict(_PREFIX.findall(self.template))
        texts = {name: _sparql_term(term, prefixes) for name, term in terms.items()}
        missing = {each.name for each in self.parameters if not each.required} - terms.keys()
        lines = self.template.splitlines(keepends=True)
        kept = "".join(line for line in lines if not missing.intersection(_parameters(line)))
        return _TOKEN.sub(lambda found: texts.get(found["name"] or "", found[0]), kept)

    def to_text(self) -> str:
        """Return the name with its parameters and what it answers, for people."""
        return f"{self.usage}\n    {self.title}"

    def to_comment(self) -> str:
        """Return what the query answers, what its parameters mean and an example, as comment lines of SPARQL."""
        lines = [self.title, self.description]
        lines += [each.to_text() for each in self.parameters]
        if self.example:
            values = (
                f'{name}="{value}"' if " " in value else f"{name}={value}" for name, value in self.example.items()
            )
            lines.append(f"Example: kg query {self.name} {' '.join(values)}")
        return "".join(f"# {line}\n" for line in lines)

    @property
    def usage(self) -> str:
        """Return how the query is called, with what need not be given in brackets."""
        given = (f"{each.name}={each.type.upper()}" for each in self.parameters)
        optional = (text if each.required else f"[{text}]" for each, text in zip(self.parameters, given, strict=True))
        return " ".join((self.name, *optional))


class Queries(Mapping[str, NamedQuery]):
    """Named queries by their names, in the order of these."""

    def __init__(self, found: Iterable[NamedQuery]) -> None:
        self._found: Final = {query.name: query for query in sorted(found, key=lambda query: query.name)}

    def __getitem__(self, name: str) -> NamedQuery:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return the query of a name."""
        return self._found[name]

    def __iter__(self) -> Iterator[str]:  # type: ignore[explicit-override]
        """Iterate over the names."""
        return iter(self._found)

    def __len__(self) -> int:  # type: ignore[explicit-override]
        """Return how many there are."""
        return len(self._found)

    def __repr__(self) -> str:  # type: ignore[explicit-override]
        """Return the names; the queries would fill the screen."""
        return f"<kg.queries: {', '.join(self)}>"


@cache
def queries() -> Queries:
    """Return the queries that kg ships, by name, sorted by name.

    Raises
    ------
    QueryFileError
        If a file is not as it must be.
    """
    return read_queries(data_path("ontology", "queries"))


def read_queries(folder: Path | str) -> Queries:
    """Return the queries of a folder, a file each, by name, sorted by name.

    Raises
    ------
    QueryFileError
        If a file's header lacks something or says what is unknown, or its query uses what is not declared.
    """
    found = (_query(path) for path in sorted(Path(folder).iterdir()))
    return Queries(found)


def _query(path: Path) -> NamedQuery:
    name = path.name.removesuffix(SUFFIX)
    if path.suffix != SUFFIX or not _NAME.fullmatch(name):
        raise QueryFileError(f"{path}: a query's file is called as the query, such as first-contact{SUFFIX}")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryFileError(f"{path}: cannot be read ({error}); give a UTF-8 file") from error
    lines = text.splitlines(keepends=True)
    size = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    header, template = lines[:size], "".join(lines[size:])
    fields: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    for number, line in enumerate(header, 1):
        where = f"{path}:{number}"
        found = _HEADER.fullmatch(line.rstrip("\n"))
        if found is None:
            raise QueryFileError(f"{where}: {line.strip()!r} is no header; write '# title: …' or '# param a actor: …'")
        key, about, value = found[1], found[2] or "", found[3].strip()
        if key in ("param", "optional"):
            parameter = _parameter(about, value, where, required=key == "param")
            if parameter.name in parameters:
                raise QueryFileError(f"{where}: parameter {parameter.name!r} is declared twice; keep one")
            parameters[parameter.name] = parameter
        elif key not in ("title", "description", "example") or about:
            raise QueryFileError(f"{where}: {key!r} is not one of title, description, param, optional, example")
        elif key in fields:
            raise QueryFileError(f"{where}: {key} is given twice; keep one")
        else:
            fields[key] = value
    for key in ("title", "description"):
        if not fields.get(key):
            raise QueryFileError(f"{path}: has no {key}; add a line '# {key}: …'")
    _check_template(path, template, parameters)
    return NamedQuery(
        name=name,
        title=fields["title"],
        description=fields["description"],
        template=template,
        parameters=tuple(parameters.values()),
        example=_example(path, fields.get("example", ""), parameters),
    )


def _parameter(about: str, meaning: str, where: str, *, required: bool) -> Parameter:
    found = _PARAMETER.fullmatch(about)
    if found is None or not meaning:
        raise QueryFileError(f"{where}: {about!r} is no parameter; write '# param NAME TYPE: what it means'")
    name, kind, default = found[1], found[2], found[3]
    types: Mapping[str, ParameterType] = {each: each for each in TYPES}
    if kind not in types:
        raise QueryFileError(f"{where}: type {kind!r} of {name} is unknown; choose one of {', '.join(TYPES)}")
    if name in _RESERVED:
        raise QueryFileError(f"{where}: {name!r} is a name that kg itself needs; choose another")
    if default is not None and required:
        raise QueryFileError(f"{where}: {name} has a default, so it need not be given; write '# optional {about}: …'")
    return Parameter(name=name, type=types[kind], meaning=meaning, required=required, default=default)


def _check_template(path: Path, template: str, parameters: Mapping[str, Parameter]) -> None:
    used = _parameters(template)
    for name in sorted(used - parameters.keys()):
        raise QueryFileError(
            f"{path}: ${name} is no declared parameter; add '# param {name} TYPE: …', or write ?{name}"
        )
    for name in sorted(parameters.keys() - used):
        raise QueryFileError(f"{path}: parameter {name!r} is not used; write ${name} where it belongs")


def _example(path: Path, text: str, parameters: Mapping[str, Parameter]) -> Mapping[str, str]:
    values = {name: quoted or bare for name, quoted, bare in _VALUE.findall(text)}
    if _VALUE.sub("", text).strip():
        raise QueryFileError(f"{path}: example {text!r} is no list of name=value; quote values that hold spaces")
    for name in values:
        if name not in parameters:
            raise QueryFileError(f"{path}: the example gives {name!r}, which is no parameter")
    missing = [each.name for each in parameters.values() if each.required and each.name not in values]
    if missing:
        raise QueryFileError(f"{path}: the example lacks {', '.join(missing)}; add '# example: {missing[0]}=…'")
    return MappingProxyType(values)


def _parameters(text: str) -> set[str]:
    return {found["name"] for found in _TOKEN.finditer(text) if found["name"]}


def _sparql_term(term: Term, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, Iri):
        if _NOT_IN_IRI.search(term):
            raise ValueError(f"{term!r} is no IRI")
        return to_turtle_iri(term, prefixes)
    if term.datatype == XSD + "integer" and not term.value.removeprefix("-").isdecimal():
        raise ValueError(f"{term.value!r} is no integer")
    return to_turtle_literal(term, prefixes)
