"""Stated lengths against the periods they are of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from corpus.article import Span
from extract.interval import Interval
from klopt.check.case import Case
from klopt.check.daycount import joined
from klopt.check.ends import opening_hours, reversed_ranges
from klopt.check.finding import Amount, Finding, Lang, Level, Look, Repair, Words
from klopt.check.jubilees import jubilees
from klopt.check.lengths import stretches
from klopt.check.marks import in_order, index_of
from klopt.check.named_lengths import is_jubilee_text, unit_of
from klopt.check.registry import message, rule
from klopt.check.repairs import written
from klopt.check.spells import spells
from klopt.check.sums import verdict
from klopt.check.tenures import tenures
from klopt.check.wording import number


@rule("period-length")
def period_length(case: Case) -> Iterator[Finding | Look]:
    """A stated length against its period; a period that ends before it begins. Slots: period, recomputed, stated."""
    for span, month_before in reversed_ranges(case):
        if case.quoted(span):
            yield Look("period-length", (span,), "quoted")
            continue
        yield Finding(
            "period-length",
            "note" if month_before else "error",
            in_order(case, (span,)),
            message(
                "period-length",
                period=span.text,
                recomputed=_BACKWARDS,
                stated=Words("van ... tot", "from ... to"),
            ),
        )
    told: set[Span] = set()
    for found in (*stretches(case), *jubilees(case), *spells(case), *tenures(case)):
        if found.length in told:
            continue
        told.add(found.length)
        low, high = found.low / found.unit, found.high / found.unit
        lasting = Interval(found.low, found.high)
        level = verdict(lasting, lasting, [found.stated], found.inferred)
        if level is None:
            yield Look("period-length", (found.when, found.length), "holds")
            continue
        yield _too_long(case, found.when, found.length, level, (low, high), found.until)
    for hours in opening_hours(case):
        if hours.stated.lenient.contains(hours.hours):
            yield Look("period-length", (hours.when, hours.length), "holds")
        else:
            right = written(hours.hours, "uur")
            yield _finding(case, hours.when, hours.length, "warning", (hours.hours, hours.hours), right)


_BACKWARDS = Words("tot voor het begin", "until before its beginning")


def _too_long(
    case: Case,
    when: Span,
    length: Span,
    level: Level,
    lasting: tuple[Decimal, Decimal],
    until: Span | None = None,
) -> Finding:
    """A length that its period does not have; no figure stands for "gouden jubileum"."""
    low, high = (value.quantize(Decimal(1)) for value in lasting)
    unit = unit_of(length.text)
    right = Words(*(_from_to(low, high, unit, lang) for lang in ("nl", "en")))
    found = _finding(case, when, length, level, lasting, right, until)
    return replace(found, repairs=()) if is_jubilee_text(length.text) else found


def _finding(
    case: Case,
    when: Span,
    length: Span,
    level: Level,
    lasting: tuple[Decimal, Decimal],
    right: Words,
    until: Span | None = None,
) -> Finding:
    marks = in_order(case, (*joined(case, when, length), *((until,) if until else ())))
    return Finding(
        "period-length",
        level,
        marks,
        message(
            "period-length",
            period=f"{when.text} - {until.text}" if until else when.text,
            recomputed=right,
            stated=length.text,
        ),
        stated=None,
        recomputed=Amount(Interval(*lasting), None, right.nl),
        repairs=(Repair(index_of(marks, length), length.text, right.nl),),
    )


def _from_to(low: Decimal, high: Decimal, unit: str, lang: Lang) -> str:
    to = {"nl": "tot", "en": "to"}[lang]
    return (
        f"{number(high, lang)} {unit}".strip()
        if low == high
        else f"{number(low, lang)} {to} {number(high, lang)} {unit}".strip()
    )
