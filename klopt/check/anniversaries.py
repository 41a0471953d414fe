"""Anniversaries of today with the date of what happened in another sentence.

"Deze week is het tien jaar geleden dat de kerk afbrandde. In de nacht van 14 maart 2004 sloeg de bliksem in." Figures
that stand apart are of one event only if the day and month are those of today: then a day of another year is the
anniversary of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Days, Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.named_lengths import named_lengths
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with
from klopt.check.reckoning import IT_IS, YEAR, Anchored, bounded, named

REACH = 2
"""Sentences between an anniversary and the date of what is remembered."""
DAY, WEEK = 2, 8
"""Days that the day of the event may lie from today: if the day is said, with leap days, and if the week is."""
_YEAR = Decimal("365.25")


def anniversaries(case: Case) -> Iterator[Anchored]:
    """ "Precies tien jaar geleden ... 14 maart 2004", published on 15 March."""
    published = case.published
    if published is None:
        return
    near = Nearby(case)
    today = Days(published, published + timedelta(days=1))
    for count in (*case.extraction.quantities, *named_lengths(case, near)):
        said = _ago(case, near, count)
        if said is None:
            continue
        target = _remembered(case, near, count, said, published)
        if target is not None:
            yield Anchored(
                "distance", Period(said, None, "year"), target, today, count, _YEAR, -1, apart=True
            )


def _ago(case: Case, near: Nearby, count: Quantity) -> Span | None:
    """The characters of "tien jaar geleden" where the sentence says that it is to the day, week or month."""
    known = table("spans")["anniversary"]
    if (
        count.kind != "duration"
        or count.unit != "jaar"
        or count.hedge
        or not isinstance(count.value, Decimal)
    ):
        return None
    back = starts_with(near.behind(count.span), known["back"])
    if back is None or count.value < 1 or case.quoted(count.span):
        return None
    before, behind = near.before(count.span), near.behind(count.span)
    behind = behind[behind.lower().find(back) + len(back) :]
    sentence = near.sentence(count.span).text
    if ends_with(before, known["unsure"]) or has_word(sentence, known["not_the_event"]):
        return None
    exact, now = (
        ends_with(before, known["exact"]),
        ends_with(before, known["now"]) or starts_with(behind, known["now"]),
    )
    opens = (exact or now) and re.search(r"\w", without(before, (*known["exact"], *known["now"]))) is None
    it_is = starts_with(behind, ("dat", "sinds")) and IT_IS.search(before)
    of_it = has_word(sentence, known["kept"]) and ends_with(before, ("van",))
    if not (opens or it_is or of_it):
        return None
    text = case.article.field(count.span.field)
    end = count.span.end + len(text[count.span.end :]) - len(text[count.span.end :].lstrip()) + len(back)
    return case.article.span(count.span.field, count.span.start, end)


def without(text: str, words: Iterable[str]) -> str:
    """A text without these words and phrases."""
    longest = sorted(words, key=len, reverse=True)
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", " ", text, flags=re.IGNORECASE)


def _remembered(case: Case, near: Nearby, count: Quantity, said: Span, published: date) -> Period | None:
    """The one date with a year near by that is of this day, week or month of another year; None if any year or length
    of the article makes the sum.
    """
    here, value = near.nr(count.span), int(Decimal(str(count.value)))
    years = {
        p.days.start.year
        for p in case.extraction.periods
        if p.days is not None and p.days.start is not None and YEAR.search(p.span.text)
    }
    if any(abs(published.year - value - year) <= 1 for year in years):
        return None
    close = [
        p
        for p in case.extraction.periods
        if p.span.field == said.field
        and 0 <= near.nr(p.span) - here <= REACH
        and not p.span.overlaps(said)
        and p.precision in ("day", "month")
        and YEAR.search(p.span.text)
        and named(p)
        and bounded(p)
    ]
    if len(close) != 1 or not _of_today(close[0], published, _days_near(near, said)):
        return None
    target = close[0]
    began = target.days.start if target.days else None
    if began is None or began >= published:
        return None
    apart = {published.year - began.year + step for step in (-1, 0, 1)}
    others = {
        q.value
        for q in case.extraction.quantities
        if q is not count and q.unit in ("jaar", None) and q.kind != "count" and isinstance(q.value, Decimal)
    }
    led = near.before(target.span)
    to_the_day = ends_with(near.before(count.span), table("spans")["anniversary"]["to_the_day"])
    if _ASIDE.search(led) or not (to_the_day or _OPENS.fullmatch(led) or _EVENT.fullmatch(led)):
        return None
    if starts_with(near.behind(target.span), ("was", "waren", "had", "hadden")):
        return None  # "Op 12 februari 1995 was het oude veer vergaan": of before what is remembered
    if _is_elsewhere(near, target, said) or has_word(
        near.sentence(target.span).text, table("spans")["anniversary"]["afterwards"]
    ):
        return None
    clause = near.before(target.span) + re.split(r"[,;:]", near.behind(target.span))[0]
    if others & apart or has_word(clause, table("spans")["anniversary"]["other_event"]):
        return None
    return target


def _is_elsewhere(near: Nearby, target: Period, said: Span) -> bool:
    """ "De brand van 12 maart 2019 in de school": what happened has a place that the anniversary does not name."""
    told = near.sentence(said).text
    led, behind = _PLACE.search(near.before(target.span)), _PLACE.match(near.behind(target.span))
    return any(not has_word(told, (place["name"],)) for place in (led, behind) if place is not None)


_PLACE = re.compile(
    r"\s*\b(?:in|op|bij|aan|te)\s+(?:de |het |een )?(?!(?:nacht|ochtend|morgen|avond|middag|begin|eind)\b)"
    r"(?P<name>[^\W\d][\w'’-]*)"
)
_OPENS = re.compile(
    r"\W*(?:(?:Op|In|Tijdens|Het was(?: op| in)?|Dat was(?: op| in)?) )?(?:de )?"
    r"(?:vroege |late )?(?:(?:nacht|ochtend|morgen|avond|middag) )?"
    r"(?:van |op )?(?:(?:begin|eind|half) )?",
    re.IGNORECASE,
)
_EVENT = re.compile(
    rf"\W*(?:De|Het|Die|Dat) [\w'’-]*(?:{'|'.join(table('spans')['anniversary']['events'])})"
    r"(?: (?:in|op|bij|aan|van) (?:de |het )?[\w'’-]+)? (?:van|op|in) (?:de (?:nacht|ochtend|avond) van )?",
    re.IGNORECASE,
)
""" "Het ongeluk van 5 november 1980 kostte": the day of what is remembered."""
_ASIDE = re.compile(r"(?:, |\b)(?:die|dat|waarop|toen|nadat|sinds|voordat|waar)\b[^,]{0,40}\Z")
""" "Het veer, dat op 11 oktober 1961 omsloeg": told of a thing, not of the day."""


def _days_near(near: Nearby, said: Span) -> int:
    """How many days from today the day may be: "vandaag" is nearer than "deze week" and "woensdag"."""
    return WEEK if has_word(near.sentence(said).text, table("spans")["anniversary"]["wide"]) else DAY


def _of_today(target: Period, published: date, most: int) -> bool:
    """Whether a date is of the same days of its year as publication; a month alone may be that of anything."""
    began = target.days.start if target.days else None
    if began is None or target.precision != "day":
        return False
    days = (began - date(began.year, 1, 1)).days - (published - date(published.year, 1, 1)).days
    return min(abs(days), 365 - abs(days)) <= most
