"""The figures of added tables as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable

from db import Store
from db.references import ReferenceTable, ReferenceValue, reference_tables, reference_values
from extract.interval import Interval
from klopt.check.case import Official


def official_figures(store: Store) -> tuple[Official, ...]:
    """The figures of all tables that were added, by table."""
    return tuple(
        one for table in reference_tables(store) for one in official(table, reference_values(store, table.id))
    )


def official(table: ReferenceTable, values: Iterable[ReferenceValue]) -> Iterable[Official]:
    """These values of a table; each is all that rounds to it."""
    for one in values:
        exact = one.unit is None and one.step == 1  # things that were counted one by one
        yield Official(
            table.name,
            table.source,
            table.definition,
            one.measure,
            one.period,
            one.days,
            one.value,
            Interval.point(one.value) if exact else Interval.around(one.value, one.step),
            one.unit,
            one.place,
            one.population,
            one.provisional,
        )
