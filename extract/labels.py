"""Numbers that name instead of count: roads, articles, times, dates, scores, codes, years. They are taken
out before figures are read.

Word list: `words/labels.toml`. The reader of periods has its own, finer eye for dates; what it claimed is
out already.
"""

from __future__ import annotations

import re

from extract.amounts import DASHES
from extract.atoms import Atoms, Phrases, table
from extract.numbers import read_digits, read_folded
from extract.units import glued_unit

_TABLE = table("labels")
_LABELS = frozenset(_TABLE["labels"]["words"])
_PLURAL = frozenset(_TABLE["labels"]["plural"])
_DIGITS_ONLY = frozenset(_TABLE["labels"]["digits_only"])
_MONTHS = frozenset(_TABLE["months"]["words"])
_NO_RANK = frozenset(_TABLE["ordinals"]["not_before"])
_VERBS = {verb: frozenset(words) for verb, words in _TABLE["verbs"].items()}
_YEAR_SURE = frozenset(_TABLE["years"]["sure"])
_YEAR_NO_NOUN = frozenset(_TABLE["years"]["no_noun"])
_DETERMINERS = frozenset(
    [
        "de",
        "die",
        "deze",
        "alle",
        "er",
        "slechts",
        "totaal",
        "ruim",
        "bijna",
        "ongeveer",
        "minstens",
        "met",
        "telde",
    ]
)
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]")
_FOUR = re.compile(r"[1-9][0-9]{3}")
_TWO_CAPITALS = re.compile(r"[A-Z]{2}")
_GLUED_BEHIND = frozenset(["e", "de", "ste", "x", "k"])

_EXPRESSIONS: Phrases[bool] = Phrases()
for _expression in _TABLE["expressions"]["words"]:
    _EXPRESSIONS.add(_expression, True)


def take_out_labels(atoms: Atoms) -> None:
    """Drop every atom that is part of a name, code, time or date."""
    i = 0
    while i < len(atoms):
        atom = atoms[i]
        if atom.kind == "word":
            i = max(i + 1, _word(atoms, i))
        elif atom.kind == "number":
            i = max(i + 1, _number(atoms, i))
        else:
            i += 1


def _drop(atoms: Atoms, first: int, last: int) -> int:
    for i in range(first, last + 1):
        atoms.drop(i)
    return last + 1


def _word(atoms: Atoms, i: int) -> int:
    word = atoms.word(i)
    found = _EXPRESSIONS.at(atoms, i)
    if found is not None:
        return _drop(atoms, i, found[0])
    follows = atoms[i + 1]
    if word in _LABELS or word in _PLURAL:
        return _labelled(atoms, i)
    if word in _VERBS and follows.word in _VERBS[word]:
        return _drop(atoms, i, i)
    if follows.kind == "number" and follows.glued and word not in ("f", "fl", "flo", "eur", "usd", "us"):
        return _code(atoms, i + 1)
    if (
        word == "half"
        and (spelled := read_folded(follows.word)) is not None
        and 1 <= spelled.value <= 12
        and follows.word != "dozijn"
        and spelled.form == "cardinal"
    ):
        return _drop(atoms, i, i + 1)  # half acht
    if (
        word == "kwart"
        and atoms.word(i + 1) in ("voor", "over")
        and read_folded(atoms.word(i + 2)) is not None
    ):
        return _drop(atoms, i, i + 2)
    if word == "jaren" and (
        follows.word == "'" or follows.kind == "number" or read_folded(follows.word) is not None
    ):
        return _drop(
            atoms, i + 1, i + 2 if follows.word in ("'", "’", "‘") else i + 1
        )  # jaren '90, jaren negentig
    if atoms.word(i + 1) in _MONTHS and read_folded(word) is not None and word != "een":
        return _drop(atoms, i, i)  # eerste januari
    spelled = read_folded(word) if atoms.word(i + 1) in _NO_RANK else None
    if spelled is not None and spelled.form == "ordinal":
        return _drop(atoms, i, i)
    return i + 1


def _labelled(atoms: Atoms, i: int) -> int:
    """The number behind a label word, and those in its list if the word is plural."""
    j = i + 1
    if atoms.word(j) == "." and atoms.glued(j):
        j += 1
    atom = atoms[j]
    if atom.kind == "mark" and atom.word in ("-", ":", "(") and atoms[j + 1].kind == "number":
        j += 1
        atom = atoms[j]
    word = atoms.word(i)
    is_number = atom.kind == "number"
    if not is_number and (word in _DIGITS_ONLY or read_folded(atom.word) is None or atom.word == "half"):
        return i + 1
    if is_number and _is_measured(atoms, j):
        return i + 1
    end = _code(atoms, _drop(atoms, j, j))
    while (
        word in _PLURAL
        and atoms.word(end) in (",", "en", "of", "tot", "-", "–")
        and atoms[end + 1].kind == "number"
    ):
        end = _drop(atoms, end, end + 1)
    return end


def _is_measured(atoms: Atoms, i: int) -> bool:
    """A percentage, sum or scaled number is a figure whatever stands before it."""
    return (
        atoms.word(i + 1) in ("%", "procent", "euro", "miljoen", "miljard", "mln", "mld", "duizend")
        or atoms.word(i - 1) == "€"
    )


