"""Numbers and dates as an editor writes them, in Dutch and in English."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from typing import Any

from extract.interval import Interval
from klopt.check.finding import Lang, Words

_HUNDREDTH = Decimal("0.01")
"""An end of a margin that has no smaller parts is written whole."""


@cache
def names() -> dict[str, Any]:
    """Month, weekday and unit names in both languages, from `wording.toml`."""
    return tomllib.loads(resources.files("klopt.check").joinpath("wording.toml").read_text(encoding="utf-8"))


def rounded(value: Decimal) -> Decimal:
    """To three significant digits, or to the unit when it is larger than that.

    >>> rounded(Decimal("36.7346")), rounded(Decimal("1710.8")), rounded(Decimal("0.05123"))
    (Decimal('36.7'), Decimal('1711'), Decimal('0.0512'))
    """
    if value == 0 or abs(value) >= 100:
        return value.quantize(Decimal(1), ROUND_HALF_UP)
    places = 2 - value.adjusted()
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def number(value: Decimal, lang: Lang) -> str:
    """A number with the separators of the language, without trailing zeros.

    >>> number(Decimal("1222"), "nl"), number(Decimal("36.70"), "nl"), number(Decimal("36.70"), "en")
    ('1.222', '36,7', '36.7')
    """
    plain = format(value, ",f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,")) if lang == "nl" else plain


def amount(value: Decimal, unit: str | None, lang: Lang) -> str:
    """A number with its unit, large ones with a scale word.

    >>> amount(Decimal("36.7"), "procent", "nl"), amount(Decimal(12_500_000), "EUR", "en")
    ('36,7 procent', '12.5 million euros')
    >>> amount(Decimal(3), "EUR per maand", "nl"), amount(Decimal(3), "EUR per maand", "en")
    ('3 euro per maand', '3 euros per month')
    """
    size, scale = _scale(value, lang)
    figure = number(value if size == 1 else rounded(value / size), lang)
    return " ".join(filter(None, (figure, scale, _unit(value, unit, lang))))


def _unit_word(unit: str, number: str, lang: Lang) -> str:
    """A unit in a language, what it is per with it; one that has no name there as it is kept."""
    head, per, each = unit.rpartition("per ")
    if unit in names()[number] or not per:
        return str(names()[number].get(unit, {}).get(lang, unit))
    name = names()["singular"].get(each, {}).get(lang, each)
    return f"{_unit_word(head.strip(), number, lang)} per {name}".strip()


def margin(interval: Interval, unit: str | None, lang: Lang) -> str:
    """What a figure can mean, as an editor writes it: "49,5 tot 50,5 procent", "minstens 3 keer".

    >>> margin(Interval(Decimal("49.5"), Decimal("50.5")), "procent", "nl")
    '49,5 tot 50,5 procent'
    >>> margin(Interval(Decimal("1450000"), Decimal("1550000")), "EUR", "nl")
    '1,45 tot 1,55 miljoen euro'
    """
    low, high = interval.low, interval.high
    bounds = names()["bounds"][lang]
    if low is None or high is None:
        one = high if low is None else low
        return "?" if one is None else f"{bounds[low is None]} {_end(one, unit, lang)}"
    last = _end(high, unit, lang)
    first = _end(low, unit, lang)
    if first == last:
        return last
    figure, *scale = _end(low, None, lang).split()
    alike = scale == _end(high, None, lang).split()[1:]
    return " ".join((figure, *([] if alike else scale), bounds[2], last))


def _end(value: Decimal, unit: str | None, lang: Lang) -> str:
    """An end of what a figure can mean. The half that rounding leaves is kept: 150 is 149,5 tot 150,5, and 151 would be
    another figure.
    """
    size, scale = _scale(value, lang)
    exact = value / size
    short = exact == exact.quantize(_HUNDREDTH)
    figure = number(exact if short else rounded(exact), lang)
    return " ".join(filter(None, (figure, scale, _unit(value, unit, lang))))


def _scale(value: Decimal, lang: Lang) -> tuple[Decimal, str]:
    """The largest scale word that fits into a number, and how much it stands for."""
    for scale in names()["scales"].values():
        if abs(value) >= (size := Decimal(10) ** scale["power"]):
            return size, scale[lang]
    return Decimal(1), ""


def _unit(value: Decimal, unit: str | None, lang: Lang) -> str:
    return _unit_word(unit or "", "singular" if abs(value) == 1 else "units", lang)


def count(number_of: int, lang: Lang, nouns: str | None = None) -> str:
    """A small number of things in words, a larger one in digits: "twee waarden"."""
    words = names()["numbers"][lang]
    figure = words[number_of] if number_of < len(words) else str(number_of)
    return f"{figure} {names()[nouns][lang][number_of != 1]}" if nouns else figure


def row(items: Sequence[str], lang: Lang) -> str:
    """Items one after another, with "en" before the last.

    >>> row(["a", "b", "c"], "nl")
    'a, b en c'
    """
    *first, last = items
    return f"{', '.join(first)} {names()['across'][lang]['and']} {last}" if first else last


def day(value: date, lang: Lang) -> str:
    """A date in words: "7 juli 2018"."""
    return f"{value.day} {names()['months'][lang][value.month - 1]} {value.year}"


def weekday(nr: int, lang: Lang) -> str:
    """The name of a weekday, counted from Monday = 0."""
    return str(names()["weekdays"][lang][nr])


def within(name: str) -> Words:
    """How a change within one period is said, with slots: "ends" (before, after) or "size" (size)."""
    row = names()["within"][name]
    return Words(row["nl"], row["en"])


def fill(template: Words, **slots: str | Decimal | int | Words) -> Words:
    """The sentence with its slots filled; decimals are written in each language's own way."""

    def text(slot: str | Decimal | int | Words, lang: Lang) -> str:
        if isinstance(slot, Words):
            return slot.in_(lang)
        return number(slot, lang) if isinstance(slot, Decimal) else str(slot)

    return Words(
        template.nl.format(**{name: text(slot, "nl") for name, slot in slots.items()}),
        template.en.format(**{name: text(slot, "en") for name, slot in slots.items()}),
    )
