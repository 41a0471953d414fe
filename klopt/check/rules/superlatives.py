"""Superlatives in time against the values of other times that the same text gives."""

from __future__ import annotations

from collections.abc import Iterator

from klopt.check.case import Case, exact_value
from klopt.check.finding import Amount, Finding, Level, Look, Marked, Repair, Words
from klopt.check.marks import figure_mark, in_order, index_of
from klopt.check.records import Record, exceeds, records, superlatives
from klopt.check.registry import message, rule
from klopt.check.repairs import as_written
from klopt.check.wording import amount


@rule("superlative")
def superlative(case: Case) -> Iterator[Finding | Look]:
    """The highest or lowest of a stretch of time against another value from it. Slots: stated, figure, other, side."""
    told: set[int] = set()
    for record in records(case):
        strict, lenient = exceeds(record)
        spans = (record.figure.quantity.span, record.cue.span, record.other.quantity.span)
        if not strict:
            yield Look("superlative", spans, "holds")
        elif not record.cue.sure:
            yield Look("superlative", spans, "ambiguous")
        elif record.figure.nr not in told:
            told.add(record.figure.nr)
            sure: Level = "warning" if record.inferred else "error"
            yield _finding(case, record, sure if lenient else "note")
    tested = {record.figure.nr for record in records(case)}
    for cue, figure in superlatives(case):
        if figure.nr not in tested:
            yield Look("superlative", (figure.quantity.span, cue.span), "incomplete")


def _finding(case: Case, record: Record, level: Level) -> Finding:
    one, other = record.figure.quantity, record.other.quantity
    marks = in_order(case, (one.span, record.cue.span, figure_mark(case, record.other.claim)))
    more = Words("hoger", "higher") if record.cue.side == "high" else Words("lager", "lower")
    return Finding(
        "superlative",
        level,
        marks,
        message(
            "superlative",
            stated=record.cue.span.text,
            figure=as_written(one),
            other=as_written(other),
            side=more,
        ),
        stated=Amount(one.strict, one.unit, one.span.text),
        recomputed=Amount(other.strict, other.unit, other.span.text),
        repairs=() if record.cue.beyond else tuple(_repairs(marks, record)),
    )


def _repairs(marks: tuple[Marked, ...], record: Record) -> Iterator[Repair]:
    """Each of the two as far as the other: the least change after which the superlative is no longer contradicted."""
    one, other = record.figure.quantity, record.other.quantity
    for quantity, limit in ((one, exact_value(other)), (other, exact_value(one))):
        if limit is not None:
            yield Repair(
                index_of(marks, quantity.span), quantity.span.text, amount(limit, quantity.unit, "nl")
            )
