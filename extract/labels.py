"""Numbers that name instead of count: roads, articles, times, dates, scores, codes, years. They are taken
out before figures are read.

Word list: `words/labels.toml`. The reader of periods has its own, finer eye for dates; what it claimed is
out already.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from extract.amounts import DASHES
from extract.atoms import END, Atoms, Phrases, table
from extract.codes import MONTHS, days_of_month, is_clock, is_postcode, row_of_digits
from extract.numbered import LABELS, NUMBERED, PLURAL, is_label, is_measured, is_of_a_house, names_one
from extract.numbers import LONGEST_WORD, read_folded
from extract.units import glued_unit

_TABLE = table("labels")
_DIGITS_ONLY = frozenset(_TABLE["labels"]["digits_only"]) | NUMBERED
_PASSING = frozenset(_TABLE["decades"]["passing"])
_COUNTED = frozenset(_TABLE["decades"]["counted"])
_NO_RANK = frozenset(_TABLE["ordinals"]["not_before"])
_VERBS = {verb: frozenset(words) for verb, words in _TABLE["verbs"].items()}
_GLUED_BEHIND = frozenset(["e", "de", "ste", "x", "k"])

_EXPRESSIONS: Phrases[bool] = Phrases()
for _expression in _TABLE["expressions"]["words"]:
    _EXPRESSIONS.add(_expression, True)
_OPENINGS = (
    _EXPRESSIONS.first_words() | LABELS | NUMBERED | PLURAL | _VERBS.keys() | {"half", "kwart", "om", "jaren"}
)
_NO_CODE = frozenset(["f", "fl", "flo", "eur", "usd", "us"])
"""Currencies that are written against their number."""


@lru_cache(maxsize=4096)
def _plain(word: str) -> bool:
    """Whether no name, time or date begins with this word unless digits are glued to it."""
    return word not in _OPENINGS and read_folded(word) is None


def take_out_labels(atoms: Atoms) -> None:
    """Drop every atom that is part of a name, code, time or date."""
    done = 0
    for i in _openings(atoms):
        if i < done or atoms[i].kind == "none":
            continue
        done = _number(atoms, i) if atoms[i].kind == "number" else _word(atoms, i)


def _openings(atoms: Atoms) -> list[int]:
    """The atoms with which a name, code, time or date may begin: no other is looked at again."""
    return [
        i
        for i, (atom, follows) in enumerate(pairwise((*atoms, END)))
        if atom.kind == "number"
        or (
            atom.kind == "word"
            and (
                (follows.glued and follows.kind == "number")
                or len(atom.word) > LONGEST_WORD
                or not _plain(atom.word)
            )
        )
    ]


def _drop(atoms: Atoms, first: int, last: int) -> int:
    for i in range(first, last + 1):
        atoms.drop(i)
    return last + 1


def _word(atoms: Atoms, i: int) -> int:
    word = atoms.word(i)
    if len(word) <= LONGEST_WORD and _plain(word):
        follows = atoms[i + 1]
        return (
            _code(atoms, i + 1)
            if follows.glued and follows.kind == "number" and word not in _NO_CODE
            else i + 1
        )
    found = _EXPRESSIONS.at(atoms, i)
    if found is not None:
        return _drop(atoms, i, found[0])
    follows = atoms[i + 1]
    if is_label(atoms, i):
        return _labelled(atoms, i)
    if word in _VERBS and follows.word in _VERBS[word]:
        return _drop(atoms, i, i)
    if follows.kind == "number" and follows.glued and word not in _NO_CODE:
        return _code(atoms, i + 1)
    if (
        word == "half"
        and (spelled := read_folded(follows.word)) is not None
        and 1 <= spelled.value <= 12
        and spelled.form == "cardinal"
    ):
        return _drop(atoms, i, i + 1)  # half acht
    if (
        word == "kwart"
        and atoms.word(i + 1) in ("voor", "over")
        and read_folded(atoms.word(i + 2)) is not None
    ):
        return _drop(atoms, i, i + 2)
    if (
        word == "om"
        and atoms.word(i + 2) == "uur"
        and (hour := read_folded(follows.word)) is not None
        and hour.form == "cardinal"
    ):
        return _drop(atoms, i + 1, i + 2)  # om tien uur
    if word == "jaren" and (follows.word == "'" or _is_decade(atoms, i + 1)):
        return _drop(
            atoms, i + 1, i + 2 if follows.word in ("'", "’", "‘") else i + 1
        )  # jaren '90, jaren negentig
    if atoms.word(i + 1) in MONTHS and read_folded(word) is not None and word != "een":
        return _drop(atoms, i, i)  # eerste januari
    spelled = read_folded(word) if atoms.word(i + 1) in _NO_RANK else None
    if spelled is not None and spelled.form == "ordinal":
        return _drop(atoms, i, i)
    return i + 1


def _is_decade(atoms: Atoms, i: int) -> bool:
    """ "De jaren 80", "de jaren negentig"; not "de komende jaren 12 miljoen euro"."""
    word, before = atoms.word(i), atoms.word(i - 2)
    if before in _PASSING or atoms.word(i + 1) in _COUNTED:
        return False
    digits = word.isdecimal() and len(word) in (2, 4) and word.endswith("0")
    return digits if atoms[i].kind == "number" else read_folded(word) is not None


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
    if is_number and is_measured(atoms, j):
        return i + 1
    end = _code(atoms, _drop(atoms, j, j))
    while True:
        link = 3 if atoms.phrase(end, "tot", "en", "met") else 1
        several = word in PLURAL and atoms.word(end) in (",", "en", "of", "tot", "-", "–")
        again = atoms.word(end) in ("en", "of") and names_one(atoms, end + 1)  # "in groep 3 en 4"
        if not (several or again) or atoms[end + link].kind != "number":
            return end
        end = _drop(atoms, end, end + link)


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
    if before.word in ("§", "#") or is_of_a_house(atoms, i):
        return _drop(atoms, i, i)
    days = days_of_month(atoms, i)
    if days is not None:
        return _drop(atoms, i, days)
    if atom.glued and before.word in DASHES and before.glued and atoms[i - 2].kind in ("word", "none"):
        return _code(atoms, i)  # F-16, top-10
    chain = row_of_digits(atoms, i)
    if chain > i:
        return _drop(atoms, i, chain)
    if is_clock(atoms, i):
        return _drop(atoms, i, i)
    if behind.word == "-" and behind.glued and atoms.glued(i + 2) and atoms[i + 2].kind == "word":
        return _hyphened(atoms, i)
    if behind.kind == "word" and behind.glued:
        return _glued_word(atoms, i)
    return _drop(atoms, i, i + 1) if is_postcode(atoms, i) else i + 1


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
    """Digits with letters behind: "5e", "3x" and "20km" are figures, "4x4", "5G", "7u12" and "273f" are
    names."""
    word = atoms.word(i + 1)
    if word in _GLUED_BEHIND and not (atoms.glued(i + 2) and atoms[i + 2].kind in ("number", "word")):
        return i + 1
    if word in ("x", "u", "m") and atoms[i + 2].kind == "number" and atoms.glued(i + 2):
        return _drop(atoms, i, i + 2)  # 4x4, 7u12
    return i + 1 if glued_unit(atoms, i) else _drop(atoms, i, i + 1)
