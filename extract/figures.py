"""A figure on its way to a `Quantity`: its atoms, its number, what it measures. No hedge and no interval
yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extract.amounts import Amount
from extract.nouns import QuantityKind


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
