"""Tables of official figures as people have them: what is read, what is left out and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from klopt.reference.cells import days, number, unit_of
from klopt.reference.table import BadTable, Read, read_table

LONG = """"Vissers; kerncijfers"
"Geslacht";"Perioden";"Vissers";"Aandeel"
"Geslacht";"Perioden";"x 1 000";"%"
"Totaal mannen en vrouwen";"2018";"350";"3,8"
"Totaal mannen en vrouwen";"2019*";"314";"."
"Bron: Visbureau"
"""
WIDE = """"Schepen"
"Onderwerp";"Eenheid";"2017";"2018*"
"Kotters";"x 1 000";"17 082";"-"
"Sloepen";"aantal";"1 204";"1 311"
"© Visbureau, Zeedorp 2019"
"""


def read(text: str, encoding: str = "utf-8", decimal: str | None = None, **said: str) -> Read:
    return read_table(text.encode(encoding), said, decimal)


def values(found: Read) -> list[tuple[str, str, Decimal, Decimal]]:
    return [(one.measure, one.period, one.value, one.step) for one in found.figures]


def test_values_in_columns() -> None:
    """Title, source, units and provisional periods of a long export; a point is no value."""
    found = read(LONG)
    assert (found.title, found.source) == ("Vissers; kerncijfers", "Visbureau")
    assert values(found) == [
        ("Vissers", "2018", Decimal(350_000), Decimal(1000)),
        ("Aandeel", "2018", Decimal("3.8"), Decimal("0.1")),
        ("Vissers", "2019", Decimal(314_000), Decimal(1000)),
    ]
    assert [one.provisional for one in found.figures] == [False, False, True]
    assert [one.unit for one in found.figures] == [None, "procent", None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_periods_in_columns(encoding: str) -> None:
    """A column for each period, in any encoding of a spreadsheet."""
    assert values(read(WIDE, encoding)) == [
        ("Kotters", "2017", Decimal(17_082_000), Decimal(1000)),
        ("Sloepen", "2017", Decimal(1204), Decimal(1)),
        ("Sloepen", "2018", Decimal(1311), Decimal(1)),
    ]


def test_columns_and_constants_as_said() -> None:
    """A column's name is that column, another word holds for all rows; bad rows are named and the rest goes on."""
    found = read("jaar,n,stad\n2018,1.5,Zeedorp\n2019,veel,Zeedorp\nooit,3,Zeedorp\n"
                 "2017,1.7,Zeedorp\n2017,1.9,Zeedorp\n",
                 measure="haringen", value="n", place="stad", unit="mln euro")  # fmt: skip
    (one,) = found.figures
    assert (one.measure, one.value, one.unit, one.place) == ("haringen", Decimal(1_500_000), "EUR", "Zeedorp")
    assert [(bad.row, bad.key) for bad in found.bad] == [
        (3, "reference.bad_value"),
        (4, "reference.bad_period"),
        (6, "reference.twice"),
    ]  # of two values for one year neither is held against an article


@pytest.mark.parametrize(
    ("text", "said", "key"),
    [
        ("", {}, "reference.empty"),
        ("a;b\n1;2\n", {}, "reference.no_period"),
        ("jaar;n\n2018;3\n", {"value": "x"}, "reference.no_column"),
        ("jaar;n\n2018;3\n", {"period": "jaartal"}, "reference.no_column"),
        ("jaar;n\n2018;veel\n", {}, "reference.no_value"),
        ("jaar;sekse;n\n2018;Mannen;3\n2018;Vrouwen;4\n", {}, "reference.which_column"),
        ("PK\0\0", {}, "reference.binary"),
    ],
)
def test_a_file_that_is_no_such_table(text: str, said: dict[str, str], key: str) -> None:
    """The error says what is missing."""
    with pytest.raises(BadTable) as error:
        read(text, **said)
    assert error.value.key == key


@pytest.mark.parametrize(
    ("cell", "first", "end"),
    [
        ("2018*", (2018, 1, 1), (2019, 1, 1)),
        ("2018JJ00", (2018, 1, 1), (2019, 1, 1)),
        ("2018 1e kwartaal", (2018, 1, 1), (2018, 4, 1)),
        ("2018KW04", (2018, 10, 1), (2019, 1, 1)),
        ("2018 januari", (2018, 1, 1), (2018, 2, 1)),
        ("2018MM02", (2018, 2, 1), (2018, 3, 1)),
        ("maart 2018", (2018, 3, 1), (2018, 4, 1)),
        ("2017/'18", (2017, 8, 1), (2018, 8, 1)),
        ("2018-12-31", (2018, 12, 31), (2019, 1, 1)),
    ],
)
def test_periods(cell: str, first: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    """Years, quarters, months, school years and days as tables write them."""
    found = days(cell)
    assert found is not None
    assert (found.start, found.end) == (date(*first), date(*end))


@pytest.mark.parametrize("cell", ["", "ooit", "0000", "2018KW09", "2018MM13", "2018-13", "9" * 50])
def test_what_is_no_period(cell: str) -> None:
    """A cell that names no days is None."""
    assert days(cell) is None


@pytest.mark.parametrize(
    ("cell", "sign", "value"),
    [("1.234,5", ",", "1234.5"), ("1 000", ",", "1000"), ("1,234.5", ".", "1234.5"), ("-3", ",", "-3"),
     ("12*", ",", "12"), ("1.23", ",", None), ("twaalf", ",", None), ("9" * 60, ",", None)],
)  # fmt: skip
def test_numbers(cell: str, sign: str, value: str | None) -> None:
    """Thousands are groups of three; anything else is no number."""
    found = number(cell, sign)
    assert (found.value if found else None) == (Decimal(value) if value else None)


def test_units() -> None:
    """The scale is taken from the unit."""
    assert unit_of("x 1 000 euro") == ("EUR", 3)
    assert unit_of("mln kilometer") == ("kilometer", 6)
    assert unit_of("aantal") == (None, 0)


def test_a_second_column_of_numbers_is_passed_over_if_the_values_are_named() -> None:
    """Also a unit in a heading."""
    found = read("jaar;gemeente;aantal;woningbranden\n2020;Utrecht;1.050;255\n",
                 measure="branden", value="aantal", place="gemeente")  # fmt: skip
    assert [one.value for one in found.figures] == [Decimal(1050)]
    (one,) = read("jaar;werkloosheid (%)\n2022;3,5\n").figures
    assert (one.measure, one.unit) == ("werkloosheid", "procent")


def test_row_with_too_many_cells_is_left_out() -> None:
    """Which of the cells is the value cannot be told; blank ones behind the last say nothing."""
    found = read("jaar;aantal\n2021;4;;\n2022;3\n2023;5;6;7\n", measure="branden")
    assert [(one.period, one.value) for one in found.figures] == [("2021", 4), ("2022", 3)]
    assert [(bad.row, bad.key, bad.cell) for bad in found.bad] == [
        (4, "reference.too_many_cells", "2023 5 6 7")
    ]
    assert found.rows == 3
