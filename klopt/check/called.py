"""What messages across articles call the thing that is measured, and its period."""

from __future__ import annotations

from datetime import date, timedelta

from extract.nouns import Claim
from klopt.check.finding import Words
from klopt.check.said import Said

SAME_THING = Words("hetzelfde", "the same thing")
"""What is measured where no article says it, or each calls it by another noun."""


def thing_in_words(*figures: Said) -> str | Words:
    """What is measured, in the words of the first article that says it; the noun alone if they hold a figure."""
    first = next((one.claim for one in figures if one.claim.measure), None)
    if first is None:
        return SAME_THING
    phrase, noun = first.phrase or "", first.measure or ""
    return noun if not phrase or any(sign.isdigit() for sign in phrase) else phrase


def is_in_text(claim: Claim) -> bool:
    """Whether the article itself has the words for the period: one that somebody put right by hand has none, and stands
    at the figure.
    """
    return claim.period is not None and not (
        claim.quantity is not None and claim.quantity.span.covers(claim.period.span)
    )


def period_in_words(claim: Claim, year: str = "{} ({})") -> str:
    """The period as the article writes it, with the year if that does not stand there; "" if it has none. One that was
    put right by hand as it was given: 2016, 2016-03, 2016-03-05.
    """
    if claim.period is None:
        return ""
    start = claim.period.days.start if claim.period.days else None
    if not is_in_text(claim):
        return str(start or "")[: {"year": 4, "month": 7}.get(claim.period.precision, 10)]
    words = claim.period.span.text
    if words[:1].isupper() and " " in words:
        words = words[0].lower() + words[1:]  # "Een jaar later" at the head of a sentence
    return words if start is None or str(start.year) in words else year.format(words, start.year)


def days_in_words(one: Said) -> str:
    """The period of a figure as the article writes it; that of its sentence where it has none of its own, as a
    year, a month, a day or two days: 2016, 2016-03, 2016-03-05, 2016-03-05 - 2016-03-09.
    """
    words = period_in_words(one.claim)
    if words or one.days is None:
        return words
    first, last = one.days[0], one.days[1] - timedelta(days=1)
    for parts in (4, 7, 10):  # the year alone, year and month, the day
        if _whole(first, last, parts):
            return str(first)[:parts]
    return f"{first} - {last}"


def _whole(first: date, last: date, parts: int) -> bool:
    """Whether two days are the first and the last of a year, a month or a day."""
    after = last + timedelta(days=1)
    begins = {
        4: (first.month, first.day, after.month, after.day) == (1, 1, 1, 1),
        7: first.day == after.day == 1,
    }
    return begins.get(parts, True) and str(first)[:parts] == str(last)[:parts]


def in_brackets(claim: Claim) -> str:
    """The same behind a blank and in brackets: " (vorig jaar, 2018)"."""
    when = period_in_words(claim, "{}, {}")
    return f" ({when})" if when else ""
