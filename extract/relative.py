"""Time expressions that are reckoned from somewhere: from publication ("vorige week", "twee jaar geleden",
"zondagavond") or from what the text named last ("een jaar eerder", "dat jaar")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil

from extract.calendar import Unit
from extract.combined import Between
from extract.dates import lean_at, month_at
from extract.holidays import holiday_at, season_of
from extract.meaning import DayWord, InYear, Lean, Node, Weekday, of_month
from extract.reckoned import Back, Distance, Later, Stretch, Turn
from extract.timewords import DAY_PARTS, WEEKDAY_FORMS, WEEKDAYS, WORDS, Tokens
from extract.years import Found, calendar_year, year_at

UNITS: dict[str, Unit] = WORDS["units"]
PLURALS = frozenset(WORDS["plural_units"]["words"])
_SHORT = frozenset(WORDS["short_units"]["words"])
_TURNS: dict[str, int] = {**WORDS["turns"], **WORDS["rolling_with_number"]}
_ROLLING = frozenset(WORDS["rolling"]["words"])
_NUMBERED = frozenset(WORDS["rolling_with_number"])
_ANAPHORS: dict[str, int] = WORDS["anaphors"]
_AFTER: dict[str, int] = WORDS["after_unit"]
_AGO: dict[str, int] = WORDS["ago"]
_HAVE_PARTS = frozenset((*WORDS["parts"], *UNITS, *WEEKDAYS, "helft"))
_NO_FUTURE = frozenset(WORDS["over_is_no_future"]["words"])
_HABITS = frozenset(WORDS["habits"]["words"])
_NO_TOMORROW = frozenset(WORDS["no_tomorrow"]["words"])
_LEANS: dict[int, Lean] = {-1: "past", 0: "now", 1: "ahead"}


def day_word(t: Tokens, i: int) -> Found | None:
    """gisteren, vandaag (not "vandaag de dag"), morgen (not "de morgen")."""
    word = t.word(i)
    if word == "vandaag" and t.at(i + 1, ("de", "dag")):
        return None
    if word == "morgen" and (t.word(i - 1) in _NO_TOMORROW or t.capital(i)):
        return None
    return Found(i, i + 1, DayWord(WORDS["day_words"][word]), kind="day")


def weekday(t: Tokens, i: int) -> Found | None:
    """zondag, zondagavond, zondag jl., dinsdag van vorige week."""
    number = WEEKDAY_FORMS[t.word(i)]
    if t.word(i - 1) in _HABITS or t.capital(i) or (t.glued(i + 1) and t.word(i + 1) in "-'’"):
        return None
    lean, j = lean_at(t, i + 1)
    if lean:
        return Found(i, j, Weekday(number, lean), kind="day")
    k = i + 2 if t.word(i + 1) in ("van", "in") else i + 1
    week = turn(t, k + 1 if t.word(k) == "de" else k)
    if (
        week
        and isinstance(week.node, Turn)
        and week.node.unit == "week"
        and t.word(week.last) not in WEEKDAYS
    ):
        return Found(i, week.last, Weekday(number, week=week.node), kind="day")
    return Found(i, i + 1, Weekday(number), kind="day")


def night(t: Tokens, i: int) -> Found | None:
    """[de] nacht van zaterdag op zondag."""
    first, last = WEEKDAY_FORMS.get(t.word(i + 2)), WEEKDAY_FORMS.get(t.word(i + 4))
    if t.word(i + 1) != "van" or t.word(i + 3) != "op" or first is None or last is None:
        return None
    return Found(i, i + 5, Between(Weekday(first), Weekday(last)), kind="the")


def turn(t: Tokens, i: int) -> Found | None:
    """dit jaar, vorige week dinsdag, afgelopen zondag, de komende vijf jaar, vorige zomer."""
    word = t.word(i)
    step = _TURNS.get(word)
    if step is None:
        return None
    counted = _counted_stretch(t, i, step)
    if counted is not None or word in _NUMBERED:
        return counted
    unit = UNITS.get(t.word(i + 1))
    if unit is None:
        return _named_turn(t, i, step)
    if (t.glued(i + 2) and t.word(i + 2) == "-") or t.word(i + 1) in PLURALS:
        return None
    if unit == "day":
        return Found(i, i + 2, Back("day", step), kind="the") if step and word not in _ROLLING else None
    node = Turn(unit, step, word in _ROLLING, t.word(i - 1) in ("het", "de"))
    k = i + 3 if t.word(i + 2) == "op" else i + 2
    if unit == "week" and t.word(k) in WEEKDAY_FORMS:
        return Found(i, k + 1, Weekday(WEEKDAY_FORMS[t.word(k)], week=node), kind="day")
    return Found(i, i + 2, node, kind="the")


def _counted_stretch(t: Tokens, i: int, step: int) -> Found | None:
    """ "(de) afgelopen vijf jaar", "(de) laatste jaren"."""
    if not step:
        return None
    if t.word(i + 1) in PLURALS:
        return Found(i, i + 2, Stretch(None, UNITS[t.word(i + 1)], step), kind="the")
    number = t.count(i + 1)
    if number is None:
        return None
    count, j = number
    if t.word(j) in ("tot", "a") and (other := t.count(j + 1)):
        count, j = None, other[1]
    if t.word(j) in _SHORT and count is not None:
        return Found(
            i,
            j + 1,
            Stretch(ceil(count / 24) if t.word(j) in ("uur", "uren") else 1, "day", step),
            kind="the",
        )
    unit = UNITS.get(t.word(j))
    return Found(i, j + 1, Stretch(count, unit, step), kind="the") if unit else None


def _named_turn(t: Tokens, i: int, step: int) -> Found | None:
    """afgelopen zondag, vorige zomer, komende kerst, deze ochtend."""
    j, lean = i + 1, _LEANS[step]
    word = t.word(j)
    node: Node
    if word in WEEKDAY_FORMS:
        return Found(i, j + 1, Weekday(WEEKDAY_FORMS[word], lean), kind="day")
    if word in DAY_PARTS:
        return Found(i, j + 1, DayWord(0), kind="the")
    if (season := season_of(word)) is not None:
        node = InYear(season, "season", None, lean)
        return Found(i, j + 1, node, kind="the")
    month = month_at(t, j, short=False)
    if month is not None:
        return Found(i, j + 1, InYear(of_month(month[0]), "month", None, lean), kind="month")
    holiday = holiday_at(t, j)
    return Found(i, holiday[1], InYear(holiday[0], "day", None, lean), kind="day") if holiday else None


def anaphor(t: Tokens, i: int) -> Found | None:
    """dat jaar, hetzelfde weekend, het voorgaande jaar."""
    unit = UNITS.get(t.word(i + 1))
    if unit is None or t.word(i + 1) in PLURALS or (unit == "day" and not _ANAPHORS[t.word(i)]):
        return None
    year = year_at(t, i + 2) if unit == "year" else None
    if year is not None:  # "datzelfde jaar 1880"
        return replace(calendar_year(t, i + 2, *year), first=i)
    return Found(i, i + 2, Back(unit, _ANAPHORS[t.word(i)]), kind="the")


def unit_and_back(t: Tokens, i: int) -> Found | None:
    """ "het jaar ervoor", "de dag erna"; "het jaar" and "de maand" behind "eind van" (those are read as the
    running ones)."""
    if t.word(i - 1) not in ("het", "de"):
        return None
    unit = UNITS[t.word(i)]
    sign = _AFTER.get(t.word(i + 1))
    if (
        sign
        and t.word(i + 2) != "dan"
        and t.word(i) not in PLURALS
        and t.word(i + 1) not in ("later", "eerder")
    ):
        return Found(i, i + 2, Back(unit, sign), kind="the")
    tied = t.word(i - 2) == "van" and t.word(i - 3) in _HAVE_PARTS
    if (tied or t.at(i - 3, ("later", "in"))) and unit in ("week", "month", "year", "century"):
        return Found(i, i + 1, Turn(unit, 0), kind="bare") if t.word(i) not in PLURALS else None
    return None


def distance(t: Tokens, i: int) -> Found | None:
    """twee jaar geleden, een jaar eerder, over drie weken, binnen vijf dagen, jaren geleden, 8 weken en 2
    dagen later."""
    if t.word(i) in PLURALS:
        return (
            Found(i, i + 2, Distance(((None, UNITS[t.word(i)]),), -1)) if t.word(i + 1) == "geleden" else None
        )
    parts: list[tuple[float | None, Unit]] = []
    j = i
    for _ in range(2):
        number = t.count(j) or ((1.0, j + 1) if t.word(j) in ("een", "1") else None)
        word = t.word(number[1]) if number else ""
        unit = UNITS.get(word) or ("day" if word in _SHORT else None)
        if number is None or unit is None:
            break
        parts.append((number[0] if word not in _SHORT else (0.0 if number[0] is not None else None), unit))
        j = number[1] + 1
        if t.word(j) != "en":
            break
        j += 1
    if not parts:
        return None
    if t.word(j - 1) == "en":
        j -= 1
    return _placed(t, i, j, tuple(parts))


def _placed(t: Tokens, i: int, j: int, parts: tuple[tuple[float | None, Unit], ...]) -> Found | None:
    before, after = t.word(i - 1), t.word(j)
    if after in _AGO and not (after == "terug" and before in ("na", "over", "binnen", "in")):
        return Found(i, j + 1, Distance(parts, -1))
    if (
        before == "over"
        and t.word(i - 2) not in _NO_FUTURE
        and after not in WORDS["over_is_no_future"]["behind"]
    ):
        return Found(i - 1, j, Distance(parts, 1))
    if before == "binnen":
        return Found(i - 1, j, Stretch(parts[0][0], parts[0][1], 1)) if parts[0][0] else None
    if after in _AFTER and t.word(j + 1) != "dan" and after not in ("daarvan",):
        if len(parts) == 1 and parts[0][0] != 0:
            return Found(i, j + 1, Later(*parts[0], _AFTER[after]))
        return Found(i, j + 1, Distance(parts, _AFTER[after]))
    return None


READERS: dict[str, Callable[[Tokens, int], Found | None]] = {
    **dict.fromkeys(UNITS, unit_and_back),
    **dict.fromkeys(PLURALS, distance),
    **dict.fromkeys(_TURNS, turn),
    **dict.fromkeys(_ANAPHORS, anaphor),
    **dict.fromkeys(WORDS["day_words"], day_word),
    **dict.fromkeys(WEEKDAY_FORMS, weekday),
    "nacht": night,
}
"""By the first word of the expression (numbers apart: `distance`)."""
