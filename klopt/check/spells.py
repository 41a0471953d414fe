"""How long a thing takes, said elsewhere than beside its days.

"De expositie loopt van 9 maart tot en met 2 juni en is daarmee zes weken te zien", "tekent een contract voor vier
seizoenen. De overeenkomst gaat op 1 juli 2019 in en eindigt op 30 juni 2022", "het driedaagse toernooi".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.article import Span
from extract.interval import Interval
from extract.nouns import Period, Quantity
from extract.numbers import read_folded
from extract.words import table
from klopt.check.alike import one_noun
from klopt.check.case import Case
from klopt.check.lengths import MOST, YEAR, Stretch, days_in, lasting_of, lengths_of, two_ended, value_of
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with

_ADJECTIVE = re.compile(r"\b(\w{3,20}?)(daags|weeks|maands)e?\b")
_ADJECTIVE_DAYS = {"daags": Decimal(1), "weeks": Decimal(7), "maands": Decimal("30.44")}
_HEDGED = re.compile(r"(?:\s+(?:ruim|bijna|ongeveer|zo'n|maar liefst|in totaal))+\s*\Z")
_SLACK = Decimal("0.08")
"""How far a length may be from its days unsaid: "twee maanden" of nine weeks."""


def spells(case: Case) -> Iterator[Stretch]:
    """The lengths of an article that can only be of one period near them."""
    near = Nearby(case)
    lengths = lengths_of(case)
    ranges = [p for p in case.extraction.periods if p.precision == "range" and two_ended(p)][:MOST]
    if not ranges:
        return
    for length in lengths:
        if not lasting(near, length):
            continue
        close = [p for p in ranges if _close(near, length, p) and not p.span.overlaps(length.span)]
        others = [
            q
            for q in lengths
            if q is not length and _close(near, length, q) and value_of(q) != value_of(length)
        ]
        if close and not _one_subject(near, length, close[0]):
            continue
        days = lasting_of(case, close[0]) if len(close) == 1 and not others else None
        if (
            days is not None
            and _of_one_order(length, days)
            and not has_word(around(near, length), table("spans")["spell"]["other"])
        ):
            unit = days_in(length) or Decimal(1)
            yield Stretch(close[0].span, length.span, *days, rounded(length, unit), unit, inferred=True)
    for period in ranges:
        yield from _adjective(case, near, period, lengths, ranges)


def _one_subject(near: Nearby, length: Quantity, period: Period) -> bool:
    """Whether the sentence behind that of a length is not about another thing: "De kaartverkoop loopt van ..."."""
    if near.nr(period.span) <= near.nr(length.span):
        return True
    subject = _SUBJECT.match(near.sentence(period.span).text)
    if subject is None:
        return True
    noun = subject.group(1).lower()
    said = re.findall(r"[a-zà-ÿ'’-]{4,}", near.sentence(length.span).text.lower())
    return noun in table("spans")["spell"]["deals"] or any(one_noun(noun, word) for word in said)


_SUBJECT = re.compile(r"(?:De|Het|Een|Zijn|Haar|Hun) (?:\w+e )?([\w'’-]{4,})")


def _of_one_order(length: Quantity, days: tuple[Decimal, Decimal]) -> bool:
    """Whether the days are at most three times as many or as few: two weeks in court are not the years of the crime."""
    said = value_of(length) * (days_in(length) or Decimal(1))
    return days[0] <= said * 3 and said <= days[1] * 3


def lasting(near: Nearby, length: Quantity) -> bool:
    """Whether words say that a length is how long a thing takes: "duurt", "lang", "in die", "een contract voor"."""
    words, behind, before = table("spans")["spell"], near.behind(length.span), near.before(length.span)
    if length.kind != "duration" or length.span.text.endswith(("jarig", "jarige")):
        return False
    if starts_with(behind, table("spans")["other_length"]["behind"]):
        return False
    if ends_with(before, words["again"]) or ends_with(_HEDGED.sub("", before), words["led"]):
        return True
    if has_word(before[-40:], words["verbs"]):
        return True
    if has_word(before, words["deals"]) and ends_with(before, ("voor", "van", "voor de duur van")):
        return True
    return has_word(re.split(r"[,;:.]", behind[:50])[0], words["behind"])


def around(near: Nearby, length: Quantity) -> str:
    """The sentence of a length and those beside it."""
    nr, field = near.nr(length.span), length.span.field
    found = [near.numbered(field, nr + step) for step in (-1, 0, 1)]
    return " ".join(span.text for span in found if span is not None)


def _close(near: Nearby, length: Quantity, other: Period | Quantity) -> bool:
    away = abs(near.nr(length.span) - near.nr(other.span))
    return length.span.field == other.span.field and away <= 1


def rounded(length: Quantity, unit: Decimal) -> tuple[Interval, Interval]:
    """What a length in round units can be in days: half a unit, or a tenth, on either side of what it says."""
    factor, value = Interval.point(unit), value_of(length)
    half = max(Decimal("0.6"), value * _SLACK)
    near = Interval(value - half, value + half)
    wide = Interval(*_both(length.lenient, near)) * factor
    return wide, wide


def _both(one: Interval, other: Interval) -> tuple[Decimal | None, Decimal | None]:
    low = None if one.low is None or other.low is None else min(one.low, other.low)
    high = None if one.high is None or other.high is None else max(one.high, other.high)
    return low, high


def _adjective(
    case: Case, near: Nearby, period: Period, lengths: list[Quantity], ranges: list[Period]
) -> Iterator[Stretch]:
    """ "Het driedaagse toernooi is van 3 tot en met 9 juni"."""
    lasting = lasting_of(case, period)
    here = near.nr(period.span)
    same = [
        other for other in ranges if other.span.field == period.span.field and near.nr(other.span) == here
    ]
    if lasting is None or len(same) > 1 or period.days is None or period.days.end is None:
        return
    found: list[tuple[Span, Decimal, Decimal]] = []
    sentence = near.sentence(period.span)
    for match in _ADJECTIVE.finditer(sentence.text):
        read = read_folded(match.group(1).lower())
        recurring = re.match(r"\s+\w*(?:week|weken|dienst|diensten)\b", sentence.text[match.end() :])
        if read is not None and read.form == "cardinal" and recurring is None:
            start = sentence.start + match.start()
            span = case.article.span(sentence.field, start, start + len(match.group()))
            found.append((span, Decimal(read.value), _ADJECTIVE_DAYS[match.group(2)]))
    for length in lengths:
        year_long = length.span.text.endswith(("jarige", "jarig")) and not starts_with(
            near.behind(length.span), (*table("spans")["founding"]["jubilee"], "leeftijd")
        )
        if year_long and sentence.covers(length.span) and length.kind == "duration":
            found.append((length.span, value_of(length), YEAR))
    if len(found) != 1:
        return
    span, value, unit = found[0]
    half = Decimal("0.5")
    stated = Interval((value - half) * unit, (value + half) * unit)
    yield Stretch(period.span, span, *lasting, (stated, stated), unit, inferred=True)
