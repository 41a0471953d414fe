"""Figures of tables that a user added, for the examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from extract.interval import Interval
from extract.nouns import Days
from klopt.check.case import Official


def official(measure: str, year: int, value: str, **more: Any) -> Official:
    """A figure of a table of yearly figures, exact to its last digit or to `step`."""
    exact = Decimal(value)
    step = Decimal(more.pop("step", Decimal(1).scaleb(int(exact.as_tuple().exponent))))
    return Official(
        table=more.pop("table", "tabel"),
        source=more.pop("source", None),
        definition=more.pop("definition", None),
        measure=measure,
        period=str(year),
        days=Days(date(year, 1, 1), date(year + 1, 1, 1)),
        value=exact,
        interval=Interval.around(exact, step),
        unit=more.pop("unit", None),
        place=more.pop("place", None),
        population=more.pop("population", None),
        provisional=more.pop("provisional", False),
    )
