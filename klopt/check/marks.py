"""Which characters a finding points at: a figure with its unit, and its time expression when that stands
beside it.
"""

from __future__ import annotations

from collections.abc import Iterable

from corpus.article import Span
from extract.nouns import Claim
from klopt.check.case import Case
from klopt.check.finding import Marked

BESIDE = 40
"""Characters between a figure and its time expression that still make one mark."""


def figure_mark(case: Case, claim: Claim) -> Span:
    """The figure of a claim; with its time expression ("34 in 2017") if that stands right behind it."""
    if claim.quantity is None:
        return claim.span
    figure = claim.quantity.span
    if claim.period is None or claim.period.span.field != figure.field:
        return figure
    when = claim.period.span
    if figure.end <= when.start <= figure.end + BESIDE:
        return case.article.span(figure.field, figure.start, when.end)
    return figure


def in_order(case: Case, spans: Iterable[Span]) -> tuple[Marked, ...]:
    """The spans as marks of this article: title first, in reading order, each once."""
    unique = {(span.field != "title", span.start, span.end): span for span in spans}
    return tuple(Marked(case.article.id, unique[place]) for place in sorted(unique))


def index_of(marks: tuple[Marked, ...], span: Span) -> int:
    """The number of the mark that holds the span. Raises ValueError if none does."""
    for nr, mark in enumerate(marks):
        if mark.span.covers(span):
            return nr
    raise ValueError(f"{span.text!r} is in none of the marks")
