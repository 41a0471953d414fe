"""Time expressions in plain text: examples in tests/examples/periods.toml, and what holds for every text."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.nouns import Days
from extract.periods import Times, read_times

EXAMPLES = tomllib.loads((Path(__file__).parents[1] / "examples" / "periods.toml").read_text("utf-8"))["case"]
PUBLISHED = "2018-09-11"
PIECES = [
    "3",
    "18",
    "31",
    "2018",
    "1950",
    "'98",
    "jaren",
    "jaar",
    "maand",
    "week",
    "mei",
    "oktober",
    "okt",
    ".",
    ",",
    "-",
    "–",
    "/",
    ":",
    "(",
    ")",
    "van",
    "tot",
    "en",
    "met",
    "tussen",
    "de",
    "het",
    "een",
    "eerste",
    "derde",
    "laatste",
    "helft",
    "kwartaal",
    "begin",
    "eind",
    "half",
    "vorig",
    "vorige",
    "afgelopen",
    "komende",
    "twee",
    "anderhalf",
    "geleden",
    "later",
    "eerder",
    "over",
    "zondag",
    "gisteren",
    "om",
    "uur",
    "eeuw",
    "negentig",
    "zomer",
    "sinds",
    "voor",
    "na",
    "per",
    "Pasen",
    "jl",
    "'s",
    "avonds",
    "dat",
    "ervoor",
    "t/m",
    "\n",
    "\n\n",
]


def described(days: Days | None) -> str:
    """The days as the examples write them."""
    if days is None:
        return "?"
    start = days.start.isoformat() if days.start else ""
    end = (days.end - timedelta(1)).isoformat() if days.end else ""
    if start[4:] == "-01-01" and end == f"{start[:4]}-12-31":
        return start[:4]
    return start if start == end else f"{start}/{end}"


def times_of(case: dict[str, Any]) -> Times:
    """What is read from the text of an example."""
    published = case.get("published", PUBLISHED)
    return read_times(case["text"], published=date.fromisoformat(published) if published else None)


@pytest.mark.parametrize("case", EXAMPLES, ids=[case["text"][:40] for case in EXAMPLES])
def test_periods_of_the_examples(case: dict[str, Any]) -> None:
    """Exactly these expressions are found, and mean these days."""
    found = [[p.span.text, described(p.days)] for p in times_of(case).periods]
    assert found == case.get("periods", [])


@pytest.mark.parametrize(
    "case", [c for c in EXAMPLES if "other" in c], ids=lambda case: str(case["text"][:40])
)
def test_other_readings_are_kept(case: dict[str, Any]) -> None:
    """What else the words can mean stands among the alternatives."""
    assert case["other"] in [described(days) for p in times_of(case).periods for days in p.alternatives]


@pytest.mark.parametrize(
    "case", [c for c in EXAMPLES if "dates" in c], ids=lambda case: str(case["text"][:40])
)
def test_dates_are_kept_as_written(case: dict[str, Any]) -> None:
    """Dates, weeks and clock times, possible or not, with the parts that are written and no others."""
    names = ("weekday", "day", "month", "year", "week", "hour", "minute")
    found = [
        [d.span.text, " ".join(f"{n}={getattr(d, n)}" for n in names if getattr(d, n) is not None)]
        for d in times_of(case).dates
    ]
    assert found == case["dates"]


@pytest.mark.parametrize(
    "case", [c for c in EXAMPLES if "taken" in c], ids=lambda case: str(case["text"][:40])
)
def test_numbers_of_dates_are_taken(case: dict[str, Any]) -> None:
    """The ranges that hold numbers of dates, and none that hold durations."""
    assert [case["text"][start:end] for start, end in times_of(case).taken] == case["taken"]


def test_precision_follows_the_words() -> None:
    """Each kind of expression says how fine it is."""
    text = (
        "3 mei 2018, week 3 van 2018, mei 2018, derde kwartaal 2018, zomer van 2018, in 2018, jaren negentig"
    )
    found = [p.precision for p in read_times(text).periods]
    assert found == ["day", "week", "month", "quarter", "season", "year", "decade"]


@pytest.mark.parametrize(
    ("text", "words", "first", "behind"),
    [
        (
            "Tussen eind maart en begin oktober kwamen er 3.",
            "eind maart en begin oktober",
            "2019-03-21",
            "2019-10-11",
        ),
        ("tussen medio mei en 3 juni", "medio mei en 3 juni", "2019-05-11", "2019-06-03"),
        ("tussen eind mei en de politie", "eind mei", "2019-05-21", "2019-06-01"),
        ("In het topjaar 2019 kwamen er 3.", "2019", "2019-01-01", "2020-01-01"),
    ],
)
def test_both_ends_may_have_an_adverb_and_a_year_its_sort(
    text: str, words: str, first: str, behind: str
) -> None:
    (period,) = read_times(text, published=date(2019, 10, 7)).periods
    assert period.days is not None
    assert (period.span.text, str(period.days.start), str(period.days.end)) == (words, first, behind)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Afgelopen najaar 1900 bezoekers en 2000 fietsers.", []),
        ("In een halfjaar 1950 meldingen.", []),
        ("In een halfjaar 1950 tulpen.", []),
        ("In het lustrumjaar 1950 leden.", []),
        ("In het najaar 2019 bleef het droog.", ["2019"]),
        ("In het topjaar 2019 liepen er 214.000 mensen.", ["2019"]),
        ("In het coronajaar 2020 ging het mis.", ["2020"]),
    ],
)
def test_a_word_that_ends_in_year_names_one_unless_things_are_counted(text: str, years: list[str]) -> None:
    """A season and a length of time end in "jaar" too, and what a number counts stands behind it."""
    times = read_times(text, published=date(2021, 3, 1))
    found = [n for n in ("1900", "1950", "2000", "2019", "2020") if n in text]
    taken = {text[start:end] for start, end in times.taken}
    assert [n for n in found if any(n in words for words in taken)] == years


def test_nothing_is_read_across_a_blank_line() -> None:
    """A number that ends a paragraph is no day of the month that opens the next."""
    assert [p.span.text for p in read_times("Kamer 3\n\nmei was koud.").periods] == ["mei"]


def test_a_line_break_inside_a_date_is_a_space() -> None:
    """Text wrapped by hand is read like any other."""
    assert [p.span.text for p in read_times("Dat was op 3\nmei 2018.").periods] == ["3\nmei 2018"]


def assert_sound(text: str, times: Times) -> None:
    """Offsets are right, periods and taken ranges sorted and apart."""
    for span in [p.span for p in times.periods] + [d.span for d in times.dates]:
        assert text[span.start : span.end] == span.text != ""
    ends = [0]
    for period in times.periods:
        assert period.span.start >= ends[-1]
        ends.append(period.span.end)
    assert all(a[1] < b[0] for a, b in zip(times.taken, times.taken[1:], strict=False))
    assert all(0 <= start < end <= len(text) for start, end in times.taken)


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["", " "]), st.none() | st.dates())
def test_any_row_of_time_words_is_read(pieces: list[str], glue: str, published: date | None) -> None:
    """No order of the words that the grammar knows makes it fail, on any day of any year."""
    text = glue.join(pieces)
    assert_sound(text, read_times(text, published=published))


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """No characters make it fail."""
    assert_sound(text, read_times(text, published=date(2018, 9, 11)))


@pytest.mark.parametrize("piece", ["1", "(", ")", "e", " "])
def test_a_megabyte_of_one_character_is_read(piece: str) -> None:
    """Long rows of digits, brackets and letters are read to the end and hold no time."""
    assert read_times(piece * 1_000_000, published=date(2018, 9, 11)) == Times((), (), ())


@pytest.mark.parametrize(
    "piece",
    ["1 ", "12-", "2018-", "3, ", "1 en ", "de eerste helft van ", "'", "vorig ", "\n", "een half ", "1."],
)
def test_long_rows_that_promise_more_are_read(piece: str) -> None:
    """Beginnings of expressions that never end cost no more than their length."""
    text = piece * (100_000 // len(piece))
    assert_sound(text, read_times(text, published=date(2018, 9, 11)))
