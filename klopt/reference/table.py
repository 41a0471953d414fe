"""A table of official figures from a CSV file: one value a row, values in several columns, or a column for each period.

CBS StatLine exports are of the last two kinds, with lines for the title, the units and the source around the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from db.references import ReferenceValue
from extract.nouns import Days
from klopt.reference.cells import MISSING, Number, days, is_unit, number, provisional, unit_of
from klopt.reference.rows import PERIODS, BadTable, head_of, is_lone, is_source, rows_of

NAMELESS = frozenset({"aantal", "waarde", "value", "cijfer", "getal", "number", "count", "totaal"})
"""Headings over values that do not say what is measured."""
FIELDS = ("measure", "period", "value", "place", "population", "unit")
"""What can be said of a table: each is the name of a column, or else what holds for all of its rows."""
PLACES = frozenset(("regio", "regio's", "regio’s", "gemeente", "provincie", "land", "plaats", "gebied"))
ALL = ("totaal", "alle ", "total")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row (line) that could not be used: `key` is a message, `cell` what stands there."""

    row: int
    key: str
    cell: str


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a table: its title and source if it says them, the columns used, the figures, and the rest."""

    title: str | None
    source: str | None
    columns: dict[str, str]
    figures: tuple[ReferenceValue, ...]
    bad: tuple[BadRow, ...]
    rows: int
    """How many rows there are below the names of the columns."""


def read_table(data: bytes, said: Mapping[str, str], decimal: str | None = None) -> Read:
    """The figures of a CSV file. `said` tells of some of `FIELDS` which column, or which constant, they are; what is
    not said is found by the names of columns. `decimal` is the decimal sign (default: a comma unless it parts columns).

    Raises BadTable where no column of periods or values is found. A row that says nothing is in `bad`, one without a
    value ("." or "-") is passed over.
    """
    rows, delimiter = rows_of(data)
    head = head_of(rows, said)
    names = [cell.strip() for cell in rows[head][1]]
    title = next((row[0].strip() for _, row in rows[:head] if is_lone(row)), None)
    source = next((row[0].strip() for _, row in rows[head + 1 :] if is_lone(row) and is_source(row[0])), None)
    body = [(nr, row) for nr, row in rows[head + 1 :] if not is_lone(row) or len(names) == 1]
    units: dict[int, str] = {}
    if (
        body
        and any(map(is_unit, body[0][1]))
        and not any(number(c, ",") for c in body[0][1] if not is_unit(c))
    ):
        units = {nr: cell for nr, cell in enumerate(body[0][1]) if is_unit(cell)}
        body = body[1:]
    columns = _columns(names, said)
    sign = decimal or ("." if delimiter == "," else ",")
    layout = _Layout(names, columns, dict(said), units, sign)
    figures, bad = _figures(layout, body)
    used = {**said, **columns}
    return Read(
        title, source.split(":", 1)[-1].strip(" ©") if source else None, used, figures, bad, len(body)
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a table is laid out: names of columns, what they hold, what was said, the row of units, the decimal sign."""

    names: Sequence[str]
    columns: Mapping[str, str]
    said: Mapping[str, str]
    units: Mapping[int, str]
    sign: str

    def cell(self, row: Sequence[str], field: str) -> str | None:
        """What a row says of a field: its column, else what was said for all rows."""
        if field in self.columns:
            at = self.names.index(self.columns[field])
            return row[at].strip() if at < len(row) else ""
        return self.said.get(field)

    @property
    def wide(self) -> tuple[int, ...]:
        """The columns that are periods themselves, where no column holds them."""
        if "period" in self.columns or "period" in self.said or "value" in self.columns:
            return ()
        return tuple(nr for nr, name in enumerate(self.names) if days(name))


def _columns(names: Sequence[str], said: Mapping[str, str]) -> dict[str, str]:
    """Field -> column. What was said is a column if one has that name."""
    known = {name.casefold(): name for name in reversed(names) if name}
    found = {field: known[word.casefold()] for field, word in said.items() if word.casefold() in known}
    guesses = {"period": PERIODS, "place": PLACES, "value": {"waarde", "value"}, "measure": {"onderwerp"}}
    guesses["unit"] = {"eenheid", "unit"}
    for field, words in guesses.items():
        name = next((known[word] for word in known if word in words), None)
        if field not in found and field not in said and name is not None and name not in found.values():
            found[field] = name
    if "value" in said and "value" not in found:
        raise BadTable("reference.no_column", column=said["value"], columns=", ".join(filter(None, names)))
    if "period" in said and "period" not in found and days(said["period"]) is None:
        raise BadTable("reference.no_column", column=said["period"], columns=", ".join(filter(None, names)))
    return found


