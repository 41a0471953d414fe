"""How long somebody held office, sat in prison or was away, against the dates of beginning and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from extract.nouns import Days, Period, Quantity
from extract.words import table
from klopt.check.case import Case
from klopt.check.daycount import length_between
from klopt.check.lengths import MOST, Stretch, days_in, lasting_of, lengths_of, readings_of, two_ended
from klopt.check.nearby import Nearby, ends_with, has_word, starts_with
from klopt.check.spells import lasting, rounded

_CLAUSE = re.compile(r"[,;:()]| (?:en|maar|terwijl|waarna|toen) ")

_APPOSED = re.compile(r", (?:het jaar|de maand|de dag|een jaar) (?:waarin|dat|toen|waarop) ([^,;:.]{3,60})")
""" "In 1973, het jaar waarin hij opstapte"."""
_FIELD = re.compile(r"\s*in (?:het|de) \w+(?= )")
""" "Na zestien jaar in het vak": not at the club that somebody leaves."""


def tenures(case: Case) -> Iterator[Stretch]:
    """The lengths of an article that are of the time between one beginning and one end."""
    near = Nearby(case)
    words = table("spans")["tenure"]
    dated = [p for p in case.extraction.periods if _dated(p)][:MOST]
    starts = [p for p in dated if _cued(near, p, words["starts"])]
    ends = [p for p in dated if _cued(near, p, words["ends"])]
    ranges = [p for p in case.extraction.periods if p.precision == "range" and two_ended(p)][:MOST]
    for length in lengths_of(case):
        kind = _tenure(near, length)
        if kind is None:
            continue
        if kind == "leaving" and (held := _office(case, near, length, ranges)) is not None:
            yield held
            continue
        begun = _close(near, length, starts)
        done = [p for p in _close(near, length, ends) if p not in begun]
        if len(begun) != 1 or len(done) > 1:
            continue
        start, end = _bounded(begun[0]), _bounded(done[0]) if done else None
        if end is None and kind == "leaving" and case.published is not None:
            end = Days(case.published - timedelta(days=31), case.published + timedelta(days=31))
        between = length_between(start, end) if start is not None and end is not None else None
        if between is None or between[0] < 0:
            continue
        unit = days_in(length) or Decimal(1)
        when = begun[0].span
        yield Stretch(
            when,
            length.span,
            Decimal(between[0]),
            Decimal(between[1] + 1),
            rounded(length, unit),
            unit,
            inferred=True,
            until=done[0].span if done else None,
        )


def _office(case: Case, near: Nearby, length: Quantity, ranges: list[Period]) -> Stretch | None:
    """ "Na acht jaar neemt zij afscheid. Tussen 2010 en 2018 ...": the years of an office left about now."""
    close = _close(near, length, ranges)
    lasting = lasting_of(case, close[0]) if len(close) == 1 else None
    until = close[0].days.end if len(close) == 1 and close[0].days else None
    if (
        lasting is None
        or until is None
        or case.published is None
        or abs(until.year - case.published.year) > 1
    ):
        return None
    unit = days_in(length) or Decimal(1)
    return Stretch(close[0].span, length.span, *lasting, readings_of(length, unit), unit, inferred=True)


def _bounded(period: Period) -> Days | None:
    """The days that are named, of "sinds 1949" those of the year."""
    readings = (period.days, *period.alternatives)
    return next((days for days in readings if days is not None and days.start and days.end), None)


def _dated(period: Period) -> bool:
    """A day, month or year that the text names."""
    return period.precision in ("day", "month", "year") and any(c.isdigit() for c in period.span.text)


def _cued(near: Nearby, period: Period, cues: list[str]) -> bool:
    """Whether the clause around a date has one of these words."""
    before, behind = near.before(period.span)[-90:], near.behind(period.span)[:90]
    clause = _CLAUSE.split(before)[-1] + " " + _CLAUSE.split(behind)[0]
    when = _APPOSED.match(behind)
    said = clause + " " + (when.group(1) if when else "")
    if has_word(said, cues):
        return True
    parts = [cue.split(" ... ") for cue in cues if " ... " in cue]  # "ging het museum dicht"
    return any(all(has_word(said, (part,)) for part in both) for both in parts)


def _close(near: Nearby, length: Quantity, periods: list[Period]) -> list[Period]:
    here = near.nr(length.span)
    return [p for p in periods if p.span.field == length.span.field and abs(near.nr(p.span) - here) <= 1]


def _tenure(near: Nearby, length: Quantity) -> str | None:
    """ "leaving" for "na acht jaar neemt zij afscheid", "held" for "vierendertig jaar zat hij"; None for others."""
    words, other = table("spans")["tenure"], table("spans")["other_length"]
    before, behind = near.before(length.span), near.behind(length.span)
    if length.kind != "duration" or length.span.text.endswith(("jarig", "jarige")):
        return None
    if starts_with(behind, other["behind"]) and not starts_with(behind, ("cel", "celstraf")):
        return None
    if ends_with(before, ("na", "na ruim", "na zo'n", "na bijna")) and _FIELD.match(behind):
        return None
    if ends_with(before, table("spans")["leaving"]["before"]):
        return (
            "leaving"
            if has_word(near.sentence(length.span).text, table("spans")["leaving"]["words"])
            else None
        )
    if ends_with(before, other["before"]) or ends_with(before, table("spans")["spell"]["again"]):
        return None
    held = starts_with(behind, ("lang", *words["verbs"])) or has_word(behind[:40], words["held"])
    return "held" if held or lasting(near, length) else None
