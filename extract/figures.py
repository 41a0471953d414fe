"""A figure on its way to a `Quantity`: its atoms, its number, what it measures. No hedge and no interval
yet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.nouns import QuantityKind

AmountForm = Literal["digits", "words", "article", "vague"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number without its unit, from atom `first` up to and including `last`; `figure_last` is the last
    before the scale word.

    `value` is None for a vague one, which lies between `low` and `high`. `scale` is what the scale words
    multiply with, `grain` and `zeros` what one of the last digit (but zeros) is worth, scale included.
    `form` "article" is "een" that only counts before a unit.
    """

    first: int
    last: int
    figure_last: int
    value: Decimal | None
    grain: Decimal
    zeros: Decimal
    scale: Decimal = Decimal(1)
    form: AmountForm = "digits"
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def mantissa(self) -> Decimal:
        """The number before its scale word."""
        return (self.value or Decimal(0)) / self.scale

    def scaled(self, scale: Decimal, last: int) -> Amount:
        """The same number with a scale word that ends at atom `last`."""
        return replace(
            self,
            last=last,
            value=None if self.value is None else self.value * scale,
            low=None if self.low is None else self.low * scale,
            high=None if self.high is None else (self.high + 1) * scale - 1,
            grain=self.grain * scale,
            zeros=self.zeros * scale,
            scale=self.scale * scale,
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """Atoms `first` to `last` (both included). `upper` is the other end of a range, `loose` has the
    words that make it approximate without a hedge ("-tal", "een jaar of").
    """

    first: int
    last: int
    kind: QuantityKind
    amount: Amount
    unit: str | None = None
    upper: Amount | None = None
    loose: str | None = None

    @property
    def bare(self) -> bool:
        """A plain number that may take unit and scale from the next one ("34" in "34 of 35 procent")."""
        return (
            self.kind == "count"
            and self.unit is None
            and self.upper is None
            and self.last == self.amount.last
        )

    @property
    def value(self) -> Decimal | tuple[Decimal, Decimal] | None:
        """The magnitude as written, both ends of a range, None if vague."""
        low = self.amount.value
        if self.upper is None or low is None:
            return low
        return None if self.upper.value is None else (low, self.upper.value)
