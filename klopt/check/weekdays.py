"""The weekday of a date, and which date one without a year means."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extract.nouns import WrittenDate
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

NEAR_DAYS = 120
"""A date without a year counts for the year that puts it within this many days of publication."""


FIRST_YEAR = 1800
"""Before this, calendars in the Low Countries differed by province."""


def with_weekday(case: Case, near: Nearby, written: WrittenDate) -> WrittenDate:
    """ "volgende week vrijdag 14 juli": the weekday that another expression took."""
    if written.weekday is not None or written.day is None:
        return written
    before = near.before(written.span)
    text = case.article.field(written.span.field)
    behind = _WEEKDAY_BEHIND.match(text[written.span.end : written.span.end + 50])
    if behind is not None:
        end = written.span.end + behind.end(1)
        number = table("periods")["weekdays"][behind.group(1).lower()]
        return replace(
            written, weekday=number, span=case.article.span(written.span.field, written.span.start, end)
        )
    match = _WEEKDAY.search(before)
    if match is None:
        return _feast(case, written, before)
    start = written.span.start - len(before) + match.start(1)
    number = table("periods")["weekdays"][match.group(1).lower()]
    return replace(
        written, weekday=number, span=case.article.span(written.span.field, start, written.span.end)
    )


def _feast(case: Case, written: WrittenDate, before: str) -> WrittenDate:
    """ "paasmaandag 2 april", "tweede paasdag (2 april)": a feast that has its own day of the week."""
    lead = before.rstrip(" ,(")
    feasts = table("weekdays")["feasts"]
    named = ends_with(lead, feasts)
    compound = re.search(r"(?<!\w)\w{3,12}((?:maan|dins|woens|donder|vrij|zater|zon)dag)\Z", lead)
    if named is None and compound is None:
        return written
    number = feasts[named] if named else table("periods")["weekdays"][compound.group(1)] if compound else None
    length = len(named) if named else len(compound.group()) if compound else 0
    start = written.span.start - (len(before) - len(lead)) - length
    return replace(
        written, weekday=number, span=case.article.span(written.span.field, start, written.span.end)
    )


_WEEKDAY_BEHIND = re.compile(
    r"(?:[,;]? (?:dat|die dag|en dat|het)? ?(?:is|was|valt|viel|wordt)(?: dit jaar)?(?: op)? een| \((?:een )?"
    r"|[,;] ?(?:toen )?een|,? (?:valt|viel) (?:dit jaar )?op(?: een)?) ?"
    r"((?:maan|dins|woens|donder|vrij|zater|zon)dag)\b",
    re.IGNORECASE,
)


_WEEKDAY = re.compile(
    r"\b((?:maan|dins|woens|donder|vrij|zater|zon)dag)(?:ochtend|middag|avond|nacht)?,? ?\(?(?:de )?\Z",
    re.IGNORECASE,
)


def year_named(case: Case, written: WrittenDate) -> bool:
    """Whether the sentence names a year or an anniversary: then the date may be of that year."""
    sentence = case.sentence(written.span)
    years = any(
        period.precision in ("day", "month", "year")
        and sentence.covers(period.span)
        and _YEAR.search(period.span.text)
        for period in case.extraction.periods
    )
    return years or _fits_last_year(case, written) or case.says(sentence, _other_years())


def _other_years() -> tuple[str, ...]:
    known = table("weekdays")["other_year"]
    return (*known["words"], *known["last"], *known["next"])


def _fits_last_year(case: Case, written: WrittenDate) -> bool:
    """ "Het rustigst was het op dinsdag 17 januari" in a piece of January about the year before: the weekday is right
    in a year that the article names.
    """
    if case.published is None or written.day is None or written.month is None:
        return False
    last = _date(case.published.year - 1, written.month, written.day)
    named = {
        str(p.days.start.year)
        for p in case.extraction.periods
        if p.days and p.days.start and p.precision == "year"
    }
    return last is not None and last.weekday() == written.weekday and str(last.year) in named


_YEAR = re.compile(r"\b[12]\d{3}\b|'\d\d\b")


def dated(near: Nearby, written: WrittenDate, published: date | None) -> WrittenDate:
    """The date with the year that stands right behind it in words: "dinsdag 22 december vorig jaar"."""
    if written.year is not None or published is None:
        return written
    known = table("weekdays")["other_year"]
    for words, step in ((known["last"], -1), (known["next"], +1)):
        said = has_word(written.span.text, words) or starts_with(near.behind(written.span), words) is not None
        if said:
            return replace(written, year=published.year + step)
    return written


def date_meant(written: WrittenDate, published: date | None) -> date | None:
    """The date; without a year the one nearest to publication, if that is near enough to be sure."""
    if written.day is None or written.month is None:
        return None
    if written.year is not None:
        return _date(written.year, written.month, written.day) if written.year >= FIRST_YEAR else None
    if published is None:
        return None
    candidates = [
        found
        for year in (published.year - 1, published.year, published.year + 1)
        if (found := _date(year, written.month, written.day)) is not None
    ]
    nearest = min(candidates, key=lambda found: abs(found - published), default=None)
    return nearest if nearest and abs(nearest - published) <= timedelta(days=NEAR_DAYS) else None


def _date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None
