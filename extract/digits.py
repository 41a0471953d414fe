"""A number in digits as Dutch writes it: 1.234,56; 40 000; 3.5. Codes ("007", "1.2.3") are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

MOST_DIGITS = 18
"""Longer rows of digits are keys and codes, not figures."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number as digits say it: `grain` is what one of its last digit is worth, `zeros` the same for its
    last digit but zeros.

    >>> read_digits("1.200")
    Written(value=Decimal('1200'), grain=Decimal('1'), zeros=Decimal('100'))
    """

    value: Decimal
    grain: Decimal
    zeros: Decimal


_POINTS = re.compile(r"[1-9][0-9]{0,2}(?:[.\s][0-9]{3})+(?:,[0-9]+)?|(?:0|[1-9][0-9]*)(?:,[0-9]+)?")
_ENGLISH = re.compile(
    r"(?:0|[1-9][0-9]{0,2})\.(?:[0-9]{1,2}|[0-9]{4,})|0\.[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}"
)


def read_digits(text: str) -> Written | None:
    """A number in digits; None for what is a code ("007", "1.2.3").

    A full stop or space before three digits separates thousands, a comma starts decimals. A full stop
    before one or two digits can only be a decimal point ("3.5"), as can it after a nought; two groups of
    three after commas are English thousands.
    """
    if sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    if _POINTS.fullmatch(text):
        plain = re.sub(r"[.\s]", "", text).replace(",", ".")
    elif _ENGLISH.fullmatch(text):
        plain = text.replace(",", "")
    else:
        return None
    value = Decimal(plain)
    decimals = len(plain.partition(".")[2])
    grain = Decimal(1).scaleb(-decimals)
    return Written(value, grain, grain if decimals else trailing_zeros(value))


def trailing_zeros(value: Decimal) -> Decimal:
    """The largest power of ten that divides a whole number (1 for zero).

    >>> trailing_zeros(Decimal(1200))
    Decimal('100')
    """
    whole, power = int(value), 1
    while whole and whole % 10 == 0:
        whole //= 10
        power *= 10
    return Decimal(power)