def _figures(
    layout: _Layout, body: Sequence[tuple[int, Sequence[str]]]
) -> tuple[tuple[ReferenceValue, ...], tuple[BadRow, ...]]:
    values = _value_columns(layout, body)
    if not values:
        raise BadTable("reference.no_value", columns=", ".join(filter(None, layout.names)))
    if not layout.wide and "period" not in layout.columns and "period" not in layout.said:
        raise BadTable("reference.no_period", columns=", ".join(filter(None, layout.names)))
    if any(_others(layout, values, row) for _, row in body) and "population" not in layout.said:
        raise BadTable("reference.which_column", columns=", ".join(_split_by(layout, values)))
    found: dict[tuple[object, ...], ReferenceValue] = {}
    bad: list[BadRow] = []
    twice: set[tuple[object, ...]] = set()
    for nr, row in body:
        if any(cell.strip() for cell in row[len(layout.names) :]):  # a comma too many: which cell is whose?
            bad.append(BadRow(nr, "reference.too_many_cells", " ".join(row)))
            continue
        for at in values:
            one = _figure(layout, nr, row, at)
            if isinstance(one, BadRow):
                bad.append(one)
            elif one is not None:
                key = (one.measure.casefold(), one.days, one.place, one.population, one.unit)
                if found.setdefault(key, one).value != one.value:
                    bad.append(BadRow(nr, "reference.twice", row[at].strip()))
                    twice.add(key)
    # Which of two values is meant, nobody said: neither is held against an article.
    return tuple(one for key, one in found.items() if key not in twice), tuple(bad)


def _value_columns(layout: _Layout, body: Sequence[tuple[int, Sequence[str]]]) -> tuple[int, ...]:
    if "value" in layout.columns:
        return (layout.names.index(layout.columns["value"]),)
    if layout.wide:
        return layout.wide
    taken = set(layout.columns.values())
    return tuple(
        at
        for at, name in enumerate(layout.names)
        if name
        and name not in taken
        and name.casefold() != "id"
        and _mostly_numbers([row[at] for _, row in body if at < len(row)], layout.sign)
    )


def _mostly_numbers(cells: Sequence[str], sign: str) -> bool:
    said = [cell for cell in cells if cell.strip().rstrip("*").strip() not in MISSING]
    numbers = sum(number(cell, sign) is not None for cell in said)
    return numbers > 0 and 2 * numbers >= len(said)


def _others(layout: _Layout, values: Sequence[int], row: Sequence[str]) -> bool:
    """Whether a column that nobody spoke of narrows the row to a group: "Mannen", and not "Totaal"."""
    return any(
        at not in values
        and layout.names[at]
        and layout.names[at] not in layout.columns.values()
        and layout.names[at].casefold() not in ("id", "onderwerp")
        and cell.strip()
        and not cell.strip().casefold().startswith(ALL)
        and not ("value" in layout.said and number(cell.strip(), layout.sign) is not None)
        and not (layout.wide and "measure" not in layout.said and at == _topic(layout))
        for at, cell in enumerate(row[: len(layout.names)])
    )


def _split_by(layout: _Layout, values: Sequence[int]) -> Iterator[str]:
    for at, name in enumerate(layout.names):
        if name and name not in layout.columns.values() and at not in values and name.casefold() != "id":
            yield name


def _topic(layout: _Layout) -> int:
    """The column that says what is measured in a table with a column for each period: the first that is free."""
    taken = set(layout.columns.values())
    return next(
        (nr for nr, name in enumerate(layout.names) if name not in taken and nr not in layout.wide), 0
    )


def _figure(layout: _Layout, nr: int, row: Sequence[str], at: int) -> ReferenceValue | BadRow | None:
    cell = row[at].strip() if at < len(row) else ""
    if cell.rstrip("*").strip() in MISSING:
        return None
    found = number(cell, layout.sign)
    if found is None:
        return BadRow(nr, "reference.bad_value", cell)
    when = layout.names[at] if layout.wide else layout.cell(row, "period") or ""
    stretch = days(when)
    if stretch is None:
        return BadRow(nr, "reference.bad_period", when)
    single = "value" in layout.columns or layout.wide
    topic = (
        row[_topic(layout)].strip() if layout.wide and "measure" not in layout.columns else layout.names[at]
    )
    topic, heading_unit = _heading(topic)
    nameless = single and not layout.wide and topic.casefold() in NAMELESS
    measure = layout.cell(row, "measure") or ("" if nameless else topic)
    if not measure:
        return BadRow(nr, "reference.bad_measure", cell)
    said = layout.cell(row, "unit") or layout.units.get(at) or heading_unit
    return _scaled(
        nr, measure, when, stretch, found, said, layout, row, provisional(cell) or provisional(when)
    )


def _heading(words: str) -> tuple[str, str]:
    """What a heading measures, and the unit that stands behind it in brackets: "werkloosheid (%)"."""
    named, bracket, unit = words.rstrip(" )").rpartition("(")
    return (named.strip(), unit.strip()) if bracket and words.endswith(")") and is_unit(unit) else (words, "")


def _scaled(
    nr: int, measure: str, when: str, stretch: Days, found: Number, said: str, layout: _Layout,
    row: Sequence[str], early: bool,
) -> ReferenceValue:  # fmt: skip
    unit, power = unit_of(said)
    size = Decimal(10) ** power
    return ReferenceValue(
        nr, measure, when.rstrip("*").strip(), stretch, found.value * size, found.step * size, unit,
        _all(layout.cell(row, "place")), _all(layout.cell(row, "population")), early,
    )  # fmt: skip


def _all(cell: str | None) -> str | None:
    """A group or place; None where the cell says that it is all of them."""
    return None if not cell or cell.casefold().startswith(ALL) else cell
