"""A query as a condition on articles in SQL. What FTS5 can say in one expression it says; the rest is put together
from its answers, and where a word must stand in one field the article itself is looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from corpus.article import Field
from db.places import stands_in
from db.query import All, Node, Query, Some, Term, Without
from db.search import fold, has_words
from db.words import WORD, stem_of

Where: TypeAlias = tuple[str, tuple[str | int | float | None, ...]]
TITLE = 40
"""Words of a title that are looked at; no headline has more."""
_EARLY = f"SELECT o.doc, o.offset FROM {{}} WHERE {{}} AND o.offset < {TITLE}"  # noqa: S608 - own words
_TITLED = (
    "a.id IN (SELECT e.doc FROM (SELECT doc, min(offset) AS first FROM ({}) GROUP BY doc) AS e"
    " CROSS JOIN articles AS t ON t.id = e.doc WHERE e.first < words_in(t.title))"
)
_FOUND = "a.id IN (SELECT rowid FROM search WHERE search MATCH ?)"


def matching(conn: sqlite3.Connection, query: Query) -> Where:
    """The condition on `articles AS a`. A query without a word holds for none."""
    if query.root is None:
        return "0", ()
    # Once a connection: SQLite refuses to change a function while something is being read.
    if not conn.execute("SELECT 1 FROM pragma_function_list WHERE name = 'stands_in'").fetchone():
        conn.create_function("stands_in", 5, _stands, deterministic=True)
    return _where(conn, query.root)


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
        case Term():
            said = json.dumps([node.words, node.phrase, node.prefix, node.lemmas, node.stems])
            if node.field == "title" and (node.widens or node.prefix) and len(node.words) == 1:
                return _in_title(conn, node)
            lemmas = "(SELECT lemmas FROM extractions WHERE article = a.id)"
            text = "a.text" if node.field == "text" else "''"  # a long text is slow to hand over
            stands = f"{_FOUND} AND stands_in(?, ?, a.title, {text}, {lemmas})"
            return stands, (node.match(), said, node.field)


def _in_title(conn: sqlite3.Connection, term: Term) -> Where:
    """The condition that one word stands in the title, in any form: the title comes first in the index, so its words
    are those before the number of words that it has.
    """
    conn.create_function("words_in", 1, _words_in, deterministic=True)
    word = fold(term.words[0])
    if term.prefix:
        which = "o.term >= ? AND o.term < ? AND o.col <> 'stem'"
        return _TITLED.format(_EARLY.format("occurrences AS o", which)), (word, word + chr(0x10FFFF))
    stems = {stem_of(word), *term.stems}
    # The stem of a lemma stands behind all words in the index, not where its word does: the lemmas themselves.
    forms = {word, *term.lemmas, *(lemma for stem in stems for lemma in _lemmas(conn, stem))}
    # The cross join has each word looked up; else all of the index is read.
    joined = "json_each(?) AS f CROSS JOIN occurrences AS o ON o.term = f.value"
    ways = [_EARLY.format(joined, which) for which in ("o.col <> 'stem'", "o.col = 'stem'", "1")]
    lists = (forms - stems, stems - forms, forms & stems)
    return _TITLED.format(" UNION ALL ".join(ways)), tuple(json.dumps(sorted(one)) for one in lists)


def _words_in(title: str | None) -> int:
    return len(WORD.findall(title or ""))


def _lemmas(conn: sqlite3.Connection, stem: str) -> Iterator[str]:
    """The lemmas with this stem: the index has the stem of a lemma behind all words, so not where its word stands."""
    # Snowball's Dutch takes "ge-" away.
    for start in {stem[:3], f"ge{stem[:1]}"}:
        rows = conn.execute(
            "SELECT term FROM vocabulary WHERE term >= ? AND term < ? AND col = 'lemma'",
            (start, start + chr(0x10FFFF)),
        )
        yield from (lemma for (lemma,) in rows if stem_of(lemma) == stem)


def _stands(said: str, field: Field, title: str | None, text: str, lemmas: str | None) -> bool:
    return stands_in(_term(said), field, title or "", text, lemmas or "")


@lru_cache(maxsize=256)
def _term(said: str) -> Term:
    words, phrase, prefix, lemmas, stems = json.loads(said)
    return Term(tuple(words), phrase, prefix, None, tuple(lemmas), tuple(stems))
