"""One article as the rules see it: the text, what was read from it, and room for the relations that rules share.

Rules do arithmetic on intervals; what counts as one change (`klopt.check.changes`) or one whole is decided once for all
rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from corpus.article import Article, Span
from extract.grid import Grid
from extract.interval import Interval
from extract.nouns import Claim, Days, Extraction, Period, Quantity
from extract.numbers import SCALES

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Tabulated:
    """A table of the text and the claims of its cells, by row and column."""

    grid: Grid
    claims: dict[tuple[int, int], Claim]


@dataclass(frozen=True, slots=True)
class Official:
    """A figure of a table that the user added: what it is of, on which days, and all that rounds to it (`interval`).
    `table` is the name of the table, `definition` what it says that it counts.
    """

    table: str
    source: str | None
    definition: str | None
    measure: str
    period: str
    days: Days
    value: Decimal
    interval: Interval
    unit: str | None
    place: str | None
    population: str | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """An older version of the article: its number, the day it was first seen, its title and text."""

    nr: int
    seen: date
    title: str | None
    text: str


@dataclass(frozen=True)
class Case:
    """An article, what was read from it, and what belongs together in it."""

    article: Article
    extraction: Extraction
    tables: tuple[Tabulated, ...] = ()
    """Those that were set apart (`klopt.check.tabulated.apart`): no figure in them is one of `extraction` any more."""
    official: tuple[Official, ...] = ()
    """Official figures that the user added, to check this article against."""
    earlier: tuple[Earlier, ...] = ()
    """Older versions of the article, the oldest first."""
    made: dict[str, tuple[Any, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Relations that were read from it so far: see `once`."""

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.article.published_on

    def sentence(self, span: Span) -> Span:
        """The sentence that a span stands in; the span itself if it stands in none."""
        return next((s for s in self.extraction.sentences if s.covers(span)), span)

    def periods_in(self, span: Span) -> list[Period]:
        """The time expressions within a span, a sentence say, in reading order."""
        return [period for period in self.extraction.periods if span.covers(period.span)]

    def quoted(self, span: Span) -> bool:
        """Whether somebody else's words hold the span: a quotation, or marks right around it."""
        if any(quote.span.covers(span) for quote in self.extraction.quotes):
            return True
        text = self.article.field(span.field)
        return text[: span.start].rstrip()[-1:] in _OPENING and text[span.end :].lstrip()[:1] in _CLOSING

    def says(self, sentence: Span, words: tuple[str, ...]) -> bool:
        """Whether one of these words stands in the sentence, whole words only."""
        padded = f" {' '.join(_words(sentence.text))} "
        return any(f" {word} " in padded for word in words)


_OPENING = tuple("‘“„\"'«")
_CLOSING = tuple("’”\"'»")


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?()[]\"'‘’“”„") for word in text.lower().split()]


class Made(Protocol):
    """What several rules look at: a case, or a pair of them."""

    @property
    def made(self) -> dict[str, tuple[Any, ...]]:
        """What was read of it so far, by reader."""


_M = TypeVar("_M", bound=Made)


def once(reader: Callable[[_M], Iterable[_T]]) -> Callable[[_M], tuple[_T, ...]]:
    """A relation that is read when a rule first asks for it, and once for each case or pair."""
    key = f"{reader.__module__}.{reader.__name__}"

    def read(of: _M) -> tuple[_T, ...]:
        made: dict[str, tuple[_T, ...]] = of.made
        if key not in made:
            made[key] = tuple(reader(of))
        return made[key]

    return read


def comparable(one: Quantity | None, other: Quantity | None) -> bool:
    """Whether two figures can be values of one measure: same kind, same unit."""
    return one is not None and other is not None and one.kind == other.kind and one.unit == other.unit


def exact_value(quantity: Quantity | None) -> Decimal | None:
    """The single value as written; None for ranges, vague figures and gaps."""
    return quantity.value if quantity is not None and isinstance(quantity.value, Decimal) else None


def in_millions(quantity: Quantity) -> bool:
    """Whether a figure ends in "miljoen" or more: without a noun it is an amount of money as a rule."""
    return quantity.span.text.endswith(_MILLIONS)


def has_millions(quantity: Quantity) -> bool:
    """Whether a figure is told in millions or more: "3,4 miljoen euro"."""
    return any(word in quantity.span.text for word in _MILLIONS)


_MILLIONS = tuple(word for word, scale in SCALES.items() if scale >= 10**6)
