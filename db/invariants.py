"""What holds in every sound corpus, as questions to the database: each gives the rows that break it.

Tables have CHECKs, foreign keys and triggers; these are the things that no constraint of SQLite can say, or that only
something outside of klopt can have broken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.captures import Capture
from db.connect import in_words
from db.keys import tombstone_digest
from db.store import Store

SPANS = (
    "affiliations",
    "claims",
    "dates",
    "mentions",
    "periods",
    "quantities",
    "quotes",
    "sentences",
    "sources",
)
"""Tables of what was read: each row has the words at a place of its article."""
_PLACE = (
    "SELECT t.article FROM {table} AS t JOIN articles AS a ON a.id = t.article"
    " WHERE substr(CASE t.field WHEN 'title' THEN a.title ELSE a.text END,"
    " t.start_char + 1, t.end_char - t.start_char) IS NOT t.text"
)
_QUESTIONS = {
    "places": " UNION ALL ".join(_PLACE.format(table=table) for table in SPANS),
    "finding_places": "SELECT s.article FROM finding_spans AS s"
    " LEFT JOIN versions AS v ON v.article = s.article AND v.nr = s.version"
    " WHERE substr(CASE s.field WHEN 'title' THEN v.title ELSE v.text END,"
    " s.start_char + 1, s.end_char - s.start_char) IS NOT s.text",
    "versions": "SELECT a.id FROM articles AS a LEFT JOIN versions AS v ON v.article = a.id AND v.nr = a.version"
    " WHERE v.text IS NOT a.text OR v.title IS NOT a.title",
    "marks": "SELECT f.article FROM findings AS f"
    " WHERE NOT EXISTS (SELECT 1 FROM finding_spans AS s WHERE s.finding = f.id)",
    "witnesses": "SELECT c.article FROM copies AS c LEFT JOIN copies AS w ON w.article = c.witness"
    " WHERE w.witness IS NOT c.witness",
    "entities": "SELECT e.id FROM entities AS e WHERE NOT EXISTS (SELECT 1 FROM mentions AS m WHERE m.entity = e.id)",
    "counts": "SELECT e.id FROM entities AS e WHERE (e.mentions, e.articles) IS NOT"
    " (SELECT count(*), count(DISTINCT m.article) FROM mentions AS m WHERE m.entity = e.id AND m.nr IS NOT NULL)"
    " OR (e.figures, e.credited) IS NOT (SELECT count(*), count(DISTINCT c.article) FROM mentions AS m"
    " JOIN sources AS s ON s.mention = m.id JOIN claims AS c ON c.source = s.id"
    " WHERE m.entity = e.id AND c.quantity IS NOT NULL)",
    "tombstones": "SELECT a.id FROM articles AS a JOIN tombstones AS t ON t.key_digest = klopt_tombstone(a.key)",
    "search": "SELECT a.id FROM articles AS a WHERE NOT EXISTS (SELECT 1 FROM search_docsize AS d WHERE d.id = a.id)"
    " UNION ALL SELECT d.id FROM search_docsize AS d WHERE NOT EXISTS (SELECT 1 FROM articles AS a WHERE a.id = d.id)"
    " UNION ALL SELECT a.id FROM articles AS a WHERE (a.title IS NOT NULL) <>"
    " EXISTS (SELECT 1 FROM titles_docsize AS d WHERE d.id = a.id)",
    "references": "SELECT rowid FROM pragma_foreign_key_check",
}
INVARIANTS = tuple(_QUESTIONS)
"""Their names; the words for them are in `messages.toml` under "invariant"."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that does not hold: in how many rows, and the number of the first article, name or row."""

    name: str
    rows: int
    first: int


def broken(store: Store, name: str) -> Broken | None:
    """Whether this invariant is broken in this corpus, and where. It reads every row that it is about.

    Raises StoreError if the file cannot be read.
    """
    with in_words(store.path):
        conn = store.db.conn
        conn.create_function("klopt_tombstone", 1, tombstone_digest, deterministic=True)
        rows, first = conn.execute(
            f"SELECT count(*), min(found) FROM (SELECT NULL AS found WHERE 0 UNION ALL {_QUESTIONS[name]})"  # noqa: S608 - own words
        ).fetchone()
    return Broken(name, rows, first or 0) if rows else None


def captures(store: Store) -> Iterator[Capture]:
    """Where the archive must have a record, in the order of the archive."""
    with in_words(store.path):
        for row in store.db.conn.execute(
            "SELECT DISTINCT file, offset, length, digest FROM captures ORDER BY 1, 2"
        ):
            yield Capture(*row)
