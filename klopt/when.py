"""When a figure is about, in words."""

from __future__ import annotations

from datetime import date, timedelta

from extract.nouns import Claim, Days
from klopt.check.called import is_in_text
from klopt.messages import Lang, say
from klopt.report import long_date


def said_when(claim: Claim, lang: Lang) -> str:
    """The words of its period as they stand in the text; of one that somebody put right, which has no words there, its
    days; "" for none.
    """
    if claim.period is None:
        return ""
    return claim.period.span.text if is_in_text(claim) else days_in_words(claim.period.days, lang)


def days_in_words(days: Days | None, lang: Lang) -> str:
    """The days as people say them: "2017", "maart 2017", or the first and the last; "" for none.

    >>> days_in_words(Days(date(2017, 3, 1), date(2017, 4, 1)), "nl")
    'maart 2017'
    """
    if days is None or (days.start is None and days.end is None):
        return ""
    start, last = days.start, days.end - timedelta(days=1) if days.end else None
    if start is None or last is None:
        open_end = "measures.until" if start is None else "measures.since"
        return say(open_end, lang, day=long_date(start or last or date.max, lang))
    if (start.month, start.day, last.month, last.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == last.year else f"{start.year}-{last.year}"
    if start.day == 1 and (start.year, start.month) == (last.year, last.month) and (last - start).days >= 27:
        return long_date(start, lang).partition(" ")[2]
    return long_date(start, lang) if start == last else f"{long_date(start, lang)} - {long_date(last, lang)}"
