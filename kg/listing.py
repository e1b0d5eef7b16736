"""Values of one kind in; a tuple that knows what it holds, for people to look at, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, SupportsIndex, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from typing import Self

T_co = TypeVar("T_co", covariant=True)


class Listing(tuple[T_co, ...], Generic[T_co]):
    """A tuple with a name for what it holds; it equals a plain tuple of the same values, and slices of it are listings.

    ``noun`` is such as "event". ``days`` gives the first and last day of a value, None where it has none. ``origin`` is
    what the values are from, such as a corpus, and ``as_of`` the day that their figures are as of.

    >>> Listing(("a", "b", "c"), noun="letter")[:2]
    <2 letters>
    """

    noun: str
    days: Callable[[T_co], tuple[date, date] | None] | None
    origin: object
    as_of: date | None

    def __new__(
        cls,
        values: Iterable[T_co] = (),
        *,
        noun: str = "value",
        days: Callable[[T_co], tuple[date, date] | None] | None = None,
        origin: object = None,
        as_of: date | None = None,
    ) -> Self:
        """Return the values as a listing."""
        made = super().__new__(cls, values)
        made.noun, made.days, made.origin, made.as_of = noun, days, origin, as_of
        return made

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> T_co: ...

    @overload
    def __getitem__(self, place: slice, /) -> Listing[T_co]: ...

    def __getitem__(self, place: SupportsIndex | slice, /) -> T_co | Listing[T_co]:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return a value, or a listing of those of a slice."""
        if isinstance(place, slice):
            values = super().__getitem__(place)
            return Listing(values, noun=self.noun, days=self.days, origin=self.origin, as_of=self.as_of)
        return super().__getitem__(place)

    @property
    def span(self) -> tuple[date, date] | None:
        """Return the first and the last day of the values, None where none has a day."""
        known = [days for days in map(self.days, self) if days is not None] if self.days else []
        return (min(first for first, _ in known), max(last for _, last in known)) if known else None

    @property
    def summary(self) -> str:
        """Return how many there are, from when to when and as of when, such as "2 events, 2023-09-13 to 2024-01-02"."""
        words = f"{len(self):,} {self.nouns}"
        if self.span:
            words += f", {self.span[0]} to {self.span[1]}"
        return f"{words}, as of {self.as_of}" if self.as_of else words

    @property
    def nouns(self) -> str:
        """Return the noun for as many as there are."""
        return self.noun if len(self) == 1 else f"{self.noun}s"

    def __repr__(self) -> str:  # type: ignore[explicit-override]  # typing.override needs Python 3.12
        """Return how many there are and from when; all values would fill the screen."""
        return f"<{self.summary}>"
