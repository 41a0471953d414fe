"""Time expressions that begin with an ordinal: quarters, half years, centuries, and the n-th part of
something longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from extract.calendar import Which, century, years
from extract.combined import FirstOf, Nth, Part
from extract.meaning import Fixed, InYear, distinct
from extract.named import half_of, own_year, quarter_of
from extract.nouns import Precision
from extract.relative import PLURALS, UNITS
from extract.timewords import WEEKDAYS, Tokens
from extract.years import Found, chars

Behind = Callable[[int], Found | None]
"""Reads what an expression is a part of ("van 2019"), from the token behind it."""


def ranked(t: Tokens, i: int, behind: Behind) -> Found | None:
    """het derde kwartaal van 2016, de eerste helft van vorig jaar, de 19e eeuw, de laatste week van mei, de
    derde dinsdag in september."""
    rank = t.rank(i)
    if rank is None:
        return None
    number, j = rank
    word = t.word(j)
    unit = UNITS.get(word)
    ahead = t.rank(j + 1) if word in ("en", "of") else None  # de achttiende en negentiende eeuw
    if (word == "eeuw" or (ahead and t.word(ahead[1]) == "eeuw")) and 0 < number <= 30:
        days = distinct([century(number), years(100 * number - 100, 100 * number - 1)])
        last = j + 1 if word == "eeuw" else j
        return Found(i, last, Fixed(days, "century"), taken=chars(t, i, last), kind="the")
    if unit in ("quarter", "half") and number in (1, 2, 3, 4, -1):
        number = number if number > 0 else (4 if unit == "quarter" else 2)
        if unit == "half" and number > 2:
            return None
        node, k, _ = own_year(t, j + 1)
        of = partial(quarter_of if unit == "quarter" else half_of, number)
        precision: Precision = "quarter" if unit == "quarter" else "half"
        return Found(i, k, InYear(of, precision, node), taken=chars(t, i, k), kind="the")
    return _of_whole(t, i, j, number, behind)


def _of_whole(t: Tokens, i: int, j: int, number: int, behind: Behind) -> Found | None:
    word = t.word(j)
    unit = UNITS.get(word)
    count = t.count(j)
    if count is not None and UNITS.get(t.word(count[1])) and number in (1, -1) and count[0]:
        whole = behind(count[1] + 1)
        if whole is None or whole.node is None:
            return None
        node = FirstOf(count[0], UNITS[t.word(count[1])], whole.node, number)
        return Found(i, whole.last, node, taken=whole.taken, kind="the")
    if (unit is None and word not in WEEKDAYS and word != "helft") or word in PLURALS:
        return None
    whole = behind(j + 1)
    if whole is None or whole.node is None:
        return None
    taken = (*chars(t, i, j + 1), *whole.taken)
    if word == "helft":
        if number not in (1, 2, -1):
            return None
        which: Which = "first_half" if number == 1 else "second_half"
        return Found(i, whole.last, Part(which, whole.node), whole.dates, taken, "the")
    nth = Nth(number, unit or "day", whole.node, WEEKDAYS.get(word))
    return Found(i, whole.last, nth, whole.dates, taken, "the")
