"""A part and its whole said in two ways: as counts and as a share, or as a fraction and as a percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Claim, Quantity
from klopt.check.case import Case, exact_value
from klopt.check.finding import Amount, Finding, Repair, Words
from klopt.check.marks import in_order, index_of
from klopt.check.registry import message, rule
from klopt.check.sums import HUNDRED, verdict
from klopt.check.wording import amount, rounded

_SAID_AGAIN = re.compile(
    r"[^.;:()\d]{0,60}?(?:\(\s*|,\s*(?:oftewel|ofwel|dus|dat is|goed voor)\s+|\s(?:oftewel|ofwel)\s+)"
    r"(?:\w+\s+){0,2}",
)
"""What may stand between a share and the same share said again: "16 van de 35 gemeenten (", ", oftewel ruim "."""
_APPOSITION = re.compile(r" van (?:de|het|alle|hun|zijn|haar|onze) [^.;:(),\d]{1,60}[,(]\s*(?:\w+\s+){0,2}")
_ENDS = re.compile(r"\s*(?:[,.;)]|$)")


@rule("share-fraction")
def share_fraction(case: Case) -> Iterator[Finding]:
    """A share against the same share in other words. Slots: first, second, recomputed."""
    for whole in case.wholes:
        part, total = whole.part.quantity, whole.total.quantity
        if part is None or total is None or whole.inferred or total.lenient.below(part.lenient):
            continue
        last = max((part, total), key=lambda q: q.span.start)
        again = _share_behind(case, whole.part, last, _SAID_AGAIN)
        if again is not None:
            strict = part.strict / total.strict * HUNDRED
            yield from _differ(case, (part, total), again, strict, part.lenient / total.lenient * HUNDRED)
    for claim in case.extraction.claims:
        named = claim.quantity
        if named is None or named.kind not in ("fraction", "share") or claim.role != "share":
            continue
        again = _share_behind(case, claim, named, _APPOSITION)
        if again is not None and again.kind == "percent":
            yield from _differ(case, (named,), again, named.strict * HUNDRED, named.lenient * HUNDRED)


def _share_behind(case: Case, claim: Claim, figure: Quantity, gap: re.Pattern[str]) -> Quantity | None:
    """The percentage right behind the figure that repeats it, closed by a comma, bracket or stop."""
    text = case.article.field(figure.span.field)
    for other in case.extraction.quantities:
        if other.kind != "percent" or other.span.field != figure.span.field:
            continue
        if not figure.span.end <= other.span.start <= claim.span.end:
            continue
        between = text[figure.span.end : other.span.start]
        if gap.fullmatch(between) and _ENDS.match(text, other.span.end):
            return other
        return None
    return None


def _differ(
    case: Case, figures: tuple[Quantity, ...], again: Quantity, strict: Interval, lenient: Interval
) -> Iterator[Finding]:
    level = verdict(strict, lenient, [(again.strict, again.lenient)], inferred=False)
    if level is None:
        return
    marks = in_order(case, (*(figure.span for figure in figures), again.span))
    exact = _exact(figures)
    right = Words("", "")
    if exact is not None:
        right = Words(amount(rounded(exact), "procent", "nl"), amount(rounded(exact), "procent", "en"))
    yield Finding(
        "share-fraction",
        level,
        marks,
        message(
            "share-fraction",
            first=" / ".join(figure.span.text for figure in figures),
            second=again.span.text,
            recomputed=right,
        ),
        stated=Amount(again.strict, "procent", again.span.text),
        recomputed=Amount(strict, "procent", right.nl),
        repairs=(Repair(index_of(marks, again.span), again.span.text, right.nl),) if right.nl else (),
    )


def _exact(figures: tuple[Quantity, ...]) -> Decimal | None:
    """The share in percent by the values as written."""
    values = [exact_value(figure) for figure in figures]
    if values[0] is None or (len(values) == 2 and not values[1]):
        return None
    return values[0] * 100 / (values[1] or 1) if len(values) == 2 else values[0] * 100
