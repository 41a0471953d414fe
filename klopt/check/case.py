"""One article as the rules see it: which figures belong together, already put together.

Rules do arithmetic on intervals; what counts as one change or one whole is decided here and in
`extract.changes`, once for all rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from corpus.article import Article, Field, Span
from extract.nouns import Claim, Direction, Extraction, Period, Quantity
from extract.words import table

_UNSETTLED = {"hearsay", "expected", "demanded", "denied"}
NEAR = 2
"""Sentences between a stated change and the two figures that it is taken to be about."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value before, a value after and how big the change is said to be; any of them may be missing.

    `inferred`: the text does not tie them together itself, they stand near each other with one measure.
    """

    before: Claim | None
    after: Claim | None
    sizes: tuple[Claim, ...]
    direction: Direction | None
    cue: Span | None
    inferred: bool = False


@dataclass(frozen=True)
class Case:
    """An article, what was read from it, and what belongs together in it."""

    article: Article
    extraction: Extraction
    changes: tuple[Change, ...] = field(init=False)
    made: dict[str, tuple[Any, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Relations that were read from it so far: see `klopt.check.prose.once`."""
    _order: dict[Span, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_order", {span: nr for nr, span in enumerate(self.extraction.sentences)})
        stated = tuple(self._stated())
        object.__setattr__(self, "changes", (*stated, *self._inferred(stated)))

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.article.published_on

    def sentence(self, span: Span) -> Span:
        """The sentence that a span stands in; the span itself if it stands in none."""
        return next((s for s in self.extraction.sentences if s.covers(span)), span)

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

    def _frames(self) -> Iterator[list[Claim]]:
        frames: dict[tuple[Field, int], list[Claim]] = defaultdict(list)
        for claim in self.extraction.claims:
            if claim.frame is not None:
                frames[claim.span.field, claim.frame].append(claim)
        yield from frames.values()

    def _settled(self, claim: Claim) -> bool:
        """Whether the sentence states an outcome: no forecast, hearsay or correction of an earlier figure."""
        return claim.modality not in _UNSETTLED and not self.says(
            claim.span, tuple(table("changes")["silence"]["words"])
        )

    def _stated(self) -> Iterator[Change]:
        for claims in self._frames():
            before = next((c for c in claims if c.role == "from"), None)
            after = next((c for c in claims if c.role == "to"), None)
            sizes = tuple(c for c in claims if c.role == "change")
            if (before or after or sizes) and all(map(self._settled, claims)):
                yield Change(before, after, sizes, claims[0].direction, claims[0].cue)

    def _inferred(self, stated: tuple[Change, ...]) -> Iterator[Change]:
        """Sizes of changes said apart from their two values, with the only values near them that they can be of."""
        levels = [
            claim
            for claim in self.extraction.claims
            if claim.role == "level" and exact_value(claim.quantity) is not None and self._settled(claim)
        ]
        whole = [change for change in stated if change.before and change.after]
        for change in stated:
            if change.before or change.after or not change.sizes:
                continue
            ends = self._said_apart(change, whole) or self._two_levels(change.sizes[0], levels)
            if ends:
                yield Change(*ends, change.sizes, change.direction, change.cue, inferred=True)

    def _said_apart(self, change: Change, whole: list[Change]) -> tuple[Claim, Claim] | None:
        """ "Het aandeel ging van 12 naar 15 procent. Die stijging van 3 procentpunt ...": one change, said twice."""
        size = change.sizes[0]
        near = [
            (other.before, other.after)
            for other in whole
            if other.before
            and other.after
            and self._near(size.span, other.after.span)
            and size.span != other.after.span
            and other.direction == change.direction
            and not any(_same_kind(size, told) for told in other.sizes)
            and (
                (size.measure is not None and size.measure == other.after.measure)
                or self.says(size.span, _BACK)
            )
        ]
        return near[0] if len(near) == 1 else None

    def _two_levels(self, size: Claim, levels: list[Claim]) -> tuple[Claim, Claim] | None:
        """ "Het aantal is verdubbeld. In 2016 waren er 34 meldingen, in 2017 waren het er 68."."""
        near = [claim for claim in levels if self._near(size.span, claim.span)]
        if self.says(size.span, _OTHER_BASE):
            return None
        pairs = [
            pair
            for one, other in pairwise(near)
            if (pair := self._earlier_first(one, other)) and _one_measure(size, one)
        ]
        alike = sum(comparable(claim.quantity, pairs[0][0].quantity) for claim in near) if pairs else 0
        if len(pairs) != 1 or alike != 2:
            return None
        when, then = _days(size.period), _days(pairs[0][1].period)
        return None if when and then and when != then else pairs[0]

    def _earlier_first(self, one: Claim, other: Claim) -> tuple[Claim, Claim] | None:
        """Two levels of one measure at two moments, the earlier first; None if they are not that."""
        if not comparable(one.quantity, other.quantity) or one.place != other.place:
            return None
        if one.measure is None or one.measure != other.measure:
            return None
        mine, theirs = _days(one.period), _days(other.period)
        if mine and theirs:
            return None if mine == theirs else (one, other) if mine < theirs else (other, one)
        moments = self._moment(one), self._moment(other)
        if moments == ("then", "now"):
            return one, other
        return (other, one) if moments == ("now", "then") else None

    def _moment(self, claim: Claim) -> str | None:
        """ "now" or "then" by the words of the clause around the figure: "inmiddels zijn dat er nog 870"."""
        if claim.quantity is None:
            return None
        text, figure = self.article.field(claim.span.field), claim.quantity.span
        before = _CLAUSE_END.split(text[claim.span.start : figure.start])[-1]
        after = _CLAUSE_END.split(text[figure.end : claim.span.end])[0]
        clause = f" {' '.join(_words(before + ' ' + after))} "
        found = {
            moment
            for moment in ("now", "then")
            if any(f" {word} " in clause for word in table("changes")["moments"][moment])
        }
        return found.pop() if len(found) == 1 else None

    def _near(self, one: Span, other: Span, most: int = NEAR) -> bool:
        """Whether at most `most` sentence ends lie between the two sentences."""
        at, to = self._order.get(one), self._order.get(other)
        return one.field == other.field and at is not None and to is not None and abs(at - to) <= most


_OTHER_BASE = ("ten opzichte van", "vergeleken met", "in vergelijking met", "sinds")
_BACK = ("die", "deze", "dat", "dit", "daarmee")
_CLAUSE_END = re.compile(r"[,;:(]| en | maar ")
_OPENING = tuple("‘“„\"'«")
_CLOSING = tuple("’”\"'»")


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?()[]\"'‘’“”„") for word in text.lower().split()]


def _days(period: Period | None) -> tuple[date, date] | None:
    if period is None or period.days is None or period.days.start is None or period.days.end is None:
        return None
    return period.days.start, period.days.end


def _same_kind(one: Claim, other: Claim) -> bool:
    return (
        one.quantity is not None and other.quantity is not None and one.quantity.kind == other.quantity.kind
    )


def _one_measure(size: Claim, level: Claim) -> bool:
    return size.measure is None or level.measure is None or size.measure == level.measure


def comparable(one: Quantity | None, other: Quantity | None) -> bool:
    """Whether two figures can be values of one measure: same kind, same unit."""
    return one is not None and other is not None and one.kind == other.kind and one.unit == other.unit


def exact_value(quantity: Quantity | None) -> Decimal | None:
    """The single value as written; None for ranges, vague figures and gaps."""
    return quantity.value if quantity is not None and isinstance(quantity.value, Decimal) else None
