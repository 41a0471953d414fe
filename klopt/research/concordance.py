"""The order of a concordance: by what stands to the left of the word, to the right, or by the word itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.article import Span
from db.among import Head
from db.search import WORD, fold

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

    def place(self, order: Order) -> str:
        """What the line is sorted on: to the left the nearest word first, as in any concordance. One string, in which
        no word reaches into the next: there may be a million of them.
        """
        match order:
            case "left":
                return "\0".join(reversed(_words(self.left)))
            case "right":
                return "\0".join(_words(self.right))
            case "word":
                return "\0".join(_words(self.span.text))
            case "date":
                return self.head.published or ""
        return ""


def in_order(lines: Iterable[Line], order: Order) -> Iterable[Line]:
    """The lines sorted; those that are equal stay in their order. By article they come so, and are not kept."""
    return lines if order == "article" else sorted(lines, key=lambda line: line.place(order))


def _words(text: str) -> list[str]:
    return [fold(word) for word in WORD.findall(text)]
