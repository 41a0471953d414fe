"""What differs in words between two texts, and which of the words are figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from corpus.article import Field, Span
from extract.quantities import read_quantities

_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_DIGITS = re.compile(r"\w*\d\w*(?:[.,]\d+)*")
_THOROUGH = 2_000
"""Words of a changed stretch up to which every word counts; in a longer one difflib passes over frequent words,
or it would take minutes.
"""

Piece: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the old text and what stands there in the new one; one of the two may be empty. `old_figures` and
    `new_figures` are the figures touched by it, cut to it.
    """

    before: Span
    after: Span
    old_figures: tuple[Span, ...]
    new_figures: tuple[Span, ...]


def differences(old: str, new: str, field: Field = "text") -> tuple[Change, ...]:
    """The changes that make the new text of the old one, in order. Blanks do not count.

    >>> [(c.before.text, c.after.text, len(c.new_figures)) for c in differences("Er zijn 34.", "Er zijn nu 36.")]
    [('34', 'nu 36', 1)]
    """
    if old == new:
        return ()
    figures = _figures(old, field), _figures(new, field)
    return tuple(
        Change(before, after, _cut(figures[0], before), _cut(figures[1], after))
        for before, after in _changed(old, new, field)
    )


def near(changed: Sequence[Change], around: int) -> Iterator[list[Change]]:
    """Changes with no more than so many characters between them, which are read in one piece."""
    group: list[Change] = []
    for change in changed:
        last = group[-1].after if group else None
        if last and (change.after.field != last.field or change.after.start - last.end > around):
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _changed(old: str, new: str, field: Field) -> Iterator[tuple[Span, Span]]:
    """By paragraph, and within those that changed by word: fast, and nothing is matched across a whole article."""
    paragraphs = _pieces(old, "\n\n"), _pieces(new, "\n\n")
    for old_part, new_part in _unequal(old, new, *paragraphs, thorough=True):
        words = _words(old, old_part), _words(new, new_part)
        thorough = max(map(len, words)) <= _THOROUGH
        begin = old_part[0], new_part[0]
        for before, after in _unequal(old, new, *words, thorough=thorough, begin=begin):
            yield Span(field, *before, old[slice(*before)]), Span(field, *after, new[slice(*after)])


def _unequal(
    old: str,
    new: str,
    old_pieces: Sequence[Piece],
    new_pieces: Sequence[Piece],
    *,
    thorough: bool,
    begin: tuple[int, int] = (0, 0),
) -> Iterator[tuple[Piece, Piece]]:
    """The stretches from the first to the last of the pieces that differ; an empty one is where it would stand: at
    `begin`, of the old and of the new text, if there are no pieces.
    """
    matcher = SequenceMatcher(
        None,
        [old[slice(*piece)] for piece in old_pieces],
        [new[slice(*piece)] for piece in new_pieces],
        autojunk=not thorough,
    )
    for what, i, i_end, j, j_end in matcher.get_opcodes():
        if what != "equal":
            yield _stretch(old_pieces, i, i_end, begin[0]), _stretch(new_pieces, j, j_end, begin[1])


def _stretch(pieces: Sequence[Piece], first: int, end: int, begin: int) -> Piece:
    if first < end:
        return pieces[first][0], pieces[end - 1][1]
    at = pieces[first - 1][1] if first else pieces[0][0] if pieces else begin
    return at, at


def _pieces(text: str, between: str) -> list[Piece]:
    pieces, at = [], 0
    for piece in text.split(between):
        pieces.append((at, at + len(piece)))
        at += len(piece) + len(between)
    return pieces


def _words(text: str, part: Piece) -> list[Piece]:
    return [found.span() for found in _WORD.finditer(text, *part)]


def _figures(text: str, field: Field) -> list[Span]:
    """Figures as klopt reads them, also in words, and whatever else has a digit (years, clock times)."""
    figures = [quantity.span for quantity in read_quantities(text, field=field)]
    taken = {at for span in figures for at in range(span.start, span.end)}
    figures += [
        Span(field, *found.span(), found[0]) for found in _DIGITS.finditer(text) if found.start() not in taken
    ]
    return sorted(figures, key=lambda span: span.start)


def _cut(figures: Sequence[Span], to: Span) -> tuple[Span, ...]:
    cut = []
    for figure in figures:
        start, end = max(figure.start, to.start), min(figure.end, to.end)
        if start < end:
            cut.append(Span(to.field, start, end, to.text[start - to.start : end - to.start]))
    return tuple(cut)
