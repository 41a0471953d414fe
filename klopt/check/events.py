"""Days counted from an event that the text dates, with the date that they come out at.

"Tien dagen na de inbraak van 3 april, op 24 april".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extract.nouns import Period
from extract.words import table
from klopt.check.case import Case
from klopt.check.daycount import moved
from klopt.check.nearby import Nearby
from klopt.check.reckoning import Anchored, bounded, in_year_of, named

_AFTER = re.compile(r" (na|voor) (?:de|het|een|zijn|haar|hun) (?:[\w'’-]+ ){1,5}(?:van|op|in) \Z")


def after_events(case: Case) -> Iterator[Anchored]:
    """ "Tien dagen na de inbraak van 3 april, op 24 april"."""
    near = Nearby(case)
    lengths = [
        q for q in case.extraction.quantities if q.kind == "duration" and isinstance(q.value, Decimal)
    ][:200]
    for one, other in pairwise(case.extraction.periods):
        if not (one.span.field == other.span.field and named(one) and named(other) and bounded(one)):
            continue
        if not re.fullmatch(r",? (?:op|in|begin|eind|dus op) ", near.between(one.span, other.span)):
            continue
        for length in lengths:
            gap = near.between(length.span, one.span) if length.span.field == one.span.field else ""
            match = _AFTER.match(gap) if length.span.end <= one.span.start and len(gap) < 80 else None
            unit = table("spans")["units"].get(length.unit or "")
            value = length.value
            if match is None or unit is None or one.days is None or not isinstance(value, Decimal):
                continue
            side = 1 if match.group(1) == "na" else -1
            expected = moved(one.days.start, Decimal(str(unit)), side * value) if one.days.start else None
            target = in_year_of(case, other, expected)
            yield Anchored(
                "distance",
                Period(length.span, None, "day"),
                target,
                one.days,
                length,
                Decimal(str(unit)),
                side,
                one,
            )
