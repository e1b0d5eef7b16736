"""Nothing in; a corpus of texts that break writers out: quotes, controls, markup, odd ids, several tellers."""

from __future__ import annotations

from datetime import date
from typing import Final

from kg.model import Corpus, Place
from tests.factories import actor, article, corpus, day, event, evidence

TEXTS: Final = (
    'quotes " \' """ and a backslash \\ at the end \\',
    "lines\nand\r\nreturns\rand\ttabs",
    "markup </quote> <![CDATA[ ]]> &amp; & <!-- -- -->",
    '=HYPERLINK("https://example.org")',
    "+1 -2 @3 ;4 |5",
    "-5 is less",
    "@here",
    "arabic \u202e\u0627\u0644\u200f\u202c and emoji 👩‍👩‍👧 漢字 é e\u0301",
    "separators \u2028 \u2029 \x85 \u00a0\ufeff",
    "  spaces at both ends  ",
    "{{ braces }} ${x} %s %(y)s",
)
"""What every format must keep exactly."""

CONTROLS: Final = "controls \x00 \x01 \x07 \x0b \x1f \x7f \ufffe \uffff"
"""What XML forbids but for 7F: seven characters."""

SURROGATE: Final = "half \ud83d a pair"
"""What UTF-8 forbids too."""


def hostile_corpus(*, controls: bool = True, surrogates: bool = True) -> Corpus:
    """Return a corpus in which every text is hostile, with an event that two articles tell of and one that is denied."""
    texts = [*TEXTS, *([CONTROLS] if controls else []), *([SURROGATE] if surrogates else [])]
    events = []
    articles = []
    for number, text in enumerate(texts):
        key = f"a {number}/é漢<{number}>.#%"
        state = actor(text, "state", id=f"état {number}/«x»", wikidata="Q142")
        person = actor(f"P {text}", id=f"p.{number}~", state=text, organ=f"organ {text}")
        events.append(
            event(
                "praised",
                person,
                state,
                article=key,
                when=day("2024-05-01", "2024-05-31", words=text) if number % 2 else None,
                claims=[
                    evidence(text, article=key, start=7, attribution=text, rule=f"rule {text}", confidence=0.25),
                    evidence(text, article=key, start=99, polarity="negated", modality="planned"),
                ],
                place=Place(name=f"place {text}", country=text),
                occasion=f"occasion {text}",
                attribution=text,
            )
        )
        articles.append(
            article(key, f"body {text}", title=text, source=text, url=f"https://example.org/{number}?a=1&b=<2>",
                    published=date(2024, 1, 2))
        )  # fmt: skip
    both = [event(when=day(), article="b1"), event(when=day(), article="b2")]
    denied = event("attacked", actor("Norland", "state"), actor("Halden", "state"), article="b1", polarity="negated")
    told = corpus(*both, denied)
    return Corpus(articles=(*articles, *told.articles), events=(*events, *told.events))
