"""What a slip of the pen makes of a number: a power of ten more or less, or digits that changed places."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Slip = Literal["digits", "power"]
_POWERS = (10, 100, 1000)


def slip_of(one: Decimal, other: Decimal) -> Slip | None:
    """What a slip of the pen makes of a number: a power of ten, or digits that changed places."""
    low, high = sorted((one, other))
    if low <= 0 or low == high:
        return None
    if high / low in _POWERS:
        return "power"
    mine, yours = (format(v, "f").replace(".", "") for v in (low, high))
    same_size = low.adjusted() == high.adjusted()
    return "digits" if same_size and len(mine) > 1 and sorted(mine) == sorted(yours) else None
