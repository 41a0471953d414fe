"""One parsed field with its names and quotations: what the readers of sources look things up in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.nouns import Mention
from extract.parsed import Parsed


@dataclass(frozen=True, slots=True)
class FieldText:
    """One parsed field with what the constructions look up in it."""

    parsed: Parsed
    mentions: Sequence[Mention]
    starts: list[int]
    """Starts of the quotations, sorted."""
    ends: list[int]

    @property
    def doc(self) -> Doc:
        """The parsed field."""
        return self.parsed.doc

    @property
    def text(self) -> str:
        """What it was made from."""
        return self.parsed.text

    def in_quote(self, token: Token) -> bool:
        """Whether the word is part of a quotation."""
        at = bisect_right(self.starts, token.idx) - 1
        return at >= 0 and token.idx < self.ends[at]

    def beside_quote(self, token: Token, words: int = 1) -> bool:
        """Whether a quotation of at least so many words ends right before the word, or its sentence goes on with
        one after a colon or comma.
        """
        at = bisect_right(self.starts, token.idx) - 1
        if (
            at >= 0
            and 0 <= token.idx - self.ends[at] <= 6
            and "\n" not in self.text[self.ends[at] : token.idx]
            and self._is_long(at, words)
            and (self._is_long(at, 3) or self._is_closed(at, token.idx))
        ):
            return True
        following = at + 1
        if following >= len(self.starts) or self.starts[following] - token.idx > 120:
            return False
        between = self.text[token.idx : self.starts[following]]
        if not self._is_long(following, words if ":" in between else max(words, 3)):
            return False
        return "\n" not in between and not any(stop in between for stop in (". ", "! ", "? "))

    def _is_closed(self, quote: int, start: int) -> bool:
        """Whether a mark of punctuation ends the quotation: '"Ja", zegt', not '"Elle" vroeg'."""
        return "," in self.text[self.ends[quote] : start] or self.text[self.ends[quote] - 1] in ".!?,"

    def _is_long(self, quote: int, words: int) -> bool:
        return words == 1 or len(self.text[self.starts[quote] : self.ends[quote]].split()) >= words
