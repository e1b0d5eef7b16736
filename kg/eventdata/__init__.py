"""Event data of others, GDELT, ICEWS, POLECAT and plain tables, in; event tables out."""

from kg.eventdata.collect import Imported, import_events
from kg.eventdata.contract import Options
from kg.eventdata.registry import FORMATS, format_named

__all__ = ["FORMATS", "Imported", "Options", "format_named", "import_events"]
