"""One figure in two units: "1 uur en 30 minuten" (90 minuut), "3 euro en 50 cent" (3,50 EUR)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from extract.atoms import Atoms, table
from extract.figures import Figure
from extract.units import part_of

_BEHIND_CENTS = frozenset(table("units")["in_two_units"]["behind"])


def in_two_units(atoms: Atoms, a: Figure, b: Figure, gap: tuple[str, ...]) -> Figure | None:
    """The two figures as one: hours and minutes, euros and cents, also "20 dollar 43" and "1 meter 80"."""
    if (
        gap not in ((), ("en",), (",",), (",", "en"))
        or a.upper
        or b.upper
        or a.amount.value is None
        or b.amount.value is None
    ):
        return None
    if a.kind == "money" and a.last > a.amount.last and a.amount.grain == 1:
        if b.unit == "cent" and gap in ((), ("en",)):
            return _sum(a, b, b.amount.value / 100, Decimal("0.01"))
        if gap == () and _is_fraction_digits(atoms, b):
            return _sum(a, b, b.amount.value / 100, Decimal("0.01"))
    if a.unit == "meter" and gap == () and a.amount.grain == 1 and _is_fraction_digits(atoms, b):
        return _sum(a, b, b.amount.value / 100, Decimal("0.01"))
    n = part_of(a.unit, b.unit)
    if a.amount.grain < 1:
        return None  # "8,12 meter, 9 centimeter verder"
    if n is None or a.kind != b.kind or a.kind not in ("duration", "age", "measure"):
        return None
    amount = replace(
        b.amount, first=a.amount.first, value=a.amount.value * n + b.amount.value, zeros=b.amount.grain
    )
    return replace(b, first=a.first, amount=amount)


def _is_fraction_digits(atoms: Atoms, b: Figure) -> bool:
    """Whether `b` is two digits that count hundredths of the unit before them. A unit that it took from a figure
    further on ("3 euro 50 naar 4,25 euro") is not its own.
    """
    behind = atoms[b.last + 1]
    value = b.amount.value
    return (
        b.upper is None
        and b.last == b.amount.last
        and b.amount.scale == 1
        and value is not None
        and 10 <= value < 100
        and value == int(value)
        and (behind.kind in ("mark", "none") or behind.word in _BEHIND_CENTS)
    )


def _sum(a: Figure, b: Figure, part: Decimal, grain: Decimal) -> Figure:
    amount = replace(
        a.amount,
        last=b.amount.last,
        figure_last=b.amount.last,
        value=(a.amount.value or Decimal(0)) + part,
        grain=grain,
        zeros=grain,
    )
    return replace(a, last=b.last, amount=amount)
