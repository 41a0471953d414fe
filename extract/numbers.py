"""Numbers as Dutch writes them, in digits and in words: what one atom says.

The grammar of compounds is that of the ANS (chapter 7): a unit goes before its ten with "en"
(vijfentwintig), hundreds may run over nine (vijfentwintighonderd), "en" after honderd and duizend is free
(honderdentien, honderdtien). A word is cut into morphemes, longest first, and read by recursive descent
with one morpheme of look-ahead: linear in its length.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from extract.atoms import fold, table
from extract.digits import MOST_DIGITS

Form = Literal["cardinal", "ordinal", "fraction", "half", "group", "years", "times"]

LONGEST_WORD = 120
"""The longest number word below 10^18 has 118 letters."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number word: "vierendertig" (cardinal), "derde" (ordinal), "tweederde" (fraction), "tweeënhalf"
    (half), "twintigtal" (group), "negenjarige" (years; `ending` "jarige"). `value` of a fraction is its
    quotient."""

    value: Decimal
    form: Form = "cardinal"
    ending: str = ""


_WORDS = table("numbers")
UNITS: dict[str, int] = _WORDS["below_ten"]
SCALES: dict[str, int] = {word: 10**power for word, power in _WORDS["scales"].items()}
_ENDINGS = ("de", "ste", "tal", "maal", "jarig", "jarige", "jarigen")
_MORPHEMES: dict[str, tuple[str, int]] = {
    **{word: ("unit", n) for word, n in UNITS.items()},
    **{word: ("teen", n) for word, n in _WORDS["teens"].items()},
    **{word: ("ten", n) for word, n in _WORDS["tens"].items()},
    **{word: ("scale", n) for word, n in SCALES.items()},
    **dict.fromkeys(_ENDINGS, ("ending", 0)),
    "en": ("en", 0),
    "eerste": ("rank", 1),
    "derde": ("rank", 3),
    "half": ("half", 0),
    "halve": ("half", 0),
    "kwart": ("quarter", 0),
}
_LENGTHS = sorted({len(m) for m in _MORPHEMES}, reverse=True)
_FIRST = frozenset(m[:2] for m in _MORPHEMES)
_NO_NUMBERS = frozenset(_WORDS["no_numbers"]["words"])
_NAMED = {word: Decimal(value) for word, value in _WORDS["named"].items()}


def read_word(word: str) -> Spelled | None:
    """The number that one word spells, in any case and with or without trema; None if it spells none.

    >>> read_word("vijfentwintighonderd")
    Spelled(value=Decimal('2500'), form='cardinal', ending='')
    """
    return read_folded(fold(word))


@lru_cache(maxsize=4096)
def _read_cached(word: str) -> Spelled | None:
    if word in _NAMED:
        return Spelled(_NAMED[word], "half" if word.startswith(("ander", "hal")) else "cardinal")
    morphemes = None if word in _NO_NUMBERS else _cut(word)
    return None if morphemes is None else _Compound(morphemes).read()


def read_folded(word: str) -> Spelled | None:
    """`read_word` for a word that is folded already."""
    if (word[:2] not in _FIRST and word not in _NAMED) or len(word) > LONGEST_WORD:
        return None
    return _read_cached(word)


def _cut(word: str) -> list[tuple[str, int, str]] | None:
    """Morphemes of a number word, longest first; None as soon as a piece is none."""
    morphemes, i = [], 0
    while i < len(word):
        for length in _LENGTHS:
            piece = word[i : i + length]
            if len(piece) == length and piece in _MORPHEMES:
                morphemes.append((*_MORPHEMES[piece], piece))
                i += length
                break
        else:
            return None
    return morphemes


class _Compound:
    """Recursive descent over the morphemes of one word."""

    def __init__(self, morphemes: list[tuple[str, int, str]]) -> None:
        self.morphemes = morphemes
        self.i = 0
        self.ranked = False  # the last part was itself a rank word ("eerste", "derde")

    def read(self) -> Spelled | None:
        value = self._whole()
        if value is None:
            return self._rank_alone()
        if self._done():
            return Spelled(Decimal(value), "ordinal" if self.ranked else "cardinal")
        if self.ranked:
            return None
        return self._half(value) or self._fraction(value) or self._ending(value)

    def _kind(self, ahead: int = 0) -> str:
        at = self.i + ahead
        return self.morphemes[at][0] if at < len(self.morphemes) else ""

    def _take(self) -> int:
        self.i += 1
        return self.morphemes[self.i - 1][1]

    def _done(self) -> bool:
        return self.i == len(self.morphemes)

    def _below_hundred(self) -> int | None:
        if self._kind() == "unit":
            if self._kind(1) == "en" and self._kind(2) == "ten":
                unit = self._take()
                self.i += 1
                return unit + self._take()
            return self._take()
        if self._kind() in ("teen", "ten"):
            return self._take()
        return None

    def _rest_below(self, limit: int) -> int:
        """What follows a scale word: "honderd(en)tien", "duizendeerste"; 0 if nothing does."""
        if self._kind() == "en" and self._kind(1) in ("unit", "teen", "ten", "rank"):
            self.i += 1
        if self._kind() == "rank":
            self.ranked = True
            return self._take()
        start = self.i
        rest = self._below_thousand() if limit > 100 else self._below_hundred()
        if rest is None or rest >= limit:
            self.i = start
            return 0
        return rest

    def _below_thousand(self) -> int | None:
        """Also vijfentwintighonderd: anything below a hundred may stand before "honderd"."""
        start = self.i
        value = self._below_hundred()
        if self._kind() == "scale" and self.morphemes[self.i][1] == 100:
            self.i += 1
            return (value or 1) * 100 + self._rest_below(100)
        if value is None:
            self.i = start
        return value

    def _whole(self) -> int | None:
        total, limit, found = 0, 10**MOST_DIGITS, False
        while not self._done() and not self.ranked:
            value = self._below_thousand()
            scale = self.morphemes[self.i][1] if self._kind() == "scale" else 0
            if scale >= limit or scale == 100:
                return None
            if not scale:
                if value is None:
                    break
                return total + value if value < limit else None
            self.i += 1
            total, limit, found = total + (1 if value is None else value) * scale, scale, True
            if scale == 1000:
                total += self._rest_below(1000)
                break
        return total if found else None

    def _rank_alone(self) -> Spelled | None:
        if self._kind() == "rank" and len(self.morphemes) == 1:
            return Spelled(Decimal(self._take()), "ordinal")
        return None

    def _half(self, value: int) -> Spelled | None:
        """tweeënhalf."""
        if [m[0] for m in self.morphemes[self.i :]] == ["en", "half"]:
            return Spelled(value + Decimal("0.5"), "half")
        return None

    def _fraction(self, value: int) -> Spelled | None:
        """driekwart, tweederde, drievijfde: a number below ten and a part."""
        rest = self.morphemes[self.i :]
        if not 1 <= value <= 9 or len(self.morphemes) - len(rest) != 1:
            return None
        if [m[0] for m in rest] == ["quarter"]:
            return Spelled(Decimal(value) / 4, "fraction")
        if [m[2] for m in rest] == ["derde"]:
            return Spelled(Decimal(value) / 3, "fraction")
        if (
            len(rest) == 2
            and rest[0][0] in ("unit", "teen")
            and rest[1][2] in ("de", "ste")
            and rest[0][1] > value
        ):
            return Spelled(Decimal(value) / rest[0][1], "fraction")
        return None

    def _ending(self, value: int) -> Spelled | None:
        if self._kind() != "ending" or self.i != len(self.morphemes) - 1:
            return None
        ending = self.morphemes[self.i][2]
        if ending in ("de", "ste"):
            return Spelled(Decimal(value), "ordinal") if value > 1 else None
        form: Form = "years" if ending.startswith("jar") else "times" if ending == "maal" else "group"
        return Spelled(Decimal(value), form, ending)
