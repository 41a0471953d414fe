"""A printed number as what it can mean: an interval of decimals, each end open, closed or absent.

The idea is statcheck's and GRIM's: a reported 2,0 may have been rounded from anything between 1,95 and
2,05, so sums are done on intervals and two figures contradict each other only if their intervals are
disjoint. Source for the arithmetic: Moore, Kearfott & Cloud, Introduction to Interval Analysis (2009),
chapter 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`; None is "no bound"; an open end does not belong to it.

    >>> Interval.point(34).overlaps(Interval(Decimal(35), None))
    False
    >>> (Interval.around(Decimal(68), Decimal(1)) / Interval.point(34)).contains(Decimal(2))
    True
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"interval upside down: {self.low}..{self.high}")

    @classmethod
    def point(cls, value: Decimal | int | str) -> Interval:
        """Exactly this value."""
        x = Decimal(value)
        return cls(x, x)

    @classmethod
    def around(cls, value: Decimal, unit: Decimal) -> Interval:
        """What rounds to `value` when the last digit shown is worth `unit`: value ± unit/2."""
        return cls(value - unit / 2, value + unit / 2)

    def contains(self, value: Decimal) -> bool:
        """Whether this value is possible."""
        return self.overlaps(Interval(value, value))

    def overlaps(self, other: Interval) -> bool:
        """Whether one value satisfies both: False means that the two contradict each other."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether every value here is smaller than every value there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """Product. With an end missing only intervals without negative values have one; otherwise no
        bounds.
        """
        low, high = _product(self, other, "low"), _product(self, other, "high")
        if low is not None and high is not None and (low[0] > high[0] or self._signed() or other._signed()):
            corners = [
                (a * b, a_open or b_open)
                for a, a_open in ((self.low, self.low_open), (self.high, self.high_open))
                for b, b_open in ((other.low, other.low_open), (other.high, other.high_open))
                if a is not None and b is not None
            ]
            bottom, top = min(corners)[0], max(corners)[0]
            return Interval(
                bottom,
                top,
                all(is_open for value, is_open in corners if value == bottom),
                all(is_open for value, is_open in corners if value == top),
            )
        if self._signed() or other._signed() or low is None:
            return Interval(None, None)
        return Interval(low[0], high[0] if high else None, low[1], high[1] if high else False)

    def _signed(self) -> bool:
        """Whether it may hold negative values."""
        return self.low is None or self.low < 0

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient; no bounds at all when the divisor may be zero or negative."""
        if other.low is None or other.low <= 0:
            return Interval(None, None)
        inverse = Interval(
            Decimal(0) if other.high is None else 1 / other.high,
            1 / other.low,
            other.high_open or other.high is None,
            other.low_open,
        )
        return self * inverse


def _product(a: Interval, b: Interval, end: str) -> tuple[Decimal, bool] | None:
    """The product of both lower or both upper ends and whether it is open; None if one of them is missing."""
    x: Decimal | None = getattr(a, end)
    y: Decimal | None = getattr(b, end)
    if x is None or y is None:
        return None
    return x * y, bool(getattr(a, f"{end}_open") or getattr(b, f"{end}_open"))
