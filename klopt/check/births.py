"""The births that a text gives: on which days, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.article import Span
from extract.nouns import Days, Period
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word
from klopt.check.origins import without_origin

_IN_BRACKET = re.compile(r"[A-ZÀ-Ý][\w'’-]+ \((?:[A-ZÀ-Ý][\w'’ -]{1,30}, (?:op )?)?\Z")
_SIGNED = re.compile(
    r"(?:°|º|[(,] ?\*|[(,] ?(?:geb\.|geboren)) ?"
    r"(?:(?:te |in )?[A-ZÀ-Ý][\w'’ -]{1,30}(?:,|,? (?:op|in)) )?(?:(?:op|in) )?\Z"
)
""" "(°1988)", "(Gent, °1988)", "(° Gent, 12 mei 1988)", ", *1988,", "(geb. 1988)"."""


_TOLD = re.compile(
    rf"[^,;.:()\d]{{0,50}}?(?<!\w)(?:{'|'.join(map(re.escape, table('lives')['birth']['behind']))})(?!\w)"
)
YEARS = re.compile(r"(?<!\d)1[5-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Birth:
    """When somebody was born, as far as the text says. `name` is the person's, if it stands before."""

    span: Span
    days: Days
    name: str | None


def births_in(case: Case, near: Nearby) -> Iterator[Birth]:
    """The dates of birth of the article, each with the days that it can be."""
    words = table("lives")["birth"]
    for period in case.extraction.periods:
        if period.days is None or period.days.start is None or not YEARS.search(period.span.text):
            continue
        before, behind = near.before(period.span), near.behind(period.span)
        told_behind, told_before = (without_origin(part) for part in (behind, before))
        if has_word(re.split(r"[,;:.]", told_behind[:40])[0], words["not_one"]) or has_word(
            told_before[-60:], words["not_one"]
        ):
            continue
        days = _span_of_life(case, period, before)
        if days is None and period.precision in ("day", "month", "year") and period.days.end is not None:
            clause = re.split(r"[;.!?]|, (?:en|maar|die|dat) | en \w+(?:de|te|t) ", before)[-1]
            led = ends_with(
                re.sub(r"(?:\s|,|\b(?:op|in|te|aan|begin|eind|:))+\Z", "", clause), words["before"]
            )
            placed = re.search(
                r"\bgeboren (?:te|in|op|nabij|bij) [^,;.\d]{2,40}(?:,|\s)(?:op|in)?\s*\Z"
                r"|\bgeboorte(?:jaar|datum|dag) van [^,;.\d]{2,40} (?:is|was)(?: op)? \Z",
                clause,
            )
            told = _TOLD.match(told_behind)
            of_year = re.search(r"[A-ZÀ-Ý][\w'’-]+(?:, | \()van \Z", before) and behind[:1] in (",", ")")
            called = (*words["persons"], *table("lives")["visitors"]["guests"])
            person = ends_with(re.sub(r"(?: (?:was|is)|,) van \Z", "", before), called)
            of_year = of_year or (person is not None and before.endswith(" van "))
            of_year = of_year or _person_is_of(case, period, before)
            if _of_a_thing(before):
                continue
            marked = _IN_BRACKET.search(before) or _SIGNED.search(before)
            if led or placed or told or of_year or (marked and not _founded(case, period, before)):
                days = period.days
        if days is not None:
            yield Birth(period.span, days, name_before(case, near, period.span))


def _person_is_of(case: Case, period: Period, before: str) -> bool:
    """ "Riet Peters is van 14 juli 1929": a person's name right before the verb."""
    found = re.search(r" (?:is|was) van \Z", before)
    if found is None:
        return False
    end = period.span.start - (len(before) - found.start())
    return any(
        mention.kind == "person" and mention.span.field == period.span.field and mention.span.end == end
        for mention in case.extraction.mentions
    )


def _founded(case: Case, period: Period, before: str) -> bool:
    """ "De fanfare (°1934)", "Harmonie Kunst en Vriendschap (1921)": a body right before the bracket, no person."""
    if re.search(r"\b(?:geb\.|geboren)", before[-50:]):
        return False
    head = before[: before.rfind("(")].rstrip() if "(" in before else before
    end = period.span.start - (len(before) - len(head))
    if re.search(rf"(?:{'|'.join(table('lives')['age']['things'])})\Z", head, re.IGNORECASE):
        return True
    return any(
        mention.kind == "organisation" and mention.span.field == period.span.field and mention.span.end == end
        for mention in case.extraction.mentions
    )


def _of_a_thing(before: str) -> bool:
    """ "De club werd in 1998 geboren", "het dier, geboren in 2001": no person's birth."""
    subject = re.search(
        r"\b(?:de|het|een|deze|dit|onze) (\w+)(?: (?:werd|is|was)\b|,(?= geboren\b))[^.;]{0,30}\Z",
        before,
        re.IGNORECASE,
    )
    return subject is not None and subject.group(1).lower().endswith(tuple(table("lives")["age"]["things"]))


def _span_of_life(case: Case, period: Period, before: str) -> Days | None:
    """ "Jan Wolters (1928-2018)": the year of birth."""
    if period.precision != "range" or not _IN_BRACKET.search(before) or period.days is None:
        return None
    text = case.article.field(period.span.field)
    start = period.days.start
    if start is None or text[period.span.end : period.span.end + 1] != ")" or len(period.span.text) > 11:
        return None
    return Days(date(start.year, 1, 1), date(start.year + 1, 1, 1))


def name_before(case: Case, near: Nearby, span: Span) -> str | None:
    """The last person named before a span in its sentence."""
    sentence = near.sentence(span)
    named = [
        mention
        for mention in case.extraction.mentions
        if mention.kind == "person"
        and mention.span.field == span.field
        and sentence.start <= mention.span.start < span.start
    ]
    if not named or possessed(case, named[-1].span):
        return None
    if has_word(near.between(named[-1].span, span), table("lives")["relatives"]["words"]):
        return None
    return named[-1].name


def possessed(case: Case, span: Span) -> bool:
    """ "De geestelijke vader van Pol en Pinke": a name behind what somebody is or made."""
    before = case.article.field(span.field)[max(0, span.start - 60) : span.start]
    made = "|".join(
        map(re.escape, (*table("lives")["relatives"]["figurative"], *table("lives")["makers"]["words"]))
    )
    return (
        re.search(rf"\b(?:{made}) van (?:[A-ZÀ-Ý][\w'’-]+(?:,| en) ){{0,3}}\Z", before, re.IGNORECASE)
        is not None
    )
