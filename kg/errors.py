"""Errors that a user of kg can cause and mend: what went wrong, where, and how to fix it."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error a user can fix; the message names the place, the value and the fix."""


class InputError(KgError):
    """An input file or row cannot be read as news text."""


class OutputError(KgError):
    """An output file or folder cannot be written."""


class ModelError(KgError):
    """The spaCy pipeline asked for is not installed or lacks a component."""


class WorkerError(KgError):
    """The processes that are to read articles cannot be started."""


class EngineError(KgError):
    """Spark, or what it needs, is not installed, cannot be reached, or gave up."""


class OntologyError(KgError):
    """The ontology in ``ontology/ir.ttl`` is incomplete or contradicts itself."""


class RuleError(KgError):
    """A file under ``ontology/rules`` has an unknown key, relation or pattern."""


class ReferenceDataError(KgError):
    """A table under ``data/reference`` breaks its schema."""


class GraphFileError(KgError):
    """A Turtle or events file is not one that kg wrote."""


class DecisionError(KgError):
    """A decisions file breaks its schema, or a decision cannot be made or undone."""


class QueryError(KgError):
    """A SPARQL query cannot be parsed or run, or a named one was not given what it asks for."""


class QueryFileError(KgError):
    """A file under ``ontology/queries`` has an unknown key, type or parameter."""


class MeasureError(KgError):
    """A parameter of strength is out of its range, or events cannot be measured."""


class SelectionError(KgError):
    """What is to be shown asks for what the graph does not have, or leaves nothing to show."""


class UnknownActorError(KgError):
    """No actor of the graph has the name asked for."""


class RemoteError(KgError):
    """A SPARQL server cannot be reached, refuses, or answers what is no SPARQL."""


class WorldMapError(KgError):
    """The package that carries the outlines of the world map is not installed, or its files are not the known ones."""


class WorkspaceError(KgError):
    """A workspace is missing, damaged, of another version, or in use by another process."""
