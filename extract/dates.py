"""Calendar dates as they are written, possible or not; in digits: `extract.digit_dates`.

A date that no calendar has ("31 april", "week 54", "25.10 uur") is still found, as a `WrittenDate` without
days; a rule tells the reader.
"""

from __future__ import annotations

from dataclasses import replace

from corpus.article import Field, Span
from extract.calendar import day
from extract.meaning import InYear, Lean, Node, of_month
from extract.nouns import WrittenDate
from extract.timewords import (
    DASHES,
    MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAY_FORMS,
    WEEKDAYS,
    WORDS,
    Tokens,
    phrases,
)
from extract.years import Found, chars, year_at, year_behind

LAST_DAY = 39
"""Higher numbers are no slip of the pen but no date at all."""

_PAST = phrases(WORDS["after_date"]["past"])
_FUTURE = phrases(WORDS["after_date"]["future"])
_JOINS = frozenset((*DASHES, "en", "of", "tot", ","))


def written(t: Tokens, field: Field, first: int, last: int, **parts: int | None) -> WrittenDate:
    """A `WrittenDate` over tokens `first:last`."""
    start, end = t.starts[first], t.ends[last - 1]
    return WrittenDate(Span(field, start, end, t.text[start:end]), **parts)


def month_at(t: Tokens, i: int, *, short: bool = True) -> tuple[int, int] | None:
    """A month name and the index behind it (and behind the full stop of a short one)."""
    word = t.word(i)
    if word in MONTHS:
        return MONTHS[word], i + 1
    if short and word in SHORT_MONTHS:
        stop = t.word(i + 1) == "." and t.glued(i + 1)
        return SHORT_MONTHS[word], i + 2 if stop else i + 1
    return None


def lean_at(t: Tokens, j: int) -> tuple[Lean | None, int]:
    """ "jl.", "a.s." behind a date: to which side it lies, and the index behind."""
    past, future = t.first(j, _PAST), t.first(j, _FUTURE)
    return ("back", j + past) if past else ("ahead", j + future) if future else (None, j)


