"""Single changes that would make a sum right, written as the figure that stands there is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from extract.nouns import Quantity
from klopt.check.case import exact_value
from klopt.check.finding import Marked, Repair, Words
from klopt.check.marks import index_of
from klopt.check.prose import Figure
from klopt.check.wording import amount, rounded


def repairs(marks: tuple[Marked, ...], solved: Iterable[tuple[Figure, Decimal | None]]) -> tuple[Repair, ...]:
    """One repair for each figure whose sum was solved for it; None, zero and negative values repair nothing.

    A count is repaired to a whole number only: 16 of 35 cannot become 24,5 of 35.
    """
    return tuple(_repairs(marks, solved))


def _repairs(marks: tuple[Marked, ...], solved: Iterable[tuple[Figure, Decimal | None]]) -> Iterator[Repair]:
    for figure, value in solved:
        quantity = figure.quantity
        if value is None or value <= 0:
            continue
        right = value.quantize(Decimal(1)) if quantity.kind == "count" else rounded(value)
        if right > 0 and right != exact_value(quantity):
            words = amount(right, _unit(quantity), "nl")
            yield Repair(index_of(marks, quantity.span), quantity.span.text, words)


def written(value: Decimal, unit: str | None = None) -> Words:
    """A value with its unit in both languages."""
    return Words(amount(rounded(value), unit, "nl"), amount(rounded(value), unit, "en"))


def as_written(quantity: Quantity) -> str | Words:
    """A figure of the text in both languages; one without a single value as it stands there."""
    value, unit = exact_value(quantity), quantity.unit
    return (
        quantity.span.text if value is None else Words(amount(value, unit, "nl"), amount(value, unit, "en"))
    )


def _unit(quantity: Quantity) -> str | None:
    """The unit for `amount`; what a rate is per stays as the text has it."""
    return (quantity.unit or "").split("per ")[0].strip() or None
