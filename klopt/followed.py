"""One measure followed through coverage: each figure once for each article, by period, with its conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpus.article import Span
from db.among import Head
from db.claims import FoundClaim
from extract.nouns import Claim, Days, Quantity

Sort = tuple[bool, date, date, str, Decimal, Decimal, str, int]
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Figure:
    """What one article says: the claim, the figure in it, and the keys of the findings with other articles that mark
    it. `witness` is the article by whose number its text is known: copies of one text share it.
    """

    head: Head
    claim: Claim
    quantity: Quantity
    witness: int
    conflicts: tuple[str, ...]

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest value as written."""
        value = self.quantity.value
        assert value is not None  # noqa: S101 - `followed` leaves out what has none
        return value if isinstance(value, tuple) else (value, value)

    @property
    def days(self) -> Days | None:
        """The days that the figure is of, if they are known."""
        return self.claim.period.days if self.claim.period else None

    @property
    def order(self) -> Sort:
        """By period, those without one last; then by unit, value and day of publication."""
        start = (self.days.start if self.days else None) or _NEVER
        end = (self.days.end if self.days else None) or _NEVER
        unit = self.quantity.unit or ""
        return (start is _NEVER, start, end, unit, *self.ends, self.head.published or "", self.head.id)


def followed(
    found: Iterable[FoundClaim],
    marks: Mapping[int, Sequence[tuple[Span, str]]],
    witnesses: Mapping[int, int],
) -> Iterator[Figure]:
    """The figures of these claims in order. `marks` are what findings with other articles mark in each article, with
    their keys (`db.measures.marked`), `witnesses` the groups of copies. A vague figure ("tientallen") has no value and
    is left out; so is the same again in one article.
    """
    figures: dict[tuple[object, ...], Figure] = {}
    for one in found:
        quantity, here = one.claim.quantity, one.head.id
        if quantity is None or quantity.value is None:
            continue
        keys = {key for span, key in marks.get(here, ()) if span.overlaps(quantity.span)}
        figure = Figure(one.head, one.claim, quantity, witnesses.get(here, here), ())
        same = (here, figure.days, quantity.unit, quantity.kind, figure.ends)
        known = figures.setdefault(same, figure)
        figures[same] = Figure(
            known.head, known.claim, known.quantity, known.witness, tuple(sorted({*known.conflicts, *keys}))
        )
    yield from sorted(figures.values(), key=lambda figure: figure.order)
