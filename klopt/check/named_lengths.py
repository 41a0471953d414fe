"""Lengths of time that are told by a name: "gouden jubileum", "een kwarteeuw", "het eeuwfeest"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from extract.interval import Interval
from extract.nouns import Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with

_TENTH = Decimal("0.1")


def named_lengths(case: Case, near: Nearby) -> list[Quantity]:
    """The lengths in years that the text names without a figure; not those behind a hedge ("ruim een kwarteeuw")."""
    named = table("spans")["named"]
    years = {**named["jubilees"], **named["round"]}
    found = []
    for match in _names().finditer(case.article.text):
        span = case.article.span("text", match.start(), match.end())
        if ends_with(near.before(span), named["unsure"]):
            continue
        value = Decimal(years[match.group().lower()])
        wide = value * _TENTH if match.group().lower() in named["round"] else Decimal(0)
        around = Interval(value - wide, value + wide)
        found.append(Quantity(span, "duration", value, around, around, "jaar", None, match.group()))
    return found


@cache
def _names() -> re.Pattern[str]:
    named = table("spans")["named"]
    words = sorted((*named["jubilees"], *named["round"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def is_jubilee(length: Quantity) -> bool:
    """Whether a named length is that of a jubilee by itself."""
    return is_jubilee_text(length.span.text)


def is_jubilee_text(text: str) -> bool:
    """Whether these characters name a jubilee: "gouden jubileum"."""
    return text.lower() in table("spans")["named"]["jubilees"]


def is_round(length: Quantity) -> bool:
    """Whether a named length is a rounder one than its years: "een halve eeuw"."""
    return length.span.text.lower() in table("spans")["named"]["round"]


def unit_of(text: str) -> str:
    """The word that a corrected length ends with: "jaar" for "een kwarteeuw" and "gouden jubileum"."""
    named = table("spans")["named"]
    if text.lower() in (*named["jubilees"], *named["round"]):
        return "jaar"
    return text.split()[-1] if " " in text else ""
