"""A query as a condition on articles in SQL. What FTS5 can say in one expression it says; the rest is put together
from its answers, and where a word that its title has must stand in the text the article itself is looked at.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import TypeAlias

from db.places import stands_behind
from db.query import All, Node, Query, Some, Term, Without
from db.search import has_words

Where: TypeAlias = tuple[str, tuple[str | int | float | None, ...]]
_FOUND = "a.id IN (SELECT rowid FROM search WHERE search MATCH ?)"
_SETS = 8
"""Forms of a word of which each is asked for by itself."""
_TITLED = "a.id IN (SELECT rowid FROM titles WHERE titles MATCH ?)"


def matching(conn: sqlite3.Connection, query: Query) -> Where:
    """The condition on `articles AS a`. A query without a word holds for none."""
    if query.root is None:
        return "0", ()
    _define(conn)
    return _where(conn, query.root)


def _define(conn: sqlite3.Connection) -> None:
    """The functions that conditions call; once a connection, as SQLite changes no function while something is read."""
    known = conn.execute("SELECT 1 FROM pragma_function_list WHERE name = 'stands_behind'").fetchone()
    if not known:
        conn.create_function("stands_behind", 4, _stands, deterministic=True)


def ranking(query: Query) -> list[str]:
    """All that is looked for as expressions of FTS5, for the order of what was found; what has no place in the index is
    not among them.
    """
    return [term.match() for term in query.wanted if term.field != "source"]


def expression(node: Node) -> str | None:
    """The node as an expression of FTS5 that is always valid; None if FTS5 cannot say it."""
    match node:
        case Term(field=None):
            return node.match()
        case Some(parts):
            ways = [expression(part) for part in parts]
            return None if None in ways else f"({' OR '.join(filter(None, ways))})"
        case All(parts):
            wanted = [expression(part) for part in parts if not isinstance(part, Without)]
            unwanted = [expression(part.part) for part in parts if isinstance(part, Without)]
            if not wanted or None in wanted or None in unwanted:
                return None
            both = f"({' AND '.join(filter(None, wanted))})"
            return f"({both} NOT ({' OR '.join(filter(None, unwanted))}))" if unwanted else both
    return None


def _where(conn: sqlite3.Connection, node: Node) -> Where:
    if (said := expression(node)) is not None:
        return _FOUND, (said,)
    match node:
        case Without(part):
            sql, values = _where(conn, part)
            return f"NOT ({sql})", values
        case All(parts) | Some(parts):
            wheres = [_where(conn, part) for part in parts]
            join = " AND " if isinstance(node, All) else " OR "
            return join.join(f"({sql})" for sql, _ in wheres), tuple(
                value for _, values in wheres for value in values
            )
        case Term(field="source"):
            asked = " ".join(node.words)
            names = conn.execute("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL")
            fitting = [name for (name,) in names if has_words(name, asked)]
            return "coalesce(a.source, '') IN (SELECT value FROM json_each(?))", (json.dumps(fitting),)
        case Term(field="title"):
            return _TITLED, (node.match(),)
        case Term():
            return _in_text(node)


def _in_text(term: Term) -> Where:
    """The condition that a term stands in the text, wherever else. One word does in an article that has one of its
    forms, if the title has not, or the text has it again; of a phrase or a beginning the text itself is looked at.
    """
    if term.widens and len(here := term.forms()) <= _SETS:
        has = f"({_FOUND} AND (NOT {_TITLED} OR {_TITLED}))"
        again = term.forms("again_")
        values = tuple(value for one, more in zip(here, again, strict=True) for value in (one, one, more))
        return " OR ".join(has for _ in here), values
    said = json.dumps([term.words, term.phrase, term.prefix, term.lemmas, term.stems])
    looked = "stands_behind(?, a.title, a.text, (SELECT lemmas FROM extractions WHERE article = a.id))"
    values = (term.match(), term.match(), said)
    if len(term.words) == 1:
        looked, values = f"{_TITLED} OR {looked}", (*values[:2], term.match("again_"), said)
    return f"{_FOUND} AND (NOT {_TITLED} OR {looked})", values


def _stands(said: str, title: str | None, text: str, lemmas: str | None) -> bool:
    return stands_behind(_term(said), title or "", text, lemmas or "")


@lru_cache(maxsize=256)
def _term(said: str) -> Term:
    words, phrase, prefix, lemmas, stems = json.loads(said)
    return Term(tuple(words), phrase, prefix, None, tuple(lemmas), tuple(stems))
