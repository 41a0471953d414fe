"""A chart as places on a plane, for a template to draw as SVG. Pure: figures in, places and words out.

Drawn here and not with altair, as `klopt figure --plot` does: that takes more than a second to load, and its charts are
made for print. Of this one every shape takes its colour from the style sheet, by day and by night.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from klopt.followed import Figure
from klopt.messages import Lang, say
from klopt.show import decimal, unit_in_words
from klopt.web.anchors import place_anchor
from klopt.web.marks import harmless
from klopt.when import days_in_words

WIDTH, HEIGHT = 720, 320
LEFT, RIGHT, TOP, BOTTOM = 112, 16, 20, 40
"""Room beside the plane, for the names of its axes as large as a phone needs them."""
OUTLETS = 6
"""Outlets with a colour of their own, those with most figures; the others share one."""
_STEEP = 300
"""How many times the lowest the highest must be for a scale by powers of ten: else small figures can be told apart."""
_TICKS = 6
_BESIDE = 5
"""Points of one outlet stand so much beside those of the next, or figures that agree would hide each other."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an axis: where, and what it is called."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Point:
    """A figure: its place, what it can mean as a line from `low` to `high`, the outlet's colour, whether it differs
    from another article's, and in words where it leads to.
    """

    x: float
    y: float
    low: float
    high: float
    colour: int
    differs: bool
    words: str
    article: int
    place: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The figures of one unit. `outlets` are the names of the colours; `cut`: its scale does not begin at nought."""

    unit: str
    points: tuple[Point, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    outlets: tuple[str, ...]
    words: str
    by_tens: bool
    cut: bool
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM

    @property
    def differing(self) -> bool:
        """Whether one of the figures differs from another article's."""
        return any(point.differs for point in self.points)


def charts(figures: Sequence[Figure], lang: Lang, most: int = 3) -> list[Chart]:
    """A chart for each unit, the one with most figures first. Without a period that ends it has no place there."""
    timed = [figure for figure in figures if _middle(figure) is not None]
    units = Counter((figure.quantity.kind, figure.quantity.unit or "") for figure in timed)
    return [
        _chart([f for f in timed if (f.quantity.kind, f.quantity.unit or "") == of], lang)
        for of, _ in units.most_common(most)
    ]


def _chart(figures: Sequence[Figure], lang: Lang) -> Chart:
    counted = Counter(figure.head.source or "?" for figure in figures)
    named = [name for name, _ in counted.most_common(OUTLETS)]
    colours = {name: nr for nr, name in enumerate(named)}
    days = [day for figure in figures if (day := _middle(figure)) is not None]
    values = [float(end) for figure in figures for end in figure.ends]
    by_tens = min(values) > 0 and max(values) > _STEEP * min(values)
    first, last = _year_around(days) if max(days) - min(days) < 300 else (min(days), max(days))
    bottom, top, up = _by_tens(values) if by_tens else _plain(values)

    def x(day: int) -> float:
        return round(LEFT + 24 + (day - first) / max(last - first, 1) * (WIDTH - RIGHT - LEFT - 48), 1)

    def y(value: float) -> float:
        at, low, high = (math.log10(max(value, 10**bottom)), bottom, top) if by_tens else (value, bottom, top)
        return round(HEIGHT - BOTTOM - (min(max(at, low), high) - low) / (high - low) * _PLANE, 1)

    points = []
    for figure, day in zip(figures, days, strict=True):
        low, high = figure.ends
        least, most = figure.quantity.low, figure.quantity.high
        outlet = figure.head.source or "?"
        colour = colours.get(outlet, OUTLETS)
        points.append(
            Point(
                x=x(day) + (colour - (min(len(counted), OUTLETS + 1) - 1) / 2) * _BESIDE,
                y=y(float(low + high) / 2),
                low=y(float(low if least is None else min(low, least))),
                high=y(float(high if most is None else max(high, most))),
                colour=colour,
                differs=bool(figure.conflicts),
                words=_words(figure, lang),
                article=figure.head.id,
                place=place_anchor(figure.quantity.span),
            )
        )
    outlets = [*named, say("measures.others", lang)] if len(counted) > OUTLETS else named
    return Chart(
        unit=harmless(unit_in_words(figures[0].quantity.unit, lang)),
        points=tuple(sorted(points, key=lambda point: point.differs)),  # what differs lies on top
        across=tuple(Tick(x(day), label) for day, label in _times(first, last)),
        up=tuple(Tick(y(value), _short(value, lang)) for value in up),
        outlets=tuple(map(harmless, outlets)),
        words=_told(figures, counted, lang),
        by_tens=by_tens,
        cut=not by_tens and bottom > 0,
    )


