"""The names and words of one part of a phrase in; its head and its role, with the reason, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.phrases.items import Item

_POSTS: Final = frozenset(("office", "title"))
_OPEN: Final = frozenset(("generic", "title"))
_ELITE: Final = "ELI"
_REACH: Final = 8
"""How many names and words before an open head can give it its role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The role of a part: code and second code ("" where nothing tells), the item that is its head, the reasons."""

    code: str
    second: str = ""
    head: Item | None = None
    reasons: tuple[str, ...] = ()
    settled: bool = False


NO_ROLE: Final = Role(code="")


def role_of(items: Sequence[Item], complement: Role = NO_ROLE) -> Role:
    """Return the role that a part's last word or name has, as the words before it change it.

    A post or group of no role of its own ("leader", "members") takes that of the words before it, then that of the
    complement ("of the union"), then its usual one. Words like "rebel" and "former" turn the role of what they stand by.
    """
    agents = [item for item in items if not item.is_place]
    while agents and _is_former(agents[-1]):
        agents.pop()
    if not agents:
        return NO_ROLE
    at = len(agents) - 1
    head = agents[at]
    if head.kind in {"person", "figure"}:
        titles = [place for place in range(at) if agents[place].kind not in {"turn", "modifier", "faith"}]
        if titles:
            at = titles[-1]
            return _turned(agents, at, _plain(agents, at, complement))
    return _turned(agents, at, _plain(agents, at, complement))


def _plain(agents: Sequence[Item], at: int, complement: Role) -> Role:
    head = agents[at]
    if head.kind not in _OPEN:
        return Role(code=head.code, second=head.second, head=head, reasons=(_said(head, head.code),), settled=True)
    led = list(agents[max(0, at - _REACH) : at])
    while led and led[-1].kind == "turn" and any(item.is_name for item in led):
        led.pop()  # "Hamas's armed wing" is Hamas's, whatever it bears
    before = role_of(led)
    if before.code and before.code != "UNK" and before.head is not None:
        code = before.code
        if before.head.kind == "faith" and (head.kind == "title" or head.code != "CVL"):
            code = "REL"
        reasons = (
            (*before.reasons, f"{head.text!r} takes it over") if code == before.code else (_said(before.head, code),)
        )
        return Role(code=code, second=before.second, head=head, reasons=reasons, settled=True)
    if complement.code and complement.code != "UNK" and complement.settled:
        reasons = (*complement.reasons, f"{head.text!r} takes it over")
        return Role(code=complement.code, second=complement.second, head=head, reasons=reasons, settled=True)
    return Role(code=head.code, head=head, reasons=(_said(head, head.code),))


def _turned(agents: Sequence[Item], at: int, role: Role) -> Role:
    for item in reversed(agents[:at]):
        if item.kind != "turn" or item.code == role.code:
            continue
        former = _is_former(item)
        if (former and agents[at].kind in _POSTS) or (not former and role.code in item.over):
            reasons = (*role.reasons, f"{item.text!r} makes it {item.code}")
            role = Role(code=item.code, head=role.head, reasons=reasons, settled=True)
    return role


def _is_former(item: Item) -> bool:
    return item.kind == "turn" and item.code == _ELITE


def _said(item: Item, code: str) -> str:
    note = f" ({item.note})" if item.note else ""
    return f"{item.text!r} is {code or 'of no role'}{note}"
