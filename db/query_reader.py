"""What a person types to search, read so that nothing typed is an error.

Words must all be in an article, in any form: as typed, as a lemma, or with the same stem. "Words between quotation
marks" must stand there as typed and in that order; `word*` begins a word; `-word` must not be in it. OR and NOT (OF,
NIET) in capitals join and exclude, AND (EN) is what a blank means; brackets group. `titel:`, `tekst:` and `bron:` say
where a word must stand, or all words of the bracket behind it. Case and accents do not count. Everything else is a
blank: no operator of FTS5 (NEAR, columns) gets through, because every word reaches it between quotation marks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import Any

from db.query import All, In, Node, Query, Some, Term, Without, mapped
from db.search import WORD, fold

WORDS: dict[str, Any] = tomllib.loads(files("db").joinpath("query.toml").read_text("utf-8"))
"""What joins terms and where they must stand, by language."""
MOST_WORDS = 60
"""Words of a query that count; the rest is passed over. FTS5 limits how large an expression may be."""
DEEPEST = 12
"""Brackets within brackets; what is deeper is taken for a blank."""
FIELDS: dict[str, In] = {word: field for words in WORDS["fields"].values() for field, word in words.items()}
OPERATORS: dict[str, str] = {
    word: way for words in WORDS["operators"].values() for way, word in words.items()
}
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_PIECE = re.compile(
    r"(?P<minus>-?)(?:(?P<field>" + "|".join(FIELDS) + r"):\s*(?=[\w\"(]))?"
    r'(?:"(?P<phrase>[^"]*)"?|(?P<bracket>[()])|(?P<word>[^\s"()]+))',
    re.I,
)


def read_query(typed: str) -> Query:
    """The query that was typed. Never raises."""
    reader = _Reader(typed.translate(_QUOTES))
    return Query(reader.read(), typed, reader.mended)


class _Reader:
    """Reads by descent: alternatives of sequences of parts. A missing part or bracket is passed over (`mended`)."""

    def __init__(self, typed: str) -> None:
        self._pieces = list(_PIECE.finditer(typed))
        self._at = 0
        self._room = MOST_WORDS
        self.mended = False

    def read(self) -> Node | None:
        parts: list[Node] = []
        while self._at < len(self._pieces):  # more than once only after a bracket too many
            if (part := self._some(0)) is not None:
                parts.append(part)
        return _joined(All, parts)

    def _some(self, depth: int) -> Node | None:
        ways = [self._all(depth)]
        while self._operator() == "or":
            self._at += 1
            ways.append(self._all(depth))
        self.mended |= len(ways) > 1 and None in ways
        if depth == 0 and self._bracket() == ")":
            self._at += 1
            self.mended = True
        return _joined(Some, [way for way in ways if way is not None])

    def _all(self, depth: int) -> Node | None:
        parts: list[Node] = []
        waits: str | None = None  # an operator without what it is about
        without = False
        while self._at < len(self._pieces):
            operator = self._operator()
            if operator == "or" or self._bracket() == ")":
                break
            piece = self._pieces[self._at]
            self._at += 1
            if operator is not None:
                self.mended |= (waits, operator) != ("and", "not") and (
                    waits is not None or (operator == "and" and not parts)
                )
                waits, without = operator, without or operator == "not"
                continue
            part = self._group(depth, _field(piece)) if piece["bracket"] == "(" else self._term(piece)
            if part is not None:
                parts.append(Without(part) if without != (piece["minus"] == "-") else part)
                waits, without = None, False
        self.mended |= waits is not None
        return _joined(All, parts)

    def _group(self, depth: int, field: In | None) -> Node | None:
        if depth >= DEEPEST:
            self.mended = True
            return None
        found = self._some(depth + 1)
        self.mended |= found is None or self._bracket() != ")"
        if self._bracket() == ")":
            self._at += 1
        # What a word says of its own field goes before what stands before the bracket.
        return mapped(found, lambda term: replace(term, field=term.field or field)) if field else found

    def _term(self, piece: re.Match[str]) -> Term | None:
        phrase, word = piece["phrase"], piece["word"]
        every = WORD.findall(phrase if word is None else word)
        found = tuple(every[: self._room])
        self.mended |= len(every) > len(found) or _broken(piece)
        if not found:
            return None
        self._room -= len(found)
        prefix = word is not None and word.endswith("*")
        return Term(found, phrase is not None, prefix, _field(piece))

    def _operator(self) -> str | None:
        if self._at >= len(self._pieces):
            return None
        piece = self._pieces[self._at]
        return None if piece["field"] or piece["minus"] else OPERATORS.get(piece["word"] or "")

    def _bracket(self) -> str | None:
        return self._pieces[self._at]["bracket"] if self._at < len(self._pieces) else None


def _broken(piece: re.Match[str]) -> bool:
    """Whether it is a phrase that is not closed or has nothing in it, or a field without what must stand there."""
    if piece["phrase"] is not None:
        return piece["phrase"] == "" or not piece[0].endswith('"')
    return piece["word"].endswith(":") and fold(piece["word"][:-1]) in FIELDS


def _field(piece: re.Match[str]) -> In | None:
    return FIELDS[fold(piece["field"])] if piece["field"] else None


def _joined(kind: type[All] | type[Some], parts: list[Node]) -> Node | None:
    return (parts[0] if len(parts) == 1 else kind(tuple(parts))) if parts else None