def weekday_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A weekday before a date, its comma or full stop included; short ones too."""
    word = t.word(i)
    if word in WEEKDAY_FORMS:
        return WEEKDAY_FORMS[word], i + 2 if t.word(i + 1) in (",", "(") else i + 1
    if word in SHORT_WEEKDAYS:
        return SHORT_WEEKDAYS[word], i + 2 if t.word(i + 1) == "." else i + 1
    return None


def day_number(t: Tokens, i: int) -> tuple[int, int] | None:
    """The day of a month, in digits, as an ordinal or in words, and the index behind it."""
    number = t.digits(i)
    if number is not None:
        behind_day = t.word(i - 1) in DASHES and t.digits(i - 2) is not None  # 18-19 augustus
        if not number or number > LAST_DAY or (t.glued(i) and t.word(i - 1) in ".,/:€$-" and not behind_day):
            return None
        rank = t.rank(i)
        return (number, rank[1]) if rank else (number, i + 1)
    spelled = t.cardinal(i)
    if spelled is not None:
        return (spelled, i + 1) if spelled <= 31 else None
    rank = t.rank(i) if t.word(i) != "laatste" else None
    return rank if rank and rank[0] <= 31 else None


def date_in_words(t: Tokens, i: int, field: Field) -> Found | None:
    """[dinsdag] 3 mei [2018], [dinsdag] 3 mei jl."""
    weekday, k = weekday_at(t, i) or (None, i)
    numbered = day_number(t, k)
    named = month_at(t, numbered[1]) if numbered else None
    if numbered is None or named is None or (t.glued(named[1]) and t.word(named[1]) in DASHES):
        return None
    number, (month, j) = numbered[0], named
    return _dated(t, field, i, j, number, month, weekday)


def _dated(t: Tokens, field: Field, i: int, j: int, number: int, month: int, weekday: int | None) -> Found:
    year: int | None = None
    node: Node | None = None
    behind = year_behind(t, j)
    lean, k = lean_at(t, j)
    if lean is None and behind is not None and (behind[2] or t.word(j) != "in"):
        node, j, digits = behind
        year = year_at(t, j - 1 if len(t.word(j - 1)) == 4 else j - 2)[0] if digits else None  # type: ignore[index]
    else:
        j = k
        node = shared_year(t, j) if lean is None else None
    if weekday is None and (said := _weekday_behind(t, j)) is not None:
        weekday, j = said, j + 3
    meant = InYear(of_month(month, number), "day", node, lean, weekday) if number <= 31 else None
    if meant is not None and not _exists(meant, month, number, year):
        meant = None
    date = written(t, field, i, j, weekday=weekday, day=number, month=month, year=year)
    return Found(i, j, meant, (date,), chars(t, i, j), "day")


def _exists(meant: InYear, month: int, number: int, year: int | None) -> bool:
    return meant.of(year) is not None if year is not None else day(2000, month, number) is not None


def shared_year(t: Tokens, j: int) -> Node | None:
    """The year of "oktober en november 2017" for the first of the two."""
    if t.word(j) not in ("en", "of"):
        return None
    k = (weekday_at(t, j + 1) or (0, j + 1))[1]
    named = month_at(t, k + 1 if t.digits(k) is not None else k)
    behind = year_behind(t, named[1]) if named else None
    return behind[0] if behind and behind[2] else None


def _weekday_behind(t: Tokens, j: int) -> int | None:
    """ "12 oktober 2017, een dinsdag" and "12 oktober (een dinsdag)"."""
    return WEEKDAYS.get(t.word(j + 2)) if t.word(j) in (",", "(") and t.word(j + 1) == "een" else None


def day_before_others(t: Tokens, i: int, field: Field) -> Found | None:
    """The "1" of "1 en 2 mei", the "maandag 10" of "maandag 10 tot en met zondag 16 september": month and
    year stand further on."""
    weekday, k = weekday_at(t, i) or (None, i)
    number = t.digits(k)
    if number is None or not 0 < number <= LAST_DAY or (t.glued(k) and t.word(k - 1) in ".,/:€$-"):
        return None
    j = k + 1
    for _ in range(6):
        size = 3 if t.at(j, ("tot", "en", "met")) or t.at(j, ("t", "/", "m")) else 1
        if size == 1 and t.word(j) not in _JOINS:
            return None
        k_next = (weekday_at(t, j + size) or (0, j + size))[1]
        if t.digits(k_next) is None:
            return None
        if month_at(t, k_next + 1):
            whole = date_in_words(t, j + size, field) if t.word(j) != "," else None
            return _sharing(
                t, field, i, k + 1, whole, number, weekday, rising=size == 1 and t.word(j) != "tot"
            )
        j = k_next + 1
    return None


def _sharing(
    t: Tokens,
    field: Field,
    i: int,
    j: int,
    whole: Found | None,
    number: int,
    weekday: int | None,
    *,
    rising: bool,
) -> Found | None:
    """The day `number` at tokens `i:j` in the month and year of `whole`; a `rising` list counts up."""
    if whole is None:
        return None
    later = whole.dates[0]
    if later.month is None or later.day is None or (rising and number >= later.day):
        return None
    meant = _same_month(whole.node, later.month, number, weekday)
    date = written(t, field, i, j, weekday=weekday, day=number, month=later.month, year=later.year)
    return Found(i, j, meant, (date,), chars(t, i, j), "day")


def _same_month(node: Node | None, month: int, number: int, weekday: int | None) -> InYear | None:
    if number > 31 or day(2000, month, number) is None:
        return None
    if isinstance(node, InYear):
        return replace(node, of=of_month(month, number), weekday=weekday)
    return InYear(of_month(month, number), "day")
