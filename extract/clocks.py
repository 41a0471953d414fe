"""Clock times: 21.30 uur, 8 uur 's avonds, half vijf, kwart voor tien.

"15 uur" is rather how long than when; an hour by itself is a clock time only behind "om" and its like or
before a part of the day.
"""

from __future__ import annotations

from corpus.article import Field
from extract.dates import written
from extract.timewords import APOSTROPHES, DASHES, WORDS, Tokens
from extract.years import Found, chars

_TIMES_OF_DAY: dict[str, int] = WORDS["times_of_day"]
_DAY_PARTS = frozenset(WORDS["day_part_nouns"]["words"])
_CLOCK = frozenset(WORDS["before_clock"]["words"])
_CLOCK_RANGES = frozenset(WORDS["before_clock"]["ranges"])
_LASTS: dict[str, list[str]] = WORDS["lasts"]


def clock(t: Tokens, i: int, field: Field, *, after_date: bool = False) -> Found | None:
    """21.30 uur, 21:30, 20u30, 8 uur 's avonds, om zeven uur, half vijf, kwart voor tien. `after_date`: "3
    mei 20.30"."""
    found = _digital(t, i, after_date) or _spoken(t, i) or _hour(t, i, after_date)
    if found is None:
        return None
    hour, minute, j = found
    if t.word(j) == "uur":
        j += 1
    shift, j = _time_of_day(t, j)
    if shift and hour < 12:
        hour += shift
    date = written(t, field, i, j, hour=hour, minute=minute)
    return Found(i, j, None, (date,), chars(t, i, j), "clock")


def _time_of_day(t: Tokens, j: int) -> tuple[int, int]:
    if t.word(j) in APOSTROPHES and t.word(j + 1) == "s" and t.word(j + 2) in _TIMES_OF_DAY:
        return _TIMES_OF_DAY[t.word(j + 2)], j + 3
    if t.word(j) == "in" and t.word(j + 1) == "de" and t.word(j + 2) in _DAY_PARTS:
        return (0 if t.word(j + 2) in ("nacht", "ochtend", "morgen") else 12), j + 3
    return 0, j


def _digital(t: Tokens, i: int, after_date: bool) -> tuple[int, int, int] | None:
    hour = t.digits(i)
    mark = t.word(i + 1)
    minutes = t.digits(i + 2)
    if mark == "u" and t.glued(i + 1) and hour is not None and hour <= 24:
        two = t.word(i + 2)
        paired = t.glued(i + 2) and two.isdecimal() and len(two) == 2 and int(two) < 60
        return (hour, int(two), i + 3) if paired else (hour, 0, i + 2)
    if hour is None or minutes is None or mark not in ".:" or len(t.word(i + 2)) != 2:
        return None
    if not (t.glued(i + 1) and t.glued(i + 2)) or not (t.loose(i, i + 3) or _paired(t, i)):
        return None
    valid = (hour < 24 and minutes < 60) or (hour, minutes) == (24, 0)
    said = t.word(i + 3) == "uur"
    if not valid:
        return (hour, minutes, i + 3) if said and hour <= 99 else None
    if said or mark == ":" or (after_date and not t.word(i + 3).isalpha()) or _clock_by_context(t, i, i + 3):
        return hour, minutes, i + 3
    return None


def _paired(t: Tokens, i: int) -> bool:
    """One half of "9.00-17.00 uur"."""
    first = i if t.word(i + 3) in DASHES else i - 4
    middle = (t.word(first + 1), t.word(first + 5))
    return t.word(first + 3) in DASHES and t.word(first + 7) == "uur" and middle in ((".", "."), (":", ":"))


def _clock_by_context(t: Tokens, i: int, j: int) -> bool:
    """ "om 9.00", "tussen 9.00 en 17.00 uur"; not "vanaf 12.50 euro"."""
    following = t.word(j)
    if following in ("en", "tot", *DASHES) and (t.word(i - 1) in _CLOCK_RANGES or following in DASHES):
        return t.at(j + 1 + 3, ("uur",)) or t.at(j + 1 + 1, ("uur",)) or t.word(j + 2) == ":"
    return t.word(i - 1) in _CLOCK and (
        not following.isalpha() or following not in ("euro", "dollar", "procent", "miljoen", "meter")
    )


def _hour(t: Tokens, i: int, after_date: bool) -> tuple[int, int, int] | None:
    """ "om zeven uur", "8 uur 's avonds", "tussen 14 en 22 uur"."""
    hour = t.digits(i) if t.word(i).isdecimal() else t.cardinal(i)
    if hour is None or hour > 24 or (t.glued(i) and t.word(i - 1) in ".,:-–/"):
        return None
    if t.word(i + 1) == "uur":
        if _lasts(t, i):
            return None
        told = t.word(i - 1) in _CLOCK or after_date or _time_of_day(t, i + 2)[1] > i + 2
        ends = (
            t.word(i - 1) in ("en", "tot")
            and t.word(i - 3) in _CLOCK_RANGES
            and t.digits(i - 2) is not None
            and hour >= 5
        )
        return (hour, 0, i + 1) if told or (ends and t.word(i - 3) != "tot") else None
    both = t.word(i - 1) in ("tussen", "van") and t.word(i + 1) in ("en", "tot") and t.word(i + 3) == "uur"
    last = t.digits(i + 2) if t.word(i + 2).isdecimal() else t.cardinal(i + 2)
    return (hour, 0, i + 1) if both and last is not None and 5 <= last <= 24 else None


def _lasts(t: Tokens, i: int) -> bool:
    """Whether hours are told how long by what stands beside them: "tegen 7 uur en 28 minuten", "8 uur tegen 7 uur"."""
    minutes = t.word(i + 2) in _LASTS["and"] and t.word(i + 4) in _LASTS["minutes"]
    return minutes or (t.word(i - 1) in _LASTS["against"] and t.word(i - 2) in _LASTS["units"])


def _spoken(t: Tokens, i: int) -> tuple[int, int, int] | None:
    """half vijf; kwart voor tien; kwart over twaalf; vijf voor half drie; with a clock word before it, tien
    over acht."""
    word = t.word(i)
    if word == "half":
        hour = _on_the_dial(t, i + 1)
        return (
            None
            if hour is None or t.word(i + 2) in ("miljoen", "miljard", "procent", "jaar", "uur")
            else ((hour - 1) % 12, 30, i + 2)
        )
    minutes = (
        15
        if word == "kwart"
        else t.cardinal(i)
        if t.word(i - 1) in _CLOCK or t.word(i + 2) == "half"
        else None
    )
    if minutes is None or minutes > 25 or t.word(i + 1) not in ("voor", "over"):
        return None
    sign = 1 if t.word(i + 1) == "over" else -1
    at_half = t.word(i + 2) == "half"
    hour = _on_the_dial(t, i + 3 if at_half else i + 2)
    if hour is None:
        return None
    total = (hour * 60 - (30 if at_half else 0) + sign * minutes) % 720
    return total // 60, total % 60, i + (4 if at_half else 3)


def _on_the_dial(t: Tokens, i: int) -> int | None:
    word = t.word(i)
    hour = 1 if word == "een" else t.digits(i) if word.isdecimal() else t.cardinal(i)
    return hour if hour is not None and 1 <= hour <= 12 else None
