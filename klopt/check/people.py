"""A person with a birth and an age: which of them a text ties to one another, and when the age held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from corpus.article import Span
from extract.nouns import Days, Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

SENTENCES = 3
"""Sentences between a birth and an age of one person."""
MOST = 200
"""Ages of one article that are looked at: a list of more is a table, not a story."""
OLDEST = 115
SETTLED_AFTER = timedelta(days=60)
"""News tells of somebody who died, won or was caught at most so long ago when it names no day."""

_IN_BRACKET = re.compile(
    r"[A-ZÀ-Ý][\w'’-]+ \((?:[A-ZÀ-Ý][\w'’ -]{1,30}, (?:op )?|geb\. ?|\*\s?|º\s?|°\s?)?\Z"
)
_DIGITS = re.compile(r"(?<!\d)1[5-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
_INTRODUCED = re.compile(
    r"\b(?:een|twee|drie|andere) (?!\d)[\w'’-]+(?: [\w'’-]+){0,3},? (?:die |dat )?"
    r"(?:geboren|van)? ?(?:in|op|uit)? ?(?:de )?\Z"
)
"""Right before the later of the two: somebody else comes in ("een vrouw, geboren in 1951")."""
_TURNED = re.compile(r" (?:jaar )?(?:werd|wordt|is geworden|was geworden|geworden|worden|mocht worden)\b")
_AGE_END = re.compile(r"\s*(?:jaar\b(?! (?:lang|geleden|later|eerder|cel|na|voor)\b)|[.,;:)]|en\b|toen\b|\Z)")


_THEN = re.compile(r"[A-ZÀ-Ý][\w'’-]+, (?:toen|destijds) (?:nog |pas )?\Z")
_TURNED_BACK = re.compile(r" (?:jaar )?(?:werd|wordt) (?:hij|zij|ze)\b")
_BECOME = re.compile(r"\s(?:jaar )?geworden\b")
_WITH_END = re.compile(r"\s*(?:jaar\b)?(?! (?:ervaring|dienst|lang|in dienst|op|geleden))(?:,|\.|\)| [a-z])")
""" "Met zijn 29 jaar was hij"; not "met zijn 29 jaar ervaring"."""


@dataclass(frozen=True, slots=True)
class Birth:
    """When somebody was born, as far as the text says. `name` is the person's, if it stands before."""

    span: Span
    days: Days
    name: str | None


@dataclass(frozen=True, slots=True)
class Age:
    """An age and the days on which it can have held; `turning`: the birthday itself ("wordt morgen 80")."""

    span: Span
    years: Decimal
    moments: tuple[Days, ...]
    turning: bool
    name: str | None
    unit: str = "jaar"


@dataclass(frozen=True, slots=True)
class Life:
    """A birth and an age of one person; `inferred` if the text does not say so in one sentence or by one name."""

    birth: Birth
    age: Age
    inferred: bool


def lives(case: Case) -> Iterator[Life]:
    """The births and ages of an article that can only be of one and the same person."""
    near = Nearby(case)
    births = list(_births(case, near))
    if not births:
        return
    ages = list(_ages(case, near, births))[:MOST]
    for age in ages:
        mine = [birth for birth in births if _may_be_one(case, near, birth, age)]
        if len(mine) != 1:
            continue
        birth = mine[0]
        rivals = {
            other.years for other in ages if other.name == age.name and _may_be_one(case, near, birth, other)
        }
        if len(rivals) > 1 and (age.name is None or birth.name is None):
            continue
        same = near.nr(birth.span) == near.nr(age.span) or (age.name is not None and age.name == birth.name)
        yield Life(birth, age, not same)


def _may_be_one(case: Case, near: Nearby, birth: Birth, age: Age) -> bool:
    """Whether nobody else than one person can be meant by the two."""
    if birth.span.field != age.span.field or abs(near.nr(birth.span) - near.nr(age.span)) > SENTENCES:
        return False
    if birth.name and age.name:
        return birth.name == age.name
    first, last = sorted((birth.span, age.span), key=lambda span: span.start)
    text = case.article.field(first.field)
    start = near.sentence(first).start
    whole = text[start : last.end]
    if has_word(whole, table("lives")["relatives"]["words"]) or _INTRODUCED.search(
        text[first.end : last.start]
    ):
        return False
    if sum(has_word(whole, (role,)) for role in table("lives")["roles"]["words"]) > 1:
        return False
    named = {name for name in (birth.name, age.name) if name}
    others = {
        mention.name
        for mention in case.extraction.mentions
        if mention.kind == "person"
        and mention.span.field == first.field
        and near.sentence(first).start <= mention.span.start < last.end
    }
    return len(others | named) <= 1


