"""What the cells of a table of official figures say: numbers with their rounding, units with their scale, periods.

CBS StatLine writes "." for a figure that is not known, "-" for none, "x" for one that is kept secret, "*" behind
what is provisional (https://www.cbs.nl/nl-nl/onze-diensten/methoden/verklaring-van-tekens).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from extract.nouns import Days
from extract.periods import read_times

MISSING = frozenset(("", ".", "-", "x", "X", "..", "–", "—"))
LONGEST = 40
"""Characters of a number, and of a period, that are read."""
_NUMBER = re.compile(r"[-−]?\d[\d.,   ']*")
_SCALES = (
    (re.compile(r"(?:x\s*)?(?:1[ .]?000[ .]?000[ .]?000|mld\.?|miljard)\b", re.I), 9),
    (re.compile(r"(?:x\s*)?(?:1[ .]?000[ .]?000|mln\.?|miljoen)\b", re.I), 6),
    (re.compile(r"(?:x\s*)?(?:1[ .]?000|duizend)\b", re.I), 3),
    (re.compile(r"x\s*100\b", re.I), 2),
)
_UNITS = {
    "%": "procent",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "aantal": "",
    "aantallen": "",
}
_KEY = re.compile(r"(\d{4})(JJ|KW|MM)(\d\d)")
_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(\d{4}) (?:(\d)e kwartaal|[Qq](\d))")
_MONTH = re.compile(r"(\d{4}) ([a-z]{3,9})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d\d)")
_SCHOOL = re.compile(r"(\d{4})/'?(\d\d)(?:\d\d)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_QUARTERS = ("eerste", "tweede", "derde", "vierde")
_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A value as the table has it and the place of its last digit: 12,50 has a step of 0.01."""

    value: Decimal
    step: Decimal


def number(cell: str, decimal: str = ",") -> Number | None:
    """The number in a cell with this decimal sign, the other one parts thousands; None if it is no number.

    >>> number("1.234,5").value, number("1.234,5").step, number("12.5", ".").value
    (Decimal('1234.5'), Decimal('0.1'), Decimal('12.5'))
    """
    text = cell.strip().rstrip("*").strip()
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        return None
    thousands = "." if decimal == "," else ","
    whole, _, fraction = text.replace("−", "-").partition(decimal)
    groups = re.split(rf"[{re.escape(thousands)}   ']", whole)
    if any(len(group) != 3 for group in groups[1:]) or (fraction and not fraction.isascii()):
        return None
    plain = "".join(groups)
    if not plain.lstrip("-").isdigit() or (fraction and not fraction.isdigit()):
        return None
    return Number(Decimal(f"{plain}.{fraction}" if fraction else plain), Decimal(1).scaleb(-len(fraction)))


def unit_of(words: str) -> tuple[str | None, int]:
    """The unit as claims name it (None for a count) and the power of ten that values are to be multiplied by.

    >>> unit_of("x 1 000"), unit_of("%"), unit_of("mln euro")
    ((None, 3), ('procent', 0), ('EUR', 6))
    """
    text, power = " ".join(words[:LONGEST].split()), 0
    for scale, size in _SCALES:
        if scale.search(text):
            text, power = scale.sub("", text, count=1).strip(), size
            break
    name = _UNITS.get(text.casefold(), text)
    return name or None, power


def is_unit(cell: str) -> bool:
    """Whether a cell says a unit and nothing else ("x 1 000", "%", "aantal")."""
    return unit_of(cell)[1] > 0 or cell.strip().casefold() in _UNITS


def provisional(cell: str) -> bool:
    """Whether the cell carries the mark of a provisional figure or period."""
    return cell.strip().endswith("*") or "voorlopig" in cell.lower()


@lru_cache(maxsize=4096)
def days(cell: str) -> Days | None:
    """The days that a period in a table means: "2018*", "2018 1e kwartaal", "2018 januari", "2017/'18", "2018KW01",
    "2018-03", and whatever an article may write ("maart 2018"); None if it is none of these.
    """
    text = re.sub(r"\s*\(?voorlopig\)?", "", cell.strip()).rstrip("* ").strip()
    if not text or len(text) > LONGEST:
        return None
    words = _in_words(text)
    if words and _YEAR.fullmatch(words):
        year = int(words)
        return Days(date(year, 1, 1), date(year + 1, 1, 1)) if 1000 <= year < 9999 else None
    found = read_times(words).periods if words else ()
    known = [one for one in found if one.days is not None and one.span.text == words]
    return known[0].days if known else None


def _in_words(text: str) -> str | None:
    """The period as a sentence would have it."""
    if match := _KEY.fullmatch(text):
        year, kind, nr = match[1], match[2], int(match[3])
        if kind == "JJ":
            return year
        return _quarter(year, nr) if kind == "KW" else _month(year, nr)
    if match := _QUARTER.fullmatch(text):
        return _quarter(match[1], int(match[2] or match[3]))
    if match := _ISO_MONTH.fullmatch(text):
        return _month(match[1], int(match[2]))
    if match := _ISO_DAY.fullmatch(text):
        month = _month(match[1], int(match[2]))
        return f"{int(match[3])} {month}" if month else None
    if match := _SCHOOL.fullmatch(text):
        return f"schooljaar {match[1]}-{match[1][:2]}{match[2]}"
    if match := _MONTH.fullmatch(text.lower()):
        return f"{match[2]} {match[1]}" if match[2] in _MONTHS else None
    return text


def _quarter(year: str, nr: int) -> str | None:
    return f"het {_QUARTERS[nr - 1]} kwartaal van {year}" if 1 <= nr <= 4 else None


def _month(year: str, nr: int) -> str | None:
    return f"{_MONTHS[nr - 1]} {year}" if 1 <= nr <= 12 else None
