"""A misspelt word and the words there are in; the one word that a single slip would make of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def one_slip_off(word: str, words: Iterable[str]) -> str | None:
    """Return the only word that one letter more, less, other or swapped makes of a word; None if none or several.

    The first letter counts as right.

    >>> one_slip_off("dehli", ("delhi", "dhaka"))
    'delhi'
    """
    near = {other for other in words if other[:1] == word[:1] and _is_one_slip(word, other)}
    return near.pop() if len(near) == 1 else None


def _is_one_slip(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    swapped = short[same : same + 2][::-1] == long[same : same + 2]
    return short[same + 1 :] == long[same + 1 :] or (swapped and short[same + 2 :] == long[same + 2 :])
