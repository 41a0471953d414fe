"""The ages that a text gives: of how many years, of whom, and when they held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Days
from extract.words import table
from klopt.check.ages_said import age_said
from klopt.check.births import YEARS, Birth, name_before
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word

SENTENCES = 3
"""Sentences between a birth and an age of one person."""
MOST = 200
"""Ages of one article that are looked at: a list of more is a table, not a story."""


OLDEST = 115


SETTLED_AFTER = timedelta(days=60)
"""News tells of somebody who died, won or was caught at most so long ago when it names no day."""


@dataclass(frozen=True, slots=True)
class Age:
    """An age and the days on which it can have held; `turning`: the birthday itself ("wordt morgen 80"). `held` are
    those of `moments` of which the text says so: a year in a quotation, or one that something is compared with, is
    hardly when somebody had an age, and who speaks has the age of the day of publication. `noun`: what the years are
    counted by ("kaarsjes").
    """

    span: Span
    years: Decimal
    moments: tuple[Days, ...]
    held: tuple[Days, ...]
    turning: bool
    name: str | None
    unit: str = "jaar"
    noun: str = ""


def ages_in(case: Case, near: Nearby, births: list[Birth]) -> Iterator[Age]:
    """The ages that the article gives, each tied to the one of these births that it is of, if any."""
    for quantity in case.extraction.quantities:
        if not isinstance(quantity.value, Decimal) or not 1 <= quantity.value <= OLDEST:
            continue
        if quantity.hedge and not quantity.hedge.endswith(" de"):
            continue  # "tegen de 21-jarige" is no hedge
        if case.quoted(quantity.span):
            continue
        said = age_said(case, near, quantity)
        if said is None:
            continue
        span, then = said.span, said.then
        before, behind = near.before(quantity.span), near.behind(quantity.span)
        turning = said.birthday or has_word(before[-60:], table("lives")["age"]["turning"])
        turning = turning or has_word(behind[:30], ("verjaardag",))
        back = quantity.kind == "ordinal" and span == quantity.span  # "begon op zijn zestiende"
        back = back or has_word(behind[:12], ("toen",))  # "was 39 toen hij burgemeester werd"
        moments = _moments(case, near, span, births, then, back=back)
        if moments:
            unit = quantity.unit if quantity.unit == "maand" else "jaar"
            name = _name_behind(case, quantity.span) or name_before(case, near, span)
            held = _held(case, near, span, moments, speaks=_speaks(case, near, span, name))
            yield Age(span, said.years, moments, held, turning, name, unit, said.noun)


def _name_behind(case: Case, span: Span) -> str | None:
    """ "De 16-jarige Ana Kos": whose age it is stands behind it, whoever is named before."""
    if not span.text.endswith("jarige"):
        return None
    named = _NAME.match(case.article.field(span.field)[span.end : span.end + 60])
    if named is None:
        return None
    start = span.end + named.start(1)
    return next(
        (
            mention.name
            for mention in case.extraction.mentions
            if mention.kind == "person" and mention.span.field == span.field and mention.span.start == start
        ),
        named.group(1),
    )


_NAME = re.compile(r" ((?:[A-ZÀ-Ý][\w'’-]+ (?:(?:van|de|den|der|ter|ten) ){0,2})+[A-ZÀ-Ý][\w'’-]+)")


def _moments(
    case: Case, near: Nearby, span: Span, births: list[Birth], then: bool, *, back: bool
) -> tuple[Days, ...]:
    """When the age can have held: days that its sentence names, days of death, and the time of publication; `back`: of
    a moment in a life, which only its own sentence can name.
    """
    born = {birth.span for birth in births}
    here = near.nr(span)
    death = table("lives")["death"]["words"]
    dying = has_word(near.sentence(span).text, death)
    back = back and not dying  # "overleed op zijn zestiende"
    found = []
    for period in case.extraction.periods:
        if period.span in born or period.span.field != span.field or period.days is None:
            continue
        away = abs(near.nr(period.span) - here)
        if away == 0 or (not back and away <= SENTENCES and has_word(near.sentence(period.span).text, death)):
            found.append(period.days)
            found.extend(period.alternatives)
    for birth in () if back else births:  # (1928-2018): the second year is that of death
        years = YEARS.findall(birth.span.text)
        if len(years) == 2:
            found.append(Days(date(int(years[1]), 1, 1), date(int(years[1]) + 1, 1, 1)))
            return tuple(found)
    own = [days for days in found if days.start is not None and days.end is not None]
    if case.published is not None and not back and (not then or (dying and not own)):
        own.append(Days(case.published - SETTLED_AFTER, case.published + timedelta(days=8)))
    return tuple(own)


def _held(
    case: Case, near: Nearby, span: Span, moments: tuple[Days, ...], *, speaks: bool
) -> tuple[Days, ...]:
    """Those of the moments of which the text says that the age held then."""
    here = near.nr(span)
    aside = {
        days
        for period in case.extraction.periods
        if period.days is not None
        and period.span.field == span.field
        and near.nr(period.span) == here
        and (speaks or case.quoted(period.span) or ends_with(near.before(period.span), _beside()))
        for days in (period.days, *period.alternatives)
    }
    return tuple(days for days in moments if days not in aside)


def _beside() -> tuple[str, ...]:
    """Before a period: something is compared with it, or goes on from it or up to it."""
    compared = (f"{base}{tail}" for base in table("changes")["base"]["before"] for tail in ("", " in"))
    return (*compared, *table("lives")["age"]["beside"])


def _speaks(case: Case, near: Nearby, span: Span, name: str | None) -> bool:
    """Whether the sentence credits the one whose age it gives: "zegt Karin de Boer (52)"."""
    return name is not None and any(
        source.span.field == span.field
        and near.nr(source.span) == near.nr(span)
        and (source.name == name or source.name.endswith(f" {name}") or name.endswith(f" {source.name}"))
        for source in case.extraction.sources
    )
