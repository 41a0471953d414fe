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
from extract.calendar import Which, years
from extract.clocks import clock
from extract.combined import Between, Open, Part, Side
from extract.meaning import Anchor, DayWord, Fixed, InYear, Meaning, Node, Weekday, distinct
from extract.nouns import Days, Period, WrittenDate
from extract.reckoned import Back, Distance, Later
from extract.simple import simple
from extract.timewords import DASHES, WORDS, Tokens, phrases
from extract.years import Found, chars, counts, year_at

CONTEXT = 3
"""So many sentences back "een jaar eerder" may look for the year that it is reckoned from."""

_PARTS: dict[str, Which] = WORDS["parts"]
_OPENERS: dict[tuple[str, ...], Side] = {
    tuple(words.split()): side for words, side in WORDS["openers"].items()
}
_OPENER_PHRASES = phrases(WORDS["openers"])
_THROUGH = phrases(WORDS["joiners"]["through"])
_UNTIL = phrases(WORDS["joiners"]["until"])
_HEDGES = phrases(WORDS["hedges"]["phrases"])
_FRAMES = frozenset(("in", "op", "anno", "begin", "eind", "medio", "halverwege", "half", "de", "het", ""))
_BEFORE_CLOCK = frozenset((",", "om", "rond", "omstreeks", "vanaf", "tegen", "(", "tussen", "van"))


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
    return Times(tuple(_periods(t, found, field, published)), dates, taken)


