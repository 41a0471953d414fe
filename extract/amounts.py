"""Numbers over several atoms: sign, digits or number words, halves, scale words ("2 1/2 miljard",
"vierduizend twee").

No unit is read here and nothing is decided about what is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extract.atoms import Atoms, table
from extract.numbers import SCALES, read_digits, read_folded, trailing_zeros

AmountForm = Literal["digits", "words", "article", "vague"]
Counts = Callable[[int], bool]
"""Whether the word "een" at this atom counts."""

_WORDS = table("numbers")
_SHORT = {word: 10**power for word, power in _WORDS["short_scales"].items()}
_CHARACTERS = {sign: Decimal(n) / d for sign, (n, d) in _WORDS["characters"].items()}
_VAGUE = {word: Decimal(10) ** power for word, power in _WORDS["vague"].items()}
_FEW = frozenset(_WORDS["few"]["words"])
_FEW_MOST = Decimal(table("hedges")["plain"]["few"]["strict"])
DASHES = frozenset("-‐‑‒–—−")
HALF = Decimal("0.5")
MILLION = 10**6
LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class Amount:
    """A number without its unit, from atom `first` up to and including `last`; `figure_last` is the last
    before the scale word.

    `value` is None for a vague one, which lies between `low` and `high`. `scale` is what the scale words
    multiply with, `grain` and `zeros` what one of the last digit (but zeros) is worth, scale included.
    `form` "article" is "een" that only counts before a unit.
    """

    first: int
    last: int
    figure_last: int
    value: Decimal | None
    grain: Decimal
    zeros: Decimal
    scale: Decimal = Decimal(1)
    form: AmountForm = "digits"
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def mantissa(self) -> Decimal:
        """The number before its scale word."""
        return (self.value or Decimal(0)) / self.scale

    def scaled(self, scale: Decimal, last: int) -> Amount:
        """The same number with a scale word that ends at atom `last`."""
        return replace(
            self,
            last=last,
            value=None if self.value is None else self.value * scale,
            low=None if self.low is None else self.low * scale,
            high=None if self.high is None else (self.high + 1) * scale - 1,
            grain=self.grain * scale,
            zeros=self.zeros * scale,
            scale=self.scale * scale,
        )


def read_amount(atoms: Atoms, i: int, counts: Counts) -> Amount | None:
    """The number that begins at atom `i`, with its scale words; None if none does."""
    sign, start = _sign(atoms, i)
    if sign and start > i and atoms[start].kind not in ("number", "word"):
        return None
    amount = _digits(atoms, start) or _words(atoms, start, counts) or _vague(atoms, start)
    if amount is None:
        return None
    amount = _added(atoms, _scaled(atoms, amount), counts)
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
    if atom.word in ("min", "minus") and not follows.glued and atoms[i - 1].kind != "number":
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
    """As in "nul komma vijf", "drie komma veertien": the digits behind the comma and their last atom."""
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
    """As in "een" counts before a scale word; before "half" it belongs to the half; else `counts` decides, or
    the unit behind it.
    """
    follows = atoms.word(i + 1)
    if follows in ("half", "halve"):
        half = _words(atoms, i + 1, counts)
        if half is not None and half.form == "words":  # een half miljoen
            return replace(half, first=i)
        return None
    if follows in _FEW:
        few = _few(atoms, i + 1)
        return None if few is None else replace(few, first=i)
    one = Amount(i, i, i, Decimal(1), Decimal(1), Decimal(1), form="words")
    if scale_at(atoms, i + 1) is not None or follows == "dozijn" or counts(i):
        return one
    return replace(one, form="article")


def _vague(atoms: Atoms, i: int) -> Amount | None:
    word = atoms.word(i)
    if word in _FEW:
        return _few(atoms, i)
    base = _VAGUE.get(word)
    if base is None:
        return None
    return Amount(i, i, i, None, base, base, form="vague", low=2 * base, high=base * 10 - 1)


def _few(atoms: Atoms, i: int) -> Amount | None:
    """As in "enkele honderden", "paar duizend"; alone ("een paar minuten") it waits for a unit."""
    follows = atoms.word(i + 1)
    base = _VAGUE.get(follows)
    if base is None and follows in SCALES:
        base = Decimal(SCALES[follows])
    if base is not None:
        return Amount(i, i + 1, i, None, base, base, form="vague", low=2 * base, high=_FEW_MOST * base)
    if follows in _SHORT:
        return None
    one = Decimal(1)
    return Amount(i, i, i, None, one, one, form="article", low=Decimal(2), high=_FEW_MOST)


def scale_at(atoms: Atoms, i: int) -> tuple[Decimal, int] | None:
    """The scale word at `i` and its last atom (the full stop of "mln." belongs to it)."""
    atom = atoms[i]
    if atom.kind != "word":
        return None
    if atom.word in SCALES:
        return Decimal(SCALES[atom.word]), i
    if atom.word == "dozijn":
        return Decimal(12), i
    if atom.word in _SHORT:
        dot = atoms.word(i + 1) == "." and atoms.glued(i + 1) and atoms[i + 2].kind == "word"
        return Decimal(_SHORT[atom.word]), i + 1 if dot else i
    return None


def _scaled(atoms: Atoms, amount: Amount) -> Amount:
    """With the scale words behind it: at most two ("honderd duizend miljoen" is nobody's figure)."""
    for _ in range(2):
        follows = atoms.word(amount.last + 1)
        if amount.form == "vague" and follows in _VAGUE:
            amount = amount.scaled(_VAGUE[follows], amount.last + 1)
        elif (found := scale_at(atoms, amount.last + 1)) is not None and amount.form != "article":
            scale, last = found
            if scale == 100 and (amount.form == "digits" or amount.value is None or amount.value >= 10):
                break
            amount = amount.scaled(scale, last)
        else:
            break
    return amount


def _added(atoms: Atoms, amount: Amount, counts: Counts) -> Amount:
    """With smaller parts behind it: "vijf miljard tweehonderd miljoen", "duizend twaalf", "2 miljoen
    300.000".
    """
    for _ in range(5):
        value = amount.value
        if value is None or value < 100 or value != int(value) or atoms.word(amount.last + 1) == "een":
            break
        if amount.form == "digits" and amount.scale == 1:
            break
        room = amount.scale if amount.scale > 1 else trailing_zeros(value)
        if room < 100:
            break
        part = _words(atoms, amount.last + 1, counts)
        if part is None and amount.form == "digits":
            part = _digits(atoms, amount.last + 1)
        if part is None or part.form == "article" or part.value is None or part.grain != 1:
            break
        part = _scaled(atoms, part)
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
