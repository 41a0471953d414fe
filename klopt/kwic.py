"""Key words in context: one line for each place where a word stands, the word in the same column on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.article import Article, Span
from klopt.report import one_line
from klopt.terminal import marked

SIDE = 42
"""Characters left and right of the word: two sides, a word and its marks fill a line of a hundred."""


@dataclass(frozen=True, slots=True)
class Context:
    """A place with what stands before and behind it in its field, on one line and harmless; cut at words."""

    span: Span
    left: str
    right: str
    side: int = SIDE

    def line(self, colour: bool) -> str:
        """The line for a reader."""
        return f"{self.left:>{self.side}}{marked(one_line(self.span.text), colour)}{self.right}".rstrip()


def contexts(article: Article, places: tuple[Span, ...], side: int = SIDE) -> Iterator[Context]:
    """The places with their contexts of so many characters to each side, in the same order."""
    for span in places:
        text = article.field(span.field)
        # Twice as much is cut out, so that there is enough left when blanks and controls are gone.
        left = one_line(text[max(0, span.start - 2 * side) : span.start], strip=False)
        right = one_line(text[span.end : span.end + 2 * side], strip=False)
        yield Context(span, _tail(" ".join(left.split(" ")), side), _head(right, side), side)


def _tail(text: str, side: int) -> str:
    """The last words that fit, with the blank before the place."""
    if len(text) <= side:
        return text
    cut = text[-side:]
    at = cut.find(" ")
    return cut if at < 0 or at == len(cut) - 1 else cut[at + 1 :]


def _head(text: str, side: int) -> str:
    if len(text) <= side:
        return text
    cut = text[:side]
    at = cut.rfind(" ")
    return cut if at <= 0 else cut[:at]
