"""Dates, weeks and clock times against the calendar (proleptic Gregorian; ISO 8601 weeks)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from corpus.article import Span
from extract.nouns import WrittenDate
from extract.words import table
from klopt.check.case import Case
from klopt.check.finding import Finding, Look, Repair, Words
from klopt.check.marks import in_order, index_of
from klopt.check.nearby import Nearby, has_word
from klopt.check.registry import message, rule
from klopt.check.series import series_dates
from klopt.check.weekdays import NEAR_DAYS, date_meant, dated, with_weekday, year_named
from klopt.check.wording import day, names, weekday


@rule("impossible-date")
def impossible_date(case: Case) -> Iterator[Finding | Look]:
    """A day, week or time that no calendar or clock has. Slots: stated, limit."""
    near = Nearby(case)
    for written in case.extraction.dates:
        limit, level = _limit(written), "error"
        if limit is None:
            limit, level = _no_leap_year(case, written), "warning"
        if limit is None:
            continue
        if case.quoted(written.span):
            yield Look("impossible-date", (written.span,), "quoted")
            continue
        if written.hour is not None and written.day is None and not _CLOCK.search(_before(case, written)):
            continue  # "gelopen in 2.61 uur" is how long, not when
        if any(_pointed_out(case, near, other) for other in _of_one_day(case, written)):
            yield Look("impossible-date", (written.span,), "pointed-out")
            continue
        yield Finding(
            "impossible-date",
            "error" if level == "error" else "warning",
            in_order(case, (written.span,)),
            message("impossible-date", stated=written.span.text, limit=limit),
            repairs=tuple(_day_repairs(written)),
        )


def _of_one_day(case: Case, written: WrittenDate) -> Iterator[WrittenDate]:
    """Wherever the article has this date: what it says of one is said of all."""
    return (
        other
        for other in case.extraction.dates
        if (other.day, other.month, other.hour) == (written.day, written.month, written.hour)
    )


def _pointed_out(case: Case, near: Nearby, written: WrittenDate) -> bool:
    """Whether the text itself says that the date cannot be."""
    nr, field = near.nr(written.span), written.span.field
    around = [span.text for step in (-1, 0, 1) if (span := near.numbered(field, nr + step)) is not None]
    return has_word(" ".join((case.article.title or "", *around)), table("impossible")["pointed_out"])


def _no_leap_year(case: Case, written: WrittenDate) -> Words | None:
    """ "29 februari" without a year, where the year that publication makes the nearest has no such day."""
    if (written.day, written.month, written.year) != (29, 2, None) or case.published is None:
        return None
    if year_named(case, written):
        return None
    years = [case.published.year + step for step in (-1, 0, 1)]
    year = min(
        years, key=lambda one: abs(date(one, 2, 28) - case.published) if case.published else timedelta(0)
    )
    if monthrange(year, 2)[1] == 29 or abs(date(year, 2, 28) - case.published) > timedelta(days=NEAR_DAYS):
        return None
    return Words(f"februari {year} heeft 28 dagen", f"February {year} has 28 days")


_CLOCK = re.compile(r"\b(?:om|tot|vanaf|rond|omstreeks|van|sinds|na|voor)\s*$", re.IGNORECASE)


def _before(case: Case, written: WrittenDate) -> str:
    """The few characters before a written date."""
    text = case.article.field(written.span.field)
    return text[max(0, written.span.start - 20) : written.span.start]


def _limit(written: WrittenDate) -> Words | None:
    """Why this does not exist, or None if it does."""
    if written.hour is not None and (written.hour > 24 or (written.hour == 24 and written.minute)):
        return Words("een dag heeft 24 uur", "a day has 24 hours")
    if written.minute is not None and written.minute > 59:
        return Words("een uur heeft 60 minuten", "an hour has 60 minutes")
    if written.week is not None:
        weeks = date(written.year, 12, 28).isocalendar().week if written.year else 53
        if not 1 <= written.week <= weeks:
            if written.year:
                return Words(f"{written.year} heeft {weeks} weken", f"{written.year} has {weeks} weeks")
            return Words("een jaar heeft hooguit 53 weken", "a year has at most 53 weeks")
    if written.day is None or written.month is None:
        return None
    if not 1 <= written.month <= 12:
        return Words("een jaar heeft 12 maanden", "a year has 12 months")
    last = monthrange(written.year or 2000, written.month)[1]
    if 1 <= written.day <= last:
        return None
    month = Words(names()["months"]["nl"][written.month - 1], names()["months"]["en"][written.month - 1])
    if written.month == 2 and not written.year:
        return Words(f"{month.nl} heeft hoogstens {last} dagen", f"{month.en} has at most {last} days")
    year = f" {written.year}" if written.month == 2 else ""
    return Words(f"{month.nl}{year} heeft {last} dagen", f"{month.en}{year} has {last} days")


def _day_repairs(written: WrittenDate) -> Iterator[Repair]:
    """The last day of that month, and a neighbouring month or year that has the day."""
    if written.day is None or written.month is None or not 1 <= written.month <= 12:
        return
    year = written.year or 2000
    last = monthrange(year, written.month)[1]
    if written.day > last:
        yield Repair(0, str(written.day), str(last))
        for month in (written.month - 1, written.month + 1):
            if 1 <= month <= 12 and monthrange(year, month)[1] >= written.day:
                months = names()["months"]["nl"]
                yield Repair(0, months[written.month - 1], months[month - 1])
        if written.month == 2 and written.day == 29 and written.year:
            for near in range(1, 5):
                for other in (written.year - near, written.year + near):
                    if monthrange(other, 2)[1] == 29:
                        yield Repair(0, str(written.year), str(other))


@rule("weekday-date")
def weekday_date(case: Case) -> Iterator[Finding | Look]:
    """The weekday of a date against the calendar. Slots: date, recomputed, stated."""
    near = Nearby(case)
    for found in case.extraction.dates:
        written = dated(near, with_weekday(case, near, found), case.published)
        if written.year is None and year_named(case, written):
            continue
        meant = date_meant(written, case.published)
        if meant is None or written.weekday is None:
            continue
        if meant.weekday() != written.weekday and _corrected(near, written, meant):
            yield Look("weekday-date", (written.span,), "pointed-out")
            continue
        if meant.weekday() == written.weekday or case.quoted(written.span):
            why = "holds" if meant.weekday() == written.weekday else "quoted"
            yield Look("weekday-date", (written.span,), why)
            continue
        yield _wrong_day(case, written, meant, written.span)
    told: set[Span] = set()
    for held in series_dates(case, near):
        if held.day in told:
            continue  # of a row of dates the first that is wrong
        written, spans = held.written, (held.written.span, held.day)
        meant = (
            None if year_named(case, written) and not written.year else date_meant(written, case.published)
        )
        if meant is None or case.quoted(written.span):
            continue
        if meant.weekday() == written.weekday:
            yield Look("weekday-date", spans, "holds")
        elif _corrected(near, written, meant):
            yield Look("weekday-date", spans, "pointed-out")
        else:
            told.add(held.day)
            yield _wrong_day(case, written, meant, held.day)


def _wrong_day(case: Case, written: WrittenDate, meant: date, at: Span) -> Finding:
    """A date that is not on the day of the week that stands at `at`: right beside it, or told of its series."""
    beside = at == written.span
    marks = in_order(case, (written.span,) if beside else (written.span, at))
    number = written.weekday or 0
    return Finding(
        "weekday-date",
        "error" if written.year and beside else "warning",
        marks,
        message(
            "weekday-date",
            date=Words(day(meant, "nl"), day(meant, "en")),
            recomputed=Words(weekday(meant.weekday(), "nl"), weekday(meant.weekday(), "en")),
            stated=Words(weekday(number, "nl"), weekday(number, "en")),
        ),
        repairs=(
            Repair(index_of(marks, at), weekday(number, "nl"), weekday(meant.weekday(), "nl")),
            *(
                Repair(index_of(marks, written.span), str(meant.day), str(other.day))
                for step in range(-3, 4)
                if (other := meant + timedelta(days=step)).weekday() == number and other.month == meant.month
            ),
        ),
    )


def _corrected(near: Nearby, written: WrittenDate, meant: date) -> bool:
    """Whether the text itself gives the right day of the week: "staat zondag 3 juni, maar dat is een zaterdag"."""
    nr, field = near.nr(written.span), written.span.field
    own, following = near.numbered(field, nr), near.numbered(field, nr + 1)
    rest = own.text.replace(written.span.text, " ") if own is not None else ""
    around = f"{rest} {following.text if following is not None else ''}"
    right = weekday(meant.weekday(), "nl")
    return has_word(around, (right,)) and has_word(around, table("weekdays")["told"]["words"])
