"""A text as tokens for the readers of time expressions, and their word lists (`words/periods.toml`).

Other than the atoms of the figure readers, "18-10-2018" and "21.30" fall apart into digits and marks here,
and a blank line is a token of its own, so that nothing is read across paragraphs. One pass of a bounded
regular expression: linear on any input.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.atoms import fold
from extract.numbers import read_folded
from extract.words import table

WORDS = table("periods")
MONTHS: dict[str, int] = WORDS["months"]
SHORT_MONTHS: dict[str, int] = WORDS["short_months"]
WEEKDAYS: dict[str, int] = WORDS["weekdays"]
SHORT_WEEKDAYS: dict[str, int] = WORDS["short_weekdays"]
DAY_PARTS = frozenset(WORDS["day_part_nouns"]["words"])
WEEKDAY_FORMS: dict[str, int] = {
    **WEEKDAYS,
    **{day + part: number for day, number in WEEKDAYS.items() for part in DAY_PARTS},
}
"""zondag, and its parts: zondagavond."""
APOSTROPHES = frozenset("'’‘`´")
DASHES = frozenset("-–—")
VAGUE_COUNTS = frozenset(WORDS["vague_counts"]["words"])
PARAGRAPH = "\n"

_TOKEN = re.compile(r"\n[^\S\n]*\n|[0-9]+|[^\W\d_]+(?:['’][^\W\d_]+)?|\S")
_ENDS = frozenset(".!?…")
_OPENING = frozenset("\"'“”„‘’«»([-–—•*")


def phrases(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases of a word list as tuples of tokens, the longest first."""
    return tuple(sorted((tuple(text.split()) for text in texts), key=lambda phrase: -len(phrase)))


class Tokens:
    """Folded tokens of a text with their offsets. Any index may be asked for; outside the text stands "".

    `sentence[i]` counts sentences; it only sets the context in which a year is looked for, so a rough cut
    (a mark of end of sentence or line before a capital) will do.
    """

    __slots__ = ("ends", "sentence", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.sentence: list[int] = []
        number, over, previous = 0, False, 0
        for found in _TOKEN.finditer(text):
            start, end = found.span()
            written = found[0]
            first = written[0]
            if (over or "\n" in text[previous:start]) and start > previous and self._may_open(first):
                number += 1
            over = written in _ENDS or (over and written in ")\"'”’»")
            previous = end
            self.starts.append(start)
            self.ends.append(end)
            self.words.append(PARAGRAPH if first == "\n" else fold(written))
            self.sentence.append(number)
            number += first == "\n"

    def _may_open(self, first: str) -> bool:
        """Whether a sentence can open with this character; with a digit not behind an abbreviation ("nr.
        5")."""
        return (
            first.isupper() or first in _OPENING or (first.isdecimal() and len(self.word(len(self) - 2)) > 3)
        )

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The folded token at `i`."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def written(self, i: int) -> str:
        """The token at `i` as it stands in the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.words) else ""

    def glued(self, i: int) -> bool:
        """Whether token `i` follows the one before it without a space."""
        if not 0 < i < len(self.words) or PARAGRAPH in (self.words[i], self.words[i - 1]):
            return False
        return self.starts[i] == self.ends[i - 1]

    def capital(self, i: int) -> bool:
        """Whether token `i` has a capital that no beginning of a sentence or quotation explains: a name."""
        return self.written(i)[:1].isupper() and not self.opens(i) and self.word(i - 1) not in _OPENING

    def opens(self, i: int) -> bool:
        """Whether token `i` is the first of its sentence."""
        return i == 0 or self.sentence[i - 1] != self.sentence[i]

    def at(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Whether the tokens of `phrase` stand at `i`."""
        return all(self.word(i + k) == word for k, word in enumerate(phrase))

    def first(self, i: int, choices: tuple[tuple[str, ...], ...]) -> int:
        """How many tokens the first of `choices` that stands at `i` has; 0 if none does."""
        word = self.word(i)
        return next((len(p) for p in choices if p[0] == word and self.at(i, p)), 0)

    def last(self, i: int, choices: tuple[tuple[str, ...], ...]) -> int:
        """How many tokens the first of `choices` that ends before `i` has; 0 if none does."""
        word = self.word(i - 1)
        return next((len(p) for p in choices if p[-1] == word and i >= len(p) and self.at(i - len(p), p)), 0)

    def digits(self, i: int, most: int = 2) -> int | None:
        """The number at `i` if it has at most `most` digits and stands loose from letters and other
        digits."""
        word = self.word(i)
        if not word.isdecimal() or len(word) > most or (self.glued(i) and self.word(i - 1)[-1:].isalpha()):
            return None
        return int(word)

    def loose(self, i: int, last: int) -> bool:
        """Whether tokens `i:last` stand apart: no digit, letter or joining mark clings to either side."""
        before = self.word(i - 1)
        clings = (
            before[-1:].isalnum() and before != "º"
        )  # "º1988": a letter to Unicode, a sign of birth to us
        if self.glued(i) and (clings or before in "-–/.,:€$£_@#"):
            return False
        if not self.glued(last):
            return True
        mark = self.word(last)
        return not (mark[0].isalnum() or mark in "%‰°€$£_@") and not (
            mark in "-–/.,:" and self.glued(last + 1) and self.word(last + 1)[0].isalnum()
        )

    def cardinal(self, i: int) -> int | None:
        """The whole number below a hundred that the word at `i` spells ("een" is none here)."""
        found = read_folded(self.word(i)) if self.word(i) != "een" else None
        return int(found.value) if found and found.form == "cardinal" and 0 < found.value < 100 else None

    def rank(self, i: int) -> tuple[int, int] | None:
        """An ordinal at `i` ("derde", "4de", "19e", "laatste" = -1): its number and the index behind it."""
        word = self.word(i)
        if word == "laatste":
            return -1, i + 1
        if word.isdecimal():
            if len(word) <= 2 and self.glued(i + 1) and self.word(i + 1) in ("e", "de", "ste"):
                return int(word), i + 2
            return None
        found = read_folded(word)
        return (int(found.value), i + 1) if found and found.form == "ordinal" and found.value < 100 else None

    def count(self, i: int) -> tuple[float | None, int] | None:
        """A number of units at `i` ("9.000", "anderhalf", "een half", "een paar" = None) and the index
        behind it."""
        word = self.word(i)
        if word in ("een", "een-") and self.word(i + 1) in ("half", "paar"):
            return (0.5 if self.word(i + 1) == "half" else None), i + 2
        if word in VAGUE_COUNTS:
            return None, i + 1
        if not word.isdecimal():
            found = read_folded(word)
            if found is None or found.form not in ("cardinal", "half"):
                return None
            return float(found.value), i + 1
        if len(word) > 7 or (self.glued(i) and self.word(i - 1)[-1:] in ".,-/:"):
            return None
        j, whole = i + 1, word
        while (
            self.word(j) == "."
            and self.glued(j)
            and self.glued(j + 1)
            and len(self.word(j + 1)) == 3
            and len(whole) < 9
        ):
            if not self.word(j + 1).isdecimal():
                break
            whole += self.word(j + 1)
            j += 2
        if self.word(j) == "," and self.glued(j) and self.glued(j + 1) and self.word(j + 1).isdecimal():
            return float(f"{whole}.{self.word(j + 1)[:6]}"), j + 2
        return float(whole), j
