"""What an article takes back: the figure that was printed and what it should have been."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus.article import Span
from corpus.corrections import correction_notes
from extract.nouns import Quantity
from extract.quantities import read_quantities
from extract.words import table
from klopt.check.alike import alike
from klopt.check.case import Case, exact_value, once
from klopt.check.said import Said, said
from klopt.check.stems import has_words, holds, stems_of

PASSED = frozenset(("ordinal", "duration", "age"))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A correction: the spans of the old figure and the new one in the note, both figures, and its words."""

    span: Span
    at_new: Span
    old: Quantity
    new: Quantity
    note: str


@once
def taken_back(case: Case) -> Iterable[TakenBack]:
    """The corrections of an article that name two figures of one kind: what stood there, and what it should be."""
    text = case.article.text
    for start, end in _notes(case):
        note = text[start:end]
        figures = [
            quantity
            for quantity in read_quantities(note)
            if exact_value(quantity) is not None and quantity.kind not in PASSED
        ]
        if len(figures) != 2:
            continue
        old, new = reversed(figures) if _turned(case, figures, (start, end)) else figures
        if old.kind == new.kind and old.unit == new.unit and old.value != new.value:
            was, now = (
                case.article.span("text", start + one.span.start, start + one.span.end) for one in (old, new)
            )
            yield TakenBack(was, now, old, new, note)


def repeated(note: TakenBack, case: Case) -> Said | None:
    """Where an article gives the figure that was taken back, for the same thing."""
    words = stems_of(note.note)
    found = (one for one in said(case) if one.telling and _is(one, note.old) and _named(one, words))
    return next(found, None)


def puts_right(note: TakenBack, mine: Said, yours: Said) -> bool:
    """Whether a correction names these two figures as what stood there and what it should be."""
    words = stems_of(note.note)
    return any(
        _is(one, note.old) and _is(other, note.new) and (_named(one, words) or _named(other, words))
        for one, other in ((mine, yours), (yours, mine))
    )


def _is(one: Said, old: Quantity) -> bool:
    kind, unit = one.sort
    return one.value == old.value and unit == (old.unit or "") and kind == old.kind


def _named(one: Said, words: frozenset[str]) -> bool:
    """Whether the note speaks of what is counted; a figure of which nothing says that may be any."""
    head = one.thing.head if one.thing else None
    return head is None or holds(words, head) or any(alike(head, word) for word in words)


def _notes(case: Case) -> Iterator[tuple[int, int]]:
    """Where the notes stand; all of an article that is called a correction is one."""
    article = case.article
    if _called().match(article.title or "") or _called().match(article.text):
        yield 0, len(article.text)
    else:
        yield from correction_notes(article.text)


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(table('across')['taken_back']['called'])})\b", re.I)


def _turned(case: Case, figures: list[Quantity], note: tuple[int, int]) -> bool:
    """Whether the note names what it should be first: by what the rest of the article has now, or by its words."""
    article = case.article.text
    rest = {
        quantity.value
        for quantity in read_quantities(article[: note[0]] + " " * (note[1] - note[0]) + article[note[1] :])
        if quantity.kind == figures[0].kind
    }
    first, second = (figure.value in rest for figure in figures)
    if first != second:
        return first
    between = article[note[0] + figures[0].span.end : note[0] + figures[1].span.start]
    words = table("across")["taken_back"]
    return bool(has_words(between, words["old_follows"])) and not has_words(between, words["new_follows"])
