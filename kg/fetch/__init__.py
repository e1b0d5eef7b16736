"""Addresses of feeds and pages in; a folder with their articles, and what could not be got with the reason, out.

The only part of kg that goes out to the web, and only when it is asked to.
"""

from kg.fetch.fetch import fetch
from kg.fetch.limits import Limits
from kg.fetch.outcome import Fetched, Got, Left

__all__ = ["Fetched", "Got", "Left", "Limits", "fetch"]