_PLANE = HEIGHT - BOTTOM - TOP


def _middle(figure: Figure) -> int | None:
    days = figure.days
    if days is None or days.start is None or days.end is None:
        return None
    return (days.start.toordinal() + days.end.toordinal()) // 2


def _year_around(days: Iterable[int]) -> tuple[int, int]:
    days = list(days)
    middle = (min(days) + max(days)) // 2
    return max(middle - 366, 1), middle + 366


def _plain(values: Sequence[float]) -> tuple[float, float, list[float]]:
    """The ends of the scale and its round values; from nought unless all figures lie far above it."""
    low, high = min(values), max(values)
    if 0 <= low < 0.6 * high:
        low = 0.0
    spread = (high - low) or abs(high) or 1.0
    step = 10 ** math.floor(math.log10(spread / _TICKS))
    step *= next(times for times in (1, 2, 5, 10) if spread / (step * times) <= _TICKS)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    return first * step, last * step, [nr * step for nr in range(first, last + 1)]


def _by_tens(values: Sequence[float]) -> tuple[float, float, list[float]]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    every = max(1, (high - low) // _TICKS)
    return low, high, [10.0**power for power in range(low, high + 1, every)]


def _times(first: int, last: int) -> list[tuple[int, str]]:
    """The turns of years, so many that their names fit."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    every = max(1, -(-(end.year - begin.year + 1) // 7))
    years = range(begin.year, end.year + 1, every)
    # A year is named where its middle lies: a figure of a whole year stands there.
    found = [(min(max((date(year, 7, 2)).toordinal(), first), last), str(year)) for year in years]
    return list(dict(found).items())


def _short(value: float, lang: Lang) -> str:
    """The name of a value on the axis: 1,5 mln."""
    for size, word in ((1e9, "measures.billion"), (1e6, "measures.million")):
        if abs(value) >= size:
            return f"{_number(value / size, lang)} {say(word, lang)}"
    return _number(value, lang)


def _number(value: float, lang: Lang) -> str:
    dutch = decimal(Decimal(f"{value:.6g}"))
    return dutch if lang == "nl" else dutch.translate(str.maketrans(",.", ".,"))


def _words(figure: Figure, lang: Lang) -> str:
    """What a point is called: the figure as written, when, who, and that it differs."""
    unit = unit_in_words(figure.quantity.unit, lang)
    span = figure.quantity.span.text
    parts = [
        span if unit.casefold() in span.casefold() else f"{span} {unit}",
        days_in_words(figure.days, lang),
    ]
    parts.append(figure.head.source or "?")
    if figure.conflicts:
        parts.append(say("figure.differs", lang))
    return harmless(", ".join(" ".join(part.split()) for part in parts if part))


def _told(figures: Sequence[Figure], outlets: Counter[str], lang: Lang) -> str:
    """The chart in a sentence, for who does not see it."""
    lowest = min(figures, key=lambda figure: figure.ends[0])
    highest = max(figures, key=lambda figure: figure.ends[1])
    unit = unit_in_words(figures[0].quantity.unit, lang)
    return harmless(
        say(
            "measures.told",
            lang,
            n=len(figures),
            outlets=len(outlets),
            low=_number(float(lowest.ends[0]), lang),
            high=_number(float(highest.ends[1]), lang),
            unit=f" {unit}" if unit else "",
            low_when=days_in_words(lowest.days, lang),
            high_when=days_in_words(highest.days, lang),
            differ=sum(bool(figure.conflicts) for figure in figures),
        )
    )
