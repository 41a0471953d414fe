"""Hedges: the words around a figure that change what it can mean ("ruim", "hooguit", "of meer").

Table with directions, widths and their source: `words/hedges.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from extract.atoms import Atoms, Phrases, table
from extract.figures import Figure
from extract.numbers import read_folded

Side = Literal["above", "below", "about", "more", "least", "less", "most", "exact", "plain"]
_TABLE = table("hedges")
_NO_NOUN = frozenset(table("labels")["years"]["no_noun"])
_BEHIND_VERBS = frozenset(_TABLE["behind_verbs"]["words"])
_AMONG = frozenset(["onder", "onder de"])
_MOST_EMPHASES = 3


@dataclass(frozen=True, slots=True)
class Width:
    """How far a hedged figure may lie from the number: the larger of `units` last digits and `share` of the
    number.
    """

    units: Decimal
    share: Decimal

    def of(self, value: Decimal, unit: Decimal) -> Decimal:
        """The width for this number whose last digit that counts is worth `unit`."""
        return max(self.units * unit, self.share * abs(value))


@dataclass(frozen=True, slots=True)
class Hedge:
    """Which side of the number the figure lies on, and how far off at most (strict and lenient reading)."""

    side: Side
    strict: Width
    lenient: Width


def _width(row: dict[str, Any] | None) -> Width:
    return Width(Decimal(row["units"]), Decimal(row["share"])) if row else Width(Decimal(0), Decimal(0))


def _load(rows: list[dict[str, Any]], *, alone: bool | None = None) -> Phrases[Hedge]:
    phrases: Phrases[Hedge] = Phrases()
    for row in rows:
        if alone is None or row.get("alone", False) is alone:
            hedge = Hedge(row["side"], _width(row.get("strict")), _width(row.get("lenient")))
            for words in row["words"]:
                phrases.add(words, hedge)
    return phrases


_BEFORE = _load(_TABLE["hedge"])
_BEHIND = _load(_TABLE["behind"], alone=False)
_BEHIND_ALONE = _load(_TABLE["behind"], alone=True)
ABOUT = next(
    Hedge(r["side"], _width(r["strict"]), _width(r["lenient"]))
    for r in _TABLE["hedge"]
    if r["side"] == "about"
)
"""What "ongeveer" does, and the ending of "twintigtal"."""


def hedge_of(atoms: Atoms, figure: Figure, previous_last: int) -> tuple[Hedge, str] | None:
    """The hedge of a figure and its words in lower case; None if there is none or it is emphasis only.

    `previous_last` is the last atom of the figure before: in "12 procent hoger dan 34" the 34 is compared
    with, not hedged.
    """
    return _behind(atoms, figure) or _behind_verb(atoms, figure) or _before(atoms, figure, previous_last)


def _behind_verb(atoms: Atoms, figure: Figure) -> tuple[Hedge, str] | None:
    """The adverb behind a finite verb that is the figure itself: "de winst verdubbelde bijna". In front of another
    number it hedges that one.
    """
    at = figure.last + 1
    if figure.kind != "factor" or figure.first != figure.last or atoms.word(at) not in _BEHIND_VERBS:
        return None
    follows = atoms[at + 1]
    if follows.kind == "number" or read_folded(follows.word) is not None:
        return None
    found = _BEFORE.at(atoms, at)
    return (found[1], atoms.word(at)) if found is not None and found[0] == at else None


def _behind(atoms: Atoms, figure: Figure) -> tuple[Hedge, str] | None:
    first = figure.last + 1
    found = _BEHIND.at(atoms, first)
    if found is None:
        found = _BEHIND_ALONE.at(atoms, first)
        if (
            found is None
            or atoms[found[0] + 1].kind == "word"
            or (atoms.word(first) == "plus" and figure.kind == "count")
        ):
            return None
    return found[1], atoms.between(first, found[0]).lower()


def _before(atoms: Atoms, figure: Figure, previous_last: int) -> tuple[Hedge, str] | None:
    end = figure.first
    for _ in range(_MOST_EMPHASES):
        found = _BEFORE.before(atoms, end)
        if found is None:
            return None
        first, hedge = found
        words = atoms.between(first, end - 1).lower()
        if hedge.side != "plain":
            compared = words.endswith("dan") and first - 1 == previous_last >= 0
            return None if compared or _is_among(atoms, figure, words) else (hedge, words)
        end = first
    return None


def _is_among(atoms: Atoms, figure: Figure, words: str) -> bool:
    """Whether "onder" means among: "onder de 35 gewonden", not "onder de 35 procent", "wie onder de 18
    is"."""
    if words not in _AMONG or figure.kind != "count" or figure.amount.scale != 1:
        return False
    return atoms[figure.last + 1].kind == "word" and atoms.word(figure.last + 1) not in _NO_NOUN


def bound_words(atoms: Atoms, i: int, side: Side) -> int | None:
    """The first atom of a bound ("boven de", "minder dan") of this side that ends before atom `i`."""
    found = _BEFORE.before(atoms, i)
    return found[0] if found is not None and found[1].side == side else None
