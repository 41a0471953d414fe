"""Time expressions with two ends: 3 tot en met 5 mei, tussen 2010 en 2019, eind 2016 tot begin 2018."""

from __future__ import annotations

from dataclasses import replace

from corpus.article import Field
from extract.calendar import Which
from extract.combined import Between, Part
from extract.dates import month_at
from extract.simple import simple
from extract.timewords import DASHES, WORDS, Tokens, phrases
from extract.years import Found, calendar_year, counts, year_at

PARTS: dict[str, Which] = WORDS["parts"]
"""begin, eind ... before an expression: which part of it is meant."""
_THROUGH = phrases(WORDS["joiners"]["through"])
_UNTIL = phrases(WORDS["joiners"]["until"])
_NO_YEARS = frozenset(WORDS["no_years"]["words"])


def plain_years(t: Tokens, i: int, field: Field) -> Found | None:
    """ "2014 tot 2018" without a word before it: two rising years and no noun behind them; "tussen 2015 en
    mei 2018"."""
    first = year_at(t, i)
    if (
        first is None
        or not 1800 <= first[0] <= 2100
        or not t.loose(i, first[1])
        or t.word(i - 1) in _NO_YEARS
    ):
        return None
    joined = _joint(t, first[1], t.word(i - 1) == "tussen")
    if joined is None:
        return None
    last = year_at(t, joined[0])
    if last is not None:
        rising = first[0] < last[0] <= 2100 and t.loose(joined[0], last[1]) and not counts(t, last[1])
    else:
        month = simple(t, joined[0], field) if joined[0] < len(t) else None
        rising = month is not None and month.kind in ("month", "day") and bool(month.taken)
    return calendar_year(t, i, *first) if rising else None


def _joint(t: Tokens, j: int, between: bool) -> tuple[int, bool] | None:
    """What ties a range at `j`: the index behind it, and whether the end may be left out."""
    size = t.first(j, _THROUGH)
    if size:
        return j + size, False
    size = t.first(j, _UNTIL)
    if size:
        return j + size, t.word(j) not in DASHES
    return (j + 1, True) if between and t.word(j) == "en" else None


def ranged(t: Tokens, left: Found, field: Field) -> Found:
    """The whole range if `left` is the beginning of one."""
    if left.kind in ("clock", "years", "name"):
        return left
    joined = _joint(t, left.last, t.word(_before(t, left.first)) == "tussen")
    if joined is None or joined[0] >= len(t):
        return left
    k, until = joined
    right = _other_end(t, k, field, left.kind in ("year", "month", "day"))
    if right is None or right.kind in ("clock", "name") or right.last <= left.last:
        return left
    if t.word(k - 1) in DASHES and not t.glued(k) and not _alike(left, right):
        return left
    node = Between(left.node, right.node, until) if left.node and right.node else None
    return Found(left.first, right.last, node, left.dates + right.dates, left.taken + right.taken, "range")


def _before(t: Tokens, first: int) -> int:
    """The token before an expression, its article and its adverb: "tussen (eind) maart en ..."."""
    before = first - 2 if t.word(first - 1) in ("de", "het") else first - 1
    return before - 1 if t.word(before) in PARTS else before


def _alike(left: Found, right: Found) -> bool:
    """Whether a dash between spaces ties the two; "in 2017 - vorig jaar -" is an aside."""
    if left.kind == right.kind == "year":
        return True
    return {left.kind, right.kind} <= {"day", "month", "year"} and bool(left.dates + right.dates)


def _other_end(t: Tokens, k: int, field: Field, listed: bool) -> Found | None:
    """The end of a range, with the article and adverb before it: "(tot) het eind van 2018"."""
    if t.word(k) in ("de", "het"):
        k += 1
    half = t.word(k) == "half" and month_at(t, k + 1) is None  # "half juni", not "half zes"
    which = None if half else PARTS.get(t.word(k))
    if which is not None:
        k += 1
        k += t.word(k) == "van"
        k += t.word(k) in ("de", "het")
    found = simple(t, k, field, listed=listed) if k < len(t) else None
    if found is None or found.first != k:
        return None
    if found.node is None or which is None or which == "whole":
        return found
    return replace(found, node=Part(which, found.node))
