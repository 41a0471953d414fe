"""Whether the text itself sets two figures apart, or other figures explain the difference.

Texts are full of subgroups, other years, other places and other people's estimates; two values are one figure only
where none of these is in sight.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract.words import table
from klopt.check.case import Case, exact_value
from klopt.check.lengths import days_in, lasting_of, two_ended
from klopt.check.mentions import Mention, one_noun, unit_of
from klopt.check.nearby import Nearby, has_word, starts_with
from klopt.check.slips import slip_of

MUCH = 5_000
"""Characters of an article that are looked through for a correction of its own, or for what was said before."""


def apart(case: Case, near: Nearby, first: Mention, second: Mention) -> bool:
    """Whether the text itself sets two figures apart: another period, place, stage, part or speaker's estimate."""
    words = table("repeats")["other"]
    if has_word(case.article.text[:MUCH], words["rectified"]):
        return True
    if starts_with(second.sentence.text.lstrip("\"'‘’“ "), words["conditional"]):
        return True
    for mention, other in ((first, second), (second, first)):
        again = mention.reference == "this"
        sentence = mention.sentence.text
        if not again and _qualified(near, mention, other):
            return True
        if has_word(sentence, words["corrected"]):
            return True
        if (
            not again
            and slip_of(first.value, second.value) != "power"
            and has_word(sentence, words["changed"])
        ):
            return True
    if _of_others(near, first, second):
        return True
    if _rate(near, first) != _rate(near, second):
        return True
    if first.claim.frame is not None and first.claim.frame == second.claim.frame:
        return True
    return _other_time(case, first, second) or _other_place(case, second) or _other_words(first, second)


def _of_others(near: Nearby, first: Mention, second: Mention) -> bool:
    """ "Waar 1.130 aanmeldingen waren. Bij luchtvaart waren dat er 440 van de 2.590": the sentence opens with whom the
    bare whole is of, and the text has not named them beside the first.
    """
    aside = starts_with(second.sentence.text, table("repeats")["other"]["aside"])
    if aside is None or second.claim.role != "total" or near.nr(first.quantity.span) == second.nr:
        return False
    words = re.findall(r"[\w'’-]{4,}", second.sentence.text.lower())[:1]
    return not any(word in first.sentence.text.lower() for word in words)


def _qualified(near: Nearby, mention: Mention, other: Mention) -> bool:
    """Whether one is an estimate, a limit, an average, another part, and the sentence of the other does not say so."""
    span = mention.quantity.span
    around = re.split(r"[,;:(]", near.before(span)[-45:])[-1] + " " + near.behind(span)[:15]
    theirs = other.sentence.text.lower()
    return any(
        word[:7] not in theirs for word in table("repeats")["other"]["near"] if has_word(around, (word,))
    )


def _rate(near: Nearby, mention: Mention) -> str:
    """ "per jaar" behind a figure."""
    found = re.match(r"\s*(?:[\w'’-]+\s+){0,2}per (\w+)", near.behind(mention.quantity.span))
    return found.group(1).lower() if found else ""


def _other_time(case: Case, first: Mention, second: Mention) -> bool:
    one, other = first.claim.period, second.claim.period
    start = second.quantity.span.end
    for period in case.extraction.periods:
        inside = period.span.field == "text" and start <= period.span.start < start + len(second.added) + 20
        if inside and period.span.text in second.added:
            other = period
    ahead = other is not None and other.span.end <= start
    if other is None or (other.span.text not in second.added and (second.reference == "this" or not ahead)):
        return False
    if one is None:
        return other.precision not in ("day", "week")
    if one.days is None or other.days is None:
        return one.span.text.lower() != other.span.text.lower()
    readings = (one.days, *one.alternatives)
    return not any(days.overlaps(mine) for days in readings for mine in (other.days, *other.alternatives))


def _other_place(case: Case, second: Mention) -> bool:
    """Whether a place that the text has not named narrows the second figure down."""
    found = re.match(r"(?:in|uit|op|bij|te|van|buiten) (?:de |het )?([A-ZÀ-Ý][\w'’-]+)", second.added)
    if found is None:
        return False
    start = second.claim.span.start
    seen = (case.article.title or "") + " " + case.article.text[max(0, start - MUCH) : start]
    stem = re.sub(r"(?:ische|se|e)\Z", "", found.group(1))
    return stem not in seen


def _other_words(first: Mention, second: Mention) -> bool:
    """Whether the second figure has a word of its own before the noun: "40 sociale huurwoningen"."""
    phrase, noun = (second.claim.phrase or "").lower(), (second.claim.measure or "").lower()
    said = f"{first.sentence.text} {first.claim.phrase or ''}".lower()
    leading = []
    for word in re.findall(r"[a-zà-ÿ]{4,}", phrase):
        if not noun or one_noun(frozenset((word,)), frozenset((noun,))):
            break
        leading.append(word)
    return unit_of(second)[0] == "count" and any(word[:6] not in said for word in leading)


def explained(case: Case, first: Mention, second: Mention) -> bool:
    """Whether other figures make the one of the other: a sum, a difference, a share, so many times as much."""
    low, high = sorted((first.value, second.value))
    others: set[Decimal] = set()
    for quantity in case.extraction.quantities[:400]:
        value = exact_value(quantity)
        if value is None or value <= 0 or quantity.span in (first.quantity.span, second.quantity.span):
            continue
        if quantity.kind == "percent" and abs(low * 100 / high - value) <= Decimal("1.5"):
            return True
        if quantity.kind in ("fraction", "share") and abs(low / high - value) <= Decimal("0.03"):
            return True
        if quantity.kind in ("count", "duration", "factor") and high == low * value:
            return True
        if quantity.kind == first.quantity.kind:
            others.add(value)
    return (high - low) in others


def of_a_stretch(case: Case, second: Mention) -> bool:
    """ "Precies twaalfenhalf jaar na ... van 1979 tot 2006. Die 27 jaar": the later length is that of a stretch told
    in between, or beside the first, of which the first is not.
    """
    if unit_of(second)[0] != "duration":
        return False
    unit = days_in(second.quantity)
    for period in case.extraction.periods if unit else ():
        if period.span.field != "text" or not _BACK <= period.span.start - second.quantity.span.start < 0:
            continue
        told = two_ended(period) or (period.days is not None and period.days.end is None)
        lasting = lasting_of(case, period) if told else None
        if lasting is None or unit is None:
            continue
        low, high = (second.value - 1) * unit, (second.value + 1) * unit
        if low <= lasting[1] and lasting[0] <= high:
            return True
    return False


_BACK = -600
"""Characters before a length in which the stretch that it is of can stand."""
