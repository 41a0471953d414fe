"""Time expressions with a name or a number of their own: months, quarters, seasons, decades, centuries,
holidays, "de derde dinsdag van"."""

from __future__ import annotations

from functools import partial

from extract.calendar import half, quarter, season, years
from extract.dates import lean_at, month_at, shared_year
from extract.holidays import holiday_at, season_of
from extract.meaning import Fixed, InYear, Node, distinct, of_month
from extract.nouns import Days
from extract.relative import UNITS
from extract.timewords import APOSTROPHES, DASHES, SHORT_MONTHS, WORDS, Tokens
from extract.words import table
from extract.years import Found, chars, span_of_years, year_behind

_PREPOSITIONS = frozenset(WORDS["month_openers"]["words"])
_ARTICLES = frozenset(("de", "het"))
TENS: dict[str, int] = {"tien": 10, **table("numbers")["tens"]}


def month(t: Tokens, i: int) -> Found | None:
    """oktober, oktober 2018, oktober vorig jaar; no name ("Jan", "Mei") and no part of a word
    ("mei-vakantie")."""
    found = month_at(t, i)
    if found is None:
        return None
    number, j = found
    if t.glued(i) and t.word(i - 1)[-1:] not in "-–/(“\"'‘[":
        return None
    if (
        t.glued(j)
        and t.word(j) in DASHES
        and t.glued(j + 1)
        and month_at(t, j + 1) is None
        and not t.word(j + 1).isdecimal()
    ):
        return None
    node, k, digits = own_year(t, j)
    lean, k = (None, k) if node else lean_at(t, k)
    if node is None and lean is None:
        node = shared_year(t, k)
    short = t.word(i) in SHORT_MONTHS
    if short and not digits and (t.word(i - 1) not in _PREPOSITIONS or t.written(i)[0].isupper()):
        return None
    name = t.capital(i) or (
        t.written(i)[0].isupper() and t.written(i + 1)[:1].isupper()
    )  # Augustus De Morgan
    if name and not digits and node is None:
        return None
    return Found(
        i,
        k,
        InYear(of_month(number), "month", node, lean),
        taken=chars(t, j, k) if digits else (),
        kind="month",
    )


def own_year(t: Tokens, j: int) -> tuple[Node | None, int, bool]:
    """The year behind, but no further place in time ("oktober in 2017" is two)."""
    behind = year_behind(t, j)
    return behind if behind and (behind[2] or t.word(j) != "in") else (None, j, False)


def season_name(t: Tokens, i: int) -> Found | None:
    """de zomer, zomer 2018, winter 2017-2018, voorjaar van 2016; a bare "zomer" only behind an article or
    preposition."""
    of = season_of(t.word(i))
    if of is None or t.capital(i) or (t.glued(i + 1) and t.word(i + 1) in DASHES):
        return None
    number = WORDS["seasons"][t.word(i)]
    span = span_of_years(t, i + 2 if t.word(i + 1) == "van" else i + 1)
    if span is not None and isinstance(span.node, Fixed) and span.node.readings:
        end = span.node.readings[-1].end
        days = season(end.year - 1, number) if end else None
        return Found(i, span.last, Fixed(distinct([days]), "season"), taken=span.taken, kind="the")
    node, j, digits = own_year(t, i + 1)
    if node is None and t.word(i - 1) not in _ARTICLES and t.word(i - 1) not in _PREPOSITIONS:
        return None
    return Found(i, j, InYear(of, "season", node), taken=chars(t, i + 1, j) if digits else (), kind="the")


def holiday(t: Tokens, i: int) -> Found | None:
    """Pasen 2018, tweede kerstdag."""
    found = holiday_at(t, i)
    if found is None or (t.glued(found[1]) and t.word(found[1]) in DASHES):
        return None
    of, j = found
    node, k, digits = own_year(t, j)
    return Found(i, k, InYear(of, "day", node), taken=chars(t, j, k) if digits else (), kind="day")


def quarter_sign(t: Tokens, i: int) -> Found | None:
    """Q3 2020, Q1-2019."""
    word = t.word(i + 1)
    if (
        t.written(i) != "Q"
        or not t.glued(i + 1)
        or word not in ("1", "2", "3", "4")
        or (t.glued(i + 2) and t.word(i + 2)[0].isalnum())
    ):
        return None
    node, j, _ = own_year(t, i + 2)
    return Found(
        i, j, InYear(partial(quarter_of, int(word)), "quarter", node), taken=chars(t, i, j), kind="the"
    )


def quarter_of(number: int, year: int) -> Days | None:
    """That quarter of a year; the number first, for `partial`."""
    return quarter(year, number)


def half_of(number: int, year: int) -> Days | None:
    """That half of a year."""
    return half(year, number)


def decade(t: Tokens, i: int) -> Found | None:
    """de jaren negentig, de jaren '80, jaren 50, de jaren zestig van de vorige eeuw, de jaren 1990."""
    j = i + 1
    if t.word(j) in APOSTROPHES and t.glued(j + 1):
        j += 1
    word = t.word(j)
    tens = TENS.get(word) or (int(word) if len(word) == 2 and word.isdecimal() else None)
    if tens is None and len(word) == 4 and word.isdecimal() and word[-1] == "0":
        return Found(
            i,
            j + 1,
            Fixed(distinct([years(int(word), int(word) + 9)]), "decade"),
            taken=chars(t, i, j + 1),
            kind="the",
        )
    if (
        tens is None
        or tens % 10
        or (t.glued(j + 1) and t.word(j + 1) in DASHES)
        or (t.word(j - 1) == "jaren" and t.word(j + 1) in WORDS["decades"]["counted"])
    ):
        return None
    readings = distinct([years(1900 + tens, 1909 + tens)])
    if tens <= 20:
        young = distinct([years(2000 + tens, 2009 + tens)])
        readings = (*young, *readings) if tens <= 10 else (*readings, *young)
    last = j + 1
    rank = t.rank(j + 3) if t.at(last, ("van", "de")) else None
    if rank and t.word(rank[1]) == "eeuw":
        readings, last = distinct([years(100 * rank[0] - 100 + tens, 100 * rank[0] - 91 + tens)]), rank[1] + 1
    elif t.at(last, ("van", "de", "vorige", "eeuw")) or t.at(last, ("van", "deze", "eeuw")):
        old = t.word(last + 1) == "de"
        readings, last = (
            distinct([years((1900 if old else 2000) + tens, (1909 if old else 2009) + tens)]),
            last + (4 if old else 3),
        )
    return Found(i, last, Fixed(readings, "decade"), taken=chars(t, i, last), kind="decade")


def next_decade(t: Tokens, i: int) -> Found | None:
    """The "veertig" of "de jaren dertig en veertig"."""
    if (
        t.word(i - 1) not in ("en", "of", ",")
        or t.word(i - 2) not in TENS
        or t.word(i - 3) not in ("jaren", "en", ",")
    ):
        return None
    tens = TENS[t.word(i)]
    return Found(
        i, i + 1, Fixed(distinct([years(1900 + tens, 1909 + tens)]), "decade"), taken=chars(t, i, i + 1)
    )


def long_year(t: Tokens, i: int) -> Found | None:
    """schooljaar 2016-2017, seizoen 2016/17."""
    unit = UNITS[t.word(i)]
    j = i + 2 if t.word(i + 1) == "van" else i + 1
    span = span_of_years(t, j, unit)
    return Found(i, span.last, span.node, taken=span.taken, kind="the") if span else None
