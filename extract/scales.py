"""Scale words ("miljoen", "mln.") and sizes left open ("tientallen", "enkele honderden")."""

from __future__ import annotations

from decimal import Decimal

from extract.atoms import Atoms, table
from extract.figures import Amount
from extract.numbers import SCALES

_WORDS = table("numbers")

_SHORT = {word: 10**power for word, power in _WORDS["short_scales"].items()}
_VAGUE = {word: Decimal(10) ** power for word, power in _WORDS["vague"].items()}
FEW = frozenset(_WORDS["few"]["words"])
OPENS_VAGUE = FEW | _VAGUE.keys()
FEW_MOST = Decimal(table("hedges")["plain"]["few"]["strict"])


def vague(atoms: Atoms, i: int) -> Amount | None:
    """An open size ("tientallen", "enkele") at token `i`, its bounds as wide as the word; None if there is none."""
    word = atoms.word(i)
    if word in FEW:
        return few(atoms, i)
    base = _VAGUE.get(word)
    if base is None:
        return None
    return Amount(i, i, i, None, base, base, form="vague", low=2 * base, high=base * 10 - 1)


def few(atoms: Atoms, i: int) -> Amount | None:
    """The size of "enkele honderden", "paar duizend"; a "paar" alone waits for a unit ("paar minuten")."""
    follows = atoms.word(i + 1)
    base = _VAGUE.get(follows)
    if base is None and follows in SCALES:
        base = Decimal(SCALES[follows])
    if base is not None:
        return Amount(i, i + 1, i, None, base, base, form="vague", low=2 * base, high=FEW_MOST * base)
    if follows in _SHORT:
        return None
    one = Decimal(1)
    return Amount(i, i, i, None, one, one, form="article", low=Decimal(2), high=FEW_MOST)


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


def scaled(atoms: Atoms, amount: Amount) -> Amount:
    """With the scale words behind it: at most two ("honderd duizend miljoen" is nobody's figure)."""
    for _ in range(2):
        follows = atoms.word(amount.last + 1)
        if amount.form == "vague" and follows in _VAGUE:
            amount = amount.scaled(_VAGUE[follows], amount.last + 1)
        elif (found := scale_at(atoms, amount.last + 1)) is not None and amount.form != "article":
            scale, last = found
            if scale < amount.scale:
                break  # "vijf miljoen duizend": added, not multiplied
            if scale == 100 and (amount.form == "digits" or amount.value is None or amount.value >= 10):
                break
            amount = amount.scaled(scale, last)
        else:
            break
    return amount
