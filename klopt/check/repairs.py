"""Single changes that make a sum right, written as the figure that stands there is written.

A repair is read again as the figure that it would be in the text, hedge and all, and the sum is done with it: what does
not make it right is no repair.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from extract.quantities import read_quantities
from klopt.check.case import exact_value
from klopt.check.finding import Marked, Repair, Words
from klopt.check.marks import index_of
from klopt.check.prose import Figure
from klopt.check.roundings import last_place
from klopt.check.wording import amount, names, rounded

_PER = re.compile(r"\bper\b|/")
"""Where a figure itself says what it is per: "130 mijl per uur"."""
_WORD_AND_REST = re.compile(r"([^\W\d_]+)(.*)", re.DOTALL)
_DIGIT = re.compile(r"\d")
_DIGITS_AND_REST = re.compile(r"(\d{1,2})(?![.,]?\d)(.*)", re.DOTALL)


def repairs(
    marks: tuple[Marked, ...],
    solved: Iterable[tuple[Figure, Decimal | None]],
    holds: Callable[[Figure], bool],
) -> tuple[Repair, ...]:
    """One repair for each figure whose sum was solved for it; None, zero and negative values repair nothing.

    `holds` says whether the sum comes out with this figure in the place of the one with its number.
    """
    return tuple(
        Repair(index_of(marks, figure.quantity.span), figure.quantity.span.text, after)
        for figure, value in solved
        if value is not None
        for after in _mended(figure, value, holds)
    )


def _mended(figure: Figure, value: Decimal, holds: Callable[[Figure], bool]) -> Iterator[str]:
    after = mended(figure.quantity, value, lambda quantity: holds(replace(figure, quantity=quantity)))
    if after is not None:
        yield after


def mended(quantity: Quantity, value: Decimal, holds: Callable[[Quantity], bool]) -> str | None:
    """What may stand instead of a figure: the value, or one so near that its hedge is right as well; a count of things
    stays whole. None if nothing so near makes the sum right: 16 of 35 cannot become 24,5 of 35.
    """
    for right in _nearest(quantity, value):
        if right <= 0 or right == exact_value(quantity):
            continue
        after = amount(right, _unit(quantity), "nl")
        if holds(put(quantity, right, after)):
            return after
    return None


def _nearest(quantity: Quantity, value: Decimal) -> Iterator[Decimal]:
    """The value as it may be written, then what is nearest below and above it, where that may be meant."""
    now = exact_value(quantity) or Decimal(0)
    whole = quantity.kind == "count" and now == now.to_integral_value()
    yield value.quantize(Decimal(1)) if whole else rounded(value)
    places = ([Decimal(1)] if whole or quantity.hedge else []) + (
        [last_place(now)] if quantity.hedge and now else []
    )
    for place in places:
        for way in (ROUND_FLOOR, ROUND_CEILING):
            yield (value / place).to_integral_value(way) * place


def put(quantity: Quantity, value: Decimal, text: str) -> Quantity:
    """The figure as it is read where this text stands in its place, behind its hedge."""
    read = read_quantities(f"{quantity.hedge or ''} {text}".strip())
    if len(read) != 1 or exact_value(read[0]) is None:
        return replace(quantity, value=value, strict=Interval.point(value), lenient=Interval.point(value))
    return replace(quantity, value=read[0].value, strict=read[0].strict, lenient=read[0].lenient)


def in_words(repair: Repair) -> Repair:
    """The repair with a number from one to twelve in words where the text has a word: "drie" becomes "vier", no 4.
    A rank and nought stay as they are: "6e", "0 weken".

    >>> in_words(Repair(0, "Drie jaar", "4 jaar")).after, in_words(Repair(0, "3 jaar", "4 jaar")).after
    ('Vier jaar', '4 jaar')
    """
    was, now = _WORD_AND_REST.fullmatch(repair.before), _DIGITS_AND_REST.fullmatch(repair.after)
    words = names()["numbers"]["nl"]
    if was is None or now is None or not 0 < int(now[1]) < len(words) or _DIGIT.search(now[2]):
        return repair
    if now[2][:1].isalpha() or (was[1].lower() != "een" and not _is_number(was[1])):
        return repair
    if "procent" in now[2] and "procent" not in was[2]:
        return repair  # "een kwart" is a word that says no number of percents
    word = words[int(now[1])]
    return replace(repair, after=(word.capitalize() if was[1][0].isupper() else word) + now[2])


def _is_number(word: str) -> bool:
    return any(quantity.kind != "ordinal" for quantity in read_quantities(word))


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
    """The unit for `amount`, with what a rate is per only where the figure has it."""
    if _PER.search(quantity.span.text):
        return quantity.unit
    return (quantity.unit or "").split("per ")[0].strip() or None
