"""Time expressions that are reckoned from somewhere with the date or year that says the same beside them.

"over drie jaar, in 2019", "vorig jaar (2016)", "Twee weken later, op 12 april", "in 2011, vier jaar geleden".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Days, Period
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, words_of
from klopt.check.reckoning import IT_IS, YEAR, Anchored, bounded, count_in, named, reckoned

_GAP = re.compile(r"\s*[,(–—:]?\s*(?:-\s+)?\Z")
_OCCASION = re.compile(r", (?:bij|tijdens|met|op) (?:de|het|een) (?:[\w'’-]+ ){1,3}(?:van|in|op) \Z")
""" "Vier jaar later, bij de verkiezingen van 2010"."""


def anchored(case: Case) -> Iterator[Anchored]:
    """The pairs of an article, in reading order."""
    near = Nearby(case)
    periods = case.extraction.periods
    for nr, one in enumerate(periods):
        for other, gap in _followers(near, periods, nr):
            if one.span.field != other.span.field or not _tied(near, one, other, gap):
                continue
            for relative, target in ((one, other), (other, one)):
                if (named(target) and not named(relative)) or _month_beside(relative, target):
                    found = reckoned(case, near, relative, target, periods[max(0, nr - 8) : nr])
                    if found is not None:
                        yield found
                    break
    yield from _since_then(case)


def _followers(near: Nearby, periods: tuple[Period, ...], nr: int) -> Iterator[tuple[Period, str]]:
    """The time expression behind one, and the next if a month or "dit jaar" alone stands between; with the gaps."""
    one = periods[nr]
    for step in (1, 2):
        if nr + step >= len(periods) or periods[nr + step].span.field != one.span.field:
            return
        gap = near.between(one.span, periods[nr + step].span)
        if step == 2:
            middle = periods[nr + 1].span
            if any(c.isdigit() for c in middle.text) or middle.text.lower() not in _small():
                return
            gap = gap.replace(middle.text, "", 1)
        yield periods[nr + step], gap


def _month_beside(relative: Period, target: Period) -> bool:
    """ "Vorige maand, in juli"."""
    return (
        "maand" in words_of(relative.span.text)
        and target.span.text.lower() in table("periods")["months"]
        and bounded(target)
    )


def _small() -> tuple[str, ...]:
    return (*table("periods")["months"], *table("spans")["apposition"]["now"])


def _tied(near: Nearby, one: Period, other: Period, gap: str) -> bool:
    """Whether two time expressions are of one time: side by side, or the second alone in "Dat was in 2009"."""
    if near.nr(one.span) == near.nr(other.span):
        return _beside(near, other, gap)
    if near.nr(other.span) - near.nr(one.span) != 1 or not YEAR.search(other.span.text):
        return False
    sentence = near.sentence(other.span)
    lead = sentence.text[: other.span.start - sentence.start]
    ends = re.match(r"\s*(?:[.,;]|toen\b|\Z)", near.behind(other.span)) is not None
    return ends and _THAT_WAS.fullmatch(lead) is not None


_THAT_WAS = re.compile(
    r"\W*(?:Dat|Het) (?:was|is|gebeurde|speelde|moet)(?: toen| dus| al)?(?: in| op)? ?", re.IGNORECASE
)
_SINCE_THEN = re.compile(
    r"\b(?:is het|is dat)(?: nu| vandaag| dit jaar| precies| al| inmiddels| alweer)* geleden (?:dat|sinds)\b"
)


def _since_then(case: Case) -> Iterator[Anchored]:
    """ "Twintig jaar is het nu geleden dat de winkel, in 1991, openging"."""
    if case.published is None:
        return
    today = Days(case.published, case.published + timedelta(days=1))
    for sentence in case.extraction.sentences:
        match = _SINCE_THEN.search(sentence.text)
        if match is None:
            yield from _it_is_ago(case, sentence, today)
            continue
        lead = case.article.span(sentence.field, sentence.start, sentence.start + match.start())
        count = count_in(case, Period(lead, None, "day"))
        unit = table("spans")["units"].get(count.unit or "") if count is not None else None
        behind = [
            p
            for p in case.extraction.periods
            if sentence.covers(p.span) and p.span.start >= lead.end and named(p)
        ]
        if count is not None and unit is not None and len(behind) == 1:
            relative = Period(count.span, None, "year")
            yield Anchored("distance", relative, behind[0], today, count, Decimal(str(unit)), -1)


_AGO_THAT = re.compile(
    r" geleden (?:dat|sinds) (?:(?!\bdie\b|\bwaar|\bdat\b)[^,;.:()]){2,80}?(?<!\bde)(?<!\bhet)(?<!\been) (?:in|op) \Z"
)
_VERB = re.compile(r"(?: \w+){1,2}(?:[.,;!?]| en |\Z)")


def _it_is_ago(case: Case, sentence: Span, today: Days) -> Iterator[Anchored]:
    """ "Het is twintig jaar geleden dat de winkel in 1991 openging": the year of what "dat" tells, not of a thing in it
    ("dat de in 1965 gebouwde school afbrandde").
    """
    if " geleden " not in sentence.text:
        return
    text = case.article.field(sentence.field)
    for count in case.extraction.quantities:
        if count.kind != "duration" or not sentence.covers(count.span):
            continue
        unit = table("spans")["units"].get(count.unit or "")
        behind = [
            p for p in case.extraction.periods if sentence.covers(p.span) and p.span.start >= count.span.end
        ]
        targets = [p for p in behind if named(p)]
        if unit is None or len(targets) != 1 or IT_IS.search(text[sentence.start : count.span.start]) is None:
            continue
        target = targets[0]
        if _AGO_THAT.match(text[count.span.end : target.span.start]) and _VERB.match(
            text[target.span.end : sentence.end]
        ):
            yield Anchored(
                "distance", Period(count.span, None, "year"), target, today, count, Decimal(str(unit)), -1
            )


def _beside(near: Nearby, other: Period, gap: str) -> bool:
    """Whether nothing but a comma, a bracket and words such as "dus in" stand between the two, and nothing is added."""
    if len(gap) > 60 or (len(gap) > 30 and not _OCCASION.match(gap)):
        return False
    words = table("spans")["apposition"]["words"]
    marks = "," if _OCCASION.match(gap) else _without_words(gap, words)
    if marks is None or not _GAP.match(marks) or not gap.strip():
        return False
    behind = near.behind(other.span)
    return not re.match(r"\s*(?:,\s*\d|of\b|en (?:in|op)? ?\d|tot\b|t/m\b|-\s*\d|/\s*\d)", behind)


def _without_words(gap: str, words: list[str]) -> str | None:
    """The marks of a gap if all of its words are among these."""
    rest = gap.lower()
    for word in sorted(words, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", rest)
    return None if re.search(r"\w", rest) else rest
