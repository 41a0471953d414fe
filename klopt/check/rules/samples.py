"""Percentages that no whole number of a counted group gives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extract.interval import Interval
from extract.nouns import Quantity
from klopt.check.case import Case, exact_value
from klopt.check.counted_means import counted_means_of
from klopt.check.finding import Amount, Finding, Level, Look, Repair
from klopt.check.marks import in_order, index_of
from klopt.check.proportion import average_readings, readings
from klopt.check.registry import message, rule
from klopt.check.repairs import written
from klopt.check.samples import MOST, Sample, samples_of
from klopt.check.sums import verdict
from klopt.check.wording import number as number_words

TEN = Decimal(10)


@rule("grim")
def grim(case: Case) -> Iterator[Finding | Look]:
    """A percentage of n counted things against the n + 1 that exist. Slots: number, stated, below, above, few, many."""
    for sample in samples_of(case):
        share, many = sample.share.quantity, exact_value(sample.number.quantity)
        stated = exact_value(share)
        if many is None or stated is None or not 0 < stated < 100:
            continue
        strict, lenient = _readings(share)
        if many * _step(share) >= MOST:
            yield Look("grim", sample.spans, "approximate")
            continue
        few = int(stated * many / 100)
        around = [Decimal(100 * k) / many for k in (few, few + 1)]
        fits = [verdict(strict, lenient, [(Interval.point(x),) * 2], sample.inferred) for x in around]
        if None in fits:
            yield Look("grim", sample.spans, "holds")
            continue
        level = "note" if "note" in fits else fits[0]
        if level is not None:
            yield _report(case, sample, level, few, around, "procent")
    yield from _means(case)


def _means(case: Case) -> Iterator[Finding | Look]:
    """An average of whole things that no whole total over that number gives."""
    for sample in counted_means_of(case):
        average, many = sample.share.quantity, exact_value(sample.number.quantity)
        stated = exact_value(average)
        if many is None or stated is None:
            continue
        strict, lenient = average_readings(average)
        if many * _step(average) >= 1:
            yield Look("grim", sample.spans, "approximate")
            continue
        few = int(stated * many)
        around = [Decimal(k) / many for k in (few, few + 1)]
        fits = [verdict(strict, lenient, [(Interval.point(x),) * 2], sample.inferred) for x in around]
        if None in fits:
            yield Look("grim", sample.spans, "holds")
            continue
        level = "note" if "note" in fits else fits[0]
        if level is not None:
            yield _report(case, sample, level, few, around, None)


def _report(
    case: Case, sample: Sample, level: Level, few: int, around: list[Decimal], unit: str | None
) -> Finding:
    """The finding, with what the nearest whole numbers give."""
    share, many = sample.share.quantity, exact_value(sample.number.quantity) or Decimal(0)
    marks = in_order(case, sample.spans)
    below, above = (written(x, unit) for x in around)
    return Finding(
        "grim",
        level,
        marks,
        message(
            "grim",
            number=number_words(many, "nl"),
            stated=share.span.text,
            few=few,
            many=few + 1,
            below=below,
            above=above,
        ),
        stated=Amount(share.strict, unit, share.span.text),
        recomputed=Amount(Interval(around[0], around[1]), unit, f"{below.nl} / {above.nl}"),
        repairs=tuple(Repair(index_of(marks, share.span), share.span.text, x.nl) for x in (below, above)),
    )


def _step(share: Quantity) -> Decimal:
    """What the last digit shown is worth, in percent."""
    value = exact_value(share)
    exponent = value.as_tuple().exponent if value is not None else 0
    return Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))


def _readings(share: Quantity) -> tuple[Interval, Interval]:
    """A percentage that ends in a zero may have been rounded to tens."""
    value = exact_value(share)
    if value is not None and value % TEN == 0 and share.hedge is None and _step(share) == 1:
        return share.strict, share.lenient
    return readings(share)
