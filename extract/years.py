"""Which numbers are years, and years as written: 2017, '98, 2013-2017, 2016/17, "vorig jaar" behind a month.

A bare number of four digits is a year only where a word before or behind it says so; a unit or counted noun
behind it says that it is not. The words stand in `words/periods.toml`, [years].
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.calendar import STARTS_IN, Unit, months, years
from extract.meaning import Fixed, Node, distinct
from extract.nouns import Days, WrittenDate
from extract.reckoned import Back, Turn
from extract.timewords import APOSTROPHES, DASHES, WORDS, Tokens, phrases

FIRST, LAST = 1000, 2199
"""Years that news writes with four digits and nothing more."""
SURE_FROM = 1500
PIVOT = 30
"""'30 is 2030, '31 is 1931."""

_YEARS = WORDS["years"]
_STRONG = frozenset(_YEARS["strong"])
_ENDING: str = _YEARS["ending"]
_NO_ENDING = frozenset(_YEARS["no_ending"])
_IS, _GOES_ON = frozenset(_YEARS["is"]), frozenset(_YEARS["goes_on"])
_WEAK = frozenset(_YEARS["weak"])
_LIFE_SIGNS = frozenset(_YEARS["life_signs"])
_LIFE_SHORT = frozenset(_YEARS["life_short"])
_AMOUNTS = frozenset(_YEARS["amounts"])
_VERBS = frozenset(_YEARS["verbs"])
_THROUGH = phrases(WORDS["joiners"]["through"])
_TITLES = tuple(_YEARS["titles"])
_TIES = frozenset(("tot", "en", "of", "a", "naar", *DASHES))
_UNITS = frozenset(_YEARS["units"])
_COUNTED = frozenset(_YEARS["counted"])
_PLURALS = tuple(_YEARS["plurals"])
_NO_PLURALS = frozenset(_YEARS["no_plurals"])
_TURNS: dict[str, int] = WORDS["turns"]
_ANAPHORS: dict[str, int] = WORDS["anaphors"]
_AFTER: dict[str, int] = WORDS["after_unit"]
_UNIT_NAMES: dict[str, Unit] = WORDS["units"]
_ROLLING = frozenset(WORDS["rolling"]["words"])
_LONG_YEARS = frozenset(("year", *STARTS_IN))


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at tokens `first:last`. `taken` are its character ranges that hold no quantities;
    `kind` steers what may be added to it ("the": may have an article, "year": joins other years, "day": a
    clock time may follow, "clock": no period)."""

    first: int
    last: int
    node: Node | None
    dates: tuple[WrittenDate, ...] = ()
    taken: tuple[tuple[int, int], ...] = ()
    kind: str = ""


