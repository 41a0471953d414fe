"""An article as the checks across articles see it: the figures that can be compared, and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from extract.identity import Thing, thing_of
from extract.interval import Interval
from extract.nouns import Claim, Quantity
from extract.singular import ground_form
from extract.words import table
from klopt.check.case import Case, exact_value, has_millions, in_millions, once
from klopt.check.measured import measured
from klopt.check.people_groups import around, groups_in
from klopt.check.stems import Stems, has_words, passed_words, stems_of
from klopt.check.told_when import Range, days_said, is_fresh, tells_when
from klopt.check.whereabouts import kind_of_place, whereabouts

KINDS = ("count", "percent", "money", "measure", "rate", "duration")
IN_WORDS = ("fraction", "share")
ROLES = ("level", "from", "to", "total", "share", "part", "average", "change")
TELLING = 13
"""Whole numbers below this (twelve, a dozen) are shared by articles on any matter."""
YEARS = range(1900, 2101)
YEAR, MONTHS = "jaar", 12
_BASE = re.compile(r"\bvan (?:alle|de|het|onze) ((?:[a-zë-]+e )?)([^\W\d_][\w-]{2,})", re.IGNORECASE)
_OPENING = re.compile(rf"[,;:] {_BASE.pattern}", re.IGNORECASE)
"""The same at the head of a clause."""
_BEHIND = re.compile(r"\s([^\W\d_][\w'’-]{3,})(?:(?<=e)\s([^\W\d_][\w'’-]{3,}))?")
"""The word behind a figure, and the one behind that if the first may be an adjective."""


Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One figure of an article: its claim, what it measures, its days, and the stems of its sentence. `base` is the
    whole of a share ("van de fietsers"). `place` is its own, or the one that the article opens with.
    """

    claim: Claim
    quantity: Quantity
    value: Decimal
    thing: Thing | None
    days: Range | None
    place: str | None
    stems: Stems
    groups: frozenset[int]
    base: str | None
    areas: frozenset[str] = frozenset()
    """Sorts of places that the thing is limited to ("in de stad")."""
    fresh: bool = False
    """Whether the period is a day or two right before the publication: it may be when it was told."""
    located: bool = False
    """Whether the clause of the figure says that it is in the place."""
    heads: frozenset[str] = frozenset()
    """The noun that the reader took, and those right behind the figure: the parse may be wrong about either."""
    kind_of_place: str | None = None
    """What the article calls the place: "gemeente", "provincie"."""
    amount: bool = False
    """Whether it is money of which the headline, or a sentence that goes on about it, leaves the unit unsaid."""
    kinds: frozenset[int] = frozenset()
    """Kinds of one thing that its article names anywhere (a number of `kinds` in `across.toml`)."""
    in_words: bool = False
    """Whether it is a share in words, as a percentage: "een derde", "een op de vijf". Such are round, and many."""
    published: date | None = None
    """When its article came out."""

    @property
    def telling(self) -> bool:
        """Whether few articles would hold this value by chance."""
        whole = self.value == self.value.to_integral_value()
        may_be_year = self.quantity.kind == "count" and "." not in self.quantity.span.text
        year = may_be_year and whole and int(self.value) in YEARS
        exact = not whole and self.quantity.kind != "duration"  # "een half jaar" tells nothing
        return not (year or self.in_words) and (exact or abs(self.value) >= TELLING)

    @property
    def sort(self) -> tuple[str, str]:
        """Kind and unit: only figures of one sort are compared."""
        unit = self.quantity.unit or ""
        if self.amount:
            return "money", "EUR"
        if self.quantity.kind == "rate" and (not unit or unit.startswith("per ")):
            return "count", ""
        return self.quantity.kind, unit

    @property
    def unit(self) -> str:
        """The unit without what it is per: one writes "40 microgram per kubieke meter" and another "40 microgram"."""
        kind, unit = self.sort
        return kind if kind in ("count", "percent") and not unit else unit.split(" per ")[0]

    @property
    def bare(self) -> bool:
        """Whether no noun or unit says what is counted ("waar 61 normaal is")."""
        return self.sort == ("count", "") and self.claim.measure is None

    @property
    def digits(self) -> str:
        """The digits that say something: without zeros at the end and point, "14.200" is "142"."""
        return digits_of(self.value)


def in_months(length: Quantity) -> Quantity:
    """Years as months: a prison sentence is told in both."""
    months = Interval.point(MONTHS)
    return replace(length, unit="maand", strict=length.strict * months, lenient=length.lenient * months)


