"""Numbers over several atoms: sign, digits or number words, halves, scale words ("2 1/2 miljard",
"vierduizend twee").

No unit is read here and nothing is decided about what is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from extract.atoms import Atoms, table
from extract.digits import read_digits, trailing_zeros
from extract.figures import Amount
from extract.numbers import SCALES, read_folded
from extract.scales import FEW, OPENS_VAGUE, few, scale_at, scaled, vague

Counts = Callable[[int], bool]
"""Whether the word "een" at this atom counts."""

_WORDS = table("numbers")
_CHARACTERS = {sign: Decimal(n) / d for sign, (n, d) in _WORDS["characters"].items()}
DASHES = frozenset("-‐‑‒–—−")
OPENS_AMOUNT = frozenset((*DASHES, "+", "min", "minus", *_CHARACTERS, *OPENS_VAGUE))
"""What a number begins with that is neither digits nor a number word."""
HALF = Decimal("0.5")
MILLION = 10**6
LARGEST = Decimal(10) ** 18


def read_amount(atoms: Atoms, i: int, counts: Counts) -> Amount | None:
    """The number that begins at atom `i`, with its scale words; None if none does."""
    sign, start = _sign(atoms, i)
    if sign and start > i and atoms[start].kind not in ("number", "word"):
        return None
    amount = _digits(atoms, start) or _words(atoms, start, counts) or vague(atoms, start)
    if amount is None:
        return None
    amount = _added(atoms, scaled(atoms, amount), counts)
    if amount.value is not None and abs(amount.value) >= LARGEST:
        return None
    if start > i:
        value = None if amount.value is None else amount.value * sign
        amount = replace(amount, first=i, value=value)
    return amount


def _sign(atoms: Atoms, i: int) -> tuple[int, int]:
    """The sign that begins at `i` and the atom behind it: a dash or plus glued to a digit and to nothing
    before, "min" or "plus".
    """
    atom = atoms[i]
    follows = atoms[i + 1]
    if atom.kind == "mark" and (atom.text in DASHES or atom.text == "+") and follows.kind == "number":
        loose = not atom.glued or atoms.word(i - 1) in ("(", "€", "$", "£", "'", '"')
        if loose and follows.glued:
            return (1 if atom.text == "+" else -1), i + 1
    if (
        atom.word in ("min", "minus")
        and atoms.word(i - 1) != "plus"
        and not follows.glued
        and atoms[i - 1].kind != "number"
    ):
        spelled = None if follows.word == "een" else read_folded(follows.word)
        if follows.kind == "number" or (spelled is not None and spelled.form in ("cardinal", "half")):
            return -1, i + 1
    return 1, i


def _digits(atoms: Atoms, i: int) -> Amount | None:
    atom = atoms[i]
    if atom.text in _CHARACTERS:
        part = _CHARACTERS[atom.text]
        return Amount(i, i, i, part, part / 2, part / 2)
    if atom.kind != "number" or (written := read_digits(atom.text)) is None:
        return None
    amount = Amount(i, i, i, written.value, written.grain, written.zeros)
    if written.grain != 1:
        return amount
    if (part_and_last := _part_behind(atoms, i)) is not None:
        part, last = part_and_last
        return Amount(i, last, last, written.value + part, HALF, HALF)
    if atoms.word(i + 1) == "/" and atoms.glued(i + 1):
        return _slashed(atoms, i, written.value)
    return amount


def _slashed(atoms: Atoms, i: int, over: Decimal) -> Amount | None:
    """1/3, but not 24/7, 2016/17 or 1/3/2018."""
    below = read_digits(atoms[i + 2].text) if atoms[i + 2].kind == "number" and atoms.glued(i + 2) else None
    if below is None or not 0 < over < below.value <= 16 or atoms.word(i + 3) == "/":
        return None
    part = over / below.value
    return Amount(i, i + 2, i + 2, part, part / 4, part / 4)


def _part_behind(atoms: Atoms, i: int) -> tuple[Decimal, int] | None:
    """The broken part behind a whole number at `i`: "2½", "2 1/2", "twee en een half"."""
    follows = atoms[i + 1]
    if follows.text in _CHARACTERS:
        return _CHARACTERS[follows.text], i + 1
    if follows.kind == "number" and not follows.glued and atoms.word(i + 2) == "/":
        broken = _slashed(atoms, i + 1, Decimal(follows.text)) if follows.text.isdecimal() else None
        if broken is not None and broken.value is not None:
            return broken.value, broken.last
    if follows.word == "en" and atoms.word(i + 2) == "een":
        if atoms.word(i + 3) in ("half", "halve"):
            return HALF, i + 3
        if atoms.word(i + 3) == "kwart":
            return HALF / 2, i + 3
    return None


def _words(atoms: Atoms, i: int, counts: Counts) -> Amount | None:
    atom = atoms[i]
    if atom.kind != "word" or SCALES.get(atom.word, 0) >= MILLION:  # "miljoen" alone is no number
        return None
    if atom.word == "een":
        return _een(atoms, i, counts)
    spelled = read_folded(atom.word)
    if spelled is None:
        return None
    if spelled.form == "group":
        return Amount(i, i, i, spelled.value, Decimal(1), trailing_zeros(spelled.value), form="words")
    if spelled.form == "half":
        if spelled.value == HALF and scale_at(atoms, i + 1) is None:
            return Amount(i, i, i, HALF, HALF / 2, HALF / 2, form="article")
        return Amount(i, i, i, spelled.value, HALF, HALF, form="words")
    if spelled.form != "cardinal":
        return None
    amount = Amount(i, i, i, spelled.value, Decimal(1), trailing_zeros(spelled.value), form="words")
    if atoms.word(i + 1) == "komma" and (decimals := _spoken_decimals(atoms, i + 2)) is not None:
        text, last = decimals
        grain = Decimal(1).scaleb(-len(text))
        return replace(
            amount,
            last=last,
            figure_last=last,
            value=spelled.value + Decimal("0." + text),
            grain=grain,
            zeros=grain,
        )
    if (part_and_last := _part_behind(atoms, i)) is not None:
        part, last = part_and_last
        return replace(
            amount, last=last, figure_last=last, value=spelled.value + part, grain=HALF, zeros=HALF
        )
    return amount


def _spoken_decimals(atoms: Atoms, i: int) -> tuple[str, int] | None:
    """The digits behind the comma of "nul komma vijf", and their last atom."""
    digits = ""
    while (
        len(digits) < 6 and (spelled := read_folded(atoms.word(i))) is not None and spelled.form == "cardinal"
    ):
        if spelled.value >= 100 or (digits and spelled.value >= 10):
            break
        digits += str(spelled.value)
        i += 1
    return (digits, i - 1) if digits else None


def _een(atoms: Atoms, i: int, counts: Counts) -> Amount | None:
    """The word "een": it counts before a scale word and belongs to a "half" behind it; else `counts` decides,
    or the unit behind it.
    """
    follows = atoms.word(i + 1)
    if follows in ("half", "halve"):
        half = _words(atoms, i + 1, counts)
        if half is not None and half.form == "words":  # een half miljoen
            return replace(half, first=i)
        return None
    if follows in FEW:
        some = few(atoms, i + 1)
        return None if some is None else replace(some, first=i)
    one = Amount(i, i, i, Decimal(1), Decimal(1), Decimal(1), form="words")
    if scale_at(atoms, i + 1) is not None or counts(i):
        return one
    return replace(one, form="article")


def _added(atoms: Atoms, amount: Amount, counts: Counts) -> Amount:
    """With smaller parts behind it: "vijf miljard tweehonderd miljoen", "duizend twaalf", "2 miljoen
    300.000".
    """
    for _ in range(5):
        value = amount.value
        if value is None or value < 100 or value != int(value):
            break
        if amount.form == "digits" and amount.scale == 1:
            break
        room = amount.scale if amount.scale > 1 else trailing_zeros(value)
        if room < 100:
            break
        part = _words(atoms, amount.last + 1, counts)
        if part is None and amount.form == "digits":
            part = _digits(atoms, amount.last + 1)
            if part is not None and (part.value or 0) < 1000 and scale_at(atoms, part.last + 1) is None:
                break  # the 65 of "3,2 miljoen 65-plussers"
        if part is None or part.form == "article" or part.value is None or part.grain != 1:
            break
        part = scaled(atoms, part)
        if part.value is None or not 0 < part.value < room:
            break
        amount = replace(
            part,
            first=amount.first,
            figure_last=part.last,
            value=value + part.value,
            scale=part.scale,
            form=amount.form,
        )
    return amount