def _code(atoms: Atoms, i: int) -> int:
    """A number glued to letters (A2, D66, CO2) and the rest of the code."""
    while atoms[i].kind in ("number", "word") or (
        atoms[i].kind == "mark" and atoms[i].glued and atoms[i].word in ("-", "/", ".")
    ):
        if not atoms[i].glued or (atoms[i].kind == "mark" and not atoms.glued(i + 1)):
            break
        atoms.drop(i)
        i += 1
    return i


def _number(atoms: Atoms, i: int) -> int:
    atom, before, behind = atoms[i], atoms[i - 1], atoms[i + 1]
    if atoms.opens_line(i) and behind.glued and behind.word in (".", ")") and not atoms.glued(i + 2):
        return _drop(atoms, i, i)  # 1. the number of a list
    if (
        atom.glued
        and before.word in ("'", "’", "‘")
        and len(atom.text) == 2
        and not (before.glued and atoms[i - 2].kind != "mark")
    ):
        return _drop(atoms, i, i)  # '98
    if behind.word == "+" and behind.glued and not (atoms.glued(i + 2) and atoms[i + 2].kind == "number"):
        return _drop(atoms, i, i)  # 65+
    days = _days_of_month(atoms, i)
    if days is not None:
        return _drop(atoms, i, days)
    if atom.glued and before.word in DASHES and before.glued and atoms[i - 2].kind in ("word", "none"):
        return _code(atoms, i)  # F-16, top-10
    chain = _chain(atoms, i)
    if chain > i:
        return _drop(atoms, i, chain)
    if _is_clock(atoms, i):
        return _drop(atoms, i, i)
    if behind.word == "-" and behind.glued and atoms.glued(i + 2) and atoms[i + 2].kind == "word":
        return _hyphened(atoms, i)
    if behind.kind == "word" and behind.glued:
        return _glued_word(atoms, i)
    return _drop(atoms, i, i + 1) if _is_postcode(atoms, i) else i + 1


def _is_postcode(atoms: Atoms, i: int) -> bool:
    """1012 AB; not 2000 MW, not "2500 EU-burgers"."""
    letters = atoms[i + 1]
    if not _FOUR.fullmatch(atoms[i].text) or not _TWO_CAPITALS.fullmatch(letters.text) or letters.glued:
        return False
    return atoms.word(i + 2) != "-" and not glued_unit(atoms, i)


def _chain(atoms: Atoms, i: int) -> int:
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


def _days_of_month(atoms: Atoms, i: int) -> int | None:
    """The last atom of days before the name of a month: "3 mei", "18-19 augustus", "23 tot 27 september"."""
    last = i
    if atoms.word(i + 1) in ("tot", "en", "of", ",", "-", "–") and atoms[i + 2].kind == "number":
        last = i + 2
    short = all(len(atoms[j].text) <= 2 for j in (i, last))
    return last if short and atoms.word(last + 1) in _MONTHS else None


def _is_clock(atoms: Atoms, i: int) -> bool:
    atom, before = atoms[i], atoms.word(i - 1)
    hour = atoms.word(i + 1) in ("uur", "u", "h")
    if _CLOCK.fullmatch(atom.text):
        return hour or before in ("om", "omstreeks", "vanaf", "klokslag")
    if not hour or not atom.text.isdecimal() or int(atom.text[:4]) > 24:
        return False
    return before in ("om", "omstreeks", "klokslag", "rond") or atoms.word(i + 2) in ("'", "’")


def _hyphened(atoms: Atoms, i: int) -> int:
    """68-jarige and 80-plusser are ages, 5-procentsnorm and 24-uurs no figures of their own."""
    word = atoms.word(i + 2)
    if (word.startswith("jarig") or word in ("plus", "plusser", "plussers", "procentpunt")) and not (
        atoms.word(i + 3) == "-" and atoms.glued(i + 3)
    ):
        return i + 1
    if word in ("tot", "a"):
        return i + 1
    return _drop(atoms, i, i)


def _glued_word(atoms: Atoms, i: int) -> int:
    """As in "5e", "3x", "20km" are figures, "4x4", "5G" and "273f" are names."""
    word = atoms.word(i + 1)
    if word in _GLUED_BEHIND and not (atoms.glued(i + 2) and atoms[i + 2].kind in ("number", "word")):
        return i + 1
    if word in ("x", "u") and atoms[i + 2].kind == "number" and atoms.glued(i + 2):
        return _drop(atoms, i, i + 2)  # 4x4, 7u12
    return i + 1 if glued_unit(atoms, i) else _drop(atoms, i, i + 1)


def reads_as_year(atoms: Atoms, first: int, last: int) -> bool:
    """Whether the four digits at atom `first` name a year: judged by the word before and the one behind the
    figure.
    """
    atom = atoms[first]
    if not re.fullmatch(r"1[0-9]{3}|20[0-9]{2}", atom.text):
        return False
    before, behind = atoms.word(first - 1), atoms[last + 1]
    counting = behind.kind == "word" and behind.text[:1].islower() and behind.word not in _YEAR_NO_NOUN
    if before in _DETERMINERS:
        return not counting and behind.word != "van"
    if (
        before in ("in", "sinds", "uit", "vanaf", "anno", "medio", "begin", "eind", "rond", "na", "tot")
        or before in _MONTHS
    ):
        return True
    if counting and behind.word.endswith(("en", "s", "man")):
        return False
    if before in _YEAR_SURE or int(atom.text) >= 1600:
        return not (behind.word == "van" and atoms.word(last + 2) == "de")
    return False
