"""What the checks say of tables: a total that its rows do not make, shares that are no hundred, a figure that the
running text gives otherwise.

Sums are shown in the figures as they stand in the cells; what the head multiplies them with is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from extract.digits import read_digits
from extract.interval import Interval
from extract.nouns import Claim, Quantity
from klopt.check.alike import same
from klopt.check.case import Case, comparable, exact_value, once
from klopt.check.finding import Amount, Finding, Level, Look, Marked, Repair, Words
from klopt.check.marks import in_order, index_of
from klopt.check.registry import message
from klopt.check.slips import slip_of
from klopt.check.sums import HUNDRED
from klopt.check.tabulated import TableSum, table_sums
from klopt.check.wording import number

LEAST = 20
"""A smaller figure is another one as often as the same with its digits changed places."""


_PERCENT = " procent"


def table_findings(case: Case, *, shares: bool) -> Iterator[Finding | Look]:
    """The sums of tables: of counts and sums of money for `parts-sum`, of shares of one whole for `shares-sum`."""
    name = "shares-sum" if shares else "parts-sum"
    for found in table_sums(case):
        if found.shares != shares:
            continue
        spans = tuple(q.span for q in (*found.parts, *([found.total] if found.total else [])))
        yield Look(name, spans, "holds") if found.holds else _finding(case, name, found)


def _finding(case: Case, name: str, found: TableSum) -> Finding:
    total = found.total
    figures = (*found.parts, *([total] if total is not None else []))
    marks = in_order(case, (quantity.span for quantity in figures))
    added = sum((_written(part) for part in found.parts), Decimal(0))
    stated = Decimal(100) if total is None else _written(total)
    level: Level = "error" if found.sure and total is not None else "warning"
    parts = added_up(found.parts)
    unit = found.parts[0].unit
    slots = (
        {"shares": parts} if found.shares else {"parts": parts, "stated": total.span.text if total else "100"}
    )
    return Finding(
        name,
        level,
        marks,
        message(name, recomputed=_percents(added) if found.shares else added, **slots),
        stated=Amount(total.strict if total else HUNDRED, unit, total.span.text if total else "100 procent"),
        recomputed=Amount(_sum(found.parts), unit, number(added, "nl")),
        repairs=tuple(_repairs(marks, found.parts, total, added, stated)),
    )


def added_up(figures: Iterable[Quantity]) -> str:
    """Figures with a plus between them; of percentages "procent" once: "45 + 40 + 25 procent"."""
    words = [figure.span.text for figure in figures]
    if all(text.endswith(_PERCENT) for text in words):
        words = [*(text.removesuffix(_PERCENT) for text in words[:-1]), words[-1]]
    return " + ".join(words)


def _percents(value: Decimal) -> Words:
    return Words(f"{number(value, 'nl')} procent", f"{number(value, 'en')} percent")


def _sum(parts: Sequence[Quantity]) -> Interval:
    added = Interval.point(0)
    for part in parts:
        added = added + part.strict
    return added


def _written(quantity: Quantity) -> Decimal:
    """The number as it stands in the cell, without what its head multiplies it with."""
    written = read_digits(" ".join(quantity.digits.split()))
    value = exact_value(quantity) or Decimal(0)
    return value if written is None else written.value.copy_sign(value)


def _repairs(
    marks: tuple[Marked, ...],
    parts: Sequence[Quantity],
    total: Quantity | None,
    added: Decimal,
    stated: Decimal,
) -> Iterator[Repair]:
    """Each single figure that would make the sum right; of shares none but those that stay shares."""
    solved = [(part, stated - added + _written(part)) for part in parts]
    if total is not None and total.kind != "percent":
        solved.append((total, added))
    for quantity, right in solved:
        if right > 0 and right != _written(quantity) and quantity.digits:
            after = quantity.span.text.replace(quantity.digits, number(right, "nl"))
            yield Repair(index_of(marks, quantity.span), quantity.span.text, after)


@once
def table_repeats(case: Case) -> Iterator[tuple[Quantity, Quantity]]:
    """Figures of the running text and of a table that are of the same thing in the same time, and differ by a slip of
    the pen: digits that changed places, or a nought. The text's comes first.
    """
    told = [claim for claim in case.extraction.claims if _is_whole(claim)]
    for claim in told if case.tables else ():
        value = exact_value(claim.quantity)
        cells = [cell for table in case.tables for cell in table.claims.values()]
        if value is None or any(exact_value(cell.quantity) == value for cell in cells):
            continue
        found = [cell for cell in cells if _is_whole(cell) and _is_same(claim, cell)]
        other = found[0].quantity if len(found) == 1 else None
        if claim.quantity is None or other is None or claim.quantity.hedge:
            continue
        if slip_of(value, exact_value(other) or Decimal(0)) is not None:
            yield claim.quantity, other


def _is_whole(claim: Claim) -> bool:
    """Whether the claim is a level of something in a time, of no group that one of the two may not name."""
    value = exact_value(claim.quantity)
    days = claim.period.days if claim.period else None
    return (
        bool(claim.measure)
        and claim.role in ("level", "total")
        and days is not None
        and (value or 0) >= LEAST
    )


def _is_same(one: Claim, other: Claim) -> bool:
    mine, yours = (claim.period.days if claim.period else None for claim in (one, other))
    alike = same(one.measure or "", other.measure or "") and comparable(one.quantity, other.quantity)
    return alike and mine == yours and one.place == other.place and one.population == other.population


def in_tables(case: Case, quantity: Quantity) -> bool:
    """Whether a cell of a table has this value."""
    value = exact_value(quantity)
    return value is not None and any(
        exact_value(claim.quantity) == value for table in case.tables for claim in table.claims.values()
    )
