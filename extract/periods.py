"""Time expressions of a text: which days they mean, which dates are written, which numbers are therefore no
figures.

A pure function over plain text, one pass, linear. Each token may begin an expression (`extract.simple`);
what goes around it is then looked for on both sides: the other end of a range, a clock time, article and
adverb ("begin oktober"), the preposition that opens one side ("sinds 2012"). What is found is reckoned from
left to right on the day of publication, on the year that the sentence speaks of and on the period named
last (`extract.meaning`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.article import Field, Span
from extract.between import PARTS, plain_years, ranged
from extract.clocks import clock
from extract.combined import Between, Open, Part, Side
from extract.meaning import Node
from extract.nouns import Period, WrittenDate
from extract.reckoned import Distance, Later
from extract.simple import may_begin, simple
from extract.timeline import reckoned_on
from extract.timewords import WORDS, Tokens, phrases
from extract.years import Found

_OPENERS: dict[tuple[str, ...], Side] = {tuple(p.split()): side for p, side in WORDS["openers"].items()}
_OPENER_PHRASES = phrases(WORDS["openers"])
_HEDGES = phrases(WORDS["hedges"]["phrases"])
_NO_ARTICLE = frozenset(("dit", "deze", "dat", "datzelfde", "hetzelfde", "dezelfde", "diezelfde"))
_BEFORE_CLOCK = frozenset((",", "(", *WORDS["before_clock"]["behind_day"]))


@dataclass(frozen=True, slots=True)
class Times:
    """What `read_times` finds, each in reading order. Periods do not overlap.

    `taken` are character ranges (sorted, half-open, not overlapping) that hold numbers which are no
    quantities: days, years, clock times, week numbers, decades; not the "zes jaar" of "zes jaar geleden",
    which is a duration as well.
    """

    periods: tuple[Period, ...]
    dates: tuple[WrittenDate, ...]
    taken: tuple[tuple[int, int], ...]


def read_times(text: str, *, field: Field = "text", published: date | None = None) -> Times:
    """The time expressions of `text`. Offsets count code points of `text`, which is `field` of its article.

    Without `published` relative words are found as well, as periods without days.

    >>> [(p.span.text, str(p.days.start)) for p in read_times("Dat was begin mei vorig jaar.",
    published=date(2018, 9, 11)).periods] [('begin mei vorig jaar', '2017-05-01')]
    """
    t = Tokens(text)
    found = list(_expressions(t, field))
    dates = tuple(d for f in found for d in f.dates)
    taken = _merged(r for f in found for r in f.taken)
    return Times(tuple(reckoned_on(published, t, found, field)), dates, taken)


def _merged(ranges: Iterator[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _expressions(t: Tokens, field: Field) -> Iterator[Found]:
    floor = 0
    years_until = -1  # index behind the last year, for "2016, 2017 en 2018"
    for i in [i for i, word in enumerate(t.words) if may_begin(word)]:
        if i < floor:
            continue
        listed = i - 1 == years_until and t.word(i - 1) in ("en", ",", "of", "/", "&")
        found = simple(t, i, field, listed=listed) or plain_years(t, i, field)
        if found is None or found.first < floor:
            continue
        found = ranged(t, found, field)
        if found.kind in ("year", "years"):
            years_until = found.last
        found = _with_clock(t, found, field)
        if found.node is not None:
            found = _around(t, found, found.node, floor)
        yield found
        floor = found.last


def _with_clock(t: Tokens, found: Found, field: Field) -> Found:
    """A clock time right behind a written date is part of it."""
    if found.kind != "day" or len(found.dates) != 1 or found.dates[0].hour is not None:
        return found
    j = found.last + 1 if t.word(found.last) in _BEFORE_CLOCK else found.last
    if t.word(j) == "om":
        j += 1
    time = clock(t, j, field, after_date=True) if j < len(t) else None
    if time is None:
        return found
    told = time.dates[0]
    start, end = t.starts[found.first], told.span.end
    merged = replace(
        found.dates[0], span=Span(field, start, end, t.text[start:end]), hour=told.hour, minute=told.minute
    )
    return replace(found, last=time.last, dates=(merged,), taken=(*found.taken, *time.taken))


def _around(t: Tokens, found: Found, node: Node, floor: int) -> Found:
    """Article, adverb and opening preposition before an expression; none of them before token `floor`."""
    first = _article(t, found.first, floor, found.kind)
    if isinstance(node, Distance | Later):
        size = t.last(first, _HEDGES)
        first = first - size if size and first - size >= floor else first
    first, node = _adverb(t, first, floor, node)
    if found.kind != "years":
        node = _opened(t, first, node)
    return replace(found, first=first, node=node)


def _article(t: Tokens, first: int, floor: int, kind: str) -> int:
    if t.word(first) in _NO_ARTICLE:
        return first
    fits = kind in ("the", "decade", "bare", "month") or (kind == "year" and t.word(first - 1) == "jaar")
    return first - 1 if fits and first > floor and t.word(first - 1) in ("de", "het") else first


def _adverb(t: Tokens, first: int, floor: int, node: Node) -> tuple[int, Node]:
    """begin, medio, eind (van) ...: "het eind van" with its article."""
    tied = t.word(first - 1) == "van" or (
        t.word(first - 1) == "in" and t.word(first - 2) in ("eerder", "later")
    )
    at = first - 2 if tied else first - 1
    which = PARTS.get(t.word(at))
    if which is None or at < floor or (tied and t.word(at) == "half"):
        return first, node
    if t.word(at) == "half" and isinstance(node, Distance | Later):
        return first, node
    if which != "whole":  # "half 1942 tot voorjaar 1943": only the beginning
        node = (
            replace(node, first=Part(which, node.first)) if isinstance(node, Between) else Part(which, node)
        )
    return (at - 1 if at > floor and t.word(at - 1) in ("het", "de") else at), node


def _opened(t: Tokens, first: int, node: Node) -> Node:
    size = t.last(first, _OPENER_PHRASES)
    if not size or first - size < 0 or isinstance(node, Distance | Later | Between):
        return node
    words = tuple(t.words[first - size : first])
    side = _OPENERS[words]
    if (side == "before" and t.written(first - 1).lower() != "voor") or (
        words[-1] == "dan" and side == "before"
    ):
        side = "strictly before"
    return Open(side, node)
