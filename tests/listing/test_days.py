"""Days, numbers and cells as people type them and spreadsheets read them."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.nouns import Days
from klopt.csvtext import csv_line
from klopt.days import Backwards, day_or_longer, stretch


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2017", date(2017, 1, 1), date(2018, 1, 1)),
        ("2017-12", date(2017, 12, 1), date(2018, 1, 1)),
        ("2016-2-29", date(2016, 2, 29), date(2016, 3, 1)),
        ("2016:2018", date(2016, 1, 1), date(2019, 1, 1)),
        (" 2016-05 : 2016-06-01", date(2016, 5, 1), date(2016, 6, 2)),
        (":2018", None, date(2019, 1, 1)),
        ("2018:", date(2018, 1, 1), None),
    ],
)
def test_stretch_of_days(typed: str, start: date | None, end: date | None) -> None:
    """A year or month is all its days; the end is included as typed, so exclusive a day later."""
    assert stretch(typed) == Days(start, end)


@pytest.mark.parametrize(
    "typed", ["", ":", "18", "2017-13", "2017-02-30", "0000", "9999", "9999-12-31", "2018:2016"]
)
def test_no_days(typed: str) -> None:
    """What is no stretch of days is refused, also at the ends of the calendar."""
    with pytest.raises(ValueError):  # noqa: PT011 - whichever part refuses
        stretch(typed)


def test_an_end_before_the_begin_is_named() -> None:
    """A day that is none is another mistake."""
    with pytest.raises(Backwards):
        stretch("2017:2015")
    assert stretch("2017:2017") == stretch("2017")


@given(st.text(max_size=12))
def test_days_of_any_text_are_days_or_refused(typed: str) -> None:
    """Only ValueError comes out."""
    try:
        found = day_or_longer(typed)
    except ValueError:
        return
    assert found.start is not None
    assert found.end is not None
    assert found.start < found.end


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_no_cell_is_a_formula(cells: list[str]) -> None:
    """A cell reads back as it was or with one apostrophe; none that is not a number starts a formula."""
    (read,) = csv.reader(StringIO(csv_line(cells), newline=""))
    assert len(read) == len(cells)
    for was, now in zip(cells, read, strict=True):
        assert now in (was, f"'{was}")
        if now[:1] in ("=", "+", "-", "@", "\t", "\r"):
            assert float(now) <= 0
