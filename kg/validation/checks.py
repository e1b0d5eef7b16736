"""The SPARQL queries of ``ontology/checks`` in; what each finds wrong across the nodes of a graph out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.files import data_path
from kg.validation.findings import Finding

_HEAD: Final = "# Message: "
_COLUMNS: Final = ("node", "property", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A query that selects ``?node``, ``?property`` and ``?value`` of what breaks the rule of its message."""

    name: str
    message: str
    query: str

    def run(self, store: ox.Store) -> Iterator[Finding]:
        """Yield what the query finds, in the order of the store."""
        for row in _select(self, store):
            node, path, value = (row[column] for column in _COLUMNS)
            yield Finding(
                message=self.message,
                rule=self.name,
                node=str(node),
                property=str(path) if path is not None else "",
                values=(str(value),) if value is not None else (),
            )


@cache
def load_checks() -> tuple[Check, ...]:
    """Return the checks that kg ships, sorted by name.

    Raises
    ------
    OntologyError
        If one of them has no message or is no such query.
    """
    return read_checks(data_path("ontology", "checks"))


def read_checks(folder: Path) -> tuple[Check, ...]:
    """Return the checks of a folder, one of each ``.rq`` file, sorted by name.

    Raises
    ------
    OntologyError
        If one of them has no message or is no such query.
    """
    checks = tuple(_read(path) for path in sorted(folder.glob("*.rq")))
    empty = ox.Store()
    for check in checks:
        found = tuple(variable.value for variable in _select(check, empty).variables)
        if found != _COLUMNS:
            raise OntologyError(
                f"{folder / check.name}.rq: selects {', '.join(found)}; select ?node, ?property and ?value"
            )
    return checks


def _read(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    first = text.partition("\n")[0]
    if not first.startswith(_HEAD):
        raise OntologyError(f"{path}:1: found {first!r}; begin with the message: {_HEAD}What is right.")
    return Check(name=path.stem, message=first.removeprefix(_HEAD), query=text)


def _select(check: Check, store: ox.Store) -> ox.QuerySolutions:
    try:
        found = store.query(check.query)
    except (SyntaxError, ValueError) as error:
        why = " ".join(str(error).split())
        raise OntologyError(f"ontology/checks/{check.name}.rq: {why}; mend the query") from error
    if not isinstance(found, ox.QuerySolutions):
        raise OntologyError(f"ontology/checks/{check.name}.rq: is no SELECT; select ?node, ?property and ?value")
    return found
