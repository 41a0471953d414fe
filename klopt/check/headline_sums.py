"""Whether figures of the text come out at the one of a headline: as it stands, rounded, added up or divided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from extract.interval import Interval
from extract.nouns import Claim, Quantity
from extract.words import table
from klopt.check.case import exact_value, in_millions
from klopt.check.nearby import has_word

ROUNDED = Decimal("0.06")
"""A headline may round a number this far without saying so: 940 becomes 1.000."""


APART = Decimal("0.8")
"""The less of two shares in words that may still be one, as a part of the greater."""
_PEOPLE = table("repeats")["people"]
_SINGLE = re.compile(
    rf"\been (?:(?:{'|'.join(_PEOPLE['of_singles'])}) )?(?:{'|'.join(_PEOPLE['singles'])})\b"
)
"""People that are counted without a figure."""
_HUNDRED = Interval.point(100)
_CENT = Decimal("0.01")


SHARES = ("percent", "share", "fraction")


def is_money(quantity: Quantity) -> bool:
    """Whether this is an amount of money, also where a headline leaves "euro" out ("3 miljoen")."""
    bare = quantity.kind == "count" and in_millions(quantity)
    return bare or quantity.kind == "money"


def _scaled(quantity: Quantity) -> Interval:
    lenient = quantity.lenient
    if quantity.unit == "cent":
        return lenient * Interval.point(_CENT)
    return lenient * _HUNDRED if quantity.kind in ("share", "fraction") else lenient


def in_euros(quantity: Quantity) -> Decimal | None:
    """The single value as written, cents as parts of a euro."""
    value = exact_value(quantity)
    return value * _CENT if value is not None and quantity.unit == "cent" else value


def fits(title: Quantity, body: Quantity) -> bool:
    """Whether the headline can be this figure, rounded as headlines are."""
    if title.kind == "duration":
        return title.strict.overlaps(body.strict)  # "tien jaar cel" is not rounded to the ten
    if title.kind in ("share", "fraction") and body.kind in ("share", "fraction") and _far(title, body):
        return False  # "een kwart" and "een op de drie"
    return _allowed(title).overlaps(_scaled(body))


def _far(title: Quantity, body: Quantity) -> bool:
    """Whether two shares in words, without hedges, are of two sizes."""
    one, other = exact_value(title), exact_value(body)
    if not one or not other or title.hedge is not None or body.hedge is not None:
        return False
    return min(one, other) < APART * max(one, other)


def _allowed(title: Quantity) -> Interval:
    wide = _scaled(title)
    slack = ROUNDED if title.kind not in SHARES else Decimal("0.03")
    return Interval(
        None if wide.low is None else wide.low * (1 - slack),
        None if wide.high is None else wide.high * (1 + slack),
    )


def made_of(title: Quantity, claims: Sequence[Claim], text: str) -> bool:
    """Whether a sum, difference, share or change of figures of the text comes out at the headline."""
    shares = title.kind in SHARES
    allowed = _allowed(title) if shares else _scaled(title)
    counts, percents = _values(claims, shares=False), _values(claims, shares=True)
    if shares:
        pairs = [sorted(pair) for pair in combinations(counts, 2)]
        of_counts = [x for low, high in pairs for x in (low * 100 / high, (high - low) * 100 / low)]
        of_percents = [x for a, b in combinations(percents, 2) for x in (a + b, abs(a - b))]
        rest = [100 - x for x in percents]
        return any(allowed.contains(found) for found in (*of_counts, *of_percents, *rest))
    singles = len(_SINGLE.findall(text)) if title.kind == "count" else 0
    made = [value + extra for value in counts for extra in range(1, min(singles, 4) + 1)]
    alike = counts  # "negen gewonden" are not 13 o'clock less four people
    if title.kind == "count":
        alike = _values([c for c in claims if c.quantity and c.quantity.kind != "duration"], shares=False)
    runs = [sum(alike[i:j]) for i in range(len(alike)) for j in range(i + 2, min(i + 6, len(alike)) + 1)]
    made += [found for a, b in combinations(alike, 2) for found in (a + b, abs(a - b))]
    made += [total * percent / 100 for total in counts for percent in percents]
    if has_word(text, ("per", *table("repeats")["other"]["each"])):
        made += [a * b for a, b in combinations(counts, 2)]
    return any(allowed.contains(Decimal(found)) for found in (*runs, *made))


def _values(claims: Sequence[Claim], *, shares: bool) -> list[Decimal]:
    """The single values of the text: shares in percent, or all others."""
    found = []
    for claim in claims:
        value = in_euros(claim.quantity) if claim.quantity is not None else None
        if claim.quantity is None or value is None or value <= 0 or claim.quantity.kind == "ordinal":
            continue
        if (claim.quantity.kind in SHARES) == shares:
            found.append(value * 100 if claim.quantity.kind in ("share", "fraction") else value)
    return found[:24]
