"""From a figure and its hedge to the two intervals of what it can mean: the strict and the lenient reading.

The rounding interval of a printed number is statcheck's idea (Nuijten et al. 2016): 2,0 stands for anything
that rounds to it. All widths are in `words/hedges.toml`.
"""

from __future__ import annotations

from decimal import Decimal

from extract.atoms import table
from extract.figures import Figure
from extract.hedges import Hedge, Width
from extract.interval import Interval

_PLAIN = table("hedges")["plain"]
_ZEROS_COUNT = Decimal(_PLAIN["zeros"]["count"])
_ZEROS_OTHER = Decimal(_PLAIN["zeros"]["other"])
_FRACTION_SHARE = Decimal(_PLAIN["fraction"]["share"])
_FRACTION_MOST = Decimal(_PLAIN["fraction"]["most"])
_FRACTION_LENIENT = Decimal(_PLAIN["fraction"]["lenient"])
_FACTOR = _PLAIN["factor"]
_HALVES = Decimal(_PLAIN["halves"])
Readings = tuple[Interval, Interval]


def readings(figure: Figure, hedge: Hedge | None) -> Readings:
    """The strict and the lenient interval of a figure."""
    value = figure.value
    if value is None:
        return _vague(figure)
    if isinstance(value, tuple):
        whole = Interval(min(value), max(value))
        return whole, whole
    if hedge is None or hedge.side == "plain":
        return _plain(figure, value)
    if hedge.side == "exact":
        return (_plain(figure, value)[0],) * 2
    bounds = {
        "more": Interval(value, None, low_open=True),
        "least": Interval(value, None),
        "less": Interval(None, value, high_open=True),
        "most": Interval(None, value),
    }
    if hedge.side in bounds:
        return bounds[hedge.side], bounds[hedge.side]
    strict, lenient = _widths(figure, hedge, value)
    return _beside(value, strict, hedge), _beside(value, max(strict, lenient), hedge)


def _vague(figure: Figure) -> Readings:
    high = figure.amount.high if figure.upper is None else figure.upper.high
    whole = Interval(figure.amount.low, high, low_open=figure.kind == "fraction")
    return whole, whole


def counts_things(figure: Figure) -> bool:
    """Whether the number is a whole count of separate things, which is exact unless it says otherwise."""
    amount = figure.amount
    whole = (
        amount.value is not None
        and amount.value == int(amount.value)
        and amount.scale == 1
        and amount.grain == 1
    )
    per_thing = figure.kind == "rate" and (figure.unit or "").startswith("per ")
    return whole and (figure.kind in ("count", "age", "ordinal") or per_thing)


def _plain(figure: Figure, value: Decimal) -> Readings:
    amount = figure.amount
    if figure.kind in ("ordinal", "age"):
        return Interval.point(value), Interval.point(value)
    if figure.kind in ("fraction", "share"):
        slack = min(_FRACTION_MOST, _FRACTION_SHARE * value)
        return _around(value, slack), _around(value, slack * _FRACTION_LENIENT)
    if figure.kind == "factor":
        finest = amount.grain / 2 if amount.grain < 1 else Decimal(0)
        strict, lenient = (max(Decimal(_FACTOR[key]) * value, finest) for key in ("strict", "lenient"))
        return _around(value, strict), _around(value, lenient)
    if counts_things(figure):
        zeros = min(amount.zeros, _ZEROS_COUNT * abs(value))
        point = Interval.point(value)
        return point, point if zeros <= 1 else Interval.around(value, zeros)
    zeros = max(amount.grain, min(amount.zeros, _ZEROS_OTHER * abs(value)))
    return Interval.around(value, amount.grain), Interval.around(value, zeros)


def _widths(figure: Figure, hedge: Hedge, value: Decimal) -> tuple[Decimal, Decimal]:
    """How far the hedged figure may lie from its number. A hedged number is rounded: trailing zeros do not
    count as digits.
    """
    if figure.kind in ("fraction", "share"):
        slack = 2 * min(
            _FRACTION_MOST, _FRACTION_SHARE * value / 2 if hedge.side == "about" else _FRACTION_SHARE * value
        )
        return slack, slack * (_FRACTION_LENIENT if hedge.side == "about" else 1)
    if figure.kind == "factor":
        row = _FACTOR["above" if hedge.side == "above" else "below"]
        return Decimal(row["strict"]) * value, Decimal(row["lenient"]) * value
    amount = figure.amount
    unit = max(amount.grain, min(amount.zeros, _ZEROS_COUNT * abs(value)))
    if (
        amount.grain == amount.scale / 2
    ):  # halves have no last digit: "ruim een half miljoen" is not a million
        unit = min(unit, _HALVES * abs(value))
    last_digit = amount.grain if hedge.side == "about" else unit
    return _wide(hedge.strict, value, last_digit), _wide(
        hedge.lenient, value, unit if hedge.side != "about" else amount.grain
    )


def _wide(width: Width, value: Decimal, unit: Decimal) -> Decimal:
    return width.of(value, unit)


def _around(value: Decimal, slack: Decimal) -> Interval:
    return Interval(value - slack, value + slack)


def _beside(value: Decimal, width: Decimal, hedge: Hedge) -> Interval:
    if hedge.side == "above":
        return Interval(value, value + width, low_open=True)
    if hedge.side == "below":
        return Interval(value - width, value, high_open=True)
    return _around(value, width)
