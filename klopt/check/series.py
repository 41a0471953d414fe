"""Dates of a series that is held on one day of the week: "vanaf 5 september acht lessen, steeds op maandagavond".

Only where the date can be nothing but a day of the series: the first of a counted number, the day on which a course
begins, or one of the dates listed with "telkens op maandag". "Vanaf 5 september is de winkel elke maandag dicht" says
from when a rule holds, on any day of the week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.article import Span
from extract.nouns import WrittenDate
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word

_DAY = re.compile(
    r"(?<!\w)((?:maan|dins|woens|donder|vrij|zater|zon)dag)(s|en)?(?:ochtend|middag|avond|nacht)?(en)?(?!\w)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,|en|,? en op|, op)\s*\Z")
DATES = 200
"""Dates of one article that are looked at."""
MOST = 60
"""More lessons or evenings than this are no series of one day a week."""


@dataclass(frozen=True, slots=True)
class Held:
    """A date with the day of the week that its series is held on, and where that stands."""

    written: WrittenDate
    day: Span


def series_dates(case: Case, near: Nearby) -> Iterator[Held]:
    """The dates without a day of the week that are days of a series on one day of the week."""
    bare = [d for d in case.extraction.dates if d.weekday is None and d.day is not None and d.month]
    for written in bare[:DATES]:
        day = _weekday_of(case, near, written)
        if day is None:
            continue
        span, number = day
        if not _is_first(case, near, written) and not _is_listed(near, written, bare, span):
            continue
        yield Held(replace(written, weekday=number), span)


def _weekday_of(case: Case, near: Nearby, written: WrittenDate) -> tuple[Span, int] | None:
    """The only day of the week in the sentence of a date and the next, told as one that comes back."""
    field, nr = written.span.field, near.nr(written.span)
    known, numbers = table("weekdays")["series"], table("periods")["weekdays"]
    own, following = near.numbered(field, nr), near.numbered(field, nr + 1)
    text = case.article.field(field)
    found: list[tuple[Span, int, bool]] = []
    for sentence in (own, following):
        if sentence is None:
            continue
        if has_word(sentence.text, known["other"]):
            if sentence is own:
                return None
            break
        if sentence is not own and not (own and _of_the_series(own.text, sentence.text)):
            break
        for match in _DAY.finditer(sentence.text):
            start = sentence.start + match.start()
            span = case.article.span(field, start, sentence.start + match.end())
            before = text[max(sentence.start, start - 40) : start]
            back = bool(match.group(2) or match.group(3)) or ends_with(before, known["again"]) is not None
            if ends_with(before, known["of_month"]):
                return None
            found.append((span, numbers[match.group(1).lower()], back))
    told = [(span, number) for span, number, back in found if back]
    return told[0] if told and len({number for _, number, _ in found}) == 1 else None


def _of_the_series(own: str, text: str) -> bool:
    """Whether a sentence goes on about the course of the one before: "Er is telkens op donderdag les", "De lessen zijn
    elke maandag"; not "Het café is elke dag open" nor "Elke woensdag is er les voor kinderen".
    """
    known = table("weekdays")["series"]
    if has_word(text, known["another"]) or not has_word(
        text, (*known["courses"], *known["sessions"], *known["held"])
    ):
        return False
    return has_word(text, known["every_time"]) or bool(_stems(own) & _stems(text))


def _stems(text: str) -> set[str]:
    """What is held, without its plural or what it is of: "les" of "zwemlessen"."""
    return {match.group(1).lower() for match in _STEM.finditer(text)}


_STEM = re.compile(
    rf"({'|'.join(table('weekdays')['series']['stems'])})(?:sen|s|en|es)?(?:reeks|avonden|avond)?(?!\w)",
    re.IGNORECASE,
)


def _is_first(case: Case, near: Nearby, written: WrittenDate) -> bool:
    """Whether a series begins on the date: "te beginnen op", "de cursus start op", "vanaf ... acht lessen"."""
    known = table("weekdays")["series"]
    before, sentence = near.before(written.span), near.sentence(written.span)
    if re.match(r"\s*(?:,|en) \d", near.behind(written.span)):
        return False
    if ends_with(before, known["to_begin"]):
        return True
    if _WITH.match(near.behind(written.span)) and not has_word(
        near.behind(written.span)[:60], known["courses"]
    ):
        return False  # "begint op 14 september met een open avond"
    if ends_with(before, known["begins"]) and has_word(sentence.text, known["courses"]):
        return True
    if ends_with(before, known["from"]) is None or written.day == 1:
        return False
    return any(
        quantity.kind == "count"
        and sentence.covers(quantity.span)
        and quantity.low is not None
        and 2 <= quantity.low <= MOST
        and _SESSION.match(near.behind(quantity.span)) is not None
        for quantity in case.extraction.quantities
    )


_SESSION = re.compile(
    rf"\s*(?:[a-zà-ÿ]+ ){{0,2}}[a-zà-ÿ]*(?:{'|'.join(table('weekdays')['series']['sessions'])})(?!\w)"
)
""" "Acht lessen", "zes gratis workshops"."""


_WITH = re.compile(r",? met (?:een|de|het) ")


def _is_listed(near: Nearby, written: WrittenDate, bare: list[WrittenDate], day: Span) -> bool:
    """ "Op 5, 12 en 19 september, telkens op maandag": one of dates in a row, the day of the week beside the row."""
    row = [d for d in bare if d.span.field == written.span.field and near.nr(d.span) == near.nr(written.span)]
    if len(row) < 2 or near.nr(day) != near.nr(written.span):
        return False
    if not all(_LISTED.match(near.between(one.span, other.span)) for one, other in pairwise(row)):
        return False
    gap = near.between(row[-1].span, day) if day.start > row[-1].span.end else near.between(day, row[0].span)
    return _ONLY.fullmatch(gap) is not None or _HELD.fullmatch(gap) is not None


_ONLY = re.compile(r"[\s,:]*(?:(?:zijn|vallen|is|telkens|steeds|allemaal|alle|op|een|de|het)[\s,:]*)*")
_HELD = re.compile(r"[^.;:()\d]{1,60}, (?:telkens|steeds|allemaal|alle keren) op (?:een )?")
""" "Op 6, 13 en 20 maart stomme films, steeds op woensdagmiddag"."""
