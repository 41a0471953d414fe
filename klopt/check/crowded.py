"""Whether a finding in a text full of figures is likelier to be a slip than a tie that was never meant.

An article of fifteen figures and more has so many that some always look like a sum. There what stands in more than one
sentence is taken for a mistake only if a slip explains it: a digit typed for another, left out or put elsewhere, a
power of ten, or a sum that is a little off. What a mistaken tie brings together differs by anything.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.numbers import SCALES
from klopt.check.case import Case, exact_value
from klopt.check.finding import Finding, Repair
from klopt.check.prose import prose
from klopt.check.slips import is_slip

CROWDED = 15
"""Figures from which on an article is full of them."""
RULES = frozenset({"change-difference", "parts-sum", "repeated-figure", "shares-sum"})
"""Rules whose sums come out to the unit, so that a slip can be told from chance."""
LITTLE = Decimal("0.1")
"""How far off the stated outcome of a sum may be that was only reckoned or copied wrongly."""
_NUMBER = re.compile(r"\d[\d.]*(?:,\d+)?")


def is_of_no_slip(case: Case, finding: Finding) -> bool:
    """Whether the figures of a finding stand apart in a text full of them, and no slip makes one what it should be."""
    if finding.rule not in RULES or not finding.repairs or len(case.extraction.quantities) < CROWDED:
        return False
    places = [mark.span for mark in finding.spans if mark.article == case.article.id]
    sentences = {nr for span in places for nr, whole in enumerate(prose(case).spans) if whole.covers(span)}
    if len(sentences) < 2:
        return False
    if _nearly(finding):
        return False
    return not any(_explains(case, finding, repair) for repair in finding.repairs)


def _nearly(finding: Finding) -> bool:
    """Whether what stands there is a little off what the sum gives."""
    if finding.stated is None or finding.recomputed is None:
        return False
    ends = [
        end for one in (finding.stated, finding.recomputed) for end in (one.interval.low, one.interval.high)
    ]
    if any(end is None for end in ends):
        return False
    stated, right = ((ends[nr] or Decimal(0)) + (ends[nr + 1] or Decimal(0)) for nr in (0, 2))
    return abs(stated - right) <= LITTLE * max(stated, right)


def _explains(case: Case, finding: Finding, repair: Repair) -> bool:
    """Whether a slip makes what stands there of what would be right."""
    span = finding.spans[repair.span].span
    figure = next((q for q in case.extraction.quantities if span.covers(q.span)), None)
    was, numbers = exact_value(figure), _NUMBER.findall(repair.after)
    if figure is None or was is None or not numbers:
        return False
    if len(numbers) > 1:
        return True  # "10 uur en 59 minuten": digits of two figures
    right = Decimal(numbers[0].replace(".", "").replace(",", "."))
    scale = next((s for word, s in SCALES.items() if word in repair.after.split()), 1)
    was *= 100 if figure.kind in ("fraction", "share") else 1
    return is_slip(was, right * scale)
