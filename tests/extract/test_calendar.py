"""Calendar arithmetic: weeks, holidays, thirds of a stretch, and the edges of the calendar."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.calendar import MONTHS_IN, Unit, Which, around, day, easter, part, season, step, week, years
from extract.nouns import Days
from extract.timewords import WORDS

UNITS: tuple[Unit, ...] = ("day", "week", "weekend", *MONTHS_IN)


@pytest.mark.parametrize(
    ("year", "month", "number"), [(2019, 2, 29), (2018, 4, 31), (2018, 13, 1), (0, 1, 1), (12000, 1, 1)]
)
def test_days_that_no_calendar_has(year: int, month: int, number: int) -> None:
    """They are None, never an error."""
    assert day(year, month, number) is None


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2016, date(2016, 3, 27)),
        (2018, date(2018, 4, 1)),
        (2019, date(2019, 4, 21)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, sunday: date) -> None:
    """The dates of published church calendars."""
    assert easter(year) == sunday


def test_only_long_years_have_week_53() -> None:
    """2015 has 53 ISO weeks, 2018 has 52."""
    assert week(2015, 53) == Days(date(2015, 12, 28), date(2016, 1, 4))
    assert week(2018, 53) is None


def test_winter_began_in_december_of_the_year_before() -> None:
    """As the KNMI counts."""
    assert season(2018, 0) == Days(date(2017, 12, 1), date(2018, 3, 1))


@pytest.mark.parametrize(
    ("which", "start", "end"),
    [
        ("begin", date(2017, 1, 1), date(2017, 5, 1)),
        ("middle", date(2017, 5, 1), date(2017, 9, 1)),
        ("end", date(2017, 9, 1), date(2018, 1, 1)),
        ("second_half", date(2017, 7, 1), date(2018, 1, 1)),
        ("whole", date(2017, 1, 1), date(2018, 1, 1)),
    ],
)
def test_parts_of_a_year(which: Which, start: date, end: date) -> None:
    """Thirds and halves in whole months; they do not overlap."""
    whole = years(2017)
    assert whole is not None
    assert part(whole, which) == Days(start, end)


@given(st.dates(), st.sampled_from(UNITS))
def test_every_day_lies_in_its_unit(moment: date, unit: Unit) -> None:
    """The unit around a day holds that day; a weekend is the one of its week."""
    found = around(moment, unit)
    if found is not None and found.start and found.end and unit != "weekend":
        assert found.start <= moment < found.end


@given(st.dates(), st.sampled_from(UNITS), st.integers(-(10**9), 10**9))
def test_steps_never_fail(moment: date, unit: Unit, count: int) -> None:
    """A step goes the way it should, or leaves the calendar and is None."""
    there = step(moment, unit, count)
    assert there is None or (there > moment) == (count > 0)


@pytest.mark.parametrize("name", ["months", "weekdays", "seasons", "day_words", "units", "turns"])
def test_word_lists_are_folded(name: str) -> None:
    """Words are looked up in lower case, without accents."""
    assert all(word == word.lower() and word.isascii() for word in WORDS[name])


@pytest.mark.parametrize(
    "name", ["strong", "weak", "units", "counted", "plurals", "no_plurals", "titles", "verbs", "amounts"]
)
def test_word_lists_have_no_doubles(name: str) -> None:
    """Each word stands once."""
    assert len(set(WORDS["years"][name])) == len(WORDS["years"][name])


def test_a_word_is_either_strong_or_weak_evidence() -> None:
    """No word before a year stands in both lists."""
    assert not set(WORDS["years"]["strong"]) & set(WORDS["years"]["weak"])
