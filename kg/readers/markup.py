"""A piece of HTML in; the words that it shows, a line for each block, out."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_BLOCKS: Final = frozenset(
    "address article aside blockquote br center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_NOT_SHOWN: Final = frozenset(
    "audio canvas embed head iframe math noscript object script select style svg template textarea title video".split()
)
_BREAK: Final = "\x1e"
"""Where a block begins or ends; no text holds it, see `_NO_XML`."""

_SPACES: Final = re.compile(r"[ \t\r\n\f\v\x85\xa0]+")
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What libxml2 takes for the end of a text, or refuses."""

_TAG: Final = re.compile(r"<[^<>]*>")


def shown_text(markup: str) -> str:
    r"""Return what a piece of HTML shows; scripts, styles and what else is not read are left out.

    >>> shown_text("<p>Kim &amp; Putin<br>met.</p><script>x()</script><p>They signed <b>a treaty</b>.</p>")
    'Kim & Putin\nmet.\nThey signed a treaty.'
    """
    # Imported here, because it takes longer than reading a folder of plain texts.
    from lxml import etree

    markup = _NO_XML.sub(" ", markup)
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    tree = etree.fromstring(f"<body>{markup}</body>", parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        # Nested deeper, or longer, than libxml2 goes: it would leave out the rest without a word.
        shown = html.unescape(_TAG.sub(_BREAK, markup))
    else:
        shown = "".join(_pieces(tree))
    lines = _SPACES.sub(" ", shown).split(_BREAK)
    return "\n".join(line.strip() for line in lines if line.strip())


def _pieces(tree: etree._Element) -> Iterator[str]:
    from lxml import etree

    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        block, shut = element.tag in _BLOCKS, element.tag in _NOT_SHOWN
        if event == "start":
            hidden += shut
            yield _BREAK if block else ""
            yield element.text or "" if not hidden else ""
        else:
            hidden -= shut
            yield _BREAK if block else ""
            yield element.tail or "" if not hidden else ""
