"""A corpus and its ties in; a pyvis network, one offline HTML page or a notebook frame out."""

from kg.page.html import to_html
from kg.page.network import to_pyvis
from kg.page.notebook import repr_html

__all__ = ["repr_html", "to_html", "to_pyvis"]
