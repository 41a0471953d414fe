"""A query as a condition on articles in SQL. What FTS5 can say in one expression it says; the rest is put together from
its answers, and where a word must stand in one field the article itself is looked at.
"""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import TypeAlias

from corpus.article import Field
from db.places import stands_in
from db.query import All, Node, Query, Some, Term, Without
from db.search import has_words

Where: TypeAlias = tuple[str, tuple[str | int | float | None, ...]]
_FOUND = "a.id IN (SELECT rowid FROM search WHERE search MATCH ?)"


def matching(conn: sqlite3.Connection, query: Query) -> Where:
    """The condition on `articles AS a`. A query without a word holds for none."""
    if query.root is None:
        return "0", ()
    # Once a connection: SQLite refuses to change a function while something is being read.
    if not conn.execute("SELECT 1 FROM pragma_function_list WHERE name = 'stands_in'").fetchone():
        conn.create_function("stands_in", 5, _stands, deterministic=True)
    return _where(conn, query.root)


def ranking(query: Query) -> str | None:
    """All that is looked for as one expression of FTS5, for the order of what was found; None if nothing of it has a
    place in the index.
    """
    terms = [term.match() for term in query.wanted if term.field != "source"]
    return " OR ".join(terms) or None


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
        case Term():
            said = json.dumps([node.words, node.phrase, node.prefix, node.lemmas, node.stems])
            text = "a.text" if node.field == "text" else "''"  # a long text is slow to hand over
            lemmas = "(SELECT lemmas FROM extractions WHERE article = a.id)"
            return f"{_FOUND} AND stands_in(?, ?, a.title, {text}, {lemmas})", (
                node.match(),
                said,
                node.field,
            )


def _stands(said: str, field: Field, title: str | None, text: str, lemmas: str | None) -> bool:
    return stands_in(_term(said), field, title or "", text, lemmas or "")


@lru_cache(maxsize=256)
def _term(said: str) -> Term:
    words, phrase, prefix, lemmas, stems = json.loads(said)
    return Term(tuple(words), phrase, prefix, None, tuple(lemmas), tuple(stems))
