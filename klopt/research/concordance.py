"""The order of a concordance: by what stands to the left of the word, to the right, or by the word itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.article import Span
from db.among import Head
from db.search import fold
from db.words import WORD

Order = Literal["article", "date", "word", "left", "right"]
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Line:
    """A place with its context and its article; `witness` is the article by whose number its text is known."""

    head: Head
    witness: int
    span: Span
    left: str
    right: str

    def words(self, order: Order) -> tuple[str, ...]:
        """What the line is sorted on: to the left the nearest word first, as in any concordance."""
        match order:
            case "left":
                return tuple(reversed(_words(self.left)))
            case "right":
                return _words(self.right)
            case "word":
                return _words(self.span.text)
            case "date":
                return (self.head.published or "",)
        return ()


def in_order(lines: Iterable[Line], order: Order) -> list[Line]:
    """The lines sorted; those that are equal stay in their order."""
    return sorted(lines, key=lambda line: line.words(order))


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in WORD.findall(text))
