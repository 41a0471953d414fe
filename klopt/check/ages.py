"""The ages that a text gives: of how many years, of whom, and when they held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Days, Quantity
from extract.words import table
from klopt.check.births import YEARS, Birth, name_before
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

SENTENCES = 3
"""Sentences between a birth and an age of one person."""
MOST = 200
"""Ages of one article that are looked at: a list of more is a table, not a story."""


OLDEST = 115


SETTLED_AFTER = timedelta(days=60)
"""News tells of somebody who died, won or was caught at most so long ago when it names no day."""


_TURNED = re.compile(r" (?:jaar )?(?:werd|wordt|is geworden|was geworden|geworden|worden|mocht worden)\b")


_AGE_END = re.compile(r"\s*(?:jaar\b(?! (?:lang|geleden|later|eerder|cel|na|voor)\b)|[.,;:)]|en\b|toen\b|\Z)")


_THEN = re.compile(r"[A-ZÀ-Ý][\w'’-]+, (?:toen|destijds) (?:nog |pas )?\Z")


_TURNED_BACK = re.compile(r" (?:jaar )?(?:werd|wordt) (?:hij|zij|ze)\b")


_BECOME = re.compile(r"\s(?:jaar )?geworden\b")


_PRONOUN = re.compile(r"\b(?:is|was|werd|wordt) (?:hij|zij|ze)(?: \w+){0,2} \Z", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:was|is)\b[^,;.()]{0,60} in (?:19|20)\d\d (?:pas |nog |al )?\Z")
_AND_SO = re.compile(r"\b(?:is|was) (?:van|geboren)\b[^.;()]{3,30} en (?:is )?(?:dus|nu|inmiddels) \Z")
_BRACKETED = re.compile(r"[A-ZÀ-Ý][\w'’-]+ \(\Z")
"""After these a bare number is an age: "werd ze 90", "was in 2016 zeventien jaar", "is van 1929 en dus 92"."""
_WITH_END = re.compile(r"\s*(?:jaar\b)?(?! (?:ervaring|dienst|lang|in dienst|op|geleden))(?:,|\.|\)| [a-z])")
""" "Met zijn 29 jaar was hij"; not "met zijn 29 jaar ervaring"."""


@dataclass(frozen=True, slots=True)
class Age:
    """An age and the days on which it can have held; `turning`: the birthday itself ("wordt morgen 80"). `held` are
    those of `moments` of which the text says so: a year in a quotation, or one that something is compared with, is
    hardly when somebody had an age, and who speaks has the age of the day of publication.
    """

    span: Span
    years: Decimal
    moments: tuple[Days, ...]
    held: tuple[Days, ...]
    turning: bool
    name: str | None
    unit: str = "jaar"


def ages_in(case: Case, near: Nearby, births: list[Birth]) -> Iterator[Age]:
    """The ages that the article gives, each tied to the one of these births that it is of, if any."""
    for quantity in case.extraction.quantities:
        if not isinstance(quantity.value, Decimal) or not 1 <= quantity.value <= OLDEST:
            continue
        if quantity.hedge and not quantity.hedge.endswith(" de"):
            continue  # "tegen de 21-jarige" is no hedge
        if case.quoted(quantity.span):
            continue
        before, behind = near.before(quantity.span), near.behind(quantity.span)
        found = _age_said(case, quantity, before, behind)
        if found is None:
            continue
        span, years, then = found
        turning = has_word(before[-60:], table("lives")["age"]["turning"]) or has_word(
            behind[:30], ("verjaardag",)
        )
        back = quantity.kind == "ordinal" and span == quantity.span  # "begon op zijn zestiende"
        back = back or has_word(behind[:12], ("toen",))  # "was 39 toen hij burgemeester werd"
        moments = _moments(case, near, span, births, then, back=back)
        if moments:
            unit = quantity.unit if quantity.unit == "maand" else "jaar"
            name = name_before(case, near, span)
            held = _held(case, near, span, moments, speaks=_speaks(case, near, span, name))
            yield Age(span, years, moments, held, turning, name, unit)


def _age_said(case: Case, quantity: Quantity, before: str, behind: str) -> tuple[Span, Decimal, bool] | None:
    """The characters of an age, the age, and whether it is of another time than now."""
    words = table("lives")["age"]
    value = quantity.value
    if not isinstance(value, Decimal):
        return None
    then = has_word(before[-40:], words["past"]) or has_word(behind[:12], ("toen",))
    now = has_word(before[-30:], ("nu", "inmiddels", "thans"))
    if quantity.kind == "ordinal":
        year = starts_with(behind, ("levensjaar", "verjaardag"))
        if year:
            field, start = quantity.span.field, quantity.span.start
            end = quantity.span.end + len(behind) - len(behind.lstrip()) + len(year)
            return case.article.span(field, start, end), value - (year == "levensjaar"), False
        if ends_with(before, ("op zijn", "op haar", "op z'n", "op d'r")) and quantity.span.text.islower():
            return quantity.span, value, not now
        return None
    if quantity.kind == "age" or quantity.span.text.endswith("jarige"):
        if quantity.unit not in (None, "jaar", "maand") or quantity.span.text.endswith(
            ("plusser", "plussers", "jarigen")
        ):
            return None
        if has_word(
            before[-30:], ("van", "tot", "vanaf", "onder", "boven", "jonger dan", "ouder dan")
        ) and re.search(r"\b(?:van|tot|vanaf|dan|onder|boven)\s*\Z", before):
            return None
        following = re.match(r"\s*(\w+)", behind)
        if following and quantity.span.text.endswith("jarige"):
            if following.group(1).lower() == "leeftijd":
                return quantity.span, value, True
            if following.group(1).lower().endswith(tuple(words["things"])):
                return None
        return quantity.span, value, then
    if quantity.kind in ("count", "duration") and quantity.unit in (None, "jaar"):
        verb = re.sub(rf"(?:\s+(?:{'|'.join(words['between'])}))+\s*\Z", "", before, flags=re.IGNORECASE)
        named = re.search(r"\b(?:is|was|werd|wordt)(?: \S+){0,3} [A-ZÀ-Ý]\w+ ?\Z", before)
        if (ends_with(verb, words["verbs"]) or named) and (_AGE_END.match(behind) or _BECOME.match(behind)):
            return quantity.span, value, then
        said = _PRONOUN.search(before) or _IN_YEAR.search(before) or _AND_SO.search(before)
        if said and _AGE_END.match(behind):
            return quantity.span, value, then
        if _BRACKETED.search(before) and re.match(r"(?: jaar)?, (?:geboren|geb\.)", behind):
            return quantity.span, value, then
        if ends_with(before, words["with"]) and _WITH_END.match(behind):
            return quantity.span, value, then
        if _THEN.search(before) and _AGE_END.match(behind):
            return quantity.span, value, True
        if _TURNED_BACK.match(behind):
            return quantity.span, value, then
        if ends_with(before, words["reached"]) and _AGE_END.match(behind):
            return quantity.span, value, True
        subject = re.search(
            r"(?:[A-ZÀ-Ý][\w'’-]+|\b(?:hij|zij|ze|mocht|heeft|had|nooit))(?: ook)? \Z", before
        )
        if subject and _TURNED.match(behind):
            return quantity.span, value, then
    return None


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