def chars(t: Tokens, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The character range of tokens `first:last`, as `Found.taken` wants it."""
    return ((t.starts[first], t.ends[last - 1]),)


def year_at(t: Tokens, i: int) -> tuple[int, int] | None:
    """A number that can be a year ("2017", "'98") and the index behind it; whether it is one is another
    matter."""
    if t.word(i) in APOSTROPHES:
        if (
            not t.glued(i + 1)
            or (t.glued(i) and t.word(i - 1)[-1:].isalnum())
            or (t.glued(i + 2) and t.word(i + 2).isalnum())
        ):
            return None
        two = t.word(i + 1)
        return (full_year(int(two)), i + 2) if two.isdecimal() and len(two) == 2 else None
    word = t.word(i)
    if len(word) != 4 or not word.isdecimal() or not FIRST <= int(word) <= LAST:
        return None
    return int(word), i + 1


def full_year(two: int) -> int:
    """The year that two digits stand for."""
    return two + (2000 if two <= PIVOT else 1900)


def counts(t: Tokens, i: int, *, weak: bool = True) -> bool:
    """Whether the word at `i` is a unit, or (`weak`) a noun that a number before it counts."""
    word = t.word(i)
    if word in _UNITS or (t.glued(i) and word in "%‰°"):
        return word != ""
    if not weak:
        return False
    return word in _COUNTED or (word.endswith(_PLURALS) and word not in _NO_PLURALS and not t.capital(i))


def is_year(t: Tokens, i: int, j: int, *, listed: bool = False) -> bool:
    """Whether the number at tokens `i:j` is a year, by what stands beside it. `listed`: it follows a year
    and "en" or a comma."""
    if not t.loose(i, j):
        return False
    before = t.word(i - 1)
    short = j - i == 2  # '98
    strong = before in _STRONG
    if counts(t, j, weak=not strong) or _counted_together(t, i, j):
        return False
    if strong or listed or _named_year(before) or _is_the_year(t, i, j):
        return True
    if before in _WEAK or t.last(i, _THROUGH) or _of_birth(t, i):
        return (
            not (before == "van" and t.word(i - 2) in _AMOUNTS and not 1990 <= int(t.word(i) or 0) <= 2035)
            if not short
            else True
        )
    if short:
        return False
    if before in ("(", "[") and (t.word(j) in (")", "]", ";", ",", ":", "en") or t.word(j) in DASHES):
        return True
    if t.word(j) == ")" and before.isalpha() and t.word(i - 2) in ("(", "["):  # (CBS 2018)
        return True
    if before.endswith(_TITLES) and not t.word(j).isalpha():
        return True
    if int(t.word(i)) < SURE_FROM:
        return False
    if before == "," and t.word(i - 2).isalpha() and _closes(t, j):  # Utrecht, 2017.
        return True
    return t.opens(i) and (
        t.word(j) in _VERBS or t.word(j) == ":" or (t.word(j) in DASHES and not t.glued(j))
    )


def _of_birth(t: Tokens, i: int) -> bool:
    """ "(°1988)", "(*1988)", "(geb. 1988)": a sign or short word for a birth or death right before it."""
    mark, word = t.word(i - 1), t.word(i - 2)
    return mark in _LIFE_SIGNS or (mark == "*" and word == "(") or (mark == "." and word in _LIFE_SHORT)


def _named_year(word: str) -> bool:
    """Whether a word is the kind of a year: "topjaar", no "najaar" or "halfjaar"."""
    return word.endswith(_ENDING) and word not in _WEAK and word not in _NO_ENDING


def _is_the_year(t: Tokens, i: int, j: int) -> bool:
    """ "Topjaar was 2014, met 1.840 ton", "het beste jaar bleef 2012": which year it was."""
    year = t.word(i - 2) == "jaar" or _named_year(t.word(i - 2))
    return year and t.word(i - 1) in _IS and (not t.word(j).isalpha() or t.word(j) in _GOES_ON)


def _closes(t: Tokens, j: int) -> bool:
    return t.word(j) == "" or t.word(j) in '.;)]»”"\n'


def _counted_together(t: Tokens, i: int, j: int) -> bool:
    """ "van 1500 tot 2000 euro", "van 1500 naar 2000": amounts, unless "naar" leads to the very next year."""
    mark = t.word(j)
    if mark not in _TIES:
        return False
    k = j + 3 if t.at(j, ("tot", "en", "met")) else j + 1
    word = t.word(k)
    if not word.isdecimal() or len(word) < 4:
        return False
    if mark == "naar":
        return int(word[:9]) != int(t.word(i) if t.word(i).isdecimal() else 0) + 1
    return counts(t, k + 1)


def bare_year(t: Tokens, i: int, *, listed: bool = False) -> Found | None:
    """A year by itself."""
    found = year_at(t, i)
    if found is None:
        return None
    if is_year(t, i, found[1], listed=listed):
        return calendar_year(t, i, *found)
    return (
        Found(i, found[1], None, taken=chars(t, i, found[1]), kind="name") if _in_name(t, i, *found) else None
    )


def _in_name(t: Tokens, i: int, year: int, j: int) -> bool:
    """ "WK 2018", "Windows 98": a name, unless the next word may be counted."""
    before = t.written(i - 1)
    if not before[:1].isupper() or not before.isalpha() or t.word(i - 1) in _STRONG or t.word(i - 1) in _WEAK:
        return False
    following = t.word(j)
    return (
        SURE_FROM < year <= LAST
        and t.loose(i, j)
        and (not following.isalpha() or following in _VERBS | _WEAK | _STRONG)
    )


def calendar_year(t: Tokens, i: int, year: int, j: int) -> Found:
    """The year that stands at `i:j`."""
    return Found(i, j, Fixed(distinct([years(year)]), "year"), taken=chars(t, i, j), kind="year")


def span_of_years(t: Tokens, i: int, unit: Unit = "year") -> Found | None:
    """2013-2017, 2016/17, 2016-'17. Of school or sports years (`unit`) the days from the first autumn to
    the next summer."""
    found = year_at(t, i)
    if found is None:
        return None
    first, j = found
    mark = t.word(j)
    if mark not in DASHES and mark != "/":
        return None
    last, j = _second(t, j + 1, first) or (0, 0)
    if last <= first or not t.loose(i, j) or (first < SURE_FROM and t.word(i - 1) != "("):
        return None
    if counts(t, j) or (mark == "/" and last != first + 1):
        return None
    whole = years(first, last)
    if unit == "year" and mark == "/":
        unit = "sports"
    readings: tuple[Days, ...] = distinct([whole])
    if unit in STARTS_IN:
        readings = distinct([months(first, STARTS_IN[unit], 12 * (last - first)), whole])
    return Found(i, j, Fixed(readings, "range"), taken=chars(t, i, j), kind="years")


def _second(t: Tokens, j: int, first: int) -> tuple[int, int] | None:
    """The second year of a span: four digits, or two that count on from the first."""
    word = t.word(j)
    if word in APOSTROPHES and t.glued(j + 1):
        j, word = j + 1, t.word(j + 1)
    elif len(word) == 4 and word.isdecimal():
        return int(word), j + 1
    if len(word) != 2 or not word.isdecimal() or not t.glued(j):
        return None
    last = first - first % 100 + int(word)
    if last <= first and (first + 1) % 100 != int(word):  # 2018-06 is no span
        return None
    return (last if last > first else last + 100), j + 1


def year_behind(t: Tokens, j: int) -> tuple[Node, int, bool] | None:
    """The year that a month, quarter or season at `..:j` is of, the index behind it, and whether it is
    written in digits."""
    if t.word(j) in ("van", "in") or (t.word(j) in DASHES and t.glued(j) and t.glued(j + 1)):
        j += 1
    found = year_at(t, j)
    if found is not None:
        year, k = found
        if (not t.loose(j, k) and t.word(j - 1) not in DASHES) or counts(t, k, weak=False):
            return None
        return Fixed(distinct([years(year)]), "year"), k, True
    named = named_year(t, j)
    return (*named, False) if named else None


def named_year(t: Tokens, j: int) -> tuple[Node, int] | None:
    """ "vorig jaar", "het lopende jaar", "dat jaar", "het jaar ervoor", "het jaar" as the year of
    something."""
    the = t.word(j) in ("het", "een")
    k = j + 1 if the else j
    word = t.word(k)
    if word in _TURNS and _UNIT_NAMES.get(t.word(k + 1)) in _LONG_YEARS:
        return Turn(_UNIT_NAMES[t.word(k + 1)], _TURNS[word], word in _ROLLING, the), k + 2
    if word in _ANAPHORS and t.word(k + 1) == "jaar":
        return Back("year", _ANAPHORS[word]), k + 2
    if the and word == "jaar":
        if t.word(k + 1) in _AFTER:
            return Back("year", _AFTER[t.word(k + 1)]), k + 2
        return Turn("year", 0), k + 1
    return None