def _births(case: Case, near: Nearby) -> Iterator[Birth]:
    words = table("lives")["birth"]
    for period in case.extraction.periods:
        if period.days is None or period.days.start is None or not _DIGITS.search(period.span.text):
            continue
        before, behind = near.before(period.span), near.behind(period.span)
        if has_word(re.split(r"[,;:.]", behind[:40])[0], words["not_one"]) or has_word(
            before[-60:], words["not_one"]
        ):
            continue
        days = _span_of_life(case, period, before)
        if days is None and period.precision in ("day", "month", "year") and period.days.end is not None:
            clause = re.split(r"[;.!?]|, (?:en|maar|die|dat) | en \w+(?:de|te|t) ", before)[-1]
            led = ends_with(
                re.sub(r"(?:\s|,|\b(?:op|in|te|aan|begin|eind|:))+\Z", "", clause), words["before"]
            )
            placed = re.search(
                r"\bgeboren (?:te|in|op|nabij|bij) [^,;.\d]{2,40}(?:,|\s)(?:op|in)?\s*\Z", clause
            )
            told = re.match(r"[^,;.:()\d]{0,50}?(?<!\w)(?:geboren|ter wereld|het levenslicht)(?!\w)", behind)
            of_year = re.search(r"[A-ZÀ-Ý][\w'’-]+(?:, | \()van \Z", before) and behind[:1] in (",", ")")
            person = ends_with(re.sub(r" (?:was|is) van \Z", "", before), words["persons"])
            of_year = of_year or (person is not None and before.endswith(" van "))
            if led or placed or told or of_year or _IN_BRACKET.search(before):
                days = period.days
        if days is not None:
            yield Birth(period.span, days, _name(case, near, period.span))


def _span_of_life(case: Case, period: Period, before: str) -> Days | None:
    """ "Jan Wolters (1928-2018)": the year of birth."""
    if period.precision != "range" or not _IN_BRACKET.search(before) or period.days is None:
        return None
    text = case.article.field(period.span.field)
    start = period.days.start
    if start is None or text[period.span.end : period.span.end + 1] != ")" or len(period.span.text) > 11:
        return None
    return Days(date(start.year, 1, 1), date(start.year + 1, 1, 1))


def _ages(case: Case, near: Nearby, births: list[Birth]) -> Iterator[Age]:
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
        moments = _moments(case, near, span, births, then)
        if moments:
            unit = quantity.unit if quantity.unit == "maand" else "jaar"
            yield Age(span, years, moments, turning, _name(case, near, span), unit)


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


def _moments(case: Case, near: Nearby, span: Span, births: list[Birth], then: bool) -> tuple[Days, ...]:
    """When the age can have held: days that its sentence names, days of death, and the time of publication."""
    born = {birth.span for birth in births}
    here = near.nr(span)
    death = table("lives")["death"]["words"]
    dying = has_word(near.sentence(span).text, death)
    found = []
    for period in case.extraction.periods:
        if period.span in born or period.span.field != span.field or period.days is None:
            continue
        away = abs(near.nr(period.span) - here)
        if away == 0 or (away <= SENTENCES and has_word(near.sentence(period.span).text, death)):
            found.append(period.days)
            found.extend(period.alternatives)
    for birth in births:  # (1928-2018): the second year is that of death
        years = _DIGITS.findall(birth.span.text)
        if len(years) == 2:
            found.append(Days(date(int(years[1]), 1, 1), date(int(years[1]) + 1, 1, 1)))
            return tuple(found)
    own = [days for days in found if days.start is not None and days.end is not None]
    if case.published is not None and (not then or (dying and not own)):
        own.append(Days(case.published - SETTLED_AFTER, case.published + timedelta(days=8)))
    return tuple(own)


def _name(case: Case, near: Nearby, span: Span) -> str | None:
    """The last person named before a span in its sentence."""
    sentence = near.sentence(span)
    named = [
        mention
        for mention in case.extraction.mentions
        if mention.kind == "person"
        and mention.span.field == span.field
        and sentence.start <= mention.span.start < span.start
    ]
    if not named or has_word(near.between(named[-1].span, span), table("lives")["relatives"]["words"]):
        return None
    return named[-1].name
