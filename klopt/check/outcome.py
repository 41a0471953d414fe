"""From what the rules say of one article to what is shown: no finding where the author asked for none, one finding for
one set of figures, and how many of the figures were looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from corpus.article import Article, Span
from corpus.silences import silences_in_text
from klopt.check.case import Case, once
from klopt.check.finding import Finding, Look
from klopt.check.levels import LEVELS

TELLING = (
    "magnitude",
    "impossible-date",
    "same-period",
    "headline-body",
    "percent-points",
    "part-whole",
    "share-fraction",
    "respectievelijk",
)
"""Rules that say most where two see the same figures: a factor of ten explains a wrong product."""

Place = tuple[str, int]


def told_silent(article: Article, findings: Iterable[Finding]) -> tuple[list[Finding], list[Look]]:
    """The findings that the author did not ask to pass over, and a look ("told") for each of the others.

    A file that is checked by itself brings what its comments say; a line of JSON has them in its text. The corpus keeps
    articles as they are read, without comments.
    """
    silences = article.silences or tuple(silences_in_text(article.text))
    kept: list[Finding] = []
    passed: list[Look] = []
    for finding in findings:
        ours = [mark.span for mark in finding.spans if mark.article == article.id]
        if any(silence.holds(span, finding.rule) for silence in silences for span in ours):
            passed.append(Look(finding.rule, tuple(ours), "told"))
        else:
            kept.append(finding)
    return kept, passed


def distinct(case: Case, findings: Sequence[Finding]) -> list[Finding]:
    """The findings without those that another says more tellingly of the same figures: an editor reads one sum once.

    Two findings see the same if every figure of the one is a figure of the other, or if they share two. The higher
    level stays, then the rule that tells more, then the one with more figures.
    """
    if len(findings) < 2:
        return list(findings)
    places = [_figures(case, finding) for finding in findings]
    order = sorted(range(len(findings)), key=lambda nr: (*_weight(findings[nr]), -len(places[nr]), nr))
    kept: list[int] = []
    for nr in order:
        if not any(_same(places[nr], places[other]) for other in kept):
            kept.append(nr)
    return [findings[nr] for nr in sorted(kept)]


def _weight(finding: Finding) -> tuple[int, int]:
    telling = TELLING.index(finding.rule) if finding.rule in TELLING else len(TELLING)
    return LEVELS.index(finding.level), telling


def _same(one: frozenset[Place], other: frozenset[Place]) -> bool:
    shared = len(one & other)
    return shared > 1 or (shared == 1 and shared in (len(one), len(other)))


def _figures(case: Case, finding: Finding) -> frozenset[Place]:
    """Where the figures and times in the marks of a finding stand; the marks themselves if they hold none."""
    spans = [mark.span for mark in finding.spans]
    inside = frozenset(_within(case, spans))
    return inside or frozenset((span.field, span.start) for span in spans)


def _within(case: Case, spans: Sequence[Span]) -> Iterator[Place]:
    """Where the figures that these spans touch stand."""
    for span in spans:
        figures, starts, ends = _placed(case)[0].get(span.field, ([], [], []))
        for one in figures[bisect_right(ends, span.start) : bisect_left(starts, span.end)]:
            if span.overlaps(one):
                yield one.field, one.start


@once
def _placed(case: Case) -> Iterator[dict[str, tuple[list[Span], list[int], list[int]]]]:
    """The figures of each field by where they start, with those starts, and how far any figure up to each reaches."""
    placed = {}
    for field in ("title", "text"):
        spans = sorted(
            (quantity.span for quantity in case.extraction.quantities if quantity.span.field == field),
            key=lambda span: span.start,
        )
        ends = list(accumulate((span.end for span in spans), max))
        placed[field] = spans, [span.start for span in spans], ends
    yield placed


def coverage(case: Case, findings: Iterable[Finding], looks: Iterable[Look]) -> tuple[int, int, int]:
    """Figures (no ranks, written dates too), those that some rule looked at, and those for which a sum was done."""
    quantities = [quantity for quantity in case.extraction.quantities if quantity.kind != "ordinal"]
    dates = sum(written.day is not None for written in case.extraction.dates)
    counted = {(quantity.span.field, quantity.span.start) for quantity in quantities}
    tied: set[Place] = set()
    summed: set[Place] = set()
    for finding in findings:
        summed.update(_within(case, [mark.span for mark in finding.spans]))
    for look in looks:
        if look.why != "incomplete":  # a size without its values is tied to nothing
            (summed if look.why == "holds" else tied).update(_within(case, look.spans))
    tied = (tied | summed) & counted
    return len(quantities) + dates, len(tied) + dates, len(summed & counted) + dates