def _merged(ranges: Iterator[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _expressions(t: Tokens, field: Field) -> Iterator[Found]:
    i = floor = 0
    years_until = -1  # index behind the last year, for "2016, 2017 en 2018"
    while i < len(t):
        listed = i - 1 == years_until and t.word(i - 1) in ("en", ",", "of", "/", "&")
        found = simple(t, i, field, listed=listed) or _plain_years(t, i)
        if found is None or found.first < floor:
            i += 1
            continue
        found = _ranged(t, found, field)
        if found.kind in ("year", "years"):
            years_until = found.last
        found = _with_clock(t, found, field)
        if found.node is not None:
            found = _around(t, found, found.node, floor)
        yield found
        i = floor = found.last


def _plain_years(t: Tokens, i: int) -> Found | None:
    """ "2014 tot 2018" without a word before it: two rising years and no noun behind them."""
    first = year_at(t, i)
    if (
        first is None
        or not 1800 <= first[0] <= 2100
        or not t.loose(i, first[1])
        or t.word(i - 1) in ("naar", "ruim", "bijna", "de")
    ):
        return None
    joined = _joint(t, first[1], t.word(i - 1) == "tussen")
    last = year_at(t, joined[0]) if joined else None
    if (
        last is None
        or not first[0] < last[0] <= 2100
        or not t.loose(last[1] - 1, last[1])
        or counts(t, last[1])
    ):
        return None
    return Found(
        i, first[1], Fixed(distinct([years(first[0])]), "year"), taken=chars(t, i, first[1]), kind="year"
    )


def _joint(t: Tokens, j: int, between: bool) -> tuple[int, bool] | None:
    """What ties a range at `j`: the index behind it, and whether the end may be left out."""
    size = t.first(j, _THROUGH)
    if size:
        return j + size, False
    size = t.first(j, _UNTIL)
    if size:
        return j + size, t.word(j) not in DASHES
    return (j + 1, True) if between and t.word(j) == "en" else None


def _ranged(t: Tokens, left: Found, field: Field) -> Found:
    """The whole range if `left` is the beginning of one."""
    if left.kind == "clock" or left.kind == "years":
        return left
    joined = _joint(
        t,
        left.last,
        t.word(left.first - 1) == "tussen"
        or (t.at(left.first - 2, ("tussen",)) and t.word(left.first - 1) in ("de", "het")),
    )
    if joined is None or joined[0] >= len(t):
        return left
    k, until = joined
    article = k + 1 if t.word(k) in ("de", "het") else k
    right = simple(t, article, field, listed=left.kind == "year") if article < len(t) else None
    if right is None or right.kind == "clock" or right.first != article or right.last <= left.last:
        return left
    dashed = t.word(k - 1) in DASHES
    if (
        dashed
        and not t.glued(k)
        and not (
            ({left.kind, right.kind} <= {"day", "month", "year"} and left.dates + right.dates)
            or left.kind == right.kind == "year"
        )
    ):
        return left
    if left.node is None or right.node is None:
        return Found(
            left.first, right.last, None, left.dates + right.dates, left.taken + right.taken, "range"
        )
    node = Between(left.node, right.node, until)
    return Found(left.first, right.last, node, left.dates + right.dates, left.taken + right.taken, "range")


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
    node = _opened(t, first, node)
    return replace(found, first=first, node=node)


def _article(t: Tokens, first: int, floor: int, kind: str) -> int:
    fits = kind in ("the", "decade", "bare", "month") or (kind == "year" and t.word(first - 1) == "jaar")
    return first - 1 if fits and first > floor and t.word(first - 1) in ("de", "het") else first


def _adverb(t: Tokens, first: int, floor: int, node: Node) -> tuple[int, Node]:
    """begin, medio, eind (van) ...: "het eind van" with its article."""
    tied = t.word(first - 1) == "van" or (
        t.word(first - 1) == "in" and t.word(first - 2) in ("eerder", "later")
    )
    at = first - 2 if tied else first - 1
    which = _PARTS.get(t.word(at))
    if which is None or at < floor or (tied and t.word(at) == "half"):
        return first, node
    if t.word(at) == "half" and isinstance(node, Distance | Later):
        return first, node
    node = node if which == "whole" else Part(which, node)
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


@dataclass(slots=True)
class _Memory:
    """What has been read so far that later expressions are reckoned from."""

    sentence: int = -1
    year: int | None = None
    any: tuple[int, Meaning] | None = None
    wide: tuple[int, Meaning] | None = None

    def anchor(self, sentence: int, published: date | None, node: Node) -> Anchor:
        if sentence != self.sentence:
            self.sentence, self.year = sentence, None
        kept = (
            self.wide
            if isinstance(node, Later | Back) and node.unit not in ("day", "week", "weekend")
            else self.any
        )
        if kept is None or sentence - kept[0] > CONTEXT:
            return Anchor(published, self.year)
        return Anchor(published, self.year, kept[1].readings[0], kept[1].precision)

    def keep(self, sentence: int, node: Node, meaning: Meaning, frame: bool) -> None:
        if not meaning.readings:
            return
        core = node.edge if isinstance(node, Open) else node
        if not isinstance(core, DayWord):
            self.any = (sentence, meaning)
        if not isinstance(core, DayWord | Weekday):
            self.wide = (sentence, meaning)
        start = meaning.readings[0].start
        if (
            frame
            and start is not None
            and meaning.precision not in ("decade", "century", "range")
            and _has_year(core)
        ):
            self.year = start.year


def _has_year(node: Node) -> bool:
    return isinstance(node, Fixed) or (isinstance(node, InYear) and node.year is not None)


def _periods(t: Tokens, found: list[Found], field: Field, published: date | None) -> Iterator[Period]:
    memory = _Memory()
    for n, f in enumerate(found):
        if f.node is None:
            continue
        sentence = t.sentence[f.first]
        anchor = memory.anchor(sentence, published, f.node)
        meaning = f.node.on(anchor)
        if not meaning.readings and published is None and anchor.year is None:
            meaning = f.node.on(anchor._replace(year=_year_ahead(t, found, n, sentence)))
        memory.keep(
            sentence, f.node, meaning, t.word(f.first - 1) in _FRAMES or not t.word(f.first - 1).isalpha()
        )
        start, end = t.starts[f.first], t.ends[f.last - 1]
        days: Days | None = meaning.readings[0] if meaning.readings else None
        yield Period(
            Span(field, start, end, t.text[start:end]), days, meaning.precision, meaning.readings[1:]
        )


def _year_ahead(t: Tokens, found: list[Found], n: int, sentence: int) -> int | None:
    """The first year written further on in the sentence: nothing else settles the day."""
    for f in found[n + 1 : n + 6]:
        if t.sentence[f.first] != sentence:
            return None
        if isinstance(f.node, Fixed) and f.node.readings and f.node.readings[0].start:
            return f.node.readings[0].start.year
    return None
