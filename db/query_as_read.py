"""A query written out as it was read: for who typed one that was not complete."""

from __future__ import annotations

from typing import Literal

from db.query import All, Node, Query, Some, Term, Without
from db.query_reader import OPERATORS, WORDS


def as_read(query: Query, lang: Literal["nl", "en"]) -> str:
    """The query in a form that reads as the same.

    >>> from db.query_reader import read_query
    >>> as_read(read_query('huur (koop OF "dure huur'), "nl")
    'huur EN (koop OF "dure huur")'
    """
    said = {**WORDS["operators"][lang], **WORDS["fields"][lang]}
    return "" if query.root is None else _written(query.root, said, outer=True)


def _written(node: Node, said: dict[str, str], *, outer: bool = False) -> str:
    match node:
        case Term():
            return _term(node, said)
        case Without(part):
            return f"{said['not']} {_written(part, said)}"
        case All(parts) | Some(parts):
            between = said["and" if isinstance(node, All) else "or"]
            joined = f" {between} ".join(_written(part, said) for part in parts)
            return joined if outer else f"({joined})"
    return ""


def _term(term: Term, said: dict[str, str]) -> str:
    between = "." if all(map(str.isdigit, term.words)) else "-"
    words = f'"{" ".join(term.words)}"' if term.phrase else between.join(term.words) + "*" * term.prefix
    words = words.lower() if words in OPERATORS else words  # a word here, whatever it joins elsewhere
    return words if term.field is None else f"{said[term.field]}:{words}"
