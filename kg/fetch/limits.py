"""How politely and how patiently pages are asked for, with values that do for news sites."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import InputError
from kg.version import VERSION

USER_AGENT: Final = f"kg/{VERSION} (fetches news for research; respects robots.txt)"
_TOKEN: Final = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a fetch allows itself.

    ``user_agent`` is what servers are told; its first word is the name that robots.txt is read for.
    ``delay`` is how many seconds lie at least between two requests to a host; robots.txt can ask for more.
    ``timeout`` is how many seconds one answer may take, from the first byte asked to the last one got.
    ``longest_wait`` is how many seconds are waited at most for a server that asks for patience.
    ``max_bytes`` is how long an answer may be, after unpacking.
    ``retries`` is how often a request is repeated that failed in passing, ``redirects`` how many are followed.
    """

    user_agent: str = USER_AGENT
    delay: float = 1.0
    timeout: float = 30.0
    longest_wait: float = 120.0
    max_bytes: int = 5_000_000
    retries: int = 3
    redirects: int = 5

    def __post_init__(self) -> None:
        if not _TOKEN.match(self.user_agent) or not (self.user_agent.isascii() and self.user_agent.isprintable()):
            raise InputError(
                f"the user agent {self.user_agent!r} does not begin with a name in plain letters; "
                "give one such as 'examplebot/1.0 (mailto:you@example.org)'"
            )

    @property
    def name(self) -> str:
        """Return the name by which robots.txt speaks of us."""
        found = _TOKEN.match(self.user_agent)
        return found[0] if found else self.user_agent
