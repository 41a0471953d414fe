"""A text as light atoms (words, numbers, marks) with offsets, and phrases of a word list found among them.

The readers of figures work on plain text: no pipeline is needed, and one pass of one bounded regular
expression keeps any input linear. Words are folded (lower case, no accents) for look-up; offsets always
count in the text as given.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any, Generic, Literal, NamedTuple, TypeVar, cast

AtomKind = Literal["word", "number", "mark", "none"]
Reading = TypeVar("Reading")


class Atom(NamedTuple):
    """A word, a number or one other character. `glued`: no space before it; `word`: folded for look-up."""

    kind: AtomKind
    text: str
    word: str
    start: int
    end: int
    glued: bool


END = Atom("none", "", "", -1, -1, False)
"""What stands before the first and behind the last atom."""
_MARGIN = 64
"""So many `END`s are kept behind the last atom, where indices just below zero find them too: readers look
some words around themselves, and a list that is longer is cheaper than a question at every look.
"""

_LETTER = r"[^\W\d_¼½¾⅐-⅞][\u0300-\u036f]*"
# First what is never read: addresses, hashtags, bank accounts.
_ATOM = re.compile(
    rf"""
    (?P<none> https?://\S+ | www\.\S+ | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}} | [#@]\w+
        | [A-Z]{{2}}[0-9]{{2}}[ ]?[A-Z]{{4}}(?:[ ]?[0-9]{{2,4}}){{2,4}}(?!\w) )
    | (?P<number> (?<![0-9]/)[1-9][0-9]{{0,2}}(?:[ \u00a0\u2009\u202f][0-9]{{3}}){{1,4}}(?![0-9]|[.][0-9])(?:,[0-9]+)?
        | [0-9]+(?:[.,][0-9]+)* )
    | (?P<word> {_LETTER}(?:['’]?{_LETTER})* )
    | (?P<mark> \S )
    """,
    re.VERBOSE,
)
_FOLD = str.maketrans("áàâäéèêëíìîïóòôöúùûüç’", "aaaaeeeeiiiioooouuuuc'")


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Lower case, without the accents that Dutch writes.

    >>> fold("Drieëntwintig"), fold("één")
    ('drieentwintig', 'een')
    """
    lower = word.lower()
    if lower.isascii():
        return lower
    return unicodedata.normalize("NFC", lower).translate(_FOLD)


class Atoms:
    """The atoms of a text. Any index from 64 before the text on may be asked for: outside the text stands
    `END`. Taken atoms have kind "none".
    """

    __slots__ = ("_count", "_items", "_words", "text")

    def __init__(self, text: str, taken: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        items = list(_split(text, sorted(taken)))
        self._count = len(items)
        self._words = [*(atom.word for atom in items), *[""] * _MARGIN]
        self._items = [*items, *[END] * _MARGIN]

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Atom]:
        return islice(self._items, self._count)

    def __getitem__(self, i: int) -> Atom:
        try:
            return self._items[i]
        except IndexError:
            return END

    def word(self, i: int) -> str:
        """The folded word, number or mark at `i`; empty outside the text."""
        try:
            return self._words[i]
        except IndexError:
            return ""

    def words(self, i: int, count: int) -> list[str]:
        """The folded words of so many atoms from `i` on, `i` not below zero."""
        return self._words[i : i + count]

    def phrase(self, i: int, *words: str) -> bool:
        """Whether these folded words stand from atom `i` on."""
        return all(self.word(i + k) == word for k, word in enumerate(words))

    def glued(self, i: int) -> bool:
        """Whether atom `i` follows the one before it without a space."""
        return self[i].glued

    def drop(self, i: int) -> None:
        """Make atom `i` no part of any figure."""
        if 0 <= i < self._count:
            self._items[i] = self._items[i]._replace(kind="none")

    def opens_line(self, i: int) -> bool:
        """Whether a new line (or the text) starts at atom `i`."""
        return i == 0 or "\n" in self.text[self[i - 1].end : self[i].start]

    def between(self, first: int, last: int) -> str:
        """The text from atom `first` to the end of atom `last`."""
        return self.text[self[first].start : self[last].end]


def _split(text: str, taken: Sequence[tuple[int, int]]) -> Iterable[Atom]:
    previous, t = -1, 0
    for found in _ATOM.finditer(text):
        start, end = found.span()
        kind = found.lastgroup
        while t < len(taken) and taken[t][1] <= start:
            t += 1
        if t < len(taken) and taken[t][0] < end:
            kind = "none"
        written = found[0]
        yield Atom(cast(AtomKind, kind), written, fold(written), start, end, start == previous)
        previous = end


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Reading]):
    """An expression and what it stands for."""

    atoms: tuple[Atom, ...]
    words: list[str]
    exact: bool
    reading: Reading

    def stands_at(self, atoms: Atoms, i: int) -> bool:
        """Whether it stands from atom `i` on, its spaces and (`exact`) its capitals included."""
        if len(self.words) == 1:  # found by its word
            return not self.exact or atoms[i].text == self.atoms[0].text
        if atoms.words(i, len(self.words)) != self.words:
            return False
        found = [atoms[i + k] for k in range(len(self.words))]
        spaced = all(one.glued == wanted.glued for one, wanted in zip(found[1:], self.atoms[1:], strict=True))
        return spaced and (
            not self.exact or all(a.text == b.text for a, b in zip(found, self.atoms, strict=True))
        )


class Phrases(Generic[Reading]):
    """Expressions of one or more atoms, each with what it stands for; the longest one found wins.

    Words match in any case, `exact` ones only as written. What is written without a space must be found so.
    """

    def __init__(self) -> None:
        self._forward: dict[str, list[_Entry[Reading]]] = {}
        self._backward: dict[str, list[_Entry[Reading]]] = {}

    def add(self, phrase: str, reading: Reading, *, exact: bool = False) -> None:
        """Let `phrase` stand for `reading`."""
        atoms = tuple(Atoms(phrase))
        for table, key in ((self._forward, atoms[0].word), (self._backward, atoms[-1].word)):
            entries = table.setdefault(key, [])
            entries.append(_Entry(atoms, [atom.word for atom in atoms], exact, reading))
            entries.sort(key=lambda entry: -len(entry.words))

    def first_words(self) -> frozenset[str]:
        """The words (folded) with which these expressions begin."""
        return frozenset(self._forward)

    def at(self, atoms: Atoms, i: int) -> tuple[int, Reading] | None:
        """The longest phrase that begins with atom `i`: index of its last atom, and what it stands for."""
        for entry in self._forward.get(atoms.word(i), ()):
            if entry.stands_at(atoms, i):
                return i + len(entry.words) - 1, entry.reading
        return None

    def before(self, atoms: Atoms, i: int) -> tuple[int, Reading] | None:
        """The longest phrase that ends with atom `i - 1`: index of its first atom, and what it stands for."""
        for entry in self._backward.get(atoms.word(i - 1), ()):
            first = i - len(entry.words)
            if first >= 0 and entry.stands_at(atoms, first):
                return first, entry.reading
        return None


@cache
def table(name: str) -> dict[str, Any]:
    """The word list `words/<name>.toml`."""
    return tomllib.loads((files("extract") / "words" / f"{name}.toml").read_text("utf-8"))
