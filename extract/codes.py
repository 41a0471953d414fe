"""Numbers in digits that are no figure by their shape: dates, scores, telephone numbers, postcodes, clock
times, years.

Word list: `words/labels.toml`.
"""

from __future__ import annotations

import re

from extract.amounts import DASHES
from extract.atoms import Atoms, table
from extract.digits import read_digits
from extract.units import glued_unit

_TABLE = table("labels")

MONTHS = frozenset(_TABLE["months"]["words"])
_YEAR_SURE = frozenset(_TABLE["years"]["sure"])
_YEAR_ANYHOW = frozenset(_TABLE["years"]["anyhow"])
_YEAR_NO_NOUN = frozenset(_TABLE["years"]["no_noun"])
_COUNTED_BY = frozenset(_TABLE["years"]["counted_by"])
_PARTICIPLE = re.compile(r"(?:af|aan|op|uit|in|over|door|mis|vast)ge\w")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]")
_FOUR = re.compile(r"[1-9][0-9]{3}")
_TWO_CAPITALS = re.compile(r"[A-Z]{2}")


HOURS = 24
FIRST_LIKELY_YEAR = 1600
"""Four digits from here on are a year unless something counts with them."""


def is_postcode(atoms: Atoms, i: int) -> bool:
    """1012 AB; not 2000 MW, not "2500 EU-burgers"."""
    letters = atoms[i + 1]
    if not _FOUR.fullmatch(atoms[i].text) or not _TWO_CAPITALS.fullmatch(letters.text) or letters.glued:
        return False
    return atoms.word(i + 2) != "-" and not glued_unit(atoms, i)


def row_of_digits(atoms: Atoms, i: int) -> int:
    """The last atom of a date, telephone number, score or other row of digits; `i` itself if the number
    stands alone.
    """
    j, coded, links = (
        i,
        atoms[i].text.startswith("0") and len(atoms[i].text) > 1 and atoms[i].text[1].isdigit(),
        0,
    )
    if atoms.word(i - 1) == "+" and atoms.glued(i) and atoms[i + 1].kind == "number":
        coded = True
    while links < 12:
        link, follows = atoms[j + 1], atoms[j + 2]
        if coded and link.kind == "number" and len(link.text) >= 2:
            j, links = j + 1, links + 1
        elif (
            link.glued
            and follows.glued
            and follows.kind == "number"
            and (link.word in DASHES or link.word in ("/", ":"))
        ):
            j, links = j + 2, links + 1
            coded = coded or link.word in (":",) or (links > 1)
        else:
            break
    if links == 0:
        return i
    if coded:
        return j
    return j if links == 1 and _is_no_range(atoms, i) else i


def _is_no_range(atoms: Atoms, i: int) -> bool:
    """Whether "2-1" or "2016/17" names something: no unit, sign or noun makes it a range or a fraction."""
    link = atoms[i + 1].word
    low, high = read_digits(atoms[i].text), read_digits(atoms[i + 2].text)
    if low is None or high is None or link == ":":
        return True
    if link == "/":
        return not 0 < low.value < high.value <= 16
    behind = atoms[i + 3]
    if behind.word in ("%", "°", "‰") or atoms.word(i - 1) in ("€", "$", "£", "ƒ"):
        return False
    if low.value >= high.value or behind.kind != "word":
        return True
    years = all(
        1000 <= x.value <= 2100 and len(a.text) == 4 for x, a in ((low, atoms[i]), (high, atoms[i + 2]))
    )
    return (
        behind.word in _YEAR_NO_NOUN
        or not behind.text[:1].islower()
        or (years and atoms.word(i - 1) in _YEAR_SURE)
    )


def days_of_month(atoms: Atoms, i: int) -> int | None:
    """The last atom of days before the name of a month: "3 mei", "18-19 augustus", "23 tot 27 september"."""
    last = i
    link = 3 if atoms.phrase(i + 1, "tot", "en", "met") or atoms.phrase(i + 1, "t", "/", "m") else 1
    if atoms.word(i + 1) in ("tot", "t", "en", "of", ",", "-", "–") and atoms[i + link + 1].kind == "number":
        last = i + link + 1
    short = all(len(atoms[j].text) <= 2 for j in (i, last))
    return last if short and atoms.word(last + 1) in MONTHS else None


def is_clock(atoms: Atoms, i: int) -> bool:
    """Whether digits are a time of day: "14.30 uur", "om 3 uur", and each end of "tussen 22.00 en 6 uur"."""
    atom, before = atoms[i], atoms.word(i - 1)
    hour = atoms.word(i + 1) in ("uur", "u", "h")
    clock = _CLOCK.fullmatch(atom.text) is not None
    to_hour = atoms.word(i + 1) in ("en", "tot", "-", "–") and atoms.word(i + 3) == "uur"
    if clock:
        return hour or to_hour or before in ("om", "omstreeks", "vanaf", "klokslag")
    if not atom.text.isdecimal() or int(atom.text[:4]) > HOURS:
        return False
    if to_hour and before == "tussen" and _is_hour(atoms, i + 2):
        return True
    if not hour:
        return False
    if before == "en" and atoms.word(i - 3) == "tussen" and _is_hour(atoms, i - 2):
        return True
    return before in ("om", "omstreeks", "klokslag", "rond") or atoms.word(i + 2) in ("'", "’")


def _is_hour(atoms: Atoms, i: int) -> bool:
    text = atoms[i].text
    return _CLOCK.fullmatch(text) is not None or (text.isdecimal() and int(text[:4]) <= HOURS)


def reads_as_year(atoms: Atoms, first: int, last: int) -> bool:
    """Whether the four digits at atom `first` name a year: judged by the word before and the one behind the
    figure.
    """
    atom = atoms[first]
    if not re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", atom.text):
        return False
    before, behind = atoms.word(first - 1), atoms[last + 1]
    counting = behind.kind == "word" and behind.text[:1].islower() and behind.word not in _YEAR_NO_NOUN
    if before in _COUNTED_BY:
        return not counting and behind.word != "van" and int(atom.text) >= FIRST_LIKELY_YEAR
    if before in _YEAR_ANYHOW or before in MONTHS:
        return True
    if counting and behind.word.endswith(("en", "s", "man")) and not _PARTICIPLE.match(behind.word):
        return False
    if before in _YEAR_SURE or int(atom.text) >= FIRST_LIKELY_YEAR:
        return not (behind.word == "van" and atoms.word(last + 2) == "de")
    return False
