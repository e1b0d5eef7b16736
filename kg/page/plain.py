"""Values for JSON: the type of what the page reads."""

from __future__ import annotations

Plain = dict[str, object]
"""An object of JSON."""