def in_percent(share: Quantity) -> Quantity:
    """A share in words as the percentage that it rounds."""
    value = exact_value(share)
    return replace(
        share,
        kind="percent",
        unit="procent",
        value=_two_digits(value * 100) if value is not None else share.value,
        strict=share.strict * Interval.point(100),
        lenient=share.lenient * Interval.point(100),
    )


def _two_digits(value: Decimal) -> Decimal:
    """To two digits: a third is 33 percent, one in four hundred 0.25."""
    return round(value, 1 - value.adjusted()) if value else value


def digits_of(value: Decimal) -> str:
    """The digits of a number without zeros at either end.

    >>> digits_of(Decimal("14200")), digits_of(Decimal("0.25"))
    ('142', '25')
    """
    return format(abs(value).normalize(), "f").replace(".", "").strip("0")


@once
def said(case: Case) -> Iterable[Said]:
    """The figures of an article that another article can contradict, in reading order."""
    for claim in case.extraction.claims:
        in_words = claim.quantity is not None and claim.quantity.kind in IN_WORDS
        quantity = in_percent(claim.quantity) if claim.quantity and in_words else claim.quantity
        value = exact_value(quantity)
        if quantity is None or value is None or quantity.kind not in KINDS or claim.role not in ROLES:
            continue
        if quantity.kind == "duration" and tells_when(case, quantity):
            continue
        yield said_of(case, claim, quantity, value)


def said_of(case: Case, claim: Claim, quantity: Quantity, value: Decimal) -> Said:
    """The figure of a claim with what is known of it; a share in words as `quantity` in percent."""
    thing, areas = measured(case, claim)
    place, located = whereabouts(case, claim)
    days = days_said(case, claim)
    if thing is not None and thing.head == table("across")["punished"][0] and quantity.unit == YEAR:
        quantity, value = in_months(quantity), value * MONTHS
    return Said(
        claim,
        quantity,
        value,
        thing,
        days,
        place,
        stems_of(claim.span.text),
        groups_in(around(case, claim, quantity)),
        _base(claim, quantity) if quantity.kind == "percent" else None,
        areas,
        days is not None and is_fresh(days, case.published),
        located,
        _heads(case, claim, thing),
        kind_of_place(case, claim, place),
        _is_amount(case, quantity),
        _kinds(case)[0],
        claim.quantity is not None and claim.quantity.kind in IN_WORDS,
        case.published,
    )


def _heads(case: Case, claim: Claim, thing: Thing | None) -> frozenset[str]:
    figure = claim.quantity
    heads = {thing.head} if thing is not None else set()
    if figure is None or figure.kind != "count":
        return frozenset(heads)
    found = _BEHIND.match(case.article.field(figure.span.field), figure.span.end)
    words = found.groups() if found else ()
    behind = (thing_of(word.lower(), None) for word in words if word and word.lower() not in passed_words())
    return frozenset(heads | {one.head for one in behind if one is not None})


@once
def _kinds(case: Case) -> Iterable[frozenset[int]]:
    text = f"{case.article.title or ''} {case.article.text}"
    yield frozenset(nr for nr, words in enumerate(table("across")["kinds"]) if has_words(text, words))


def _is_amount(case: Case, figure: Quantity) -> bool:
    """Whether millions of nothing that follows are money: "slinkt tot 26 miljoen.", in an article about millions of
    euros.
    """
    if figure.kind != "count" or not in_millions(figure):
        return False
    behind = _BEHIND.match(case.article.field(figure.span.field), figure.span.end)
    counted = behind is not None and any(
        word and word.lower() not in passed_words() and not word.lower().endswith(_sums())
        for word in behind.groups()
    )
    return not counted and any(
        one.kind == "money" and has_millions(one) for one in case.extraction.quantities
    )


@cache
def _sums() -> tuple[str, ...]:
    """How the nouns of sums of money end: "29 miljoen winst"."""
    return tuple(table("parts")["costs"]["endings"])


def _base(claim: Claim, quantity: Quantity) -> str | None:
    """The head of the whole that a percentage is of: behind the figure, or at the head of the sentence."""
    figure = quantity.span
    text, at = claim.span.text, figure.end - claim.span.start
    found = _BASE.match(text[at:].lstrip()) if 0 <= at <= len(text) else None
    found = found or _BASE.match(text) or _OPENING.search(text)
    return ground_form(found.group(2).lower()) if found else None
