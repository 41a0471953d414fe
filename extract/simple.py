"""One time expression without what goes around it: which reader is asked for which token."""

from __future__ import annotations

from functools import lru_cache

from corpus.article import Field
from extract.clocks import clock
from extract.combined import Around
from extract.dates import date_in_words, day_before_others
from extract.digit_dates import date_in_digits, week_number
from extract.holidays import FIRST_WORDS
from extract.named import TENS, decade, holiday, long_year, month, next_decade, quarter_sign, season_name
from extract.numbers import LONGEST_WORD, read_folded
from extract.ranks import ranked
from extract.reckoned import Turn
from extract.relative import READERS, distance
from extract.timewords import (
    APOSTROPHES,
    MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    VAGUE_COUNTS,
    WEEKDAY_FORMS,
    WORDS,
    Tokens,
)
from extract.years import Found, bare_year, span_of_years

MOST_NESTED = 3
"""How deep "van" may go: the first week of the second half of last year."""

_SEASONS = frozenset(WORDS["seasons"])
_MONTHS = frozenset((*MONTHS, *SHORT_MONTHS))
_WEEKDAYS = frozenset((*WEEKDAY_FORMS, *SHORT_WEEKDAYS))
_LONG_YEARS = tuple(WORDS["long_years"]["words"])
_OPENINGS = (
    APOSTROPHES
    | _SEASONS
    | FIRST_WORDS
    | TENS.keys()
    | VAGUE_COUNTS
    | {"een", "een-", "half", "jaren", "kwart", "laatste", "q", "v", "week", *_LONG_YEARS}
)
"""What an expression begins with that is neither a month, a weekday nor a number."""


@lru_cache(maxsize=4096)
def _opens(word: str) -> bool:
    return (
        word in _OPENINGS
        or word in _MONTHS
        or word in _WEEKDAYS
        or word in READERS
        or read_folded(word) is not None
    )


def may_begin(word: str) -> bool:
    """Whether a time expression can begin with this token: of most one look at a table says no."""
    return word[0].isdecimal() or len(word) > LONGEST_WORD or _opens(word)


def simple(t: Tokens, i: int, field: Field = "text", *, listed: bool = False, depth: int = 0) -> Found | None:
    """The expression that begins at token `i`, or None, as where `may_begin` says no.

    `listed`: a year or date stands before it in the same list.
    """
    word = t.words[i]
    if word[0].isdecimal():
        return _digits(t, i, field, listed, depth)
    if word in APOSTROPHES:
        return bare_year(t, i, listed=listed)
    if word in _WEEKDAYS:
        found = date_in_digits(t, i, field) or date_in_words(t, i, field) or day_before_others(t, i, field)
        if found or word in SHORT_WEEKDAYS:
            return found
    if word in FIRST_WORDS and (found := holiday(t, i)):
        return found
    if word in _MONTHS:
        return month(t, i)
    if word in _SEASONS:
        return season_name(t, i)
    if word == "q":
        return quarter_sign(t, i)
    if word == "week" and (found := week_number(t, i, field) or _week_of(t, i, depth)):
        return found
    if word == "laatste" and (found := ranked(t, i, lambda j: whole_behind(t, j, depth))):
        return found
    if word == "jaren" and (found := decade(t, i)):
        return found
    if word in _LONG_YEARS and (found := long_year(t, i)):
        return found
    if word == "v" and t.at(i, ("v", ".", "j", ".")):
        return Found(i, i + 4, Turn("year", -1))
    reader = READERS.get(word)
    if reader is not None and (found := reader(t, i)):
        return found
    if word in ("half", "kwart") and (found := clock(t, i, field)):
        return found
    return _number_word(t, i, field, depth)


def _week_of(t: Tokens, i: int, depth: int) -> Found | None:
    """De week van 10 september."""
    day = whole_behind(t, i + 1, depth) if t.word(i + 1) == "van" else None
    if day is None or day.node is None or day.kind != "day" or not day.dates:
        return None
    return Found(i, day.last, Around("week", day.node), day.dates, day.taken, "the")


def _digits(t: Tokens, i: int, field: Field, listed: bool, depth: int) -> Found | None:
    return (
        date_in_digits(t, i, field)
        or date_in_words(t, i, field)
        or day_before_others(t, i, field)
        or clock(t, i, field)
        or span_of_years(t, i)
        or bare_year(t, i, listed=listed)
        or ranked(t, i, lambda j: whole_behind(t, j, depth))
        or distance(t, i)
    )


def _number_word(t: Tokens, i: int, field: Field, depth: int) -> Found | None:
    word = t.word(i)
    if word in TENS and (found := next_decade(t, i)):
        return found
    if word in ("een", "enkele", "enige", "paar"):
        return distance(t, i)
    if word != "laatste" and t.count(i) is None and t.rank(i) is None:
        return None
    return (
        date_in_words(t, i, field)
        or clock(t, i, field)
        or ranked(t, i, lambda j: whole_behind(t, j, depth))
        or distance(t, i)
    )


def whole_behind(t: Tokens, j: int, depth: int) -> Found | None:
    """What something at `..:j` is the n-th or first part of: "van 2019", "in oktober", "van de jaren
    negentig", "van dit jaar"."""
    if depth >= MOST_NESTED:
        return None
    k = j + 1 if t.word(j) in ("van", "in") else j
    if k == j and t.word(j) not in MONTHS and not t.word(j).isdecimal():
        return None
    if t.word(k) in ("de", "het"):
        k += 1
    if k >= len(t):
        return None
    found = simple(t, k, depth=depth + 1)
    return found if found and found.node is not None and found.kind != "clock" else None
