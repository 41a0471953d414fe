"""Interval arithmetic: whatever values two intervals stand for, the result holds their sum, product and so on."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.interval import Interval

numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=1000, places=2)


@st.composite
def around(draw: st.DrawFn, values: st.SearchStrategy[Decimal] = numbers) -> tuple[Interval, Decimal]:
    """A closed interval and a value in it."""
    low, value, high = sorted(draw(values) for _ in range(3))
    return Interval(low, high), value


@given(around(), around())
def test_sum_difference_and_product_hold_those_of_the_values(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    """No value that the two figures can mean is lost."""
    (a, x), (b, y) = one, other
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)


@given(around(positive), around(positive))
def test_quotient_holds_that_of_the_values(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    """Division is exact to the context's digits, so the bounds are compared with a margin of one in 10^20."""
    (a, x), (b, y) = one, other
    quotient = a / b
    assert quotient.low is not None
    assert quotient.high is not None
    margin = Decimal(1) + Decimal(10) ** -20
    assert quotient.low <= x / y * margin
    assert x / y <= quotient.high * margin


@given(around(), around())
def test_overlap_is_symmetric_and_means_no_gap(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    """Two intervals either share a value or one lies wholly below the other."""
    (a, _), (b, _) = one, other
    assert a.overlaps(b) == b.overlaps(a) == (not a.below(b) and not b.below(a))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Interval(Decimal(37), Decimal(38), low_open=True), Interval.point(37), False),
        (Interval(Decimal(37), Decimal(38)), Interval.point(37), True),
        (Interval(Decimal(100), None, low_open=True), Interval.point(100), False),
        (Interval(None, Decimal(5)), Interval(Decimal(5), None), True),
        (Interval(None, Decimal(5), high_open=True), Interval(Decimal(5), None), False),
        (Interval.around(Decimal("2.0"), Decimal("0.1")), Interval.point("1.95"), True),
        (Interval.around(Decimal("2.0"), Decimal("0.1")), Interval.point("1.94"), False),
    ],
)
def test_open_ends_do_not_belong(one: Interval, other: Interval, overlap: bool) -> None:
    """An open end is not a value; an absent end is no limit."""
    assert one.overlaps(other) is overlap


def test_division_by_what_may_be_zero_says_nothing() -> None:
    """Where the divisor may be zero there is no bound to compare with."""
    assert Interval.point(3) / Interval(Decimal(0), Decimal(2)) == Interval(None, None)


def test_upside_down_is_refused() -> None:
    """A lower end above the upper end is a mistake of the caller."""
    with pytest.raises(ValueError, match="upside down"):
        Interval(Decimal(2), Decimal(1))
